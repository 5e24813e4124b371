"""Feedback: routed, shown to the team that can act, answered; what is learned of it, and what trackers say."""

from collections.abc import Mapping

from slack_app.flows.feedback import mirroring
from slack_app.flows.feedback.answered import news, polling, reading
from slack_app.flows.feedback.learned import learning
from slack_app.flows.feedback.listening import asking, asking_leave, offering
from slack_app.flows.feedback.managing import exporting, trackers
from slack_app.flows.feedback.months import drafting, going_out
from slack_app.flows.feedback.routed import rehearsing, routing
from slack_app.flows.feedback.surveys import asking_each, ending
from slack_app.flows.feedback.trackers import tracking
from slack_app.flows.feedback.worked_on import bringing, drawing, snoozing, targets
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
    Job.OPEN_SURVEY: asking_each.open_survey,
    Job.ASK_SURVEY: asking_each.ask,
    Job.SHOW_SURVEY: asking_each.show,
    Job.CLOSE_SURVEY: ending.close,
    Job.REPORT_SURVEY: ending.report,
    Job.DRAFT_YOU_SAID: drafting.draft_you_said,
    Job.REMIND_YOU_SAID: drafting.remind_you_said,
    Job.SEND_YOU_SAID: going_out.send_you_said,
    Job.SHOW_YOU_SAID: going_out.show_you_said,
    Job.ASK_LISTENING: asking.ask,
    Job.OFFER_LISTENING: offering.offer,
    Job.SHOW_LISTENING: asking.show,
}
