"""The names by which Slack tells us which button, form or field someone used."""

from enum import StrEnum


class Action(StrEnum):
    """Buttons and fields that send something at once; a button's `value` is said where it is not plain."""

    INTRODUCE = "introduce"
    SAY_HELLO = "say_hello"
    """Its value is the newcomer's user id; it carries a link where the thread has one."""
    MEET_PEOPLE = "meet_people"
    GREET = "greet"
    """Its value is the newcomer's user id."""
    FEWER_MESSAGES = "fewer_messages"
    """An overflow; the chosen option's value is a `Fewer`."""
    PAUSE_UNTIL = "pause_until"
    """A date picker: `selected_date`."""
    RESUME_MESSAGES = "resume_messages"
    STOP_MESSAGES = "stop_messages"
    CHOOSE_LANGUAGE = "choose_language"
    """A select: `fr`, `en`."""
    EXPORT_ME = "export_me"
    ERASE_ME = "erase_me"
    SET_UP_CHANNELS = "set_up_channels"
    SET_UP_LANGUAGE = "set_up_language"
    SET_UP_INTERESTS = "set_up_interests"
    SET_UP_MANAGERS = "set_up_managers"
    SET_UP_STEPS = "set_up_steps"
    SET_UP_TEXTS = "set_up_texts"
    PREVIEW_TEXTS = "preview_texts"
    PICK_TOPICS = "pick_topics"
    """A suggestion is asked for in the introduction's form (`block_suggestion`)."""
    PICK_ZONE = "pick_zone"
    """A suggestion of a time zone is asked for (`block_suggestion`)."""
    ANSWER = "answer"
    """Any other field of a form; its block says which."""


class Fewer(StrEnum):
    """What someone may choose in the menu beside a message's button."""

    PAUSE_WEEK = "pause_week"
    STOP = "stop"


class Callback(StrEnum):
    """Forms that are sent as a whole."""

    INTRODUCTION = "introduction"
    CHANNELS = "setup_channels"
    LANGUAGE = "setup_language"
    INTERESTS = "setup_interests"
    MANAGERS = "setup_managers"
    STEPS = "setup_steps"
    TEXTS = "setup_texts"
    PREVIEW = "setup_preview"
    NOTICE = "notice"
    HOME = "home"


class Field(StrEnum):
    """The block ids of fields; for answers of a person or a community they are the value's own name."""

    ROLE = "role"
    PLACE = "place"
    LANGUAGES = "languages"
    INTERESTS = "interests"
    OFFERS = "offers"
    LOOKING_FOR = "looking_for"
    HOPES = "hopes"
    SHARING = "sharing"
    COMMUNITY_CHANNEL = "community_channel"
    INTRODUCTIONS_CHANNEL = "introductions_channel"
    COFFEE_CHANNEL = "coffee_channel"
    DIGEST_CHANNEL = "digest_channel"
    TEAM_CHANNEL = "team_channel"
    LANGUAGE = "language"
    TZ = "tz"
    MANAGERS = "managers"
    STEPS = "steps"
    WEEKLY_CAP = "weekly_cap"
    HELD_OUT_PERCENT = "held_out_percent"


class Sharing(StrEnum):
    """What someone agrees to, in the introduction's form."""

    IN_DIRECTORY = "in_directory"
    OPEN_TO_COFFEE = "open_to_coffee"
