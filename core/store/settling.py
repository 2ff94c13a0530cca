"""Runs a pure decision again and again, until every row that it asks for has been read."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from core.ledger import Ledger, Unread
from core.store import rowsql
from core.store.codec import Codec

T = TypeVar("T")
_ROUNDS = 40  # a decision that needs more rounds of reading than this asks for something new each time it is run


async def settle(
    conn: AsyncConnection, codec: Codec, run: Callable[[Ledger], T], ledger: Ledger, *, compared: bool = False
) -> T:
    """Return what the decision comes to, with its changes in the ledger.

    What the ledger assumed is looked up, unless all that it was asked is compared with the store afterwards.
    """
    if ledger.unread:
        await rowsql.read(conn, codec, ledger)
    for _ in range(_ROUNDS):
        ledger.start_again()
        try:
            result = run(ledger)
        except Unread:
            await rowsql.read(conn, codec, ledger)
            continue
        if not ledger.unread or (compared and ledger.assume()):
            return result
        rightly_assumed = ledger.assumptions()
        await rowsql.read(conn, codec, ledger)
        if rightly_assumed():
            return result
    raise RuntimeError("A decision never stops asking for rows.")
