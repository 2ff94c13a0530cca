"""What is wrong with a bank that no single question shows: keys that can be guessed, and the like.

A test-wise student finds the key of a careless bank by picking the longest option, or always B (Haladyna,
Downing and Rodriguez, 2002). `lint` names every such habit; every bundled bank is kept free of them by a test.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain

from core.quiz.model import Kind, Question

LONGEST_KEY_SHARE = 0.35
SHORTEST_KEY_SHARE = 0.35
APPLY_SHARE = 0.40
POSITION_SHARE = (0.15, 0.35)
MOST_OPTION_LETTERS = 75
MOST_STEM_LETTERS = 300
MOST_UNBUTTONED_SHARE = 0.10
LEAST_FOR_SHARES = 20
APPLY = "apply"
BANNED = (
    "all of the above",
    "none of the above",
    "all of these",
    "none of these",
    "both a and b",
    "all are correct",
    "none is correct",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule: its name, the id of the question ("" for the whole bank), and a sentence."""

    rule: str
    question: str
    message: str


Rule = Callable[[tuple[Question, ...]], Iterator[Finding]]


def lint(questions: tuple[Question, ...]) -> tuple[Finding, ...]:
    """Return what is wrong with a bank, rule by rule; shares are judged from 20 single choices on."""
    return tuple(chain.from_iterable(rule(questions) for rule in RULES))


def singles(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Return the questions with several options of which exactly one is the key."""
    return tuple(each for each in questions if each.kind is Kind.SINGLE and len(each.key) == 1)


def longest_key_share(questions: tuple[Question, ...]) -> float:
    """Return the share (0..1) of single choices whose key is the longest option, ties counted half."""
    return _mean([_tops(question, max) for question in singles(questions)])


def shortest_key_share(questions: tuple[Question, ...]) -> float:
    """Return the share (0..1) of single choices whose key is the shortest option, ties counted half."""
    return _mean([_tops(question, min) for question in singles(questions)])


def apply_share(questions: tuple[Question, ...]) -> float:
    """Return the share (0..1) of questions tagged as applying a concept to a new case."""
    return _mean([float(APPLY in question.tags) for question in questions])


def position_shares(questions: tuple[Question, ...]) -> tuple[float, ...]:
    """Return how often (0..1) the key stands first, second, third and fourth among four options."""
    places = Counter(each.key[0] for each in singles(questions) if len(each.options) == 4)
    return tuple(places[place] / max(1, places.total()) for place in range(4))


def _tops(question: Question, extreme: Callable[[list[int]], int]) -> float:
    lengths = [len(option.text) for option in question.options]
    most = extreme(lengths)
    if lengths[question.key[0]] != most:
        return 0.0
    return 1.0 if lengths.count(most) == 1 else 0.5


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _long_keys(questions: tuple[Question, ...]) -> Iterator[Finding]:
    share = longest_key_share(questions)
    if len(singles(questions)) >= LEAST_FOR_SHARES and share > LONGEST_KEY_SHARE:
        yield Finding("longest key", "", f"The key is the longest option in {share:.0%}; lengthen distractors.")


def _short_keys(questions: tuple[Question, ...]) -> Iterator[Finding]:
    share = shortest_key_share(questions)
    if len(singles(questions)) >= LEAST_FOR_SHARES and share > SHORTEST_KEY_SHARE:
        yield Finding("shortest key", "", f"The key is the shortest option in {share:.0%}; shorten distractors.")


def _positions(questions: tuple[Question, ...]) -> Iterator[Finding]:
    if len(singles(questions)) < LEAST_FOR_SHARES:
        return
    low, high = POSITION_SHARE
    for letter, share in zip("ABCD", position_shares(questions), strict=True):
        if not low <= share <= high:
            yield Finding("key position", "", f"The key is {letter} in {share:.0%} of the questions.")


def _applications(questions: tuple[Question, ...]) -> Iterator[Finding]:
    share = apply_share(questions)
    if len(questions) >= LEAST_FOR_SHARES and share < APPLY_SHARE:
        yield Finding("apply share", "", f"Only {share:.0%} apply a concept to a new case; 40% should.")


def _buttons(questions: tuple[Question, ...]) -> Iterator[Finding]:
    share = _mean([float(len(question.options) != 4) for question in questions])
    if len(questions) >= LEAST_FOR_SHARES and share > MOST_UNBUTTONED_SHARE:
        yield Finding("four buttons", "", f"{share:.0%} do not have four options, as chat buttons want.")


def _lengths(questions: tuple[Question, ...]) -> Iterator[Finding]:
    for question in questions:
        if len(question.stem) > MOST_STEM_LETTERS:
            yield Finding("stem length", question.id, f"The stem has {len(question.stem)} letters.")
        for option in question.options:
            if len(option.text) > MOST_OPTION_LETTERS:
                yield Finding("option length", question.id, f"“{option.text}” has {len(option.text)} letters.")


def _twins(questions: tuple[Question, ...]) -> Iterator[Finding]:
    for name, count in Counter(question.id for question in questions).items():
        if not name or count > 1:
            yield Finding("id", name, f"{count} questions have the id “{name}”.")
    for stem, count in Counter(_plain(question.stem) for question in questions).items():
        if count > 1:
            yield Finding("duplicate stem", "", f"{count} questions ask “{stem}”.")
    for question in questions:
        if len({_plain(option.text) for option in question.options}) < len(question.options):
            yield Finding("duplicate option", question.id, "Two options say the same.")


def _explained(questions: tuple[Question, ...]) -> Iterator[Finding]:
    for question in questions:
        if not question.feedback:
            yield Finding("feedback", question.id, "Nothing explains the answer; add #### feedback.")


def _keyed(questions: tuple[Question, ...]) -> Iterator[Finding]:
    for question in questions:
        wrong = question.kind is Kind.SINGLE and [question.options[place].weight for place in question.key] != [1.0]
        if wrong or (question.options and not question.key):
            yield Finding("key", question.id, "A choice needs a key, and a single choice exactly one.")


def _banned(questions: tuple[Question, ...]) -> Iterator[Finding]:
    for question in questions:
        for option in question.options:
            if _plain(option.text) in BANNED:
                yield Finding("banned option", question.id, f"“{option.text}” tests reading, not knowledge.")


def _plain(text: str) -> str:
    return " ".join(text.casefold().strip(" .!?").split())


RULES: tuple[Rule, ...] = (
    _long_keys,
    _short_keys,
    _positions,
    _applications,
    _buttons,
    _lengths,
    _twins,
    _explained,
    _keyed,
    _banned,
)
