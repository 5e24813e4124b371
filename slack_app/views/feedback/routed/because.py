"""Why a ticket is what it is and where it is, each field in a sentence."""

from functools import partial, reduce

from slack_app.domain.feedback.routed.because import Reason, Why, reasons_of
from slack_app.domain.feedback.terms import By, Field
from slack_app.views.feedback import labels
from slack_app.views.words import Mrkdwn, Words, mark

_FIELDS = {
    Field.KIND: mark("*Kind:* {why}"),
    Field.AREA: mark("*Area:* {why}"),
    Field.TEAM: mark("*Team:* {why}"),
    Field.PRIORITY: mark("*Priority:* {why}"),
}
_BY = {
    By.PERSON: mark("somebody of the team chose it"),
    By.AUTHOR: mark("its author said so"),
    By.CHANNEL: mark("it is what this channel is for"),
    By.RULE: mark("the rule “{rule}” says so"),
    By.MODEL: mark("its words speak for it"),
}
_CATCH_ALL = {
    Field.TEAM: mark("no rule, channel or area named another"),
    Field.PRIORITY: mark("nothing makes it more or less urgent"),
}
_NOBODY = {
    Field.KIND: mark("not known yet"),
    Field.AREA: mark("not known yet"),
    Field.TEAM: mark("nobody knows yet whose it is"),
}
_WHY = {
    Why.IMPACT: mark("its author said how much it matters"),
    Why.VOICES: mark("so many people say so"),
    Why.ASKED: mark("the question that it answers is about this"),
}


def sentence(words: Words, reason: Reason) -> Mrkdwn:
    """Why one field is what it is; what the value is stands elsewhere."""
    return words.say(_FIELDS[reason.field], why=_why(words, reason))


def sentences(words: Words, because: object) -> list[Mrkdwn]:
    """The same of each field that a ticket's `because` tells of, in their order."""
    reasons = reasons_of(because)
    return [sentence(words, reasons[field]) for field in Field if field in reasons]


def _why(words: Words, reason: Reason) -> Mrkdwn:
    if reason.why:
        return _said_why(words, reason, reason.why)
    if reason.by is By.MODEL or reason.candidates:
        return _thought(words, reason)
    if reason.by in (By.CATCH_ALL, By.NOBODY):
        told = _CATCH_ALL if reason.by is By.CATCH_ALL else _NOBODY
        return words.say(told.get(reason.field, _NOBODY[Field.KIND]))
    return words.say(_BY[reason.by], rule=reason.rule or "?")


def _said_why(words: Words, reason: Reason, why: Why) -> Mrkdwn:
    if why is Why.SAFETY:
        return words.say("its words speak of danger: {terms}", terms=_terms(words, reason))
    if why is Why.OWNS_AREA:
        return words.say("this area is theirs")
    return _suggested(words, reason) if why is Why.OUTSIDE else words.say(_WHY[why])


def _suggested(words: Words, reason: Reason) -> Mrkdwn:
    """What the outside classifier suggests; nothing of its own words."""
    first = next(iter(reason.candidates), "")
    value = labels.kind(words, first) if reason.field is Field.KIND else first
    sure = words.percent(reason.confidence or 0.0)
    return words.say("not known yet; the outside classifier suggests {value} ({share} sure)", value=value, share=sure)


def _thought(words: Words, reason: Reason) -> Mrkdwn:
    """What a model went by, as far as it says: its words, the past ones that are like it, and how sure it is."""
    opening = words.say("I would rather ask than decide alone") if reason.candidates else words.say(_BY[By.MODEL])
    parts = [words.say("its words {terms} speak for it", terms=_terms(words, reason)) if reason.terms else opening]
    if reason.terms and reason.candidates:
        parts = [opening, words.say("it went by {terms}", terms=_terms(words, reason))]
    if reason.near:
        parts.append(words.say("it is like {tickets}", tickets=words.listing(f"#{number}" for number in reason.near)))
    if reason.confidence is not None:
        parts.append(words.say("{share} sure", share=words.percent(reason.confidence)))
    return reduce(partial(_and_then, words), parts)


def _and_then(words: Words, said: Mrkdwn, more: Mrkdwn) -> Mrkdwn:
    return words.say("{said}; {more}", said=said, more=more)


def _terms(words: Words, reason: Reason) -> Mrkdwn:
    return words.listing(words.plain("“{term}”", term=term) for term in reason.terms)
