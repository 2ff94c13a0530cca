"""The lines of keys, against what tomllib reads from the same text."""

import tomllib
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.scenario import check
from core.scenario.lines import Path, find_lines
from tests.scenarios.toy import GAMES, GOOD

TEXT = """\
# a = 1 in a comment
a.b = \'\'\'
x = 1
\'\'\'
"quoted key".'c' = 'it # no comment'
list = [ # comment with ]
  1, [2,
  3], {k = 1, m.n = 2},
]
[table.inner]
k = 2021-01-01
[[rows]]
k = 1
[rows.sub]
z = 1
[[rows]]
k = 2
[[rows.deep]]
v = \"\"\"
\"\"\"
[[rows.deep]]
v = 3
"""

WHERE: dict[Path, int] = {
    ("a",): 2,
    ("a", "b"): 2,
    ("quoted key", "c"): 5,
    ("list",): 6,
    ("list", 0): 7,
    ("list", 1): 7,
    ("list", 1, 1): 8,
    ("list", 2): 8,
    ("list", 2, "m", "n"): 8,
    ("table",): 10,
    ("table", "inner", "k"): 11,
    ("rows",): 12,
    ("rows", 0): 12,
    ("rows", 0, "sub"): 14,
    ("rows", 0, "sub", "z"): 15,
    ("rows", 1): 16,
    ("rows", 1, "k"): 17,
    ("rows", 1, "deep", 0, "v"): 19,
    ("rows", 1, "deep", 1): 21,
    ("rows", 1, "deep", 1, "v"): 22,
}


def every_path(value: Any, path: Path = ()) -> Iterator[Path]:
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield from every_path(part, (*path, key))


def test_every_kind_of_key_is_found_on_its_line() -> None:
    lines = find_lines(TEXT)
    assert {path: lines.by_path[path] for path in WHERE} == WHERE


def test_the_lines_name_exactly_the_paths_that_tomllib_reads() -> None:
    assert set(find_lines(TEXT).by_path) == set(every_path(tomllib.loads(TEXT)))


plain = st.integers(-9, 9) | st.booleans() | st.text(st.sampled_from("ab#[]={},.'\" "), max_size=6)
values = st.recursive(plain, lambda v: st.lists(v, max_size=3) | st.dictionaries(st.sampled_from("abc"), v, max_size=3))


def as_toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, list):
        return "[\n" + ",  # and\n".join(as_toml(v) for v in value) + "\n]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k} = {as_toml(v)}" for k, v in value.items()).replace("\n", " ") + "}"
    return str(value)


@given(st.dictionaries(st.sampled_from(["x", "y", "z"]), st.lists(plain, max_size=3) | plain, min_size=1))
def test_any_table_has_a_line_for_each_of_its_paths(table: dict[str, Any]) -> None:
    text = "\n".join(f"{key} = {as_toml(value)}" for key, value in table.items())
    assert set(find_lines(text).by_path) == set(every_path(tomllib.loads(text)))


@given(st.text(max_size=200) | st.text(st.sampled_from("ab=[]{}\"'#.,\n 1\\"), max_size=200))
def test_no_text_makes_the_check_raise(text: str) -> None:
    assert all(1 <= p.line <= text.count("\n") + 1 for p in check(text, GAMES))


@given(st.binary(max_size=200))
def test_no_bytes_make_the_check_raise(data: bytes) -> None:
    assert all(p.line >= 1 and p.message.endswith((".", ")", "?")) for p in check(data, GAMES))


@settings(deadline=None)
@given(st.integers(0, len(GOOD)), st.integers(0, 12), st.text(st.sampled_from("[]{}\"'=.,\n #x9-"), max_size=6))
def test_no_slip_of_the_pen_in_a_good_file_makes_the_check_raise(at: int, cut: int, put: str) -> None:
    text = GOOD[:at] + put + GOOD[at + cut :]
    assert all(1 <= p.line <= text.count("\n") + 1 for p in check(text, GAMES))
