"""How a seat's result becomes a score: affine in its own payoff, and nothing else mixed in.

A joint term, or a clipped drawn war, would change the best strategy; these two rules do not.
"""

from core.theory.inputs import TOLERANCE, number, share


def own(payoff: float, reversion: float, ideal: float) -> float:
    """Score one seat's payoff: 0 at its reversion payoff, 1 at its ideal, unclipped on both sides.

    All three are in the same units of utility; war and other lotteries enter at their expectation.
    When the ideal and the reversion coincide nothing could be won: 1 if the payoff reaches it, else 0.
    Raises ValueError if a number is not finite or the ideal lies below the reversion.
    """
    payoff, reversion = number(payoff, "The payoff"), number(reversion, "The reversion payoff")
    room = number(ideal, "The ideal payoff") - reversion
    if room < -TOLERANCE:
        raise ValueError("The ideal payoff cannot lie below the reversion payoff.")
    if room <= TOLERANCE:
        return float(payoff >= reversion - TOLERANCE)
    return (payoff - reversion) / room


def belief(stated: float, event: float) -> float:
    """Score a stated probability (0..1) against what happened (1 or True if it did, else 0).

    The quadratic rule 1 - (stated - event)^2 (Brier, 1950): strictly proper, so honesty is the only best
    reply to one's own belief; 1 is perfect, 0 is certain and wrong. Raises ValueError outside 0..1.
    """
    return 1 - (share(stated, "The stated probability") - share(event, "The event")) ** 2
