"""What there is on a Discord, as frozen values. Ids are snowflakes in decimal, as on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15

TEXT, DM, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 11, 12
"""Kinds of channels."""

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL = 2, 3, 4, 5
"""Kinds of interactions."""


@dataclass(frozen=True, slots=True)
class User:
    """An account."""

    id: str
    name: str
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a guild; the one with the guild's own id is everybody's."""

    id: str
    name: str
    permissions: int
    position: int = 0


@dataclass(frozen=True, slots=True)
class Member:
    """A user in a guild."""

    user: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Guild:
    """A server."""

    id: str
    name: str
    owner: str
    roles: tuple[Role, ...]
    members: Mapping[str, Member] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a channel allows or denies a role (kind 0) or a member (kind 1)."""

    id: str
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel of a guild, a thread, or a direct message (no guild)."""

    id: str
    kind: int
    guild: str = ""
    name: str = ""
    parent: str = ""
    overwrites: tuple[Overwrite, ...] = ()
    people: frozenset[str] = frozenset()
    """Who is in a direct message or a private thread."""
    archived: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message."""

    id: str
    name: str
    data: bytes
    kind: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it stands now. `only_for` names the one person who sees an ephemeral one."""

    id: str
    channel: str
    author: str
    content: str = ""
    embeds: tuple[Json, ...] = ()
    components: tuple[Json, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    flags: int = 0
    nonce: str = ""
    only_for: str = ""
    interaction: str = ""
    edits: int = 0

    @property
    def pending(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self.flags & LOADING)


@dataclass(frozen=True, slots=True)
class Modal:
    """A form that an interaction was answered with."""

    custom_id: str
    title: str
    components: tuple[Json, ...]


Answered = Literal["", "message", "deferred", "deferred update", "update", "completion", "modal"]


@dataclass(frozen=True, slots=True)
class Interaction:
    """Something that a person did, and what the bot has answered so far."""

    id: str
    token: str
    kind: int
    guild: str
    channel: str
    person: str
    data: Json
    at: float
    message: str = ""
    """The message that the component stands on."""
    source: int = 0
    """For a submitted form: the kind of interaction that opened it."""
    answered: Answered = ""
    answered_at: float = 0.0
    original: str = ""
    """What @original means: the answer, or the message that was pressed."""
    modal: Modal | None = None
    choices: tuple[Json, ...] = ()
    followups: tuple[str, ...] = ()
    touched: int = 0
    """How often something became of it: the answer, edits of @original, followups."""

    @property
    def settled(self) -> bool:
        """Whether the person has something to see: answered, and if deferred, gone on with."""
        if self.answered in {"deferred", "deferred update"}:
            return self.touched > 1
        return bool(self.answered)
