"""The one source of ids, codes, aliases and seeds. Injected, so that a seeded class is the same to the last digit."""

from collections.abc import Callable
from random import Random, SystemRandom

from core.chance import late

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ADJECTIVES = (
    "amber", "brisk", "calm", "candid", "clever", "cobalt", "coral", "crisp", "daring", "deft", "eager", "early",
    "fair", "fleet", "frank", "gentle", "gilded", "glad", "hardy", "hazel", "humble", "ivory", "jade", "jolly",
    "keen", "kind", "level", "lively", "lucid", "lunar", "mellow", "merry", "mild", "neat", "nimble", "noble",
    "olive", "patient", "placid", "plucky", "polar", "prompt", "quiet", "quick", "ready", "royal", "russet", "sage",
    "scarlet", "serene", "silver", "sober", "solar", "steady", "sunny", "swift", "tidy", "true", "umber", "upbeat",
    "velvet", "vivid", "warm", "witty",
)  # fmt: skip
_ANIMALS = (
    "auk", "badger", "bear", "beaver", "bison", "bittern", "chough", "crane", "curlew", "deer", "dolphin", "dove",
    "eagle", "egret", "elk", "falcon", "ferret", "finch", "fox", "gecko", "gull", "hare", "hawk", "heron", "hoopoe",
    "ibex", "ibis", "jackdaw", "jay", "kestrel", "kite", "lark", "lemur", "linnet", "lynx", "magpie", "marten",
    "mole", "newt", "octopus", "oriole", "otter", "owl", "panda", "petrel", "pika", "plover", "puffin", "quail",
    "raven", "robin", "seal", "shrew", "siskin", "stoat", "stork", "swan", "swift", "tern", "toad", "vole", "whale",
    "wren", "yak",
)  # fmt: skip
_TIME_DIGITS, _CHANCE_DIGITS = 13, 7
_PER_MS = 20  # bits of order within a millisecond
_PER_COMMAND = 12  # bits of order within one command of a batch
_LARGEST_BATCH = 256


class Ids:
    """Makes ids that sort by time, codes people can read aloud, aliases that say nothing about their bearer."""

    def __init__(self, rng: Random, now: Callable[[], int], after: int = 0) -> None:
        self._rng = rng
        self._now = now
        self._last = after

    @classmethod
    def secure(cls, now: Callable[[], int]) -> "Ids":
        """Return a source that nobody can foresee."""
        return cls(SystemRandom(), now)

    def fork(self) -> "Callable[[], Ids]":
        """Return a maker of sources for one batch, all the same: a batch that is run again must draw the same ids."""
        seed, after = self._rng.getrandbits(256), max(self._now() << _PER_MS, self._last)
        self._last = after + (_LARGEST_BATCH << _PER_COMMAND)
        return lambda: Ids(Random(seed), lambda: 0, after)

    def split(self, count: int) -> "list[Ids]":
        """Return a source for each command of a batch: what one draws never depends on how far its neighbours got."""
        base = max(self._now() << _PER_MS, self._last)
        seeds = [self._rng.getrandbits(128) for _ in range(count)]
        return [Ids(late(seed), lambda: 0, base + (n << _PER_COMMAND)) for n, seed in enumerate(seeds)]

    def new(self) -> str:
        """Return a new id of 20 characters: 13 digits of time and order, 7 of chance, base 32; later ids sort later."""
        self._last = max(self._now() << _PER_MS, self._last + 1)
        return _digits(self._last, _TIME_DIGITS) + _digits(self._rng.getrandbits(5 * _CHANCE_DIGITS), _CHANCE_DIGITS)

    def code(self, length: int = 6) -> str:
        """Return a code to read aloud: Crockford's digits, no I, L, O or U."""
        return "".join(self._rng.choice(_CROCKFORD) for _ in range(length))

    def alias(self) -> str:
        """Return an alias such as "nimble otter"."""
        return f"{self._rng.choice(_ADJECTIVES)} {self._rng.choice(_ANIMALS)}"

    def seed(self) -> str:
        """Return a secret seed of 128 bits."""
        return f"{self._rng.getrandbits(128):032x}"


def _digits(number: int, length: int) -> str:
    return "".join(_CROCKFORD[(number >> (5 * place)) & 31] for place in reversed(range(length)))
