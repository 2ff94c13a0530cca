"""Class time across restarts, whatever the wall clock says; and deliveries that are forgotten after a week."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core import striker
from core.clock import ClassClock, VirtualTicks
from core.rows import Once
from core.service import Service
from core.striker import Striker, look, tidy
from tests.desk import MONDAY, student
from tests.store.office import delivery, office, pragma, statements, together

HOUR = 3_600_000
WORKSPACE = student("Ana").workspace


async def remembered(service: Service) -> set[str]:
    rows = await service.store.view(lambda ledger: ledger.find(Once, workspace=WORKSPACE))
    return {row.id.removeprefix(f"{WORKSPACE}:") for row in rows}


@pytest.mark.parametrize(
    "off", [timedelta(days=-365), timedelta(0), timedelta(days=365)], ids=["back", "on", "forward"]
)
async def test_class_time_goes_on_after_a_restart_with_the_wall_clock_set(tmp_path: Path, off: timedelta) -> None:
    path, ticks = tmp_path / "a.sqlite", VirtualTicks(MONDAY)
    async with office(path, ticks=ticks) as service:
        ticks.advance(HOUR)
        await service.decide(delivery("one"))
        stopped = service.clock.now()
    async with office(path, ticks=VirtualTicks(MONDAY + timedelta(hours=1) + off), chance=2) as service:
        assert service.clock.now() == stopped + max(0, off // timedelta(milliseconds=1))
        assert await service.store.mark() == stopped


async def test_a_restart_of_a_restart_never_runs_backwards(tmp_path: Path) -> None:
    seen = []
    for number, days in enumerate((0, -2, 1, -9)):
        ticks = VirtualTicks(MONDAY + timedelta(days=days))
        async with office(tmp_path / "a.sqlite", ticks=ticks, chance=number) as service:
            seen.append(service.clock.now())
            ticks.advance(HOUR)
            await service.decide(delivery(f"n-{number}"))
    hours = [(moment - seen[0]) / HOUR for moment in seen]
    assert hours == [0, 1, 24, 25]  # from the mark whenever the wall clock stands before it


class Setter(VirtualTicks):
    """A machine whose wall clock is set while it runs."""

    off = timedelta(0)

    def wall(self) -> datetime:
        return super().wall() + self.off


def test_class_time_does_not_hear_of_a_wall_clock_set_while_it_runs() -> None:
    ticks = Setter(MONDAY)
    clock = ClassClock(ticks, 0)
    start = clock.now()
    ticks.off = timedelta(days=-3)
    ticks.advance(1_000)
    assert clock.now() == start + 1_000
    assert clock.wall() == MONDAY - timedelta(days=3) + timedelta(seconds=1)


async def test_deliveries_are_forgotten_after_a_week_and_not_before(tmp_path: Path) -> None:
    ticks = VirtualTicks(MONDAY)
    async with office(tmp_path / "a.sqlite", ticks=ticks) as service:
        await service.decide(delivery("old"))
        ticks.advance(HOUR)
        await service.decide(delivery("young"))
        ticks.advance(7 * 24 * HOUR - HOUR)
        assert await tidy(service) == 0
        ticks.advance(1)
        assert await tidy(service) == 1
        assert await remembered(service) == {"young"}


async def test_many_are_forgotten_a_few_at_a_time_so_that_moves_do_not_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(striker, "_PURGED_AT_ONCE", 50)
    ticks = VirtualTicks(MONDAY)
    async with office(tmp_path / "a.sqlite", ticks=ticks) as service:
        await together(service, [delivery(f"n-{n}") for n in range(110)])
        ticks.advance(8 * 24 * HOUR)
        with statements(service) as sent:
            assert await tidy(service) == 110
    assert sent.count("COMMIT") == 4  # 50, 50, 10, and none left
    assert sum("DELETE FROM once" in line for line in sent) == 4


async def test_the_clock_tidies_at_its_start_and_then_once_an_hour(tmp_path: Path) -> None:
    ticks = VirtualTicks(MONDAY)
    async with office(tmp_path / "a.sqlite", ticks=ticks) as service:
        await service.decide(delivery("old"))
        ticks.advance(8 * 24 * HOUR)
        tidied = await look(Striker(service))
        assert await remembered(service) == set()
        ticks.advance(HOUR - 1)
        assert await look(Striker(service), tidied) == tidied
        ticks.advance(1)
        assert await look(Striker(service), tidied) == service.clock.now()


@pytest.mark.sqlite("a file that can only be read")
async def test_a_database_in_trouble_is_tidied_at_the_next_look(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with office(tmp_path / "a.sqlite") as service:
        await pragma(service, "query_only=ON")
        assert await look(Striker(service)) is None
        await pragma(service, "query_only=OFF")
        assert await look(Striker(service)) == service.clock.now()
    assert "can only be read" in caplog.text
