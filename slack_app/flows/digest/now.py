"""`/digest`: the digest of the last week at any time, for managers; for members the figures that all may see."""

from slack_app.domain.hours import local
from slack_app.domain.measures.weeks import monday
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.digest import catching_up, counting
from slack_app.flows.digest.freezing import NOTHING_HEARD, frozen
from slack_app.flows.digest.shown import NOW
from slack_app.flows.digest.weekly import drawn, told
from slack_app.flows.outcomes import Drop, Outcome, Say
from slack_app.flows.people import direct_channel, of_their_own_will, words_of
from slack_app.flows.wishes import wish, wished_by
from slack_app.gateway.protocol import Post
from slack_app.jobs import Job
from slack_app.store import workspaces
from slack_app.store.digest import week_totals
from slack_app.store.errands import Errand
from slack_app.store.schema import Report
from slack_app.views.digest import command as view
from slack_app.views.kit import Letter


def ask(deps: Deps, team_id: str, user_id: str, *, asked: str) -> Letter:
    """A manager wants the digest now, in their direct messages; `asked` tells one wish from the next. Raises NotAllowedError."""
    return view.on_its_way(wish(deps, team_id, user_id, Job.DIGEST_NOW, asked=asked))


def digest_now(deps: Deps, errand: Errand) -> Outcome:
    """The digest of the last whole week, with what is worth doing as of now."""
    team_id, user_id = errand.team_id, errand.user_id or ""
    wisher = wished_by(deps, errand)
    if wisher is None:
        return Drop("not_allowed")
    words, community = wisher
    week = counting.last_week(errand.created_at, community.tz)
    report = frozen(deps, errand, f"{NOW}:{errand.id}", week, words.language)
    if isinstance(report, Drop) and report.reason == NOTHING_HEARD:
        with transaction(deps) as session:
            catching_up.ask_to_offer(session, deps, team_id)
        letter = view.nothing_yet(words, manager=True)
        return Say(Post(direct_channel(deps, team_id, user_id), letter.text, letter.blocks, key=errand.key))
    if not isinstance(report, Report):
        return report
    post = drawn(deps, report, direct_channel(deps, team_id, user_id), errand.key)
    return Say(post, told(deps, report))


def figures(deps: Deps, team_id: str, user_id: str) -> Letter:
    """The figures of the last week that is counted, those which managers let everyone see."""
    member = of_their_own_will(deps, team_id, user_id)
    with deps.db.reading() as session:
        community = workspaces.community_of(session, team_id)
        this_week = monday(local(deps.now(), community.tz).date())
        counted = week_totals.before(session, team_id, this_week, limit=counting.LOOKS_BACK + 1)
    words = words_of(member, community)
    if not counted:
        return view.nothing_yet(words, manager=False)
    return view.figures(words, counted[0], counted[1:], community.digest.public)
