"""Who is welcomed, and in which language they are spoken to."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slack_app.domain.people import Person, from_json, language_of, may_be_welcomed, person_of, to_json

LEA = Person("U1", "T1", locale="fr-FR", tz="Europe/Paris")
USER: dict[str, Any] = {
    "id": "U1",
    "team_id": "T1",
    "name": "lea",
    "real_name": "Léa Martin",
    "locale": "fr-FR",
    "tz": "Europe/Paris",
    "is_admin": False,
    "is_owner": True,
    "profile": {"email": "lea@example.org"},
}


def test_a_member_is_welcomed():
    assert may_be_welcomed(LEA, "T1")


@pytest.mark.parametrize(
    "someone",
    [
        replace(LEA, is_bot=True),
        replace(LEA, is_guest=True),
        replace(LEA, deleted=True),
        replace(LEA, team_id="T2"),
        replace(LEA, team_id=""),
        replace(LEA, user_id="USLACKBOT"),
    ],
    ids=["bot", "guest", "deactivated", "stranger of a shared channel", "from nowhere known", "slackbot"],
)
def test_these_are_left_alone(someone):
    assert not may_be_welcomed(someone, "T1")


def test_an_organisation_s_member_is_at_home_in_each_of_its_workspaces():
    assert may_be_welcomed(replace(LEA, team_id="T2", teams=("T1", "T2")), "T1")


@pytest.mark.parametrize(
    ("slack_locale", "chosen", "default", "language"),
    [
        ("fr-FR", None, "en", "fr"),
        ("fr_CA", None, "en", "fr"),
        ("FR", None, "en", "fr"),
        ("en-GB", None, "fr", "en"),
        ("fr-FR", "en", "fr", "en"),
        ("de-DE", None, "fr", "fr"),
        (None, None, "fr", "fr"),
        ("frp", None, "en", "en"),
        ("", "", "xx", "en"),
    ],
)
def test_the_language_is_their_choice_else_their_slack_s_else_the_community_s(slack_locale, chosen, default, language):
    assert language_of(slack_locale, chosen, default) == language


def test_of_slack_s_user_only_what_the_rules_need_is_taken():
    person = person_of(USER)
    assert person == Person("U1", "T1", locale="fr-FR", tz="Europe/Paris", is_admin=True)
    assert "Léa" not in repr(person)


@pytest.mark.parametrize("user", [None, "U1", [], {}, {"id": None}, {"id": "<!channel>"}, {"id": 7}])
def test_a_user_without_an_id_is_nobody(user):
    assert person_of(user) is None


def test_a_user_with_nothing_but_an_id_is_from_nowhere_known():
    assert person_of({"id": "U1", "tz": 7, "locale": [], "is_bot": "no"}) == Person("U1", "")


def test_restricted_users_of_both_kinds_are_guests():
    for restriction in ("is_restricted", "is_ultra_restricted"):
        guest = person_of({**USER, restriction: True})
        assert guest == Person("U1", "T1", locale="fr-FR", tz="Europe/Paris", is_guest=True, is_admin=True)


@given(
    st.builds(
        Person,
        user_id=st.just("U1"),
        team_id=st.sampled_from(["T1", "T2"]),
        locale=st.sampled_from([None, "fr-FR"]),
        tz=st.sampled_from([None, "Asia/Tokyo"]),
        is_bot=st.booleans(),
        is_guest=st.booleans(),
        is_admin=st.booleans(),
        deleted=st.booleans(),
        teams=st.sampled_from([(), ("T1", "T3")]),
    )
)
def test_what_is_written_down_of_someone_is_read_back(person):
    assert from_json(person.user_id, to_json(person)) == person
