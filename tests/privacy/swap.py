"""Change every secret of a table, and see whether anybody who may not know it can tell.

Cards, ballots and offers are small numbers that no search can recognise. So the database is copied, all that one
person may not know is changed in the copy, and everything they can read must stay the same to the last letter.
"""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from core import referee
from core.clock import VirtualTicks
from core.command import Command, Where, Who
from core.context import Context
from core.kit.fields import Value
from core.ledger import Ledger
from core.play.hall import hall_of
from core.requests import Request
from core.rows import Draft, Note, Row, SealedMove, Section, Session, Snapshot, Written
from tests.desk import CHANNEL
from tests.hall import Lesson
from tests.hostile.attack import texts
from tests.privacy.asking import around, kinds, variants
from tests.privacy.scan import all_shown


async def tells(lesson: Lesson, looker: Who | None, seat: str, folder: Path, chance: Random) -> list[str]:
    """Return what would tell somebody on a seat (None: the channel) that others' secrets have changed."""
    copy = await copied(lesson, folder / "swapped.sqlite")
    async with copy:
        await change_for(copy, seat, chance)
        here = await around(lesson)
        found = await _boards_that_differ(lesson, copy)
        if looker is not None:
            asked = [made for kind in kinds(writing=False) for made in variants(kind, here, chance, 12)]
            before, after = await read(lesson, looker, asked), await read(copy, looker, asked)
            found += [
                f"{str(request)[:160]}: {str(set(a) ^ set(b))[:300]}"
                for request, a, b in zip(asked, before, after, strict=True)
                if a != b
            ]
    copy.path.unlink()
    return found


async def _boards_that_differ(lesson: Lesson, copy: Lesson) -> list[str]:
    session = await lesson.session()
    before = tuple(texts((await lesson.board(session)).blocks))
    after = tuple(texts((await copy.board(session)).blocks))
    return [] if before == after else [f"board: {str(set(before) ^ set(after))[:300]}"]


async def read(lesson: Lesson, looker: Who, asked: list[Request]) -> list[tuple[str, ...]]:
    """Return all texts of the answers to reading requests, over one snapshot."""
    commands = [Command(looker, Where(CHANNEL), "", request) for request in asked]
    return [tuple(texts(reply.blocks)) for reply in await all_shown(lesson, commands)]


async def copied(lesson: Lesson, path: Path) -> Lesson:
    """Return a lesson that goes on from a copy of the database, at the same moment."""
    with closing(sqlite3.connect(lesson.path)) as old, closing(sqlite3.connect(path)) as new:
        old.backup(new)
    copy = Lesson(path, 0)
    copy.ticks = VirtualTicks(lesson.ticks.wall())
    copy._deliveries = lesson._deliveries  # another delivery under an old id would be answered as the old one
    await copy.open()
    return copy


async def change_for(copy: Lesson, seat: str, chance: Random) -> None:
    """Change all that this seat ("": the channel) of the first table may not know."""
    table = (await copy.tables())[0].id
    changed = await copy.read(lambda ctx: swapped(ctx, table, seat, chance))

    def plan(ledger: Ledger) -> None:
        for row in changed:
            ledger.put(row)

    await copy.service.store.commit(plan)


def swapped(ctx: Context, table: str, seat: str, chance: Random) -> list[Row]:
    """Return the rows that hold what a seat ("": the channel) of a running table may not know, with other contents."""
    hall, snapshot = hall_of(ctx, table), ctx.get(Snapshot, table)
    assert snapshot is not None
    private = _private_rows(ctx, table, seat)
    state = hall.game.redeal(hall.position.state, seat, chance)
    redealt = replace(snapshot, position=referee.at(hall.game, state, hall.position.seq))
    return [*(_otherwise(row, chance) for row in private), redealt]


def _private_rows(ctx: Context, table: str, seat: str) -> list[Row]:
    """Return the rows that hold what this seat ("" for none) may not know."""
    here = {"workspace": ctx.workspace}
    notes = [n for n in ctx.find(Note, **here) if not n.reported and not (n.table == table and seat in _ends(n))]
    hidden = {note.written for note in notes}
    held: list[SealedMove | Draft] = [*ctx.find(SealedMove, **here), *ctx.find(Draft, **here)]
    return [
        *(row for row in ctx.find(Written, **here) if row.id in hidden),
        *(row for row in held if (row.table, row.seat) != (table, seat)),
        *ctx.find(Session, **here),
        *ctx.find(Section, **here),
    ]


def _ends(note: Note) -> set[str]:
    return {note.sender, note.receiver}


def _otherwise(row: Any, chance: Random) -> Any:
    match row:
        case Written():
            return replace(row, body=f"Something else, {chance.random()}.")
        case SealedMove() | Draft():
            return replace(row, values={n: _another(v) for n, v in row.values.items()})
        case Session():
            return replace(row, seed=f"{chance.getrandbits(128):032x}")
        case Section():
            return replace(row, code=f"{chance.getrandbits(24):06X}")
        case _:
            return row


def _another(value: Value) -> Any:
    match value:
        case bool():
            return not value
        case int():
            return value + 1 if value < 50 else value - 1
        case _:
            return f"{value} or not"
