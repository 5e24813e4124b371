"""Refusals that the rules can give; the edge turns each into one sentence for people."""


class ConviveError(Exception):
    """The root of every refusal of ours: `code` is constant, for logs and catalogues."""

    code = "refused"


class InvalidAnswersError(ConviveError):
    """Some answers of a form cannot be kept: `fields` maps a field's name to the code of what is wrong."""

    code = "invalid_answers"

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__(", ".join(f"{name}: {code}" for name, code in fields.items()))
        self.fields = fields


class NotAllowedError(ConviveError):
    """The person may not do that here (only a manager may)."""

    code = "not_allowed"


class NotOnTheTeamError(NotAllowedError):
    """Only the team that has the ticket, and managers, may decide about it."""

    code = "not_on_the_team"


class NotYoursError(NotAllowedError):
    """Only who said it may answer for it."""

    code = "not_yours"


class NotForGuestsError(NotAllowedError):
    """It is for the members of this workspace, and they are of another."""

    code = "not_for_guests"


class TakenBackError(NotAllowedError):
    """Whoever said it took it back meanwhile: nobody can want it any more."""

    code = "taken_back"


class FeedbackIsOffError(NotAllowedError):
    """The managers of this community take no feedback here."""

    code = "feedback_is_off"


class SurveyIsNotSafeError(NotAllowedError):
    """Nobody gave the installation a key, so that whoever reads the database would read the answers as they come."""

    code = "survey_not_safe"


class SurveyIsLiveError(NotAllowedError):
    """Another survey is planned or open."""

    code = "survey_is_live"


class SurveyIsOverError(NotAllowedError):
    """It is not open to this person: closed, or they were not asked."""

    code = "survey_is_over"


class SurveyAnsweredError(NotAllowedError):
    """They answered, and nobody knows any more what."""

    code = "survey_answered"


class ChangedMeanwhileError(ConviveError):
    """It does not stand any more as it stood when the person saw it: somebody else was first."""

    code = "changed_meanwhile"


class InvalidRuleError(ConviveError):
    """The text is no recurrence that a schedule can follow."""

    code = "invalid_rule"


class RuleIsOverError(ConviveError):
    """The recurrence has no occurrence any more."""

    code = "rule_is_over"
