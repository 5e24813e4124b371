"""What is wrong with a tracker, in words, and what helps."""

from slack_app.views.words import Mrkdwn, Words, mark

_AWAY = mark(
    "It did not answer. If that lasts, look whether its address is right and whether it can be reached from here."
)
_REMEDIES = {
    "tracker_token": mark(
        "It does not know the token: it is wrong, or has run out. Make a new one there, and paste it in the form."
    ),
    "tracker_forbidden": mark(
        "The token is known, but may not do this: it needs the permission to read and write issues."
    ),
    "tracker_missing": mark("There is no such project, or the token may not see it. Look at how it is written."),
    "tracker_refused": mark(
        "It refused what I sent: a field may be required there that I do not know, or the kind of issue has another name."
    ),
    "tracker_moved": mark("It is at another address now: look where your browser ends up, and put that in the form."),
    "tracker_address": mark(
        "The address cannot be used: it must begin with https:// and lie outside of private networks. For one inside, the"
        " person who runs this app sets `CONVIVE_TRACKERS_IN_PRIVATE_NETWORK`."
    ),
    "tracker_certificate": mark(
        "Its certificate is not valid, so I told it nothing: it may have run out, or be for another name. If your own"
        " authority signed it, the person who runs this app sets `SSL_CERT_FILE`."
    ),
    "tracker_kind": mark(
        "The project is there, but has no kind of issue of that name. Look at how it is written there, and put that in the form."
    ),
    "tracker_unreadable": mark(
        "What it answers is not what its description promises: is the address really that of its API?"
    ),
    "tracker_sealed": mark(
        "I can no longer read its token: the key of this installation was changed. Please paste the token anew."
    ),
    "tracker_incomplete": mark("Something is missing in its form: please look at it once more."),
    "tracker_cannot_look": mark(
        "It did not say whether it took an issue, and without a look-up address I cannot see. So that nothing is filed twice,"
        " please look there yourself."
    ),
    "tracker_not_wanted": mark("It did not say whether it took an issue, and by now nobody wants it to."),
    "rate_limited": mark("It asks for patience: too much was asked of it. I will try again by myself."),
    "limited": mark(
        "It did not answer of late, or asked for patience, so I leave it alone for a few minutes. Please send the test again then."
    ),
}


def remedy(words: Words, code: str) -> Mrkdwn:
    """The sentence for a code of the gateway's."""
    return words.say(_REMEDIES.get(code, _AWAY))
