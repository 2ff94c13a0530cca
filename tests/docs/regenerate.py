"""`make docs`: writes again what the documents take from the program."""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from core.figures import render
from tests.docs import screens, showcase
from tests.docs.chat import lesson as chat
from tests.docs.chat.cards import png
from tests.docs.pages import README, SECURITY, text_of, with_parts
from tests.docs.tables import tables
from tests.roles.table import as_markdown, tried


def main() -> None:
    """Play a demo, draw its picture light and dark, and rewrite the written parts of README and SECURITY."""
    with TemporaryDirectory() as folder:
        shown, roles = asyncio.run(showcase.play(Path(folder))), asyncio.run(tried(Path(folder)))
    with TemporaryDirectory() as folder:
        seen = asyncio.run(chat.seen(Path(folder)))
    showcase.FOLDER.mkdir(exist_ok=True)
    for theme in showcase.THEMES:
        showcase.file_of(theme).write_bytes(render(shown.figure, theme))
    screens.FOLDER.mkdir(exist_ok=True)
    for one in seen:
        for theme, picture in one.pictures.items():
            (screens.FOLDER / screens.file_name(one.name, theme)).write_bytes(png(picture))
    written = {**tables(), **showcase.parts(shown), "screens": screens.part(seen)}
    README.write_text(with_parts(text_of(README), written), encoding="utf-8")
    SECURITY.write_text(with_parts(text_of(SECURITY), {"roles": as_markdown(roles)}), encoding="utf-8")
    sys.stdout.write(
        f"{README.name}, {SECURITY.name} and the pictures in {showcase.FOLDER} and {screens.FOLDER} are current.\n"
    )


if __name__ == "__main__":
    main()
