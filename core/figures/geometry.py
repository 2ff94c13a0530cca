"""Boxes, scales and places on the paper, in pixels from the bottom left. Pure; knows no canvas."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, left to right and bottom to top."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Return the width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return the height."""
        return self.top - self.bottom

    @property
    def area(self) -> float:
        """Return the area."""
        return max(0.0, self.width) * max(0.0, self.height)

    def overlap(self, other: "Box") -> float:
        """Return the area shared with another box."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across * up if across > 0 and up > 0 else 0.0

    def grown(self, by: float) -> "Box":
        """Return the box with a border around it."""
        return Box(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def inside(self, paper: "Box") -> "Box":
        """Return the box moved onto a paper; one too wide for it begins at its left edge."""
        across = paper.left - self.left if self.left < paper.left else min(0.0, paper.right - self.right)
        up = paper.bottom - self.bottom if self.bottom < paper.bottom else min(0.0, paper.top - self.top)
        return Box(self.left + across, self.bottom + up, self.right + across, self.top + up)


def around(centre: Point, width: float, height: float) -> Box:
    """Return the box of this size around a point."""
    (x, y) = centre
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values of an axis stand: `low` at pixel `start`, `high` at pixel `end`; beyond them at the edge."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the pixel of a value."""
        part = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + part * (self.end - self.start)


@dataclass(slots=True)
class Places:
    """What is taken on the paper. Labels ask it for the best of their candidate places."""

    paper: Box
    texts: list[Box] = field(default_factory=list)
    things: list[tuple[Box, float]] = field(default_factory=list)
    """Marks a text should keep off, and how much it matters (1: as much as a text)."""

    def best(self, candidates: Sequence[Box]) -> Box:
        """Return the candidate that covers least, the earlier the better; nothing is taken yet."""
        return min(enumerate(candidates), key=lambda at: self.cost(at[1]) + 12 * at[0])[1]

    def cost(self, box: Box) -> float:
        """Return how badly a box would sit: pixels on texts and off the paper count fourfold."""
        on_things = sum(weight * box.overlap(thing) for thing, weight in self.things)
        return on_things + 4 * self.hidden(box)

    def hidden(self, box: Box) -> float:
        """Return how many pixels of a box would lie on or close beside other texts, or off the paper."""
        close = Box(box.left - 12, box.bottom, box.right + 12, box.top)
        return sum(close.overlap(text) for text in self.texts) + box.area - box.overlap(self.paper)


def moved_apart(points: Sequence[Point], least: float, moves: Sequence[Point]) -> list[Point]:
    """Return the points, each moved by the first of `moves` that leaves `least` pixels to those before it."""
    placed: list[Point] = []
    for x, y in points:
        tried = ((x + dx, y + dy) for dx, dy in moves)
        placed.append(next((p for p in tried if all(math.dist(p, q) >= least for q in placed)), (x, y)))
    return placed


def upward(size: float, most: int) -> list[Point]:
    """Return the moves that pile points up, above and below in turn: 0, +1, −1, +2 … sizes."""
    return [(0.0, (n + 1) // 2 * size * (1 if n % 2 else -1)) for n in range(most)]


def outward(size: float, rings: int) -> list[Point]:
    """Return the moves to the rings around a place (six in the first, twelve in the second), opposite ones in turn."""
    turns = [(ring, (n // 2 + n % 2 * 3 * ring) / (3 * ring)) for ring in range(1, rings + 1) for n in range(6 * ring)]
    around_it = ((ring * size * math.cos(math.pi * t), ring * size * math.sin(math.pi * t)) for ring, t in turns)
    return [(0.0, 0.0), *around_it]


def nearest_gap(values: Iterable[float], most: float) -> float:
    """Return the least distance between two different values, or `most` if that is less."""
    ordered = sorted(set(values))
    return min([most, *(b - a for a, b in pairwise(ordered))])
