"""Requests as JSON and back: how a stored answer or a button remembers what comes next."""

import json
from collections.abc import Mapping
from dataclasses import asdict

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
    return json.dumps([type(request).__name__, asdict(request)], separators=(",", ":"))


def load(text: str) -> Request:
    """Return the request that JSON stands for; ValueError if it is none."""
    name, values = json.loads(text)
    kind = every().get(name)
    if kind is None:
        raise ValueError(f"There is no request called {str(name)[:40]}.")
    request: Request = TypeAdapter(kind).validate_python(values)
    return request
