"""Requests as JSON and back: how a stored answer or a button remembers what comes next."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from core.requests.base import Request


def every(base: type[Request] = Request) -> Mapping[str, type[Request]]:
    """Return all kinds of request by name."""
    found: dict[str, type[Request]] = {}
    for kind in base.__subclasses__():
        found |= {kind.__name__: kind, **every(kind)}
    return found


def dump(request: Request) -> str:
    """Return a request as JSON: its name and its fields."""
    name = type(request).__name__
    return f'["{name}",{_adapter(name).dump_json(request).decode()}]'


def load(text: str) -> Request:
    """Return the request that JSON stands for; ValueError if it is none."""
    try:
        name, values = json.loads(text)
        request: Request = _adapter(name).validate_python(values)
    except (TypeError, RecursionError) as fault:
        raise ValueError("These are not a request's name and fields.") from fault
    return request


@cache
def _adapter(name: str) -> TypeAdapter[Any]:
    """Return what reads and writes one kind of request; compiled once, since it stands behind every answer."""
    kind = every().get(name)
    if kind is None:
        raise ValueError(f"There is no request called {str(name)[:40]}.")
    return TypeAdapter(kind)
