"""The question card: what is asked with its buttons, and the solution once it is answered."""

from core.blocks import Block, Bullets, Choose, Facts, Heading, Press, Text
from core.context import Context
from core.kit.fields import Field, Option, Pick, Words
from core.kit.moves import MoveSpec
from core.quiz.flow import sheet
from core.quiz.flow.shelf import topic_of
from core.quiz.flow.standing import GO_ON, Standing, standing
from core.quiz.flow.words import listed, percent
from core.quiz.marking import Mark
from core.quiz.model import Kind, Question
from core.replies import Reply
from core.requests.quiz import Answer, Grade, ShowDue, ShowQuestion, UndoAnswer

_MOST_COMBINED = 4  # options whose sets (15) still fit one list of at most 25
_RATINGS = (("Again", "again"), ("Hard", "hard"), ("Good", "good"), ("Easy", "easy"))


def show_question(ctx: Context, ask: ShowQuestion) -> Reply:
    """Draw the open question, its solution when it has been answered, or where to begin."""
    here = standing(ctx)
    if here is None:
        begin = Choose((Press(GO_ON.label, GO_ON.request, main=True), Press("What is due", ShowDue())))
        return Reply(blocks=(Text("No question is open. Begin a round whenever you like."), begin))
    return Reply(blocks=_solution(here, ask.guessed) if here.study.answered else _question(here, ask.typed))


def _question(here: Standing, typed: str) -> tuple[Block, ...]:
    question = here.question
    heading = (Heading(here.progress), Text(question.stem))  # no topic yet: its name may be the answer
    if question.kind in sheet.ONE:
        return (*heading, *_one_tap(question))
    return (*heading, *_lists(question), Choose((_form(question, typed),)))


def _one_tap(question: Question) -> tuple[Block, ...]:
    """Return the options in full, and a button for each letter: no phone cuts a sentence off there."""
    lines = _lines(question)
    return Bullets(lines), Choose(tuple(Press(line[0], Answer(line[0], question.id)) for line in lines))


def _lists(question: Question) -> tuple[Block, ...]:
    rows = sheet.rows(question)
    numbered = tuple(f"{place}. {row}" for place, row in enumerate(rows, start=1))
    takes = f"It takes {sheet.takes(question)}."
    return (*(Bullets(part) for part in (numbered, _lines(question)) if part), Text(takes, quiet=True))


def _lines(question: Question) -> tuple[str, ...]:
    pairs = zip(sheet.LETTERS, sheet.lettered(question), strict=False)
    return tuple(f"{letter}. {text}" for letter, text in pairs)


def _form(question: Question, typed: str) -> Press:
    field = _field(question)
    kept = {field.name: typed} if typed and isinstance(field, Words) else {}
    spec = MoveSpec(name="answer", label="Answer", help=question.stem, fields=(field,), initial=kept)
    return Press("Answer", Answer("", question.id), form=spec, main=True)


def _field(question: Question) -> Field:
    count = len(sheet.lettered(question))
    if question.kind is not Kind.MULTIPLE or count > _MOST_COMBINED:
        return Words(name="answer", label="Your answer", help=sheet.takes(question), limit=200)
    sets = ("".join(sheet.LETTERS[i] for i in range(count) if bits >> i & 1) for bits in range(1, 1 << count))
    ordered = sorted(sets, key=lambda letters: (len(letters), letters))
    return Pick(name="answer", label="Your answer", options=tuple(Option(one, listed(one)) for one in ordered))


def _solution(here: Standing, guessed: bool) -> tuple[Block, ...]:
    question, answered = here.question, here.study.answered
    mark = sheet.mark(question, answered)
    facts = [("Your answer", sheet.in_words(question, answered))]
    if not mark.right:
        facts.append(("Right answer", sheet.key_in_words(question)))
    reasons = dict.fromkeys(text for text in (mark.feedback, question.feedback) if text)
    return (
        Heading(here.progress),
        Text(question.stem),
        Text(_verdict(mark)),
        Facts(tuple(facts)),
        *(Text(reason) for reason in reasons),
        Text(f"Topic: {topic_of(question)}", quiet=True),
        _grades(question, mark, guessed),
    )


def _verdict(mark: Mark) -> str:
    if mark.right:
        return "Right."
    return f"Partly right: {percent(mark.fraction)}." if mark.fraction > 0 else "Not this time."


def _grades(question: Question, mark: Mark, guessed: bool) -> Choose:
    """Return what may be said: only Again after a wrong answer, Hard at most after a lucky guess."""
    allowed, likely = (1, "again") if not mark.right else (2, "hard") if guessed else (4, "good")
    presses = [
        Press(label, Grade(key, question.id, guessed=guessed), main=key == likely) for label, key in _RATINGS[:allowed]
    ]
    if likely == "good":
        presses.append(Press("I guessed", ShowQuestion(guessed=True)))
    return Choose((*presses, Press("Undo", UndoAnswer())), _prompt(mark, guessed))


def _prompt(mark: Mark, guessed: bool) -> str:
    if not mark.right:
        return "You will see it again soon, so it can settle."
    return "A lucky guess counts as Hard at most." if guessed else "How well did you know it?"
