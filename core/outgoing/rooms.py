"""The rooms of a session's tables, made what they should be: a few at a time, and only those that have changed.

Making a room so twice does no harm, so an attempt that broke off is simply made again. Until then nobody knows what
it has made of its room, and where it left no word, of any: what is noted of them no longer counts, or somebody who left
and came back meanwhile would stay outside.
"""

from collections.abc import Sequence
from typing import NamedTuple

from core.outgoing.boards import ANYTHING
from core.outgoing.chat import Chat, ChatTrouble
from core.outgoing.drawing import digest_of
from core.outgoing.noted import Noted, read_notes, written
from core.room import Room
from core.rows import Board

_AT_ONCE = 3
"""Rooms that one attempt sees to: a chat lets in a few people a second, and no attempt may outlast its lease."""
_DIGITS = 8


class Arranged(NamedTuple):
    """What is noted of all rooms now, whether some are left to be seen to, and what went wrong, if anything."""

    notes: str
    left: bool = False
    trouble: ChatTrouble | None = None


async def arrange(row: Board, rooms: Sequence[Room], chat: Chat) -> Arranged:
    """Have the chat see to some rooms."""
    notes = read_notes(row.message)
    if row.digest == ANYTHING:
        notes = {table: Noted(noted.room, "") for table, noted in notes.items()}
    changed = [(room, digest) for room in rooms if (digest := _digest(room)) != _of(notes, room).digest]
    for room, digest in changed[:_AT_ONCE]:
        known = _of(notes, room).room
        try:
            notes[room.table] = Noted(await chat.arrange(row.address, room, known), digest)
        except ChatTrouble as trouble:
            return Arranged(written({**notes, room.table: Noted(known, "")}), trouble=trouble)
    return Arranged(written(notes), left=len(changed) > _AT_ONCE)


def _digest(room: Room) -> str:
    return digest_of(room)[:_DIGITS]


def _of(notes: dict[str, Noted], room: Room) -> Noted:
    return notes.get(room.table, Noted("", ""))
