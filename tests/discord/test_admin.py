"""Whoever runs a server asks the bot what it lacks there."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from discord import Permissions

from bot.discord.needs import NEEDED, invitation, missing, wanted
from tests.discord.school import Guest, School, school


def dean(here: School) -> Guest:
    """Let somebody who administers the server come to it."""
    role = here.guild.create_role("Deans", permissions=Permissions(manage_guild=True))
    return Guest(here, here.guild.add_member(here.env.create_user("dean"), roles=[role]))


async def test_the_doctor_is_for_whoever_runs_the_server_and_names_what_is_missing(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        for guest in (here.student("ana"), here.teacher()):
            assert "Only whoever administers this workspace" in (await guest.types("admin doctor")).text
        runs_it = dean(here)
        found = await runs_it.types("admin doctor")
        assert "✔ Database" in found.text
        assert "✔ Clock" in found.text
        assert "Permissions here" in found.text
        assert "discord.py" in found.text
        again = await runs_it.presses(found.card, "Look again")
        assert "✔ Database" in again.text


@pytest.mark.parametrize(
    ("role", "found", "ask"),
    [
        ("Instructor", "Whoever has the role “Instructor” makes sections", "the role “Instructor” or who runs this"),
        ("Docente", "There is no role “Docente” on this server", "the role “Docente” or who runs this server."),
        ("", "and nobody besides", "Ask somebody who runs this server."),
    ],
)
async def test_the_doctor_says_who_makes_sections_and_so_does_the_refusal(
    tmp_path: Path, role: str, found: str, ask: str
) -> None:
    async with school(tmp_path, instructor_role=role) as here:
        told = (await dean(here).types("admin doctor")).text
        assert found in told
        assert ("make a role of just this name" in told) is (role == "Docente")
        assert ask in (await here.student("ana").types("class create", name="POL 210")).text


async def test_a_bot_whose_connection_is_lost_is_not_ready_until_every_shard_is_back(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        client, ready = here.adapter.client, here.adapter.ready
        await client.on_ready()
        assert ready.is_set()
        for shard in (0, 1):
            await client.on_shard_disconnect(shard)
        await client.on_shard_resumed(0)
        assert not ready.is_set()
        await client.on_shard_ready(1)
        assert ready.is_set()


def test_an_invitation_asks_for_three_permissions_and_nothing_else() -> None:
    assert set(NEEDED) == {"view_channel", "send_messages", "attach_files"}
    asked = parse_qs(urlsplit(invitation("1056")).query)
    assert asked == {"client_id": ["1056"], "permissions": ["35840"], "scope": ["bot applications.commands"]}


def test_what_is_missing_is_named_as_discords_settings_name_it() -> None:
    assert missing(wanted()) == ()
    assert missing(Permissions(administrator=True)) == ()
    assert missing(Permissions(view_channel=True)) == ("Send Messages", "Attach Files")


async def test_where_the_bot_may_not_post_whoever_begins_something_public_is_told_at_once(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova = here.teacher()
        assert "I lack" not in (await petrova.types("class create", name="POL 210")).text
        await here.forbids(send_messages=True, attach_files=True)
        begun = await petrova.types("game start", scenario="ratify-or-revert")
        assert "In this channel I lack Send Messages, Attach Files" in begun.text
        assert "under Permissions" in begun.text
        refused = await here.student("ana").types("game start", scenario="ratify-or-revert")
        assert "I lack" not in refused.text
