"""Times and counts as people say them."""

from datetime import UTC, datetime

import pytest

from bot.wording import Moment, count, duration, listed

TEN = Moment(5_000, datetime(2026, 3, 2, 10, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 s"), (45, "45 s"), (89, "89 s"), (240, "4 min"), (3_600, "1 h"), (7_500, "2 h 5 min"), (259_200, "3 days")],
)
def test_a_duration_is_said_in_the_unit_people_use(seconds: int, said: str) -> None:
    assert duration(seconds) == said


def test_a_deadline_is_told_with_the_readers_clock() -> None:
    assert TEN.until(5_000 + 240_000) == "4 min left (10:04)"
    assert TEN.until(5_000 + 3 * 86_400_000) == "3 days left (Thu 10:00)"
    assert TEN.until(5_000) == TEN.until(0) == "now"


def test_counts_and_lists() -> None:
    assert (count(1, "student"), count(1_200, "student")) == ("1 student", "1,200 students")
    assert (listed([]), listed(["Ana"]), listed(["Ana", "Bo", "Cy"])) == ("", "Ana", "Ana, Bo and Cy")
