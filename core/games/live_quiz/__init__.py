"""Live quiz: the whole class answers the same questions at once; answers are sealed until a question closes.

Two promises shape it: nobody's right or wrong is told in public, and 5,000 seats cost little (a few whole numbers a
seat; closing a question goes once through the seats; the public view does not look at them at all).
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from random import Random

from core.game import (
    Block,
    Debrief,
    History,
    Illegal,
    Move,
    MoveSpec,
    Older,
    Option,
    Outcome,
    Phase,
    Pick,
    Renewed,
    Score,
    Sealed,
    Seat,
    Style,
    TableSize,
    Viewer,
    Whole,
)
from core.games.live_quiz.debrief import debrief
from core.games.live_quiz.points import best
from core.games.live_quiz.questions import LiveQuizParams, Question, letters
from core.games.live_quiz.redeal import redeal
from core.games.live_quiz.sample import SAMPLE
from core.games.live_quiz.state import (
    FRESH,
    LiveQuizState,
    after_reveal,
    close_question,
    columns,
    seat_index,
    seat_key,
    title,
)
from core.games.live_quiz.views import FEWEST_SHOWN, view

__all__ = ["GAME", "LiveQuiz", "LiveQuizParams", "LiveQuizState", "Question"]

_LONGEST_LABEL = 75  # characters of an option on a select
_SKILL = {"theory": 0.8, "naive": 0.5}


class LiveQuiz:
    """The live quiz on the kit. Benchmark: the share of right answers that guessing alone would give."""

    key = "live-quiz"
    version = 1
    title = "Live quiz"
    rules = (
        "Everybody answers the same question before it closes; you may change your answer until then. Then the right "
        "option is shown with the reason. Only you see whether you were right. No answer brings no points and costs "
        "none. Example: two right answers of three bring 2,000 of 3,000 points when only accuracy counts."
    )
    talk = (
        "Keep your answer to yourself until the question closes; talk about the reasons afterwards. No bluffing here."
    )

    def size_for(self, params: LiveQuizParams) -> TableSize:
        """Return the whole class at one table."""
        return TableSize(least=1, ideal=30, most=5000, grows=True)

    Params = LiveQuizParams
    State = LiveQuizState

    def sample(self) -> LiveQuizParams:
        """Return parameters to try the game with, as it has no scenario: its questions come from a bank."""
        return SAMPLE

    def seats(self, params: LiveQuizParams, people: int) -> tuple[Seat, ...]:
        """Return a seat for everybody; bots are not needed."""
        return tuple(Seat(key, title(key)) for key in map(seat_key, range(max(1, people))))

    def deal(self, seats: tuple[Seat, ...], params: LiveQuizParams, rng: Random) -> LiveQuizState:
        """Return the quiz with its first question open."""
        return LiveQuizState(params, 0, "question", (), columns([FRESH] * len(seats)))

    def admit(self, state: LiveQuizState, seat: Seat) -> LiveQuizState:
        """Return the state with one more seat, which must be the next; it starts without points, not ranked yet."""
        if seat_index(seat.key, state.size) is not None:
            return state
        if state.stage == "end":
            raise Illegal("The quiz is over. You can see every question again in the debrief.")
        if seat.key != seat_key(state.size):
            raise Illegal(f"The next free seat is {seat_key(state.size)}. Join again to get it.")
        return replace(state, seats=columns([*state.seats.rows(), FRESH]))

    def phase(self, state: LiveQuizState) -> Phase:
        """Return the open question, which closes when all have answered, or the reveal, when all are ready."""
        number, of = state.asked + 1, len(state.params.questions)
        everybody = tuple(map(seat_key, range(state.size)))
        if state.stage == "question":
            return Phase(
                key=f"q{number}", title=f"Question {number} of {of}",
                prompt="Choose your answer; you may change it until the question closes.",
                seconds=state.params.time(state.asked), actors=everybody, waits_for=everybody, closes="sealed",
                silence="No answer brings no points and costs none.",
            )  # fmt: skip
        return Phase(
            key=f"q{number}.reveal", title=f"Question {number} of {of}: the answer",
            prompt="Read why, and press Ready when you have.",
            seconds=state.params.reveal_seconds, actors=everybody, waits_for=everybody, closes="ready",
            silence="The quiz goes on when the time is up.",
        )  # fmt: skip

    def moves(self, state: LiveQuizState, seat: str) -> Sequence[MoveSpec]:
        """Return the one move there is while a question is open: to answer it."""
        if state.stage != "question" or seat_index(seat, state.size) is None:
            return ()
        answer = Pick(name="answer", label="Your answer", options=_options(state.question))
        time = Whole(
            name="elapsed_ms", label="Time taken", help="Measured for you; what is typed here is not used.",
            optional=True, low=0, high=state.params.time(state.asked) * 1000, unit="ms",
        )  # fmt: skip
        fields = (answer,) if state.params.mode == "accuracy" else (answer, time)
        help_text = "You may change it until the question closes."
        return (MoveSpec(name="answer", label="Answer", help=help_text, fields=fields, sealed=True),)

    def apply(self, state: LiveQuizState, seat: str, move: Move, rng: Random) -> LiveQuizState:
        """Refuse: there are no open moves."""
        raise Illegal("There is nothing to do in the open here. Answer while a question is open.")

    def default(self, state: LiveQuizState, seat: str) -> Move | None:
        """Return None: silence is no answer."""
        return None

    def close(self, state: LiveQuizState, sealed: dict[str, Sealed], rng: Random) -> LiveQuizState:
        """Return the question marked, or the next one opened."""
        return close_question(state, sealed) if state.stage == "question" else after_reveal(state)

    def view(self, state: LiveQuizState, viewer: Viewer) -> tuple[Block, ...]:
        """Return question, reveal or podium; to a seat also its own result, and nobody else's."""
        return view(state, viewer)

    def outcome(self, state: LiveQuizState) -> Outcome | None:
        """Return live points as payoff and 100·points/most possible as score; who never answered does not count."""
        if state.stage != "end":
            return None
        most, seats = best(state.params), state.seats
        answered = tuple(seat_key(i) for i, count in enumerate(seats.answered) if count)
        return Outcome(
            agreed=True,
            headline=_headline(state, len(answered)),
            scores={seat_key(i): Score(points, 100 * points / most) for i, points in enumerate(seats.points)},
            counts=answered,
            facts={"questions": len(state.params.questions), "players": len(answered)},
        )

    def autoplay(self, state: LiveQuizState, seat: str, rng: Random, style: Style) -> Move | None:
        """Return an answer that is right with probability .8 (theory: has read the course) or .5 (naive)."""
        specs = self.moves(state, seat)
        if not specs:
            return None
        question = state.question
        wrong = [bits for bits in question.answers if bits != question.key]
        picked = question.key if rng.random() < _SKILL[style] else rng.choice(wrong)
        time = state.params.time(state.asked) * 1000
        taken = {} if len(specs[0].fields) == 1 else {"elapsed_ms": rng.randint(time // 5, time)}
        return Move("answer", {"answer": letters(picked), **taken})

    def redeal(self, state: LiveQuizState, observer: str, rng: Random) -> LiveQuizState:
        """Return a state that the observer cannot tell from this one."""
        return redeal(state, observer, rng)

    def renew(self, old: Older) -> Renewed[LiveQuizParams, LiveQuizState] | None:
        """Return None: nothing older than version 1 was ever played."""
        return None

    def debrief(self, params: LiveQuizParams, tables: Sequence[History[LiveQuizState]]) -> Debrief:
        """Return the item table, the hardest questions and what to look at again."""
        return debrief(params, tables)


@lru_cache(maxsize=256)
def _options(question: Question) -> tuple[Option, ...]:
    """Return what may be answered; made once for all the thousands who are asked."""
    return tuple(Option(letters(picked), _label(question, picked)) for picked in question.answers)


def _label(question: Question, picked: int) -> str:
    """Return "A. Balance of power", cut to what a select can show; a set of options goes by its letters alone."""
    if picked.bit_count() > 1:
        return " and ".join(letters(picked))
    text = question.named(picked)
    return text if len(text) <= _LONGEST_LABEL else f"{text[: _LONGEST_LABEL - 1].rstrip()}…"


def _headline(state: LiveQuizState, players: int) -> str:
    asked = len(state.params.questions)
    over = f"The quiz is over: {asked} question{'s' if asked > 1 else ''}, {players:,} answering."
    if players < FEWEST_SHOWN:
        return over
    answers = sum(tally.answered for tally in state.tallies)
    return f"{over} {100 * sum(tally.right for tally in state.tallies) / answers:.0f} % of the answers were right."


GAME = LiveQuiz()
