"""Rows to columns and back. What SQL cannot hold is JSON text; a game's state is decoded once each time it changes."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any, get_origin, get_type_hints

from pydantic import TypeAdapter

from core import referee
from core.catalogue import Catalogue
from core.rows import Row, Snapshot, Unreadable
from core.store.schema import TABLES

_CACHED = 4096  # tables whose latest position is kept decoded; one beyond that costs one more JSON read


class Codec:
    """Turns rows into column values and back. Knows the games, since their states are columns too."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._games = catalogue.games
        states: Mapping[str, Any] = {key: game.State for key, game in catalogue.games.items()}
        kinds: tuple[Any, ...] = tuple(TABLES)  # type checkers take the instances' __hash__ for the class's own
        self._states = {key: _adapter(state) for key, state in states.items()}
        self._json = {kind: _json_columns(kind) for kind in kinds}
        self._names = {kind: tuple(f.name for f in fields(kind)) for kind in TABLES}
        self._positions: OrderedDict[str, tuple[int, Any]] = OrderedDict()

    def values(self, row: Row) -> list[Any]:
        """Return the row's column values, in the order of its fields."""
        kind = type(row)
        out = [getattr(row, name) for name in self._names[kind]]
        for place, adapter in self._json[kind]:
            out[place] = adapter.dump_json(out[place]).decode()
        if isinstance(row, Snapshot):
            if isinstance(row.position, Unreadable):
                out[-1] = row.position.text
                return out
            out[-1] = self._states[row.game].dump_json(row.position.state).decode()
        return out

    def row(self, kind: type[Row], values: Mapping[str, Any]) -> Row:
        """Return the row that the column values stand for."""
        out = dict(values)
        for place, adapter in self._json[kind]:
            name = self._names[kind][place]
            out[name] = adapter.validate_json(out[name])
        if kind is not Snapshot:
            return kind(**out)
        snapshot = Snapshot(**{**out, "position": self._position(out)})
        self.keep(snapshot)
        return snapshot

    def keep(self, row: Snapshot) -> None:
        """Keep a table's latest position decoded; only one that is stored, since others may store another one."""
        if isinstance(row.position, Unreadable):
            return
        self._positions[row.id] = (row.seq, row.position)
        self._positions.move_to_end(row.id)
        while len(self._positions) > _CACHED:
            self._positions.popitem(last=False)

    def forget(self) -> None:
        """Drop all decoded positions."""
        self._positions.clear()

    def _position(self, values: Mapping[str, Any]) -> Any:
        game = self._games.get(values["game"])
        if game is None or game.version != values["version"]:
            return Unreadable(values["position"])
        seq, position = self._positions.get(values["id"], (None, None))
        if seq == values["seq"]:
            return position
        state = self._states[values["game"]].validate_json(values["position"])
        return referee.at(game, state, values["seq"])


@cache
def _adapter(state: type) -> TypeAdapter[Any]:
    """Return what reads and writes a game's states: made once for all stores of a process."""
    return TypeAdapter(state)


@cache
def _json_columns(kind: type[Row]) -> tuple[tuple[int, TypeAdapter[Any]], ...]:
    """Return place and adapter of each column that is a mapping or a tuple."""
    hints = get_type_hints(kind)
    places = enumerate(hints[f.name] for f in fields(kind))
    return tuple((place, TypeAdapter(hint)) for place, hint in places if _is_container(hint))


def _is_container(hint: object) -> bool:
    return get_origin(hint) in {Mapping, tuple}
