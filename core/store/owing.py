"""What is owed to the chats, in one statement: it is asked whenever something was said, and once a second besides."""

from collections.abc import Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.outgoing.due import Due
from core.rows import Board, Letter
from core.store.schema import NAMES, TABLES

_OWED: tuple[type[Board] | type[Letter], ...] = (Board, Letter)


async def owed(conn: AsyncConnection, platforms: Sequence[str], now: int, limit: int) -> list[Due]:
    """Return the boards and letters on these platforms that may be taken, earliest first."""
    asked = {"platforms": platforms, "now": now, "most": limit}
    kinds = {NAMES[kind]: kind for kind in _OWED}
    found = await conn.execute(_owing(), asked)
    return [Due(kinds[row.kind], row.id, row.platform, row.address) for row in found]


@cache
def _owing() -> sa.CompoundSelect[tuple[str, str, str, str, int]]:
    return sa.union_all(*map(_part, _OWED)).order_by("due", "id").limit(sa.bindparam("most"))


def _part(kind: type[Board] | type[Letter]) -> sa.Select[tuple[str, str, str, str, int]]:
    owed = TABLES[kind].c
    name: sa.ColumnElement[str] = sa.literal_column(f"'{NAMES[kind]}'", sa.String)
    columns = sa.select(name.label("kind"), owed.id, owed.platform, owed.address, owed.due)
    due = owed.due <= sa.bindparam("now")
    return columns.where(due, owed.platform.in_(sa.bindparam("platforms", expanding=True)))
