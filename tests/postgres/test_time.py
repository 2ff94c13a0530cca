"""The clock's mark on a server is one row for all processes, raised about once a second: never later than it should."""

from core.clock import VirtualTicks
from tests.postgres.conftest import bot
from tests.store.office import delivery
from tests.store.unsure import unsure


async def test_a_mark_that_was_not_stored_is_stored_by_the_next_batch(url: str, ticks: VirtualTicks) -> None:
    async with bot(url, ticks=ticks) as service:
        await service.decide(delivery("one"))
        ticks.advance(5_000)
        with unsure(service, stored=False) as broken:
            assert not (await service.decide(delivery("two"))).refused
        assert broken == [False]
        assert await service.store.mark() == service.clock.now()


async def test_a_mark_is_not_raised_by_every_batch(url: str, ticks: VirtualTicks) -> None:
    async with bot(url, ticks=ticks) as service:
        marks = []
        for number in range(4):
            await service.decide(delivery(f"n-{number}"))
            marks.append(service.clock.now() - await service.store.mark())
            ticks.advance(400)
    assert marks == [0, 400, 800, 0]
