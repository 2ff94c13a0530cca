"""Slips in the store."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from core.known import Known
from core.ledger import Ledger
from core.rows import Draft, Row
from core.store import rowsql
from core.store.codec import Codec
from core.store.store import Store
from tests.simulation.faults.fault import Fault


@contextmanager
def what_was_not_stored_is_remembered() -> Iterator[None]:
    """What is known takes a batch in before its COMMIT, and is kept when that fails."""
    write, commit = rowsql.write, Store.commit

    async def hasty(conn: Any, codec: Any, ledger: Ledger, **more: Any) -> None:
        await write(conn, codec, ledger, **more)
        ledger.known.change({kind: {row.id: row for row in rows} for kind, rows in ledger.changes().items()})

    async def trusting(self: Store, plan: Any, first: Any = ()) -> Any:
        known: Known = self._known
        try:
            return await commit(self, plan, first)
        except BaseException:
            self._known = known
            raise

    with patch.object(rowsql, "write", hasty), patch.object(Store, "commit", trusting):
        yield


def a_batch_is_stored_in_two_transactions() -> AbstractContextManager[object]:
    """The rows of a batch are stored, then committed once more with its last kind of row."""
    write = rowsql.write

    async def torn(conn: Any, codec: Any, ledger: Ledger, **more: Any) -> None:
        await write(conn, codec, ledger, **more)
        await conn.exec_driver_sql("COMMIT")
        await conn.exec_driver_sql("BEGIN IMMEDIATE")
        await write(conn, codec, ledger, **more)

    return patch.object(rowsql, "write", torn)


def drafts_are_stored_empty() -> AbstractContextManager[object]:
    """What somebody has filled in does not reach its column."""
    real = Codec.values

    def values(self: Codec, row: Row) -> list[Any]:
        return real(self, replace(row, values={}) if isinstance(row, Draft) else row)

    return patch.object(Codec, "values", values)


FAULTS: tuple[Fault, ...] = (
    Fault(what_was_not_stored_is_remembered),
    Fault(a_batch_is_stored_in_two_transactions, seed=6),
    Fault(drafts_are_stored_empty, seed=2),
)
