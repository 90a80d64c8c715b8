"""Item parameters and item analysis from a file of responses."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smmhire.errors import UserError
from smmhire.texts import _, number

if TYPE_CHECKING:
    from smmhire.assessment.calibration import Calibration, CalibrationModel
    from smmhire.assessment.dif import MantelHaenszel
    from smmhire.assessment.item_analysis import ChosenOptions, ItemAnalysis
    from smmhire.assessment.parameters import Array

# Typed models, in the order of how much they ask of the data.
MODELS = ("1pl", "2pl", "3pl", "grm")

# Groups that Mantel-Haenszel compares.
COMPARED = 2


@dataclass(frozen=True, slots=True)
class FileAnalysis:
    """The analysis of a file; mantel_haenszel has an entry for each item where groups were given, and None
    among them where an item could not be compared. alpha and omega are None where they are not defined."""

    persons: int
    alpha: float | None
    omega: float | None
    items: tuple[ItemAnalysis, ...]
    mantel_haenszel: tuple[MantelHaenszel | None, ...]


def calibrate(
    responses: Path, model: CalibrationModel, *, key: Path | None = None, guessing: float | None = None
) -> Calibration:
    """Calibrate the items of a file; with `key`, the file holds the options that were chosen.

    guessing: the chance of a blind guess, for `3pl`. Raises UserError for files that cannot be read, for
    responses that do not fit the model, and for fewer than two items that can be calibrated.
    """
    from smmhire.assessment.calibration import DEFAULT_GUESSING, calibrate

    if guessing is not None and not 0.0 < guessing < 1.0:
        raise UserError(
            _("A chance of {guessing} for a blind guess is not possible.", guessing=number(guessing, 2)),
            _("Give one above 0 and below 1, such as 0.25 for four options."),
        )
    persons, items, marks, _chosen = _read(responses, key)
    if model != "grm":
        _refuse_graded(responses, persons, items, marks)
    _refuse_too_little(responses, marks)
    return calibrate(marks, model, names=items, guessing=DEFAULT_GUESSING if guessing is None else guessing)


def analyse(
    responses: Path, *, key: Path | None = None, groups: Path | None = None, reference: str | None = None
) -> FileAnalysis:
    """Analyse the items of a file; with `key`, its options too; with `groups`, by Mantel-Haenszel.

    reference: the group that the other is compared with, else the larger one. Raises UserError for files
    that cannot be read, and for groups that are not two.
    """
    import numpy as np

    from smmhire.assessment.dif import mantel_haenszel
    from smmhire.assessment.item_analysis import analyse_items
    from smmhire.assessment.reliability import alpha, omega

    persons, items, marks, chosen = _read(responses, key)
    compared: tuple[MantelHaenszel | None, ...] = ()
    if groups is not None:
        from smmhire.exchange.response_files import read_groups

        _refuse_graded(responses, persons, items, marks)
        members = read_groups(groups, persons)
        first, second = _two_groups(groups, members, reference)
        compared = mantel_haenszel(marks, members, items, reference=first, focal=second)
    whole, hierarchical = alpha(marks), omega(marks)
    return FileAnalysis(
        persons=len(persons),
        alpha=float(whole) if np.isfinite(whole) else None,
        omega=float(hierarchical) if np.isfinite(hierarchical) else None,
        items=analyse_items(marks, items, chosen),
        mantel_haenszel=compared,
    )


def _read(
    responses: Path, key: Path | None
) -> tuple[tuple[str, ...], tuple[str, ...], Array, ChosenOptions | None]:
    """Persons, items, marks, and with a key the options."""
    from smmhire.exchange.response_files import read_key, read_options, read_responses

    if key is None:
        table = read_responses(responses)
        return table.persons, table.items, table.responses, None
    from smmhire.assessment.item_analysis import ChosenOptions

    chosen = read_options(responses)
    options = ChosenOptions(chosen.codes, chosen.options, read_key(key, chosen.items))
    return chosen.persons, chosen.items, options.marks(), options


def _refuse_graded(path: Path, persons: tuple[str, ...], items: tuple[str, ...], marks: Array) -> None:
    import numpy as np

    graded = np.flatnonzero(marks > 1.0)
    if len(graded):
        row, column = divmod(int(graded[0]), len(items))
        raise UserError(
            _("In “{name}”, person {person} has the response {response} to item “{item}”: 0 or 1 is needed "
              "here.", name=path.name, person=persons[row], item=items[column],
              response=number(float(marks[row, column]))),
            _("For ratings and partly right answers there is the model “grm”; for chosen options, give a "
              "file with the key."),
        )  # fmt: skip


def _refuse_too_little(path: Path, marks: Array) -> None:
    import numpy as np

    varies = np.fmax.reduce(marks, axis=0) > np.fmin.reduce(marks, axis=0)
    if varies.sum() < 2:
        raise UserError(
            _("Fewer than two items of “{name}” have different responses.", name=path.name),
            _("Calibration needs items that some people got right and others wrong."),
        )


def _two_groups(path: Path, members: tuple[str | None, ...], reference: str | None) -> tuple[str, str]:
    """The reference group and the other one."""
    from collections import Counter

    # The larger one first; of equals, by name, so that the same file is always read alike.
    sizes = Counter(member for member in members if member is not None)
    names = sorted(sizes, key=lambda name: (-sizes[name], name))
    if len(names) != COMPARED:
        raise UserError(
            _("“{name}” has {n} groups, but two are compared: {groups}.", name=path.name,
              n=number(len(names)), groups=", ".join(names[:10])),
            _("Leave the group of people empty who are to be left out."),
        )  # fmt: skip
    if reference is None:
        return names[0], names[1]
    if reference not in names:
        raise UserError(
            _("“{name}” has no group “{group}”.", name=path.name, group=reference),
            _("Its groups are: {groups}.", groups=", ".join(names)),
        )
    return reference, names[1] if reference == names[0] else names[0]
