"""The re-ranker of a workspace: the shipped one until its people's answers taught a better one."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from slack_app.domain.feedback.alike.likeness import SHIPPED, Ranker, ranker_from, surprise, taught
from slack_app.flows.deps import Deps, transaction
from slack_app.store.feedback import learned as models
from slack_app.store.feedback import likenesses
from slack_app.store.feedback.likenesses import Judged

LEARNED = "likeness"
"""What the answers about two tickets teach, as errands and models name it."""
_FEWEST, _LAST = 10, 50
_THE_SHIPPED = 0


def current(session: Session, team_id: str) -> Ranker:
    """The ranker in use."""
    version = models.current(session, team_id, LEARNED)
    return ranker_from(models.figures(session, team_id, LEARNED, version.number)) if version else SHIPPED


def learned_at(session: Session, team_id: str) -> datetime | None:
    """When a ranker was learned last; None where none was."""
    kept = models.versions(session, team_id, LEARNED)
    return kept[0].created_at if kept else None


def learn(deps: Deps, team_id: str) -> None:
    """Learn from all answers, always from the shipped one; the ranker in use stays where it judges the last ones better."""
    with transaction(deps) as session:
        answers = [one for one in likenesses.learnable(session, team_id) if one.features]
        if len(answers) < _FEWEST:
            return
        before = models.current(session, team_id, LEARNED)
        is_better = _foresees_better(answers, current(session, team_id))
        report = {"answers": len(answers), "same": sum(one.is_same for one in answers), "is_better": is_better}
        number = models.add(session, team_id, LEARNED, _taught(answers).stored(), report, now=deps.now())
        models.use(session, team_id, LEARNED, number if is_better else before.number if before else _THE_SHIPPED)


def _foresees_better(answers: Sequence[Judged], now: Ranker) -> bool:
    """Whether, learned without the last fifth (at most fifty), it would have been less surprised by that than the one in use."""
    last = max(1, min(_LAST, len(answers) // 5))
    unseen = answers[-last:]
    features, same = [one.features for one in unseen], [one.is_same for one in unseen]
    return surprise(_taught(answers[:-last]), features, same) <= surprise(now, features, same)


def _taught(answers: Sequence[Judged]) -> Ranker:
    return taught([one.features for one in answers], [one.is_same for one in answers])
