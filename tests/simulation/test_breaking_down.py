"""A run that ends by an error, not by a broken promise, still says which seed it was and how to see it again."""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from unittest.mock import patch

import pytest

from tests.simulation import student, world
from tests.simulation.commit import Commit
from tests.simulation.loop import Deadlock
from tests.simulation.student import Student
from tests.simulation.world import Breakdown, Run, run

_REPLAY = "replay: python -m tests.simulation --seed 5"


async def _forgets_a_key(_me: Student) -> None:
    raise KeyError("a slip of the simulation's own")


async def _waits_for_ever(me: Run) -> None:
    await me._stage.loop.create_future()


def _slips() -> None:
    with patch.dict(student.HABITS, dict.fromkeys(student.HABITS, _forgets_a_key)):
        run(5)


def _waits() -> None:
    with patch.object(Run, "play", _waits_for_ever):
        run(5)


def _stumbles(_commit: Commit) -> Iterator[str]:
    raise KeyError("a slip of a law's own")


def _judges() -> None:
    with patch.object(world, "_LAWS", (_stumbles,)):
        run(5)


@pytest.mark.parametrize(("break_down", "kind"), [(_slips, KeyError), (_waits, Deadlock), (_judges, KeyError)])
def test_an_error_names_the_seed_and_how_to_replay_it(break_down: Callable[[], None], kind: type[Exception]) -> None:
    with pytest.raises(Breakdown, match=f"seed 5, .*{kind.__name__}") as told:
        break_down()
    assert _REPLAY in str(told.value)
    assert isinstance(told.value.__cause__, kind)


def test_the_seed_is_named_also_by_another_process() -> None:
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        broken = pool.submit(_slips).exception()
    assert isinstance(broken, Breakdown)
    assert _REPLAY in str(broken)
    assert "in _forgets_a_key" in str(broken.__cause__)  # the other process's traceback, down to where it broke
