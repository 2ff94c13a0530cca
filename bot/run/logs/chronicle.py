"""What the log tells of a class: how sessions begin and end, slow answers, and, if wanted, each step of a table."""

import logging
from collections.abc import Mapping, Sequence

from core.command import Command
from core.faults import where
from core.rows import Row, Session, Table

_LOG = logging.getLogger(__name__)
SLOW_S = 1.0
"""An answer that takes longer is told: a platform waits for three."""


class Chronicle:
    """An observer of the service that writes log lines."""

    def answered(self, command: Command, refused: str, seconds: float) -> None:
        """Tell a slow answer; every answer where details are wanted."""
        slow = seconds > SLOW_S
        if slow or _LOG.isEnabledFor(logging.DEBUG):
            request = command.request
            where = {"table": getattr(request, "table", ""), "session": getattr(request, "session", "")}
            told = {"kind": type(request).__name__, "refused": refused, "workspace": command.who.workspace, **where}
            _LOG.log(
                logging.WARNING if slow else logging.DEBUG,
                "a slow answer" if slow else "answered",
                extra={**told, "milliseconds": _ms(seconds)},
            )

    def stored(self, commands: Sequence[Command], changes: Mapping[type[Row], Sequence[Row]], seconds: float) -> None:
        """Tell a slow batch and what became of sessions; each table's step where details are wanted."""
        counted = {"commands": len(commands), "milliseconds": _ms(seconds)}
        if seconds > SLOW_S:
            _LOG.warning("the database was slow", extra=counted)
        for row in changes.get(Session, ()):
            if isinstance(row, Session) and row.kind != "practice":
                _LOG.info("%s is %s", row.scenario, row.status, extra={**where(row), "session": row.id})
        if _LOG.isEnabledFor(logging.DEBUG):
            _LOG.debug("stored", extra=counted)
            for row in changes.get(Table, ()):
                _LOG.debug("a step", extra=_step(row))


def _step(row: Row) -> Mapping[str, object]:
    return {**where(row), "table": row.id, **{name: getattr(row, name, "") for name in ("seq", "phase")}}


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
