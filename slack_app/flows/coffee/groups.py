"""A meeting as it stands now: its round, its programme, who sits in it, and how to speak to them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.participation import Standing, is_paused
from slack_app.domain.people import Language, language_of
from slack_app.domain.profile import Profile, shared_words
from slack_app.domain.programmes import Programme
from slack_app.domain.rounds import Met, RoundState, common_languages, last_call_at, when_awake
from slack_app.flows.coffee.gathering import openness_of, profile_of, taking_of
from slack_app.flows.deps import Deps
from slack_app.flows.outcomes import Wait
from slack_app.store import workspaces
from slack_app.store.coffee import meetings, participants, programmes, rounds
from slack_app.store.coffee.participants import Candidate
from slack_app.store.errands import Errand
from slack_app.store.schema import Meeting, Member, Round, Seat
from slack_app.views.words import Words, words_for

SPREAD_S = 300


@dataclass(frozen=True)
class Group:
    """A meeting with all that is needed to speak of it. `programme` is what it was matched with."""

    community: Community
    programme: Programme
    round: Round
    meeting: Meeting
    seats: Sequence[Seat]
    people: Sequence[Candidate]

    @property
    def id(self) -> int:
        """The meeting's."""
        return self.meeting.id or 0

    @property
    def user_ids(self) -> list[str]:
        """Who sits in it, in the order of their ids."""
        return [seat.user_id for seat in self.seats]

    @property
    def is_under_way(self) -> bool:
        """Whether its round is open."""
        return self.round.state == RoundState.OPEN

    @property
    def languages(self) -> list[Words]:
        """The language that all of them speak; else both, the first being that of more of them."""
        spoken = [(self._own_language(one.member), _spoken(one)) for one in self.people]
        both = common_languages(spoken) if spoken else ()
        return [words_for(language) for language in both or (self.community.language,)]

    def _own_language(self, member: Member) -> Language:
        return language_of(member.locale, member.chosen_language, self.community.language)

    @property
    def zones(self) -> list[str | None]:
        """Where they are."""
        return [one.member.tz for one in self.people]

    @property
    def last_call_at(self) -> datetime | None:
        """When they are asked a last time, if they are."""
        tz, country = self.community.tz, self.programme.country
        return last_call_at(self.round.half_at, self.round.ends_at, tz, country)

    @property
    def answers(self) -> dict[str, Met]:
        """What they answered so far, by id."""
        return {seat.user_id: Met(seat.answer) for seat in self.seats if seat.answer}


def _spoken(one: Candidate) -> Sequence[str]:
    return shared_words(profile_of(one) or Profile()).languages


def group_of(deps: Deps, team_id: str, meeting_id: int) -> Group | None:
    """The group, if there is such a meeting."""
    with deps.db.reading() as session:
        return load(session, team_id, meeting_id)


def load(session: Session, team_id: str, meeting_id: int) -> Group | None:
    """The same within a transaction."""
    meeting = meetings.find(session, team_id, meeting_id)
    found = rounds.find(session, team_id, meeting.round_id) if meeting else None
    row = programmes.find(session, team_id, found.programme_id) if found else None
    if meeting is None or found is None or row is None:
        return None
    seats = meetings.seats(session, team_id, meeting_id)
    people = participants.these(session, team_id, found.programme_id, [seat.user_id for seat in seats])
    community = workspaces.community_of(session, team_id)
    return Group(community, Programme.from_json(row.choices), found, meeting, seats, people)


def still_takes_part(one: Candidate, now: datetime) -> bool:
    """Whether someone who was matched may still be introduced: here, open to it, in the programme and not pausing."""
    open_to_it = openness_of(one)
    is_here = open_to_it.status == "active" and not open_to_it.opted_out
    pauses = open_to_it.paused_until is not None and open_to_it.paused_until > now
    return is_here and not pauses and one.participant.status != Standing.OUT and not is_paused(taking_of(one), now)


def wait_for_waking(deps: Deps, errand: Errand, group: Group) -> Wait | None:
    """Until nobody in the group sleeps; those who wait for the same morning come back a little apart."""
    now = deps.now()
    awake_at = when_awake(now, group.zones, group.community.tz)
    return Wait(awake_at + timedelta(seconds=errand.id % SPREAD_S)) if awake_at > now else None
