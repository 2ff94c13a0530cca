"""Faults of a scenario file in sentences: the field, what was found, what is allowed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, ValidationError
from pydantic.errors import PydanticUserError
from pydantic_core import ErrorDetails
from rapidfuzz import process

from core.scenario.lines import Path
from core.scenario.words import Schema, allowed, names_in, schema_at, shown

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault: its line (from 1), how bad it is (a warning can still be played) and a sentence."""

    line: int
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault before its line is known."""

    path: Path
    message: str


def faults(model: type[BaseModel], raw: Mapping[str, Any], error: ValidationError) -> tuple[Fault, ...]:
    """Return a fault for every place that the model refuses, each place once."""
    schema = _schema(model)
    found: dict[Path, Fault] = {}
    for detail in error.errors(include_url=False):
        path = _settled(detail["loc"], raw)
        found.setdefault(path, Fault(path, _sentence(schema, raw, path, detail)))
    # A list with a bad entry also counts as too short: only the entry is worth saying.
    return tuple(fault for path, fault in found.items() if not any(_within(path, other) for other in found))


def name_of(path: Path) -> str:
    """Return a place in words: ("sides", 1, "share") is `"share" in entry 2 of "sides"`."""
    words = [f"entry {part + 1}" if isinstance(part, int) else f'"{part}"' for part in reversed(path)]
    named = words[:1]
    for inner, word in zip(reversed(path), words[1:], strict=False):
        named += ["of" if isinstance(inner, int) else "in", word]
    return " ".join(named) or "the file"


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """Return " Did you mean …?" for a near miss, else the words there are."""
    best = process.extractOne(word.casefold(), known, score_cutoff=60)
    if best:
        return f' Did you mean "{best[0]}"?'
    return f" There are: {', '.join(known)}." if known else ""


def _within(outer: Path, path: Path) -> bool:
    return len(path) > len(outer) > 0 and path[: len(outer)] == outer


def _schema(model: type[BaseModel]) -> Schema:
    try:
        return model.model_json_schema()
    except PydanticUserError:
        return {}  # a type without a schema: the sentences are then pydantic's own


def _sentence(schema: Schema, raw: Mapping[str, Any], path: Path, detail: ErrorDetails) -> str:
    name, kind = name_of(path), detail["type"]
    takes = allowed(schema, schema_at(schema, path))
    if kind == "missing" and isinstance(detail["loc"][-1], str):
        about = str(schema_at(schema, path).get("description", "")).strip().rstrip(".")
        return (
            f"{name} is missing." + (f" It takes {takes}." if takes else "") + (f" It means: {about}." if about else "")
        )
    if kind == "extra_forbidden":
        return f"{name} is not known here.{did_you_mean(str(path[-1]), names_in(schema, path[:-1]))}"
    if kind in {"value_error", "assertion_error"}:
        said = str(detail.get("ctx", {}).get("error", "")).strip() or "these values do not go together"
        return f"{name}: {said}{'' if said.endswith(('.', '?', '!')) else '.'}" if path else _as_sentence(said)
    if not takes:
        return f"{name}: found {shown(_value_at(raw, path))}. {detail['msg']}."
    return f"{name}: found {shown(_value_at(raw, path))}, but it takes {takes}."


def _as_sentence(said: str) -> str:
    return said[:1].upper() + said[1:] + ("" if said.endswith((".", "?", "!")) else ".")


def _settled(loc: Sequence[str | int], raw: object) -> Path:
    """Return the part of pydantic's location that stands in the file (it also names variants of a union)."""
    path: Path = ()
    for n, part in enumerate(loc):
        last = n == len(loc) - 1
        if isinstance(raw, Mapping) and (part in raw or (last and isinstance(part, str))):
            path, raw = (*path, part), raw.get(part)
        elif isinstance(raw, list) and isinstance(part, int) and part < len(raw):
            path, raw = (*path, part), raw[part]
    return path


def _value_at(raw: Any, path: Path) -> object:
    for part in path:
        raw = raw[part]
    return raw
