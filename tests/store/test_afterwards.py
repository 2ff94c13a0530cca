"""What comes after a COMMIT cannot undo it: whoever's command is stored is told so, whatever breaks on the way back."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from core import faults
from core.command import Command
from core.context import Context
from core.known import Known
from core.replies import Result
from core.requests.section import ChangeMe
from core.rows import Person
from core.service import Service
from core.store.trouble import StoreTrouble
from core.writer import Writer
from tests.desk import student
from tests.store.office import delivery, office, together

COUNT = 6
SECRET = "calm fox"


class Broken(Exception):
    """The planted fault."""


def breaks(*_: object, **__: object) -> None:
    raise Broken(f"planted, with {SECRET} in it")


class Deaf:
    """An observer that breaks whenever it is told something."""

    def answered(self, *_: object) -> None:
        breaks()

    def stored(self, *_: object) -> None:
        breaks()


class Counting:
    """An observer that counts."""

    def __init__(self) -> None:
        self.commands, self.batches = 0, 0

    def answered(self, *_: object) -> None:
        self.commands += 1

    def stored(self, *_: object) -> None:
        self.batches += 1


async def people(service: Service) -> int:
    workspace = student("Ana").workspace
    return len(await service.store.view(lambda ledger: ledger.find(Person, workspace=workspace)))


def told_ids(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the error ids that the log names."""
    return [str(record.__dict__["error"]) for record in caplog.records if record.levelno == logging.ERROR]


async def test_an_observer_that_breaks_is_logged_and_the_batch_is_answered_as_stored(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    counting = Counting()
    async with office(tmp_path / "a.sqlite") as service:
        service._observers = (Deaf(), counting)
        reply = await service.handle(delivery("one", ChangeMe(alias=SECRET)))
        results = await together(service, [delivery(f"m-{n}") for n in range(COUNT)])
        assert await people(service) == 1 + COUNT
    assert reply.ok
    assert not any(result.refused for result in results)
    assert (counting.commands, counting.batches) == (1, 2), "each batch was stored once, and the next observer heard it"
    assert len(told_ids(caplog)) == 3
    assert all(len(error_id) == 8 for error_id in told_ids(caplog))
    assert SECRET in caplog.records[0].__dict__["typed"], "whoever writes the log takes out what was typed"


@pytest.mark.parametrize("place", ["core.service.changed_sessions", "core.store.store.Store._keep"])
async def test_waking_boards_and_keeping_what_is_known_may_break(
    tmp_path: Path, place: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async with office(tmp_path / "a.sqlite") as service:
        with monkeypatch.context() as planted:
            planted.setattr(place, breaks)
            results = [await service.decide(delivery("alone")), *await together(service, _several())]
        results.append(await service.decide(delivery("after")))
        assert await people(service) == 2 + COUNT
    assert not any(result.refused for result in results)
    assert len(told_ids(caplog)) == 2


async def test_what_was_half_taken_in_as_known_is_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = student("Ana")
    async with office(tmp_path / "a.sqlite") as service:
        await service.decide(delivery("one", ChangeMe(alias="keen yak"), ana))
        with monkeypatch.context() as planted:
            planted.setattr(Known, "change", breaks)
            assert not (await service.decide(delivery("two", ChangeMe(alias="calm fox"), ana))).refused
        result = await service.decide(delivery("three", ChangeMe(plain=True), ana))
    assert dict(result.facts)["Alias"] == "calm fox"


async def test_a_fault_that_cannot_be_explained_is_told_under_an_id_and_takes_nobody_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def sick(ctx: Context, _ask: ChangeMe) -> Result:
        if ctx.command.once == "n-3":
            breaks()
        return Result(said=("Done.",))

    monkeypatch.setattr(faults, "typed_texts", breaks)
    async with office(tmp_path / "a.sqlite", sick) as service:
        results = await together(service, _several())
        assert (await service.decide(delivery("after"))).said == ("Done.",)
    assert [result.refused for result in results] == ["", "", "", "fault", "", ""]
    assert any(results[3].said[0].endswith(f"error {word}.") for word in _ids_in(caplog))


async def test_a_store_that_breaks_with_what_nobody_can_explain_leaves_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(_commands: Sequence[Command]) -> Sequence[Result]:
        raise Broken

    monkeypatch.setattr(faults, "typed_texts", breaks)
    results = await _asked(broken)
    assert {result.refused for result in results} == {"fault"}
    assert {result.said[0].rsplit(" ", 1)[-1].rstrip(".") for result in results} == set(_ids_in(caplog))


async def test_whoever_cannot_even_be_warned_of_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(_commands: Sequence[Command]) -> Sequence[Result]:
        raise StoreTrouble("The disk is full.")

    monkeypatch.setattr("core.writer._LOG.warning", breaks)
    assert {result.refused for result in await _asked(full)} == {"fault"}


async def test_a_store_that_answers_too_few_leaves_nobody_waiting() -> None:
    async def short(commands: Sequence[Command]) -> Sequence[Result]:
        return [Result(said=("Done.",))] * (len(commands) - 1)

    assert "fault" in {result.refused for result in await _asked(short)}


def _several() -> list[Command]:
    return [delivery(f"n-{n}") for n in range(COUNT)]


async def _asked(store_all: object) -> list[Result]:
    """Ask twice, so that the writer must have outlived the first time."""
    writer = Writer(store_all)  # type: ignore[arg-type]  # a planted store
    writer.start()
    results: list[Result] = []
    for time in ("first", "second"):
        asked = (writer.take_in(delivery(f"{time}-{n}")) for n in range(COUNT))
        async with asyncio.timeout(20):  # only a writer that died keeps anybody waiting
            results += await asyncio.gather(*asked)
    await writer.stop()
    return results


def _ids_in(caplog: pytest.LogCaptureFixture) -> Iterator[str]:
    return (record.getMessage().split()[1].rstrip(",") for record in caplog.records if record.levelno == logging.ERROR)
