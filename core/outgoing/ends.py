"""How an attempt to say something ended, and how long to wait before the next."""

from dataclasses import dataclass

from core.outgoing.chat import ChatTrouble

LEASE_MS = 30_000
"""How long whoever has taken a row may take; after that others think them dead. Longer than any send is waited for."""
ANSWER_S = 20.0
"""How long a chat is waited for."""
NONCE = 24
"""Characters of what names a message; Discord takes 25."""
MOST_TRIES = 2
"""Sends in a row whose end nobody knows: the second may be the one message too many, a third is never made."""
_FIRST_PAUSE_MS, _LONGEST_PAUSE_MS = 2_000, 60_000
_LONGEST_WAIT_S = 3_600.0  # a platform that asks to wait for longer is asked again after an hour


@dataclass(frozen=True, slots=True)
class End:
    """What came of an attempt: the message that is there now, what it shows, and what went wrong, if anything."""

    message: str = ""
    seen: int = 0
    """The change of the board (`Board.wanted`) that was drawn."""
    digest: str = ""
    trouble: ChatTrouble | None = None


def pause_after(tries: int) -> int:
    """Return how long to wait (ms) after this many tries in a row: 2 s, 4 s, 8 s, ... at most a minute."""
    return min(_LONGEST_PAUSE_MS, _FIRST_PAUSE_MS << min(tries - 1, 5))


def in_ms(seconds: float) -> int:
    """Return a wait that a platform asks for in milliseconds, rounded up."""
    return -int(-1000 * min(max(seconds, 0.0), _LONGEST_WAIT_S) // 1)
