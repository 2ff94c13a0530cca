"""Who plays in a terminal: an instructor and students, each with an account like anybody in a chat."""

from core.command import Who

PLATFORM, PLACE, CHANNEL = "terminal", "local", "class"

FIRST_NAMES = (
    "Ana", "Bo", "Cy", "Dee", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jun", "Kim", "Lea", "Max", "Nia", "Oto", "Pia",
    "Quin", "Rosa", "Sam", "Tara", "Uma", "Vic", "Wen", "Xenia", "Yara", "Zoe", "Amir", "Bela", "Carl", "Dora", "Emil",
    "Flora", "Gita", "Hugo", "Ines", "Jana", "Kofi", "Lars", "Mina", "Nils", "Olga", "Paul", "Rafa", "Sara", "Tom",
    "Ursa", "Vera", "Will", "Xavi", "Yuri", "Zita", "Alma", "Beth", "Cleo", "Dan", "Ezra", "Finn", "Greta", "Hal",
    "Iris",
)  # fmt: skip

INSTRUCTOR = Who(PLATFORM, PLACE, "instructor", "The instructor", may_teach=True)


def students(number: int) -> tuple[Who, ...]:
    """Return this many students, at most sixty."""
    return tuple(Who(PLATFORM, PLACE, name.casefold(), name) for name in FIRST_NAMES[:number])
