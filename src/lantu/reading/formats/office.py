"""Old office files: converted to .docx (.doc, .wps, .rtf, .odt) or .xlsx (.xls, .et, .ods) by an installed LibreOffice, then read as such.

LibreOffice runs apart: in a folder and with a profile of its own that are removed afterwards, without macros and without a way to
the network, for a bounded time, and it is killed with all its children when that is over. Where there is none, the message
says how to save the file in a form that is read directly.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from lantu.errors import DocumentError
from lantu.model.document import Document
from lantu.reading.formats import docx, xlsx
from lantu.reading.formats.noting import note
from lantu.reading.formats.sniffing import Kind

SECONDS = 180.0
LARGEST_RESULT = 256 * 1024 * 1024  # bytes
_COMMANDS = ("soffice", "libreoffice")


@dataclass(frozen=True, slots=True)
class _Program:
    """A program of the office, and what it makes of its old files."""

    package: str
    target: str
    form: str
    opens: Callable[[bytes, str], Document]


_WRITER = _Program("libreoffice-writer", "docx", "MS Word 2007 XML", docx.open_document)
_CALC = _Program("libreoffice-calc", "xlsx", "Calc MS Excel 2007 XML", xlsx.open_document)
_OLD = {
    Kind.DOC: (_WRITER, ".doc", "application/msword"),
    Kind.RTF: (_WRITER, ".rtf", "application/rtf"),
    Kind.ODT: (_WRITER, ".odt", "application/vnd.oasis.opendocument.text"),
    Kind.XLS: (_CALC, ".xls", "application/vnd.ms-excel"),
    Kind.ODS: (_CALC, ".ods", "application/vnd.oasis.opendocument.spreadsheet"),
}
# No macros, no links to elsewhere, and a proxy where nobody listens in the way of all others.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop></item>
<item oor:path="/org.openoffice.Inet/Settings"><prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop></item>
</oor:items>
"""


def converter() -> str | None:
    """Return the command of an installed LibreOffice, or None."""
    return next((path for path in map(shutil.which, _COMMANDS) if path), None)


def open_document(data: bytes, name: str, kind: Kind) -> Document:
    """Open an old office file by way of its new form.

    Args:
        data: Its bytes.
        name: Its file name, for messages.
        kind: What it is.

    Raises:
        DocumentError: D020 there is no LibreOffice, D021 it could not convert the file, or as for a .docx or .xlsx.
    """
    program, _, media_type = _OLD[kind]
    document = program.opens(converted(data, name, kind), name)
    return replace(
        document,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        notes=(note("R023", kind=kind, target=program.target), *document.notes),
    )


def converted(data: bytes, name: str, kind: Kind) -> bytes:
    """Return an old office file in its new form.

    Args:
        data: Its bytes.
        name: Its file name, for messages.
        kind: What it is.

    Raises:
        DocumentError: D020 there is no LibreOffice, D021 it could not convert the file.
    """
    command, program = converter(), _OLD[kind][0]
    if command is None:
        raise DocumentError("D020", name=name, kind=kind, target=program.target, package=program.package)
    return _converted(command, data, name, kind)


def _converted(command: str, data: bytes, name: str, kind: Kind) -> bytes:
    with tempfile.TemporaryDirectory(prefix="lantu-", ignore_cleanup_errors=True) as place:
        folder = Path(place)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
        program, suffix, _ = _OLD[kind]
        source = folder / f"document{suffix}"
        source.write_bytes(data)
        profile = (folder / "profile").as_uri()
        said = _run(
            [
                command,
                f"-env:UserInstallation={profile}",
                "--headless",
                "--norestore",
                "--nolockcheck",
                "--nodefault",
                "--convert-to",
                f"{program.target}:{program.form}",
                "--outdir",
                str(folder / "out"),
                str(source),
            ],
            folder,
        )
        result = folder / "out" / f"document.{program.target}"
        if said is None and not result.is_file():
            said = f"no result; {program.package}?"
        if said is None and result.stat().st_size > LARGEST_RESULT:
            said = f"> {LARGEST_RESULT >> 20} MB"
        if said is not None:
            raise DocumentError("D021", name=name, kind=kind, target=program.target, problem=said)
        return result.read_bytes()


def _run(command: list[str], folder: Path) -> str | None:
    """Run a command for a bounded time; return None, or what went wrong."""
    environment = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    environment |= {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    nothing = subprocess.DEVNULL
    try:
        running = subprocess.Popen(
            command, stdin=nothing, stdout=nothing, stderr=nothing, env=environment, cwd=folder, start_new_session=True
        )
    except OSError as wrong:
        return wrong.strerror or str(wrong)
    try:
        status = running.wait(SECONDS)
    except subprocess.TimeoutExpired:
        return f"> {SECONDS:.0f} s"
    finally:
        _kill(running)
    return None if status == 0 else f"exit status {status}"


def _kill(running: subprocess.Popen[bytes]) -> None:
    """Kill a process with all its children: soffice is a script around the program itself."""
    with suppress(OSError):
        if os.name == "posix":
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
    with suppress(subprocess.TimeoutExpired):
        running.wait(10)
