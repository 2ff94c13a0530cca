"""An installation to be looked at: a folder with a configuration and a database, all of it well."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.cli.doctor import examine
from core.finding import Finding
from core.store import migrate
from core.store.engine import url_of


@dataclass(frozen=True, slots=True)
class Patient:
    """The folder that everything lies in."""

    folder: Path

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def database(self) -> Path:
        return self.folder / "class.sqlite"

    @property
    def token(self) -> Path:
        return self.folder / "token"

    async def findings(self) -> Mapping[str, Finding]:
        """Return what the doctor finds, by what it is about."""
        return {finding.about: finding for finding in await examine(self.config)}

    async def complaints(self) -> Mapping[str, Finding]:
        """Return what is not well."""
        return {about: finding for about, finding in (await self.findings()).items() if not finding.well}

    def write(self, more: str = "", api: str = "http://127.0.0.1:9/api/v10") -> None:
        """Write the configuration anew, with more sections."""
        discord = f'[discord]\napi_url = "{api}"\ntoken_file = "{self.token}"\n'
        self.config.write_text(f'[database]\nurl = "{url_of(self.database)}"\n{discord}{more}')
        self.config.chmod(0o600)


async def patient(folder: Path, api: str, token: str) -> Patient:
    """Return an installation in good health."""
    made = Patient(folder)
    _write(made.token, token)
    made.write(api=api)
    await migrate.upgrade(url_of(made.database))
    _shut(made.database)
    return made


def _write(file: Path, text: str) -> None:
    file.write_text(text)
    _shut(file)


def _shut(file: Path) -> None:
    file.chmod(0o600)
