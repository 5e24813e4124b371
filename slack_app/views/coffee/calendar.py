"""The calendar file of a meeting: its proposed times as tentative events, at the right instant in every zone."""

from datetime import UTC, datetime

from icalendar import Calendar, Event

from slack_app.domain.meeting_times import LENGTH, Proposal
from slack_app.views.coffee.introduction import IntroductionOf
from slack_app.views.words import Words

FILENAME = "coffee.ics"


def invitation(words: Words, of: IntroductionOf, *, stamp: datetime, domain: str) -> bytes:
    """One tentative event for each proposed time. `stamp` is when it is made; `domain` makes the ids unlike anybody else's."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Convive//{words.language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for number, proposal in enumerate(of.times, start=1):
        calendar.add_component(_event(words, of, number, proposal, stamp, domain))
    return bytes(calendar.to_ical())


def comment(words: Words) -> str:
    """What is said with the file."""
    return words.say("The proposed times, for your calendars: keep the one you agree on, and delete the others.")


def _event(words: Words, of: IntroductionOf, number: int, proposal: Proposal, stamp: datetime, domain: str) -> Event:
    """Instants stand in UTC: every calendar shows them in its reader's own zone, and no table of zones can be wrong."""
    event = Event()
    event.add("uid", f"coffee-{of.meeting_id}-{number}@{domain}")
    event.add("dtstamp", stamp.astimezone(UTC))
    event.add("dtstart", proposal.at.astimezone(UTC))
    event.add("dtend", (proposal.at + LENGTH).astimezone(UTC))
    event.add(
        "summary",
        words.plain("{programme} (proposal {n} of {total})", programme=of.programme, n=number, total=len(of.times)),
    )
    event.add("description", words.plain("A proposed time. Keep it if you agree on it; otherwise delete it."))
    event.add("status", "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    if of.video_links:
        event.add("location", of.video_links[0])
    return event
