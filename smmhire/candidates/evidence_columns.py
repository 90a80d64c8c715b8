"""All evidence on a candidate beside each other, by its kind, in the order of what each is worth.

Only tests enter the score (docs/decisions/0022): the other kinds are there for whoever decides. What is not
there is None, and shown as missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EvidenceKind(StrEnum):
    """A kind of evidence."""

    INTERVIEW = "interview"
    TEST = "test"
    WORK_SAMPLE = "work_sample"
    EXPERIENCE = "experience"


# How well each predicts work, as a correlation: structured interviews, job knowledge tests, work samples,
# years of experience (SACKETT-2022). In falling order, which is that of the columns.
VALIDITY = {
    EvidenceKind.INTERVIEW: 0.42,
    EvidenceKind.TEST: 0.40,
    EvidenceKind.WORK_SAMPLE: 0.33,
    EvidenceKind.EXPERIENCE: 0.07,
}


@dataclass(frozen=True, slots=True)
class Rated:
    """What raters gave: mean rating (1 to 5, every rater counts alike), how many they are, and how far two of
    them are apart on average (None where nothing was rated by two)."""

    mean: float
    raters: int
    difference: float | None


@dataclass(frozen=True, slots=True)
class EvidenceColumns:
    """Of one candidate; test: share of the marks, 0 to 1; experience: years, as they say themselves.

    hidden: kinds of which there is something that the viewer may not see yet: None, but not missing.
    """

    interview: Rated | None = None
    test: float | None = None
    work_sample: Rated | None = None
    experience: float | None = None
    hidden: frozenset[EvidenceKind] = frozenset()

    @property
    def missing(self) -> tuple[EvidenceKind, ...]:
        """The kinds there is no evidence of, in the order of their validity."""
        held = {
            EvidenceKind.INTERVIEW: self.interview,
            EvidenceKind.TEST: self.test,
            EvidenceKind.WORK_SAMPLE: self.work_sample,
            EvidenceKind.EXPERIENCE: self.experience,
        }
        return tuple(kind for kind in VALIDITY if held[kind] is None and kind not in self.hidden)
