"""A seal on what a button recalls: whoever was given an answer may look at it again, and nobody who guesses its number.

Requests need no seal, since core checks whoever makes them. A stored answer has no owner of its own, so its button
carries one, sealed with a key made from the bot's token. A new token breaks old seals, and their buttons say so.
"""

import hmac
from hashlib import sha256

from bot.discord.touch import AnswerTo

_LENGTH = 12  # hexadecimal digits: 48 bits, to be guessed at five presses a second


class Seal:
    """Seals answers for the person they were given to."""

    def __init__(self, token: str) -> None:
        self._key = sha256(f"entente, answers: {token}".encode("utf-8", "surrogatepass")).digest()

    def on(self, user: str, once: str) -> AnswerTo:
        """Return what recalls the answer that a person got to a delivery."""
        return AnswerTo(once, self._of(user, once))

    def holds(self, user: str, answer: AnswerTo) -> bool:
        """Tell whether an answer was given to this person."""
        return hmac.compare_digest(self._of(user, answer.once), answer.seal)

    def _of(self, user: str, once: str) -> str:
        return hmac.new(self._key, f"{user}:{once}".encode(), sha256).hexdigest()[:_LENGTH]
