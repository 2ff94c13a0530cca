"""A database that breaks off at a COMMIT: with the transaction stored, or without it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from core.service import Service

Break = Callable[[Any], Exception]
"""Makes the planted error of a database's driver."""


def lost(driver: Any) -> Exception:
    """The database's own word that something went wrong on the way."""
    error: Exception = driver.OperationalError("disk I/O error")
    return error


def hung_up(_driver: Any) -> Exception:
    """What a connection that is cut raises."""
    return ConnectionResetError("cut")


def defect(_driver: Any) -> Exception:
    """What nobody has foreseen."""
    return RuntimeError("planted")


BREAKS = (lost, hung_up, defect)


@contextmanager
def unsure(service: Service, *, stored: bool, error: Break = lost, times: int = 1) -> Iterator[list[bool]]:
    """Let the next COMMITs raise an error, after they have stored everything or without; yield those that did."""
    dialect = service.store._engines.write.sync_engine.dialect
    real, broken = dialect.do_commit, list[bool]()

    def do_commit(connection: Any) -> None:
        if len(broken) >= times:
            real(connection)
            return
        broken.append(stored)
        if stored:
            real(connection)
        raise error(dialect.loaded_dbapi)

    with pytest.MonkeyPatch.context() as planted:
        planted.setattr(dialect, "do_commit", do_commit)
        yield broken
