"""Several bots on one database at the same instant: what one decides, the others build upon."""

import asyncio
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import pytest
from alembic.config import Config

from core.command import Where
from core.ledger import Ledger
from core.requests.section import CreateSection, JoinSection
from core.rows import Binding, Mark, Membership, Once, Person, Row, Section, Written
from core.store import migrate
from core.store.settling import settle
from core.store.store import Store
from core.store.trouble import StoreTrouble
from core.striker import tidy
from tests.desk import CHANNEL, MONDAY, NOTHING_TO_PLAY, TEACHER, facts, student
from tests.postgres.conftest import BOTS, bot, bots
from tests.store.office import delivery, statements, together

pytestmark = pytest.mark.slow

TIMES = 25
ANA = student("Ana")


async def put(store: Store, *rows: Row) -> None:
    """Store rows as they are."""

    def plan(ledger: Ledger) -> None:
        for row in rows:
            ledger.put(row)

    await store.commit(plan)


async def counted(url: str) -> int:
    """Let each of four stores raise a number 25 times, all at once; return what it has come to."""

    def raise_it(ledger: Ledger) -> None:
        section = ledger.get(Section, "pol")
        assert section is not None
        ledger.put(replace(section, reviews=section.reviews + 1))

    async def often(store: Store) -> None:
        for _ in range(TIMES):
            await store.commit(raise_it)

    stores = [Store(url, NOTHING_TO_PLAY) for _ in range(BOTS)]
    row = Section(id="pol", workspace="w", name="POL 210", code="ABC234", reviews=0, at=MONDAY)
    await put(stores[0], row)
    await asyncio.gather(*map(often, stores))
    section = await stores[0].view(lambda ledger: ledger.get(Section, "pol"))
    for store in stores:
        await store.close()
    assert section is not None
    return section.reviews


async def test_no_update_is_lost_though_every_process_knows_an_older_row(url: str) -> None:
    assert await counted(url) == BOTS * TIMES


