"""Figure data drawn as PNG and SVG, 1200 × 640, dark and light. The only package that imports matplotlib.

Importing this package is cheap: matplotlib is loaded with the first picture.
"""

from core.figures.gallery import Gallery
from core.figures.legible import Unreadable
from core.figures.render import render
from core.figures.style import Kind, Theme

__all__ = ["Gallery", "Kind", "Theme", "Unreadable", "render"]
