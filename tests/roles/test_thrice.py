"""Whatever is delivered three times happens once: every kind of request that writes, compared by all that is stored."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from core import batch
from core.command import CLOCK, Command, Where, Who
from core.requests import Request
from core.requests import section as s
from core.requests.game import Remind, Renew, Strike
from tests.database import dump
from tests.hall import Lesson
from tests.memory import Memory
from tests.privacy.swap import copied
from tests.roles.samples import KINDS
from tests.roles.states import ASKERS, STATES, State, begin
from tests.roles.table import asked, refused

WRITING = {name: kind for name, kind in KINDS.items() if kind.writes}
BY_THE_CLOCK = (Strike, Remind, Renew)
CHANGE_NOTHING = frozenset({"OpenDesk", "PostAgain", "Renew", "StudyQuiz"})
"""Done, but with nothing to change here: no board is stuck, no game is outdated, desk and card are there."""


@dataclass(frozen=True, slots=True)
class Try:
    """Somebody for whom it is done in this state, what comes before it, and itself."""

    name: str
    who: Who
    before: tuple[Request, ...]
    request: Request


def granted(at: State, left: set[str]) -> Iterator[Try]:
    """Yield a try for each kind that is done for somebody in this state."""
    memory = Memory(at.rows)
    for name in sorted(left):
        *before, request = asked(at, kind := WRITING[name])
        if kind in BY_THE_CLOCK:
            able = iter((CLOCK,) if at.name == "running" else ())
        else:
            able = (who for who in ASKERS.values() if not refused(at, memory, who, kind))
        if (who := next(able, None)) is not None:
            yield Try(name, who, tuple(before), s.ChangeSection(board=False) if kind is s.ChangeSection else request)


async def timely(copy: Lesson, one: Try) -> Try:
    """Let time pass until the clock would ask for it at the first table; return what it asks, else the try as it is."""
    if not isinstance(one.request, Strike | Remind):
        return one
    table = (await copy.tables())[0]
    at = table.deadline if isinstance(one.request, Strike) else table.nudge
    assert at is not None
    copy.ticks.advance(at - copy.service.clock.now())
    asked_now = Strike(table.id, "", at) if isinstance(one.request, Strike) else Remind(table.id, at)
    return replace(one, request=asked_now)


async def effects(copy: Lesson, channel: str, one: Try) -> tuple[bool, bool]:
    """Deliver it once, then twice more at the same instant.

    Return whether the first delivery changed more than the answers that are kept, and whether the others changed
    anything at all, or were answered otherwise.
    """
    for number, request in enumerate(one.before):
        await copy.say(one.who, request, channel, f"before-{number}")
    nothing, command = copy.dump(), Command(one.who, Where(channel), "thrice", one.request)
    answer = await copy.service.decide(command)
    assert not answer.refused, f"{one.name}: {answer}"
    once, had = dump(copy.path), copy.dump() != nothing
    more = await asyncio.gather(*(copy.service.decide(replace(command)) for _ in range(2)))
    return had, more != [answer, answer] or dump(copy.path) != once


async def delivered(folder: Path, states: Sequence[str] = STATES) -> tuple[set[str], set[str], set[str]]:
    """Deliver each kind three times, state by state until it changes something.

    Return the kinds that were done, those that changed something, and those that changed it twice.
    """
    done, changed, twice = set[str](), set[str](), set[str]()
    for state in states:
        (within := folder / state.replace(" ", "-")).mkdir()
        at = await begin(within, state)
        async with at.lesson as lesson:
            for one in granted(at, set(WRITING) - changed):
                async with await copied(lesson, within / f"{one.name}.sqlite") as copy:
                    had, more = await effects(copy, at.channel, await timely(copy, one))
                done.add(one.name)
                changed |= {one.name} if had else set()
                twice |= {one.name} if more else set()
    return done, changed, twice


async def test_every_kind_that_writes_delivered_three_times_has_one_effect_and_one_answer(tmp_path: Path) -> None:
    done, changed, twice = await delivered(tmp_path)
    assert done == set(WRITING)
    assert changed == set(WRITING) - CHANGE_NOTHING
    assert twice == set()


async def test_deliveries_that_are_forgotten_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_decide", lambda *about: batch.Decided(batch._once(*about)))
    _, _, twice = await delivered(tmp_path, ["running"])
    assert {"Act", "SendNote", "Extend"} <= twice
