"""The debrief: the class's play beside the theory, page by page under the instructor's hand."""

from dataclasses import replace

from core.blocks import Block, Choose, Facts, Heading, Press, Text
from core.context import Context
from core.game import Page
from core.kit.refusals import Illegal, NotAMove
from core.play.hall import OUTDATED, readable
from core.play.sessions import latest_session
from core.play.told import debrief_of, played
from core.replies import Next, Reply, Result
from core.requests.base import STAFF
from core.requests.game import ShowDebrief, ShowPanel, TurnPage
from core.requests.quiz import StudyQuiz
from core.rows import Session


def turn_page(ctx: Context, ask: TurnPage) -> Result:
    """Show the class the next page."""
    session = latest_session(ctx, ask.session)
    pages = len(_pages(ctx, session))
    if ask.page != session.page and ask.session:
        raise Illegal(f"That page has been turned already: the class sees page {session.page} of {pages}.")
    if session.page >= pages:
        raise Illegal("That was the last page. The next step: a quiz on it, /quiz live.")
    ctx.put(replace(session, page=session.page + 1))
    following = Next("Next page", TurnPage(session.id, session.page + 1))
    last = session.page + 1 == pages
    said = f"The class sees page {session.page + 1} of {pages}."
    return Result(said=(said,), next=(Next("Panel", ShowPanel(session.id)),) if last else (following,))


def show_debrief(ctx: Context, ask: ShowDebrief) -> Reply:
    """Show a page of the debrief in private: students see those turned so far, staff all."""
    session = latest_session(ctx, ask.session)
    alone = session.kind == "practice"
    if not (session.page or alone or ctx.role in STAFF):
        raise Illegal("Your instructor has not opened the debrief yet. It appears in the channel, page by page.")
    pages = _pages(ctx, session)
    open_pages = len(pages) if alone or ctx.role in STAFF else session.page
    number = ask.page or 1
    if number > open_pages:
        raise NotAMove(f"Pages that can be seen so far: {open_pages}. There is no page {number} yet.")
    return Reply(blocks=(*page_blocks(session, pages, number), Choose(_turns(ctx, session, number, open_pages))))


def _pages(ctx: Context, session: Session) -> tuple[Page, ...]:
    if session.status != "over":
        raise Illegal(f"{session.title} is still going on. Its debrief opens when all tables are done.")
    tables = played(ctx, session)
    if not tables:
        raise Illegal(f"No table of {session.title} was played to be told about. Start another game: /game start.")
    if not readable(ctx, tables):
        raise Illegal(f"{OUTDATED} Its scores stay in the standings.")
    return debrief_of(ctx, session).pages


def page_blocks(session: Session, pages: tuple[Page, ...], number: int) -> tuple[Block, ...]:
    """Return one page as it is shown, with its number and concept; the last shows how to check the chance."""
    page = pages[number - 1]
    head = (Heading(f"Debrief {number} of {len(pages)}: {page.title}"), Text(f"Concept: {page.concept}", quiet=True))
    check = (Facts((("Seed of the cards", session.seed),)),) if number == len(pages) else ()
    return (*head, *page.blocks, *check)


def _turns(ctx: Context, session: Session, number: int, last: int) -> tuple[Press, ...]:
    presses = []
    if number > 1:
        presses.append(Press("Back", ShowDebrief(number - 1, session.id)))
    if number < last:
        presses.append(Press("On", ShowDebrief(number + 1, session.id), main=True))
    elif ctx.role not in STAFF:
        presses.append(Press("Quiz me on it", StudyQuiz()))
    return tuple(presses)
