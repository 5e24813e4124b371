"""The members' recap: the threads that people met in, who is new, who was thanked, what is coming."""

from collections.abc import Iterator, Mapping, Sequence

from slack_app.domain.digest.recap import Recap, Thread
from slack_app.domain.measures.comparing import compare
from slack_app.domain.measures.figures import WeekFigures
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.digest import lines
from slack_app.views.digest.brief import Links
from slack_app.views.kit import Block, Letter
from slack_app.views.words import Mrkdwn, Words, channel_link, mention

OFF, ON = "off", "on"
MOST_FIGURES = 6


def recap(
    words: Words, of: Recap, links: Links, programmes: Mapping[int, str], past: Sequence[WeekFigures] = ()
) -> Letter:
    """The whole of it; a thread without a link, and a programme without a name, are left out."""
    title = words.plain("Our week of {day}", day=words.day(of.week))
    said = [
        *_threads(words, of, links),
        *_people(words, of),
        *_coming(words, of, programmes),
        *_figures(words, of, past),
    ]
    blocks = [kit.header(title), *said, *_foot(words)]
    return Letter(text=kit.cut(f"{title}. {kit.spoken(blocks)}", kit.SPOKEN), blocks=blocks)


def naming_noted(words: Words, *, unnamed: bool) -> Letter:
    """The answer to someone's wish about their name, with the way back."""
    if unnamed:
        said = words.say("Done: recaps will not name you. What you wrote may be told of, without your name.")
        back = kit.button(words.plain("Name me again"), Action.RECAP_UNNAMED, value=ON)
    else:
        said = words.say("Done: recaps may name you again.")
        back = kit.button(words.plain("Leave my name out"), Action.RECAP_UNNAMED, value=OFF)
    return Letter(text=said, blocks=[kit.section(said), kit.actions(back)])


def _threads(words: Words, of: Recap, links: Links) -> Iterator[Block]:
    shown = [(one, links.get((one.channel_id, one.ts), "")) for one in of.threads]
    linked = [(one, link) for one, link in shown if link]
    if linked:
        yield kit.section(words.say("*Where we talked*"))
    for one, link in linked:
        button = kit.button(words.plain("Read the thread"), Action.TODO_OPEN, url=link)
        yield kit.section(f"• {_thread(words, one)}", accessory=button)


def _thread(words: Words, one: Thread) -> Mrkdwn:
    people = words.plural("{n} person", "{n} people", one.people)
    replies = words.plural("{n} reply", "{n} replies", one.replies)
    channel = channel_link(one.channel_id)
    if one.author_id:
        return words.say(
            "{people} talked in {channel}, in a thread begun by {person}: {replies}",
            people=people,
            person=mention(one.author_id),
            channel=channel,
            replies=replies,
        )
    return words.say("{people} talked in {channel}: {replies}", people=people, channel=channel, replies=replies)


def _people(words: Words, of: Recap) -> Iterator[Block]:
    if of.welcomed or of.more_welcomed:
        people = _named(words, of.welcomed, of.more_welcomed)
        yield kit.section(words.say("*New among us:* {people}. A hello goes a long way.", people=people))
    if of.thanked or of.more_thanked:
        people = _named(words, of.thanked, of.more_thanked)
        yield kit.section(words.say("*Thanked this week:* {people}", people=people))


def _named(words: Words, user_ids: Sequence[str], more: int) -> Mrkdwn:
    named: list[str] = [mention(one) for one in user_ids]
    if more and named:
        named.append(words.plural("{n} other", "{n} others", more))
    elif more:
        named.append(words.plural("{n} person", "{n} people", more))
    return words.listing(named)


def _coming(words: Words, of: Recap, programmes: Mapping[int, str]) -> Iterator[Block]:
    rounds = [
        words.say("• *{programme}*, on {day}", programme=programmes[one.programme_id], day=words.day(one.on))
        for one in of.coming
        if one.programme_id in programmes
    ]
    if rounds:
        how = words.say("`/coffee` is the way in.")
        yield kit.section("\n".join([words.say("*Coming up: meet someone new*"), *rounds, how]))


def _figures(words: Words, of: Recap, past: Sequence[WeekFigures]) -> Iterator[Block]:
    told = [f"• {lines.short(words, one)}" for one in compare(of.figures, past).values()]
    more = [words.say("And more with `/digest`.")] if len(told) > MOST_FIGURES else []
    if told:
        yield kit.section("\n".join([words.say("*The week in figures*"), *told[:MOST_FIGURES], *more]))


def _foot(words: Words) -> list[Block]:
    why = words.say("Threads are chosen by how many people took part, not by likes. Nobody's words are kept or quoted.")
    out = kit.button(words.plain("Leave my name out"), Action.RECAP_UNNAMED, value=OFF)
    return [kit.context(why), kit.actions(out)]
