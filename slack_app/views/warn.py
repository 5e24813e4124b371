"""What managers read when something cannot be done any more: what it was, and what helps."""

import re

from slack_app.views import kit
from slack_app.views.actions import Action
from slack_app.views.feedback.trackers import troubles as tracker_troubles
from slack_app.views.kit import Letter
from slack_app.views.words import Mrkdwn, Words, channel_link, mark

_CHANNEL = re.compile(r"[CG][A-Z0-9]{2,}")
_WHAT = {
    "nudge": mark("A letter of the welcome could not be sent."),
    "welcome": mark("A newcomer could not be welcomed."),
    "introduce": mark("An introduction could not be posted."),
    "refresh_introduction": mark("An introduction could not be brought up to date."),
    "withdraw_introduction": mark("An introduction that someone wanted erased could not be taken away."),
    "recommend": mark("Someone could not be told whom to meet."),
    "report_newcomers": mark("The news of the newcomers could not be posted."),
    "show_greeter": mark("The news of the newcomers could not show who greets whom."),
    "publish_home": mark("Someone's Home tab could not be shown."),
    "open_round": mark("A round of a coffee programme could not be opened."),
    "introduce_meeting": mark("A group could not be introduced over coffee."),
    "send_calendar": mark("A group could not be sent its calendar file."),
    "ask_if_met": mark("A group could not be asked whether it has met."),
    "show_answers": mark("A group could not be shown who has answered."),
    "share_coffee": mark("What a group agreed to share could not be posted."),
    "count_in": mark("The members of a channel could not be counted into their coffee programme."),
    "close_round": mark("A round of a coffee programme could not be closed."),
    "ask_silent": mark("Someone who was silent for long could not be asked."),
    "tell_left_out": mark("Someone could not be told that nobody was left to meet."),
    "end_pause": mark("Someone could not be told that their pause is over."),
    "match_late": mark("Someone who joined late could not be brought together with anybody."),
    "rehearse": mark("A dry run could not be sent."),
    "show_round": mark("The progress of a round could not be shown."),
    "report_round": mark("What came of a round could not be posted."),
    "send_network": mark("The picture of who has met whom could not be posted."),
    "cancel_meeting": mark("A group could not be told that its round is called off."),
    "weekly_digest": mark("The digest of the week could not be posted."),
    "digest_details": mark("The details of a digest could not be posted."),
    "digest_picture": mark("The picture of a digest could not be posted."),
    "show_digest": mark("A digest could not show what was taken on or done."),
    "digest_now": mark("A digest that someone asked for could not be sent."),
    "export_digest": mark("The figures that someone asked for could not be sent."),
    "give_thanks": mark("Someone's thanks could not be delivered."),
    "daily_brief": mark("The short form for moderators could not be posted."),
    "weekly_recap": mark("The recap for members could not be posted."),
    "offer_catch_up": mark("I could not ask whether to look back over the last weeks."),
    "catch_up": mark("The last weeks could not be looked back over."),
    "show_catch_up": mark("How far the look back over the last weeks is could not be shown."),
    "learn_members": mark("The list of members could not be read."),
    "file_issue": mark("Accepted feedback could not be filed in its tracker."),
    "read_issue": mark("What became of an issue could not be read from its tracker."),
    "poll_trackers": mark("The trackers could not be asked what changed."),
    "test_tracker": mark("What came of the test of a tracker could not be sent."),
    "post_card": mark("A card with someone's feedback could not be posted; it stands on the board."),
    "show_card": mark("A card could not show what has changed."),
    "post_remark": mark("A line under a card could not be posted."),
    "tell_remark": mark("What a team wrote to someone could not be brought to them."),
    "check_target": mark("A team could not be told that something is late."),
    "wake_ticket": mark("Something that was put off could not be put before its team again."),
    "export_member": mark("Someone could not be sent a copy of what is kept about them."),
    "hear_feedback": mark("A message could not be passed on as feedback."),
    "tell_news": mark("Someone could not be told what became of what they said."),
    "learn_routing": mark("What the team's corrections teach could not be learned; what was learned before holds."),
    "export_feedback": mark("The feedback that someone wanted as files could not be sent."),
    "confirm": mark("Someone could not be told that what they asked for is done."),
    "tell_doer": mark("Someone could not be told what came of what they did from the digest."),
    "thank_greeter": mark("Someone who greets a newcomer could not be thanked."),
    "sweep": mark("What is past could not be tidied away."),
    "route_ticket": mark("Someone's feedback could not be sent on; it waits on the board."),
    "open_survey": mark("A survey could not be opened."),
    "ask_survey": mark("Someone could not be asked the question of a survey."),
    "show_survey": mark("Someone could not be shown that their answer to a survey arrived; it did."),
    "close_survey": mark("A survey could not be closed."),
    "report_survey": mark("What came of a survey could not be posted; it stands in the feedback settings."),
    "draft_you_said": mark("The draft of “you said, we did” could not be put before you."),
    "remind_you_said": mark("I could not call to mind that “you said, we did” still waits to be sent."),
    "send_you_said": mark("“You said, we did” could not be posted. Its draft still has its button."),
    "show_you_said": mark("“You said, we did” could not be brought up to date."),
    "ask_listening": mark(
        "A recurring question could not be asked. Its channel is chosen in the feedback settings, under Questions."
    ),
    "offer_listening": mark("Someone who replied to a question could not be offered to make feedback of it."),
    "show_listening": mark("A question could not show what came of it."),
    "rehearse_rules": mark("A dry run of the routing rules could not be sent."),
}
_SOMETHING = mark("A message could not be sent.")
_GONE = mark("The channel is archived or gone. Choose another one in my Home tab, under Channels.")
_NOT_SEEN = mark(
    "I do not see the channel. If it is private, invite me there with /invite; if it is gone, choose another one in my Home tab, under Channels."
)
_NOT_IN = mark("I am not in the channel. Invite me there with /invite.")
_CLOSED = mark("This workspace does not let me write there. Its settings, or another channel, would help.")
_OURS = mark(
    "Slack did not accept what I wrote, and that is a fault of mine. Please tell the person who runs this app."
)
_REMEDIES = {
    "is_archived": _GONE,
    "channel_not_found": _NOT_SEEN,
    "channel_is_archived": _GONE,
    "not_in_channel": _NOT_IN,
    "restricted_action": _CLOSED,
    "restricted_action_read_only_channel": _CLOSED,
    "restricted_action_thread_only_channel": _CLOSED,
    "missing_scope": mark(
        "A permission is missing. The person who runs this app can install it again from the current manifest; “convive doctor” says which."
    ),
    "not_enabled": mark(
        "My Home tab is switched off. The person who runs this app can switch it on in the app's settings."
    ),
    "invalid_blocks": _OURS,
    "msg_too_long": _OURS,
    "msg_blocks_too_long": _OURS,
    "no_text": _OURS,
    "invalid_arguments": _OURS,
}
_UNKNOWN = mark("Slack gave no reason that I know. The person who runs this app will find it in the log.")


