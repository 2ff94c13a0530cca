"""The story on a server that every run of the tests tells: what reaches four bots at once happens once."""

import asyncio
from contextlib import AsyncExitStack

from core.rows import Person
from tests.desk import student
from tests.postgres.conftest import bots
from tests.store.office import delivery

ANA = student("Ana")


async def test_one_delivery_to_all_of_them_has_one_effect_and_one_answer(url: str) -> None:
    async with AsyncExitStack() as stack:
        services = await bots(stack, url)
        said = [await asyncio.gather(*(s.decide(delivery(f"n-{n}", who=ANA)) for s in services)) for n in range(10)]
        people = await services[0].store.view(lambda ledger: ledger.find(Person, workspace=ANA.workspace))
    assert all(len(set(answers)) == 1 for answers in said)
    assert not any(answer.refused for answers in said for answer in answers)
    assert len(people) == 1  # a newcomer to all four at once
