"""Newcomers: their welcome, its series, their introduction, and the team's word on them."""

from collections.abc import Mapping

from slack_app.flows import home, introductions, newcomers, recommending, series, welcome
from slack_app.jobs import Job
from workers.base import Flow

ERRANDS: Mapping[Job, Flow] = {
    Job.WELCOME: welcome.welcome,
    Job.NUDGE: series.nudge,
    Job.INTRODUCE: introductions.introduce,
    Job.REFRESH_INTRODUCTION: introductions.refresh_introduction,
    Job.WITHDRAW_INTRODUCTION: introductions.withdraw_introduction,
    Job.RECOMMEND: recommending.recommend,
    Job.PUBLISH_HOME: home.publish,
    Job.REPORT_NEWCOMERS: newcomers.report_newcomers,
    Job.THANK_GREETER: newcomers.thank_greeter,
    Job.SHOW_GREETER: newcomers.show_greeter,
}
