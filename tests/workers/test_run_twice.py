"""Every job, done by a worker who dies after doing it and then by two others at once: what must not happen twice."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from slack_app.domain.profile import Profile
from slack_app.flows import introductions, newcomers, preferences, privacy, recommending
from slack_app.flows.hearing import hear_batch
from slack_app.gateway.protocol import Channel, Receipt
from slack_app.jobs import Job
from slack_app.store.schema import EventRow, Nudge, OutboxRow, Report
from tests.house import TEAM, House
from tests.workers import (
    coffee_twice,
    digest_twice,
    feedback_back_twice,
    feedback_cards_twice,
    feedback_in_twice,
    feedback_kinds_twice,
    feedback_listening_twice,
    feedback_routing_twice,
    feedback_trackers_twice,
    surveys_twice,
    you_said_twice,
)
from tests.workers.stories import KilledError, MortalSlack, Story, ask, at_once, settle_but
from workers.app import ERRANDS
from workers.base import perform

ANA = Profile(role="Designer", interests=("Accessibility",), looking_for=("A mentor",), in_directory=True)
BEN = Profile(role="Mentor", interests=("Accessibility",), offers=("A mentor",), in_directory=True)


def newcomer(house: House) -> None:
    house.join("UANA")


def member(house: House) -> None:
    newcomer(house)
    house.settle()


def introduced(house: House) -> None:
    house.set_up(introductions_channel="CINTRO")
    for user_id, profile in (("UBEN", BEN), ("UANA", ANA)):
        house.join(user_id)
        house.settle()
        if user_id == "UBEN":
            introductions.submit(house.deps, TEAM, user_id, profile)
            house.settle()
    introductions.submit(house.deps, TEAM, "UANA", ANA)


def introduced_and_forgotten(house: House) -> None:
    introduced(house)
    house.settle()
    privacy.forget(house.deps, TEAM, "UANA")


def a_week_old(house: House) -> None:
    house.set_up(team_channel="CTEAM")
    house.slack.rooms["CTEAM"] = Channel("CTEAM", "team", is_member=True)
    member(house)
    house.at += timedelta(days=8)
    ask(house, "report_newcomers:2026-03-10", job=Job.REPORT_NEWCOMERS, args={"day": "2026-03-10"})


def reported_and_claimed(house: House) -> None:
    a_week_old(house)
    settle_but(house)
    (report,) = house.rows(Report)
    newcomers.claim_greeting(house.deps, TEAM, "UBOSS", "UANA", Receipt("CTEAM", report.message_ts))


def archived(house: House) -> None:
    house.set_up(team_channel="CTEAM", introductions_channel="CINTRO")
    house.slack.rooms["CTEAM"] = Channel("CTEAM", "team", is_member=True)
    for _ in range(3):
        house.hear(house.event("channel_archive", channel="CINTRO", user="UBOSS"))


def asked_for_quiet(house: House) -> None:
    member(house)
    house.slack.posts.clear()
    preferences.pause_for(house.deps, TEAM, "UANA", timedelta(days=7))


def asked_for_export(house: House) -> None:
    member(house)
    for _ in range(2):
        privacy.ask_for_export(house.deps, TEAM, "UANA", asked="1.0")


def old_events(house: House) -> None:
    member(house)
    house.at += timedelta(days=8)
    house.join("UNEW")
    settle_but(house)
    ask(house, "sweep:2026-03-10", job=Job.SWEEP)


def opened_home(house: House) -> None:
    member(house)
    for _ in range(3):
        house.hear(house.event("app_home_opened", user="UANA", tab="home", channel="D1"))


def recommended(house: House) -> None:
    introduced(house)
    recommending.ask_again(house.deps, TEAM, "UANA", asked="1.0")
    recommending.ask_again(house.deps, TEAM, "UANA", asked="1.0")


def texts(house: House, channel: str) -> list[str]:
    return [post.text for post in house.slack.into(channel)]


def planned(house: House) -> list[object]:
    rows = [row for row in house.rows(OutboxRow) if row.job == Job.NUDGE]
    assert len(rows) == len(house.rows(Nudge))
    return [len(rows) - 4, *[row.key for row in rows if row.key.endswith("day0:UANA")][1:]]


def withdrawn(house: House) -> list[object]:
    return list({where.message_ts for where in house.slack.deleted})


def redrawn(house: House) -> list[object]:
    return list({str(update[1:]) for update in house.slack.updates if update[0].channel_id == "CTEAM"})


def presented(house: House) -> list[object]:
    assert house.slack.updates
    return [post for post in house.slack.into("CINTRO") if "UANA" in str(post.blocks)]


def met(house: House) -> list[object]:
    assert house.member("UBEN").times_recommended == len(house.slack.to("UANA")) - 1 == 2  # first, and when asked
    return [post for post in house.slack.to("UANA") if post.key == "recommend:UANA"]


STORIES: Mapping[Job, Story] = {
    Job.WELCOME: Story("no_series_is_planned_twice", newcomer, planned, dies_after=""),
    Job.NUDGE: Story("no_step_is_said_twice", newcomer, lambda house: list(house.slack.to("UANA"))),
    Job.INTRODUCE: Story("nobody_is_presented_twice", introduced, presented),
    Job.REFRESH_INTRODUCTION: Story("no_introduction_is_posted_twice", introduced, presented, dies_after="update"),
    Job.WITHDRAW_INTRODUCTION: Story(
        "nothing_else_is_taken_away", introduced_and_forgotten, withdrawn, dies_after="delete"
    ),
    Job.RECOMMEND: Story("nobody_is_recommended_twice", recommended, met),
    Job.PUBLISH_HOME: Story("no_other_home_is_shown", opened_home, lambda h: list(h.slack.homes), "publish_home"),
    Job.REPORT_NEWCOMERS: Story("no_report_is_posted_twice", a_week_old, lambda house: texts(house, "CTEAM")),  # type: ignore[arg-type, return-value]
    Job.SHOW_GREETER: Story("no_greeter_is_shown_twice", reported_and_claimed, redrawn, dies_after="update"),
    Job.THANK_GREETER: Story(
        "no_greeter_is_thanked_twice",
        reported_and_claimed,
        lambda house: house.slack.whispers,  # type: ignore[attr-defined]
        dies_after="",
    ),
    Job.EXPORT_MEMBER: Story("no_file_is_sent_twice", asked_for_export, lambda h: list(h.slack.files), dies_after=""),
    Job.WARN_MANAGERS: Story("no_manager_is_warned_twice", archived, lambda house: texts(house, "CTEAM")),  # type: ignore[arg-type, return-value]
    Job.CONFIRM: Story("nothing_is_confirmed_twice", asked_for_quiet, lambda house: list(house.slack.to("UANA"))),
    Job.SWEEP: Story(
        "nothing_else_is_forgotten", old_events, lambda h: [row.user_id for row in h.rows(EventRow)], dies_after=""
    ),
    **coffee_twice.STORIES,
    **digest_twice.STORIES,
    **feedback_in_twice.STORIES,
    **feedback_cards_twice.STORIES,
    **feedback_trackers_twice.STORIES,
    **feedback_back_twice.STORIES,
    **feedback_kinds_twice.STORIES,
    **feedback_listening_twice.STORIES,
    **feedback_routing_twice.STORIES,
    **surveys_twice.STORIES,
    **you_said_twice.STORIES,
}


def test_every_job_has_its_story() -> None:
    assert set(STORIES) == set(ERRANDS) == set(Job) - {Job.HEAR}


@pytest.mark.parametrize("job", STORIES, ids=lambda job: f"{job}-{STORIES[job].name}")
def test_done_twice_it_happens_once(house: House, slack: MortalSlack, job: Job) -> None:
    story = STORIES[job]
    story.before(house)
    rows = settle_but(house, job)
    assert rows
    if story.dies_after:
        slack.dies_after.add(story.dies_after)
        with pytest.raises(KilledError):
            perform(house.deps, rows[0], ERRANDS[job])
    house.at += house.deps.pace.lease
    at_once(*[lambda row_id=row_id: perform(house.deps, row_id, ERRANDS[job]) for row_id in rows * 3])
    settle_but(house)
    assert len(story.once(house)) == 1


@pytest.mark.parametrize("times", [1, 3])
def test_events_heard_twice_and_handled_by_several_ask_for_each_thing_once(house: House, times: int) -> None:
    for _ in range(times):
        for number in range(30):
            house.join(f"U{number}", event_id=f"Ev{number}")
        at_once(*[lambda: hear_batch(house.deps)] * 4)
    house.settle()
    assert len([row for row in house.rows(OutboxRow) if row.job == Job.WELCOME]) == 30
    assert [len(house.slack.to(f"U{number}")) for number in range(30)] == [1] * 30


def test_a_file_that_may_have_been_sent_is_sent_again_rather_than_never(house: House, slack: MortalSlack) -> None:
    asked_for_export(house)
    (row_id,) = settle_but(house, Job.EXPORT_MEMBER)

    def dies_after_sending(deps, errand):
        ERRANDS[Job.EXPORT_MEMBER](deps, errand)
        raise KilledError

    with pytest.raises(KilledError):
        perform(house.deps, row_id, dies_after_sending)
    house.at += house.deps.pace.lease
    house.settle()
    assert len(slack.files) == 2
