"""Configuration: a TOML file, overridden by ENTENTE_* variables (nested names joined by two underscores).

[database]
url = "sqlite+aiosqlite:///entente.sqlite"        or  ENTENTE_DATABASE__URL=…
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError
from rapidfuzz import process

from bot.settings import Backup, Database, Discord, Log, Observe, Scenarios
from bot.tokens import Exposed, must_be_private, token_in

DEFAULT_FILE = Path("config.toml")


class BadConfig(Exception):
    """The configuration cannot be used; the text names the setting and what it takes."""


class Config(BaseSettings):
    """All settings, frozen."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        env_prefix="ENTENTE_",
        env_nested_delimiter="__",
        nested_model_default_partial_update=True,
    )

    database: Database = Database()
    scenarios: Scenarios = Scenarios()
    discord: Discord = Discord()
    log: Log = Log()
    backup: Backup = Backup()
    observe: Observe = Observe()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 (pydantic-settings calls it by name)
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (the same)
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 (the same)
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment override the file, which arrives as arguments."""
        return env_settings, init_settings


def load(file: Path | None = None) -> Config:
    """Return the configuration of `file`, else of $ENTENTE_CONFIG, else of ./config.toml, else the defaults.

    A token that lies in a file of its own is read. Raises BadConfig with one sentence.
    """
    named = _named(file)
    place = named or DEFAULT_FILE
    raw = _read(place, must_exist=named is not None)
    try:
        return _with_token(Config(**raw), place, raw)
    except ValidationError as error:
        raise BadConfig(_sentence(error.errors(include_url=False, include_input=False)[0])) from None
    except SettingsError:
        raise BadConfig("An ENTENTE_ variable cannot be read. Write nested names with two underscores.") from None
    except Exposed as exposed:
        raise BadConfig(str(exposed)) from None


def file_of(file: Path | None = None) -> Path | None:
    """Return the file that `load` reads, None if there is none."""
    place = _named(file) or DEFAULT_FILE
    return place if place.is_file() else None


def _named(file: Path | None) -> Path | None:
    return file or (Path(os.environ["ENTENTE_CONFIG"]) if os.environ.get("ENTENTE_CONFIG") else None)


def _with_token(config: Config, place: Path, raw: Mapping[str, Any]) -> Config:
    """Return the configuration with Discord's token in it; Exposed when others may read it where it lies."""
    if raw.get("discord", {}).get("token"):
        must_be_private(place)
    if not config.discord.token_file:
        return config
    token = token_in(Path(config.discord.token_file))
    return config.model_copy(update={"discord": config.discord.model_copy(update={"token": token})})


def _read(file: Path, *, must_exist: bool) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if must_exist:
            raise BadConfig(f"There is no configuration file {file}. Copy config.example.toml there.") from None
        return {}
    except OSError as error:
        raise BadConfig(f"The configuration file {file} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadConfig(f"The configuration file {file} is not text in UTF-8. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise BadConfig(f"The configuration file {file} is not TOML: {error}.") from None


def _sentence(detail: ErrorDetails) -> str:
    name = ".".join(str(part) for part in detail["loc"])
    if detail["type"] == "extra_forbidden":
        return f"The configuration knows no “{name}”.{_nearest(name)}"
    why = detail["msg"].removeprefix("Value error, ")
    return f"The setting “{name}” does not fit: {why[:1].lower()}{why[1:]}."


def _nearest(name: str) -> str:
    parts = {part: type(getattr(Config(), part)) for part in Config.model_fields}
    known = [*parts, *(f"{part}.{field}" for part, model in parts.items() for field in model.model_fields)]
    best = process.extractOne(name, known, score_cutoff=60)
    return f" Did you mean “{best[0]}”?" if best else " See config.example.toml."
