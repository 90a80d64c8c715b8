"""The study of a cut as a table for judges who work apart: written out, and read back in after a dry run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.assessment.attempts import UnfitSetting
from smmhire.assessment.items import Item, ItemType, Option
from smmhire.errors import UserError
from smmhire.services.bank import presented
from smmhire.services.cut_study import CutDesk, not_possible
from smmhire.texts import _, ngettext, number, say, using

if TYPE_CHECKING:
    from smmhire.assessment.cut_study import CutStudy

ENDINGS = (".csv", ".xlsx")
# Draws the values of calculations and the order of what is to be matched, as the preview does.
SEED = 1


@dataclass(frozen=True, slots=True)
class JudgeImport:
    """What a column would bring. is_new: nobody of this name judges yet; figures: how many it has; changes:
    how many of them replace another figure; aside: figures for questions that are not in the form; missing:
    questions of the form without a figure."""

    name: str
    is_new: bool
    figures: int
    changes: int
    aside: int
    missing: int


@dataclass(frozen=True, slots=True)
class StudyImport:
    """The dry run of a file: `study` is what the study would be; nothing has been kept.

    problems: sentences that say what is wrong, row by row; while there is one, nothing can be taken in.
    """

    file_name: str
    study: CutStudy
    judges: tuple[JudgeImport, ...]
    problems: tuple[str, ...]
    left_out: tuple[str, ...]


# -- out ---------------------------------------------------------------------------------------------
def export(
    desk: CutDesk,
    study: CutStudy,
    path: Path,
    language: str,
    *,
    judge: str | None = None,
    with_key: bool = False,
) -> Path:
    """Write the questions and what is judged so far to `path`, CSV or XLSX by its ending.

    judge: only this one's column, so that nobody sees what the others wrote. Raises UserError for another
    ending, a study without judges, and where the file cannot be written.
    """
    from smmhire.assessment.cut_words import ANGOFF_TASK
    from smmhire.exchange.cut_table import table_bytes
    from smmhire.services.files import save_file

    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UserError(
            _("“{name}” is no name for a table.", name=path.name), _("Let it end in .xlsx or .csv.")
        )
    columns = [at for at, name in enumerate(study.judges) if judge in (None, name)]
    if not columns:
        raise UserError(_("Nobody judges yet. Add the first judge."))
    with using(language):
        rows = [
            (
                item.id,
                _competency(item),
                question_text(item, with_key=with_key),
                [study.last[at][place] for at in columns],
            )
            for place, item in enumerate(desk.items)
        ]
        judges, note = [study.judges[at] for at in columns], (_("What to write"), _(ANGOFF_TASK))
        data = table_bytes(ending, judges, rows, _("Cut score"), note)
    return save_file(data, path)


def _competency(item: Item) -> str:
    from smmhire.services.role import role

    known = {one.id: one for one in role().competencies}
    found = known.get(item.competency)
    return item.competency if found is None else say(found.short_name)


def question_text(item: Item, *, with_key: bool) -> str:
    """The question as plain text, options below it; with_key: with what is right."""
    shown = presented(item, SEED)
    lines = [say(shown.stem)]
    lines += [_option(item, option, with_key) for option in shown.options]
    if item.type is ItemType.MATCHING and not with_key:
        from smmhire.assessment.forms import shuffled_matches

        sides = [say(option.match) for option in shuffled_matches(item, SEED) if option.match is not None]
        lines.append(_("To choose from: {sides}", sides="; ".join(sides)))
    if item.numeric is not None and with_key:
        from smmhire.assessment.marking import right_number

        unit = f" {say(item.numeric.unit)}" if item.numeric.unit is not None else ""
        answer = number(right_number(item, SEED), item.numeric.decimals) + unit
        lines.append("✓ " + _("Right: {answer}", answer=answer))
    return "\n".join(lines)


def _option(item: Item, option: Option, with_key: bool) -> str:
    text = say(option.text)
    if not with_key:
        return f"○ {text}"
    if option.is_correct is not None:
        return f"{'✓' if option.is_correct else '✗'} {text}"
    if option.position is not None:
        return f"• {text} ({_('place {n}', n=number(option.position))})"
    if option.match is not None:
        return f"• {text} = {say(option.match)}"
    if option.effectiveness is not None:
        return f"• {text} ({_('effectiveness {n}', n=number(option.effectiveness, 1))})"
    return f"• {text}"


# -- in ----------------------------------------------------------------------------------------------
def dry_run(desk: CutDesk, study: CutStudy, path: Path) -> StudyImport:
    """What the file would bring into `study`. Raises UserError where it is no such table at all."""
    from smmhire.assessment.cut_study import same_name
    from smmhire.exchange.cut_table import describe_problem, read_cut_table

    known = [item.id for item in desk.bank.items if item.is_scored]
    table = read_cut_table(path, [*known, *study.ids])
    result, judges = study, list[JudgeImport]()
    for column in table.judges:
        at = next((n for n, name in enumerate(result.judges) if same_name(name, column.name)), None)
        is_new = at is None
        if at is None:
            try:
                result = result.with_judge(column.name)
            except UnfitSetting as unfit:
                raise not_possible(unfit) from unfit
            at = len(result.judges) - 1
        before = dict(zip(result.ids, result.rounds[-1][at], strict=True))
        judges.append(_judge_import(result.judges[at], is_new, before, column.chances, study.item_ids))
        result = result.with_chances({(at, one): chance for one, chance in column.chances.items()})
    return StudyImport(
        file_name=table.file_name,
        study=result,
        judges=tuple(judges),
        problems=tuple(describe_problem(problem) for problem in table.problems),
        left_out=table.left_out,
    )


def _judge_import(
    name: str,
    is_new: bool,
    before: dict[str, float | None],
    chances: dict[str, float],
    item_ids: Sequence[str],
) -> JudgeImport:
    from smmhire.assessment.cut_study import CHANCE_PLACES

    return JudgeImport(
        name=name,
        is_new=is_new,
        figures=len(chances),
        changes=sum(
            before.get(one) not in (None, round(chance, CHANCE_PLACES)) for one, chance in chances.items()
        ),
        aside=sum(one not in item_ids for one in chances),
        missing=sum(one not in chances and before.get(one) is None for one in item_ids),
    )


def pasted(text: str) -> list[list[float | None]]:
    """Cells copied out of a spreadsheet as chances from 0 to 1; None for an empty one. Raises UserError for
    what is none."""
    from smmhire.exchange.cut_table import read_block

    return read_block(text)


def check_import(found: StudyImport) -> None:
    """Raises UserError, with the first problem, where the file cannot be taken in."""
    if found.problems:
        raise UserError(
            ngettext(
                "{n} entry of “{name}” cannot be read; nothing has been taken in.",
                "{n} entries of “{name}” cannot be read; nothing has been taken in.",
                len(found.problems),
                name=found.file_name,
            ),
            found.problems[0],
        )


def import_lines(found: StudyImport) -> list[str]:
    """What the file would bring, in sentences: a line a judge, then what is left out."""
    lines = [_judge_line(one) for one in found.judges]
    if found.left_out:
        names = ", ".join(f"“{name}”" for name in found.left_out)
        lines.append(_("Columns without any figure are left out: {names}", names=names))
    return lines


def _judge_line(one: JudgeImport) -> str:
    parts = [ngettext("{n} figure", "{n} figures", one.figures)]
    if one.is_new:
        parts.append(_("a new judge"))
    if one.changes:
        parts.append(ngettext("{n} replaces another", "{n} replace others", one.changes))
    if one.aside:
        parts.append(
            ngettext("{n} for a question not in the form", "{n} for questions not in the form", one.aside)
        )
    if one.missing:
        parts.append(ngettext("{n} question left open", "{n} questions left open", one.missing))
    return f"{one.name}: " + " · ".join(parts)
