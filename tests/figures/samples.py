"""Figures of every kind that a lecture shows, with invented but plausible numbers."""

from random import Random

from core.game import Axis, Bar, Dots, Figure, Line, Mark, Rule, Shade, Span

TWIN = (("what", "value"), (("sample", "1"),))
NOWHERE = Axis("", 0, 1)


def made(key: str, title: str, x: Axis, y: Axis, *marks: Mark) -> Figure:
    return Figure(key=key, title=title, alt=f"{title}, with invented numbers.", x=x, y=y, marks=marks, twin=TWIN)


def putnam() -> Figure:
    marks: list[Mark] = []
    for at, (x_low, y_high, agreed) in {2.0: (0, 64, 38), 1.0: (20, 64, 41), 0.0: (45, 30, None)}.items():
        marks.append(
            Span(label="Xandria ratifies", at=at + 0.18, low=x_low, high=100, tone="first", text=f"from {x_low}")
        )
        marks.append(
            Span(label="Yavoria ratifies", at=at - 0.18, low=0, high=y_high, tone="second", text=f"up to {y_high}")
        )
        if agreed is not None:
            marks.append(
                Dots(label="Agreement", points=((agreed, at),), shape="diamond", tone="accent", values=(str(agreed),))
            )
    rounds = ((2.0, "Round 1"), (1.0, "Round 2"), (0.0, "Round 3"))
    return made(
        "putnam",
        "A smaller win-set bargains better, until none is left",
        Axis("Xandria's share of 100 licences", 0, 100),
        Axis("", -0.5, 2.5, rounds),
        *marks,
    )


def tables() -> Figure:
    rng = Random(7)
    shares = tuple((float(round(rng.gauss(52, 4))), 0.5) for _ in range(30))
    return made(
        "tables",
        "Thirty tables settled near the middle of the overlap",
        Axis("Xandria's share of 100 licences", 0, 100),
        Axis("", -0.6, 2, ((1.6, "Xandria"), (-0.3, "Yavoria"))),
        Span(label="Xandria", at=1.6, low=36, high=100, text="36 to 100"),
        Span(label="Yavoria", at=-0.3, low=0, high=64, tone="second", text="0 to 64"),
        Dots(label="A table's agreement", points=shares, tone="accent"),
        Shade(label="Both ratify: 36 to 64", axis="x", low=36, high=64),
    )


def cloud() -> Figure:
    rng = Random(3)
    points = tuple((rng.betavariate(2, 3) * 900, rng.betavariate(3, 2) * 800) for _ in range(500))
    return made(
        "cloud",
        "What the class agreed, beside every treaty there was",
        Axis("Freedonia's points", 0, 1000),
        Axis("Sylvania's points", 0, 1000),
        Dots(label="all 500 treaties", points=points, tone="muted", faint=True),
        Line(label="frontier", points=((120, 950), (420, 860), (610, 720), (780, 400), (900, 120)), tone="muted"),
        Shade(label="Freedonia ratifies", axis="x", low=380, high=1000, tone="first"),
        Dots(label="Nash", points=((610, 720),), shape="star", tone="second", values=("610, 720",)),
        Dots(label="Kalai–Smorodinsky", points=((610, 720),), shape="triangle", tone="third"),
        Dots(label="Egalitarian", points=((640, 670),), shape="square", tone="first"),
        Dots(
            label="your class",
            points=((520, 610), (480, 700), (400, 500), (700, 450)),
            shape="cross",
            tone="accent",
            values=("Table 1", "Table 2", "Table 3", "Table 4"),
        ),
    )


def leaderboard() -> Figure:
    names = ["Amber Heron", "Quiet Walrus", "Brisk Otter", "Solemn Badger", "you: Velvet Porcupine"]
    scores = [88, 81, 74, 70, 52]
    return made(
        "leaderboard",
        "Standings after three rounds",
        Axis("Points, 100 is best", 0, 100),
        Axis("", -0.6, 4.6, tuple((4.0 - n, name) for n, name in enumerate(names))),
        *(
            Bar(label="", at=4.0 - n, value=score, tone="accent" if n == 4 else "first", text=str(score), lying=True)
            for n, score in enumerate(scores)
        ),
    )


