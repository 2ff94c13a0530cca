"""How a line of the log looks: a JSON object for machines, a sentence for a terminal."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.run.logs.redact import Redactor

FIELDS = (
    "error", "kind", "refused", "workspace", "section", "session", "table", "seq", "phase", "commands", "milliseconds",
    "where",
)  # fmt: skip
"""What a line may say besides its message, where it is known. `error` is the id that a person was told."""


class Line(logging.Formatter):
    """A line as text, its parts redacted one by one."""

    def __init__(self, redact: Redactor) -> None:
        super().__init__()
        self._redact = redact

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of a record."""
        said = " ".join((record.levelname.lower().ljust(8), self._clean(record.getMessage(), record)))
        fields = " ".join(f"{name}={value}" for name, value in self._fields(record))
        trace = self._trace(record)
        head = f"{at(record):%Y-%m-%d %H:%M:%S} {said}{f'  [{fields}]' if fields else ''}"
        return f"{head}\n{trace}" if trace else head

    def _fields(self, record: logging.LogRecord) -> Iterator[tuple[str, object]]:
        for name in FIELDS:
            value = getattr(record, name, None)
            if value not in (None, ""):
                yield name, self._clean(value, record) if isinstance(value, str) else value

    def _trace(self, record: logging.LogRecord) -> str:
        return self._clean(self.formatException(record.exc_info), record) if record.exc_info else ""

    def _clean(self, text: str, record: logging.LogRecord) -> str:
        return self._redact(text, getattr(record, "typed", ()))


class JsonLine(Line):
    """A line as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object: when, how grave, who, what, where in the school, and the traceback if there is one."""
        told: dict[str, object] = {
            "at": at(record).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._clean(record.getMessage(), record),
            **dict(self._fields(record)),
        }
        if trace := self._trace(record):
            told["trace"] = trace
        return json.dumps(told, ensure_ascii=False, default=str)


def at(record: logging.LogRecord) -> datetime:
    """Return when it was logged, in UTC."""
    return datetime.fromtimestamp(record.created, UTC)
