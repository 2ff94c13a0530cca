"""Rows of every kind, made from their types: what hypothesis stores and reads back."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from core.game import Seat
from core.games.ratify_or_revert import GAME
from core.referee import deal
from core.rows import Row, Snapshot

_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
_PLAIN: Mapping[Any, st.SearchStrategy[Any]] = {
    str: _TEXT,
    int: st.integers(-(2**63), 2**63 - 1),
    bool: st.booleans(),
    float: st.floats(allow_nan=False, allow_infinity=False),
    datetime: st.datetimes(timezones=st.just(UTC)),
    date: st.dates(),
    Any: st.one_of(st.integers(-(2**53), 2**53), _TEXT, st.booleans(), st.none()),
}


def rows_of(kind: type[Row]) -> st.SearchStrategy[Row]:
    """Return a strategy for rows of one kind."""
    if kind is Snapshot:
        return st.builds(_snapshot, row_id=_TEXT, workspace=_TEXT, seed=st.integers(0, 99))
    hints = get_type_hints(kind)
    values = st.fixed_dictionaries({field.name: values_of(hints[field.name]) for field in fields(kind)})
    return values.map(lambda made: kind(**made))


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for the values of a field's type."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if hint is type(None):
        return st.none()
    arguments = get_args(hint)
    if get_origin(hint) is Literal:
        return st.sampled_from(arguments)
    if get_origin(hint) is tuple:
        return st.lists(values_of(arguments[0]), max_size=3).map(tuple)
    if get_origin(hint) is not UnionType and isinstance(get_origin(hint), type):
        return st.dictionaries(values_of(arguments[0]), values_of(arguments[1]), max_size=3)
    return st.one_of([values_of(each) for each in arguments])


@cache
def _position(seed: int) -> Any:
    params = GAME.Params()
    seats: tuple[Seat, ...] = GAME.seats(params, 6)
    return deal(GAME, params, seats, str(seed)).position


def _snapshot(row_id: str, workspace: str, seed: int) -> Snapshot:
    return Snapshot(
        id=row_id, workspace=workspace, game=GAME.key, version=GAME.version, seq=1, position=_position(seed)
    )
