"""How the command line speaks: its language, its help, its errors.

Texts stand in the one catalogue of messages; commands and options name them by code (``help="C003"``), and the code is
looked up when the help is shown. So the same command speaks Chinese or English, whatever ``--lang`` or LANTU_LANG say.
"""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from lantu.errors import Language, LantuError, UsageError, catalogue, message

_WIDEST = 110
_LANGUAGES = tuple(language.value for language in Language)
_PIECE = re.compile(r"[A-Za-z0-9_./=|<>\[\]-]+|\s+|.")


def language_of(words: Sequence[str]) -> Language:
    """Return the language asked for: the last ``--lang``, else LANTU_LANG, else Chinese.

    >>> language_of(["read", "plan.txt", "--lang=en"])
    <Language.EN: 'en'>
    """
    wanted = [os.environ.get("LANTU_LANG", "")[:2].lower(), *_parted(words)[0]]
    known = [word for word in wanted if word in _LANGUAGES]
    return Language(known[-1]) if known else Language.ZH


def without_language(words: Sequence[str], program: str) -> list[str]:
    """Return a command line without its ``--lang``, which every command understands.

    Raises:
        UsageError: A language is asked for that Lantu does not speak (U004).

    >>> without_language(["read", "--lang", "en", "plan.txt"], "lantu")
    ['read', 'plan.txt']
    """
    wanted, rest = _parted(words)
    if any(word not in _LANGUAGES for word in wanted):
        raise UsageError("U004", option="--lang", expected="zh|en", command=program)
    return rest


def _parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Part the languages asked for from the other words; after ``--`` nothing is an option."""
    wanted: list[str] = []
    rest: list[str] = []
    left = iter(words)
    for word in left:
        if word == "--":
            return wanted, [*rest, word, *left]
        if word == "--lang":
            wanted.append(next(left, ""))
        elif word.startswith("--lang="):
            wanted.append(word.removeprefix("--lang="))
        else:
            rest.append(word)
    return wanted, rest


def said(text: str | None, language: Language) -> str:
    """Return the text of a code of the catalogue; a text that is no code is returned as it is."""
    return message(text, language) if text and text in catalogue() else text or ""


def help_page(command: Any, context: Any, language: Language) -> str:
    """Return the help of a command or group of commands.

    Args:
        command: The command, with its parameters and, for a group, its commands.
        context: The context of the call; it knows the path of the command.
        language: Language of all texts.
    """
    parameters = [each for each in command.get_params(context) if not getattr(each, "hidden", False)]
    arguments = [each for each in parameters if each.param_type_name == "argument"]
    options = [each for each in parameters if each.param_type_name == "option"]
    commands = [(name, each) for name, each in getattr(command, "commands", {}).items() if not each.hidden]
    usage = [context.command_path, message("C018", language), *(each.metavar or each.name for each in arguments)]
    usage += [f"{message('C019', language)} …"] if commands else []
    rows = [(_names(each), _help_of(each, language)) for each in options]
    sections = [
        f"{message('C014', language)}: {' '.join(usage)}",
        said(command.help, language),
        _section("C015", [(each.metavar or each.name, said(each.help, language)) for each in arguments], language),
        _section("C017", [(name, _first(said(each.help, language))) for name, each in commands], language),
        _section("C016", [*rows, ("--lang zh|en", message("C011", language))], language),
        said(command.epilog, language),
    ]
    return "\n\n".join(filter(None, sections)) + "\n"


def _first(text: str) -> str:
    return text.split("\n", 1)[0]


def _names(option: Any) -> str:
    names = ", ".join(sorted(option.opts, key=len))
    return f"{names} {option.metavar}" if option.metavar else names


def _help_of(option: Any, language: Language) -> str:
    return message("C013", language) if option.name == "help" else said(option.help, language)


def _section(code: str, rows: Sequence[tuple[str, str]], language: Language) -> str:
    """Return a heading and two columns, the right one wrapped."""
    if not rows:
        return ""
    left = max(_width(name) for name, _ in rows) + 2
    room = max(30, min(shutil.get_terminal_size((_WIDEST, 24)).columns, _WIDEST) - left - 2)
    lines = [f"{message(code, language)}:"]
    for name, text in rows:
        first, *more = _wrapped(text, room) or [""]
        lines.append(f"  {name}{' ' * (left - _width(name))}{first}".rstrip())
        lines += [" " * (left + 2) + line for line in more]
    return "\n".join(lines)


def _width(text: str) -> int:
    """Return how many columns a text takes on a terminal; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _wrapped(text: str, room: int) -> list[str]:
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        if line and _width(line) + _width(piece) > room and not re.match(r"[，。；：、）”]", piece):
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def usage_error(problem: Any, program: str) -> LantuError:
    """Return a complaint of the parser of the command line as one of ours.

    Args:
        problem: The parser's exception; its class, option and parameter tell what is wrong.
        program: Name of the command, where the exception does not know it.
    """
    context = getattr(problem, "ctx", None)
    command = context.command_path if context is not None else program
    parameter = getattr(problem, "param", None)
    kind, said_by_parser = type(problem).__name__, str(getattr(problem, "message", problem))
    if kind == "NoSuchOption":
        return UsageError("U003", option=problem.option_name, command=command)
    if kind == "MissingParameter" and parameter is not None:
        return UsageError("U005", option=parameter.metavar or parameter.name, command=command)
    if kind == "BadParameter" and parameter is not None:
        name = max(parameter.opts, key=len) if parameter.param_type_name == "option" else parameter.metavar
        return UsageError("U004", option=name, expected=parameter.metavar or parameter.name, command=command)
    unknown = re.match(r"No such command '(.*?)'", said_by_parser)
    if unknown:
        return UsageError("U002", name=unknown[1])
    return UsageError("U006", problem=said_by_parser, command=command)


def plain_streams(streams: Iterable[Any]) -> None:
    """Let a terminal that cannot show a character show another instead of failing."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
