"""A class on this Discord: an instructor, pupils, their section, and a lesson from the lobby to the debrief."""

import asyncio
import re
from collections.abc import Sequence

from tests.discord_wire import reading
from tests.discord_wire.people import Answer
from tests.discord_wire.place import Server
from tests.discord_wire.pupil import Pupil
from tests.discord_wire.server import INVITED, Discord

NAMES = ("Ana", "Bo", "Cy", "Dee", "Eva", "Fay", "Gus", "Hal", "Ida", "Jo", "Kim", "Lea")
_CODE = re.compile(r"Join code:\*\* (\w+)")


class Lesson:
    """One class in one server."""

    def __init__(
        self, discord: Discord, name: str = "POL 210", people: int = len(NAMES), *, permissions: int = INVITED,
        guild: str = "",
    ) -> None:  # fmt: skip
        self.discord = discord
        self.school: Server = discord.server(name, permissions, guild)
        self.teacher = self.school.teacher("Dr. Petrova")
        wanted = [NAMES[n % len(NAMES)] + ("" if n < len(NAMES) else str(n // len(NAMES))) for n in range(people)]
        self.pupils = [Pupil(self.school.member(f"{one} Zq-{name}"), n) for n, one in enumerate(wanted)]
        self.name = name
        self.code = ""

    async def assemble(self, *, at_once: bool = True) -> None:
        """Make a section, and let all join it: at the same instant, or one after the other."""
        made = await self.teacher.slash("class create", name=self.name)
        code = _CODE.search(made.said)
        assert code is not None, made.said
        self.code = code[1]
        joining = [pupil.person.slash("class join", code=self.code) for pupil in self.pupils]
        joined = await asyncio.gather(*joining) if at_once else [await one for one in joining]
        assert all("You are in" in one.said for one in joined), joined[0].said
        for pupil in self.pupils:  # classmates see aliases; the name on Discord is for its owner and the staff
            self.discord.judge.keep(pupil.person.name, pupil.person.id, self.teacher.id)

    async def open(self, scenario: str, **more: str) -> Answer:
        """Open a lobby for a game; all press [Join] on its board at the same instant."""
        opened = await self.teacher.slash("game start", scenario=scenario, lobby=3600, **more)
        return await self._gather(opened)

    async def open_quiz(self, questions: int) -> Answer:
        """Open a lobby for a live quiz."""
        return await self._gather(await self.teacher.slash("quiz live", questions=questions, lobby=3600))

    async def _gather(self, opened: Answer) -> Answer:
        board = await self.school.board("[Join]")
        joined = await asyncio.gather(*(p.person.press("Join", board) for p in self.pupils))
        assert all("You are in" in one.said for one in joined), joined[0].said
        await self.school.board(f"In the lobby:** {len(self.pupils)}")
        return opened

    async def begin(self) -> None:
        """Close the lobby: tables are dealt."""
        begun = await self.teacher.press("Begin now")
        assert "has begun" in begun.said, begun.said

    async def sweep(self) -> Sequence[str]:
        """Let everybody do one thing at the same instant; return what they did."""
        return await asyncio.gather(*(pupil.turn() for pupil in self.pupils))

    async def play(self, sweeps: int = 60, *, each_phase: int = 4) -> None:
        """Play to the end; after so many sweeps without an end, the instructor closes the phase."""
        for number in range(1, sweeps + 1):
            await self.sweep()
            if await self.over():
                return
            if number % each_phase == 0:
                await self.teacher.slash("game advance")
        raise AssertionError(f"After {sweeps} sweeps it still goes on: {(await self.teacher.slash('game panel')).said}")

    async def over(self) -> bool:
        """Tell whether the instructor's panel says that it is over."""
        return "It is over" in (await self.teacher.slash("game panel")).said

    async def debrief(self) -> int:
        """Turn the debrief's pages for the class until there is no next one; return how many there were."""
        turned, answer = 0, await self.teacher.slash("game panel")
        while answer.message is not None:
            label = next((one for one in reading.labels([answer.message]) if one.startswith("Next page")), None)
            if label is None:
                break
            answer = await self.teacher.press(label, answer.message)
            turned += 1
        return turned
