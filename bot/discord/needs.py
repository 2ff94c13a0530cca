"""What the bot needs to be allowed, and why; nothing else is asked for when it is invited.

Slash commands and private answers need no permission: Discord gives them with the invitation's scopes. What is posted
of our own accord does, and it is edited by its id, so history is never read. Cards are components, not embeds. No
privileged intent is needed: nothing that people write to each other is ever read.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from urllib.parse import urlencode

from discord import Permissions

NEEDED: Mapping[str, str] = MappingProxyType(
    {
        "view_channel": "to find the class's channel",
        "send_messages": "to post the lobby, the boards and the debrief",
        "attach_files": "to add their pictures",
    }
)
"""Permissions by the library's names, each with its reason."""
ROOMS: Mapping[str, str] = MappingProxyType(
    {
        "create_private_threads": "to make a private thread for each table",
        "send_messages_in_threads": "to let its people in",
        "manage_threads": "to lock it when the game is over",
    }
)
"""What private threads for tables need besides. No game needs them, so an invitation does not ask for it."""
SCOPES = ("bot", "applications.commands")


def wanted() -> Permissions:
    """Return the permissions that an invitation asks for."""
    return Permissions(**dict.fromkeys(NEEDED, True))


def invitation(application: str) -> str:
    """Return the address at which a server's administrator invites the bot."""
    asked = {"client_id": application, "permissions": wanted().value, "scope": " ".join(SCOPES)}
    return f"https://discord.com/oauth2/authorize?{urlencode(asked)}"


def missing(granted: Permissions) -> tuple[str, ...]:
    """Return the names, as Discord's settings show them, of what is needed and not granted."""
    if granted.administrator:
        return ()
    return tuple(as_shown(name) for name in NEEDED if not getattr(granted, name))


def in_words(names: Iterable[str] = NEEDED) -> str:
    """Return permissions, all that is needed if none are named, as Discord's settings show them."""
    return ", ".join(map(as_shown, names))


def as_shown(name: str) -> str:
    """Return a permission's name as Discord's settings show it."""
    return name.replace("_", " ").title()
