"""Numbers as students type them, and when one counts as right."""

import math
import re
from collections.abc import Sequence

from core.quiz.model import Answer, Margin, NumberAnswer, RangeAnswer, TextAnswer

MOST_LETTERS = 60
_EPSILON = 1e-14
_SIGNS = str.maketrans({"−": "-", "\u2013": "-", "×": "x", "·": "x", "\u00a0": " ", "\u202f": " ", "’": "'"})
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?: [0-9]{3})+|[1-9][0-9]{0,2}(?:'[0-9]{3})+")
_MANTISSA = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_POWER = re.compile(r"(?: ?e ?| ?[x*] ?10 ?(?:\^|\*\*) ?)([+-]?[0-9]{1,4})$")


def read_number(text: str) -> float | None:
    """Return the number in a response such as `-3`, `3.142E-4`, `3x10^8`, `1,000.00` or `0,5`; None if none.

    A comma before exactly three digits separates thousands; any other single comma is a decimal comma.
    """
    plain = " ".join(text.translate(_SIGNS).lower().split())
    if len(plain) > MOST_LETTERS:
        return None
    power = _POWER.search(plain)
    mantissa = _mantissa((plain[: power.start()] if power else plain).strip())
    if mantissa is None:
        return None
    value = float(f"{mantissa}e{power.group(1)}" if power else mantissa)
    return value if math.isfinite(value) else None


def _mantissa(text: str) -> str | None:
    sign, digits = (text[0], text[1:].strip()) if text[:1] in {"+", "-"} else ("", text)
    whole, point, decimals = digits.partition(".")
    if _GROUPED.fullmatch(whole):
        digits = re.sub("[, ']", "", whole) + point + decimals
    elif not point and digits.count(",") == 1:
        digits = digits.replace(",", ".")
    return sign + digits if _MANTISSA.fullmatch(digits) else None


def bounds(answer: NumberAnswer) -> tuple[float, float]:
    """Return the least and greatest number that count as the answer, by Moodle's three margins.

    Nominal: [a-t, a+t]; relative: a ± |a|t; geometric: from a/(1+t) to a(1+t); each with t widened by
    1e-14 * max(|t|, |a|, 1e-14), so that binary rounding costs nobody a mark.
    """
    value = answer.value
    margin = answer.tolerance + _EPSILON * max(abs(answer.tolerance), abs(value), _EPSILON)
    match answer.margin:
        case Margin.NOMINAL:
            return value - margin, value + margin
        case Margin.RELATIVE:
            return value - abs(value) * margin, value + abs(value) * margin
        case Margin.GEOMETRIC:
            low, high = sorted((value / (1 + margin), value * (1 + margin)))
            return low, high


def find_answer(answers: Sequence[Answer], response: str) -> Answer | None:
    """Return the first accepted answer that the typed number meets; the answer `*` meets anything."""
    number = read_number(response)
    return next((each for each in answers if _meets(each, number)), None)


def _meets(answer: Answer, number: float | None) -> bool:
    if isinstance(answer, TextAnswer):
        return answer.text == "*"
    if number is None:
        return False
    low, high = _interval(answer)
    return low <= number <= high


def _interval(answer: NumberAnswer | RangeAnswer) -> tuple[float, float]:
    if isinstance(answer, NumberAnswer):
        return bounds(answer)
    slack = _EPSILON * max(abs(answer.low), abs(answer.high), _EPSILON)
    return answer.low - slack, answer.high + slack
