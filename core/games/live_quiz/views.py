"""What is shown: the question, the reveal, the podium; and to each seat its own result, in private."""

from core.game import Axis, Bar, Block, Bullets, Facts, Figure, Heading, Picture, Table, Text, Viewer
from core.games.live_quiz.questions import LETTERS, Question
from core.games.live_quiz.state import LiveQuizState, Tally, seat_index, title

FEWEST_SHOWN = 5
"""No distribution is shown of fewer answers than this: one could tell whose they are."""


def view(state: LiveQuizState, viewer: Viewer) -> tuple[Block, ...]:
    """Return what a seat, the public or the instructor may see; a seat's own result is only its own to see."""
    own = seat_index(viewer.seat, state.size) if viewer.kind == "seat" else None
    match state.stage:
        case "question":
            return _asked(state)
        case "reveal":
            return (*_revealed(state), *(_picture(state) if own is None else _last_result(state, own)))
        case "end":
            return (*_podium(state), *(() if own is None else _whole_result(state, own)))


def distribution(key: str, name: str, question: Question, tally: Tally) -> Figure | None:
    """Return how many chose each option, or None where the answers are too few to be shown."""
    if tally.answered < FEWEST_SHOWN:
        return None
    letters = LETTERS[: len(question.options)]
    shares = [f"{100 * n / tally.answered:.0f} %" for n in tally.chosen]
    counts = ", ".join(f"{letter} {n}" for letter, n in zip(letters, tally.chosen, strict=True))
    top = max(tally.chosen)
    marks = tuple(
        Bar(label="Right" if i in question.right else "Not right", at=len(letters) - i, value=n,
            tone="first" if i in question.right else "muted", text=f"{n}", lying=True)
        for i, n in enumerate(tally.chosen)
    )  # fmt: skip
    rights = "yes", "no"
    return Figure(
        key=key,
        title=f"{name}: what was chosen",
        alt=f"{tally.answered} answers: {counts}. Right: {', '.join(letters[i] for i in sorted(question.right))}.",
        x=Axis("Answers", 0, max(1, round(top * 1.15))),
        y=Axis("", 0, len(letters) + 1, tuple((len(letters) - i, letter) for i, letter in enumerate(letters))),
        marks=marks,
        twin=(
            ("Option", "Right", "Answers", "Share"),
            tuple(
                (f"{letters[i]}. {text}", rights[i not in question.right], str(tally.chosen[i]), shares[i])
                for i, text in enumerate(question.options)
            ),
        ),
    )


def _asked(state: LiveQuizState) -> tuple[Block, ...]:
    question = state.question
    options = Bullets(tuple(f"{LETTERS[i]}. {text}" for i, text in enumerate(question.options)))
    several = (Text("More than one may be right: choose the whole set.", quiet=True),)
    return (_heading(state), Text(question.prompt), options, *(several if question.kind == "multiple" else ()))


def _heading(state: LiveQuizState) -> Heading:
    return Heading(f"Question {state.asked + 1} of {len(state.params.questions)}")


def _revealed(state: LiveQuizState) -> tuple[Block, ...]:
    question = state.question
    why = (Text(question.explanation),) if question.explanation else ()
    return (_heading(state), Text(question.prompt), Facts((("Right", question.named(question.key)),)), *why)


def _picture(state: LiveQuizState) -> tuple[Block, ...]:
    tally, number = state.tallies[-1], state.asked + 1
    figure = distribution(f"question-{number}", f"Question {number}", state.question, tally)
    if figure is None:
        return (Text(f"Fewer than {FEWEST_SHOWN} answers, so they are not shown apart.", quiet=True),)
    return (Picture(figure),)


def _last_result(state: LiveQuizState, own: int) -> tuple[Block, ...]:
    points, gained, right, _, picked, rank, climbed = state.seats.row(own)
    if not rank:
        return (Text("You joined after this question. The next one is yours."),)
    verdict = "none given" if not picked else "right" if right >> state.asked & 1 else "not right this time"
    return (
        Facts((
            ("Your answer", f"{state.question.named(picked)}: {verdict}" if picked else verdict),
            ("Your points", f"+{gained:,}, {points:,} in all"),
            ("Your rank", _rank_words(rank, climbed, state.size)),
        )),
        Text("Only you see this.", quiet=True),
    )  # fmt: skip


def _rank_words(rank: int, climbed: int, size: int) -> str:
    places = f"{abs(climbed)} place{'s' if abs(climbed) > 1 else ''}"
    moved = f", {'up' if climbed > 0 else 'down'} {places}" if climbed else ""
    return f"{rank:,} of {size:,}{moved}"


def _podium(state: LiveQuizState) -> tuple[Block, ...]:
    if not state.podium:
        return (Heading("Podium"), Text("Nobody has points yet: the debrief goes through every question."))
    rows = tuple(
        (str(place.rank), name, f"{place.points:,}")
        for place in state.podium
        for name in ([title(seat) for seat in place.seats] or [f"{place.shared:,} players, level"])
    )
    return (Heading("Podium"), Table(("Place", "Who", "Points"), rows))


def _whole_result(state: LiveQuizState, own: int) -> tuple[Block, ...]:
    points, _, right, answered, _, rank, _ = state.seats.row(own)
    asked = len(state.params.questions)
    if not answered:
        return (Text("You answered no question, so this quiz does not count for you."),)
    facts = Facts((
        ("You", f"{right.bit_count()} of {asked} right, {answered} answered"),
        ("Your points", f"{points:,}"),
        ("Your rank", _rank_words(rank, 0, state.size) if rank else "none"),
    ))  # fmt: skip
    missed = [i for i in range(asked) if not right >> i & 1]
    again = tuple(
        f"Question {i + 1}: {question.named(question.key)}"
        for i, question in enumerate(state.params.questions)
        if i in missed[:PAGE]
    )
    more = (Text(f"And {len(missed) - PAGE} more.", quiet=True),) if len(missed) > PAGE else ()
    review = (Text("Worth another look:"), Bullets(again), *more) if missed else ()
    return (facts, *review, Text("Only you see this.", quiet=True))


PAGE = 8
"""So many missed questions are listed on a seat's own card."""
