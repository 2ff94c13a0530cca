"""From a figure to the bytes of a picture."""

from core.figures.legible import require_legible
from core.figures.style import Kind, Theme
from core.kit.figure import Figure


def render(figure: Figure, theme: Theme = "dark", kind: Kind = "png") -> bytes:
    """Return the picture, 1200 × 640, opaque; the same figure gives the same bytes.

    Raises Unreadable, with a sentence, for a figure without title, alt text, twin or finite numbers.
    """
    require_legible(figure)
    from core.figures.draw import saved  # noqa: PLC0415  matplotlib takes most of a second to load

    return saved(figure, theme, kind)
