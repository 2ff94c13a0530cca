"""Who is asking: what Discord says of them at this very click."""

from types import SimpleNamespace
from typing import Any

import pytest
from discord import Member, Permissions, Thread

from bot.discord.who import where_of, who_of
from core.command import Where

ROLES = {99: SimpleNamespace(name="Prof")}
"""The roles of the server by their ids."""


def interaction(permissions: Permissions, *roles: tuple[int, str], guild: int | None = 7, **more: Any) -> Any:
    """Return an interaction by somebody with some roles: a member, where it happens in a server."""
    told = {"id": 42, "display_name": "Ana", "roles": [SimpleNamespace(id=i, name=n) for i, n in roles]}
    member: Any = type("Somebody", (Member,), {"__slots__": (), "__init__": lambda _: None, **told})
    user = member() if guild else SimpleNamespace(**told)
    server = SimpleNamespace(get_role=ROLES.get) if guild else None
    return SimpleNamespace(user=user, permissions=permissions, guild_id=guild, guild=server, **more)


@pytest.mark.parametrize(
    ("permissions", "roles", "teaches"),
    [
        (Permissions.none(), (), False),
        (Permissions(administrator=True), (), True),
        (Permissions(manage_guild=True), (), True),
        (Permissions(manage_channels=True), (), False),
        (Permissions.none(), ((1, "Instructor"),), True),
        (Permissions.none(), ((1, "instructor"),), True),
        (Permissions.none(), ((1, "Instructors of old"),), False),
        (Permissions.none(), ((1, "Student"), (2, "Guest")), False),
    ],
)
def test_administrators_and_bearers_of_the_role_may_teach(
    permissions: Permissions, roles: tuple[tuple[int, str], ...], teaches: bool
) -> None:
    who = who_of(interaction(permissions, *roles), "Instructor")
    assert who.may_teach is teaches
    assert (who.platform, who.place, who.user, who.name) == ("discord", "7", "42", "Ana")


def test_the_role_may_be_named_by_its_id_and_none_at_all_is_nobodys() -> None:
    assert who_of(interaction(Permissions.none(), (99, "Prof")), "99").may_teach
    assert not who_of(interaction(Permissions.none(), (99, "")), "").may_teach


@pytest.mark.parametrize(
    ("role", "teachers"),
    [
        ("Instructor", "somebody with the role “Instructor” or who runs this server"),
        ("99", "somebody with the role “Prof” or who runs this server"),
        ("98", "somebody with the role “98” or who runs this server"),
        ("", "somebody who runs this server"),
    ],
)
def test_whoever_may_not_is_told_whom_to_ask(role: str, teachers: str) -> None:
    assert who_of(interaction(Permissions.none()), role).teachers == teachers


def test_nobody_teaches_in_a_direct_message_whose_server_its_button_carries() -> None:
    who = who_of(interaction(Permissions(administrator=True), guild=None), "Instructor", place="7")
    assert (who.place, who.may_teach) == ("7", False)


def test_a_server_cannot_be_named_by_a_button_where_the_message_lies_in_one() -> None:
    assert who_of(interaction(Permissions.none()), "Instructor", place="8").place == "7"


def test_a_thread_is_its_channel_and_a_direct_message_none() -> None:
    thread = Thread.__new__(Thread)
    thread.parent_id = 5
    assert where_of(interaction(Permissions.none(), channel=thread, channel_id=6)) == Where("5")
    assert where_of(interaction(Permissions.none(), channel=object(), channel_id=6)) == Where("6")
    assert where_of(interaction(Permissions.none(), guild=None, channel=object(), channel_id=6)) == Where()
