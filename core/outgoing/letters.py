"""What becomes of a letter's row: taken in hand, and after each way in which telling can end. Pure.

A letter of which nobody knows whether it arrived is sent once more under the same nonce: at most one too many.
"""

import hashlib
from dataclasses import replace

from core.outgoing.chat import Closed, Gone, Later, Unfit
from core.outgoing.ends import LEASE_MS, MOST_TRIES, NONCE, End, in_ms, pause_after
from core.rows import Letter


def nonce(letter: Letter) -> str:
    """Return what names this letter for good."""
    return hashlib.sha256(letter.id.encode()).hexdigest()[:NONCE]


def taken(letter: Letter, now: int) -> Letter:
    """Return a due letter in the hands of whoever claims it: the attempt is stored before anything is sent."""
    if letter.tries >= MOST_TRIES:
        return replace(letter, held=False, due=None, status="unsure")
    return replace(letter, held=True, due=now + LEASE_MS, claims=letter.claims + 1, tries=letter.tries + 1)


def after(letter: Letter, end: End, now: int) -> Letter:
    """Return the letter after an attempt to tell it has ended; with nothing left to say it ends with no message."""
    done = replace(letter, held=False, due=None)
    match end.trouble:
        case None:
            return replace(done, status="sent" if end.message else "dropped")
        case Closed() | Gone():
            return replace(done, status="closed")
        case Unfit():
            return replace(done, status="dropped")
        case Later():
            return replace(done, tries=letter.tries - 1, due=now + in_ms(end.trouble.seconds))
        case _ if letter.tries >= MOST_TRIES:
            return replace(done, status="unsure")
        case _:
            return replace(done, due=now + pause_after(letter.tries))
