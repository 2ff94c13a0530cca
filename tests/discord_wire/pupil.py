"""A pupil who plays any game by touch alone: looks at the desk, does one thing that it offers, reads what comes."""

import re
from random import Random

from tests.discord_wire import reading
from tests.discord_wire.people import Answer, Person
from tests.discord_wire.values import Json, Message, Modal

LEAVES_ALONE = frozenset(
    {
        "Debrief", "Standings", "Help", "My desk", "Leave", "Note", "Report", "Reply", "Also when I am silent",
        "Withdraw it", "Throw it away", "Throw the draft away", "Ask to end the talks", "Practise alone",
        "Not ready after all", "Join",
    }
)  # fmt: skip
"""What ends something, or is nobody's move."""
LAST = "Ready"
_CONTENT = 0.2  # how often a pupil is done with a phase rather than makes another move
_BOUNDS = re.compile(r"(-?\d+) to (-?\d+)")


class Pupil:
    """Plays as a seeded coin says; what is offered depends on what the others do at the same instant."""

    def __init__(self, person: Person, seed: int) -> None:
        self.person = person
        self.chance = Random(seed)
        self.desks: list[str] = []
        """Every desk that was read."""

    async def turn(self) -> str:
        """Take one turn; return what was done, "" if there was nothing to do."""
        desk = await self.look()
        if desk is None:
            return ""
        buttons = {str(b["label"]): b for b in reading.buttons(desk) if b["label"] not in LEAVES_ALONE}
        listed = [o["label"] for s in reading.selects(desk) for o in s.get("options") or ()]
        moves = [label for label in (*buttons, *listed) if label != LAST]
        done = LAST in buttons and (not moves or self.chance.random() < _CONTENT)
        if not moves and not done:
            return ""
        label = LAST if done else self.chance.choice(moves)
        await self._go_on(await self.person.touch(label, desk))
        return label

    async def look(self) -> Message | None:
        """Open the desk and read it."""
        answer = await self.person.slash("game desk")
        self.desks.append(answer.said)
        return answer.message

    async def _go_on(self, answer: Answer) -> None:
        """Fill in the form that came of it, or say yes to what binds."""
        if answer.form is not None:
            answer = await self.person.submit(answer, **self.filled(answer.form))
        if answer.message is not None and "Are you sure?" in answer.said:
            await self.person.press(reading.labels([answer.message])[0], answer.message)

    def filled(self, form: Modal) -> dict[str, object]:
        """Return something for every field that is not filled in yet."""
        return {f.key: self._value(f) for f in reading.fields(form) if not f.filled or self.chance.random() < 0.5}

    def _value(self, field: reading.Field) -> object:
        if field.options:
            return str(self.chance.choice(field.options)["value"])
        part: Json = field.component
        bounds = _BOUNDS.search(f"{part.get('placeholder') or ''} {field.about}")
        return self.chance.randint(int(bounds[1]), int(bounds[2])) if bounds else "Would that do?"
