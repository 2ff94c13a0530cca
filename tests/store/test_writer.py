"""The writer at its end: what can still be stored is, and nobody is left waiting."""

import asyncio
from collections.abc import Sequence

import pytest

from core.command import Command
from core.replies import Result
from core.store.trouble import StoreTrouble
from core.writer import LARGEST_BATCH, Writer
from tests.store.office import delivery

MORE = 44


class Slow:
    """A store that takes as long as it is told to."""

    def __init__(self) -> None:
        self.begun, self.may_end = asyncio.Event(), asyncio.Event()
        self.stored: list[str] = []

    async def __call__(self, commands: Sequence[Command]) -> Sequence[Result]:
        self.begun.set()
        await self.may_end.wait()
        self.stored += [command.once for command in commands]
        return [Result(said=("Done.",))] * len(commands)


async def taken_in(writer: Writer, store: Slow) -> "list[asyncio.Task[Result]]":
    """Let more people ask than fit into one batch; the first batch is being stored."""
    writer.start()
    asked = [asyncio.create_task(writer.take_in(delivery(f"d-{n}"))) for n in range(LARGEST_BATCH + MORE)]
    await store.begun.wait()
    return asked


async def test_a_stop_stores_and_answers_everybody_who_was_taken_in() -> None:
    store = Slow()
    writer = Writer(store)
    asked = await taken_in(writer, store)
    store.may_end.set()
    await writer.stop()
    assert {result.said for result in await asyncio.gather(*asked)} == {("Done.",)}
    assert len(store.stored) == LARGEST_BATCH + MORE


async def test_whoever_waits_too_long_is_told_and_nothing_of_theirs_is_stored() -> None:
    store = Slow()
    writer = Writer(store)
    asked = await taken_in(writer, store)
    stopping = asyncio.create_task(writer.stop(within_s=0))
    results = [await task for task in asked[LARGEST_BATCH:]]
    assert {result.refused for result in results} == {"trouble"}
    assert all("nothing was changed" in result.said[0] for result in results)
    assert not stopping.done(), "what is being stored is waited for"
    store.may_end.set()
    await stopping
    assert {(await task).said for task in asked[:LARGEST_BATCH]} == {("Done.",)}
    assert store.stored == [f"d-{n}" for n in range(LARGEST_BATCH)]


async def test_a_store_in_trouble_is_logged_once_a_batch_and_everybody_in_it_is_told(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def full(_commands: Sequence[Command]) -> Sequence[Result]:
        raise StoreTrouble("The disk is full. Free some space, then try again.")

    writer = Writer(full)
    writer.start()
    results = await asyncio.gather(*(writer.take_in(delivery(f"d-{n}")) for n in range(10)))
    await writer.stop()
    assert {result.said for result in results} == {("The disk is full. Free some space, then try again.",)}
    (record,) = caplog.records
    assert (record.getMessage(), record.__dict__["commands"]) == (f"a batch was not stored: {results[0].said[0]}", 10)


async def test_whoever_comes_after_the_stop_is_told_at_once() -> None:
    writer = Writer(Slow())
    writer.start()
    await writer.stop()
    assert (await writer.take_in(delivery("late"))).refused == "trouble"
    await writer.stop()
