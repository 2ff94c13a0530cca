"""Finding sessions: the one going on in a section, the one a button names, the one played last."""

from core.context import Context
from core.kit.refusals import Illegal, NotAllowed
from core.rows import Session, Table

_LIVE = ("lobby", "running", "paused")


def live_session(ctx: Context) -> Session | None:
    """Return the section's session that is going on (practice aside), if there is one."""
    section = ctx.my_section.id
    found = ctx.each(_LIVE, lambda status: ctx.find(Session, section=section, status=status))
    return next((session for sessions in found for session in sessions if session.kind != "practice"), None)


def named_or_live(ctx: Context, session_id: str) -> Session:
    """Return the session a button names, or the one going on."""
    session = _named(ctx, session_id) if session_id else live_session(ctx)
    if session is None:
        raise NotAllowed("No game is going on in this section. Start one: /game start ratify-or-revert.")
    return session


def going_on(ctx: Context, session_id: str) -> Session:
    """Return a session that is not over."""
    session = named_or_live(ctx, session_id)
    if session.status == "over":
        raise Illegal(f"{session.title} is over. Turn its debrief's pages: /game debrief.")
    return session


def joinable(ctx: Context, session_id: str) -> Session:
    """Return the session somebody wants to join."""
    session = _named(ctx, session_id) if session_id else live_session(ctx)
    if session is None:
        raise NotAllowed("No game is going on in this section. Wait for the next lobby, or play alone: /game practice.")
    if session.status == "over":
        raise Illegal(f"{session.title} is over. Wait for the next one, or play alone: /game practice.")
    return session


def latest_session(ctx: Context, session_id: str) -> Session:
    """Return the session a button names, the one going on, or the one played last."""
    session = _named(ctx, session_id) if session_id else live_session(ctx) or _played_last(ctx)
    if session is None:
        raise NotAllowed("Nothing has been played in this section yet. Start a game: /game start ratify-or-revert.")
    return session


def _named(ctx: Context, session_id: str) -> Session | None:
    """Return a session of this section; somebody else's practice is not there for anybody."""
    session = ctx.get(Session, session_id)
    if session is None or session.section != ctx.my_section.id:
        return None
    return session if session.kind != "practice" or session.started_by == ctx.me.id else None


def _played_last(ctx: Context) -> Session | None:
    """Return the last session that came to tables: a lobby that nobody joined hides nothing."""
    over = [s for s in ctx.find(Session, section=ctx.my_section.id, status="over") if s.kind != "practice"]
    newest = sorted(over, key=lambda session: (session.ended or session.at, session.id), reverse=True)
    return next((session for session in newest if ctx.find(Table, session=session.id)), None)
