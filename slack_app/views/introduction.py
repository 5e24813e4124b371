"""The post by which a newcomer is introduced, in their own words."""

from slack_app.domain.profile import Profile, shared_words
from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.kit import Letter
from slack_app.views.words import Words, capital, escaped, literal, mention


def post(words: Words, user_id: str, profile: Profile, link: str | None = None) -> Letter:
    """The introduction in its channel, of what they agreed to share; once `link` is known, the button opens its thread."""
    opening = words.say("Meet {member}!", member=mention(user_id))
    paragraphs = own_words(words, shared_words(profile))
    hello = kit.button(words.plain("Say hello"), Action.SAY_HELLO, value=user_id, url=link or "", style="primary")
    blocks = [
        kit.section(opening),
        *([kit.quoted(paragraphs)] if paragraphs else []),
        kit.actions(hello),
        kit.context(words.say("A hello in the thread is always welcome.")),
    ]
    spoken = [opening, *(f"{title}: {escaped(text)}." for title, text in paragraphs)]
    return Letter(text=kit.cut(" ".join(spoken), kit.SPOKEN), blocks=blocks)


def own_words(words: Words, profile: Profile) -> list[tuple[str, str]]:
    """What someone told of themselves, as (title, words) without what they left empty; the words are literal."""
    spoken = words.plain_listing(words.language_name(code) for code in profile.languages)
    lines = [
        (words.plain("What I do"), profile.role),
        (words.plain("My team"), profile.team),
        (words.plain("Where I am"), profile.place),
        (words.plain("I speak"), capital(spoken)),
        (words.plain("I am interested in"), words.plain_listing(profile.interests)),
        (words.plain("I can help with"), words.plain_listing(profile.offers)),
        (words.plain("I am looking for"), words.plain_listing(profile.looking_for)),
        (words.plain("What I hope to find here"), profile.hopes),
    ]
    return [(title, literal(text)) for title, text in lines if text.strip()]
