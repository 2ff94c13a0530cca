"""What an answer earns: one function for every kind of question that can be marked by machine."""

from dataclasses import dataclass
from enum import StrEnum

from core.quiz import number_text, short_text
from core.quiz.model import Kind, Question, TextAnswer

_FULL = 1 - 1e-5  # Thirds written as 33.33333% add up to full marks.


class Rule(StrEnum):
    """How several choices are marked together."""

    ALL_OR_NOTHING = "all_or_nothing"
    RIGHT_MINUS_WRONG = "right_minus_wrong"
    WEIGHTS = "weights"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The places (from 0) of the options that were chosen; for true/false 0 is True and 1 is False."""

    places: frozenset[int]


@dataclass(frozen=True, slots=True)
class Typed:
    """A text or a number as it was typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Matched:
    """The right halves chosen for the left halves, in the order of the question's pairs."""

    rights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ordered:
    """The places (from 0, in the right order) of the options, in the order that was answered."""

    places: tuple[int, ...]


Response = Chosen | Typed | Matched | Ordered


@dataclass(frozen=True, slots=True)
class Mark:
    """The share of the points earned, in -1..1, and what the option or answer has to say to it."""

    fraction: float
    feedback: str = ""

    @property
    def right(self) -> bool:
        """Whether the answer earned full marks."""
        return self.fraction >= _FULL


class Unmarkable(ValueError):
    """The question cannot be marked by machine, or the response does not belong to it."""


def mark(question: Question, response: Response, rule: Rule = Rule.ALL_OR_NOTHING, typos: bool = False) -> Mark:
    """Return what a response earns.

    `rule` concerns multiple choices, `typos` (forgive slips of the keyboard) short text. Raises Unmarkable
    for an essay, a description, or a response of another kind.
    """
    match question.kind, response:
        case ((Kind.SINGLE | Kind.TRUE_FALSE), Chosen()):
            return _single(question, response)
        case Kind.MULTIPLE, Chosen():
            return _multiple(question, response, rule)
        case Kind.SHORT, Typed():
            return _short(question, response, typos)
        case Kind.NUMERIC, Typed():
            return _numeric(question, response)
        case Kind.MATCHING, Matched():
            return _matching(question, response)
        case Kind.ORDERING, Ordered():
            return _ordering(question, response)
    kind = question.kind.value.replace("_", "/")
    raise Unmarkable(f"A {kind} question cannot be marked from {type(response).__name__.lower()} input.")


def _single(question: Question, response: Chosen) -> Mark:
    _check_places(question, response)
    if len(response.places) != 1:
        raise Unmarkable("This question takes exactly one choice.")
    (place,) = response.places
    return Mark(question.options[place].weight, question.options[place].feedback)


def _multiple(question: Question, response: Chosen, rule: Rule) -> Mark:
    _check_places(question, response)
    feedback = "\n".join(
        option.feedback for place, option in enumerate(question.options) if place in response.places and option.feedback
    )
    return Mark(_multiple_fraction(question, response.places, rule), feedback)


def _multiple_fraction(question: Question, places: frozenset[int], rule: Rule) -> float:
    key = frozenset(question.key)
    match rule:
        case Rule.ALL_OR_NOTHING:
            return float(places == key)
        case Rule.RIGHT_MINUS_WRONG:
            hits, misses = len(places & key), len(places - key)
            wrong = len(question.options) - len(key)
            return max(0.0, hits / max(1, len(key)) - misses / max(1, wrong))
        case Rule.WEIGHTS:
            return min(1.0, max(0.0, sum(question.options[place].weight for place in places)))


def _check_places(question: Question, response: Chosen) -> None:
    if not all(0 <= place < len(question.options) for place in response.places):
        raise Unmarkable(f"This question has {len(question.options)} options; that choice is none of them.")


def _short(question: Question, response: Typed, typos: bool) -> Mark:
    texts = tuple(answer for answer in question.answers if isinstance(answer, TextAnswer))
    found = short_text.find_answer(texts, response.text, question.match_case, typos)
    return Mark(found.weight, found.feedback) if found else Mark(0.0)


def _numeric(question: Question, response: Typed) -> Mark:
    found = number_text.find_answer(question.answers, response.text)
    return Mark(found.weight, found.feedback) if found else Mark(0.0)


def _matching(question: Question, response: Matched) -> Mark:
    asked = tuple(pair for pair in question.pairs if pair.left)
    if len(response.rights) != len(asked):
        raise Unmarkable(f"This question has {len(asked)} rows to match; {len(response.rights)} came in.")
    hits = sum(
        short_text.normal(pair.right) == short_text.normal(right)
        for pair, right in zip(asked, response.rights, strict=True)
    )
    return Mark(hits / max(1, len(asked)))


def _ordering(question: Question, response: Ordered) -> Mark:
    if sorted(response.places) != list(range(len(question.options))):
        raise Unmarkable(f"Each of the {len(question.options)} items has to be placed once.")
    hits = sum(place == right for right, place in enumerate(response.places))
    return Mark(hits / max(1, len(response.places)))
