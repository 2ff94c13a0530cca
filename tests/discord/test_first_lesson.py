"""From an empty server to a table, by touch: what Dr. Petrova and her students type, press and read."""

from pathlib import Path

from tests.discord.school import school


async def test_a_section_a_lobby_a_seat_a_desk(tmp_path: Path) -> None:
    async with school(tmp_path) as here:
        petrova, ana, bo = here.teacher(), here.student("ana"), here.student("bo")
        made = await petrova.types("class create", name="POL 210")
        code = made.text.partition("**Join code:** ")[2].partition("\n")[0]
        for student in (ana, bo):
            joined = await student.sends(await student.types("class join"), code=code)
            assert "You are in POL 210." in joined.text
        lobby = await petrova.types("game start", scenario="ratify-or-revert")
        for student in (ana, bo):
            assert "You are in, as" in (await student.types("game join")).text
        await petrova.presses(lobby.card, "Begin now")
        desk = await ana.types("game desk")
        assert "you are" in desk.text
        assert "<t:" in desk.text
        done = await ana.presses(desk.card, "Answer: yes")
        assert "Sealed: Answer (Does it ratify?: yes)." in done.text
        assert "My desk" in done.card.labels
        again = await ana.presses(done.card, "My desk")
        assert again.card.message.id == desk.card.message.id, "the private card is redrawn where it is"
