"""A board or a letter that may be taken in hand."""

from typing import NamedTuple

from core.rows import Board, Letter


class Due(NamedTuple):
    """Its kind and id, and where it speaks."""

    kind: type[Board] | type[Letter]
    id: str
    platform: str
    address: str

    @property
    def lane(self) -> str:
        """Return what shares one pace: all that is said in one place. Rooms are no messages in their channel."""
        return self.id if self.kind is Board and self.id.split(":")[1] == "rooms" else self.address
