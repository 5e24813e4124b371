"""The judge of feedback sees what is missing, what is told twice or to the wrong person, and a name that slipped."""

from sandbox.feedback.judge import Owed, betrayals, faults, strangers
from sandbox.server import Sandbox

OWED = (Owed("Solène", "accepted", "fr"), Owed("Jonas", "declined", "en", "Not ours"))
HEARD = {"Solène": ["*Accepté :* l'équipe s'en charge."], "Jonas": ["*Declined:* the team is not going to. Not ours"]}


def test_what_is_as_it_should_be_has_no_fault():
    assert list(faults(OWED, HEARD)) == []
    assert strangers(HEARD, OWED) == []


def test_what_is_missing_or_twice_or_in_another_language_is_named():
    assert list(faults(OWED[:1], {})) == ["Solène was told 0 times that it is accepted, in fr"]
    assert list(faults(OWED[:1], {"Solène": HEARD["Solène"] * 2})) == [
        "Solène was told 2 times that it is accepted, in fr"
    ]
    assert list(faults(OWED[:1], {"Solène": ["*Accepted:* the team has taken it on."]})) != []


def test_a_reason_that_did_not_come_is_named():
    assert list(faults(OWED, HEARD | {"Jonas": ["*Declined:* no"]})) == ["Jonas was not told why"]


def test_whoever_was_told_something_that_is_not_theirs_is_named():
    assert strangers(HEARD | {"Grace": ["*Accepted*"]}, OWED) == ["Grace"]


def test_a_name_in_the_app_s_words_is_found_but_not_in_one_s_own_conversation(slack: Sandbox):
    who = slack.named("Noémie")
    bot = slack.world.people[slack.world.installations[who.team_id].bot_user_id]
    general = slack.world.channel_named(who.team_id, "general")
    who.post(general, "I am Noémie Castaing")
    app = type(who)(slack.hall, bot)
    app.post(who.dm, f"Hello <@{who.user_id}>")
    assert betrayals(slack.world, who.team_id, {who.user_id, "Noémie Castaing"}, who.dm.channel_id) == []
    slip = app.post(general, f"<@{who.user_id}> said it")
    assert betrayals(slack.world, who.team_id, {who.user_id}, who.dm.channel_id) == [slip]
