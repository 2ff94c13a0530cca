"""What is asked: the questions of a live quiz and its parameters."""

from functools import lru_cache
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.game import Params

Kind = Literal["single", "true_false", "multiple"]
Mode = Literal["accuracy", "kahoot", "accuracy_first"]

LETTERS = "ABCDEF"
MOST_QUESTIONS = 30  # which questions a seat has right is one whole number with a bit for each
MOST_COMBINED = 4  # options of a `multiple` question: 15 sets of answers fit into one list of at most 25


class Question(BaseModel):
    """One item. `right` are indices into `options`, from 0; an answer to `multiple` is right when it names them all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    prompt: str = Field(min_length=1, max_length=600, description="What is asked.")
    kind: Kind = Field(default="single", description="One right option, true or false, or several right options.")
    options: tuple[str, ...] = Field(default=("True", "False"), min_length=2, max_length=len(LETTERS))
    right: tuple[int, ...] = Field(min_length=1, max_length=len(LETTERS))
    explanation: str = Field(default="", max_length=1000, description="Why, in a sentence; shown after the close.")
    tag: str = Field(default="", max_length=60, description="The concept it tests.")
    seconds: int | None = Field(default=None, ge=5, le=240, description="Time for this question, if not the usual.")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if len(set(self.right)) < len(self.right) or not all(0 <= i < len(self.options) for i in self.right):
            raise ValueError(f"“{self.prompt[:40]}” names a right option that is not among its options.")
        if self.kind != "multiple" and len(self.right) > 1:
            raise ValueError(f"“{self.prompt[:40]}” has several right options, so its kind must be “multiple”.")
        if self.kind == "multiple" and len(self.options) > MOST_COMBINED:
            raise ValueError(f"“{self.prompt[:40]}” may have at most {MOST_COMBINED} options, as several may be right.")
        return self

    @property
    def key(self) -> int:
        """Return the right options as bits: A is 1, B is 2, C is 4."""
        return sum(1 << i for i in self.right)

    def named(self, picked: int) -> str:
        """Return the options whose bits are set, in words: "A. Balance of power"."""
        parts = [f"{LETTERS[i]}. {text}" for i, text in enumerate(self.options) if picked >> i & 1]
        return "; ".join(parts)

    @property
    def answers(self) -> tuple[int, ...]:
        """Return every answer that may be given, as bits: each option, and each set of them where several fit."""
        every = range(1, 1 << len(self.options))
        sets = every if self.kind == "multiple" else (1 << i for i in range(len(self.options)))
        return tuple(sorted(sets, key=lambda bits: (bits.bit_count(), letters(bits))))


@lru_cache(maxsize=1 << len(LETTERS))
def letters(picked: int) -> str:
    """Return the letters whose bits are set: 5 → "AC"."""
    return "".join(letter for i, letter in enumerate(LETTERS) if picked >> i & 1)


@lru_cache(maxsize=1 << len(LETTERS))
def bits(text: str) -> int:
    """Return letters as bits: "AC" → 5."""
    return sum(1 << LETTERS.index(letter) for letter in text)


class LiveQuizParams(Params):
    """What is asked, for how long, and what an answer is worth."""

    questions: tuple[Question, ...] = Field(min_length=1, max_length=MOST_QUESTIONS)
    seconds: int = Field(default=30, ge=5, le=240, description="Seconds to answer each question.")
    mode: Mode = Field(
        default="accuracy",
        description="Points: for right answers only (accuracy), more for quick ones (kahoot), "
        "or quickness as a tie-break alone (accuracy_first).",
    )
    reveal_seconds: int = Field(default=20, ge=5, le=240, description="Seconds to read the explanation.")

    def time(self, index: int) -> int:
        """Return the seconds that a question stays open."""
        return self.questions[index].seconds or self.seconds
