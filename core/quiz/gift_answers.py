"""What stands between the braces of a GIFT item, by Moodle's rules for telling the kinds apart."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.quiz.gift_text import chat_text, show_escapes, weight_of
from core.quiz.located import ItemFault, Located
from core.quiz.model import (
    Answer,
    Diagnostic,
    Kind,
    NumberAnswer,
    Option,
    Pair,
    RangeAnswer,
    Severity,
    TextAnswer,
)

MOST_ANSWERS = 100
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}


@dataclass(frozen=True, slots=True)
class Body:
    """What the braces held, and what deserves a second look."""

    kind: Kind
    options: tuple[Option, ...] = ()
    answers: tuple[Answer, ...] = ()
    pairs: tuple[Pair, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()


def read_body(inside: Located, form: str) -> Body:
    """Read stripped text between braces, escapes hidden; `form` is the format of the stem.

    Raises ItemFault when it cannot be read.
    """
    text = inside.text
    if not text:
        return Body(Kind.ESSAY)
    if text.startswith("#"):
        return _numeric(inside.tail(1), form)
    if "~" in text:
        return _choice(inside, form)
    if "=" in text and "->" in text:
        return _matching(inside, form)
    word = text.partition("#")[0].strip()
    if word in _TRUTHS:
        return _true_false(inside, _TRUTHS[word], form)
    return _short(inside, form)


def _choice(inside: Located, form: str) -> Body:
    single = "=" in inside.text
    spread = Located(inside.text.replace("=", "~="), inside.line)
    pieces = tuple(_pieces(spread, "~"))
    options = tuple(_option(piece, form) for piece in pieces)
    named = tuple(option for option in options if option.text)
    if len(named) < 2:
        raise ItemFault(inside.line, "A choice needs at least two options that are not empty.")
    return Body(
        Kind.SINGLE if single else Kind.MULTIPLE,
        options=named,
        warnings=_choice_warnings(inside.line, options, single),
    )


def _option(piece: Located, form: str) -> Option:
    right = piece.text.startswith("=")
    weight, rest = (1.0, piece.text[1:]) if right else _weight(piece, 0.0)
    text, feedback = _commented(rest, form)
    return Option(text, weight, feedback)


def _choice_warnings(line: int, options: tuple[Option, ...], single: bool) -> tuple[Diagnostic, ...]:
    full = sum(option.weight >= 1 for option in options if option.text)
    doubts = (
        (any(not option.text for option in options), "An empty option was left out."),
        (
            single and full > 1,
            f"{full} options earn full marks; an equals sign that belongs to the text is written \\=.",
        ),
        (all(option.weight <= 0 for option in options), "No option earns marks: mark the right one with =."),
        (
            any(weight_of(option.text)[0] is not None for option in options),
            "A weight after = is shown as text; write ~%50% for half marks, or = alone for all.",
        ),
    )
    return tuple(_warning(line, message) for doubtful, message in doubts if doubtful)


def _matching(inside: Located, form: str) -> Body:
    pairs = tuple(_pair(piece, form) for piece in _pieces(inside, "="))
    if len(pairs) < 2:
        raise ItemFault(inside.line, "Matching needs at least two pairs.")
    return Body(Kind.MATCHING, pairs=pairs)


def _pair(piece: Located, form: str) -> Pair:
    left, arrow, right = piece.text.partition("->")
    if not arrow:
        raise ItemFault(piece.line, f"“{_short_form(piece.text)}” lacks the -> between the two halves of a pair.")
    pair = Pair(chat_text(left, form), chat_text(right, "plain"))
    if not pair.right:
        raise ItemFault(piece.line, f"Nothing stands after -> beside “{_short_form(left)}”.")
    return pair


def _true_false(inside: Located, truth: bool, form: str) -> Body:
    _, _, comments = inside.text.partition("#")
    wrong, _, right = comments.partition("#")
    said = {truth: chat_text(right, form), not truth: chat_text(wrong, form)}
    options = tuple(Option(str(each), float(each is truth), said[each]) for each in (True, False))
    return Body(Kind.TRUE_FALSE, options=options)


def _short(inside: Located, form: str) -> Body:
    answers = tuple(_text_answer(piece, form) for piece in _pieces(inside, "="))
    named = tuple(answer for answer in answers if answer.text)
    if not named:
        raise ItemFault(inside.line, "A short answer needs at least one accepted text after =.")
    lowered = inside.text.strip().upper() in _TRUTHS
    doubt = "This is read as a short answer; write TRUE or FALSE in capitals for true/false."
    return Body(Kind.SHORT, answers=named, warnings=(_warning(inside.line, doubt),) if lowered else ())


def _text_answer(piece: Located, form: str) -> TextAnswer:
    weight, rest = _weight(piece, 1.0)
    text, feedback = _commented(rest, form)
    return TextAnswer(text, weight, feedback)


def _numeric(inside: Located, form: str) -> Body:
    at = inside.text.find("~")
    numbers, otherwise = (inside, "") if at < 0 else (inside.head(at), inside.text[at + 1 :])
    answers: tuple[Answer, ...] = tuple(_number_answer(piece, form) for piece in _pieces(numbers, "="))
    if not answers:
        raise ItemFault(inside.line, "A numeric answer needs a number after #.")
    _, feedback = _commented(otherwise, form)
    return Body(Kind.NUMERIC, answers=(*answers, TextAnswer("*", 0.0, feedback)) if feedback else answers)


def _number_answer(piece: Located, form: str) -> Answer:
    weight, rest = _weight(piece, 1.0)
    text, feedback = _commented(rest, form)
    low, dots, high = text.partition("..")
    if dots and low.strip():
        return _range(RangeAnswer(_number(low, piece), _number(high, piece), weight, feedback), piece)
    if text == "*":
        return TextAnswer(text, weight, feedback)
    value, colon, tolerance = text.partition(":")
    margin = _number(tolerance, piece) if colon else 0.0
    if margin < 0:
        raise ItemFault(piece.line, f"The tolerance {tolerance.strip()} is below zero.")
    return NumberAnswer(_number(value, piece), margin, weight, feedback)


def _range(answer: RangeAnswer, piece: Located) -> RangeAnswer:
    if answer.low > answer.high:
        raise ItemFault(piece.line, f"The range {answer.low:g}..{answer.high:g} runs backwards.")
    return answer


def _number(text: str, piece: Located) -> float:
    stripped = text.strip()
    value = float(stripped) if _NUMBER.fullmatch(stripped) else math.nan
    if not math.isfinite(value):
        what = f"“{_short_form(stripped)}” is not a number" if stripped else "A number is missing"
        raise ItemFault(piece.line, f"{what}; write 3, 3.5, 3:0.1 or 1..5 after #.")
    return value


def _weight(piece: Located, default: float) -> tuple[float, str]:
    weight, rest = weight_of(piece.text)
    if weight is None:
        return default, rest
    if abs(weight) > 1:
        raise ItemFault(piece.line, f"The weight {weight * 100:g}% lies outside -100% to 100%.")
    return weight, rest


def _commented(text: str, form: str) -> tuple[str, str]:
    said, _, feedback = text.partition("#")
    return chat_text(said, form), chat_text(feedback, form)


def _pieces(inside: Located, separator: str) -> Iterator[Located]:
    """Yield the stripped pieces between separators; only the first may be missing."""
    if inside.text.count(separator) > MOST_ANSWERS:
        raise ItemFault(inside.line, f"One question holds at most {MOST_ANSWERS} answers.")
    stripped = (piece.strip() for piece in inside.split(separator))
    return (piece for place, piece in enumerate(stripped) if piece.text or place)


def _warning(line: int, message: str) -> Diagnostic:
    return Diagnostic(line, Severity.WARNING, message)


def _short_form(text: str) -> str:
    line = " ".join(show_escapes(text).split())
    return line if len(line) <= 40 else line[:39] + "…"
