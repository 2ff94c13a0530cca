"""What everybody in a run shares: the loop, chance, time, the memory, and one way to say that something is wrong."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from core.catalogue import Catalogue
from core.context import World
from core.ids import Ids
from tests.desk import MONDAY
from tests.simulation.loop import SeededLoop
from tests.simulation.memory import Memory
from tests.simulation.shape import Shape
from tests.simulation.trace import Trace

Moment = tuple[int, datetime]


class Violation(AssertionError):
    """A promise was broken. The text says which; out of `run` it says also how to see it again."""


class Stage:
    """One run's stage."""

    def __init__(
        self, shape: Shape, file: Path, catalogue: Catalogue, read: Callable[[str], None] | None = None
    ) -> None:
        self.shape = shape
        self.file = file
        self.catalogue = catalogue
        self.loop = SeededLoop(self.rng("loop"))  # type: ignore[abstract] # sockets and files it must not have
        self.trace = Trace(self.loop.time, read)
        self.memory = Memory()
        self.tally: Counter[str] = Counter()
        self.trouble = ""
        """What the disk refuses at present."""
        self.calm = False
        """Nothing goes wrong any more, so that the run can come to its end."""
        self._set = 0.0
        self._class_base = 0

    def rng(self, name: str) -> Random:
        """Return a source of chance of its own."""
        return Random(f"{self.shape.seed}:{name}")

    def wrong(self, what: str) -> None:
        """End the run: a promise was broken."""
        if self.loop.halt is None:
            self.trace.note(f"WRONG: {what}")
            self.loop.halt = Violation(f"at {self.loop.time():.3f} s: {what}")

    def note(self, kind: str, what: str) -> None:
        """Count something that happened, and put it into the trace."""
        self.tally[kind] += 1
        self.trace.note(f"{kind}: {what}")

    def wall(self) -> datetime:
        """Return what the wall clock shows, rightly or wrongly."""
        return MONDAY + timedelta(seconds=self.loop.time() + self._set)

    def set_wall(self, seconds: float) -> None:
        """Set the wall clock to this much after the true time, or before it."""
        self._set = seconds

    def let_hours_pass(self, hours: float) -> None:
        """Let the wall clock show a time this long after class time, as if nobody had served for so long."""
        self._set += hours * 3_600 + self.class_now() / 1000 - self.wall().timestamp()

    def class_begins(self, mark: int) -> None:
        """Reckon class time anew, as `core.clock` promises it: from the later of the mark and the wall clock."""
        self._class_base = max(mark, int(self.wall().timestamp() * 1000)) - self._passed()

    def class_now(self) -> int:
        """Return class time as it should be."""
        return self._class_base + self._passed()

    def world(self) -> World:
        """Return the world as a screen is drawn in it."""
        return World(self.catalogue, Ids(Random(0), self.class_now), self.class_now(), self.wall())

    def _passed(self) -> int:
        return int(self.loop.time() * 1000)


class BootTicks:
    """A machine's clocks: the monotonic one starts somewhere else after every boot."""

    def __init__(self, stage: Stage, boot: int) -> None:
        self._stage = stage
        self._boot = boot
        self._held: Moment | None = None

    def monotonic(self) -> int:
        return self._held[0] if self._held else int(self._stage.loop.time() * 1000) + self._boot

    def wall(self) -> datetime:
        return self._held[1] if self._held else self._stage.wall()

    def moment(self) -> Moment:
        """Return what both clocks show now."""
        return self.monotonic(), self.wall()

    @contextmanager
    def held(self, moment: Moment) -> Iterator[None]:
        """Let both clocks show an earlier moment: what was decided then is decided again."""
        self._held = moment
        try:
            yield
        finally:
            self._held = None
