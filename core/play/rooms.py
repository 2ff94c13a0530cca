"""Rooms: a private place for each table to talk in, where its chat can make one; and who belongs there now.

What a room should be is read from who sits where; `core.outgoing.rooms` has the chat make it so.
"""

from collections.abc import Iterable

from core.context import Context
from core.game import admits
from core.outgoing.noted import read_notes
from core.play.hall import my_hall
from core.play.panel_scope import tables_of
from core.referee import AnyGame
from core.room import Room
from core.rows import Account, Board, Place, Session, Table


def has_rooms(session: Session, game: AnyGame | None) -> bool:
    """Tell whether a session's tables talk apart: not in a quiz, and not where the whole class sits at one table."""
    return session.kind == "game" and session.status != "lobby" and game is not None and not admits(game)


def rooms_of(ctx: Context, session: Session, address: str) -> tuple[Room, ...]:
    """Return the rooms of a session's tables on the server of a channel, in the order of their tables."""
    server = f"{address.rpartition(':')[0]}:"
    return tuple(ctx.each(tables_of(ctx, session), lambda table: _room(ctx, session, table, server)))


def my_room(ctx: Context, table: str) -> str:
    """Return the chat's id of the room of the asker's table on the server they ask from, "" if it has none."""
    hall, _ = my_hall(ctx, table)
    server = f"{ctx.command.who.workspace}:"
    boards = (board for board in ctx.find(Board, session=hall.session.id) if board.kind == "rooms")
    notes = (read_notes(board.message) for board in boards if board.address.startswith(server))
    return next((found[hall.table.id].room for found in notes if hall.table.id in found), "")


def _room(ctx: Context, session: Session, table: Table, server: str) -> Room:
    """Return a table's room; one that is over keeps it, with whoever is in it, until the session ends."""
    title = f"{session.title}, Table {table.number}"
    if session.status == "over" or table.status != "running":
        return Room(table.id, title, open=session.status != "over")
    places = ctx.find(Place, table=table.id)
    here = dict.fromkeys(place.person for place in places if place.live)
    gone = dict.fromkeys(place.person for place in places if place.person not in here)
    inside, outside = ctx.each((here, gone), lambda people: _accounts(ctx, people, server))
    return Room(table.id, title, inside, outside)


def _accounts(ctx: Context, people: Iterable[str], server: str) -> tuple[str, ...]:
    found = ctx.each(people, lambda person: ctx.ledger.find(Account, person=person))
    return tuple(sorted(one.id for accounts in found for one in accounts if one.id.startswith(server)))
