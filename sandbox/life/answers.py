"""What someone would answer in any field of a form: their own story where it is asked for, else something plausible."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sandbox.engine.elements import element_by, options_of
from sandbox.engine.world import View
from sandbox.life.hand import Hand
from sandbox.life.words.coffee import REMARKS
from sandbox.life.words.common import ANYTHING, HOPES, TEAMS

JSON = dict[str, Any]
Answering = Callable[[Hand, View, str, JSON], object]
NO_ANSWER = None
IN_DIRECTORY, OPEN_TO_COFFEE, MAY_SHARE = 0.85, 0.6, 0.75
RATINGS = {"5": 50, "4": 35, "3": 10, "2": 3, "1": 2}
DAYS_AHEAD = (3, 14)


def filled(hand: Hand, view: View, *, required_only: bool = False) -> dict[str, object]:
    """Values for a modal, by block id, as `Actor.submit` takes them."""
    values: dict[str, object] = {}
    for block in view.shown["blocks"]:
        if block["type"] == "input" and not (required_only and block.get("optional")):
            answer = answered(hand, view, block)
            if answer is not NO_ANSWER:
                values[block["block_id"]] = answer
    return values


def answered(hand: Hand, view: View, block: Mapping[str, Any]) -> object:
    """What they put into one field; None: they leave it as it is."""
    block_id, element = element_by([block], block["block_id"])
    own = OWN_STORY.get(block_id.partition(".")[0])
    if own:
        return own(hand, view, block_id, element)
    return BY_KIND.get(element["type"], leave)(hand, view, block_id, element)


def leave(*_: object) -> object:
    """Nothing: what stands there stays."""
    return NO_ANSWER


# -- their own story, by the name of the field ------------------------------------------------------------


def topics(name: str) -> Answering:
    """Those of the person, as far as the app offers them while they type."""

    def answering(hand: Hand, view: View, _: str, element: JSON) -> object:
        wanted = getattr(hand.resident, name)
        found = [suggested(hand, view, element["action_id"], topic) for topic in wanted]
        return [option for option in found if option] or NO_ANSWER

    return answering


def suggested(hand: Hand, view: View, action_id: str, typed: str) -> JSON | None:
    """The option that fits what they type, else the last one (which is often: add this one)."""
    offered = hand.actor.suggest(view, action_id, typed)
    exact = [option for option in offered if option.get("value") == typed]
    return next(iter([*exact, *offered[-1:]]), None)


def spoken(hand: Hand, _: View, __: str, element: JSON) -> object:
    """The languages they speak, of those that can be chosen."""
    known = {option.get("value") for option in options_of(element)}
    return [code for code in hand.resident.speaks if code in known] or NO_ANSWER


def agreed(hand: Hand, _: View, __: str, element: JSON) -> object:
    """Most want to be found, many to be introduced."""
    shares = {"in_directory": IN_DIRECTORY, "open_to_coffee": OPEN_TO_COFFEE, "may_share": MAY_SHARE}
    values = [str(option.get("value")) for option in options_of(element)]
    return [value for value in values if hand.chance.random() < shares.get(value, 0.5)]


def rated(hand: Hand, _: View, __: str, element: JSON) -> object:
    """Most were glad of their coffee."""
    known = {str(option.get("value")): option for option in options_of(element)}
    weights = [RATINGS.get(value, 1) for value in known]
    return hand.chance.choices(list(known.values()), weights)[0]


OWN_STORY: dict[str, Answering] = {
    "role": lambda hand, *_: hand.resident.title,
    "team": lambda hand, *_: TEAMS[hand.language][ord(hand.resident.name[-1]) % len(TEAMS["fr"])] or NO_ANSWER,
    "place": lambda hand, *_: hand.resident.place,
    "hopes": lambda hand, *_: hand.chance.choice(HOPES[hand.language]),
    "languages": spoken,
    "interests": topics("interests"),
    "offers": topics("offers"),
    "looking_for": topics("needs"),
    "sharing": agreed,
    "may_share": agreed,
    "thanks_words": leave,
    "taking": leave,
    "paused_until": leave,
    "video_link": leave,
    "apart": leave,
    "rating": rated,
    "remark": lambda hand, *_: hand.chance.choice((*REMARKS[hand.language], NO_ANSWER)),
}


# -- anything else, by the kind of the field --------------------------------------------------------------


def words(hand: Hand, _: View, __: str, element: JSON) -> object:
    """A short sentence, long enough and not too long."""
    said = hand.chance.choice(ANYTHING[hand.language])
    return said.ljust(int(element.get("min_length") or 0), ".")[: int(element.get("max_length") or 3000)]


def number(hand: Hand, _: View, __: str, element: JSON) -> object:
    """One within its bounds, rather a high one."""
    least, most = int(float(element.get("min_value") or 1)), int(float(element.get("max_value") or 5))
    return str(max(hand.chance.randint(least, most), hand.chance.randint(least, most)))


def one_option(hand: Hand, _: View, __: str, element: JSON) -> object:
    """Any of those that are offered."""
    options = options_of(element)
    return hand.chance.choice(options) if options else NO_ANSWER


def several_options(hand: Hand, _: View, __: str, element: JSON) -> object:
    """One or two of those that are offered."""
    options = options_of(element)
    most = min(int(element.get("max_selected_items") or 2), 2, len(options))
    return hand.chance.sample(options, hand.chance.randint(1, most)) if options else NO_ANSWER


def one_suggestion(hand: Hand, view: View, _: str, element: JSON) -> object:
    """Something that begins with a letter they know."""
    offered = hand.actor.suggest(view, element["action_id"], hand.resident.town[:3])
    return hand.chance.choice(offered) if offered else NO_ANSWER


def several_suggestions(hand: Hand, view: View, block_id: str, element: JSON) -> object:
    """The same, in a list."""
    found = one_suggestion(hand, view, block_id, element)
    return [found] if found else NO_ANSWER


def channels(hand: Hand) -> Sequence[str]:
    """One open channel that they are in."""
    mine = [one.channel_id for one in hand.actor.world.conversations_of(hand.actor.user_id) if not one.is_private]
    return hand.chance.sample(mine, min(1, len(mine)))


def day(hand: Hand, *_: object) -> object:
    """A day in the next two weeks."""
    ahead = timedelta(days=hand.chance.randint(*DAYS_AHEAD))
    return (hand.actor.world.clock.now() + ahead).date().isoformat()


def instant(hand: Hand, *_: object) -> object:
    """An hour tomorrow, in seconds since 1970."""
    return int(hand.actor.world.clock.seconds()) // 3600 * 3600 + 86_400


def rich(hand: Hand, *_: object) -> object:
    """A short sentence, as Slack's editor gives it."""
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": ANYTHING[hand.language][0]}]}
    return {"type": "rich_text", "elements": [section]}


BY_KIND: dict[str, Answering] = {
    "plain_text_input": words,
    "rich_text_input": rich,
    "email_text_input": lambda hand, *_: hand.actor.person.email,
    "url_text_input": lambda *_: "https://passerelles.example/",
    "number_input": number,
    "static_select": one_option,
    "radio_buttons": one_option,
    "overflow": one_option,
    "multi_static_select": several_options,
    "checkboxes": several_options,
    "external_select": one_suggestion,
    "multi_external_select": several_suggestions,
    "users_select": lambda hand, *_: next(iter(hand.some_others(1)), None),
    "multi_users_select": lambda hand, *_: hand.some_others(1),
    "channels_select": lambda hand, *_: next(iter(channels(hand)), None),
    "multi_channels_select": lambda hand, *_: list(channels(hand)),
    "conversations_select": lambda hand, *_: next(iter(channels(hand)), None),
    "multi_conversations_select": lambda hand, *_: list(channels(hand)),
    "datepicker": day,
    "timepicker": lambda *_: "10:00",
    "datetimepicker": instant,
}
