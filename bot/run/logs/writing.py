"""Log lines are written by a thread of their own: a slow disk holds up nobody's answer."""

import copy
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from queue import SimpleQueue
from typing import IO, TextIO

from bot.run.logs.lines import JsonLine, Line
from bot.run.logs.redact import Redactor
from bot.settings import Log

_OURS = ("bot", "core")
_TALKATIVE = "alembic"  # says at every start which database it has found


@contextmanager
def logging_to(settings: Log, redact: Redactor, terminal: TextIO) -> Iterator[None]:
    """Write the log as the settings say for as long as this lasts; all of it is written when it ends.

    `terminal` is what stands for standard error. Raises OSError with the file's name when it cannot be opened.

    Only the project's own loggers go below "info": what the libraries tell there are whole messages of the gateway and
    parameters of statements, and so what people wrote to each other.
    """
    root, ours = logging.getLogger(), [logging.getLogger(name) for name in _OURS]
    queue: SimpleQueue[logging.LogRecord] = SimpleQueue()
    hand, target = _Hand(queue), _target(settings, terminal)
    target.setFormatter((JsonLine if _as_json(settings, target) else Line)(redact))
    listener = QueueListener(queue, target)
    talkative = logging.getLogger(_TALKATIVE)
    before = [(logger, logger.level) for logger in (root, talkative, *ours)]
    level = logging.getLevelNamesMapping()[settings.level.upper()]
    root.setLevel(max(level, logging.INFO))
    talkative.setLevel(logging.WARNING)
    for logger in ours:
        logger.setLevel(level)
    root.addHandler(hand)
    listener.start()
    try:
        yield
    finally:
        root.removeHandler(hand)
        for logger, was in before:
            logger.setLevel(was)
        listener.stop()
        target.close()


class _Hand(QueueHandler):
    """Hands records over as they are but for their message, which is put together at once: its parts may change."""

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        """Return a record for another thread."""
        handed = copy.copy(record)
        handed.msg, handed.args = record.getMessage(), None
        return handed

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's own name)
        """Say where a line went wrong; the standard library would print its parts, unredacted."""
        sys.stderr.write(f"A line of {record.name} does not fit its own parts ({record.pathname}:{record.lineno}).\n")


class _Terminal(logging.StreamHandler[TextIO]):
    """Standard error."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's own name)
        """Say nothing: there is nowhere left to say it."""


class _File(RotatingFileHandler):
    """A file that only its owner may read, put aside when it is full."""

    def __init__(self, file: Path, largest: int, kept: int) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self._said = False
        super().__init__(file, maxBytes=largest, backupCount=kept, encoding="utf-8")

    def _open(self) -> IO[str]:  # type: ignore[override] # typeshed names the narrower class that open() returns
        return open(self.baseFilename, self.mode, encoding=self.encoding, opener=_for_owner)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's own name)
        """Say once that the log has holes."""
        if not self._said:
            self._said = True
            sys.stderr.write(f"The log has holes from {record.name} on: look whether its disk is full.\n")


def _for_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def _target(settings: Log, terminal: TextIO) -> logging.Handler:
    if settings.path is None:
        return _Terminal(terminal)
    return _File(settings.path, settings.megabytes * 1_000_000, settings.files)


def _as_json(settings: Log, target: logging.Handler) -> bool:
    if settings.format != "auto":
        return settings.format == "json"
    return not (isinstance(target, _Terminal) and target.stream.isatty())
