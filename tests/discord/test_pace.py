"""How fast one person may ask."""

from bot.discord.pace import Pace


def test_a_few_at_once_then_five_a_second() -> None:
    pace = Pace()
    assert sum(pace.allows(1, 100.0) for _ in range(30)) == 10
    assert not pace.allows(1, 100.1)
    assert sum(pace.allows(1, 101.1) for _ in range(30)) == 5
    assert pace.allows(2, 101.1), "somebody else's presses are their own"
    assert sum(pace.allows(1, 200.0) for _ in range(30)) == 10


def test_a_clock_that_goes_back_gives_nothing_away() -> None:
    pace = Pace()
    assert sum(pace.allows(1, 100.0) for _ in range(30)) == 10
    assert not pace.allows(1, 50.0)
    assert not pace.allows(1, 50.1)


def test_whoever_was_quiet_longest_is_forgotten_first() -> None:
    pace = Pace()
    for person in range(10_001):
        for _ in range(10):
            pace.allows(person, 1.0)
    assert pace.allows(0, 1.0), "forgotten, and so free to ask again"
    assert not pace.allows(10_000, 1.0)