def histogram() -> Figure:
    counts = [0, 1, 0, 2, 5, 9, 4, 2, 1, 0]
    return made(
        "demands",
        "Most asked for half; the model asks for 62",
        Axis("Demand, of 100", 0, 100),
        Axis("Negotiators", 0, 10),
        *(
            Bar(label="", at=5 + 10 * n, value=count, text=str(count) if count else "")
            for n, count in enumerate(counts)
        ),
        Rule(label="best reply: 62", axis="x", at=62, tone="second"),
        Rule(label="class mean: 55", axis="x", at=55),
    )


def vagueness() -> Figure:
    return made(
        "vagueness",
        "A vague pledge moves the rival only inside this window",
        Axis("Support the patron sends, in billions", 0, 100),
        NOWHERE,
        Shade(label="window: 24 to 61", axis="x", low=24, high=61, tone="third"),
        Rule(label="war pays below 24", axis="x", at=24),
        Rule(label="client overreaches above 61", axis="x", at=61),
        Dots(
            label="What the class sent",
            points=((30, 0.5), (42, 0.5), (42, 0.5), (55, 0.5), (70, 0.5)),
            values=("Table 1: 30", "Table 2: 42", "Table 3: 42", "Table 4: 55", "Table 5: 70"),
        ),
    )


def burden() -> Figure:
    wealth = (5, 8, 12, 20, 33, 60)
    names = ("Latvia", "Norway", "Belgium", "Spain", "France", "Germany")
    return made(
        "burden",
        "The larger an ally, the more it pays: Nash against the optimum",
        Axis("Wealth, billions", 0, 70),
        Axis("Share of wealth paid, %", 0, 5),
        Line(label="Nash", points=tuple((w, 0.06 * w) for w in range(0, 71, 5)), tone="first"),
        Line(label="optimum", points=((0, 4.1), (70, 4.1)), tone="second", dashed=True),
        Dots(label="your class", points=tuple((w, 0.4 + 0.055 * w) for w in wealth), tone="accent", values=names),
    )


def long_labels() -> Figure:
    return made(
        "long",
        "A title that an enthusiastic professor of international relations wrote late at night, far too long to "
        "stand on two lines of a slide that somebody in the last row is supposed to read",
        Axis(
            "What remains after everybody who has a veto has used it, in thousands of tonnes of steel a year", 0, 12000
        ),
        Axis(
            "Ministers, parliaments and publics who still have to be convinced before anybody signs anything",
            -0.5,
            2.5,
            (
                (2, "Bundesrepublik Deutschland, Federal Chancellery"),
                (1, "Îles de la Société & dépendances"),
                (0, "$x_1$"),
            ),
        ),
        Span(
            label="What a cabinet of grand coalition would ratify on a good day",
            at=2,
            low=1000,
            high=9000,
            text="from one thousand to nine thousand tonnes, whoever counts them",
        ),
        Span(
            label="What a cabinet of grand coalition would ratify on a good day",
            at=1,
            low=11000,
            high=12000,
            text="hardly anything at all",
        ),
        Span(label="Same, bad day", at=0, low=0, high=900, tone="second", text="almost nothing"),
        Rule(label="the reversion point as the previous government saw it", axis="x", at=5200, tone="accent"),
        Rule(label="and as the present government sees it", axis="x", at=5600, tone="accent"),
    )


def one_point() -> Figure:
    return made(
        "one",
        "One table, one treaty",
        Axis("Your points", 0, 100),
        Axis("Their points", 0, 100),
        Dots(label="Table 1", points=((100, 100),), values=("100 and 100",)),
    )


