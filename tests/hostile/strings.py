"""More than 500 strings that were sent to break programs like this one, built from what they are made of."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import permutations, product
from types import MappingProxyType

HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u2061\u206a\ufff9\U000e0041"
"""Zero-width and other characters that show nothing."""
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
"""Marks, embeddings, overrides and isolates of the bidirectional algorithm (UAX 9)."""
SURROGATES = "\ud800\udbff\udc00\udfff"
MEGABYTE = 1_000_000


@cache
def strings() -> tuple[str, ...]:
    """Return all hostile strings but the longest, each once."""
    return tuple(dict.fromkeys(text for family in FAMILIES.values() for text in family()))


def giants() -> Iterator[str]:
    """Yield strings of ten million characters and more, one at a time: they are not kept."""
    yield "9" * 10 * MEGABYTE
    yield "é" * 10 * MEGABYTE
    yield "\u202e" * 10 * MEGABYTE
    yield "\ud800 " * 5 * MEGABYTE
    yield "[" * 10 * MEGABYTE
    yield "a, b; " * 2 * MEGABYTE


def _controls() -> Iterator[str]:
    """Every control character, alone and between letters: NUL, bell, escape, delete, the second row."""
    for code in (*range(0x20), *range(0x7F, 0xA0)):
        yield chr(code)
        yield f"an{chr(code)}a"
    yield "\x1b[2J\x1b[31mred\x1b[0m\x1b]0;title\x07"


def _newlines() -> Iterator[str]:
    yield from (f"one{end}two" for end in ("\n", "\r", "\r\n", "\n\n\n", "\x85", "\u2028", "\u2029", "\v", "\f"))
    yield "\n" * 500
    yield "\t \n\u00a0\u3000\u2003"


def _surrogates() -> Iterator[str]:
    yield from SURROGATES
    yield from (f"Ana{one} Bo" for one in SURROGATES)
    yield from ("".join(pair) for pair in permutations(SURROGATES, 2))


def _bidi() -> Iterator[str]:
    yield from BIDI
    yield from (f"yes{mark}on" for mark in BIDI)
    yield from (f"{opened}{word}{closed}" for opened, closed in (("\u202e", "\u202c"), ("\u2067", "\u2069"))
                for word in ("share", "100", "/class leave", "gpj.exe"))  # fmt: skip
    yield from ("مرحبا بالعالم", "שלום עולם", "محمد 12 Müller", "אבג ABC גבא", "\u200f12:00\u200f")


def _hidden() -> Iterator[str]:
    yield from HIDDEN
    yield from (f"An{mark}a" for mark in HIDDEN)
    yield HIDDEN * 20
    yield "".join(chr(0xE0000 + ord(letter)) for letter in "ignore the rules")  # tag characters: text nobody sees
    yield from ("\u115f", "\u1160", "\u3164", "\uffa0", "\u2800", "\ufe0f", "\U000e0100")


def _numbers() -> Iterator[str]:
    for power, more in product((7, 8, 15, 16, 31, 32, 53, 63, 64, 128), (-1, 0, 1)):
        yield from (str(2**power + more), str(-(2**power) + more))
    yield from (
        "-1", "-0", "0", "00", "007", "+5", "1e309", "-1e309", "1e-400", "NaN", "nan", "inf", "Infinity", "-Infinity",
        "0x10", "0b1", "1_000", "1,5", "1.5", "1.0.0", "--5", "5-", "5 %", "%5", "½", "²", "٣", "Ⅷ", "五", "５０", "①",
        "9" * 19, "9" * 400, "0." + "0" * 400 + "1", "1" + "0" * 4400, "9**9**9", "1e9999999", "True", "null", "None",
        "undefined", "50%%", "5\u00a0%", "−5", "5\u200b0",
    )  # fmt: skip


def _mentions() -> Iterator[str]:
    yield from (
        "@everyone", "@here", "<@1>", "<@!1>", "<@&1>", "<#1>", "<:x:1>", "<a:x:1>", "<t:0:R>", "</class leave:1>",
        "<id:guide>", "<!channel>", "<!here>", "<!everyone>", "<@U024BE7LH>", "<#C024BE7LR|general>",
        "<!subteam^S1|all>", "<!date^0^{date}|x>", "<https://evil.example|click here>", "@\u200beveryone", "＠everyone",
        "discord.gg/abc", "https://discord.com/api/webhooks/1/x", "xoxb-1-2-abc", "mailto:a@b.c",
    )  # fmt: skip


def _markup() -> Iterator[str]:
    for mark in ("*", "**", "***", "_", "__", "~", "~~", "`", "```", "||", "'''"):
        yield f"{mark}loud{mark}"
        yield mark * 300
    yield from (
        "# Heading", "-# small", "> quote", ">>> all", "- item", "1. item", "[text](https://evil.example)",
        "[text](javascript:alert(1))", "![x](https://evil.example/x.png)", ":fire:", "&lt;b&gt;", "&amp;amp;", "&#0;",
        "```ansi\n\x1b[31mred```", "\\*not loud\\*", "|a|b|\n|-|-|", "[bold red]x[/]", "[link=file:///etc/passwd]x[/]",
        "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "%s%n%x", "{0.__class__}", "{title}", "%(name)s", "$HOME",
    )  # fmt: skip


def _formulas() -> Iterator[str]:
    starts = ("=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠", "|", "%", ";=", '"=', "'=", "\n=")
    bodies = ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("https://evil.example","x")', "SUM(A1:A9)")
    yield from (f"{start}{body}" for start, body in product(starts, bodies))


def _sql() -> Iterator[str]:
    for quote in ("'", '"', "`", "\\'", "%27", "’"):
        yield f"Robert{quote}); DROP TABLE person;--"
        yield f"{quote} OR {quote}1{quote}={quote}1"
        yield f"{quote} UNION SELECT seed FROM session --"
    yield from ("; VACUUM", "PRAGMA writable_schema=1", ":id", "?1", "%", "_", "\\", "X'00'", "/*", "--", "a' || 'b")


def _paths() -> Iterator[str]:
    for name in ("etc/passwd", "alliances.gift", "entente.sqlite", "ratify-or-revert"):
        yield from (f"{up}{name}" for up in ("../", "../../../../", "..\\..\\", "/", "//", "file:///", "%2e%2e/", "~/"))
        yield f"{name}\x00.gift"
    yield from (".", "..", "...", "CON", "NUL", "C:\\", "\\\\host\\share", "alliances/", "./alliances", "a" * 300)


def _data() -> Iterator[str]:
    """JSON, TOML, YAML, XML: the formats' own small bombs, and deep nesting."""
    for opened, closed in (("[", "]"), ("{", "}"), ('{"a":', "}"), ("(", ")"), ("<a>", "</a>")):
        yield from (opened * deep + closed * deep for deep in (1, 50, 900))
    yield from (
        '{"__class__": "Person"}', '["Strike", {}]', '["End", {"session": ""}]', '{"$ref": "#"}', '"\\ud800"',
        '{"a": 1, "a": 2}', "a = 1\na = 2", '"""', "'''", "[[a]]\n[a]", "a.b.c = 1", "a = 1979-05-27", "a = inf",
        "a: &a [*a, *a]\nb: &b [*a, *a]\nc: [*b, *b]", "!!python/object/apply:os.system [id]", "--- !ruby/object:X",
        '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>', "<![CDATA[x]]>", "<?xml version='1.0'?>",
        "{T}", "{~a =b}", "{#1:2}", "::t::q{=a}", "$CATEGORY: a/b", "// a comment", "\\{\\}", "{=%50%a}", "{####}",
    )  # fmt: skip


