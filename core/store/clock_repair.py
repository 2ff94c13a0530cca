"""Setting class time back after a clock that was once wrong: class time never runs backwards by itself.

A machine whose clock was a year ahead has stored that year, and every deadline since lies there too. All that lies
in the future moves back by the same span, so that every phase has as long left as before.
"""

from collections.abc import Mapping
from types import MappingProxyType

import sqlalchemy as sa

from core.rows import Board, Entry, Letter, Mark, Note, Row, Session, Table
from core.store.engine import engines
from core.store.schema import TABLES
from core.store.trouble import explained

CLASS_TIMES: Mapping[type[Row], tuple[str, ...]] = MappingProxyType(
    {
        Mark: ("time",), Session: ("deadline",), Table: ("opened", "deadline", "nudge"), Entry: ("time",),
        Note: ("time",), Board: ("due",), Letter: ("due",),
    }
)  # fmt: skip
"""Every column that holds class time."""


async def stored_mark(url: str) -> int:
    """Return the class time that was last stored; 0 in a new database. Raises StoreTrouble."""
    opened = engines(url)
    try:
        with explained():
            async with opened.read.connect() as conn:
                return await conn.scalar(sa.select(TABLES[Mark].c.time)) or 0
    finally:
        await opened.dispose()


async def set_back(url: str, wall: int) -> int:
    """Move class time back to the wall clock (ms), with all that lies in the future; return by how much it moved.

    No bot may be running. Nothing happens when class time is not ahead. Raises StoreTrouble.
    """
    opened = engines(url)
    try:
        with explained():
            async with opened.write.begin() as conn:
                ahead = (await conn.scalar(sa.select(TABLES[Mark].c.time)) or 0) - wall
                if ahead <= 0:
                    return 0
                for kind, names in CLASS_TIMES.items():
                    for column in (TABLES[kind].c[name] for name in names):
                        await conn.execute(
                            sa.update(TABLES[kind]).where(column > wall).values({column: column - ahead})
                        )
                return ahead
    finally:
        await opened.dispose()
