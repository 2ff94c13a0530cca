"""What a scenario is: everything about one game that is told rather than computed."""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from core.game import Params

MOST_WORDS = 60
"""A story is read standing up, on a phone, with a minute to go."""

KEY = r"^[a-z0-9]+(-[a-z0-9]+)*$"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A game made ready to play. It knows no folder: the same value comes from a file shipped or uploaded."""

    key: str
    """As people type it: "two-level-putnam"; letters, digits and hyphens."""
    title: str
    game: str
    """The key of the game it is played by."""
    story: str
    """What the class is told in the lobby, at most sixty words."""
    minutes: int
    """How long a round takes in class, debrief included."""
    sources: tuple[str, ...]
    history: tuple[str, ...]
    """Paragraphs for the debrief: what happened, and what the sources say."""
    left_out: tuple[str, ...]
    """Paragraphs: what the model leaves out, so that nobody takes it for the history."""
    params: Params
    """The game's own parameters, validated."""


def _paragraphs(value: object) -> object:
    """Accept one text with blank lines between paragraphs where a list of paragraphs is meant."""
    if isinstance(value, str):
        return tuple(part for part in value.split("\n\n") if part.strip())
    return tuple(value) if isinstance(value, list) else value


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _short_enough(story: str) -> str:
    words = len(story.split())
    if words > MOST_WORDS:
        raise ValueError(f"it has {words} words where {MOST_WORDS} fit. Cut {words - MOST_WORDS}.")
    return story


Told = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=3000), AfterValidator(_one_line)
]
"""A paragraph: line breaks of the file are no part of it."""
Paragraphs = Annotated[tuple[Told, ...], BeforeValidator(_paragraphs)]


class Document(BaseModel):
    """A scenario file as it is written; `params` is left to the game."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Annotated[str, StringConstraints(pattern=KEY, max_length=60)] = ""
    """The file's name without ".toml" where it is not given."""
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
    game: str = Field(description="the key of the game it is played by")
    story: Annotated[Told, AfterValidator(_short_enough)] = Field(
        description=f"what the class is told in the lobby, at most {MOST_WORDS} words"
    )
    minutes: int = Field(default=15, ge=3, le=180)
    sources: tuple[Told, ...] = ()
    history: Paragraphs = ()
    left_out: Paragraphs = ()
    params: dict[str, Any] = Field(default_factory=dict)
