"""A file on its way: brought in, told what it is, taken as it was looked at."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from lantu.errors import UsageError
from lantu.exchange.observations.preview import Preview, preview
from lantu.exchange.observations.report import Taken
from lantu.exchange.observations.secrecy import mark_of
from lantu_web.audit.action import Act, action
from lantu_web.observations.known import vintages_known
from lantu_web.observations.lines import Line, line_of
from lantu_web.observations.models import Draft, Intake, SavedMapping
from lantu_web.observations.reading import found_in, keep
from lantu_web.observations.releases import as_released
from lantu_web.observations.taking import File, fingerprint, take_lines
from lantu_web.pages.permission import require
from lantu_web.plans.models import Version


@action("observations.bring_in")
def bring_in(
    act: Act,
    version: Version,
    data: bytes,
    name: str,
    said: Mapping[str, str] | None = None,
    mapping: SavedMapping | None = None,
) -> Draft:
    """Keep a file beside what is known, to see what it holds and what it would change.

    Args:
        act: Who brings it in.
        version: From whose pages.
        data: Its bytes.
        name: Its name.
        said: What is said of the whole file: state, supplier, source, published_on, period, hidden, unknown; and that
            its values are published on the days it tells, as ``published``.
        mapping: Where its tables stand.

    Raises:
        UsageError: It is empty (W422), or bears the mark of a state secret (W001); nothing of it is kept.
    """
    act.require("observations.take", version.plan)
    if not data.strip():
        raise UsageError("W422", name=name)
    mark = mark_of(data, name)
    if mark is not None:
        raise UsageError("W001", mark=mark)
    draft = Draft.objects.create(
        version=version,
        name=name[:255],
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        given=_text(said or {}),
        mapping=mapping,
        by=act.account,
        at=timezone.now(),
    )
    act.tell(draft, name=draft.name, sha256=draft.sha256, size=len(data), given=json.loads(draft.given))
    return draft


@action("observations.say_again")
def say_again(act: Act, draft: Draft, said: Mapping[str, str], mapping: SavedMapping | None) -> Draft:
    """Say otherwise, or once more, what a file is: it is read anew, and need not be sent again.

    Raises:
        UsageError: It was taken already (W421), or thrown away (W426).
    """
    act.require("observations.take", draft.version.plan)
    held = _waiting(draft)
    held.given, held.mapping, held.found_key, held.looked_key = _text(said), mapping, "", ""
    held.save(update_fields=["given", "mapping", "found_key", "looked_key"])
    act.tell(held, name=held.name, given=json.loads(held.given), mapping=mapping.name if mapping else "")
    return held


def take_draft(account: Any, draft: Draft, *, looked: str, reason: str = "") -> Intake:
    """Take all new and revised values of a file, as they were looked at.

    What is slow is done before anything is locked; that nothing changed meanwhile is held afterwards.

    Args:
        account: Who takes them.
        draft: The file.
        looked: Digest of what was looked at.
        reason: Why what was known is revised.

    Raises:
        PermissionDenied: The account may not.
        UsageError: It was taken already (W421), it or what is known is another than was looked at (W427), a value would
            be revised without a reason (W420), or nothing in it is new (W400).
    """
    if account is not None:
        require(account, "observations.take", draft.version.plan)
    if Draft.objects.filter(pk=draft.pk, intake__isnull=False).exists():
        raise UsageError("W421", name=draft.name)
    found = found_in(draft)
    if found is None or found.taken is None or seen_in(draft) != known_by(draft.version):
        raise UsageError("W427")
    moved = previewed(bringing(draft, found.taken), draft.version)
    lines = [line_of(each) for each in moved.coming]
    why = reason.strip()[:400]
    return _take_draft(account, draft, lines, looked=looked, revised=len(moved.revised), reason=why)


@action("observations.discard")
def discard(act: Act, draft: Draft) -> None:
    """Throw away a file that was brought in and not taken: nothing stays of it but that it was there.

    Raises:
        UsageError: It was taken (W421), or thrown away before (W426).
    """
    act.require("observations.take", draft.version.plan)
    held = _waiting(draft)
    gone = {"data": b"", "found": b"", "found_key": "", "looked": "", "looked_key": "", "discarded_at": timezone.now()}
    Draft.objects.filter(pk=held.pk).update(**gone)
    act.tell(held, name=held.name, sha256=held.sha256)


@action("observations.take_draft")
def _take_draft(act: Act, draft: Draft, lines: Sequence[Line], *, looked: str, revised: int, reason: str) -> Intake:
    plan = draft.version.plan
    act.require("observations.take", plan)
    held = _waiting(draft)
    if not looked or looked != held.looked_key or held.found_key != draft.found_key:
        raise UsageError("W427")
    if revised and not reason:
        raise UsageError("W420", count=revised)
    file = File(name=held.name, sha256=held.sha256, reason=reason)
    intake = take_lines(act.account, plan, lines, file, seen_in(held) or "")
    Draft.objects.filter(pk=held.pk).update(intake=intake)
    act.tell(held, name=held.name, intake=intake.pk, given=json.loads(held.given))
    return intake


def _waiting(draft: Draft) -> Draft:
    """Let nobody else do anything to a draft until the transaction ends; return it as it stands now.

    Raises:
        UsageError: It was taken (W421), or thrown away (W426).
    """
    held = Draft.objects.select_for_update().defer("data", "found").get(pk=draft.pk)
    if held.intake_id:
        raise UsageError("W421", name=held.name)
    if held.discarded_at:
        raise UsageError("W426", name=held.name)
    return held


def bringing(draft: Draft, taken: Taken) -> Taken:
    """Return what was read from a draft with the days of release that count of it.

    Those it tells count where somebody said of the file that its values are published.
    """
    return as_released(taken, draft.version.plan, published=said_published(draft))


def said_published(draft: Draft) -> bool:
    """Return whether somebody said of a file that its values are published on the days it tells."""
    said = json.loads(draft.given)
    return bool(said.get("published") or said.get("published_on"))


def previewed(taken: Taken, version: Version) -> Preview:
    """Return what taking a file would do to what is known now."""
    return preview(taken, vintages_known(version), timezone.localdate())


def keep_looked(draft: Draft, key: str, looked: Mapping[str, object]) -> None:
    """Keep what was looked at, under the digest of what it rests on, with the state of the house it was held against.

    Args:
        draft: The file.
        key: The digest.
        looked: What was seen.
    """
    draft.looked, draft.looked_key = json.dumps(looked, ensure_ascii=False), key
    keep(draft, looked=draft.looked, looked_key=key)


def seen_in(draft: Draft) -> str | None:
    """Return the fingerprint of what was known when a draft was looked at, or None where it was not."""
    return json.loads(draft.looked).get("seen") if draft.looked else None


def known_by(version: Version) -> str:
    """Return the fingerprint of what is known of a version's plan now."""
    return fingerprint(version.plan)


def _text(said: Mapping[str, str]) -> str:
    return json.dumps({name: text for name, text in said.items() if text}, ensure_ascii=False)
