"""What can go wrong with the database, in sentences a person can act on."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError

from core.rows import Row

_FULL = "The disk is full. Free some space, then try again; nothing that was confirmed is lost."
_LOCKED = "The database is in use by another program. Nothing was lost; try again in a moment."
_AWAY = "The database server does not answer. Nothing was lost; start it, or try again in a moment."
_IO = "The disk reported an error. Check the disk; nothing that was confirmed is lost."
_UNCERTAIN = (
    "The database broke off while this was being stored, and does not tell whether it was. "
    "Look whether it was done; if not, do it again."
)
_SENTENCES = (
    ("locked", _LOCKED),
    ("readonly", "The database file can only be read. Make it writable for Entente, then try again."),
    ("read-only", "The database file can only be read. Make it writable for Entente, then try again."),
    ("full", _FULL),
    ("i/o error", _IO),
    ("unable to open", "The database file cannot be opened. Check that its folder exists and belongs to Entente."),
    ("malformed", "The database file is damaged. Restore the last backup."),
    ("not a database", "This file is not a database of Entente's. Name another one in the configuration."),
)
_STATES: Mapping[str, str] = MappingProxyType(
    {
        "08": _AWAY,
        "25006": "The database can only be read: is this the server's standby? Name the one that takes writes.",
        "25P03": _LOCKED,
        "28": "The database server refuses this user or password. Check the database's address in the configuration.",
        "3D000": "The server has no database of this name. Make it with createdb, then run: entente db upgrade",
        "3F000": "The database has no schema to lay tables out in. Make one with CREATE SCHEMA public.",
        "40": _LOCKED,
        "42501": "The database does not let Entente do this. Make its user the owner of the database.",
        "42P01": "The database has not been laid out yet. Run: entente db upgrade",
        "53100": _FULL,
        "53200": "The database server is out of memory. Nothing was lost; give it more, or try again in a moment.",
        "53300": "The database server takes no more connections. Raise its max_connections, or stop a program.",
        "55P03": _LOCKED,
        "57014": _AWAY,
        "57P": "The database server is stopping or starting. Nothing was lost; try again in a moment.",
        "58": _IO,
    }
)
"""What PostgreSQL's SQLSTATEs mean to people, by their beginnings; the longest that fits."""
_ONE_ROW = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
_ONE_ROW_STATES = ("22", "23")
_MET_ANOTHER = ("23505", "40001", "40P01")  # the same key, a changed row, a deadlock


class StoreTrouble(Exception):
    """The database could not do it; nothing of the batch was stored. The text is for people."""


class Uncertain(StoreTrouble):
    """The database failed at a COMMIT: whether the transaction was stored is known to whoever looks again."""

    def __init__(self, changes: Mapping[type[Row], Sequence[Row]]) -> None:
        super().__init__(_UNCERTAIN)
        self.changes = changes
        """The rows that it has put if it was stored."""


def explain(error: BaseException) -> StoreTrouble:
    """Return the trouble in words, with the driver's own at the end where none of ours fit."""
    if state := _state(error):
        found = max((begin for begin in _STATES if state.startswith(begin)), key=len, default="")
        if found:
            return StoreTrouble(_STATES[found])
    elif _is_away(error):
        return StoreTrouble(_AWAY)
    cause = str(getattr(error, "orig", None) or error)
    for sign, sentence in _SENTENCES:
        if not state and sign in cause.lower():
            return StoreTrouble(sentence)
    return StoreTrouble(f"The database refused: {cause.splitlines()[0][:200] if cause else type(error).__name__}.")


@contextmanager
def explained() -> Iterator[None]:
    """Raise StoreTrouble, with a sentence, for whatever the database raises inside."""
    try:
        yield
    except Exception as error:
        if not is_foreseen(error):
            raise
        raise explain(error) from error


def is_foreseen(error: BaseException) -> bool:
    """Tell whether an error is the database's own word, or says that it cannot be reached."""
    return isinstance(error, DBAPIError | OSError) or bool(_state(error))


def is_store_wide(error: BaseException) -> bool:
    """Tell whether the whole store is in trouble (disk, lock, connection), not one sick row: never bisected."""
    if state := _state(error):
        return not state.startswith(_ONE_ROW_STATES)
    if not isinstance(error, DBAPIError) or error.connection_invalidated:
        return True
    unfit = isinstance(getattr(error.orig, "__cause__", None), ValueError)  # the driver could not send a value
    return not (unfit or isinstance(error, _ONE_ROW))


def is_contest(error: BaseException) -> bool:
    """Tell whether a batch met another process's on a server, so that it may be decided anew at once."""
    return _state(error) in _MET_ANOTHER


def _state(error: BaseException) -> str:
    """Return PostgreSQL's code of an error, raised by the driver itself or passed on; empty for SQLite's."""
    found = getattr(getattr(error, "orig", error), "sqlstate", None)
    return found if isinstance(found, str) else ""


def _is_away(error: BaseException) -> bool:
    """Tell whether a server could not be reached or has gone: SQLite's own errors are none of these."""
    return isinstance(error, OSError) or (isinstance(error, DBAPIError) and error.connection_invalidated)
