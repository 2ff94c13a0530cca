"""What can go wrong with the database, in sentences a person can act on."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError

_SENTENCES = (
    ("locked", "The database is in use by another program. Nothing was lost; try again in a moment."),
    ("readonly", "The database file can only be read. Make it writable for Entente, then try again."),
    ("read-only", "The database file can only be read. Make it writable for Entente, then try again."),
    ("full", "The disk is full. Free some space, then try again; nothing that was confirmed is lost."),
    ("i/o error", "The disk reported an error. Check the disk; nothing that was confirmed is lost."),
    ("unable to open", "The database file cannot be opened. Check that its folder exists and belongs to Entente."),
    ("malformed", "The database file is damaged. Restore the last backup."),
    ("not a database", "This file is not a database of Entente's. Name another one in the configuration."),
)
_ONE_ROW = (DataError, IntegrityError, NotSupportedError, ProgrammingError)


class StoreTrouble(Exception):
    """The database could not do it; nothing of the batch was stored. The text is for people."""


def explain(error: BaseException) -> StoreTrouble:
    """Return the trouble in words, with the driver's own at the end where none of ours fit."""
    cause = str(getattr(error, "orig", None) or error)
    for sign, sentence in _SENTENCES:
        if sign in cause.lower():
            return StoreTrouble(sentence)
    return StoreTrouble(f"The database refused: {cause.splitlines()[0][:200] if cause else type(error).__name__}.")


@contextmanager
def explained() -> Iterator[None]:
    """Raise StoreTrouble, with a sentence, for whatever the database raises inside."""
    try:
        yield
    except DBAPIError as error:
        raise explain(error) from error


def is_store_wide(error: DBAPIError) -> bool:
    """Tell whether the whole store is in trouble (disk, lock, connection), not one sick row: never bisected."""
    return error.connection_invalidated or not isinstance(error, _ONE_ROW)
