"""Requests with their typed inputs checked: no handler trusts that an adapter has done it."""

from collections.abc import Hashable
from dataclasses import replace
from typing import TypeVar, cast

from core.kit.fields import Field
from core.requests.base import Request, inputs

R = TypeVar("R", bound=Request)


def typed(ask: R) -> R:
    """Return the request with every input cleaned by its own field; NotAMove names the field that does not fit.

    Optional inputs that were left out (None or empty) stay as they are.
    """
    given = ((field, getattr(ask, field.name)) for field in fields_of(type(ask)))
    values = {field.name: field.parse(raw) for field, raw in given if not (field.optional and raw in (None, ""))}
    return replace(ask, **values) if values else ask


def fields_of(kind: type[Request]) -> tuple[Field, ...]:
    """Return what a person may type or fill in."""
    return inputs(cast("Hashable", kind))  # type checkers take the instances' __hash__ for the class's own


def one_line(text: str) -> str:
    """Return text with every run of blanks and line breaks made one space."""
    return " ".join(text.split())
