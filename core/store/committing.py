"""A COMMIT that fails may have been stored all the same: its answer was lost, not the transaction.

What a file shows afterwards is so. A server may still be storing what it does not show yet, so there the batch is
decided again by whoever sent it: behind the locks of the first time, and knowing which deliveries were stored.
"""

import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncTransaction

from core.ledger import Ledger
from core.rows import Mark, Once
from core.store.trouble import Uncertain

_LOG = logging.getLogger(__name__)

Look = Callable[[Ledger], bool]
View = Callable[[Look], Awaitable[bool]]


async def commit(conn: AsyncConnection, transaction: AsyncTransaction, ledger: Ledger, view: View | None) -> None:
    """Store a ledger's changes; return if they are stored. Raises Uncertain if that cannot be told.

    `view` looks at what is stored, where that can be relied upon. A connection that has failed at a COMMIT may be in
    its transaction still; it is never used again.
    """
    try:
        await transaction.commit()
    except Exception as error:
        with suppress(Exception):
            await conn.invalidate(error)
        if not await _is_there(ledger, view):
            raise
        _LOG.warning("a batch is stored, though its COMMIT failed: %s", getattr(error, "orig", error))


async def _is_there(ledger: Ledger, view: View | None) -> bool:
    if view is None:
        raise Uncertain(ledger.changes())
    try:
        return await view(_proof(ledger))
    except Exception as blind:
        raise Uncertain(ledger.changes()) from blind


def _proof(ledger: Ledger) -> Look:
    """Return a look at one row that tells whether a batch is there: all of it is, or nothing.

    Answers to deliveries tell most surely, since they are new; the clock's mark, put without being read, least.
    """
    changed = [(kind, row_id, after) for kind, row_id, before, after in ledger.touched() if before != after]
    if not changed:
        return lambda _stored: True
    kind, row_id, after = min(changed, key=lambda one: (one[0] is not Once, one[0] is Mark))
    return lambda stored: stored.get(kind, row_id) == after
