"""What was promised to whom: every acknowledgement, and what must be true of it from that moment on."""

from core.command import Command
from core.replies import Result
from core.rows import Once
from core.stored_results import dump
from tests.simulation.machine import POISON
from tests.simulation.stage import Stage


class Promises:
    """The ledger of acknowledgements."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._first: dict[str, str] = {}

    def told(self, command: Command, result: Result) -> None:
        """Take note of an answer: it must be stored by now, and be the answer that was given before."""
        if result.refused == "trouble":
            return
        if result.refused == "fault" and POISON in command.once:
            return
        key = f"{command.who.workspace}:{command.once}"
        answer = dump(result)
        stored = self._stage.memory.get(Once, key)
        if stored is None:
            self._stage.wrong(f"{key} was acknowledged and is not stored: {result.said}")
        elif stored.result != answer or self._first.setdefault(key, answer) != answer:
            self._stage.wrong(f"{key} was answered in two ways: {self._first.get(key, stored.result)} and {answer}")

    def kept(self) -> None:
        """Look whether everything that was acknowledged is still there."""
        for key, answer in self._first.items():
            stored = self._stage.memory.get(Once, key)
            if stored is None or stored.result != answer:
                self._stage.wrong(f"{key} was acknowledged with {answer} and is gone")
