"""What a wheel carries, and what a lock tells."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.import_rules import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DATA: dict[str, list[str]] = PROJECT["tool"]["setuptools"]["package-data"]
ONLY_FOR_READERS = (ROOT / "bot" / "terminal" / "showcase", ROOT / "bot" / "discord" / "showcase")


@pytest.mark.parametrize("package", ["bot", "core", "migrations"])
def test_every_file_that_the_program_reads_is_in_the_package(package: str) -> None:
    carried = {file for pattern in DATA[package] for file in (ROOT / package).glob(pattern)}
    missing = [file for file in _data_files(ROOT / package) if file not in carried]
    assert missing == [], "Name them under package-data in pyproject.toml."


def test_every_folder_with_code_is_a_package() -> None:
    folders = {file.parent for room in ("bot", "core", "migrations") for file in (ROOT / room).rglob("*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_versions_and_hashes_and_no_place(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if not line.startswith(" ")]
    assert all("==" in line and line.endswith("\\") for line in pinned)
    assert all(line.strip().startswith("--hash=sha256:") for line in lines if line not in pinned)


def test_the_development_lock_pins_what_the_program_runs_with() -> None:
    program, development = (
        set(_pins(ROOT / lock)) for lock in ("requirements.lock", "requirements-dev.lock")
    )  # fmt: skip
    assert program <= development


def test_every_banned_name_is_caught_with_its_reason() -> None:
    banned = PROJECT["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    source = "".join(f"import {name.rpartition('.')[0]}\n{name}\n" for name in banned)
    ruff = [sys.executable, "-m", "ruff", "check", "--select=TID251", "--output-format=json", "--stdin-filename"]
    told = subprocess.run(
        [*ruff, "core/x.py", "-"], input=source, capture_output=True, text=True, check=False, cwd=ROOT
    )
    found = " ".join(fault["message"] for fault in json.loads(told.stdout))
    assert [name for name, ban in banned.items() if f"`{name}` is banned: {ban['msg']}" not in found] == []


def _pins(lock: Path) -> list[str]:
    return [line.rstrip(" \\") for line in lock.read_text(encoding="utf-8").splitlines() if "==" in line]


def _data_files(package: Path) -> list[Path]:
    files = (file for file in package.rglob("*") if file.is_file() and file.suffix not in {".py", ".pyc"})
    return [file for file in files if not any(map(file.is_relative_to, ONLY_FOR_READERS))]
