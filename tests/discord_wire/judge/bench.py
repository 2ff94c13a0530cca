"""The judges together, and what they have found."""

from collections.abc import Iterable, Iterator

from tests.discord_wire.judge.document import Document, document
from tests.discord_wire.judge.forms import judge_completion, judge_form
from tests.discord_wire.judge.house import judge_house
from tests.discord_wire.judge.limits import UPLOAD, judge_message
from tests.discord_wire.judge.seen import Finding, Seen
from tests.discord_wire.judge.tree import judge_tree


class Bench:
    """Judges every body. `findings` must be empty at the end of a story."""

    def __init__(self, spec: Document | None = None) -> None:
        self.document = spec or document()
        self.secrets: dict[str, frozenset[str]] = {}
        """Words that only these people may see (none: nobody)."""
        self.findings: list[str] = []
        self.public: list[str] = []
        """All that everybody in a channel has been shown, a text a body."""
        self.own: list[str] = []
        """What is wrong with the loopback's own answers."""
        self.judged = 0

    def keep(self, word: str, *people: str) -> None:
        """Let nobody but these people (by id) ever see a word."""
        self.secrets[word] = frozenset(people)

    def judge(self, seen: Seen, size: int = 0) -> list[Finding]:
        """Return all that is wrong with a body, and remember it."""
        found = [*self._found(seen), *([Finding("files of more than 10 MiB")] if size > UPLOAD else [])]
        self.judged += 1
        if seen.message is not None and not seen.only_for:
            self.public.append("\n".join(_texts(seen.body)))
        self.findings.extend(f"{seen.route}: {finding}" for finding in found)
        return found

    def judge_own(self, route: str, status: int, body: object) -> None:
        """Hold an answer of the loopback to the document."""
        if self.document is not None and body is not None:
            self.own.extend(str(finding) for finding in self.document.judge_answer(route, status, body))

    def _found(self, seen: Seen) -> Iterable[Finding]:
        if self.document is not None:
            yield from self.document.judge(seen)
        yield from judge_message(seen)
        yield from judge_form(seen)
        yield from judge_completion(seen)
        yield from judge_tree(seen)
        yield from judge_house(seen, self.secrets)


def _texts(part: object) -> Iterator[str]:
    """Yield every text in a body, custom ids and alt texts too."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for value in part.values():
            yield from _texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from _texts(value)
