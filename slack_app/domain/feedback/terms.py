"""The words that feedback is described with; their values stand in the tables."""

from enum import StrEnum


class Kind(StrEnum):
    """What somebody says: something is broken, is wished for, is good, is a pity, is not understood."""

    BUG = "bug"
    IDEA = "idea"
    PRAISE = "praise"
    COMPLAINT = "complaint"
    QUESTION = "question"


class Status(StrEnum):
    """Where a ticket stands."""

    DRAFT = "draft"
    """Kept, and its author is being asked whether it is one of those that are there already; filed by itself if they stay away."""
    TRIAGE = "triage"
    """Nobody knows yet whose it is."""
    NEW = "new"
    """A team has it, and has not answered."""
    ACCEPTED = "accepted"
    PLANNED = "planned"
    SHIPPED = "shipped"
    DECLINED = "declined"
    MERGED = "merged"
    """It is the same as another, which has its voices; undone, it stands where it stood before."""
    WITHDRAWN = "withdrawn"
    """Its author erased it: no words, no voices, no name."""


OPEN = (Status.TRIAGE, Status.NEW, Status.ACCEPTED, Status.PLANNED)
RESOLVED = (Status.SHIPPED, Status.DECLINED)


class Source(StrEnum):
    """How it came in."""

    FORM = "form"
    SHORTCUT = "shortcut"
    EMOJI = "emoji"
    CHANNEL = "channel"
    HOME = "home"
    LISTENING = "listening"
    SURVEY = "survey"


class Impact(StrEnum):
    """How much it matters to its author, in their own choice."""

    BLOCKS = "blocks"
    HINDERS = "hinders"
    NICE = "nice"


class Priority(StrEnum):
    """How soon it should be looked at; decided by rules, never learned."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class Field(StrEnum):
    """What is decided about a ticket, each by itself and each with its reason."""

    KIND = "kind"
    AREA = "area"
    TEAM = "team"
    PRIORITY = "priority"


class By(StrEnum):
    """Who or what decided a field; the first of these that has something to say wins."""

    PERSON = "person"
    """Someone of the team corrected it."""
    AUTHOR = "author"
    CHANNEL = "channel"
    RULE = "rule"
    MODEL = "model"
    CATCH_ALL = "catch_all"
    NOBODY = "nobody"
    """It was too unsure: people choose."""


class Step(StrEnum):
    """What may happen to a ticket, as its history tells it."""

    FILED = "filed"
    ROUTED = "routed"
    CORRECTED = "corrected"
    VOICE = "voice"
    VOICE_TAKEN_BACK = "voice_taken_back"
    ACCEPTED = "accepted"
    PLANNED = "planned"
    SHIPPED = "shipped"
    DECLINED = "declined"
    REOPENED = "reopened"
    MERGED = "merged"
    UNMERGED = "unmerged"
    NOT_THE_SAME = "not_the_same"
    """Someone looked at a possible duplicate and said that it is none."""
    ASSIGNED = "assigned"
    SNOOZED = "snoozed"
    WOKEN = "woken"
    ASKED_AUTHOR = "asked_author"
    AUTHOR_ANSWERED = "author_answered"
    WARNED = "warned"
    ESCALATED = "escalated"
    PUT_BEFORE_TEAM = "put_before_team"
    """So many voices wanted it that it was put before the team by itself."""
    TRACKED = "tracked"
    """It has an issue in a tracker."""
    TRACKER_CHANGED = "tracker_changed"
    ASKED_OUTSIDE = "asked_outside"
    """Its words, without names, were shown to the classifier that the installation names."""
    TITLED = "titled"
    """Someone of the team gave it a title, for its issue."""


class Target(StrEnum):
    """What a team promises a time for."""

    FIRST_ANSWER = "first_answer"
    RESOLUTION = "resolution"
