"""All weeks' figures as files, for managers."""

from slack_app.domain.digest import exporting
from slack_app.domain.hours import local
from slack_app.domain.measures.weeks import WEEK
from slack_app.flows.deps import Deps
from slack_app.flows.digest import counting
from slack_app.flows.outcomes import Done, Drop, Outcome, Say
from slack_app.flows.people import direct_channel
from slack_app.flows.wishes import wish, wished_by
from slack_app.gateway.protocol import Post
from slack_app.jobs import Job
from slack_app.store.digest import week_totals
from slack_app.store.errands import Errand
from slack_app.views.digest import command as view
from slack_app.views.digest.measures import NAMES
from slack_app.views.kit import Letter


def ask(deps: Deps, team_id: str, user_id: str, *, asked: str) -> Letter:
    """A manager wants all figures in their direct messages; `asked` tells one wish from the next. Raises NotAllowedError."""
    return view.on_its_way(wish(deps, team_id, user_id, Job.EXPORT_DIGEST, asked=asked))


def export_digest(deps: Deps, errand: Errand) -> Outcome:
    """A table and a file for programs; a repeat after doubt may bring them twice, never none."""
    team_id, user_id = errand.team_id, errand.user_id or ""
    wisher = wished_by(deps, errand)
    if wisher is None:
        return Drop("not_allowed")
    words, community = wisher
    week = counting.last_week(errand.created_at, community.tz)
    waits = counting.wait_for_the_past(deps, errand) or counting.count_missing(deps, errand, before=week + WEEK)
    if waits:
        return waits
    with deps.db.reading() as session:
        weeks = list(week_totals.all_of(session, team_id))
    channel_id = direct_channel(deps, team_id, user_id)
    if not weeks:
        nothing = view.nothing_yet(words, manager=True)
        return Say(Post(channel_id, nothing.text, nothing.blocks, key=errand.key))
    day, comment = local(errand.created_at, community.tz).date(), view.export_ready(words, len(weeks)).text
    names = {measure: words.plain(name) for measure, name in NAMES.items()}
    table = exporting.csv_bytes(exporting.rows(weeks, names))
    deps.slack.upload(team_id, channel_id, view.csv_name(day), table, comment)
    deps.slack.upload(team_id, channel_id, view.json_name(day), exporting.json_bytes(weeks), "")
    return Done()
