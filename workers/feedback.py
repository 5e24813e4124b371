"""Feedback: routed, shown to the team that can act, answered; what is learned of it, and what trackers say."""

from collections.abc import Mapping

from slack_app.flows.feedback import (
    asking_leave,
    bringing,
    drafting,
    drawing,
    exporting,
    learning,
    mirroring,
    news,
    polling,
    publishing,
    reading,
    rehearsing,
    routing,
    snoozing,
    surveys_asking,
    surveys_closing,
    targets,
    trackers,
    tracking,
)
from slack_app.jobs import Job
from workers.base import Flow

ERRANDS: Mapping[Job, Flow] = {
    Job.POST_CARD: drawing.post_card,
    Job.SHOW_CARD: drawing.show_card,
    Job.POST_REMARK: mirroring.post_remark,
    Job.TELL_REMARK: bringing.tell_remark,
    Job.CHECK_TARGET: targets.check_target,
    Job.WAKE_TICKET: snoozing.wake_ticket,
    Job.HEAR_FEEDBACK: asking_leave.hear_feedback,
    Job.FILE_ISSUE: tracking.file_issue,
    Job.READ_ISSUE: reading.read_issue,
    Job.POLL_TRACKERS: polling.poll_trackers,
    Job.TEST_TRACKER: trackers.test_tracker,
    Job.ROUTE_TICKET: routing.route,
    Job.REHEARSE_RULES: rehearsing.rehearse,
    Job.LEARN_ROUTING: learning.learn_routing,
    Job.TELL_NEWS: news.tell_news,
    Job.EXPORT_FEEDBACK: exporting.export_feedback,
    Job.OPEN_SURVEY: surveys_asking.open_survey,
    Job.ASK_SURVEY: surveys_asking.ask,
    Job.SHOW_SURVEY: surveys_asking.show,
    Job.CLOSE_SURVEY: surveys_closing.close,
    Job.REPORT_SURVEY: surveys_closing.report,
    Job.DRAFT_YOU_SAID: drafting.draft_you_said,
    Job.REMIND_YOU_SAID: drafting.remind_you_said,
    Job.SEND_YOU_SAID: publishing.send_you_said,
    Job.SHOW_YOU_SAID: publishing.show_you_said,
}
