"""A figure from its data to a finished sheet."""

from core.figures.frame import frame
from core.figures.marks import draw_marks
from core.figures.sheet import Sheet, our_settings
from core.figures.style import Kind, Theme
from core.kit.figure import Figure


def draw(figure: Figure, theme: Theme) -> Sheet:
    """Return the finished sheet; call inside `our_settings`."""
    sheet = Sheet(theme)
    draw_marks(sheet, figure, frame(sheet, figure))
    return sheet


def saved(figure: Figure, theme: Theme, kind: Kind) -> bytes:
    """Return the bytes of a picture."""
    with our_settings():
        sheet = draw(figure, theme)
        return sheet.png(figure.title, figure.alt) if kind == "png" else sheet.svg(figure.title, figure.alt)
