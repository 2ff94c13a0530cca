"""What there is to ask: the bank of the self-quiz, its topics, and finding one by what somebody typed."""

from dataclasses import replace
from functools import cache
from typing import TypeVar

from rapidfuzz import process

from core.kit.refusals import Ambiguous, NotAMove, Refused
from core.quiz.bank import Bank, bundled, load
from core.quiz.model import Question
from core.quiz.plan import UNASKABLE
from core.replies import Next, Result, refusal
from core.requests.quiz import StartQuiz, StudyQuiz

OWN_BANK = "alliances"
"""The bank of the self-quiz, and of a live quiz that names none."""
_NEAR = 75
"""How alike (0..100) a topic must be to be worth asking about."""
_GUESSES = 3

Ask = TypeVar("Ask", StudyQuiz, StartQuiz)


@cache
def packaged(name: str) -> Bank:
    """Return a bank that comes with Entente; packaged files never change, so each is read once."""
    return load(name)


def study_bank() -> Bank:
    """Return the bank of the self-quiz."""
    return packaged(OWN_BANK)


def bank_named(name: str) -> Bank:
    """Return a bundled bank ("" for the usual one). Raises NotAMove: what people type never names a file."""
    wanted = name.strip().casefold() or OWN_BANK
    if wanted not in bundled():
        raise NotAMove(f'There is no bank called "{name}". The banks are: {", ".join(bundled())}.')
    return packaged(wanted)


def topic_of(question: Question) -> str:
    """Return the topic a question counts under: its category, else its first tag."""
    return question.category or next(iter(question.tags), "Other")


def topics(bank: Bank) -> tuple[str, ...]:
    """Return the topics that the bank's questions count under, in the order of the course."""
    return tuple(dict.fromkeys(topic_of(question) for question in bank.questions if question.kind not in UNASKABLE))


def find_topic(bank: Bank, text: str) -> str | None:
    """Return the topic or tag meant by a text, None for an empty one.

    Raises Ambiguous with the nearest names, or NotAMove with all topics when nothing is near.
    """
    wanted = _folded(text)
    if not wanted:
        return None
    known = {_folded(tag): tag for tag in bank.topics} | {_folded(name): name for name in topics(bank)}
    if wanted in known:
        return known[wanted]
    near = process.extract(wanted, tuple(known), limit=_GUESSES, score_cutoff=_NEAR)
    if near:
        names = tuple(known[key] for key, _, _ in near)
        raise Ambiguous(f'There is no topic called "{text}".', suggestions=names)
    raise NotAMove(f'There is no topic called "{text}". The topics are: {", ".join(topics(bank))}.')


def which_topic(unclear: Refused, ask: Ask) -> Result:
    """Return the question back, with a button that asks again for each topic that may have been meant."""
    return refusal(unclear, tuple(Next(name, replace(ask, topic=name)) for name in unclear.suggestions))


def _folded(text: str) -> str:
    return " ".join(text.replace("-", " ").replace("_", " ").casefold().split())
