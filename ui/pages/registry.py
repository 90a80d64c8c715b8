"""The pages by name. Each is imported when it is first opened, so that starting stays quick."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from smmhire.texts import N_

if TYPE_CHECKING:
    from ui.pages.page import Page, Workplace

# name: (label in the navigation, module, class)
PAGES: dict[str, tuple[str, str, str]] = {
    "home": (N_("Start"), "ui.pages.home.page", "HomePage"),
    "role": (N_("The role"), "ui.pages.role.page", "RolePage"),
    "vacancies": (N_("Vacancies"), "ui.pages.vacancies.page", "VacanciesPage"),
    "candidates": (N_("Candidates"), "ui.pages.candidates.page", "CandidatesPage"),
    "ranking": (N_("Ranking"), "ui.pages.ranking.page", "RankingPage"),
    "assessment": (N_("Self-assessment"), "ui.pages.assessment.page", "AssessmentPage"),
    "certificates": (N_("Certificates"), "ui.pages.certificates.page", "CertificatesPage"),
    "earning": (N_("What could I earn"), "ui.pages.earning.page", "EarningPage"),
    "items": (N_("Question bank"), "ui.pages.items.page", "ItemsPage"),
    "pay": (N_("Pay"), "ui.pages.pay.page", "PayPage"),
    "settings": (N_("Settings and about"), "ui.pages.settings.page", "SettingsPage"),
}
FIRST_PAGE = "home"


def build(name: str, workplace: Workplace) -> Page:
    """A new page. Raises KeyError for a name that is not in PAGES."""
    from ui.pages.page import Page

    _label, module, class_name = PAGES[name]
    page_class = getattr(import_module(module), class_name)
    page = page_class(workplace)
    assert isinstance(page, Page)
    return page
