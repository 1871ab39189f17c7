"""What forms of all rooms need."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django.forms import ChoiceField, FileField, Form
from django.http import QueryDict

from lantu.errors import LantuError
from lantu_web.pages.words import said, word


class SpokenForm(Form):
    """A form whose fields say what they are in the language of the page.

    Attributes:
        spoken: How the keys of its words begin, such as ``cascade.``: the label of a field is the word of that key with
            its name, its hint the same with ``_hint``, where it is named in ``hints``.
        hints: Names of the fields that have a hint.
        called: Words other than the names of fields (and their ``_hint``) would give.
    """

    spoken: ClassVar[str]
    hints: ClassVar[frozenset[str]] = frozenset()
    called: ClassVar[Mapping[str, str]] = MappingProxyType({})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        for name, field in self.fields.items():
            if field.widget.is_hidden:
                continue  # nobody reads what it is called
            field.label = self._word(name)
            if name in self.hints:
                field.help_text = self._word(f"{name}_hint")

    def _word(self, name: str) -> str:
        return word(self.spoken + self.called.get(name, name))

    def refuse(self, problem: LantuError) -> None:
        """Show an error of the catalogue above the fields; what was typed stays.

        A file that was not even taken for its size is not called missing besides.
        """
        self.add_error(None, said(problem))
        for reason in problem.reasons:
            self.add_error(None, said(reason))
        if problem.code == "W004":
            for name in [name for name, field in self.fields.items() if isinstance(field, FileField)]:
                self.errors.pop(name, None)

    def offer_choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Give a field of choices what can be chosen."""
        field = self.fields[name]
        assert isinstance(field, ChoiceField)
        field.choices = choices


def build_upon(form: Form, **now: str) -> None:
    """Let the next save of a refused form build upon what holds now; everything else that was typed stays.

    Args:
        form: A bound form that names, in hidden fields, the state its author saw.
        **now: Those fields as they are now.
    """
    if isinstance(form.data, QueryDict):
        data = form.data.copy()
        for name, value in now.items():
            data[name] = value
        form.data = data
