"""App Home: someone's profile, first steps, messages and data, and for managers the set-up."""

from dataclasses import dataclass
from datetime import date

from slack_app.domain.community import Community
from slack_app.domain.feedback.terms import Source
from slack_app.domain.profile import Profile
from slack_app.views import kit, privacy, setup_summary
from slack_app.views.actions import Action, Callback
from slack_app.views.coffee import mine_told
from slack_app.views.coffee.mine_told import MineOf
from slack_app.views.digest.recap import OFF, ON
from slack_app.views.introduction import own_words
from slack_app.views.kit import Block, View
from slack_app.views.words import LANGUAGES, Mrkdwn, Words, channel_link, own_name


@dataclass(frozen=True)
class HomeOf:
    """What a Home tab shows of someone. Days are theirs; `community` is the set-up, `manager` whether they may change it.

    Who was there before the app has no `joined_on`, and then their first message that was heard was hardly their first.
    `coffee` is where they stand in the programmes that are on; `stays_unnamed`: recaps do not name them.
    """

    today: date
    community: Community
    manager: bool = False
    profile: Profile | None = None
    joined_on: date | None = None
    introduced_on: date | None = None
    posted_on: date | None = None
    paused_until: date | None = None
    opted_out: bool = False
    coffee: MineOf | None = None
    stays_unnamed: bool = False
    teams: int = 0


def home(words: Words, of: HomeOf) -> View:
    """The whole tab; the managers' part comes last, or first while something is still to be set up."""
    mine = [*_profile(words, of), *_journey(words, of)]
    mine += mine_told.section(words, of.coffee) if of.coffee else []
    mine += _feedback(words) if of.community.feedback.is_on else []
    mine += [*_messages(words, of), *_name(words, of), *_language(words)]
    mine += [kit.divider(), *privacy.what_is_kept(words)]
    if not of.manager:
        return kit.home(mine, Callback.HOME)
    setup = setup_summary.for_managers(words, of.community, of.teams)
    parts = [setup, mine] if setup_summary.is_first_run(of.community) else [mine, setup]
    return kit.home([*parts[0], kit.divider(), *parts[1]], Callback.HOME)


def _profile(words: Words, of: HomeOf) -> list[Block]:
    title = kit.header(words.plain("Your profile"))
    if of.profile is None:
        invitation = words.say("Two minutes are enough to say what you do and what you are looking for.")
        return [title, kit.section(invitation), kit.actions(_introduce(words, words.plain("Introduce yourself")))]
    return [
        title,
        kit.quoted(own_words(words, of.profile)),
        kit.context(_agreed(words, of.profile)),
        kit.actions(_introduce(words, words.plain("Change my profile"))),
    ]


def _introduce(words: Words, text: str) -> kit.Element:
    style = "primary" if text == words.plain("Introduce yourself") else ""
    return kit.button(text, Action.INTRODUCE, style=style)


def _agreed(words: Words, profile: Profile) -> str:
    listed = words.say("In the directory: yes") if profile.in_directory else words.say("In the directory: no")
    coffee = words.say("Introductions over coffee: yes") if profile.open_to_coffee else words.say(
        "Introductions over coffee: no"
    )  # fmt: skip
    return f"{listed} · {coffee}"


def _journey(words: Words, of: HomeOf) -> list[Block]:
    lines = []
    if of.joined_on:
        lines.append(_done(words.say("You joined on {day}.", day=words.date(of.joined_on))))
    if of.introduced_on:
        lines.append(_done(words.say("You introduced yourself on {day}.", day=words.date(of.introduced_on))))
    if of.posted_on and of.joined_on:
        lines.append(_done(words.say("You wrote your first message on {day}.", day=words.date(of.posted_on))))
    meet = kit.button(words.plain("Who could I meet?"), Action.MEET_PEOPLE)
    return [
        kit.divider(),
        kit.header(words.plain("Your first steps")),
        kit.section("\n".join([*lines, f"➜ {_next_step(words, of)}"])),
        *([kit.actions(meet)] if of.profile else []),
    ]


def _done(line: str) -> str:
    return f"✓ {line}"


def _next_step(words: Words, of: HomeOf) -> Mrkdwn:
    if of.profile is None:
        return words.say("Next small step: introduce yourself.")
    if of.posted_on is None and of.community.introductions_channel:
        channel = channel_link(of.community.introductions_channel)
        return words.say("Next small step: say hello to someone in {channel}.", channel=channel)
    if of.posted_on is None:
        return words.say("Next small step: say hello in a channel that you like.")
    return words.say("Next small step: write to someone you do not know yet.")


def _feedback(words: Words) -> list[Block]:
    told = words.say("Tell the team what is broken, missing or good. You hear what becomes of it.")
    say = kit.button(words.plain("Say something"), Action.FEEDBACK, value=Source.HOME.value)
    mine = kit.button(words.plain("What I said"), Action.FEEDBACK_MINE)
    return [kit.divider(), kit.header(words.plain("A word to the team")), kit.section(told), kit.actions(say, mine)]


def _messages(words: Words, of: HomeOf) -> list[Block]:
    placeholder = words.plain("Pause until…")
    again = kit.button(words.plain("Receive messages again"), Action.RESUME_MESSAGES)
    stop = kit.button(words.plain("No more of these messages"), Action.STOP_MESSAGES)
    title = [kit.divider(), kit.header(words.plain("Messages that I send you"))]
    if of.opted_out:
        said = words.say("You get no messages from me, except answers to what you do.")
        return [*title, kit.section(said), kit.actions(again)]
    if of.paused_until and of.paused_until > of.today:
        said = words.say("Paused: nothing before {day}.", day=words.date(of.paused_until))
        pause = kit.date_picker(Action.PAUSE_UNTIL, initial=of.paused_until.isoformat(), placeholder=placeholder)
        return [*title, kit.section(said), kit.actions(again, pause, stop)]
    said = words.plural(
        "At most {n} message a week, and none at night.",
        "At most {n} messages a week, and none at night.",
        of.community.weekly_cap,
    )
    pause = kit.date_picker(Action.PAUSE_UNTIL, initial="", placeholder=placeholder)
    explained = words.say("Choose the day from which messages may come again.")
    return [*title, kit.section(said), kit.actions(pause, stop), kit.context(explained)]


def _name(words: Words, of: HomeOf) -> list[Block]:
    """Whether recaps name them, where there are recaps."""
    if not of.community.digest.recap:
        return []
    if of.stays_unnamed:
        said = words.say("Recaps do not name you. What you wrote may be told of, without your name.")
        choice = kit.button(words.plain("Name me again"), Action.RECAP_UNNAMED, value=ON)
    else:
        said = words.say("The weekly recap may say that you joined, began a thread or were thanked.")
        choice = kit.button(words.plain("Leave my name out"), Action.RECAP_UNNAMED, value=OFF)
    return [kit.divider(), kit.header(words.plain("My name in recaps")), kit.section(said, accessory=choice)]


def _language(words: Words) -> list[Block]:
    options = [kit.option(own_name(code), code) for code in LANGUAGES]
    choice = kit.select(Action.CHOOSE_LANGUAGE, options, initial=words.language)
    return [
        kit.divider(),
        kit.header(words.plain("Language")),
        kit.section(words.say("The language in which I write to you."), accessory=choice),
    ]
