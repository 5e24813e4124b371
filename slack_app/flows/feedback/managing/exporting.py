"""All feedback as files, for managers: leaving is easy."""

import io
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile

from sqlmodel import Session

from slack_app.domain.community import Community
from slack_app.domain.feedback import exporting
from slack_app.domain.feedback.exporting import JSON_BEGINS, JSON_ENDS, JSON_NAME, TABLES, Whole
from slack_app.domain.feedback.months import export as month_export
from slack_app.domain.feedback.months.export import Line, Told
from slack_app.domain.feedback.months.you_said import Figures
from slack_app.domain.feedback.surveys import export as survey_export
from slack_app.domain.feedback.surveys.export import Over
from slack_app.domain.feedback.surveys.survey import Result
from slack_app.domain.hours import local
from slack_app.flows.deps import Deps
from slack_app.flows.digest.counting import may_take_its_time
from slack_app.flows.feedback.surveys import ending
from slack_app.flows.outcomes import Done, Drop, Outcome, Say
from slack_app.flows.people import direct_channel
from slack_app.flows.wishes import wish, wished_by
from slack_app.gateway.protocol import Post
from slack_app.jobs import Job
from slack_app.store.errands import Errand
from slack_app.store.feedback import export as feedback_export
from slack_app.store.feedback import surveys, you_said
from slack_app.store.schema import Survey, YouSaid
from slack_app.views.feedback.managing import exporting as view
from slack_app.views.kit import Letter

Spool = SpooledTemporaryFile[bytes]
IN_MEMORY = 4 * 1024 * 1024
"""Of a table; what is longer waits on the disk, in a file without a name, until it is packed."""
MOST_SURVEYS = 1000
"""More than two hundred years of quarters."""
MOST_MONTHS = 1000


@dataclass(frozen=True)
class Beside:
    """What there is beside the tickets."""

    surveys: Sequence[Over]
    months: Sequence[Told]


class TakenError(Exception):
    """Somebody else writes the files by now."""


def ask(deps: Deps, team_id: str, user_id: str, *, asked: str) -> Letter:
    """A manager wants everything in their direct messages; `asked` tells one wish from the next. Raises NotAllowedError."""
    return view.on_its_way(wish(deps, team_id, user_id, Job.EXPORT_FEEDBACK, asked=asked))


def export_feedback(deps: Deps, errand: Errand) -> Outcome:
    """Everything in one archive, tables and a file for programs; a repeat after doubt may bring it twice, never none."""
    team_id, user_id = errand.team_id, errand.user_id or ""
    wisher = wished_by(deps, errand)
    if wisher is None:
        return Drop("not_allowed")
    words, community = wisher
    channel_id = direct_channel(deps, team_id, user_id)
    with deps.db.reading() as session:
        is_any = feedback_export.is_any(session, team_id)
        over = [_over(community, one) for one in surveys.closed(session, team_id, limit=MOST_SURVEYS)]
        told = [_told(session, one) for one in you_said.sent(session, team_id, limit=MOST_MONTHS)]
    if not is_any and not over:
        nothing = view.nothing_yet(words)
        return Say(Post(channel_id, nothing.text, nothing.blocks, key=errand.key))
    try:
        archive = _archive(deps, errand, exporting.separator(words.language), Beside(over, told))
    except TakenError:
        return Drop("somebody_else_writes")
    day = local(errand.created_at, community.tz).date()
    deps.slack.upload(team_id, channel_id, view.file_name(day), archive, view.ready(words).text)
    return Done()


def _over(community: Community, survey: Survey) -> Over:
    day = local(survey.closed_at or survey.opens_at, community.tz).date()
    return Over(day, ending.chosen_of(survey), Result.from_json(survey.result))


def _told(session: Session, row: YouSaid) -> Told:
    found = you_said.told_of(session, row.team_id, row.id or 0)
    lines = [Line(number, one.part, one.line, one.voices) for number, one in found]
    figures = Figures.from_json(row.figures)
    return Told(row.month, row.sent_at, row.channel_id, row.opening, row.closing, figures, lines)


def _archive(deps: Deps, errand: Errand, between: str, beside: Beside) -> bytes:
    """Tickets are read once. Only what is packed already stands in memory, and the tickets that are being written."""
    packed = io.BytesIO()
    with ExitStack() as open_files, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        spools = [open_files.enter_context(SpooledTemporaryFile(IN_MEMORY)) for _ in TABLES]
        _write_all(deps, errand, between, archive, spools)
        for table, spool in zip(TABLES, spools, strict=True):
            spool.seek(0)
            with archive.open(table.name, "w", force_zip64=True) as file:
                shutil.copyfileobj(spool, file)
        archive.writestr("surveys.csv", survey_export.surveys_csv(beside.surveys, between))
        archive.writestr("surveys.json", survey_export.surveys_json(beside.surveys))
        archive.writestr("you_said.csv", month_export.months_csv(beside.months, between))
        archive.writestr("you_said.json", month_export.months_json(beside.months))
    return packed.getvalue()


def _write_all(deps: Deps, errand: Errand, between: str, archive: zipfile.ZipFile, spools: Sequence[Spool]) -> None:
    """An archive takes one file at a time: the JSON at once, the tables into their spools."""
    for table, spool in zip(TABLES, spools, strict=True):
        spool.write(table.head(between))
    with archive.open(JSON_NAME, "w", force_zip64=True) as whole:
        whole.write(JSON_BEGINS)
        for turn, batch in enumerate(_batches(deps, errand)):
            whole.write(exporting.json_lines(batch, are_first=turn == 0))
            for table, spool in zip(TABLES, spools, strict=True):
                spool.write(table.lines(batch, between))
        whole.write(JSON_ENDS)


def _batches(deps: Deps, errand: Errand) -> Iterator[list[Whole]]:
    """The tickets, so many at a time, each time in a short transaction; the row stays ours for as long as it takes."""
    after: int | None = 0
    while after is not None:
        if not may_take_its_time(deps, errand):
            raise TakenError
        with deps.db.reading() as session:
            batch, after = feedback_export.batch(session, errand.team_id, after)
        yield batch
