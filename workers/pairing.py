"""Coffee: rounds that open, go their way and end; pauses that end; dry runs."""

from collections.abc import Mapping

from slack_app.flows.coffee import (
    asking,
    closing,
    counting_in,
    falling_through,
    figuring,
    introducing,
    late,
    mine,
    opening,
    rehearsing,
    reporting,
)
from slack_app.jobs import Job
from workers.base import Flow

ERRANDS: Mapping[Job, Flow] = {
    Job.COUNT_IN: counting_in.count_in,
    Job.OPEN_ROUND: opening.open_round,
    Job.INTRODUCE_MEETING: introducing.introduce_meeting,
    Job.SEND_CALENDAR: introducing.send_calendar,
    Job.TELL_LEFT_OUT: falling_through.tell_left_out,
    Job.CANCEL_MEETING: falling_through.cancel_meeting,
    Job.MATCH_LATE: late.match_late,
    Job.ASK_IF_MET: asking.ask_if_met,
    Job.SHOW_ANSWERS: asking.show_answers,
    Job.SHARE_COFFEE: asking.share_coffee,
    Job.CLOSE_ROUND: closing.close_round,
    Job.ASK_SILENT: closing.ask_silent,
    Job.END_PAUSE: mine.end_pause,
    Job.REHEARSE: rehearsing.rehearse,
    Job.SHOW_ROUND: reporting.show_round,
    Job.REPORT_ROUND: figuring.report_round,
    Job.SEND_NETWORK: figuring.send_network,
}
