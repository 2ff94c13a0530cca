"""Check a scenario file and say, line by line, what has to change. Nothing in a file can make it raise."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from core.discovery import discover
from core.game import Params
from core.referee import AnyGame
from core.scenario.model import Document, Scenario
from core.scenario.sentences import Fault, Problem, did_you_mean, faults
from core.scenario.syntax import BIGGEST, Source, parse, unreadable

Games = Mapping[str, AnyGame]
M = TypeVar("M", bound=BaseModel)

_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file came to: a scenario if it can be played, and all that is to be said about it, by line."""

    scenario: Scenario | None
    problems: tuple[Problem, ...]


def check(source: Path | str | bytes, games: Games | None = None) -> tuple[Problem, ...]:
    """Return everything wrong with a scenario, by line; nothing or warnings alone if it can be played.

    A `Path` is a file; str and bytes are the text itself. `games` by key are those it may name, this program's
    where they are left out.
    """
    return read(source, games).problems


def read(source: Path | str | bytes, games: Games | None = None) -> Reading:
    """Return the scenario, if it can be played, and everything wrong with it."""
    name = ""
    if isinstance(source, Path):
        name = source.stem
        try:
            with source.open("rb") as stream:
                source = stream.read(BIGGEST + 1)
        except OSError as fault:
            return Reading(None, (Problem(1, "error", f"The file cannot be opened: {fault.strerror}."),))
    data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    parsed = parse(data)
    if isinstance(parsed, Problem):
        return Reading(None, (parsed,))
    return _read(parsed, discover() if games is None else games, name)


def validated(model: type[M], raw: Mapping[str, Any]) -> M:
    """Return the value that a table stands for; raise pydantic's ValidationError.

    Types are taken at their word (no "15" for 15), but a list may stand for a tuple, as in JSON.
    """
    return model.model_validate_json(json.dumps(raw), strict=True)


def refusals(model: type[M], raw: Mapping[str, Any]) -> M | tuple[Fault, ...]:
    """Return the value that a table stands for, or a fault for every place that has to change."""
    try:
        return validated(model, raw)
    except ValidationError as error:
        return faults(model, raw, error)
    except (ArithmeticError, LookupError, TypeError) as error:
        return (
            Fault((), f"These values do not go together: {error}."),
        )  # a rule of the game met what it never expected


def _read(source: Source, games: Games, name: str) -> Reading:
    found = tuple(unreadable(source.raw))
    if found:
        return _reading(source, None, found)
    document = refusals(Document, source.raw)
    params = _params(source.raw, games)
    wrong = tuple(fault for part in (document, params) if isinstance(part, tuple) for fault in part)
    if isinstance(document, tuple) or isinstance(params, tuple):
        return _reading(source, None, wrong)
    return _reading(source, _scenario(document, params, name), _doubts(document))


def _params(raw: Mapping[str, Any], games: Games) -> Params | tuple[Fault, ...]:
    """Return the game's parameters, or what is wrong with them or with the name of the game."""
    key, table = raw.get("game"), raw.get("params", {})
    if not isinstance(key, str) or not isinstance(table, dict):
        return ()  # already a fault of the document
    if key not in games:
        known = f" There are: {', '.join(games)}." if games else ""
        hint = did_you_mean(key, tuple(games))
        both = hint if hint == known else hint + known
        return (Fault(("game",), f'"game": there is no game called "{key[:40]}".{both}'),)
    model: type[Params] = games[key].Params
    found = refusals(model, table)
    return tuple(_in_params(fault, model) for fault in found) if isinstance(found, tuple) else found


def _in_params(fault: Fault, model: type[Params]) -> Fault:
    misplaced = (
        len(fault.path) == 1 and fault.path[0] in Document.model_fields and fault.path[0] not in model.model_fields
    )
    hint = ' It belongs above the line "[params]".' if misplaced else ""
    return Fault(("params", *fault.path), fault.message + hint)


def _reading(source: Source, scenario: Scenario | None, found: tuple[Fault, ...]) -> Reading:
    at = ((source.lines.of(fault.path), fault.message) for fault in found)
    return Reading(
        scenario, tuple(Problem(line, "warning" if scenario else "error", said) for line, said in sorted(at))
    )


def _scenario(document: Document, params: Params, name: str) -> Scenario:
    key = document.key or _NOT_IN_KEYS.sub("-", (name or document.title).casefold()).strip("-") or "scenario"
    parts = {name: getattr(document, name) for name in Document.model_fields if name not in {"key", "params"}}
    return Scenario(key=key, params=params, **parts)


def _doubts(document: Document) -> tuple[Fault, ...]:
    if document.history and not document.sources:
        return (Fault(("history",), '"history" names no sources. Give at least one in "sources".'),)
    return ()
