"""How much there is of what goes on, for whoever watches: each number is one statement, most of them of an index."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from core.rows import Board, Letter, Table
from core.store.schema import TABLES


@dataclass(frozen=True, slots=True)
class Census:
    """Tables whose clock runs; boards that are behind, and those that only a person can mend; letters that wait."""

    tables_live: int
    boards_behind: int
    boards_stuck: int
    letters_waiting: int


async def census(conn: AsyncConnection) -> Census:
    """Count over all sections."""
    table, board, letter = TABLES[Table], TABLES[Board], TABLES[Letter]
    behind = board.c.wanted > board.c.shown
    return Census(
        tables_live=await _count(conn, table, table.c.deadline.is_not(None)),
        boards_behind=await _count(conn, board, behind),
        boards_stuck=await _count(conn, board, sa.and_(behind, board.c.due.is_(None))),
        letters_waiting=await _count(conn, letter, letter.c.due.is_not(None)),
    )


async def _count(conn: AsyncConnection, table: sa.Table, which: sa.ColumnElement[bool]) -> int:
    return await conn.scalar(sa.select(sa.func.count()).select_from(table).where(which)) or 0
