"""Finding a seat of a table by what somebody typed."""

from rapidfuzz import process, utils

from core.kit.refusals import Ambiguous, NotAMove
from core.rows import Chair

_NEAR = 70
"""How alike (0..100) a name must be to be worth asking about."""


def chair_named(chairs: tuple[Chair, ...], text: str) -> Chair:
    """Return the seat whose title or key was typed; part of a title will do when only one seat has it.

    Raises Ambiguous when several have it, else NotAMove with the nearest titles.
    """
    wanted = text.strip().casefold()
    exact = [chair for chair in chairs if wanted in {chair.key.casefold(), chair.title.casefold()}]
    parts = exact or [chair for chair in chairs if wanted and wanted in chair.title.casefold()]
    if len(parts) == 1:
        return parts[0]
    if parts:
        raise Ambiguous(f'"{text[:40]}" could be more than one seat.', suggestions=_titles(parts))
    titles = [chair.title for chair in chairs]
    near = process.extract(text, titles, processor=utils.default_process, score_cutoff=_NEAR, limit=3)
    guesses = tuple(dict.fromkeys(title for title, _, _ in near))
    raise NotAMove(f'There is no seat called "{text[:40]}" at this table.', suggestions=guesses or _titles(chairs))


def _titles(chairs: "tuple[Chair, ...] | list[Chair]") -> tuple[str, ...]:
    return tuple(chair.title for chair in chairs)[:6]
