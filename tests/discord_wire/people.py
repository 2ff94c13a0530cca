"""Simulated people. They press only what they can see, choose only what is offered, and read what they are answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from tests.discord_wire import reading
from tests.discord_wire.doing import Doing
from tests.discord_wire.offered import offered
from tests.discord_wire.values import (
    AUTOCOMPLETE,
    COMMAND,
    COMPONENT,
    MODAL,
    Channel,
    Interaction,
    Json,
    Message,
    Modal,
)

TOO_FAST = "many presses in a moment"
"""What the bot says to whoever presses faster than anybody can."""


class NotThere(AssertionError):
    """A person looked for something that they cannot see."""


class NoAnswer(AssertionError):
    """The application did not respond."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of something that a person did."""

    interaction: Interaction
    message: Message | None
    form: Modal | None
    said: str
    """What the person reads: the answer, and what followed it."""

    @property
    def private(self) -> bool:
        """Whether only they see it."""
        return self.message is None or bool(self.message.only_for)


class Person:
    """Somebody in a server, looking at a channel."""

    def __init__(self, doing: Doing, user: str, guild: str, channel: str) -> None:
        self._doing = doing
        self._world = doing.world
        self.id = user
        self.guild = guild
        self.channel = channel
        self._chosen: dict[tuple[str, str], Sequence[str]] = {}
        """What their lists show as chosen, by message and custom id: the client sends no choice of that again."""

    @property
    def name(self) -> str:
        """Return the name that Discord shows."""
        return self._world.users[self.id].name

    def into(self, channel: Channel) -> "Person":
        """Return the same person, looking at another channel or direct message."""
        return Person(self._doing, self.id, channel.guild, channel.id)

    # What they see

    def messages(self) -> list[Message]:
        """Return all that they can see, oldest first."""
        return self._world.seen_by(self.id)

    def sees(self) -> str:
        """Return all that they can read."""
        return "\n\n".join(reading.words(message) for message in self.messages())

    def told(self) -> list[Message]:
        """Return the direct messages from the bot."""
        return list(self._world.in_channel(self._world.dm_with(self.id).id))

    async def reads(self, words: str) -> Message:
        """Wait until something that they can see says this; return it."""

        def look() -> Message | None:
            return next((m for m in reversed(self.messages()) if words in reading.words(m)), None)

        return await self._world.bell.until(look, f"{self.name} reads “{words}” in: {self.sees()[-1500:]}")

    # What they do

    async def slash(self, command: str, **options: object) -> Answer:
        """Run a command by its words, with its options by name."""
        return await self._do(COMMAND, self._command(command, options))

    async def completions(self, command: str, option: str, typed: str = "", **others: object) -> list[str]:
        """Return what is offered while an option is typed."""
        data = self._command(command, {**others, option: typed}, focused=option)
        done = await self._doing.finished(self._doing.start(self, AUTOCOMPLETE, data))
        return [str(choice["name"]) for choice in done.choices]

    async def press(self, label: str, on: Message | None = None) -> Answer:
        """Press the newest button of that name that they can see, or the one on a message."""
        message, button = self._button(label, on)
        data = {"custom_id": button["custom_id"], "component_type": reading.BUTTON, "id": button.get("id", 0)}
        return await self._do(COMPONENT, data, message.id)

    async def touch(self, label: str, on: Message) -> Answer:
        """Press the button of that name on a card, or choose it from a list there."""
        now = self._world.messages[on.id]
        listed = [o["label"] for select in reading.selects(now) for o in select.get("options") or ()]
        return await (self.choose(label, on=now) if label in listed else self.press(label, now))

    async def forge(self, custom_id: str, on: Message) -> Answer:
        """Send what no client would: a press of a button that is not there, or is somebody else's."""
        data = {"custom_id": custom_id, "component_type": reading.BUTTON, "id": 1}
        return await self._do(COMPONENT, data, on.id)

    async def choose(self, *options: str, on: Message | None = None) -> Answer:
        """Choose from the newest select that offers these."""
        for message in reversed([on] if on else self.messages()):
            for select in reading.selects(message):
                values = [o["value"] for want in options for o in select.get("options") or () if want == o["label"]]
                if len(values) == len(options):
                    shown = (message.id, str(select["custom_id"]))
                    if self._chosen.get(shown) == values:
                        raise NotThere(f"{self.name} has chosen {options} already, and the list still shows it")
                    self._chosen[shown] = values
                    data = {"custom_id": select["custom_id"], "component_type": select["type"], "values": values}
                    return await self._do(COMPONENT, data, message.id)
        raise NotThere(f"{self.name} sees no select with {options} in: {self.sees()[-1500:]}")

    async def fill(self, label: str, on: Message | None = None, **values: object) -> Answer:
        """Press a button that opens a form, fill it in and send it."""
        return await self.submit(await self.press(label, on), **values)

    async def submit(self, opened: Answer, **values: object) -> Answer:
        """Fill in the form that they were answered with; fields by a part of their name or of their custom id."""
        if opened.form is None:
            raise NotThere(f"{self.name} was given no form but: {opened.said}")
        filled = {_field(opened.form, name).key: _typed(_field(opened.form, name), v) for name, v in values.items()}
        for field in reading.fields(opened.form):
            _check(field, filled.get(field.key, field.filled))
        data = {"custom_id": opened.form.custom_id, "components": reading.submitted(opened.form, filled)}
        source = opened.interaction
        return await self._do(MODAL, data, source.message, source=source.kind)

    def _command(self, words: str, options: dict[str, object], focused: str = "") -> Json:
        plain = {name: value.id if isinstance(value, Person) else value for name, value in options.items()}
        people = [value.id for value in options.values() if isinstance(value, Person)]
        data = offered(self._world, self.guild, self.id, words, plain, focused)
        return {**data, "resolved": self._doing.resolved(self.guild, people)} if people else data

    def _button(self, label: str, on: Message | None) -> tuple[Message, Json]:
        seen = [self._world.messages.get(on.id, on)] if on is not None else self.messages()
        wanted = label.casefold()
        for message in reversed(seen):
            for button in reading.buttons(message):
                if str(button.get("label")).casefold() == wanted:
                    return message, button
        raise NotThere(f"{self.name} sees no [{label}], only {reading.labels(seen)[-30:]}")

    async def _do(self, kind: int, data: Json, message: str = "", source: int = 0) -> Answer:
        """Do something, and once more as often as they are asked to: on a quiet machine these people are too fast."""
        while True:
            answer = await self._answer(self._doing.start(self, kind, data, message, source))
            if TOO_FAST not in answer.said:
                return answer

    async def _answer(self, started: Interaction) -> Answer:
        done = await self._doing.finished(started)
        if not done.answered:
            raise NoAnswer(f"The application did not respond to {self.name}: {started.data}")
        beside = done.followups if done.answered == "deferred update" else ()
        new = beside or (done.original, *done.followups)
        said = [message for message in map(self._world.messages.get, new) if message is not None]
        return Answer(done, said[0] if said else None, done.modal, "\n".join(map(reading.words, said)))


