"""What corrections add to a guess: a project that nobody learned from, before and after its people said what some items are."""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np

from benchmarks.minibar import APPS, reviews
from benchmarks.scores import macro_f1
from slack_app.domain.feedback.learned.general import General
from slack_app.domain.feedback.learned.local import Taught, learned_from
from slack_app.domain.feedback.learned.refitting import Example, said_of, taught_by
from slack_app.domain.feedback.learned.subjects import OfKind
from slack_app.domain.feedback.terms import Kind

STEPS = (0, 10, 40, 150)
NEAR, FAR = "three kinds of an unseen app", "the same, learned in another language"
THREE = (Kind.BUG, Kind.IDEA, Kind.PRAISE)
OTHER_LANGUAGE = {"en": "fr", "fr": "en"}
MOST = 600


@dataclass(frozen=True)
class Project:
    """What was said in one project, as its workspace learns from it; `is_even`: of each kind as many are drawn."""

    subject: OfKind
    lessons: Sequence[Taught]
    is_even: bool

    def drawn(self, seed: int) -> list[Taught]:
        """At most 600 of them, in an order that the seed gives; of even ones a hundred of each kind."""
        chance = np.random.default_rng(seed)
        shuffled = [self.lessons[at] for at in chance.permutation(len(self.lessons))]
        if not self.is_even:
            return shuffled[:MOST]
        by_kind = [[one for one in shuffled if one.value == name][:100] for name in self.subject.names]
        picked = [one for some in by_kind for one in some]
        return [picked[at] for at in chance.permutation(len(picked))]


def of_apps(learned_without: Callable[..., General]) -> Mapping[str, list[Project]]:
    """Apps as projects: begun with a model of the other apps, and with one of the other apps in the other language alone."""
    near = [_of_app(app, ("en", "fr"), learned_without(app)) for app in APPS]
    far = [
        _of_app(app, (language,), learned_without(app, (OTHER_LANGUAGE[language],)))
        for app in APPS
        for language in OTHER_LANGUAGE
    ]
    return {NEAR: near, FAR: far}


def _of_app(app: str, languages: Sequence[str], general: General) -> Project:
    found = [one for one in reviews(app, languages) if one.kind in THREE]
    return _project([(one.words, str(one.kind)) for one in found], OfKind(THREE, model=general), is_even=True)


def of_issues(file: Path) -> Mapping[str, list[Project]]:
    """The projects of a file, begun with the shipped model."""
    with file.open(encoding="utf-8", newline="") as table:
        rows = [(row["project"], row["words"], row["kind"]) for row in csv.DictReader(table)]
    kinds = tuple(kind for kind in Kind if any(said == kind for _, _, said in rows))
    names = sorted({project for project, _, _ in rows})
    by_name = {name: [(words, kind) for project, words, kind in rows if project == name] for name in names}
    return {file.stem: [_project(items, OfKind(kinds), is_even=False) for items in by_name.values()]}


def _project(items: Sequence[tuple[str, str]], subject: OfKind, *, is_even: bool) -> Project:
    said = [Example(at, words, kind) for at, (words, kind) in enumerate(items)]
    return Project(subject, taught_by(said, subject), is_even)


def curve(projects: Sequence[Project], seeds: int) -> Mapping[int, float]:
    """Macro-F1 on what comes after the last step, after so many corrections: the mean of projects and seeds."""
    scores: dict[int, list[float]] = {many: [] for many in STEPS}
    for project, seed in ((project, seed) for project in projects for seed in range(seeds)):
        drawn = project.drawn(seed)
        asked = drawn[STEPS[-1] :]
        for many in STEPS:
            local = learned_from(drawn[:many]) if many else None
            said = [said_of(local, one, project.subject) for one in asked]
            told = macro_f1([one.truth for one in said], [one.said for one in said], project.subject.names)
            scores[many].append(told)
    return {many: fmean(some) for many, some in scores.items()}