def trouble(words: Words, code: str, about: str) -> Letter:
    """What went wrong and what helps; `code` is Slack's, `about` a channel's id or the name of the work."""
    if code.startswith("tracker_"):
        text = f"{_what(words, about)} {tracker_troubles.remedy(words, code)}"
        return Letter(text=text, blocks=[kit.section(text)])
    text = f"{_what(words, about)} {words.say(_REMEDIES.get(code, _UNKNOWN))}"
    said_by_slack = words.say("Slack's word for it: {code}", code=code)
    return Letter(text=text, blocks=[kit.section(text), kit.context(said_by_slack)])


def feedback_nowhere(words: Words) -> Letter:
    """Feedback came in, and no channel is set up in which anybody would read it."""
    text = words.say(
        "*Somebody gave feedback, and there is no channel in which a team would read it.* Nothing is lost: it waits on the board,"
        " `/feedback board`. One team with one channel is enough to begin."
    )
    begin = kit.button(words.plain("Set up feedback"), Action.FEEDBACK_SETTINGS, style="primary")
    return Letter(text=text, blocks=[kit.section(text), kit.actions(begin)])


def _what(words: Words, about: str) -> Mrkdwn:
    if _CHANNEL.fullmatch(about):
        return words.say("I can no longer write in {channel}.", channel=channel_link(about))
    return words.say(_WHAT.get(about, _SOMETHING))