async def test_without_the_locks_updates_would_be_lost(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.store.settle_locked", settle)
    assert await counted(url) < BOTS * TIMES


async def first_come(url: str) -> int:
    """Let four stores at once each enrol somebody unless there are members already; return how many got in."""

    def members_of(ledger: Ledger) -> tuple[Membership, ...]:
        return ledger.find(Membership, section="pol")

    async def enrol(store: Store, person: str) -> None:
        row = Membership(id=f"m-{person}", workspace="w", section="pol", person=person, role="student", at=MONDAY)
        await store.commit(lambda ledger: None if members_of(ledger) else ledger.put(row))

    stores = [Store(url, NOTHING_TO_PLAY) for _ in range(BOTS)]
    await put(stores[0], Section(id="pol", workspace="w", name="POL 210", code="ABC234", at=MONDAY))
    await put(stores[0], *(Person(id=f"p{n}", workspace="w", alias=f"otter {n}", at=MONDAY) for n in range(BOTS)))
    assert [await store.commit(members_of) for store in stores] == [((), {})] * BOTS  # what each of them now knows
    await asyncio.gather(*(enrol(store, f"p{n}") for n, store in enumerate(stores)))
    members = await stores[0].view(members_of)
    for store in stores:
        await store.close()
    return len(members)


async def test_who_found_nobody_there_finds_whoever_came_meanwhile(url: str) -> None:
    assert await first_come(url) == 1


async def test_without_the_comparison_all_would_have_found_nobody(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.store.settle_locked", settle)
    assert await first_come(url) > 1


async def test_newcomers_at_all_of_them_join_one_section_each_once_and_under_an_alias_of_their_own(url: str) -> None:
    people = [student(f"Student {n}") for n in range(60)]
    async with AsyncExitStack() as stack:
        services = await bots(stack, url)
        made = await services[0].handle(delivery("make", CreateSection(name="POL 210"), TEACHER))
        join = JoinSection(code=facts(made)["Join code"])
        answers = await asyncio.gather(
            *(together(s, [delivery(f"join-{who.user}", join, who) for who in people]) for s in services)
        )
        store = services[0].store
        members = await store.view(lambda ledger: ledger.find(Membership, workspace=ANA.workspace, role="student"))
        aliases = [row.alias for row in await store.view(lambda ledger: ledger.find(Person, workspace=ANA.workspace))]
    assert not any(answer.refused for each in answers for answer in each)
    assert len({row.person for row in members}) == len(members) == 60
    assert len(set(aliases)) == len(aliases) == 61


async def test_two_sections_made_in_one_channel_at_the_same_moment_are_one_and_a_refusal(url: str) -> None:
    async with AsyncExitStack() as stack:
        services = await bots(stack, url)
        teachers = [replace(TEACHER, user=f"teacher-{n}") for n in range(BOTS)]
        asked = [
            s.handle(replace(delivery(f"make-{who.user}", CreateSection(name="POL 210"), who), where=Where(CHANNEL)))
            for s, who in zip(services, teachers, strict=True)
        ]
        replies = await asyncio.gather(*asked)
        sections = await services[0].store.view(lambda ledger: ledger.find(Section, workspace=TEACHER.workspace))
        (binding,) = await services[0].store.view(lambda ledger: ledger.find(Binding, workspace=TEACHER.workspace))
    assert sorted(bool(reply.refused) for reply in replies) == [False, True, True, True]
    assert [section.id for section in sections] == [binding.section]


async def test_two_who_need_each_others_rows_in_turn_both_get_through(url: str) -> None:
    """A deadlock, which the server ends by giving one of them up: it is decided anew."""

    def swap(ledger: Ledger, one: str, other: str) -> None:
        first, second = ledger.get(Written, one), ledger.get(Written, other)
        assert first is not None
        assert second is not None
        ledger.put(replace(first, body=second.body))
        ledger.put(replace(second, body=first.body))

    stores = [Store(url, NOTHING_TO_PLAY) for _ in range(2)]
    rows = [Written(id=name, workspace="w", person="p", body=name) for name in ("a", "b")]
    await put(stores[0], *rows)
    for _ in range(20):
        await asyncio.gather(
            stores[0].commit(lambda ledger: swap(ledger, "a", "b")),
            stores[1].commit(lambda ledger: swap(ledger, "b", "a")),
        )
    bodies = {row.body for row in await stores[0].view(lambda ledger: ledger.find(Written, workspace="w"))}
    for store in stores:
        await store.close()
    assert bodies == {"a", "b"}


async def test_the_clocks_mark_is_raised_by_all_and_lowered_by_none(url: str) -> None:
    def at(time: int) -> Mark:
        return Mark(id="clock", workspace="", time=time)

    stores = [Store(url, NOTHING_TO_PLAY) for _ in range(2)]
    await put(stores[0], at(5_000))
    await put(stores[1], at(3_000))  # a process whose clock is behind
    assert await stores[1].mark() == 5_000
    await put(stores[0], at(5_999))  # less than a second later: not worth everybody's waiting for one row
    assert await stores[1].mark() == 5_000
    await put(stores[0], at(6_000))
    assert await stores[1].mark() == 6_000
    for store in stores:
        await store.close()


async def test_old_deliveries_are_forgotten_by_all_of_them_at_once(url: str) -> None:
    async with AsyncExitStack() as stack:
        services = await bots(stack, url)
        await together(services[0], [delivery(f"n-{n}") for n in range(120)])
        for service in services:
            service.clock._ticks.advance(timedelta(days=8) // timedelta(milliseconds=1))  # type: ignore[attr-defined]  # virtual
        assert sum(await asyncio.gather(*map(tidy, services))) == 120
        assert not await services[0].store.view(lambda ledger: ledger.find(Once, workspace=ANA.workspace))


async def test_a_batch_costs_the_same_number_of_statements_for_one_as_for_two_hundred(url: str) -> None:
    async with bot(url) as service:
        await service.decide(delivery("before"))
        costs = []
        for count in (1, 10, 200):
            with statements(service) as sent:
                await together(service, [delivery(f"{count}-{n}") for n in range(count)])
            assert sent.count("COMMIT") == 1
            costs.append(len(sent))
    assert costs[0] == costs[1] == costs[2] <= 14


async def test_more_rows_than_a_statement_has_parameters_are_read_and_written(url: str) -> None:
    store, many = Store(url, NOTHING_TO_PLAY), 40_000
    people = [Person(id=f"p{n:05}", workspace="w", alias="otter", at=MONDAY) for n in range(many)]
    await put(store, *people)
    store.forget()
    found = await store.view(lambda ledger: ledger.each(people, lambda row: ledger.get(Person, row.id)))
    await store.close()
    assert found == people


async def test_an_upgrade_that_several_begin_at_once_is_made_once(bare: str) -> None:
    await asyncio.gather(*(migrate.upgrade(bare) for _ in range(BOTS)))
    await migrate.check(bare)


async def test_a_migration_has_been_written_for_every_change_of_the_schema(url: str) -> None:
    assert await migrate._run(url, migrate.differences) == []


async def test_an_upgrade_that_would_lose_rows_changes_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(url, NOTHING_TO_PLAY)
    await store.commit(lambda ledger: ledger.put(Person(id="p", workspace="w", alias="otter", at=MONDAY)))

    def careless(config: Config, _to: str) -> None:
        config.attributes["connection"].exec_driver_sql("DELETE FROM people")

    monkeypatch.setattr("core.store.migrate.command.upgrade", careless)
    with pytest.raises(StoreTrouble, match=r"would lose rows \(people\)"):
        await migrate.upgrade(url)
    assert await store.view(lambda ledger: ledger.get(Person, "p"))
    await store.close()
