"""Which section a command is about: the channel's, else the only one that the asker belongs to.

Somebody who writes in the wrong channel is answered all the same; what they may do is asked of their role in the
section that is meant, as anywhere. Requests about the channel itself (`Request.here`) never look further.
"""

from core.command import Command
from core.ledger import Ledger
from core.rows import Binding, Membership, Section


def memberships_of(ledger: Ledger, person: str) -> tuple[Membership, ...]:
    """Return somebody's memberships that they have not left, oldest first."""
    return tuple(m for m in ledger.find(Membership, person=person) if m.left is None)


def meant(ledger: Ledger, command: Command, mine: tuple[Membership, ...]) -> Section | None:
    """Return the section that a command is about, None if it is about none; `mine` are the asker's memberships."""
    if not command.where.channel:
        return ledger.get(Section, mine[-1].section) if mine else None
    binding = ledger.get(Binding, command.binding)
    linked = binding.section if binding else ""
    return ledger.get(Section, linked if command.request.here else _belonged_to(command, mine, linked))


def elsewhere(ledger: Ledger, command: Command, mine: tuple[Membership, ...]) -> tuple[tuple[str, str], ...]:
    """Return the asker's sections of this workspace, by name, each with a channel where it meets, "" if in none."""
    ours = [m for m in mine if m.workspace == command.who.workspace]
    found = ledger.each(ours, lambda m: _met(ledger, command, m))
    return tuple(sorted(each for each in found if each is not None))


def _belonged_to(command: Command, mine: tuple[Membership, ...], linked: str) -> str:
    """Return the linked section, or the asker's only one of this workspace where they are not in the linked one."""
    ours = [m.section for m in mine if m.workspace == command.who.workspace]
    return linked if linked in ours or len(ours) != 1 else ours[0]


def _met(ledger: Ledger, command: Command, membership: Membership) -> tuple[str, str] | None:
    section = ledger.get(Section, membership.section)
    before = f"{command.who.workspace}:"
    bound = ledger.find(Binding, section=membership.section)
    channels = [each.id.removeprefix(before) for each in bound if each.id.startswith(before)]
    return (section.name, channels[0] if channels else "") if section else None
