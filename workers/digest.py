"""The digest: what is counted and told each week, and each working day; what people do about it; the first days' reading."""

from collections.abc import Mapping

from slack_app.flows.digest import (
    briefing,
    catching_up,
    details,
    doing,
    exporting,
    learning,
    now,
    recapping,
    showing,
    thanking,
    weekly,
)
from slack_app.jobs import Job
from workers.base import Flow

ERRANDS: Mapping[Job, Flow] = {
    Job.WEEKLY_DIGEST: weekly.weekly_digest,
    Job.DIGEST_DETAILS: details.digest_details,
    Job.DIGEST_PICTURE: details.digest_picture,
    Job.SHOW_DIGEST: showing.show_digest,
    Job.TELL_DOER: doing.tell_doer,
    Job.GIVE_THANKS: thanking.give_thanks,
    Job.DIGEST_NOW: now.digest_now,
    Job.EXPORT_DIGEST: exporting.export_digest,
    Job.DAILY_BRIEF: briefing.daily_brief,
    Job.WEEKLY_RECAP: recapping.weekly_recap,
    Job.OFFER_CATCH_UP: catching_up.offer_catch_up,
    Job.CATCH_UP: catching_up.catch_up,
    Job.SHOW_CATCH_UP: catching_up.show_catch_up,
    Job.LEARN_MEMBERS: learning.learn_members,
}
