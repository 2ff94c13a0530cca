"""A short quiz to try the game with: one question of each kind."""

from core.games.live_quiz.questions import LiveQuizParams, Question

SAMPLE = LiveQuizParams(
    questions=(
        Question(
            prompt="Two states promise to stay out if a third attacks either. What have they signed?",
            options=("A defence pact", "A neutrality pact", "An offensive alliance", "A consultation pact"),
            right=(1,),
            explanation="A neutrality pact binds its members not to join the foe; it does not bind them to fight.",
            tag="alliance types",
        ),
        Question(
            prompt="A small win-set makes it easier to reach an agreement that can be ratified.",
            kind="true_false",
            right=(1,),
            explanation="A small win-set can win a better share at the table, and makes deadlock likelier.",
            tag="win-set",
            seconds=20,
        ),
        Question(
            prompt="Which of these make a promise to defend an ally more believable?",
            kind="multiple",
            options=("Troops stationed there", "A secret clause", "Shared bases", "A promise to consult"),
            right=(0, 2),
            explanation="Costs paid in advance and soldiers in harm's way tie the promiser's hands.",
            tag="credibility",
        ),
    ),
    mode="accuracy_first",
)
