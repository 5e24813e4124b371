"""What a manager wants in their direct messages: wished for now, made by a worker, and only while they still manage."""

from slack_app.domain.community import Community, may_manage
from slack_app.domain.door import Kind as Door
from slack_app.flows.deps import Deps, transaction
from slack_app.flows.people import as_manager, community_and_member, words_of
from slack_app.jobs import Job
from slack_app.store import outbox
from slack_app.store.errands import Errand
from slack_app.store.outbox import Task
from slack_app.views.words import Words


def wish(deps: Deps, team_id: str, user_id: str, job: Job, *, asked: str) -> Words:
    """A manager wants what that job makes; `asked` tells one wish from the next. Their words. Raises NotAllowedError."""
    words, _ = as_manager(deps, team_id, user_id)
    with transaction(deps) as session:
        task = Task(job, f"{job.value}:{user_id}:{asked}", user_id, door=Door.ANSWER.value)
        outbox.put(session, team_id, task, now=deps.now())
    return words


def wished_by(deps: Deps, errand: Errand) -> tuple[Words, Community] | None:
    """The words of the manager whose wish it is, and the set-up; None where they manage nothing any more."""
    user_id = errand.user_id or ""
    community, member = community_and_member(deps, errand.team_id, user_id)
    if member is None or not may_manage(community, user_id, member.is_admin):
        return None
    return words_of(member, community), community
