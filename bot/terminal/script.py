"""The story of the demo, chapter by chapter."""

from bot.terminal import round as one_round
from bot.terminal.cast import INSTRUCTOR
from bot.terminal.peek import look
from bot.terminal.quizzing import Taken, study_together
from bot.terminal.scene import BrokenDemo, Scene, fact
from bot.wording import count
from core.blocks import Text
from core.command import Who
from core.play.boards import debrief_page
from core.play.sessions import live_session
from core.play.told import debrief_of
from core.requests.game import Advance, JoinGame, OpenDesk, ShowDebrief, StartGame, TurnPage
from core.requests.quiz import Answer
from core.requests.section import CreateSection, JoinSection, ShowBoard
from core.rows import Session

_QUESTIONS = 5


async def perform(scene: Scene) -> Session:
    """Play all chapters; return the session that was played."""
    await _class_meets(scene)
    session = await _lobby(scene)
    star = await _round(scene, session)
    await _debrief(scene, session)
    await _quiz(scene, star)
    await _standings(scene, star)
    return session


async def _class_meets(scene: Scene) -> None:
    scene.stage.chapter("1 · A class meets", "An instructor types one line; the students join with the code it gives.")
    reply = await scene.teach(CreateSection("POL 210, Monday group"))
    await scene.stage.private(INSTRUCTOR, reply.blocks)
    code = fact(reply.blocks, "Join code")
    answers = await scene.ask_all(JoinSection(code))
    alias = fact(answers[0].blocks, "Your alias")
    scene.stage.typed(scene.people[0], JoinSection(code), f"You are {alias} here.")
    scene.stage.event(f"{count(len(scene.people), 'student')} are in, each under an alias of their own.")


async def _lobby(scene: Scene) -> Session:
    scene.stage.chapter("2 · The lobby", "A second line opens a game. The channel gets one card, kept up to date.")
    await scene.teach(StartGame(scene.scenario))
    session = await look(scene.door.service, live_session)
    if session is None:
        raise BrokenDemo("The lobby did not open.")
    await scene.ask_all(JoinGame(session.id))
    scene.stage.event(f"All {len(scene.people)} press [Join].")
    await one_round.board(scene, session.id)
    return session


async def _round(scene: Scene, session: Session) -> Who:
    await scene.ask(INSTRUCTOR, Advance(session=session.id, phase="lobby"))
    tables = await scene.crowd.see(session)
    first = tables[0].wishes[0].sitting
    star = next(who for who in scene.people if who.user == first.user)
    scene.crowd.awake = frozenset({star.user})
    dealt = f"{count(len(tables), 'table')} dealt, all with the same cards; bots take the empty seats. "
    scene.stage.chapter(
        "3 · The round", f"{dealt}We look over {star.name}'s shoulder: {first.title}, at table {first.number}."
    )
    scene.stage.typed(INSTRUCTOR, Advance())
    await one_round.play(scene, session, star, first.table)
    scene.stage.chapter("4 · How it ended", "The board says it to all; what it came to for one seat is private.")
    await one_round.board(scene, session.id)
    reply = await scene.ask(star, OpenDesk(first.table))
    scene.stage.typed(star, OpenDesk())
    await scene.stage.private(star, reply.blocks)
    return star


async def _debrief(scene: Scene, session: Session) -> None:
    scene.stage.chapter("5 · Debrief", "The instructor turns the pages; every table stands beside the theory.")
    await scene.teach(ShowDebrief())
    pages = len((await look(scene.door.service, lambda ctx: debrief_of(ctx, session))).pages)
    for page in range(pages):
        scene.ticks.advance(20_000)
        scene.stage.done(INSTRUCTOR, "[Next page]")
        await scene.ask(INSTRUCTOR, TurnPage(session.id, page))
        with scene.stage.busy("Drawing…"):
            shown = await scene.door.service.ask(lambda world, ledger: debrief_page(world, ledger, session.id))
            blocks = shown.blocks
        await scene.stage.public(blocks)


async def _quiz(scene: Scene, star: Who) -> None:
    scene.stage.chapter(
        "6 · Quiz", "Everybody quizzes themselves; what they miss comes back when they would forget it."
    )
    right = await _star_studies(scene, star)
    with scene.stage.busy("The others answer…"):
        others = [who for who in scene.people if who is not star]
        steps = await study_together(scene.door, others, _QUESTIONS, scene.seed)
    answers = [step for step in steps if isinstance(step.request, Answer)]
    sound = sum(_is_right(step) for step in answers)
    scene.stage.event(
        f"{star.name} had {right} right. The others: {sound} of {len(answers)} right, seen by nobody else."
    )


async def _star_studies(scene: Scene, star: Who) -> int:
    right = shown = 0
    for step in await study_together(scene.door, [star], _QUESTIONS, scene.seed):
        scene.ticks.advance(12_000)
        if isinstance(step.request, Answer):
            right += _is_right(step)
            scene.stage.done(star, f"[{step.label}]", _verdict(step))
        elif not shown:
            scene.stage.typed(star, step.request)
        if shown < 2:
            shown += 1
            await scene.stage.private(star, step.reply.blocks)
    return right


async def _standings(scene: Scene, star: Who) -> None:
    scene.stage.chapter("7 · Standings", "By alias, five names at most; your own rank is yours alone.")
    reply = await scene.ask(star, ShowBoard())
    scene.stage.typed(star, ShowBoard())
    await scene.stage.private(star, reply.blocks)


def _verdict(step: Taken) -> str:
    texts = [block.text for block in step.reply.blocks if isinstance(block, Text)]
    return next((text for text in texts if text.startswith(("Right", "Not", "Partly"))), "")


def _is_right(step: Taken) -> bool:
    return _verdict(step).startswith("Right")
