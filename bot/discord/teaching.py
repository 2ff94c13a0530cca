"""Who may make sections on a server: who runs it, and whoever has the role of the configuration. In words."""

from collections.abc import Iterable, Mapping

from core.finding import Finding

_ABOUT = "Instructor role"
_MEND = (
    "Under Server Settings, Roles, make a role of just this name, and give it to whoever is to make sections; or name "
    'another one in discord.instructor_role ("": nobody besides who runs the server).'
)


def bears(wanted: str, roles: Iterable[tuple[str, str]]) -> bool:
    """Tell whether one of these roles, each an id and a name, is the one of the configuration."""
    return bool(wanted) and any(wanted.casefold() in {number, name.casefold()} for number, name in roles)


def whom_to_ask(role: str) -> str:
    """Return who may make sections, in words; `role` is what the role is called, "" if there is none."""
    named = f"with the role “{role}” or " if role else ""
    return f"somebody {named}who runs this server"


def step(wanted: str) -> str:
    """Return what a newcomer has to do about the role."""
    if not wanted:
        return "6. Whoever runs the server makes the sections, and nobody besides: discord.instructor_role is empty."
    return (
        f"6. On the server, under Server Settings, Roles, make a role called “{wanted}” and give it to whoever is to\n"
        "   make sections. Who runs the server may do so anyway. Another name: discord.instructor_role."
    )


def finding(wanted: str, servers: Mapping[str, Iterable[tuple[str, str]]]) -> Finding:
    """Return what is so with the role, over servers by their names. No fault: who runs a server can do without it."""
    if not wanted:
        return Finding(_ABOUT, well=True, found="None: who runs the server makes sections, and nobody besides.")
    lacking = [server for server, roles in servers.items() if not bears(wanted, roles)]
    if lacking:
        found = f"There is no role “{wanted}” on {', '.join(lacking)}: only who runs the server makes sections there."
        return Finding(_ABOUT, well=True, found=found, mend=_MEND)
    found = f"Whoever has the role “{wanted}” makes sections, besides who runs the server."
    return Finding(_ABOUT, well=True, found=found)
