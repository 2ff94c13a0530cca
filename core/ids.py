"""The one source of ids, codes, aliases and seeds. Injected, so that a seeded class is the same to the last digit."""

from collections.abc import Callable
from random import Random, SystemRandom

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
_TIME_DIGITS, _CHANCE_BITS = 9, 35


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

    @property
    def last(self) -> int:
        """The number of the latest id."""
        return self._last

    def fork(self) -> "Callable[[], Ids]":
        """Return a maker of sources that all give the same: a batch that is run again must draw the same ids."""
        seed, after = self._rng.getrandbits(256), self._last
        return lambda: Ids(Random(seed), self._now, after)

    def follow(self, other: "Ids") -> None:
        """Go on after the ids of a source forked from this one."""
        self._last = max(self._last, other.last)

    def new(self) -> str:
        """Return a new id: 9 digits of time in ms, 7 of chance, base 32; later ids of this source sort later."""
        stamp = (self._now() << _CHANCE_BITS) | self._rng.getrandbits(_CHANCE_BITS)
        self._last = max(stamp, self._last + 1)
        return _digits(self._last, _TIME_DIGITS + _CHANCE_BITS // 5)

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
