"""Undo and redo of a profile that is being built: each step is the whole profile as it was."""

from __future__ import annotations

from smmhire.vacancies.profile import VacancyProfile

# A profile is a few kilobytes; nobody goes further back than this by hand.
MOST = 200


class History:
    """Profiles in the order in which they were, with a place among them."""

    def __init__(self, first: VacancyProfile) -> None:
        self._profiles = [first]
        self._at = 0

    def add(self, profile: VacancyProfile) -> None:
        """The profile is now this one; what was undone before can no longer be redone."""
        if profile == self.current:
            return
        self._profiles = [*self._profiles[: self._at + 1], profile][-MOST:]
        self._at = len(self._profiles) - 1

    @property
    def current(self) -> VacancyProfile:
        """The profile as it is."""
        return self._profiles[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is an earlier one."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is a later one."""
        return self._at + 1 < len(self._profiles)

    def undo(self) -> VacancyProfile:
        """One step back; the present one where there is none."""
        self._at = max(0, self._at - 1)
        return self.current

    def redo(self) -> VacancyProfile:
        """One step forward; the present one where there is none."""
        self._at = min(len(self._profiles) - 1, self._at + 1)
        return self.current
