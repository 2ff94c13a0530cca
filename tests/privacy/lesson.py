"""A whole lesson with a secret in every private field, watched at every phase by everybody who may look."""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from bot.run.logs.chronicle import Chronicle
from core.command import Who
from core.requests import game as g
from core.requests import quiz as q
from core.requests import section as s
from core.rows import Account, Attempt, Note, Person, Study
from tests.desk import TEACHER, facts
from tests.hall import Lesson
from tests.privacy.asking import around, kinds, typings, variants
from tests.privacy.scan import Scan
from tests.privacy.secrets import Secret, Vault
from tests.privacy.swap import copied

OTHER_TEACHER = Who("discord", "guild-2", "other", "Dr. Other", may_teach=True)

_AT_THE_DOOR = 30  # answers a moment that are asked for one by one; the rest are drawn over one snapshot


@dataclass
class Stage:
    """A lesson with everybody who looks: seated students, one without a seat, an assistant, guests, another tenant."""

    lesson: Lesson
    scan: Scan
    chance: Random
    students: tuple[Who, ...]
    lookers: tuple[Who, ...]
    reads: int
    """Variants of each reading request that each person makes at each moment."""
    moments: int = 0

    async def look(self) -> None:
        """Let everybody make every reading request in several variants, and search what they see."""
        self.moments += 1
        await self.scan.vault.look_up(self.lesson)
        here = await around(self.lesson)
        asked = [
            (who, request)
            for who in self.lookers
            for kind in kinds(writing=False)
            for request in variants(kind, here, self.chance, self.reads)
        ]
        through_the_door = self.chance.sample(asked, min(len(asked), _AT_THE_DOOR))
        await self.scan.ask(self.lesson, through_the_door)
        await self.scan.read(self.lesson, asked)
        await self.scan.channel(self.lesson)
        await self.scan.letters(self.lesson)
        await self.scan.complete(self.lesson, typings(here, self.lookers, self.chance))

    async def write(self, folder: Path, each: int = 1) -> None:
        """On a copy of everything, let everybody make every writing request; then throw the copy away."""
        copy = await copied(self.lesson, folder / f"copy-{self.moments}.sqlite")
        async with copy:
            _logged(copy)
            here = await around(copy)
            for kind in kinds(writing=True):
                asked = [(who, made) for who in self.lookers for made in variants(kind, here, self.chance, each)]
                await self.scan.ask(copy, asked)
            await self.scan.channel(copy)
        copy.path.unlink()

    async def plant(self) -> None:
        """Leave a draft that cannot be sent and a note wherever somebody may act."""
        for sitting in await self.lesson.sittings():
            hall = await self.lesson.hall(sitting.table)
            for spec in hall.game.moves(hall.position.state, sitting.seat)[:2]:
                typed = [field.name for field in spec.fields if field.name != "elapsed_ms"]
                if typed:
                    word = self.scan.vault.plant("draft", sitting.table, sitting.seat)
                    request = g.Act(move=spec.name, values={typed[0]: word}, table=sitting.table, phase=sitting.phase)
                    await self.lesson.say(sitting.who, request)
            to = self.chance.choice([chair.key for chair in hall.chairs if chair.key != sitting.seat] or [""])
            word = self.scan.vault.plant("note", sitting.table, sitting.seat, to)
            await self.lesson.say(sitting.who, g.SendNote(to=to, text=f"My {word}.", table=sitting.table))


