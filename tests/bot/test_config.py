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
        ('[discord]\ntokn = "x"', "Did you mean “discord.token”?"),
        ('[discord]\napi_url = "http://school.example/api"', "“discord.api_url” does not fit: the token would travel"),
        ('[discord]\napi_url = "discord"', "write an address like https://discord.com/api/v10"),
        ("[discord]\nshards = 2\nshard_ids = [2]", "“discord” does not fit: shard_ids are numbered from 0"),
        ('[backup]\nat = "25:00"', "write a time of day like 03:30"),
        ("[observe]\nport = 70000", "“observe.port” does not fit"),
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


def test_the_environment_sets_discord_without_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_DISCORD__TOKEN", "abc.def")
    monkeypatch.setenv("ENTENTE_DISCORD__API_URL", "http://127.0.0.1:8080/api/v10/")
    monkeypatch.setenv("ENTENTE_DISCORD__SHARDS", "2")
    monkeypatch.setenv("ENTENTE_DISCORD__SHARD_IDS", "[0, 1]")
    found = load().discord
    assert found.token.get_secret_value() == "abc.def"
    assert found.api_url == "http://127.0.0.1:8080/api/v10"
    assert (found.shards, found.shard_ids) == (2, (0, 1))
    assert "abc.def" not in repr(load())


def _file(path: Path, text: str, mode: int) -> Path:
    path.write_text(text)
    path.chmod(mode)
    return path


def test_a_token_is_taken_from_a_file_that_only_its_owner_may_read(tmp_path: Path) -> None:
    file = _file(tmp_path / "c.toml", f'[discord]\ntoken_file = "{tmp_path / "token"}"\n', 0o644)
    _file(tmp_path / "token", "abc.def\n", 0o600)
    assert load(file).discord.token.get_secret_value() == "abc.def"


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o620, 0o666])
def test_a_token_that_others_may_read_is_refused_with_the_way_to_mend_it(tmp_path: Path, mode: int) -> None:
    file = _file(tmp_path / "c.toml", '[discord]\ntoken = "abc.def"\n', mode)
    with pytest.raises(BadConfig, match=r"Others on this machine may read .* Run: chmod 600 .*c\.toml") as wrong:
        load(file)
    assert "abc.def" not in str(wrong.value)
    outer = _file(tmp_path / "o.toml", f'[discord]\ntoken_file = "{tmp_path / "token"}"\n', 0o644)
    _file(tmp_path / "token", "abc.def\n", mode)
    with pytest.raises(BadConfig, match=r"chmod 600 .*token$"):
        load(outer)


@pytest.mark.parametrize("text", ["", "two words", "\x00\x01"])
def test_a_file_without_a_token_is_said_to_be_so(tmp_path: Path, text: str) -> None:
    file = _file(tmp_path / "c.toml", f'[discord]\ntoken_file = "{tmp_path / "token"}"\n', 0o644)
    with pytest.raises(BadConfig, match="token cannot be read: No such file"):
        load(file)
    _file(tmp_path / "token", text, 0o600)
    with pytest.raises(BadConfig, match="does not hold a token"):
        load(file)


def test_a_setting_in_the_environment_that_is_no_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_DATABASE", "{")
    with pytest.raises(BadConfig, match="ENTENTE_"):
        load()
