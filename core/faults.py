"""Defects: logged under an id with what helps to find them; the person is told that id, and that nothing changed.

Explaining never raises: whoever waits for an answer gets one, whatever else is broken.
"""

import logging
import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import fields

from core.command import Command
from core.kit.fields import Words
from core.replies import Result
from core.requests.base import Request, inputs
from core.rows import Row
from core.trail import NOWHERE, Trail

_LOG = logging.getLogger(__name__)


def new_error_id() -> str:
    """Return eight letters and digits, for people to read out."""
    return secrets.token_hex(4).upper()


def explain_fault(fault: BaseException, command: Command, trail: Trail = NOWHERE) -> Result:
    """Log a defect under an id and return what the person is told.

    The record carries what was typed as `typed`, so that whoever writes the log can take it out of the traceback.
    """
    error_id = new_error_id()
    with _whatever_breaks(error_id):
        kind = type(command.request).__name__
        known: Mapping[str, object] = {
            "error": error_id,
            "kind": kind,
            "workspace": command.who.workspace,
            "section": trail.section,
            "session": trail.session,
            "table": trail.table,
            "seq": trail.seq,
            "typed": tuple(typed_texts(command.request)),
        }
        _LOG.error("fault %s in %s", error_id, kind, exc_info=fault, extra=known)
    sentence = (
        f"Something went wrong on our side; nothing was changed. Try again, or tell your instructor: error {error_id}."
    )
    return Result(said=(sentence,), refused="fault")


@contextmanager
def contained(doing: str, commands: Sequence[Command] = ()) -> Iterator[None]:
    """Log whatever breaks inside under an id, and go on: for what is done once the answer is certain."""
    try:
        yield
    except Exception as fault:
        error_id = new_error_id()
        with _whatever_breaks(error_id):
            typed = tuple(text for command in commands for text in typed_texts(command.request))
            known = {"error": error_id, "typed": typed}
            _LOG.error("fault %s in %s", error_id, doing, exc_info=fault, extra=known)


@contextmanager
def _whatever_breaks(error_id: str) -> Iterator[None]:
    """Log at least the id of a defect when telling more of it breaks."""
    try:
        yield
    except Exception:
        with suppress(Exception):
            _LOG.error("fault %s, and what it was could not be told", error_id, extra={"error": error_id})


def where(row: Row) -> Mapping[str, str]:
    """Return what a log line about a row names besides its id."""
    return {name: getattr(row, name, "") for name in ("workspace", "section", "session", "table")}


def typed_texts(request: Request) -> Iterator[str]:
    """Yield what a person typed in their own words: texts, and values by any name."""
    free = {field.name for field in inputs(type(request)) if isinstance(field, Words)}
    for part in fields(request):
        value = getattr(request, part.name)
        if isinstance(value, str) and part.name in free:
            yield value
        elif isinstance(value, Mapping):
            yield from (str(text) for text in value.values())
