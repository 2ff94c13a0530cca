"""Custom ids: all that a button needs, in at most 100 characters, read back after any restart.

    1dac~0offer~301J…          version, mode, kind of request, the fields that differ from their defaults
    1f?quiet;cs                a form that asks for these inputs
    1d@3w5e11264sgsf;rn~0…     in a direct message: the server it belongs to
    1rd9f86d08188;o3w5e11….a1  too long to carry: its digest, and the answer in which it was offered, sealed
    1p1;qsd~001J…              another page of a card, and what draws it

Nothing here is secret and nothing is trusted: whoever presses is looked up anew, core checks every field again, and
an answer is shown again only to whom it was given.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, fields
from functools import cache
from types import MappingProxyType
from typing import Any, get_origin, get_type_hints

from bot.discord.limits import CUSTOM_ID, units
from bot.discord.thread import OpenThread
from bot.discord.touch import AnswerTo, Carried, Mode, Recall, Source, Touch, Turn
from core.requests import Request
from core.requests import admin as a
from core.requests import game as g
from core.requests import quiz as q
from core.requests import section as s
from core.requests.codec import load

VERSION = "1"

CODES: Mapping[str, type[Request]] = MappingProxyType(
    {
        "ac": g.Act, "ad": g.Advance, "en": g.End, "ex": g.Extend, "jg": g.JoinGame, "lg": g.LeaveGame,
        "od": g.OpenDesk, "of": g.OpenForm, "pa": g.Pause, "po": g.PostAgain, "pr": g.Practice, "rd": g.Ready,
        "rn": g.ReportNote, "re": g.Resume, "sv": g.SaveDraft, "sn": g.SendNote, "db": g.ShowDebrief,
        "sd": g.ShowDesk, "sp": g.ShowPanel, "st": g.ShowStatus, "gs": g.StartGame, "sb": g.Substitute,
        "tp": g.TurnPage,
        "an": q.Answer, "gr": q.Grade, "du": q.ShowDue, "pg": q.ShowProgress, "qu": q.ShowQuestion, "lq": q.StartQuiz,
        "qm": q.StudyQuiz, "ua": q.UndoAnswer,
        "ot": OpenThread,
        "me": s.ChangeMe, "cs": s.ChangeSection, "mk": s.CreateSection, "he": s.Help, "js": s.JoinSection,
        "ls": s.LeaveSection, "as": s.MakeAssistant, "bd": s.ShowBoard, "ss": s.ShowSection, "ul": s.UndoLeave,
        "dx": a.Diagnose,
    }
)  # fmt: skip
"""The kinds of request by two letters, for good: a card posted today is pressed next week."""

_CODE_OF: Mapping[type[Request], str] = MappingProxyType({kind: code for code, kind in CODES.items()})
_MODES: Mapping[str, Mode] = MappingProxyType({"d": "do", "f": "form", "c": "confirm", "s": "sent"})
_LETTER: Mapping[str, str] = MappingProxyType({mode: letter for letter, mode in _MODES.items()})
_RECALL, _TURN = "r", "p"
_ANSWER, _ASKED = "o", "q"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ESCAPES = {"^": "^0", "~": "^1", "=": "^2", ",": "^3", "#": "^4", ";": "^5"}
_MEANT = {code: char for char, code in _ESCAPES.items()}
_OLD = "That button is from an earlier version of me. Open its card again: [My desk], or /help."
_DAMAGED = "That button is damaged. Open its card again: [My desk], or /help."


class Unreadable(ValueError):
    """A custom id that this version did not write; the text is for people."""


def write(carried: Carried) -> str | None:
    """Return the custom id, or None when it would be too long."""
    head = f"{VERSION}{_letter(carried)}"
    place = f"@{_shorter(carried.place)};" if carried.place else ""
    text = f"{head}{place}{_body(carried)}"
    return text if units(text) <= CUSTOM_ID else None


def numbered(custom_id: str, number: int) -> str | None:
    """Return the same id told apart from an equal one in its message, or None when there is no room."""
    text = f"{custom_id}#{number}"
    return text if units(text) <= CUSTOM_ID else None


def read(custom_id: str) -> Carried:
    """Return what a custom id carries. Raises Unreadable with a sentence for whoever pressed."""
    if not custom_id.startswith(VERSION):
        raise Unreadable(_OLD)
    try:
        return _read(custom_id.partition("#")[0])
    except (ValueError, KeyError, IndexError):
        raise Unreadable(_DAMAGED) from None


def _letter(carried: Carried) -> str:
    match carried:
        case Touch():
            return _LETTER[carried.mode]
        case Recall():
            return _RECALL + _LETTER[carried.mode]
        case Turn():
            return _TURN


def _body(carried: Carried) -> str:
    match carried:
        case Touch():
            asks = f"?{','.join(map(_escaped, carried.asks))};" if carried.asks else ""
            return asks + _request(carried.request)
        case Recall():
            return f"{carried.digest};{_source(carried.source)}"
        case Turn():
            return f"{_base36(carried.page)};{_source(carried.source)}"


def _source(source: Source) -> str:
    if isinstance(source, AnswerTo):
        return f"{_ANSWER}{_shorter(source.once)}.{source.seal}"
    return f"{_ASKED}{_request(source)}"


def _request(request: Request) -> str:
    return "".join([_CODE_OF[type(request)], *_fields(request)])


def _fields(request: Request) -> Iterator[str]:
    for index, part in enumerate(fields(request)):
        value = getattr(request, part.name)
        default = part.default if part.default_factory is MISSING else part.default_factory()
        if value != default or type(value) is not type(default):
            yield f"~{_DIGITS[index]}{_value(value)}"


def _value(value: object) -> str:
    match value:
        case bool():
            return "1" if value else "0"
        case Mapping():
            return ",".join(f"{_escaped(str(name))}={_escaped(str(each))}" for name, each in value.items())
        case _:
            return _escaped(str(value))


def _read(text: str) -> Carried:
    letter, rest = text[1], text[2:]
    if letter == _RECALL:
        letter, rest = rest[0], rest[1:]
        place, rest = _placed(rest)
        digest, _, source = rest.partition(";")
        return Recall(source=_read_source(source), digest=digest, mode=_MODES[letter], place=place)
    place, rest = _placed(rest)
    if letter == _TURN:
        page, _, source = rest.partition(";")
        return Turn(source=_read_source(source), page=int(page, 36), place=place)
    asks, rest = _asked(rest)
    return Touch(request=_read_request(rest), mode=_MODES[letter], place=place, asks=asks)


def _placed(text: str) -> tuple[str, str]:
    if not text.startswith("@"):
        return "", text
    place, _, rest = text[1:].partition(";")
    return _longer(place), rest


def _asked(text: str) -> tuple[tuple[str, ...], str]:
    if not text.startswith("?"):
        return (), text
    asks, _, rest = text[1:].partition(";")
    return tuple(map(_plain, asks.split(","))), rest


def _read_source(text: str) -> Source:
    if text.startswith(_ANSWER):
        once, _, seal = text[1:].rpartition(".")
        return AnswerTo(_longer(once), seal)
    if not text.startswith(_ASKED):
        raise ValueError("no source")
    return _read_request(text[1:])


def _read_request(text: str) -> Request:
    code, *parts = text.split("~")
    kind: Any = CODES[code]  # type checkers take the instances' __hash__ for the class's own
    names, mappings = _names(kind), _mappings(kind)
    values: dict[str, object] = {}
    for part in parts:
        name = names[_DIGITS.index(part[0])]
        values[name] = _mapping(part[1:]) if name in mappings else _plain(part[1:])
    return load(json.dumps([kind.__name__, values]))


def _mapping(text: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in text.split(",") if pair)
    return {_plain(name): _plain(value) for name, _, value in pairs}


@cache
def _names(kind: Any) -> Sequence[str]:
    return [part.name for part in fields(kind)]


@cache
def _mappings(kind: Any) -> frozenset[str]:
    return frozenset(name for name, hint in get_type_hints(kind).items() if get_origin(hint) is Mapping)


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in text)


def _plain(text: str) -> str:
    out, at = [], 0
    while at < len(text):
        step = 2 if text[at] == "^" else 1
        out.append(_MEANT[text[at : at + 2]] if step == 2 else text[at])
        at += step
    return "".join(out)


def _shorter(text: str) -> str:
    """Return Discord's decimal ids in base 36, thirteen characters instead of nineteen; anything else after a mark."""
    canonical = text.isascii() and text.isdigit() and str(int(text)) == text
    return _base36(int(text)) if canonical else f"!{_escaped(text)}"


def _longer(text: str) -> str:
    return _plain(text[1:]) if text.startswith("!") else str(int(text, 36))


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, last = divmod(number, 36)
        digits = _DIGITS[last] + digits
    return digits
