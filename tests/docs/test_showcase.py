"""What the README shows of the demo is what the demo shows."""

import io
from pathlib import Path

import numpy as np
import pytest
from matplotlib.image import imread

from core.figures import render
from tests.docs import showcase
from tests.docs.pages import README, parts, text_of


@pytest.mark.slow
async def test_the_readme_quotes_the_demo_word_for_word_and_shows_its_picture(tmp_path: Path) -> None:
    shown = await showcase.play(tmp_path)
    quoted = parts(text_of(README))
    for name, written in showcase.parts(shown).items():
        assert written in quoted[name], "The demo has changed: run `make docs`."
    for theme in showcase.THEMES:
        kept, drawn = imread(showcase.file_of(theme)), imread(io.BytesIO(render(shown.figure, theme)))
        assert np.abs(kept - drawn).mean() < 0.001, "The picture has changed: run `make docs`."


def test_an_excerpt_follows_the_order_of_the_demo() -> None:
    said = [f"{i} {words}" for i, slice_ in enumerate(showcase.EXCERPT) for words in slice_]
    assert list(showcase.abridged(["before", *said, "after"]))[:3] == [said[0], said[1], "  …"]
    with pytest.raises(LookupError, match="no longer says"):
        list(showcase.abridged(said[:-1]))
