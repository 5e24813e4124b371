"""The form in which someone introduces themselves, and how it is read back."""

from collections.abc import Sequence
from typing import Any

from slack_app.domain.errors import InvalidAnswersError
from slack_app.domain.profile import LIMITS, MOST_TOPICS, TOPIC_LENGTH, Profile, clean, made, topic_key
from slack_app.views import errors as refusals
from slack_app.views import kit
from slack_app.views.actions import Action, Callback, Field, Sharing
from slack_app.views.kit import Block, View
from slack_app.views.words import Words, capital, channel_link

LANGUAGES = [
    "ar",
    "bg",
    "bn",
    "br",
    "ca",
    "cs",
    "cy",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "eu",
    "fa",
    "fi",
    "fr",
    "ga",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "it",
    "ja",
    "ka",
    "ko",
    "lt",
    "lv",
    "mg",
    "ms",
    "nb",
    "nl",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "th",
    "tr",
    "uk",
    "ur",
    "vi",
    "wo",
    "zh",
]
MOST_SUGGESTED = 30


def modal(words: Words, profile: Profile | None = None, *, channel_id: str | None = None, private: str = "") -> View:
    """The form, filled in with `profile`; `channel_id` is where the introduction will be posted."""
    known = profile or Profile()
    return kit.modal(
        Callback.INTRODUCTION,
        words.plain("Your profile") if profile else words.plain("Introduce yourself"),
        [_promise(words, channel_id), *_about(words, known), *_topics(words, known), *_rest(words, known)],
        submit=words.plain("Save") if profile else words.plain("Send"),
        close=words.plain("Cancel"),
        private=private,
    )


def options(words: Words, query: object, topics: Sequence[str]) -> dict[str, Any]:
    """The answer while someone types a topic: the community's that fit, and their own as they typed it."""
    typed = clean(query, TOPIC_LENGTH) if isinstance(query, str) else ""
    key = topic_key(typed)
    fitting = [topic for topic in topics if key in topic_key(topic)][:MOST_SUGGESTED]
    offered = [kit.option(topic, topic) for topic in dict.fromkeys(fitting)]
    if key and key not in {topic_key(topic) for topic in topics}:
        offered.append(kit.option(typed, typed, words.plain("Add this one")))
    return {"options": offered}


def read(view: object) -> Profile:
    """The profile in a submitted form, whatever was sent. Raises InvalidAnswersError."""
    state = kit.state_of(view)
    agreed = kit.chosen_many(state, Field.SHARING)
    return made(
        role=kit.typed(state, Field.ROLE),
        team=kit.typed(state, Field.TEAM),
        place=kit.typed(state, Field.PLACE),
        languages=kit.chosen_many(state, Field.LANGUAGES),
        interests=kit.chosen_many(state, Field.INTERESTS),
        offers=kit.chosen_many(state, Field.OFFERS),
        looking_for=kit.chosen_many(state, Field.LOOKING_FOR),
        hopes=kit.typed(state, Field.HOPES),
        in_directory=Sharing.IN_DIRECTORY in agreed,
        open_to_coffee=Sharing.OPEN_TO_COFFEE in agreed,
    )


def errors(words: Words, refusal: InvalidAnswersError) -> dict[str, str]:
    """What is wrong, beside its field."""
    return refusals.beside_fields(words, refusal)


def not_saved(words: Words, error_id: str) -> dict[str, str]:
    """The form could not be saved: what was typed stays in it."""
    return refusals.not_saved(words, Field.ROLE, error_id)


def _promise(words: Words, channel_id: str | None) -> Block:
    once_there = words.say("You can change or erase your answers at any time in my Home tab.")
    if channel_id is None:
        return kit.context(once_there)
    posted = words.say("Your introduction is posted in {channel}.", channel=channel_link(channel_id))
    return kit.context(f"{posted} {once_there}")


def _about(words: Words, known: Profile) -> list[Block]:
    shown = words.plain("Shown in your introduction.")
    listed = words.plain("Shown only if you are in the directory.")
    example = words.plain("Nurse, designer, student of biology…")
    role = kit.text_input(initial=known.role, longest=LIMITS["role"], placeholder=example)
    team = kit.text_input(
        initial=known.team, longest=LIMITS["team"], placeholder=words.plain("Research, the Lyon group…")
    )
    place = kit.text_input(initial=known.place, longest=LIMITS["place"], placeholder=words.plain("Lyon, Montréal…"))
    codes = dict.fromkeys((*LANGUAGES, *known.languages))
    names = sorted((capital(words.language_name(code)), code) for code in codes)
    spoken = kit.multi_select(Action.ANSWER, [kit.option(*name) for name in names], initial=known.languages)
    return [
        kit.field(words.plain("What do you do?"), role, Field.ROLE, hint=shown),
        kit.field(words.plain("Which team or group are you part of?"), team, Field.TEAM, hint=listed, optional=True),
        kit.field(words.plain("Which languages do you speak?"), spoken, Field.LANGUAGES, hint=shown, optional=True),
        kit.field(words.plain("Where are you?"), place, Field.PLACE, hint=listed, optional=True),
    ]


def _topics(words: Words, known: Profile) -> list[Block]:
    placeholder = words.plain("Choose, or type your own")
    listed = words.plain("Shown only if you are in the directory.")
    asked = (
        (Field.INTERESTS, words.plain("What are you interested in?"), known.interests),
        (Field.OFFERS, words.plain("What could you help others with?"), known.offers),
        (Field.LOOKING_FOR, words.plain("What are you looking for?"), known.looking_for),
    )
    return [kit.field(label, _picker(had, placeholder), name, hint=listed, optional=True) for name, label, had in asked]


def _picker(topics: Sequence[str], placeholder: str) -> kit.Element:
    initial = [kit.option(topic, topic) for topic in topics]
    return kit.multi_external_select(Action.PICK_TOPICS, initial=initial, most=MOST_TOPICS, placeholder=placeholder)


def _rest(words: Words, known: Profile) -> list[Block]:
    hopes = kit.text_input(initial=known.hopes, longest=LIMITS["hopes"], lines=True)
    unseen = words.plain("Never posted: it is for the community's team.")
    directory = words.plain("Others find me by my topics; my introduction names them")
    choices = [
        kit.option(words.plain("List me in the directory"), Sharing.IN_DIRECTORY, directory),
        kit.option(
            words.plain("Introduce me to others over coffee"),
            Sharing.OPEN_TO_COFFEE,
            words.plain("Now and then, one person to meet"),
        ),
    ]
    agreed = [one for one in Sharing if getattr(known, one)]
    return [
        kit.field(words.plain("What do you hope to find here?"), hopes, Field.HOPES, hint=unseen, optional=True),
        kit.field(
            words.plain("What do you agree to?"),
            kit.checkboxes(Action.ANSWER, choices, initial=agreed),
            Field.SHARING,
            hint=words.plain("Without the directory, only what you do and your languages are shown."),
            optional=True,
        ),
    ]
