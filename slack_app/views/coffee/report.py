"""What managers read of a round: how far it is, what came of it, and where a hand would help."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from slack_app.domain.connections import SEVERAL, Connectedness
from slack_app.domain.figures import Hand, NeedsHand, RoundFigures
from slack_app.views import kit
from slack_app.views.coffee.programmes import cancel_button
from slack_app.views.kit import Letter
from slack_app.views.words import Mrkdwn, Words, mark, mention

NETWORK = "coffee.png"
_HANDS = {
    Hand.LEFT_OUT: mark("{people} had nobody to meet this time: a word from you would be kind."),
    Hand.CANNOT: mark("{people}: not everyone could come, and they have not met. Another time, or other company?"),
    Hand.SILENT_TWICE: mark("{people} has been silent twice or more. A personal word may tell why."),
}


@dataclass(frozen=True)
class ProgressOf:
    """A round on its way: how many of its groups are introduced, and who is left out. `ends_on` is its last day."""

    programme_id: int
    programme: str
    number: int
    groups: int
    introduced: int
    people: int
    left_out: int
    ends_on: date
    is_cancelled: bool = False
    is_over: bool = False


def progress(words: Words, of: ProgressOf) -> Letter:
    """The message that is brought up to date while introductions go out."""
    title = words.say("*{programme}, round {n}*", programme=of.programme, n=of.number)
    if of.is_cancelled:
        said = words.say("This round is cancelled. Its groups have been told.")
        return Letter(text=f"{title} {said}", blocks=[kit.section(f"{title}\n{said}")])
    lines = [*_progress(words, of)]
    text = " ".join([title, *lines])
    body = kit.section("\n".join([title, *(f"• {line}" for line in lines)]))
    buttons = [] if of.is_over else [kit.actions(cancel_button(words, of.programme_id))]
    return Letter(text=text, blocks=[body, *buttons])


def report(words: Words, figures: RoundFigures, programme: str, number: int) -> Letter:
    """What came of a round."""
    title = words.plain("{programme}, round {n}: what came of it", programme=programme, n=number)
    parts = [_outcome(words, figures), _connected(words, figures.connected), _hands(words, figures)]
    said = [kit.section(part) for part in parts if part]
    spoken = kit.cut(
        f"{words.say('*{programme}, round {n}*', programme=programme, n=number)} {kit.spoken(said)}", kit.SPOKEN
    )
    return Letter(text=spoken, blocks=[kit.header(title), *said])


def network_title(words: Words, programme: str, left_off: int = 0) -> str:
    """What is said with the picture; `left_off` people are not drawn."""
    said = words.say(
        "Who has met whom in *{programme}*: a dot is a person, a line a meeting, an empty ring someone who has met"
        " nobody yet.",
        programme=programme,
    )
    if not left_off:
        return said
    more = words.plural(
        "{n} person is not drawn, to keep it readable.", "{n} people are not drawn, to keep it readable.", left_off
    )
    return f"{said} {more}"


def network_alt(words: Words, programme: str, connected: Connectedness) -> str:
    """The picture in words, for those who do not see it."""
    return words.plain(
        "Picture of who has met whom in {programme}. {people} people; each has met {mean} others on average; {nobody}"
        " have met nobody yet; the largest connected part holds {share} of them.",
        programme=programme,
        people=connected.people,
        mean=words.decimal(connected.distinct_met_mean),
        nobody=connected.met_nobody,
        share=words.percent(connected.largest_share),
    )


def _progress(words: Words, of: ProgressOf) -> Iterator[Mrkdwn]:
    if of.groups == 0:
        yield words.say("There was nobody to bring together this time.")
    elif of.is_over and of.introduced < of.groups:
        yield words.say("{n} of {total} groups were introduced.", n=of.introduced, total=of.groups)
    elif of.introduced < of.groups:
        yield words.say(
            "Introductions are on their way: {n} of {total} groups so far.", n=of.introduced, total=of.groups
        )
    else:
        yield words.plural("{n} group is introduced.", "{n} groups are introduced.", of.groups)
    yield words.plural("{n} person takes part.", "{n} people take part.", of.people)
    if of.left_out:
        yield words.plural(
            "{n} person had nobody to meet, was told why, and comes first next time.",
            "{n} people had nobody to meet, were told why, and come first next time.",
            of.left_out,
        )
    if of.is_over:
        yield words.say("This round is over.")
    else:
        yield words.say("The round ends on {day}; then I tell you what came of it.", day=words.day(of.ends_on))


def _outcome(words: Words, of: RoundFigures) -> str:
    lines = [
        words.plural("{n} group", "{n} groups", of.groups),
        words.say("met: {n}", n=of.met),
        words.say("planned: {n}", n=of.planned),
        words.say("not yet: {n}", n=of.not_yet),
        words.say("could not: {n}", n=of.cannot),
        words.say("silent: {n}", n=of.silent),
    ]
    if of.cancelled:
        lines.append(words.say("called off: {n}", n=of.cancelled))
    if of.left_out:
        lines.append(words.say("people without company: {n}", n=of.left_out))
    return "\n".join([" · ".join(lines), _rating(words, of)])


def _rating(words: Words, of: RoundFigures) -> Mrkdwn:
    if of.rating_mean is None:
        return words.say("Too few marks to say how it was.")
    return words.plural(
        "How it was: {mean} of 5, from {n} mark.",
        "How it was: {mean} of 5, from {n} marks.",
        of.ratings,
        mean=words.decimal(of.rating_mean),
    )


def _connected(words: Words, of: Connectedness) -> str:
    if not of.people:
        return ""
    lines = [
        words.say("*How connected the community has become*"),
        words.say("• each has met {mean} different people on average", mean=words.decimal(of.distinct_met_mean)),
        words.say("• {share} have met {several} or more", share=words.percent(of.met_several_share), several=SEVERAL),
        words.say(
            "• {share} are linked with each other, directly or through others", share=words.percent(of.largest_share)
        ),
    ]
    if of.met_nobody:
        lines.append(words.plural("• {n} person has met nobody yet", "• {n} people have met nobody yet", of.met_nobody))
    return "\n".join(lines)


def _hands(words: Words, of: RoundFigures) -> str:
    if not of.hands:
        return ""
    lines = [f"• {_hand(words, hand)}" for hand in of.hands]
    if of.more_hands:
        lines.append(words.plural("• and {n} other", "• and {n} others", of.more_hands))
    return "\n".join([words.say("*Where a hand would help*"), *lines])


def _hand(words: Words, hand: NeedsHand) -> Mrkdwn:
    return words.say(_HANDS[hand.why], people=words.listing(mention(one) for one in hand.user_ids))
