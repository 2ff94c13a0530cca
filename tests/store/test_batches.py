"""Batches: one transaction for all that waits, a constant number of statements, and nobody fails for another."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from core.context import Context, Decide
from core.kit.refusals import Illegal
from core.ledger import Ledger
from core.replies import Result
from core.requests.section import ChangeMe, CreateSection, JoinSection
from core.rows import Membership, Once, Person, Section, Written
from core.service import Service
from core.store.trouble import StoreTrouble
from core.writer import LARGEST_BATCH
from tests.desk import MONDAY, TEACHER, student
from tests.store.office import delivery, office, statements, together

BATCH = LARGEST_BATCH


def _section(code: str) -> Section:
    return Section(id=f"s-{code}", workspace="w", name="POL 210", code=code, at=MONDAY)


def write_down(ctx: Context, _ask: ChangeMe) -> Result:
    """The planted rule: store what is said as a new row."""
    ctx.add(Written(id=ctx.new_id(), workspace=ctx.workspace, person=ctx.me.id, body=ctx.command.once))
    return Result(said=(f"Noted: {ctx.command.once}.",))


def except_for(sick: str, do: Callable[[Context], None]) -> Decide:
    """Return the planted rule, with another deed for one delivery."""

    def decide(ctx: Context, ask: ChangeMe) -> Result:
        if ctx.command.once == sick:
            do(ctx)
        return write_down(ctx, ask)

    return decide


async def bodies(service: Service) -> list[str]:
    """Return the notes that the planted rule stored."""
    workspace = student("Ana").workspace
    return [row.body for row in await service.store.view(lambda ledger: ledger.find(Written, workspace=workspace))]


async def test_what_waits_is_one_transaction_with_as_many_statements_for_one_as_for_two_hundred(tmp_path: Path) -> None:
    async with office(tmp_path / "a.sqlite") as service:
        await service.decide(delivery("before"))  # on a server the clock's mark is not written with every batch
        costs = []
        for count in (1, 10, 200):
            service.store.forget()
            with statements(service) as sent:
                await together(service, [delivery(f"{count}-{n}") for n in range(count)])
            assert sent.count("COMMIT") == 1
            costs.append(len(sent))
    assert costs[0] == costs[1] == costs[2] <= 16


async def test_two_hundred_join_a_section_in_one_transaction(tmp_path: Path) -> None:
    async with office(tmp_path / "a.sqlite") as service:
        await service.decide(delivery("make", CreateSection(name="POL 210"), TEACHER))
        (section,) = await service.store.view(lambda ledger: ledger.find(Section, workspace=TEACHER.workspace))
        costs = []
        for count in (1, 10, 200):
            service.store.forget()
            people = [student(f"Student {count} {n}") for n in range(count)]
            with statements(service) as sent:
                answers = await together(
                    service, [delivery(who.user, JoinSection(code=section.code), who) for who in people]
                )
            assert not any(result.refused for result in answers)
            costs.append(len(sent))
        members = await service.store.view(lambda ledger: ledger.find(Membership, section=section.id))
    assert costs[1] == costs[2]
    assert abs(costs[0] - costs[1]) <= 1  # a statement of its own for a drawn alias that two of them may share
    assert len(members) == 212


@pytest.mark.sqlite("what a process knows is true as long as the file is unchanged")
async def test_a_class_in_full_swing_reads_only_what_is_new(tmp_path: Path) -> None:
    async with office(tmp_path / "a.sqlite") as service:
        people = [student(f"Student {n}") for n in range(20)]
        for time in ("first", "second"):
            await together(service, [delivery(f"{time}-{who.user}", who=who) for who in people])
        with statements(service) as sent:
            await together(service, [delivery(f"again-{who.user}", ChangeMe(plain=False), who) for who in people])
    assert [line for line in sent if line.startswith("SELECT")] == [line for line in sent if "FROM once" in line]


async def test_rows_that_another_program_changed_are_read_again(tmp_path: Path) -> None:
    path, ana = tmp_path / "a.sqlite", student("Ana")
    async with office(path) as service, office(path, chance=2) as other:
        await service.decide(delivery("one", ChangeMe(alias="calm fox"), ana))
        await other.decide(delivery("two", ChangeMe(alias="keen yak"), ana))
        result = await service.decide(delivery("three", ChangeMe(plain=True), ana))
        people = await service.store.view(lambda ledger: ledger.find(Person, workspace=ana.workspace))
    assert dict(result.facts)["Alias"] == "keen yak"
    assert [(person.alias, person.plain) for person in people] == [("keen yak", True)]


@pytest.mark.sqlite("what a process knows is true as long as the file is unchanged")
async def test_without_a_look_at_the_data_version_the_other_program_would_be_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.store.store._DATA_VERSION", sa.text("SELECT 1"))
    with pytest.raises((AssertionError, KeyError)):
        await test_rows_that_another_program_changed_are_read_again(tmp_path)


async def test_a_row_that_the_database_refuses_takes_nobody_else_with_it(tmp_path: Path) -> None:
    rule = except_for("n-77", lambda ctx: ctx.put(replace(_section("TAKEN"), id="other")))
    async with office(tmp_path / "a.sqlite", rule) as service:
        await service.store.commit(lambda ledger: ledger.put(_section("TAKEN")))
        results = await together(service, [delivery(f"n-{n}") for n in range(BATCH)])
        stored = await bodies(service)
    assert [n for n, result in enumerate(results) if result.refused] == [77]
    assert results[77].refused == "fault"
    assert "nothing was changed" in results[77].said[0]
    assert sorted(stored) == sorted(f"n-{n}" for n in range(BATCH) if n != 77)


@pytest.mark.parametrize("body", [2**64, "\ud800", object()], ids=["2^64", "lone surrogate", "no text at all"])
async def test_a_value_that_no_column_holds_takes_nobody_else_with_it(tmp_path: Path, body: object) -> None:
    def unheard_of(ctx: Context) -> None:
        ctx.add(Written(id=ctx.new_id(), workspace=ctx.workspace, person=ctx.me.id, body=body))  # type: ignore[arg-type]  # the fault

    async with office(tmp_path / "a.sqlite", except_for("n-3", unheard_of)) as service:
        results = await together(service, [delivery(f"n-{n}") for n in range(8)])
        stored = await bodies(service)
    assert [n for n, result in enumerate(results) if result.refused == "fault"] == [3]
    assert sorted(stored) == [f"n-{n}" for n in range(8) if n != 3]


async def test_a_defect_is_answered_with_an_id_and_takes_nobody_else_with_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(ctx: Context) -> None:
        write_down(ctx, ChangeMe())
        raise ZeroDivisionError

    async with office(tmp_path / "a.sqlite", except_for("n-3", breaks)) as service:
        with statements(service) as sent:
            results = await together(service, [delivery(f"n-{n}") for n in range(8)])
        assert sent.count("COMMIT") == 1
        assert sorted(await bodies(service)) == [f"n-{n}" for n in range(8) if n != 3]
        assert (
            await service.decide(delivery("n-3", who=student("n-3")))
        ).refused == "fault"  # it was not stored as done
    error_id = results[3].said[0].rsplit(" ", 1)[-1].rstrip(".")
    assert any(error_id in record.getMessage() for record in caplog.records)


async def test_a_rule_that_asks_for_something_new_each_time_takes_nobody_else_with_it(tmp_path: Path) -> None:
    asked = iter(range(10_000))

    def never_content(ctx: Context) -> None:
        ctx.get(Person, f"nobody {next(asked)}")

    async with office(tmp_path / "a.sqlite", except_for("n-1", never_content)) as service:
        results = await together(service, [delivery(f"n-{n}") for n in range(3)])
    assert [result.refused for result in results] == ["", "fault", ""]


@pytest.mark.parametrize("refused", [False, True], ids=["done", "refused"])
async def test_the_same_delivery_has_one_effect_in_one_batch_in_a_later_one_and_after_a_restart(
    tmp_path: Path, refused: bool
) -> None:
    seen = []

    def rule(ctx: Context, ask: ChangeMe) -> Result:
        seen.append(ctx.command.once)
        write_down(ctx, ask)
        if refused:
            raise Illegal(f"Not now, and it is {len(seen)}.")
        return Result(said=(f"Done as number {len(seen)}.",))

    path = tmp_path / "a.sqlite"
    async with office(path, rule) as service:
        answers = await together(service, [delivery("same")] * 3)
        answers.append(await service.decide(delivery("same")))
    async with office(path, rule, chance=2) as service:
        answers.append(await service.decide(delivery("same")))
        stored = await bodies(service)
    assert len(set(answers)) == 1
    assert bool(answers[0].refused) is refused
    assert stored == ([] if refused else ["same"])


async def test_the_same_id_of_another_workspace_is_another_delivery(tmp_path: Path) -> None:
    async with office(tmp_path / "a.sqlite", write_down) as service:
        for place in ("guild-1", "guild-2"):
            await service.decide(delivery("same", who=student("Ana", place)))
        kept = [await service.store.view(_once(place)) for place in ("guild-1", "guild-2")]
    assert all(kept)


def _once(place: str) -> Callable[[Ledger], Once | None]:
    return lambda ledger: ledger.get(Once, f"discord:{place}:same")


async def test_all_that_was_taken_in_before_a_stop_is_stored_and_what_comes_later_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    async with office(path, write_down) as service:
        waiting = [asyncio.create_task(service.decide(delivery(f"n-{n}"))) for n in range(2 * BATCH)]
        await asyncio.sleep(0)
    results = await asyncio.gather(*waiting)
    assert not any(result.refused for result in results)
    late = await service.decide(delivery("late"))
    assert late.refused == "trouble"
    async with office(path, write_down, chance=2) as service:
        assert len(await bodies(service)) == 2 * BATCH


async def test_somebody_who_hangs_up_does_not_disturb_the_others(tmp_path: Path) -> None:
    async with office(tmp_path / "a.sqlite", write_down) as service:
        waiting = [asyncio.create_task(service.decide(delivery(f"n-{n}"))) for n in range(3)]
        await asyncio.sleep(0)
        waiting[1].cancel()
        results = await asyncio.gather(*waiting, return_exceptions=True)
        assert isinstance(results[1], asyncio.CancelledError)
        assert len(await bodies(service)) == 3


async def test_a_store_in_trouble_is_asked_once_for_a_whole_batch(tmp_path: Path) -> None:
    async with office(tmp_path / "a.sqlite", write_down) as service:
        asked = 0

        async def in_trouble(*_: object) -> None:
            nonlocal asked
            asked += 1
            raise StoreTrouble("The disk is full.")

        service.store._commit = in_trouble  # type: ignore[method-assign, assignment]  # the planted trouble
        results = await together(service, [delivery(f"n-{n}") for n in range(BATCH)])
    assert {result.said for result in results} == {("The disk is full.",)}
    assert asked == 1
