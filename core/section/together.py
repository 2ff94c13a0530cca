"""Asking for many rows at once, so that they are read in one statement instead of one after the other."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from core.ledger import Unread

K = TypeVar("K")
V = TypeVar("V")


def together(look: Callable[[K], V], keys: Iterable[K]) -> tuple[V, ...]:
    """Return `look` of every key. When rows are still unread, ask for those of all keys before saying so."""
    found: list[V] = []
    unread: Unread | None = None
    for key in keys:
        try:
            found.append(look(key))
        except Unread as missing:  # noted by the ledger; the batch is run again once all of them are read
            unread = missing
    if unread is not None:
        raise unread
    return tuple(found)
