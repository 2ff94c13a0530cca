"""A class of thirty opens the same debrief at once: the picture is drawn once."""

import asyncio
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.figures import Gallery, Unreadable, gallery, render
from tests.figures.samples import one_point


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Count what is really drawn."""
    keys: list[str] = []

    def counting(figure, theme, kind):  # type: ignore[no-untyped-def]  # passes everything on
        keys.append(f"{figure.key}.{theme}.{kind}")
        return render(figure, theme, kind)

    monkeypatch.setattr(gallery, "render", counting)
    return keys


def names_in(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


async def test_thirty_who_ask_at_once_get_one_file_drawn_once(tmp_path: Path, drawn: list[str]) -> None:
    pictures = Gallery(tmp_path / "new")
    files = await asyncio.gather(*(pictures.path(one_point(), "dark", "png") for _ in range(30)))
    pictures.close()
    assert drawn == ["one.dark.png"]
    assert len(set(files)) == 1
    assert files[0].read_bytes() == render(one_point(), "dark", "png")
    assert names_in(tmp_path / "new") == [files[0].name], "no sketch is left behind"


async def test_another_theme_kind_or_number_is_another_picture(tmp_path: Path, drawn: list[str]) -> None:
    pictures = Gallery(tmp_path)
    figure = one_point()
    other = replace(figure, alt="Another number.")
    files = {
        await pictures.path(figure, "dark", "png"),
        await pictures.path(figure, "light", "png"),
        await pictures.path(figure, "dark", "svg"),
        await pictures.path(other, "dark", "png"),
    }
    pictures.close()
    assert len(files) == len(drawn) == 4


async def test_a_new_gallery_over_the_same_folder_finds_what_was_drawn(tmp_path: Path, drawn: list[str]) -> None:
    for _ in range(2):
        pictures = Gallery(tmp_path)
        await pictures.path(one_point())
        pictures.close()
    assert drawn == ["one.dark.png"]


async def test_the_folder_keeps_only_so_many_and_the_latest_among_them(tmp_path: Path) -> None:
    pictures = Gallery(tmp_path, most=2)
    files = [await pictures.path(replace(one_point(), alt=f"Number {n}."), "dark", "svg") for n in range(4)]
    pictures.close()
    assert set(names_in(tmp_path)) == {file.name for file in files[2:]}


async def test_a_key_cannot_leave_the_folder(tmp_path: Path) -> None:
    pictures = Gallery(tmp_path / "in")
    file = await pictures.path(replace(one_point(), key="../../Étc/passwd\x00"), "dark", "svg")
    pictures.close()
    assert file.parent == tmp_path / "in"
    assert file.name.startswith("tc-passwd-dark-")


async def test_a_figure_without_alt_text_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    pictures = Gallery(tmp_path / "new")
    with pytest.raises(Unreadable, match=r'^Figure "one" has no alt text\. Say what is shown, with its numbers\.$'):
        await pictures.path(replace(one_point(), alt=""))
    pictures.close()
    assert not (tmp_path / "new").exists()


def test_importing_figures_does_not_load_matplotlib() -> None:
    code = "import sys, core.figures; sys.exit('matplotlib' in sys.modules or 'PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
