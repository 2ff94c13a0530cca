"""The commands that an application registers, globally or for one guild."""

from collections.abc import Callable

from tests.discord_wire.calls import Answer, Call, unknown
from tests.discord_wire.routes import Table
from tests.discord_wire.values import Json
from tests.discord_wire.world import World


class Commands:
    """What is registered. `syncs` counts how often anything was, by guild ("" for all guilds)."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.syncs: list[str] = []

    def table(self) -> Table:
        """Return the routes."""
        everywhere = "/applications/{application_id}/commands"
        here = "/applications/{application_id}/guilds/{guild_id}/commands"
        return {
            f"GET {everywhere}": self.get,
            f"PUT {everywhere}": self.overwrite,
            f"GET {here}": self.get,
            f"PUT {here}": self.overwrite,
        }

    async def get(self, call: Call) -> Answer:
        """Return what is registered."""
        return Answer(list(self._world.commands.get(self._scope(call), ())))

    async def overwrite(self, call: Call) -> Answer:
        """Register exactly these; one that is named as before keeps its id."""
        scope = self._scope(call)
        ids = {c["name"]: c["id"] for c in self._world.commands.get(scope, ())}
        shape = self._shape(scope)
        registered = tuple(shape(c, ids.get(c["name"]) or self._world.ids.new()) for c in call.body or ())
        self._world.commands[scope] = registered
        self.syncs.append(scope)
        self._world.bell.ring()
        return Answer(list(registered))

    def _scope(self, call: Call) -> str:
        guild = call.params.get("guild_id", "")
        if guild and guild not in self._world.guilds:
            raise unknown("Guild")
        return guild

    def _shape(self, guild: str) -> Callable[[Json, str], Json]:
        def shaped(command: Json, key: str) -> Json:
            given = {k: v for k, v in command.items() if v is not None}
            filled = {"type": 1, "options": [], "default_member_permissions": None, "nsfw": False, **given}
            version = {"id": key, "application_id": self._world.bot.id, "version": self._world.ids.new()}
            return {**filled, **version, **({"guild_id": guild} if guild else {})}

        return shaped
