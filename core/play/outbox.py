"""The outbox: letters to one person, written in the transaction of their cause and sent later (`core.outgoing`).

A letter's id is its key: the same cause twice writes it once. It holds none of its content, which is drawn from the
rows when it is sent (`core.play.letters`).
"""

from typing import Literal

from core.context import Context
from core.play.hall import Hall
from core.rows import Account, Board, Letter, Membership, Note, Place, Session

Kind = Literal["note", "nudge", "trouble"]


def tell_of_note(hall: Hall, note: Note) -> None:
    """Tell everybody on the receiving seat of a note that has just been written."""
    receivers = [place for place in hall.places if place.seat == note.receiver]
    hall.ctx.each(receivers, lambda place: _write(hall.ctx, "note", note.id, place.person, hall.session))


def tell_of_delay(hall: Hall, place: Place) -> None:
    """Remind somebody who holds a phase up; once a phase."""
    cause = delay(hall)
    _write(hall.ctx, "nudge", cause, place.person, hall.session, about=hall.table.id)


def tell_of_trouble(ctx: Context, board: Board) -> None:
    """Tell the section's instructors that a board cannot be posted; once for each message that it was to be."""
    session = ctx.get(Session, board.session)
    if session is None:
        return
    staff = [m for m in ctx.ledger.find(Membership, section=board.section) if m.role == "instructor" and m.left is None]
    cause = f"{board.id}:{board.generation}"
    ctx.each(staff, lambda member: _write(ctx, "trouble", cause, member.person, session, about=board.id))


def delay(hall: Hall) -> str:
    """Return what a reminder is of: this phase of this table."""
    return f"{hall.table.id}:{hall.phase.key}"


def key(kind: Kind, cause: str, person: str) -> str:
    """Return the id of a letter."""
    return f"{kind}:{cause}:{person}"


def _write(ctx: Context, kind: Kind, cause: str, person: str, session: Session, about: str = "") -> None:
    row_id = key(kind, cause, person)
    address = _address(ctx, session, person)
    if ctx.get(Letter, row_id) is not None or address is None:
        return
    ctx.put(
        Letter(
            id=row_id, workspace=session.workspace, section=session.section, session=session.id, person=person,
            kind=kind, about=about or cause, platform=address.partition(":")[0], address=address, due=ctx.now,
            at=ctx.world.wall,
        )
    )  # fmt: skip


def _address(ctx: Context, session: Session, person: str) -> str | None:
    """Return the account to write to: the one where the section lives, else the person's first."""
    accounts = [account.id for account in ctx.ledger.find(Account, person=person)]
    return min(accounts, key=lambda account: (not account.startswith(f"{session.workspace}:"), account), default=None)