def ally() -> Figure:
    return made(
        "ally",
        "The ally widens the bargaining range by 23 points",
        Axis("Territory to the challenger, %", 0, 100),
        Axis("", -0.5, 1.5, ((1, "alone"), (0, "with ally"))),
        Span(label="", at=1, low=40, high=52, text="40–52"),
        Span(label="", at=0, low=25, high=60, text="25–60"),
        Rule(label="status quo: 50", axis="x", at=50),
        Dots(
            label="settlements",
            points=((47, 1), (44, 1), (33, 0), (58, 0), (71, 0)),
            shape="diamond",
            tone="second",
            values=("47", "44", "33", "58", "war"),
        ),
    )


def answers() -> Figure:
    return made(
        "answers",
        "Question 4: What is Level II in Putnam's two-level game?",
        Axis("", 0, 20),
        Axis(
            "",
            -0.6,
            3.6,
            (
                (3, "A  the summit"),
                (2, "B  ratification at home ✔"),
                (1, "C  the United Nations"),
                (0, "D  a back channel between the foreign ministries"),
            ),
        ),
        Bar(label="Not right", at=3, value=4, tone="muted", text="4", lying=True),
        Bar(label="Right", at=2, value=17, tone="third", text="17", lying=True),
        Bar(label="Not right", at=1, value=0, tone="muted", text="0", lying=True),
        Bar(label="Not right", at=0, value=3, tone="muted", text="3", lying=True),
    )


def grouped() -> Figure:
    cases = ((0, "Round 1", 62, 70), (1, "Round 2", 41, 55), (2, "Round 3", -12, 8))
    return made(
        "grouped",
        "What you gained beside what the model expects",
        Axis("", -0.6, 2.6, tuple((at, name) for at, name, *_ in cases)),
        Axis("Gain over no treaty, points", -20, 80),
        *(Bar(label="your class", at=at, value=got, text=f"{got:+d}".replace("-", "−")) for at, _, got, _ in cases),
        *(Bar(label="model", at=at, value=best, tone="second", text=f"{best:+d}") for at, _, _, best in cases),
        Rule(label="no treaty", axis="y", at=0),
    )


def bids() -> Figure:
    rng = Random(5)
    bids = tuple((v, v * rng.uniform(0.45, 0.95)) for v in (rng.uniform(5, 100) for _ in range(40)))
    return made(
        "bids",
        "Most of the class shaded too little",
        Axis("Worth to the bidder", 0, 100),
        Axis("Bid", 0, 100),
        Line(label="equilibrium: two thirds", points=((0, 0), (100, 66.7)), tone="second"),
        Line(label="bid = worth", points=((0, 0), (100, 100)), tone="muted", dashed=True),
        Dots(label="a bid", points=bids),
        Rule(label="reserve price: 20", axis="y", at=20),
        Shade(label="no sale", axis="y", low=0, high=20),
    )


def coincide() -> Figure:
    at = ((50.0, 50.0),)
    return made(
        "coincide",
        "Four solutions that agree",
        Axis("x's points", 0, 100),
        Axis("y's points", 0, 100),
        Dots(label="Nash", points=at, shape="star", values=("50, 50",)),
        Dots(label="Kalai–Smorodinsky", points=at, shape="triangle", tone="second"),
        Dots(label="Egalitarian", points=at, shape="square", tone="third"),
        Dots(label="Utilitarian", points=((80, 30),), shape="diamond", tone="accent", values=("80, 30",)),
    )


def empty() -> Figure:
    return made("empty", "Nobody has agreed yet", Axis("Your points", 0, 1), Axis("Their points", 0, 0.05))


ALL = (
    putnam,
    tables,
    cloud,
    leaderboard,
    histogram,
    vagueness,
    burden,
    long_labels,
    one_point,
    ally,
    answers,
    grouped,
    bids,
    coincide,
    empty,
)
