"""The answer sheet of a question: what is lettered on it, what somebody wrote, and what the key says."""

import re
from random import Random

from core.kit.refusals import NotAMove
from core.quiz import marking
from core.quiz.flow.words import listed
from core.quiz.model import Answer, Kind, NumberAnswer, Question, RangeAnswer, TextAnswer
from core.quiz.number_text import read_number

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ONE = frozenset({Kind.SINGLE, Kind.TRUE_FALSE})
TYPED = frozenset({Kind.SHORT, Kind.NUMERIC})
_BETWEEN = re.compile(r"\bAND\b|[\s,;+&>]|->")


def lettered(question: Question) -> tuple[str, ...]:
    """Return the texts that stand beside A, B, C, …; none where the answer is typed.

    What is to be ordered or matched is shuffled, the same way for everybody and every time.
    """
    if question.kind is Kind.MATCHING:
        return _shuffled(question, tuple(dict.fromkeys(pair.right for pair in question.pairs)))
    texts = tuple(option.text for option in question.options)
    return _shuffled(question, texts) if question.kind is Kind.ORDERING else texts


def rows(question: Question) -> tuple[str, ...]:
    """Return what each letter of a matching answer stands beside, in order."""
    return tuple(pair.left for pair in question.pairs if pair.left)


def tidy(question: Question, text: str) -> str:
    """Return an answer as it is stored: capital letters, or the typed text. Raises NotAMove saying what it takes."""
    if question.kind is Kind.NUMERIC and read_number(text) is None:
        raise NotAMove("This question takes a number, such as 67 or 0.5. Nothing was marked.")
    return text if question.kind in TYPED else _letters(question, text)


def mark(question: Question, answer: str) -> marking.Mark:
    """Return what a tidy answer earns."""
    return marking.mark(question, _response(question, answer))


def in_words(question: Question, answer: str) -> str:
    """Return a tidy answer with what its letters stand for: "B. A two-level game"."""
    if question.kind in TYPED:
        return answer
    texts = lettered(question)
    named = [f"{letter}. {texts[LETTERS.index(letter)]}" for letter in answer]
    if question.kind is Kind.ORDERING:
        return ", then ".join(named)
    if question.kind is Kind.MATCHING:
        return "; ".join(f"{left}: {right}" for left, right in zip(rows(question), named, strict=True))
    return listed(named)


def key_in_words(question: Question) -> str:
    """Return the right answer in words."""
    if question.kind in TYPED:
        best = max(question.answers, key=lambda each: each.weight)
        return _accepted(best)
    return in_words(question, _key(question))


def _key(question: Question) -> str:
    texts = lettered(question)
    match question.kind:
        case Kind.MATCHING:
            return "".join(LETTERS[texts.index(pair.right)] for pair in question.pairs if pair.left)
        case Kind.ORDERING:
            return "".join(LETTERS[texts.index(option.text)] for option in question.options)
        case Kind.MULTIPLE:
            return "".join(LETTERS[place] for place in question.key)
    return LETTERS[max(range(len(texts)), key=lambda place: question.options[place].weight)]


def _letters(question: Question, text: str) -> str:
    texts = lettered(question)
    folded = text.strip().casefold()
    exact = [LETTERS[place] for place, each in enumerate(texts) if each.casefold() == folded]
    found = exact[0] if exact else _BETWEEN.sub("", text.upper()).rstrip(".")
    if set(found) <= set(LETTERS[: len(texts)]) and _fits(question, found):
        return "".join(sorted(found)) if question.kind is Kind.MULTIPLE else found
    raise NotAMove(f"This question takes {takes(question)}. Nothing was marked.")


def _fits(question: Question, letters: str) -> bool:
    once = len(set(letters)) == len(letters)
    match question.kind:
        case Kind.MULTIPLE:
            return bool(letters) and once
        case Kind.ORDERING:
            return once and len(letters) == len(question.options)
        case Kind.MATCHING:
            return len(letters) == len(rows(question))
    return len(letters) == 1


def takes(question: Question) -> str:
    """Return what may be answered, in words."""
    names = LETTERS[: len(lettered(question))]
    match question.kind:
        case Kind.SHORT:
            return "a word or a few"
        case Kind.NUMERIC:
            return "a number"
        case Kind.MULTIPLE:
            return f"one or more letters from {names[0]} to {names[-1]}, such as {names[0]}{names[-1]}"
        case Kind.ORDERING:
            return f"each letter from {names[0]} to {names[-1]} once, in the right order, such as {names[::-1]}"
        case Kind.MATCHING:
            return f"{len(rows(question))} letters, one for each row from the top"
    return f"one letter from {names[0]} to {names[-1]}"


def _response(question: Question, answer: str) -> marking.Response:
    if question.kind in TYPED:
        return marking.Typed(answer)
    places = tuple(LETTERS.index(letter) for letter in answer)
    texts = lettered(question)
    if question.kind is Kind.MATCHING:
        return marking.Matched(tuple(texts[place] for place in places))
    if question.kind is Kind.ORDERING:
        right = [option.text for option in question.options]
        return marking.Ordered(tuple(right.index(texts[place]) for place in places))
    return marking.Chosen(frozenset(places))


def _shuffled(question: Question, texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(Random(question.id).sample(texts, len(texts)))


def _accepted(answer: Answer) -> str:
    match answer:
        case TextAnswer():
            return answer.text.replace("\\*", "*")
        case NumberAnswer():
            margin = f" (± {answer.tolerance:.10g})" if answer.tolerance else ""
            return f"{answer.value:.10g}{margin}"
        case RangeAnswer():
            return f"{answer.low:.10g} to {answer.high:.10g}"
