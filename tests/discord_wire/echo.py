"""A tiny bot, written with discord.py alone and run in the test's own process: it proves the loopback itself.

In benchmarks it is the raw limit: what discord.py needs to answer a click when there is nothing to decide.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from tests.discord_wire.server import Discord

Heard = Callable[[discord.Interaction], Coroutine[Any, Any, None]]


class Form(discord.ui.Modal, title="Say it"):
    """A form with one field."""

    words: "discord.ui.Label[Form]" = discord.ui.Label(text="Words", component=discord.ui.TextInput(max_length=100))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Repeat what was written, to its writer."""
        assert isinstance(self.words.component, discord.ui.TextInput)
        await interaction.response.send_message(f"You said {self.words.component.value}", ephemeral=True)


class Echo(discord.AutoShardedClient):
    """Answers `/say hello`, `/say board`, and the buttons below them."""

    def __init__(self, **options: Any) -> None:
        nobody = discord.AllowedMentions.none()
        super().__init__(intents=discord.Intents(guilds=True), allowed_mentions=nobody, **options)
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(_say())
        self.up = asyncio.Event()
        self.resumed = 0

    async def setup_hook(self) -> None:
        """Register the commands."""
        await self.tree.sync()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once: the loopback counts no sessions a minute."""

    async def on_ready(self) -> None:
        """Remember that all guilds are there, and say so as Entente does."""
        self.up.set()
        sys.stdout.write("ready discord\n")
        sys.stdout.flush()

    async def on_shard_resumed(self, shard: int) -> None:
        """Count the connections that were taken up again."""
        self.resumed += 1

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer the buttons; commands and forms go through discord.py."""
        data: Mapping[str, Any] = interaction.data or {}
        if (pressed := _PRESSED.get(data.get("custom_id", ""))) is not None:
            await pressed(interaction)


def buttons() -> discord.ui.View:
    """Return one button for each way to answer."""
    view = discord.ui.View(timeout=None)
    for name in _PRESSED:
        view.add_item(discord.ui.Button(label=name.title(), custom_id=name))
    return view


def _say() -> app_commands.Group:
    group = app_commands.Group(name="say", description="Say something")

    @group.command(name="hello", description="Say hello")
    async def hello(interaction: discord.Interaction, name: str, loud: bool = False) -> None:
        await interaction.response.send_message(f"Hello {name}{'!' if loud else ''}", ephemeral=True)

    @hello.autocomplete("name")
    async def names(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=n, value=n) for n in ("Ana", "Bo") if n.startswith(typed)]

    @group.command(name="board", description="Post a board")
    async def board(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Posted.", ephemeral=True)
        assert isinstance(interaction.channel, discord.TextChannel)
        await interaction.channel.send("The board", view=buttons(), nonce="board-1")

    return group


async def _answer(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Pressed.", ephemeral=True)


async def _think(interaction: discord.Interaction) -> None:
    await interaction.response.defer(ephemeral=True, thinking=True)
    await interaction.followup.send("Thought.", ephemeral=True)


async def _edit(interaction: discord.Interaction) -> None:
    await interaction.response.defer()
    await interaction.edit_original_response(content="The board, edited")


async def _form(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Form())


async def _twice(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("Once.", ephemeral=True)
    interaction.response._response_type = None
    try:
        await interaction.response.send_message("Twice.", ephemeral=True)
    except discord.HTTPException as refused:
        await interaction.followup.send(f"Refused: {refused.code}", ephemeral=True)


_PRESSED: dict[str, Heard] = {"answer": _answer, "think": _think, "edit": _edit, "form": _form, "twice": _twice}


@contextmanager
def pointed_at(address: str, gateway: str) -> Iterator[None]:
    """Point discord.py at a loopback, and back."""
    base, default = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = address, yarl.URL(gateway)
    try:
        yield
    finally:
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, default


@asynccontextmanager
async def running(server: Discord, **options: Any) -> AsyncIterator[Echo]:
    """Run the tiny bot until the block ends."""
    with pointed_at(server.api, server.gateway.address):
        client = Echo(**options)
        task = asyncio.create_task(client.start(server.token))
        try:
            await _up(client, task)
            yield client
        finally:
            await client.close()
            await asyncio.gather(task, return_exceptions=True)


async def _up(client: Echo, task: "asyncio.Task[None]") -> None:
    up = asyncio.create_task(client.up.wait())
    await asyncio.wait({up, task}, return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        up.cancel()
        task.result()


async def main() -> None:
    """Run as a process of its own, with Entente's own variables, until killed."""
    address = os.environ["ENTENTE_DISCORD__API_URL"]
    gateway = address.replace("http://", "ws://").split("/api/")[0] + "/gateway"
    with pointed_at(address, gateway):
        await Echo(guild_ready_timeout=0.1).start(os.environ["ENTENTE_DISCORD__TOKEN"])


if __name__ == "__main__":
    asyncio.run(main())
