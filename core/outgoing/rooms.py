"""The rooms of a session's tables, made what they should be: a few at a time, and only those that have changed.

Making a room so twice does no harm, so an attempt that broke off is simply made again.
"""

from collections.abc import Sequence

from core.outgoing.chat import Chat
from core.outgoing.drawing import digest_of
from core.outgoing.noted import Noted, read_notes, written
from core.room import Room
from core.rows import Board

_AT_ONCE = 3
"""Rooms that one attempt sees to: a chat lets in a few people a second, and no attempt may outlast its lease."""
_DIGITS = 8


async def arrange(row: Board, rooms: Sequence[Room], chat: Chat) -> tuple[str, bool]:
    """Have the chat see to some rooms; return what is noted of all now, and whether none is left to be seen to."""
    notes = read_notes(row.message)
    changed = [(room, digest) for room in rooms if (digest := _digest(room)) != _of(notes, room).digest]
    for room, digest in changed[:_AT_ONCE]:
        notes[room.table] = Noted(await chat.arrange(row.address, room, _of(notes, room).room), digest)
    return written(notes), len(changed) <= _AT_ONCE


def _digest(room: Room) -> str:
    return digest_of(room)[:_DIGITS]


def _of(notes: dict[str, Noted], room: Room) -> Noted:
    return notes.get(room.table, Noted("", ""))
