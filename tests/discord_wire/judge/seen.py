"""What the judge is shown of a call, and what it says of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.discord_wire.values import COMPONENTS_V2, Json

CALLBACK = "POST /interactions/{interaction_id}/{interaction_token}/callback"
_HOOK = "/webhooks/{webhook_id}/{webhook_token}"
CREATES = frozenset({"POST /channels/{channel_id}/messages", f"POST {_HOOK}"})
EDITS = frozenset(
    {
        "PATCH /channels/{channel_id}/messages/{message_id}",
        f"PATCH {_HOOK}/messages/@original",
        f"PATCH {_HOOK}/messages/{{message_id}}",
    }
)
COMMANDS = frozenset(
    {"PUT /applications/{application_id}/commands", "PUT /applications/{application_id}/guilds/{guild_id}/commands"}
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One body on its way: where to, who will see it ("": everybody), and the message it changes, if it changes one."""

    route: str
    body: Any
    files: Mapping[int, str] = field(default_factory=dict)
    """Media types of uploaded files by index."""
    names: Mapping[int, str] = field(default_factory=dict)
    """Their names."""
    only_for: str = ""
    was_flags: int = 0
    """Flags of the message that is changed."""
    kept: frozenset[str] = frozenset()
    """Names of files that hang on it already."""

    @property
    def kind(self) -> int:
        """Return the kind of callback, 0 for all else."""
        return int(self.body.get("type", 0)) if self.route == CALLBACK else 0

    @property
    def message(self) -> Json | None:
        """Return the message in it, None if it carries none."""
        if not isinstance(self.body, dict):
            return None
        if self.route == CALLBACK:
            return (self.body.get("data") or {}) if self.kind in {4, 7} else None
        return self.body if self.route in CREATES | EDITS else None

    @property
    def creates(self) -> bool:
        """Whether a new message comes of it."""
        return self.route in CREATES or self.kind == 4

    @property
    def flags(self) -> int:
        """Return the message's flags as they will be."""
        return self.was_flags | int((self.message or {}).get("flags") or 0)

    @property
    def v2(self) -> bool:
        """Whether the message is made of components alone."""
        return bool(self.flags & COMPONENTS_V2)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong. `refuses`: Discord would not take it."""

    said: str
    refuses: bool = True

    def __str__(self) -> str:
        return self.said


def components(tree: object) -> Iterator[Json]:
    """Yield all components of a tree, outer ones first."""
    for component in tree if isinstance(tree, list | tuple) else ():
        yield component
        yield from components(component.get("components"))
        yield from components([component[k] for k in ("accessory", "component") if component.get(k)])
