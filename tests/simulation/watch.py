"""The watch beside the clock loop: no deadline waits longer than a second while somebody serves and the disk works."""

from core.rows import Session, Table
from tests.simulation.stage import Stage

_LATEST, _SLOW = 1_000, 3_000  # milliseconds; the second for a database each of whose calls takes its time


class Watch:
    """Knows the next deadline, and since when it could have been struck."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._due: dict[str, int] = {}
        self._well_since: int | None = None

    def stored(self) -> None:
        """Take note of the deadlines after a commit."""
        memory = self._stage.memory
        tables = {row.id: row.deadline for row in memory.all(Table, status="running")}
        lobbies = {row.id: row.deadline for row in memory.all(Session, status="lobby")}
        self._due = {row_id: due for row_id, due in (tables | lobbies).items() if due is not None}

    def look(self, *, serving: bool) -> None:
        """Look whether something waits too long. Time has just passed."""
        now = self._stage.class_now()
        if not serving or self._stage.trouble:
            self._well_since = None
        elif self._well_since is None:
            self._well_since = now
        if self._well_since is None or not self._due:
            return
        row_id, deadline = min(self._due.items(), key=lambda item: item[1])
        latest = _LATEST + int(_SLOW * self._stage.shape.slow)
        if now - max(deadline, self._well_since) > latest:
            self._stage.wrong(f"{row_id} was due at {deadline} and is not struck at {now}")
