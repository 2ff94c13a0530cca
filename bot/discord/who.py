"""Who is asking, and where: read anew from every interaction, so that a role taken away counts at the next click."""

from discord import Interaction, Member, Thread

from bot.discord.teaching import bears, whom_to_ask
from core.command import Where, Who

PLATFORM = "discord"


def who_of(interaction: Interaction, instructor_role: str, place: str = "") -> Who:
    """Return the person. `place` is the server that a button in a direct message belongs to: nobody teaches there."""
    user = interaction.user
    server = str(interaction.guild_id or place)
    runs = _may_administer(interaction)
    teaches = runs or _may_teach(interaction, instructor_role)
    teachers = whom_to_ask(_called(interaction, instructor_role))
    return Who(
        PLATFORM, server, str(user.id), user.display_name, may_teach=teaches, may_administer=runs, teachers=teachers
    )


def where_of(interaction: Interaction) -> Where:
    """Return the channel that a section may be linked to: a thread's is the one that it hangs on."""
    if interaction.guild_id is None:
        return Where()
    channel = interaction.channel
    if isinstance(channel, Thread):
        return Where(str(channel.parent_id))
    return Where(str(interaction.channel_id or ""))


def _may_administer(interaction: Interaction) -> bool:
    """Tell whether Discord says that they run the server: an administrator, or somebody who manages it."""
    if not isinstance(interaction.user, Member):
        return False
    return interaction.permissions.administrator or interaction.permissions.manage_guild


def _may_teach(interaction: Interaction, instructor_role: str) -> bool:
    """Tell whether they have the role of those who may make sections."""
    if not isinstance(interaction.user, Member):
        return False
    return bears(instructor_role, ((str(role.id), role.name) for role in interaction.user.roles))


def _called(interaction: Interaction, role: str) -> str:
    """Return what a role is called that may be named by its id."""
    found = interaction.guild.get_role(int(role)) if interaction.guild and role.isdecimal() else None
    return found.name if found else role
