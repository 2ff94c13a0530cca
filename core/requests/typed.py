"""Requests with their typed inputs checked: no handler trusts that an adapter has done it."""

from dataclasses import replace
from typing import TypeVar

from core.requests.base import Request, inputs

R = TypeVar("R", bound=Request)


def typed(ask: R) -> R:
    """Return the request with every input cleaned by its own field; NotAMove names the field that does not fit.

    Optional inputs that were left out (None or empty) stay as they are.
    """
    given = ((field, getattr(ask, field.name)) for field in inputs(type(ask)))
    values = {field.name: field.parse(raw) for field, raw in given if not (field.optional and raw in (None, ""))}
    return replace(ask, **values) if values else ask
