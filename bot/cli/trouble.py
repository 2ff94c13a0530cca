"""What went wrong on the command line, in one sentence; what nobody foresaw is logged under an id."""

import logging
import os
import secrets
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.adapter import NoChat
from bot.config import BadConfig
from bot.run.logs.redact import Redactor
from core.kit.refusals import Refused
from core.scenario import BadScenario
from core.store.trouble import StoreTrouble


class Failed(Exception):
    """A command cannot go on; its text says why, and what to do."""


_KNOWN = (Failed, BadConfig, BadScenario, NoChat, StoreTrouble)


def sentence(error: Exception) -> str:
    """Return what a person is told."""
    if isinstance(error, Refused):
        meant = f" Did you mean: {', '.join(error.suggestions)}?" if error.suggestions else ""
        return error.sentence + meant
    if isinstance(error, _KNOWN):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror or type(error).__name__}. Free that place, or name another."
    error_id = secrets.token_hex(4).upper()
    kept = _keep(error_id, error)
    where = f" Its details are in {kept}." if kept else ""
    return f"Something went wrong inside Entente: error {error_id}.{where} Try again, or report it with that file."


def log_file() -> Path:
    """Return where unforeseen errors are written: the user's state folder."""
    home = os.environ.get("XDG_STATE_HOME") or str(Path.home() / ".local" / "state")
    return Path(home) / "entente" / "errors.log"


@contextmanager
def log_kept() -> Iterator[None]:
    """Write what the program logs to the file of errors, never to the terminal."""
    root, handler = logging.getLogger(), _Keeper(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s"))
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)


class _Keeper(logging.Handler):
    """Appends records to the file of errors, which is made with the first of them."""

    def emit(self, record: logging.LogRecord) -> None:
        _append(self.format(record) + "\n")


def _keep(error_id: str, error: Exception) -> Path | None:
    told = "".join(traceback.format_exception(error))
    return _append(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} error {error_id}\n{told}\n")


def _append(entry: str) -> Path | None:
    """Return the file that an entry was added to, None if there is no place for it."""
    redact = Redactor()
    for file in (log_file(), Path(tempfile.gettempdir()) / "entente-errors.log"):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with open(file, "a", encoding="utf-8", opener=_for_owner) as log:
                log.write(redact(entry))
        except OSError:
            continue
        return file
    return None


def _for_owner(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
