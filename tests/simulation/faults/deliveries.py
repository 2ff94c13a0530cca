"""Slips in deciding and answering: deliveries, refusals, batches."""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from unittest.mock import patch

from core import batch
from core.command import CLOCK, Command, as_id
from core.context import World
from core.ledger import Ledger
from core.replies import Result
from core.rows import Once
from core.service import Service
from core.store.store import Store
from core.store.trouble import StoreTrouble
from core.writer import Writer
from tests.simulation.faults.fault import Fault


@contextmanager
def acknowledged_before_the_commit() -> Iterator[None]:
    """What was decided is told at once, and stored a little later."""
    real, later = Store.commit, set[asyncio.Task[object]]()

    async def commit(self: Store, plan: Any, first: Any = ()) -> Any:
        decided = await self.view(plan)
        task: asyncio.Task[object] = asyncio.create_task(real(self, plan, first))
        later.add(task)
        return decided, {}

    with patch.object(Store, "commit", commit):
        yield


def deliveries_are_forgotten() -> AbstractContextManager[object]:
    """A delivery that comes again is decided again."""
    decide = batch._decide

    def forgetful(world: World, ledger: Ledger, command: Command, handlers: Any) -> batch.Decided:
        if command.who == CLOCK:
            return decide(world, ledger, command, handlers)
        return batch.Decided(batch._once(world, ledger, command, handlers))

    return patch.object(batch, "_decide", forgetful)


def deliveries_of_all_workspaces_are_one() -> AbstractContextManager[object]:
    """The name of a delivery is stored without the workspace that it came from."""
    return patch.object(batch, "once_id", lambda command: as_id(command.once))


def refusals_are_not_stored() -> AbstractContextManager[object]:
    """A refused delivery may be done when it comes again."""
    once = batch._once

    def forgiving(world: World, ledger: Ledger, command: Command, handlers: Any) -> Result:
        result = once(world, ledger, command, handlers)
        if result.refused:
            ledger.drop(ledger.get(Once, batch.once_id(command)))  # type: ignore[arg-type] # it was put a line above
        return result

    return patch.object(batch, "_once", forgiving)


def a_delivery_twice_in_a_batch_counts_twice() -> AbstractContextManager[object]:
    """Answers are looked for in the store alone, not among those of the same batch."""
    decide = batch._decide

    def hurried(world: World, ledger: Ledger, command: Command, handlers: Any) -> batch.Decided:
        here = ledger.changes().get(Once, ())
        if any(row.id == batch.once_id(command) for row in here):
            return batch.Decided(batch._once(world, ledger, command, handlers))
        return decide(world, ledger, command, handlers)

    return patch.object(batch, "_decide", hurried)


def trouble_is_told_as_success() -> AbstractContextManager[object]:
    """Whoever meets a full disk is told that it was done."""
    real = Service._store_all

    async def brazen(self: Service, commands: Sequence[Command]) -> list[Result]:
        try:
            return await real(self, commands)
        except StoreTrouble:
            return [Result(said=("Done.",)) for _ in commands]

    return patch.object(Service, "_store_all", brazen)


def answers_come_in_reverse() -> AbstractContextManager[object]:
    """The answers of a batch go to its deliveries the wrong way round."""
    real = Service._store_all

    async def reverse(self: Service, commands: Sequence[Command]) -> list[Result]:
        return list(reversed(await real(self, commands)))

    return patch.object(Service, "_store_all", reverse)


def the_first_half_of_a_sick_batch_is_not_stored() -> AbstractContextManager[object]:
    """Of a batch that cannot be stored only the second half is tried again; the first is told that it is done."""
    real = Writer._write

    async def write(self: Writer, waiting: Any) -> None:
        try:
            results = await self._store_all([one.command for one in waiting])
        except StoreTrouble:
            await real(self, waiting)
            return
        except Exception:
            half = len(waiting) // 2
            for one in waiting[:half]:
                one.answer.set_result(Result(said=("Done.",)))
            await real(self, waiting[half:])
            return
        for one, result in zip(waiting, results, strict=True):
            if not one.answer.done():
                one.answer.set_result(result)

    return patch.object(Writer, "_write", write)


FAULTS: tuple[Fault, ...] = (
    Fault(acknowledged_before_the_commit),
    Fault(deliveries_are_forgotten, seed=3),
    Fault(deliveries_of_all_workspaces_are_one),
    Fault(refusals_are_not_stored),
    Fault(a_delivery_twice_in_a_batch_counts_twice, seed=6),
    Fault(trouble_is_told_as_success),
    Fault(answers_come_in_reverse),
    Fault(the_first_half_of_a_sick_batch_is_not_stored, seed=51),
)
