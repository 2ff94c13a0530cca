"""What never stands in a log, whoever logs it: secrets by their value, by their look, and by where they stand.

A library's message or a traceback may hold anything, so every text of every line passes through here last.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote, unquote

from bot.config import Config

GONE = "[redacted]"
_SHORTEST = 4  # characters: shorter ones would tear holes into words, and hide nothing

_BY_LOOK = tuple(
    re.compile(pattern)
    for pattern in (
        r"[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6,7}\.[A-Za-z0-9_-]{27,}",  # a Discord bot's token
        r"xox[a-z]-[A-Za-z0-9-]{8,}|xapp-[A-Za-z0-9-]{8,}|xoxe\.[A-Za-z0-9.-]{8,}",  # Slack's
        r"(?<=hooks\.slack\.com/)\S+",
        r"(?<=/webhooks/)\d+/[^/\s?\"']+",  # an interaction's token, good for a quarter of an hour
        r"(?<=/interactions/)\d+/[^/\s?\"']+",
        r"(?i)(?<=authorization)[\"']?\s*[:=]\s*[\"']?(?:(?:bot|bearer|basic)\s+)?[^\s\"',}]+",
        r"(?<=://)[^/\s@]*:[^/\s]*(?=@)",  # user and password of an address
        r"(?<=input_value=).*?(?=, input_type=)",  # what pydantic found wrong is what somebody typed
        r"(?<=\[parameters: ).*",  # and what the database was given may be a note
    )
)


class Redactor:
    """Takes the secrets of one configuration, and whatever looks like one, out of a text."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = _longest_first(secrets)

    def __call__(self, text: str, typed: Sequence[str] = ()) -> str:
        """Return a text without secrets, and without what the person had typed whose command went wrong."""
        for secret in (*self._secrets, *_longest_first(typed)):
            text = text.replace(secret, GONE)
        for look in _BY_LOOK:
            text = look.sub(GONE, text)
        return text


def secrets_of(config: Config) -> tuple[str, ...]:
    """Return every secret that a configuration holds, also as it stands in an address."""
    password = _password(config.database.url)
    token = config.discord.token.get_secret_value()
    return tuple(secret for secret in (token, password, unquote(password), quote(unquote(password), safe="")) if secret)


def _password(url: str) -> str:
    found = re.search(r"://[^/\s@]*?:([^/\s]*)@", url)
    return found[1] if found else ""


def _longest_first(texts: Iterable[str]) -> list[str]:
    """Return the texts to look for, the longest first: one may be part of another."""
    shown = {form for text in texts for form in (text, repr(text)[1:-1]) if len(form) >= _SHORTEST}
    return sorted(shown, key=len, reverse=True)
