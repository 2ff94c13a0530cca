"""What people ask about quizzes: /quiz."""

from dataclasses import dataclass
from typing import Annotated

from core.kit.fields import Option, Pick, Whole, Words
from core.requests.base import MEMBERS, STAFF, Request


@dataclass(frozen=True)
class StudyQuiz(Request):
    """Begin, or go on with, the spaced self-quiz."""

    roles = MEMBERS
    topic: Annotated[str, Words(name="topic", label="Topic", limit=40, optional=True)] = ""
    count: Annotated[int, Whole(name="count", label="How many", low=1, high=50, optional=True)] = 5


@dataclass(frozen=True)
class ShowQuestion(Request):
    """Draw the question where the self-quiz stands, or its solution when it has been answered.

    `guessed`: the right answer was a lucky guess, so the solution offers Hard at most. `typed`: an answer that was
    not taken, so the form opens with it.
    """

    roles = MEMBERS
    writes = False
    guessed: bool = False
    typed: str = ""


@dataclass(frozen=True)
class Answer(Request):
    """Answer the current question of the self-quiz; `question` is its id, so that an old button answers nothing."""

    roles = MEMBERS
    answer: Annotated[str, Words(name="answer", label="Answer", limit=200)]
    question: str = ""


@dataclass(frozen=True)
class Grade(Request):
    """Say how well the answered question was known; schedules its card and shows the next question."""

    roles = MEMBERS
    rating: Annotated[
        str,
        Pick(
            name="rating",
            label="How was it?",
            options=(
                Option("again", "Again"),
                Option("hard", "Hard"),
                Option("good", "Good"),
                Option("easy", "Easy"),
            ),
        ),
    ]
    question: str = ""
    guessed: bool = False
    """A lucky guess: Hard at most."""


@dataclass(frozen=True)
class UndoAnswer(Request):
    """Take back the last answer: one that waits for its grade, else the last graded one."""

    roles = MEMBERS


@dataclass(frozen=True)
class ShowDue(Request):
    """Show how many cards are due, and when the next ones are."""

    roles = MEMBERS
    writes = False


@dataclass(frozen=True)
class ShowProgress(Request):
    """Show one's own progress by topic."""

    roles = MEMBERS
    writes = False


@dataclass(frozen=True)
class StartQuiz(Request):
    """Open a live quiz for the whole class."""

    roles = STAFF
    bank: Annotated[str, Words(name="bank", label="Bank", limit=60, optional=True)] = ""
    seconds: Annotated[int, Whole(name="seconds", label="Seconds a question", low=5, high=240, optional=True)] = 30
    questions: Annotated[int, Whole(name="questions", label="Questions", low=1, high=30, optional=True)] = 5
    mode: Annotated[
        str,
        Pick(
            name="mode",
            label="Points",
            optional=True,
            options=(
                Option("accuracy", "Right answers only"),
                Option("accuracy_first", "Right answers, then speed"),
                Option("kahoot", "Speed counts half"),
            ),
        ),
    ] = "accuracy"
    topic: Annotated[str, Words(name="topic", label="Topic", limit=40, optional=True)] = ""
    lobby: Annotated[int, Whole(name="lobby", label="Lobby in seconds", low=5, high=3_600, optional=True)] = 60
