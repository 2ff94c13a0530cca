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
from core.kit.fields import Value
from core.ledger import Ledger
from core.requests import Request
from core.rows import Draft, Note, SealedMove, Section, Session, Snapshot, Written
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
    """Change all that this seat ("": the channel) may not know."""
    changed = [_otherwise(row, chance) for row in await _private_rows(copy, seat)]
    table = (await copy.tables())[0]
    hall = await copy.hall(table.id)
    state = hall.game.redeal(hall.position.state, seat, chance)
    (snapshot,) = await copy.rows(Snapshot, id=table.id)
    position = referee.at(hall.game, state, hall.position.seq)

    def plan(ledger: Ledger) -> None:
        for row in (*changed, replace(snapshot, position=position)):
            ledger.put(row)

    await copy.service.store.commit(plan)


async def _private_rows(lesson: Lesson, seat: str) -> list[Any]:
    """Return the rows that hold what this seat ("" for none) may not know."""
    notes = [note for note in await lesson.rows(Note) if not note.reported and seat not in {note.sender, note.receiver}]
    hidden = {note.written for note in notes}
    held: list[SealedMove | Draft] = [*await lesson.rows(SealedMove), *await lesson.rows(Draft)]
    return [
        *(row for row in await lesson.rows(Written) if row.id in hidden),
        *(row for row in held if row.seat != seat),
        *await lesson.rows(Session),
        *await lesson.rows(Section),
    ]


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
