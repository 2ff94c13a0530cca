"""What a row of rooms remembers of each: which room of the chat it is, and what was last made of it."""

import json
from collections.abc import Mapping
from typing import NamedTuple

NOTHING = "{}"
"""No room has been made yet."""


class Noted(NamedTuple):
    """The chat's id of a room ("": it has none), and the digest of what it was last made to be."""

    room: str
    digest: str


def read_notes(message: str) -> dict[str, Noted]:
    """Return what is noted, by the ids of tables."""
    return {table: Noted(room, digest) for table, (room, digest) in json.loads(message or NOTHING).items()}


def written(notes: Mapping[str, Noted]) -> str:
    """Return notes as they are stored."""
    return json.dumps(notes, separators=(",", ":"))
