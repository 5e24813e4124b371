"""What may be asked of the workers: the contract between the two roots."""

from enum import StrEnum
from typing import Protocol


class Job(StrEnum):
    """The name of every piece of slow work; a name is also the Celery task's."""

    HEAR = "hear"
    WELCOME = "welcome"
    NUDGE = "nudge"
    INTRODUCE = "introduce"
    REFRESH_INTRODUCTION = "refresh_introduction"
    WITHDRAW_INTRODUCTION = "withdraw_introduction"
    RECOMMEND = "recommend"
    PUBLISH_HOME = "publish_home"
    REPORT_NEWCOMERS = "report_newcomers"
    SHOW_GREETER = "show_greeter"
    THANK_GREETER = "thank_greeter"
    EXPORT_MEMBER = "export_member"
    WARN_MANAGERS = "warn_managers"
    CONFIRM = "confirm"
    SWEEP = "sweep"
    OPEN_ROUND = "open_round"
    INTRODUCE_MEETING = "introduce_meeting"
    SEND_CALENDAR = "send_calendar"
    ASK_IF_MET = "ask_if_met"
    SHOW_ANSWERS = "show_answers"
    SHARE_COFFEE = "share_coffee"
    CLOSE_ROUND = "close_round"
    ASK_SILENT = "ask_silent"
    TELL_LEFT_OUT = "tell_left_out"
    END_PAUSE = "end_pause"
    MATCH_LATE = "match_late"
    REHEARSE = "rehearse"
    SHOW_ROUND = "show_round"
    REPORT_ROUND = "report_round"
    SEND_NETWORK = "send_network"
    CANCEL_MEETING = "cancel_meeting"
    COUNT_IN = "count_in"
    WEEKLY_DIGEST = "weekly_digest"
    DIGEST_DETAILS = "digest_details"
    DIGEST_PICTURE = "digest_picture"
    SHOW_DIGEST = "show_digest"
    TELL_DOER = "tell_doer"
    DIGEST_NOW = "digest_now"
    EXPORT_DIGEST = "export_digest"
    GIVE_THANKS = "give_thanks"
    DAILY_BRIEF = "daily_brief"
    WEEKLY_RECAP = "weekly_recap"
    OFFER_CATCH_UP = "offer_catch_up"
    CATCH_UP = "catch_up"
    SHOW_CATCH_UP = "show_catch_up"
    LEARN_MEMBERS = "learn_members"


class Jobs(Protocol):
    """A doorbell: it may be lost or rung twice without harm, for the table is the truth."""

    def ring(self, job: Job, row_id: int) -> None:
        """Say that row `row_id` waits for `job`; returns at once and never raises."""
