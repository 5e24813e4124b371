"""The kinds of programmes, in words: what each is called and what it is for."""

from slack_app.domain.programmes import Kind
from slack_app.views.words import mark

NAMES = {
    Kind.COFFEE: mark("Coffee for everyone"),
    Kind.MENTORING: mark("Mentoring"),
    Kind.COHORT: mark("Circle of peers"),
    Kind.NEWCOMERS: mark("A guide for newcomers"),
}
PURPOSES = {
    Kind.COFFEE: mark("Two people who do not know each other yet meet, every two weeks."),
    Kind.MENTORING: mark("One offers what the other is looking for: a talk every four weeks."),
    Kind.COHORT: mark("Four people of the same trade or role meet, once a month."),
    Kind.NEWCOMERS: mark("Someone who has just arrived meets someone who knows the place, every week."),
}
