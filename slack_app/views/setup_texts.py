"""The managers' own welcome texts: one field for each letter and language, and what they will look like."""

from collections.abc import Iterable

from slack_app.domain.community import LONGEST_TEXT, Community
from slack_app.views import kit
from slack_app.views.actions import Action, Callback
from slack_app.views.kit import Block, View
from slack_app.views.kit.reading import State
from slack_app.views.welcome import DRAFTS, NAME, preview
from slack_app.views.words import LANGUAGES, Words, code, own_name, words_for

Texts = tuple[tuple[str, str, str], ...]
"""(step, language, text), as in `Community.texts`."""


def texts_modal(words: Words, community: Community) -> View:
    """A field for each letter in each language; an empty one means the app's own words."""
    explained = words.say(
        "A field that is left empty keeps my own words. Where you write {name}, the newcomer is mentioned. The button"
        " and the way to fewer messages are always added.",
        name=code(NAME),
    )
    look = kit.actions(kit.button(words.plain("Show me all letters"), Action.PREVIEW_TEXTS))
    return kit.modal(
        Callback.TEXTS,
        words.plain("Welcome texts"),
        [kit.section(explained), look, *_fields(words, community)],
        submit=words.plain("Save"),
        close=words.plain("Cancel"),
        private=words.language,
    )


def written(view: object) -> Texts:
    """The texts that stand in the form, submitted or not."""
    return texts_in(kit.state_of(view))


def texts_in(state: State) -> Texts:
    """The texts in a form's fields; unknown fields are passed over, empty ones left out."""
    places = [(step, language) for language in LANGUAGES for step in DRAFTS]
    texts = ((step, language, kit.typed(state, block_of(step, language)).strip()) for step, language in places)
    return tuple(row for row in texts if row[2])


def preview_modal(words: Words, texts: Iterable[tuple[str, str, str]], member_id: str, *, community: str = "") -> View:
    """All letters as they will look to `member_id`, in each language."""
    by_place = {(step, language): text for step, language, text in texts}
    blocks: list[Block] = []
    for language in LANGUAGES:
        blocks.append(kit.header(own_name(language)))
        for step in DRAFTS:
            text = by_place.get((step, language), "")[:LONGEST_TEXT]
            blocks += preview(words_for(language), step, member_id, text, community=community)
    return kit.modal(Callback.PREVIEW, words.plain("Preview"), blocks, close=words.plain("Back"))


def block_of(step: str, language: str) -> str:
    """The block id of a letter's field."""
    return f"text.{step}.{language}"


def _fields(words: Words, community: Community) -> list[Block]:
    blocks: list[Block] = []
    for language in LANGUAGES:
        blocks.append(kit.header(own_name(language)))
        for step, draft in DRAFTS.items():
            own = community.text_of(step, language) or ""
            place = kit.text_input(initial=own, longest=LONGEST_TEXT, lines=True)
            label, when, block_id = words.plain(draft.name), words.plain(draft.when), block_of(step, language)
            blocks.append(kit.field(label, place, block_id, hint=when, optional=True))
    return blocks
