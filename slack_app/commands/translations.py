"""What is still missing in the catalogues."""

from babel.messages.catalog import Message

from slack_app.views import catalogue
from slack_app.views.words import LANGUAGES, SOURCE


def gaps() -> dict[str, list[str]]:
    """For each language but the source, the sentences that have no sure translation."""
    return {language: _gaps_of(language) for language in LANGUAGES if language != SOURCE}


def _gaps_of(language: str) -> list[str]:
    known = catalogue.read(language)
    wanted = [message for message in catalogue.extract() if message.id]
    return sorted(_name(message) for message in wanted if not _is_translated(known.get(message.id, message.context)))


def _is_translated(message: Message | None) -> bool:
    if message is None or message.fuzzy:
        return False
    strings = message.string if isinstance(message.string, tuple | list) else [message.string]
    return all(strings)


def _name(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)
