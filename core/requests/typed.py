"""Typed inputs of a request, checked: no handler trusts that an adapter has done it."""

from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar, get_origin, get_type_hints

from core.kit.fields import clean
from core.kit.refusals import NotAMove
from core.requests.base import Request, inputs

R = TypeVar("R", bound=Request)

_LONGEST = 2_000  # characters that a button carries: ids, and a sentence that says why a form is shown again
_MOST_VALUES = 60
_LONGEST_NAME, _LONGEST_VALUE = 120, 1_000


def typed(ask: R) -> R:
    """Return the request with every input cleaned by its own field; NotAMove names the field that does not fit.

    Optional inputs that were left out (None or empty) stand at what the request has for them. What a button carries
    is taken as it is or refused: an id with anything hidden in it names nothing. Values by name are cleaned; the
    handler's own fields check them.
    """
    kind: Any = type(ask)  # type checkers take the instances' __hash__ for the class's own
    left_out = _left_out(kind)
    values: dict[str, object] = {}
    for field in inputs(kind):
        raw = getattr(ask, field.name)
        values[field.name] = left_out[field.name] if field.optional and raw in (None, "") else field.parse(raw)
    for name in _carried(kind):
        _as_carried(getattr(ask, name))
    for name in _mappings(kind):
        values[name] = _cleaned(getattr(ask, name))
    return replace(ask, **values) if values else ask


def _as_carried(value: str) -> None:
    if value and (len(value) > _LONGEST or clean(f"|{value}|") != f"|{value}|"):
        raise NotAMove("That button or link is damaged. Open the card it stood on again: [My desk], or /help.")


def _cleaned(values: Mapping[str, str]) -> Mapping[str, str]:
    if len(values) > _MOST_VALUES:
        raise NotAMove(f"Those are {len(values)} values; no move or scenario takes more than {_MOST_VALUES}.")
    return {clean(name[:_LONGEST_NAME]): clean(str(value)[:_LONGEST_VALUE]) for name, value in values.items()}


@cache
def _left_out(kind: Any) -> Mapping[str, object]:
    return {field.name: field.default for field in fields(kind)}


@cache
def _carried(kind: Any) -> tuple[str, ...]:
    """Return the texts that only buttons carry."""
    asked = {field.name for field in inputs(kind)}
    hints = get_type_hints(kind)
    return tuple(f.name for f in fields(kind) if hints[f.name] is str and f.name not in asked)


@cache
def _mappings(kind: Any) -> tuple[str, ...]:
    hints = get_type_hints(kind)
    return tuple(f.name for f in fields(kind) if get_origin(hints[f.name]) is Mapping)