def _field(form: Modal, name: str) -> reading.Field:
    found = reading.fields(form)
    wanted = name.replace("_", " ").casefold()
    for test in (
        lambda f: name in f.key.split(":"),
        lambda f: f.label.casefold() == wanted,
        lambda f: wanted in f.label.casefold(),
        lambda f: name in f.key,
    ):
        if one := next((f for f in found if test(f)), None):
            return one
    raise NotThere(f"The form “{form.title}” asks for {[(f.label, f.key) for f in found]}, not for {name}")


def _typed(field: reading.Field, value: object) -> object:
    """Return a value as the client sends it: options by their label or value, all else as text."""
    if not field.options:
        return str(value)
    wanted: Sequence[object] = value if isinstance(value, list | tuple) else [value]
    found = [
        o["value"]
        for w in wanted
        for o in field.options
        if str(w).casefold() in {o["label"].casefold(), str(o["value"]).casefold()}
    ]
    if len(found) != len(wanted):
        raise NotThere(f"“{field.label}” offers {[o['label'] for o in field.options]}, not {value!r}")
    return found if field.component["type"] != reading.RADIO else found[0]


def _check(field: reading.Field, value: object) -> None:
    """Refuse what the client would not send."""
    part = field.component
    if part["type"] == reading.TEXT_INPUT:
        length = len(str(value))
        most, least = part.get("max_length") or 4000, part.get("min_length") or 0
        if length > most or (length < least and (length or part.get("required", True))):
            raise NotThere(f"“{field.label}” takes {least} to {most} characters, not {length}")
    if part.get("required", True) and not value and part["type"] != reading.CHECKBOX:
        raise NotThere(f"“{field.label}” must be filled in")
