"""A room: a private place for one table to talk in, as a chat is asked to make it."""

from dataclasses import dataclass

COMPANY = 2
"""So many people need a room; one alone has nobody to talk to."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a table's room should be. Accounts are those of the server that it lies in."""

    table: str
    title: str
    inside: tuple[str, ...] = ()
    """Who sits at the table now."""
    outside: tuple[str, ...] = ()
    """Who has left the table and reads no further."""
    open: bool = True
    """False once the session has ended: nobody writes there any more."""

    @property
    def needed(self) -> bool:
        """Whether it should be made if it is not there."""
        return self.open and len(self.inside) >= COMPANY
