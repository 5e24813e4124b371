"""The house itself: what managers must hear, what members take away with them, what is forgotten."""

from collections.abc import Mapping

from slack_app.flows import clockwork, confirming, privacy, trouble
from slack_app.jobs import Job
from workers.base import Flow

ERRANDS: Mapping[Job, Flow] = {
    Job.WARN_MANAGERS: trouble.warn_managers,
    Job.EXPORT_MEMBER: privacy.export_member,
    Job.CONFIRM: confirming.confirm,
    Job.SWEEP: clockwork.sweep,
}
