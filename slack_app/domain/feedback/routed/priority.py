"""How soon a ticket should be looked at: said by rules, by words of danger, by its author and by how many want it; never learned."""

from collections.abc import Mapping

from slack_app.domain.feedback.routed.because import Reason, Why
from slack_app.domain.feedback.routed.conditions import found_in
from slack_app.domain.feedback.routed.rules import Act, Decision
from slack_app.domain.feedback.routed.safety import SAFETY_WORDS
from slack_app.domain.feedback.terms import By, Field, Impact, Priority

FEW, SOME, MANY = 2, 5, 10
"""So many voices lift what would be nice, then what is normal, then anything."""
_BY_IMPACT = {Impact.BLOCKS: Priority.HIGH, Impact.HINDERS: Priority.NORMAL, Impact.NICE: Priority.LOW}


def prioritised(words: str, impact: Impact | None, voices: int, decided: Mapping[Act, Decision]) -> Reason:
    """The priority and why: a rule's, else high for words of danger, else the author's impact, lifted by voices."""
    if ruled := decided.get(Act.PRIORITY):
        return Reason(Field.PRIORITY, By.RULE, str(ruled.value), rule=ruled.rule.name)
    if danger := found_in(words, SAFETY_WORDS):
        return Reason(Field.PRIORITY, By.RULE, Priority.HIGH, terms=danger[:3], why=Why.SAFETY)
    said = _BY_IMPACT[impact] if impact else Priority.NORMAL
    lifted = _lifted(said, voices)
    if lifted is not said:
        return Reason(Field.PRIORITY, By.RULE, lifted, why=Why.VOICES)
    if impact:
        return Reason(Field.PRIORITY, By.AUTHOR, said, why=Why.IMPACT)
    return Reason(Field.PRIORITY, By.CATCH_ALL, said)


def _lifted(priority: Priority, voices: int) -> Priority:
    """Two voices make of what is low something normal, five of what is normal something high, ten of anything."""
    if voices >= MANY or (priority is Priority.NORMAL and voices >= SOME):
        return Priority.HIGH
    return Priority.NORMAL if priority is Priority.LOW and voices >= FEW else priority
