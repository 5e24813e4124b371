"""Who is told that a message of theirs became feedback, or that one that they brought did."""

from slack_app.domain.feedback.terms import Status
from slack_app.flows.deps import Deps
from slack_app.flows.feedback.listening import passing_on
from slack_app.flows.outcomes import Drop, Outcome, Say
from slack_app.flows.people import community_and_member, direct_channel, words_of
from slack_app.gateway.protocol import GiveUpError, Post, Receipt
from slack_app.store.errands import Errand
from slack_app.store.feedback import tickets
from slack_app.store.schema import Ticket
from slack_app.views.feedback.said.asked import AskedOf, How, letter


def hear_feedback(deps: Deps, errand: Errand) -> Outcome:
    """A message is passed on; or, where the row names a ticket (`told`), somebody is told that it was."""
    return _tell(deps, errand) if "told" in errand.args else passing_on.pass_on(deps, errand)


def _tell(deps: Deps, errand: Errand) -> Outcome:
    team_id, user_id = errand.team_id, errand.user_id or ""
    community, member = community_and_member(deps, team_id, user_id)
    words = words_of(member, community)
    if errand.args["how"] == How.LATER:
        later = letter(words, AskedOf(How.LATER))
        return Say(Post(direct_channel(deps, team_id, user_id), later.text, later.blocks, key=errand.key))
    with deps.db.reading() as session:
        ticket = tickets.find(session, team_id, int(errand.args["told"]))
    if ticket is None or ticket.status == Status.WITHDRAWN:
        return Drop("taken_back")
    of = AskedOf(
        How(errand.args["how"]),
        ticket.id or 0,
        ticket.number,
        ticket.source_channel_id or "",
        link=_link(deps, ticket),
        has_words=bool(ticket.words),
        has_secret=bool(errand.args.get("secret")),
    )
    said = letter(words, of)
    return Say(Post(direct_channel(deps, team_id, user_id), said.text, said.blocks, key=errand.key))


def _link(deps: Deps, ticket: Ticket) -> str:
    try:
        return deps.slack.permalink(ticket.team_id, Receipt(ticket.source_channel_id or "", ticket.source_ts or ""))
    except GiveUpError:
        return ""
