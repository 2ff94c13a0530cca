"""What somebody can do right now: a sentence and the three likeliest next steps, by role and by what is going on."""

from dataclasses import dataclass

from core.context import Context, which_one
from core.replies import Next
from core.requests.base import STAFF
from core.requests.game import Advance, JoinGame, OpenDesk, Practice, ShowPanel, ShowStatus
from core.requests.quiz import ShowProgress, StartQuiz, StudyQuiz
from core.requests.section import ChangeMe, CreateSection, Help, JoinSection, ShowBoard, ShowSection
from core.rows import Place, Session, Signup, Table
from core.section.create import FIRST_GAME

_JOIN = Next("Join a section", JoinSection(code=""))
_MAKE = Next("Make a section", CreateSection(name=""))
_QUIZ = Next("Quiz me", StudyQuiz())
_BOARD = Next("Standings", ShowBoard())
_PROGRESS = Next("My progress", ShowProgress())
_WHO = Next("Who is here", ShowSection())


@dataclass(frozen=True, slots=True)
class Now:
    """Where somebody stands, and what they can do next, likeliest first (at most three)."""

    sentence: str
    steps: tuple[Next, ...]


def right_now(ctx: Context) -> Now:
    """Return what the asker can do right now."""
    if ctx.role == "guest" or ctx.section is None:
        return _as_guest(ctx)
    if table := _my_table(ctx):
        return Now("You have a seat at a table.", (Next("My desk", OpenDesk(table=table)), *_beside(ctx)))
    session = _going_on(ctx)
    if ctx.role in STAFF:
        return _as_staff(session)
    return _as_student(ctx, session)


def _as_guest(ctx: Context) -> Now:
    if several := which_one(ctx):
        return Now(several, (_JOIN, Next("My settings", ChangeMe())))
    if ctx.command.who.may_teach and ctx.section is None:
        return Now("Make a section for your class, or join one by its code.", (_MAKE, _JOIN))
    return Now("Join your section with the code from your instructor.", (_JOIN, Next("My settings", ChangeMe())))


def _beside(ctx: Context) -> tuple[Next, ...]:
    panel = (Next("Panel", ShowPanel()),) if ctx.role in STAFF else ()
    return (*panel, Next("Status", ShowStatus()))


def _as_staff(session: Session | None) -> Now:
    if session is None:
        return Now("Nothing is running. Start a game or a quiz.", (FIRST_GAME, Next("Live quiz", StartQuiz()), _WHO))
    panel = Next("Panel", ShowPanel(session=session.id))
    if session.status == "lobby":
        return Now(f"The lobby of {session.title} is open.", (Next("Begin now", _begin(session)), panel, _WHO))
    return Now(f"{session.title} is {session.status}.", (panel, _WHO, Next("Help", Help())))


def _begin(session: Session) -> Advance:
    return Advance(session=session.id, phase="lobby")


def _as_student(ctx: Context, session: Session | None) -> Now:
    board = _BOARD if ctx.my_section.board else _PROGRESS
    if session is None:
        steps = (_QUIZ, Next("Practise alone", Practice()), board)
        return Now("No game is running. Quiz yourself, or practise against bots.", steps)
    if session.status == "lobby" and ctx.find(Signup, session=session.id, person=ctx.me.id):
        steps = (Next("Give my place back", JoinGame(session=session.id)), _QUIZ, board)
        return Now(f"You have a place in the lobby of {session.title}. It begins soon.", steps)
    return Now(f"{session.title} is open: take a seat.", (Next("Join", JoinGame(session=session.id)), _QUIZ, board))


def _my_table(ctx: Context) -> str:
    """Return the running table in this section where the asker sits, class tables before practice; "" if none."""
    places = [p for p in ctx.find(Place, person=ctx.me.id, live=True) if p.section == ctx.my_section.id]
    tables = ctx.each(places, lambda place: ctx.get(Table, place.table))
    sessions = ctx.each(places, lambda place: ctx.get(Session, place.session))
    running = [
        (session.kind != "practice", table.id)
        for table, session in zip(tables, sessions, strict=True)
        if table is not None and session is not None and table.status == "running"
    ]
    return max(running)[1] if running else ""


def _going_on(ctx: Context) -> Session | None:
    """Return the class's latest session that is not over."""
    sessions = ctx.find(Session, section=ctx.my_section.id)
    return next((s for s in reversed(sessions) if s.kind != "practice" and s.status != "over"), None)
