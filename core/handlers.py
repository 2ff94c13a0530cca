"""Who answers which request: the tables of all rooms, joined."""

from functools import reduce
from operator import or_

from core import play, section
from core.context import Handlers
from core.quiz import flow


def every() -> Handlers:
    """Return all handlers; a request with two raises ValueError at start."""
    return reduce(or_, (section.HANDLERS, play.HANDLERS, flow.HANDLERS))
