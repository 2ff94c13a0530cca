"""What the time has come for, in one statement: it is asked four times a second, whether anything is due or not."""

from functools import cache
from typing import Literal, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rows import Session, Table
from core.store.schema import TABLES

What = Literal["phase", "lobby", "reminder"]


class Come(NamedTuple):
    """A moment that has come: a table's phase or a session's lobby ends, or those who hold a table up are reminded."""

    what: What
    id: str
    """The table's, or the session's."""
    at: int
    """When it was due, in class time."""


async def come(conn: AsyncConnection, now: int) -> list[Come]:
    """Return all that is due, earliest first; all of it, since what cannot be struck would fill any limit."""
    found = await conn.execute(_come(), {"now": now})
    return [Come(row.what, row.id, row.at) for row in found]


@cache
def _come() -> sa.CompoundSelect[tuple[str, str, int]]:
    tables, sessions = TABLES[Table].c, TABLES[Session].c
    columns: tuple[tuple[What, sa.ColumnElement[int]], ...] = (
        ("phase", tables.deadline),
        ("lobby", sessions.deadline),
        ("reminder", tables.nudge),
    )
    parts = (_part(what, time) for what, time in columns)
    return sa.union_all(*parts).order_by("at", "id")


def _part(what: What, time: sa.ColumnElement[int]) -> sa.Select[tuple[str, str, int]]:
    table = time.table
    kind: sa.ColumnElement[str] = sa.literal_column(f"'{what}'", sa.String)
    return sa.select(kind.label("what"), table.c.id, time.label("at")).where(time <= sa.bindparam("now"))
