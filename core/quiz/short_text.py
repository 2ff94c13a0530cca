"""When a typed answer counts as an accepted one: Moodle's short-answer rules, and a little mercy."""

import unicodedata
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from core.quiz.model import TextAnswer

MOST_LETTERS = 1_000
_STRAIGHT = str.maketrans("‘’‚‛′“”„‟″«»", "'" * 5 + '"' * 7)
_FINAL = ".,;:!?…"
_STAR = "\0"


def normal(text: str, match_case: bool = False) -> str:
    """Return text as it is compared: NFC, trimmed, single spaces, straight quotes, and case folded."""
    plain = unicodedata.normalize("NFC", text.replace(_STAR, "")).translate(_STRAIGHT)
    spaced = " ".join(plain.split())
    return spaced if match_case else unicodedata.normalize("NFC", spaced.casefold())


def wildcard_match(pattern: str, text: str) -> bool:
    r"""Tell whether the whole text fits the pattern: `*` is any run of characters, `\*` a star.

    Goes through the text once, so that no pattern can make it slow.
    """
    first, *rest = _literals(pattern)
    if not rest:
        return text == first
    *middle, last = rest
    at, end = len(first), len(text) - len(last)
    if at > end or not text.startswith(first) or not text.endswith(last):
        return False
    for piece in middle:
        at = text.find(piece, at, end)
        if at < 0:
            return False
        at += len(piece)
    return True


def find_answer(
    answers: Sequence[TextAnswer], response: str, match_case: bool = False, typos: bool = False
) -> TextAnswer | None:
    """Return the first accepted answer that the response fits, None when there is none.

    With `typos`, one slip is forgiven in an answer of more than 4 characters and two in one of more than 10
    (a slip: a character added, dropped, changed, or swapped with its neighbour), unless the response
    comes as near to an answer of another weight.
    """
    if len(response) > MOST_LETTERS:
        return None
    said = normal(response, match_case)
    exact = next((each for each in answers if _fits(normal(each.text, match_case), said)), None)
    if not typos or (exact is not None and not _is_anything(exact)):
        return exact
    return _near_answer(answers, said, match_case) or exact


def _near_answer(answers: Sequence[TextAnswer], said: str, match_case: bool) -> TextAnswer | None:
    near = [each for each in answers if _is_near(normal(each.text, match_case), said)]
    return near[0] if len({each.weight for each in near}) == 1 else None


def _is_near(pattern: str, said: str) -> bool:
    literal, *wild = _literals(pattern)
    allowed = 2 if len(literal) > 10 else 1 if len(literal) > 4 else 0
    if wild or not allowed:
        return False
    return any(OSA.distance(literal, each, score_cutoff=allowed) <= allowed for each in _endings(said))


def _is_anything(answer: TextAnswer) -> bool:
    return not answer.text.strip(" *")


def _fits(pattern: str, said: str) -> bool:
    return any(wildcard_match(each, text) for each in _endings(pattern) for text in _endings(said))


def _endings(text: str) -> Iterator[str]:
    """Yield the text and, if that says something else, the text without its final punctuation."""
    yield text
    bare = text.rstrip(_FINAL + " ")
    if bare and bare != text and not bare.endswith("*"):
        yield bare


def _literals(pattern: str) -> list[str]:
    return [piece.replace(_STAR, "*") for piece in pattern.replace("\\*", _STAR).split("*")]
