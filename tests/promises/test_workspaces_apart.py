"""The same person may be in two workspaces: who greets them in one is nobody's matter in the other."""

from slack_app.store.digest import reports
from tests.house import MONDAY, OTHER_TEAM, TEAM


def test_who_greets_someone_here_is_not_who_greets_them_there(db):
    with db.transaction() as session:
        assert reports.claim_greeting(session, TEAM, "UZOE", "UANA", now=MONDAY)
        assert reports.claim_greeting(session, OTHER_TEAM, "UZOE", "UBEN", now=MONDAY)
    with db.reading() as session:
        assert reports.greeters(session, TEAM, ["UZOE"]) == {"UZOE": "UANA"}
        assert reports.greeters(session, OTHER_TEAM, ["UZOE"]) == {"UZOE": "UBEN"}
