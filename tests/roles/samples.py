"""A valid request of every kind, made from the kinds themselves: a new kind has one from its first day."""

from collections.abc import Mapping
from dataclasses import fields
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from core import requests
from core.kit.fields import Field, Pick, Whole, YesNo
from core.requests import codec
from core.requests.base import Request, inputs

for _module in iter_modules(requests.__path__):
    import_module(f"core.requests.{_module.name}")
KINDS: Mapping[str, type[Request]] = {
    name: kind for name, kind in sorted(codec.every().items()) if kind.__module__.startswith("core.")
}
"""All kinds of request by name."""


def sample(kind: type[Request], ids: Mapping[str, str]) -> Request:
    """Return a request with every typed input filled in validly, and ids of what is really there."""
    values: dict[str, Any] = {field.name: _value(field) for field in inputs(kind)}
    values |= {field.name: ids[field.name] for field in fields(kind) if field.name in ids}
    return kind(**values)


def _value(field: Field) -> object:
    match field:
        case Pick(options=options):
            return options[0].key
        case Whole(low=low, high=high):
            return max(low, min(high, 1))
        case YesNo():
            return False
        case _:
            return "x"
