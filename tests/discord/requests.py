"""Any request at all, for tests that hold over every kind."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from core import handlers
from core.requests import Request

_ANSWERED = handlers.every()
_PEOPLES = [kind for kind in (*_ANSWERED.decide, *_ANSWERED.show) if kind.roles]
KINDS = tuple(sorted(_PEOPLES, key=lambda kind: kind.__name__))
"""All kinds that people make; those without roles are the clock's."""
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12)


def requests(kind: type[Request]) -> st.SearchStrategy[Any]:
    """Return requests of one kind with any values."""
    hints = get_type_hints(kind)
    return st.builds(kind, **{part.name: _values(hints[part.name]) for part in fields(kind)})


def any_request() -> st.SearchStrategy[Any]:
    """Return requests of any kind."""
    return st.one_of(*(requests(kind) for kind in KINDS))


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if get_origin(hint) is Mapping:
        return st.dictionaries(WORDS, WORDS, max_size=3)
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(-5, 100_000)
    if hint is str:
        return WORDS
    return st.one_of(*(st.none() if part is type(None) else _values(part) for part in get_args(hint)))
