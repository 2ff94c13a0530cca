"""Configuration: the example tells the truth, the environment wins, and mistakes are named."""

import tomllib
from pathlib import Path

import pytest

from bot.config import BadConfig, Config, load

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ENTENTE_CONFIG", raising=False)
    monkeypatch.delenv("ENTENTE_DATABASE__URL", raising=False)


def test_without_a_file_the_defaults_hold() -> None:
    assert load().database.url == "sqlite+aiosqlite:///entente.sqlite"
    assert load().scenarios.path is None


def test_the_example_is_the_defaults_and_names_every_setting() -> None:
    raw = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert Config(**raw) == Config()
    assert raw == Config().model_dump(mode="json")


def test_the_environment_overrides_one_setting_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "school.toml"
    file.write_text('[database]\nurl = "sqlite+aiosqlite:///a.sqlite"\n[log]\nlevel = "debug"\n')
    monkeypatch.setenv("ENTENTE_DATABASE__URL", "sqlite+aiosqlite:///b.sqlite")
    config = load(file)
    assert config.database.url == "sqlite+aiosqlite:///b.sqlite"
    assert config.log.level == "debug"


def test_the_file_may_be_named_by_the_environment_or_lie_in_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("config.toml").write_text('[log]\nlevel = "error"\n')
    assert load().log.level == "error"
    (tmp_path / "other.toml").write_text('[log]\nlevel = "warning"\n')
    monkeypatch.setenv("ENTENTE_CONFIG", str(tmp_path / "other.toml"))
    assert load().log.level == "warning"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[databse]\nurl = "x"', "“databse”. Did you mean “database”?"),
        ('[database]\nurll = "x"', "“database.urll”. Did you mean “database.url”?"),
        ('[log]\nlevel = "loud"', "“log.level” does not fit"),
        ("[database]\nurl = 3", "“database.url” does not fit"),
        ("database = 3", "“database” does not fit"),
        ("[log", "is not TOML"),
    ],
)
def test_a_mistake_is_named_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "c.toml"
    file.write_text(text)
    with pytest.raises(BadConfig) as wrong:
        load(file)
    assert sentence in str(wrong.value)
    assert "\n" not in str(wrong.value).strip()


def test_a_file_that_was_named_must_be_there_and_be_text(tmp_path: Path) -> None:
    with pytest.raises(BadConfig, match=r"no configuration file .*config\.example\.toml"):
        load(tmp_path / "none.toml")
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadConfig, match="UTF-8"):
        load(tmp_path / "odd.toml")
    with pytest.raises(BadConfig, match="cannot be read"):
        load(tmp_path)


def test_a_setting_in_the_environment_that_is_no_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_DATABASE", "{")
    with pytest.raises(BadConfig, match="ENTENTE_"):
        load()
