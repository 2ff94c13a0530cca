"""Who sits together at a table, as their chat knows them: for a place of their own to talk in."""

from dataclasses import dataclass

from core.context import Context
from core.kit.refusals import Illegal
from core.play.hall import my_hall, title_of
from core.rows import Account


@dataclass(frozen=True, slots=True)
class Company:
    """A table's title, and the accounts of its people on the asker's server."""

    title: str
    table: str
    accounts: tuple[str, ...]


def company(ctx: Context, table: str) -> Company:
    """Return who sits with the asker; Refused for whoever holds no seat there, or plays alone."""
    hall, _ = my_hall(ctx, table)
    if hall.session.kind != "game":
        raise Illegal("Only the tables of a class game talk among themselves.")
    here = f"{ctx.command.who.workspace}:"
    people = [place.person for place in hall.places]
    accounts = ctx.each(people, lambda person: ctx.find(Account, person=person))
    found = tuple(account.id for each in accounts for account in each if account.id.startswith(here))
    return Company(title_of(hall), hall.table.id, found)
