"""What can be set, part by part; every default is a class that works. `bot.config` reads it."""

import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator
from pydantic_core import Url, ValidationError

_LOOPBACK = frozenset({"127.0.0.1", "[::1]", "localhost"})
DISCORD_API = "https://discord.com/api/v10"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Database(_Part):
    """Where the class is kept."""

    url: Annotated[str, Field(min_length=1)] = "sqlite+aiosqlite:///entente.sqlite"
    upgrade: bool = False
    """Whether `entente run` upgrades an older database by itself, having backed it up."""


class Scenarios(_Part):
    """Scenarios besides those shipped with the program."""

    folder: str = ""

    @property
    def path(self) -> Path | None:
        """Return the folder, None if there is none."""
        return Path(self.folder) if self.folder else None


def _safe(url: str) -> str:
    """Return an address without a slash at its end; ValueError when a token would travel where others can read it."""
    try:
        parsed = Url(url)
    except ValidationError:
        raise ValueError(f"write an address like {DISCORD_API}") from None
    if parsed.scheme != "https" and not (parsed.scheme == "http" and parsed.host in _LOOPBACK):
        raise ValueError("the token would travel unencrypted: write https://, or name this machine")
    return url.rstrip("/")


class Discord(_Part):
    """The connection to Discord; without a token there is none."""

    token: SecretStr = SecretStr("")
    token_file: str = ""
    """Read by `bot.config.load`: afterwards `token` holds what it says."""
    api_url: Annotated[str, AfterValidator(_safe)] = DISCORD_API
    instructor_role: Annotated[str, Field(max_length=100)] = "Instructor"
    development_guild: Annotated[int, Field(ge=0, lt=2**63)] = 0
    """A server's id; 0: commands are known everywhere."""
    pictures: Literal["dark", "light"] = "dark"
    """Of what is posted for all; on their own cards people have them as they like."""
    shards: Annotated[int, Field(ge=0, le=1_000)] = 0
    """How many there are over all processes; 0: as many as Discord advises."""
    shard_ids: tuple[Annotated[int, Field(ge=0)], ...] = ()
    """Which of them this process serves; empty: all."""

    @model_validator(mode="after")
    def _shards_exist(self) -> Self:
        if any(shard >= self.shards for shard in self.shard_ids):
            raise ValueError("shard_ids are numbered from 0 and lie below shards")
        return self


class Log(_Part):
    """What is written down while it runs, and where."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["auto", "json", "text"] = "auto"
    """Auto: text on a terminal, JSON else."""
    file: str = ""
    """Empty: standard error."""
    megabytes: Annotated[int, Field(ge=1, le=1_000)] = 10
    files: Annotated[int, Field(ge=0, le=1_000)] = 5
    """How many full files are kept beside the one that is written."""

    @property
    def path(self) -> Path | None:
        """Return the file, None for standard error."""
        return Path(self.file) if self.file else None


def _time_of_day(text: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
        raise ValueError("write a time of day like 03:30")
    return text


class Backup(_Part):
    """When the database is backed up by itself, and how many copies are kept."""

    every: Annotated[int, Field(ge=0, le=24 * 28)] = 24
    """Hours; 0: never."""
    at: Annotated[str, AfterValidator(_time_of_day)] = "03:30"
    """A time of day in UTC from which the hours are counted."""
    folder: str = ""
    """Empty: beside the database."""
    keep: Annotated[int, Field(ge=1, le=10_000)] = 14
    """How many of the newest are kept."""
    weeks: Annotated[int, Field(ge=0, le=1_000)] = 8
    """Of how many weeks the first is kept besides."""

    @property
    def path(self) -> Path | None:
        """Return the folder, None for the database's own."""
        return Path(self.folder) if self.folder else None


class Observe(_Part):
    """Where health and metrics are told; on this machine only, so that nothing needs a password."""

    port: Annotated[int, Field(ge=0, le=65_535)] = 0
    """0: nowhere."""
