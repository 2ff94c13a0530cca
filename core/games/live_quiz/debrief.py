"""After the quiz: which questions were hard, what was chosen instead, what to look at again."""

from collections.abc import Sequence

import numpy as np

from core.game import Block, Bullets, Debrief, History, Page, Picture, Table, Text
from core.games.live_quiz.points import best
from core.games.live_quiz.questions import LiveQuizParams, Question
from core.games.live_quiz.state import LiveQuizState, Tally
from core.games.live_quiz.views import distribution

FEWEST_FOR_AN_INDEX = 10
"""No index is given of fewer answers: it would be noise."""
HARDEST = 3
_WEAK = 0.6  # topics with a lower facility are worth another look

Tables = Sequence[History[LiveQuizState]]


def debrief(params: LiveQuizParams, tables: Tables) -> Debrief:
    """Return the item table, the hardest questions with what was chosen, and what to review."""
    tallies = tuple(_together(tables, i, question) for i, question in enumerate(params.questions))
    pages = (_items(params, tables, tallies), *_hardest(params, tallies), *_review(params, tallies))
    return Debrief(pages, {"guessing": round(100 * _guessing(params), 1), "most_points": float(best(params))})


def facility(tally: Tally) -> float | None:
    """Return the share of answers that were right, 0..1; None below ten answers."""
    return tally.right / tally.answered if tally.answered >= FEWEST_FOR_AN_INDEX else None


def item_rest(tables: Tables, index: int, questions: int) -> float | None:
    """Return the correlation of one question with the rest of the quiz, −1..1 (corrected point-biserial).

    Over seats that answered anything, a missing answer counting as wrong; None below ten seats or without variance.
    """
    masks = [
        right
        for table in tables
        for right, answered in zip(table.state.seats.right, table.state.seats.answered, strict=True)
        if answered
    ]
    if len(masks) < FEWEST_FOR_AN_INDEX:
        return None
    marks = np.array([[mask >> i & 1 for i in range(questions)] for mask in masks], dtype=float)
    item, rest = marks[:, index], marks.sum(axis=1) - marks[:, index]
    spread = float(item.std() * rest.std())
    return float(((item - item.mean()) * (rest - rest.mean())).mean()) / spread if spread > 0 else None


def _together(tables: Tables, index: int, question: Question) -> Tally:
    asked = [table.state.tallies[index] for table in tables if index < len(table.state.tallies)]
    chosen = tuple(sum(tally.chosen[i] for tally in asked) for i in range(len(question.options)))
    return Tally(chosen, sum(tally.answered for tally in asked), sum(tally.right for tally in asked))


def _guessing(params: LiveQuizParams) -> float:
    return sum(1 / len(question.answers) for question in params.questions) / len(params.questions)


def _items(params: LiveQuizParams, tables: Tables, tallies: Sequence[Tally]) -> Page:
    count = len(params.questions)
    rows = tuple(
        (str(i + 1), _short(question.prompt, 48), str(tally.answered), _percent(facility(tally)),
         _signed(item_rest(tables, i, count) if facility(tally) is not None else None))
        for i, (question, tally) in enumerate(zip(params.questions, tallies, strict=True))
    )  # fmt: skip
    return Page(
        "Every question",
        "facility",
        (
            Text(
                "Facility is the share of answers that were right. Item–rest says whether those who did well elsewhere "
                "got it right too; near or below 0, look at the key. "
                f"Guessing alone gives {_percent(_guessing(params))}."
            ),
            Table(("No.", "Question", "Answers", "Facility", "Item–rest"), rows),
            Text(f"A dash: fewer than {FEWEST_FOR_AN_INDEX} answers, or all alike.", quiet=True),
        ),
    )


def _hardest(params: LiveQuizParams, tallies: Sequence[Tally]) -> tuple[Page, ...]:
    known = [(share, i) for i, tally in enumerate(tallies) if (share := facility(tally)) is not None and share < 1]
    return tuple(_hard_page(i, params.questions[i], tallies[i]) for _, i in sorted(known)[:HARDEST])


def _hard_page(index: int, question: Question, tally: Tally) -> Page:
    name = f"Question {index + 1}"
    figure = distribution(f"hard-question-{index + 1}", name, question, tally)
    blocks: tuple[Block, ...] = (
        Text(question.prompt),
        Text(f"{tally.right} of {tally.answered} were right. Right is {question.named(question.key)}."),
        *((Picture(figure),) if figure else ()),
        *((Text(question.explanation),) if question.explanation else ()),
    )
    return Page(f"{name}: among the hardest", question.tag or "facility", blocks)


def _review(params: LiveQuizParams, tallies: Sequence[Tally]) -> tuple[Page, ...]:
    tags = dict.fromkeys(question.tag for question in params.questions if question.tag)
    shares = [(share, tag) for tag in tags if (share := _topic(params, tallies, tag)) is not None and share < _WEAK]
    if not shares:
        return ()
    lines = tuple(f"{tag}: {_percent(share)} right" for share, tag in sorted(shares))
    blocks = (Bullets(lines), Text("Each of these is a topic of the self-quiz: three cards a day go a long way."))
    return (Page("What to look at again", min(shares)[1], blocks),)


def _topic(params: LiveQuizParams, tallies: Sequence[Tally], tag: str) -> float | None:
    mine = [tally for question, tally in zip(params.questions, tallies, strict=True) if question.tag == tag]
    return facility(Tally((), sum(tally.answered for tally in mine), sum(tally.right for tally in mine)))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"


def _signed(value: float | None) -> str:
    return "–" if value is None else f"{value:+.2f}"
