"""What a request holds by the names of its fields: its own inputs, a scenario's options, a move's values."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from typing import Any

from bot.commands import open_values
from core.game import Field
from core.kit.fields import Whole, YesNo
from core.requests import Request, inputs
from core.requests.game import Act


def held(request: Request) -> dict[str, Any]:
    """Return what was filled in, by name, however it was typed; what stands unsaid, or was left empty, is left out."""
    asked = {field.name for field in inputs(type(request))} & set(_parts(request))
    unsaid = {name: part.default for name, part in _parts(request).items() if name in asked}
    own = {name: getattr(request, name) for name in unsaid}
    told = {name: value for name, value in own.items() if value not in (None, "") and value != unsaid[name]}
    return {**told, **opened(request)}


def holding(request: Request, values: Mapping[str, Any]) -> Request:
    """Return the request with these values besides its own; core reads every value by the field it belongs to."""
    parts = _parts(request)
    mine = {name: value for name, value in values.items() if name in parts}
    attribute = open_values(type(request))
    if attribute and len(mine) < len(values):
        mine[attribute] = {**opened(request), **{name: each for name, each in values.items() if name not in parts}}
    return replace(request, **mine)


def without(request: Request, names: Iterable[str]) -> Request:
    """Return the request with these fields as they stand unsaid; one that has to be said, with whatever it can hold."""
    gone, kinds = set(names), {field.name: field for field in inputs(type(request))}
    blank: dict[str, Any] = {
        name: _nothing(kinds.get(name)) if part.default is MISSING else part.default
        for name, part in _parts(request).items()
        if name in gone
    }
    attribute = open_values(type(request))
    if attribute:
        blank[attribute] = {name: value for name, value in opened(request).items() if name not in gone}
    return replace(request, **blank)


def left_out(request: Request, names: Iterable[str], values: Mapping[str, Any]) -> dict[str, str]:
    """Return as empty what was asked for, has to be said, and was not: core says so, and nothing stands in for it."""
    needed = {name for name, part in _parts(request).items() if part.default is MISSING}
    return {name: "" for name in names if name in needed and name not in values}


def opened(request: Request) -> Mapping[str, Any]:
    """Return what a request takes by any name: a scenario's options, a move's values."""
    attribute = open_values(type(request))
    return getattr(request, attribute) if attribute else {}


def _parts(request: Request) -> Mapping[str, Any]:
    """Return the parts of a request that are named like a field; of a move only its values are."""
    mapping = open_values(type(request))
    return {} if isinstance(request, Act) else {part.name: part for part in fields(request) if part.name != mapping}


def _nothing(field: Field | None) -> object:
    """Return a value of the field's own kind: a custom id carries nothing else."""
    match field:
        case Whole(low=low):
            return low
        case YesNo():
            return False
        case _:
            return ""