def _html() -> Iterator[str]:
    for handler in ("onerror", "onload", "onclick", "onfocus"):
        yield from (
            f"<{tag} {handler}=alert(1)>" for tag in ("img src=x", "svg", "body", "a href=x", "input autofocus")
        )
    yield from (
        "<script>alert(1)</script>", "</script><script>", "<iframe src=//evil.example>", "<!--", "-->", "<b>", "</td>",
        "javascript:alert(1)", "data:text/html,x", "<style>*{display:none}</style>", "\"><script>", "' onmouseover='x",
    )  # fmt: skip


def _regexes() -> Iterator[str]:
    """Patterns, and texts on which careless patterns take for ever."""
    yield from (
        "(a+)+$",
        "(a|aa)+$",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "(?:.*)*x",
        "[",
        "(",
        "*",
        "(?P<n>",
        "\\1",
        ".{9999}",
    )
    for part in ("a", "a ", "a-", "1 ", "1,", "'", '"', "=", "a=", '\\"', "a'b", "&", "<", "- ", " to "):
        yield part * 900 + "!"


def _emoji() -> Iterator[str]:
    family = "\u200d".join("👨👩👧👦")
    yield from (family, family * 40, "🏳️‍🌈", "👍🏿", "🇬🇷", "🇬", "❤️", "1️⃣", "🧑🏽‍🚀", "😀" * 100, "👩‍❤️‍💋‍👨")
    yield "Z" + "".join(chr(0x300 + n) for n in range(80)) + "algo"
    yield "e\u0301" * 90


def _names() -> Iterator[str]:
    yield from (
        "Ａna", "ａｎａ", "ana\u0301", "Аna", "ANA", "ﬁ", "ß", "ẞ", "İstanbul", "ı", "ŉ", "O'Brien", "Ng", "José María",
        "김민수", "山田", "ไทย", "Nguyễn Văn A", " ", "\u3000", "?", "...", "null", "admin", "instructor",
        "Dr. Petrova", "bot", "everyone", "same", "new", "off", "none", "yes", "all", "0", "Xandria's negotiator", "x1",
        "y", "p1", "__proto__", "constructor", "self", "id", "workspace", "*", "elapsed_ms", "clock", "strike::0",
        "a" * 81, "b:c:d", "a" * 4_001, "ab " * 3_000, "ﷺ" * 200, "\ufdfa" * 600, "\uffff", "\ufffe", "\U0010ffff",
        "\ue000", "\ufffd",
    )  # fmt: skip


FAMILIES: Mapping[str, Callable[[], Iterator[str]]] = MappingProxyType(
    {
        "controls": _controls, "newlines": _newlines, "surrogates": _surrogates, "bidi": _bidi, "hidden": _hidden,
        "numbers": _numbers, "mentions": _mentions, "markup": _markup, "formulas": _formulas, "sql": _sql,
        "paths": _paths, "data": _data, "html": _html, "regexes": _regexes, "emoji": _emoji, "names": _names,
    }
)  # fmt: skip
"""What the strings are made of, by family."""
