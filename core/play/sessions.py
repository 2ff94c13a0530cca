"""Finding sessions: the one going on in a section, the one a button names."""

from core.context import Context
from core.kit.refusals import Illegal, NotAllowed
from core.rows import Session

_LIVE = ("lobby", "running", "paused")


def live_session(ctx: Context) -> Session | None:
    """Return the section's session that is going on (practice aside), if there is one."""
    found = [session for status in _LIVE for session in ctx.find(Session, section=ctx.my_section.id, status=status)]
    return next((session for session in found if session.kind != "practice"), None)


def named_or_live(ctx: Context, session_id: str) -> Session:
    """Return the session a button names, or the one going on."""
    session = ctx.get(Session, session_id) if session_id else live_session(ctx)
    if session is None or session.section != ctx.my_section.id:
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
    session = named_or_live(ctx, session_id)
    if session.status == "over":
        raise Illegal(f"{session.title} is over. Wait for the next one, or play alone: /game practice.")
    return session


def latest_session(ctx: Context, session_id: str) -> Session:
    """Return the session a button names, the one going on, or the one that ended last."""
    if session_id or (live := live_session(ctx)) is None:
        live = ctx.get(Session, session_id) if session_id else _last_over(ctx)
    if live is None or live.section != ctx.my_section.id:
        raise NotAllowed("Nothing has been played in this section yet. Start a game: /game start ratify-or-revert.")
    return live


def _last_over(ctx: Context) -> Session | None:
    over = [s for s in ctx.find(Session, section=ctx.my_section.id, status="over") if s.kind != "practice"]
    return max(over, key=lambda session: (session.ended or session.at, session.id), default=None)