async def begin(folder: Path, seed: int, people: int, reads: int) -> Stage:
    """Make the section and fill it; every chat name and account is a secret, and so is all that another tenant has."""
    vault = Vault(Random(f"vault {seed}"))
    students = tuple(_somebody(vault) for _ in range(people))
    late, helper, guest = (_somebody(vault) for _ in range(3))
    lesson = await Lesson.begin(folder, (*students, late, helper), seed)
    elsewhere = await lesson.say(OTHER_TEACHER, s.CreateSection(name=f"Course {vault.plant('tenant')}"), channel="")
    vault.exact[facts(elsewhere)["Join code"]] = Secret("tenant")
    (account,) = await lesson.rows(Account, id=helper.account)
    (person,) = await lesson.rows(Person, id=account.person)
    await lesson.say(TEACHER, s.MakeAssistant(person=person.alias))
    _logged(lesson)
    lookers = (*students, late, helper, TEACHER, guest, replace(guest, place="guild-2"))
    return Stage(lesson, Scan(vault), Random(seed), students, lookers, reads)


async def teach(stage: Stage, scenario: str, folder: Path, writes: int) -> None:
    """Play a game from its lobby to the last page of its debrief; `writes`: variants tried on copies, now and then."""
    lesson = stage.lesson
    await lesson.lobby(scenario, stage.students)
    await stage.look()
    await lesson.say(TEACHER, g.Advance(session=(await lesson.session()).id, phase="lobby"))
    await lesson.say(stage.students[0], g.Practice())
    await _play(stage, folder, writes)
    await _turn_pages(stage)
    if writes:
        await stage.write(folder, writes)


async def ask_live(stage: Stage) -> None:
    """Hold a live quiz, after everybody has answered a question alone."""
    lesson = stage.lesson
    for who in stage.students:
        await lesson.say(who, q.StudyQuiz())
        (study,) = [row for row in await lesson.rows(Study) if row.person == await _person(lesson, who)]
        await lesson.say(who, q.Answer("A", study.queue[0]))
    for attempt in await lesson.rows(Attempt):
        await lesson.change(attempt, answer=stage.scan.vault.plant("attempt"))
    await lesson.say(TEACHER, q.StartQuiz(questions=2))
    await stage.look()
    for who in stage.students:
        await lesson.say(who, g.JoinGame())
    await lesson.say(TEACHER, g.Advance(session=(await lesson.session()).id, phase="lobby"))
    for _ in range(4):
        await stage.look()
        await lesson.to_the_next_deadline()
    await stage.look()


async def _play(stage: Stage, folder: Path, writes: int) -> None:
    """Let everybody play to the end; look whenever the table has come to another phase, and when it is paused."""
    lesson, phase = stage.lesson, ""
    for _ in range(400):
        tables = await lesson.tables()
        if all(table.status != "running" for table in tables):
            return
        if tables[0].phase != phase:
            phase = tables[0].phase
            await stage.plant()
            await stage.look()
            if writes and stage.moments % 3 == 0:
                await stage.write(folder, writes)
            await _report_one(stage)
        if not await lesson.act_once():
            await lesson.to_the_next_deadline()
        elif stage.chance.random() < 0.2:
            await stage.look()


async def _report_one(stage: Stage) -> None:
    """Report a received note now and then: what is reported, staff may read."""
    notes = [note for note in await stage.lesson.rows(Note) if not note.reported]
    seats = await stage.lesson.seats()
    table = (await stage.lesson.tables())[0].id
    for note in notes[:1]:
        if note.table == table and note.receiver in seats:
            await stage.lesson.say(seats[note.receiver], g.ReportNote(note.id))


async def _turn_pages(stage: Stage) -> None:
    lesson = stage.lesson
    await stage.look()
    while (await lesson.say(TEACHER, g.TurnPage((await lesson.session()).id, (await lesson.session()).page))).ok:
        await stage.look()


async def _person(lesson: Lesson, who: Who) -> str:
    (account,) = await lesson.rows(Account, id=who.account)
    return account.person


def _somebody(vault: Vault) -> Who:
    return Who("discord", "guild-1", vault.plant("account"), f"Name {vault.plant('name')}")


def _logged(lesson: Lesson) -> None:
    """Let the log tell of this class what a running bot's tells, every answer and every step."""
    lesson.service._observers = (Chronicle(),)
