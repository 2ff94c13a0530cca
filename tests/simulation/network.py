"""The chat between people and the program: it loses, repeats, delays and reorders, in both directions.

Whoever asks asks again, under the same name, until an answer comes: as platforms do when nobody acknowledges.
"""

import asyncio
from collections.abc import Callable

from core.command import Command
from core.replies import Result
from tests.simulation.stage import Stage

Take = Callable[[Command, Callable[[Result], None]], None]
_TRIES = 12
_PATIENCE = 2.0  # seconds until somebody asks again; doubled each time
_MOST_PATIENT = 8.0


class Network:
    """Carries deliveries to whichever process serves, and answers back."""

    def __init__(self, stage: Stage, take: Take, told: Callable[[Command, Result], None]) -> None:
        self._stage = stage
        self._take = take
        self._told = told
        self._rng = stage.rng("network")

    async def ask(self, command: Command) -> Result | None:
        """Return the answer to a delivery; None if none ever came."""
        self._stage.note("commands", f"{command.who.account} {command.once} {command.request}")
        wait = _PATIENCE
        for _ in range(_TRIES):
            answer: asyncio.Future[Result] = self._stage.loop.create_future()
            self._send(command, answer)
            try:
                async with asyncio.timeout(wait):
                    result = await answer
            except TimeoutError:
                self._stage.note("asked again", command.once)
            else:
                if result.refused != "trouble":
                    return result
                await asyncio.sleep(wait / 4)
            wait = min(2 * wait, _MOST_PATIENT)
        return None

    def look(self, command: Command) -> None:
        """Ask for something that only shows; nobody waits for it."""
        self._later(lambda: self._take(command, lambda _result: None))

    def _send(self, command: Command, answer: "asyncio.Future[Result]") -> None:
        for _ in range(self._copies()):
            self._later(lambda: self._arrive(command, answer))

    def _arrive(self, command: Command, answer: "asyncio.Future[Result]") -> None:
        self._stage.note("deliveries", command.once)
        self._take(command, lambda result: self._answered(command, result, answer))

    def _answered(self, command: Command, result: Result, answer: "asyncio.Future[Result]") -> None:
        self._stage.note("answers", f"{command.once} {result.refused or 'done'}: {' '.join(result.said)[:100]}")
        self._told(command, result)
        if self._happens(self._stage.shape.unheard):
            self._stage.note("answers lost", command.once)
            return
        self._later(lambda: None if answer.done() else answer.set_result(result))

    def _copies(self) -> int:
        if self._happens(self._stage.shape.lost):
            self._stage.note("deliveries lost", "")
            return 0
        return 1 + self._happens(self._stage.shape.twice)

    def _happens(self, chance: float) -> bool:
        return self._rng.random() < chance and not self._stage.calm

    def _later(self, do: Callable[[], None]) -> None:
        self._stage.loop.call_later(self._rng.random() * self._stage.shape.delay, do)
