"""The one model of a question that every format is read into, and what reading a file yields."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What sort of answer a question takes; the value is the word used in JSON and CSV."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    SHORT = "short"
    NUMERIC = "numeric"
    MATCHING = "matching"
    ORDERING = "ordering"
    ESSAY = "essay"
    DESCRIPTION = "description"


class Severity(StrEnum):
    """`error`: something was skipped or refused. `warning`: it came in, but look at it."""

    ERROR = "error"
    WARNING = "warning"


class Margin(StrEnum):
    """How a numeric tolerance t widens the answer a (Moodle's three tolerance types)."""

    NOMINAL = "nominal"
    RELATIVE = "relative"
    GEOMETRIC = "geometric"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice on offer. `weight` in -1..1 is the share of the points it earns."""

    text: str
    weight: float = 0.0
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class TextAnswer:
    r"""An accepted text, `*` standing for any run of characters and `\*` for a star."""

    text: str
    weight: float = 1.0
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class NumberAnswer:
    """An accepted number within a tolerance >= 0, in the question's own unit."""

    value: float
    tolerance: float = 0.0
    weight: float = 1.0
    feedback: str = ""
    margin: Margin = Margin.NOMINAL


@dataclass(frozen=True, slots=True)
class RangeAnswer:
    """Every number from `low` to `high`, both ends included."""

    low: float
    high: float
    weight: float = 1.0
    feedback: str = ""


Answer = TextAnswer | NumberAnswer | RangeAnswer


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things that belong together. An empty `left` makes `right` a distractor."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question, whatever file it came from.

    `options` are in their right order when the kind is ordering; for true/false they are True, then
    False. `points` >= 0. `seconds` is the time allowed, None when the quiz decides. `source` names the
    file and `line` (from 1; 0 when unknown) the place in it. `match_case` concerns short text only.
    """

    kind: Kind
    stem: str
    options: tuple[Option, ...] = ()
    answers: tuple[Answer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    feedback: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()
    points: float = 1.0
    id: str = ""
    title: str = ""
    seconds: int | None = None
    source: str = ""
    line: int = 0
    match_case: bool = False

    @property
    def key(self) -> tuple[int, ...]:
        """Places (from 0) of the options that earn marks."""
        return tuple(place for place, option in enumerate(self.options) if option.weight > 0)

    @property
    def truth(self) -> bool | None:
        """The right answer of a true/false question, None for every other kind."""
        return self.key == (0,) if self.kind is Kind.TRUE_FALSE else None


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What a reader has to say about one line (from 1) of a file, as a sentence."""

    line: int
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Import:
    """What came in, and what was said about the rest."""

    questions: tuple[Question, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that name something skipped or refused."""
        return tuple(each for each in self.diagnostics if each.severity is Severity.ERROR)


def refusal(message: str, line: int = 1) -> Import:
    """Return an import that brought nothing in, and the sentence that says why."""
    return Import(diagnostics=(Diagnostic(line, Severity.ERROR, message),))


def as_json(result: Import) -> dict[str, object]:
    """Return the object that `entente quiz check FILE --json` prints."""
    return {
        "questions": [_question(each) for each in result.questions],
        "diagnostics": [
            {"line": each.line, "severity": each.severity.value, "message": each.message} for each in result.diagnostics
        ],
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "kind": question.kind.value,
        "stem": question.stem,
        "options": [{"text": each.text, "weight": each.weight, "feedback": each.feedback} for each in question.options],
        "answers": [_answer(each) for each in question.answers],
        "pairs": [{"left": each.left, "right": each.right} for each in question.pairs],
        "answer": question.truth,
        "title": question.title,
        "id": question.id,
        "category": question.category,
        "tags": list(question.tags),
        "feedback": question.feedback,
        "points": question.points,
    }


def _answer(answer: Answer) -> dict[str, object]:
    match answer:
        case TextAnswer():
            shape: dict[str, object] = {"text": answer.text, "weight": answer.weight}
        case NumberAnswer():
            shape = {"value": answer.value, "tolerance": answer.tolerance, "weight": answer.weight}
        case RangeAnswer():
            shape = {"low": answer.low, "high": answer.high}
            if answer.weight != 1:
                shape["weight"] = answer.weight
    if answer.feedback:
        shape["feedback"] = answer.feedback
    return shape
