"""Which requests somebody can make now: by role, by the platform's word, and by what there is to do it to.

Help lists no others. That a request is listed promises no more than that it has an object: whether the move fits, or
the phase is the right one, is asked when it is made.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.context import Context
from core.requests import game as g
from core.requests import quiz as q
from core.requests import section as s
from core.requests.base import STAFF, Request
from core.rows import Binding, Membership, Place, Session, Signup, Study, Table

_BEGUN = ("running", "paused")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the asker stands in their section."""

    ctx: Context
    live: Session | None
    """What the class plays now."""
    last: Session | None
    """What it played last, while it plays nothing."""
    seats: tuple[Session, ...]
    """The sessions at whose running tables the asker sits, practice among them."""

    @property
    def status(self) -> str:
        """Return how far the class's session is, "" if there is none."""
        return self.live.status if self.live else ""

    @property
    def staff(self) -> bool:
        """Whether the asker is staff."""
        return self.ctx.role in STAFF


def usable(ctx: Context, kinds: Collection[type[Request]]) -> frozenset[type[Request]]:
    """Return those of some kinds of request that the asker can make now."""
    declared = [kind for kind in kinds if _declared(ctx, kind)]
    here = _standing(ctx) if ctx.section is not None and ctx.membership is not None else Standing(ctx, None, None, ())
    fits = ctx.each(declared, lambda kind: kind not in _NEEDS or _NEEDS[kind](here))
    return frozenset(kind for kind, fit in zip(declared, fits, strict=True) if fit)


def _declared(ctx: Context, kind: type[Request]) -> bool:
    who = ctx.command.who
    said = (who.may_teach or not kind.teaches) and (who.may_administer or not kind.administers)
    return ctx.role in kind.roles and said


def _standing(ctx: Context) -> Standing:
    sessions = [one for one in ctx.find(Session, section=ctx.my_section.id) if one.kind != "practice"]
    live = next((one for one in sessions if one.status != "over"), None)
    over = sorted(sessions, key=lambda one: (one.ended or one.at, one.id), reverse=True) if live is None else []
    last = next((one for one in over if ctx.some(Table, session=one.id)), None)
    return Standing(ctx, live, last, _seats(ctx))


def _seats(ctx: Context) -> tuple[Session, ...]:
    places = [one for one in ctx.find(Place, person=ctx.me.id, live=True) if one.section == ctx.my_section.id]
    found = ctx.each(places, lambda place: (ctx.get(Table, place.table), ctx.get(Session, place.session)))
    return tuple(session for table, session in found if table and session and table.status == "running")


def _may_join(here: Standing) -> bool:
    return here.status == "lobby" or (here.live is not None and here.live not in here.seats)


def _may_leave(here: Standing) -> bool:
    if here.live is None or here.live.status != "lobby":
        return bool(here.seats)
    return bool(here.seats or here.ctx.find(Signup, session=here.live.id, person=here.ctx.me.id))


def _may_note(here: Standing) -> bool:
    return bool(here.seats) and here.ctx.my_section.notes


def _has_debrief(here: Standing) -> bool:
    return here.last is not None and (here.staff or here.last.page > 0)


def _has_undo(here: Standing) -> bool:
    study = here.ctx.get(Study, f"{here.ctx.my_section.id}:{here.ctx.me.id}")
    return study is not None and bool(study.answered or study.undo)


def _channel_is_free(here: Standing) -> bool:
    return here.ctx.get(Binding, here.ctx.command.binding) is None


def _section_is_left_to_somebody(here: Standing) -> bool:
    members = here.ctx.ledger.find(Membership, section=here.ctx.my_section.id)
    others = (one for one in members if one != here.ctx.membership and one.left is None)
    return here.ctx.role != "instructor" or any(one.role == "instructor" for one in others)


def _playing(here: Standing) -> bool:
    return any(session.status == "running" for session in here.seats)


_NEEDS: Mapping[type[Request], Callable[[Standing], bool]] = MappingProxyType(
    {
        s.CreateSection: _channel_is_free,
        s.LeaveSection: _section_is_left_to_somebody,
        s.ShowBoard: lambda here: here.staff or here.ctx.my_section.board,
        g.StartGame: lambda here: here.live is None,
        q.StartQuiz: lambda here: here.live is None,
        g.JoinGame: _may_join,
        g.LeaveGame: _may_leave,
        g.Ready: _playing,
        g.Act: _playing,
        g.SendNote: _may_note,
        g.ShowStatus: lambda here: bool(here.seats),
        g.ShowPanel: lambda here: bool(here.live or here.last),
        g.Pause: lambda here: here.status == "running",
        g.Resume: lambda here: here.status == "paused",
        g.Extend: lambda here: here.live is not None,
        g.Advance: lambda here: here.status in {"lobby", "running"},
        g.Substitute: lambda here: here.status in _BEGUN,
        g.End: lambda here: here.live is not None,
        g.ShowDebrief: _has_debrief,
        q.UndoAnswer: _has_undo,
    }
)
"""What a request needs besides the right to make it; all others need nothing."""
