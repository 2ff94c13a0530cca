"""Opening a live quiz for the whole class: its questions are drawn from a bank by seeded chance."""

from collections.abc import Mapping
from random import Random

from pydantic import ValidationError

from core.context import Context
from core.kit.refusals import Ambiguous, NotAMove
from core.play.lobby import Plan, open_session
from core.quiz.bank import Bank
from core.quiz.flow.shelf import bank_named, find_topic, topic_of, which_topic
from core.quiz.flow.words import counted
from core.quiz.model import Kind, Question
from core.quiz.plan import is_about
from core.referee import AnyGame
from core.replies import Next, Result
from core.requests.game import Advance, ShowPanel
from core.requests.quiz import StartQuiz

GAME = "live-quiz"
_KINDS = frozenset({Kind.SINGLE, Kind.TRUE_FALSE, Kind.MULTIPLE})


def start_quiz(ctx: Context, ask: StartQuiz) -> Result:
    """Draw the questions and open the lobby."""
    bank = bank_named(ask.bank)
    try:
        topic = find_topic(bank, ask.topic)
    except Ambiguous as unclear:
        return which_topic(unclear, ask)
    game = ctx.world.catalogue.games[GAME]
    questions = _drawn(ctx, playable(game, bank, topic), ask.questions)
    params = game.Params.model_validate({"questions": questions, "seconds": ask.seconds, "mode": ask.mode})
    session = open_session(
        ctx,
        Plan(
            kind="quiz", scenario=bank.name, game=game, title=f"Live quiz: {topic or bank.name}",
            params=params.model_dump(mode="json"), lobby=ask.lobby,
        ),
    )  # fmt: skip
    return Result(
        said=(f"The lobby for {session.title} is open. Students press Join; the first question opens when it closes.",),
        facts=(
            ("Questions", _how_many(len(questions), ask.questions, topic)),
            ("Seconds a question", str(ask.seconds)),
        ),
        next=(Next("Begin now", Advance(session=session.id, phase="lobby")), Next("Panel", ShowPanel(session.id))),
    )


def playable(game: AnyGame, bank: Bank, topic: str | None) -> tuple[Mapping[str, object], ...]:
    """Return the bank's questions on a topic that the game can ask, as the game's own parameters.

    Raises NotAMove when there are none.
    """
    asked = (question for question in bank.questions if question.kind in _KINDS and is_about(question, topic))
    found = tuple(values for values in map(_values, asked) if _takes(game, values))
    if not found:
        raise NotAMove(f"No question{f' on {topic}' if topic else ''} can be asked live. Try another topic, or none.")
    return found


def _values(question: Question) -> Mapping[str, object]:
    weights = [option.weight for option in question.options]
    right = question.key if question.kind is Kind.MULTIPLE else (weights.index(max(weights)),)
    return {
        "prompt": question.stem,
        "kind": question.kind.value,
        "options": tuple(option.text for option in question.options),
        "right": right,
        "explanation": question.feedback,
        "tag": topic_of(question),
        "seconds": question.seconds,
    }


def _takes(game: AnyGame, values: Mapping[str, object]) -> bool:
    """Tell whether the game takes a question: its own bounds on options and lengths decide."""
    try:
        game.Params.model_validate({"questions": (values,)})
    except ValidationError:
        return False
    return True


def _drawn(ctx: Context, pool: tuple[Mapping[str, object], ...], count: int) -> list[Mapping[str, object]]:
    return Random(ctx.world.ids.seed()).sample(pool, min(count, len(pool)))


def _how_many(drawn: int, wanted: int, topic: str | None) -> str:
    if drawn == wanted:
        return str(drawn)
    return f"{drawn}: that is all there is{f' on {topic}' if topic else ''} of the {counted(wanted, 'question')} wished"
