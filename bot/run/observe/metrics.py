"""Counters and gauges for Prometheus. They hold counts and times, never an id: a metric is no log of people."""

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from core.clock import ClassClock
from core.command import CLOCK, Command
from core.requests.game import Strike
from core.rows import Row
from core.store.census import Census

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
_COMMANDS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
_LATE = (0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 600.0)

_CENSUS: Mapping[str, str] = MappingProxyType(
    {
        "tables_live": "Tables whose clock runs.",
        "boards_behind": "Boards that do not show what they should, yet.",
        "boards_stuck": "Boards that only a person can mend.",
        "letters_waiting": "Letters that wait to be sent.",
    }
)


class Metrics:
    """All metrics of one process; also an observer of the service."""

    def __init__(self) -> None:
        own = self.registry = CollectorRegistry()
        ProcessCollector(registry=own)
        self._commands = Counter("entente_commands", "Commands answered.", ["kind", "outcome"], registry=own)
        self._answers = Histogram("entente_answer_seconds", "Until the answer.", buckets=_SECONDS, registry=own)
        self._batches = Histogram("entente_batch_commands", "Commands a transaction.", buckets=_COMMANDS, registry=own)
        self._commits = Histogram("entente_commit_seconds", "A transaction.", buckets=_SECONDS, registry=own)
        self._late = Histogram("entente_deadline_late_seconds", "How late struck.", buckets=_LATE, registry=own)
        self.held = Counter("entente_loop_held", "Times the event loop was held up too long.", registry=own)
        self.sent = Counter("entente_sent", "Posts, edits and letters.", ["chat", "what", "outcome"], registry=own)
        self.waited = Counter("entente_rate_limit_waits", "Times that a chat asked to wait.", ["chat"], registry=own)
        self.backups = Counter("entente_backups", "Scheduled backups.", ["outcome"], registry=own)
        self._census = {name: Gauge(f"entente_{name}", about, registry=own) for name, about in _CENSUS.items()}
        self._unread = Gauge("entente_database_unread", "1 while the database does not tell.", registry=own)
        self._clock: ClassClock | None = None

    def gauge(self, name: str, about: str, read: Callable[[], float]) -> None:
        """Add a number that is read whenever somebody asks."""
        Gauge(f"entente_{name}", about, registry=self.registry).set_function(read)

    def count(self, census: Census | None) -> None:
        """Set what only the database knows; None: it does not tell, and no old number is passed off as today's."""
        self._unread.set(census is None)
        for name, gauge in self._census.items():
            gauge.set(math.nan if census is None else getattr(census, name))

    def tell_time_by(self, clock: ClassClock) -> None:
        """Measure from now on how late deadlines are struck."""
        self._clock = clock

    def answered(self, command: Command, refused: str, seconds: float) -> None:
        """Count an answer."""
        self._commands.labels(type(command.request).__name__, refused or "done").inc()
        self._answers.observe(seconds)

    def stored(
        self,
        commands: Sequence[Command],
        changes: Mapping[type[Row], Sequence[Row]],  # noqa: ARG002 (an observer hears it)
        seconds: float,
    ) -> None:
        """Count a batch, and how late the deadlines in it were struck."""
        self._batches.observe(len(commands))
        self._commits.observe(seconds)
        for command in commands:
            request = command.request
            if command.who == CLOCK and isinstance(request, Strike) and self._clock is not None:
                self._late.observe(max(0, self._clock.now() - request.deadline) / 1000)

    def text(self) -> bytes:
        """Return all of it as Prometheus reads it."""
        return generate_latest(self.registry)
