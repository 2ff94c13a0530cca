"""A board or a letter that may be taken in hand."""

from typing import NamedTuple

from core.rows import Board, Letter


class Due(NamedTuple):
    """Its kind and id, and where it speaks."""

    kind: type[Board] | type[Letter]
    id: str
    platform: str
    address: str
