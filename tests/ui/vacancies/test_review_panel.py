"""What the review says in the window, and what one press mends."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smmhire.pay.columns import PayColumns
from smmhire.services import vacancies
from smmhire.vacancies.finding import PayPlacement
from smmhire.vacancies.profile import OwnRequirement, PayBasis, PayOffer, VacancyProfile
from tests.pay.builders import observations, source
from tests.ui.conftest import speak
from ui.pages.page import Workplace
from ui.pages.vacancies.page import VacanciesPage
from ui.pages.vacancies.review_panel import ReviewPanel


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> VacanciesPage:
    made = VacanciesPage(workplace)
    qtbot.addWidget(made)
    made.resize(1180, 780)
    made.enter()
    made.show()
    return made


@pytest.fixture
def panel(qtbot: QtBot) -> ReviewPanel:
    """A panel whose changes are taken over as an editor would."""
    from smmhire.services.role import role

    made = ReviewPanel(role())
    qtbot.addWidget(made)
    made.applied.connect(made.show_review)
    made.resize(400, 900)
    made.show()
    return made


def sound() -> VacancyProfile:
    made = vacancies.from_template("small-shop", "Our shop")
    return with_(made, pay=PayOffer(Decimal(20_000), Decimal(25_000), "BDT", "month", PayBasis.GROSS))


def with_(profile: VacancyProfile, **changes: object) -> VacancyProfile:
    from dataclasses import replace

    return replace(profile, **changes)  # type: ignore[arg-type]


def words(panel: ReviewPanel) -> str:
    settle()
    return "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisibleTo(panel))


def settle() -> None:
    """Cards are laid out, and so shown, once the window comes to it."""
    QCoreApplication.processEvents()


def codes(panel: ReviewPanel) -> list[str]:
    return [finding.code for finding in panel.findings]


def test_a_sound_profile_has_nothing_to_mend(panel: ReviewPanel) -> None:
    panel.show_review(sound())
    assert panel.cards == () and panel.nothing.isVisibleTo(panel)
    assert "Nothing to mend" in words(panel)
    assert not panel.undo_button.isVisibleTo(panel)


def test_one_press_mends_what_the_card_says_and_undo_brings_it_back(panel: ReviewPanel, qtbot: QtBot) -> None:
    before = with_(sound(), description="You keep our page alive. Female candidates only.")
    panel.show_review(before)
    assert codes(panel) == ["unfair_wording"]
    assert "Apply: Takes out: “Female candidates only”." in words(panel)
    seen: list[VacancyProfile] = []
    panel.applied.connect(seen.append)
    qtbot.mouseClick(panel.cards[0].apply, Qt.MouseButton.LeftButton)
    assert seen[0].description == "You keep our page alive."
    assert codes(panel) == [] and panel.undo_button.isVisibleTo(panel)
    settle()
    qtbot.mouseClick(panel.undo_button, Qt.MouseButton.LeftButton)
    assert seen[1:] == [before]
    assert codes(panel) == ["unfair_wording"] and not panel.can_undo


def test_several_changes_are_taken_back_one_after_the_other(panel: ReviewPanel) -> None:
    first = with_(sound(), goals=("goal-sales",), duties=sound().duties[:1], engagement="")
    panel.show_review(first)
    steps = 0
    settle()
    while any(card.apply.isVisibleTo(panel) for card in panel.cards):
        at = next(i for i, card in enumerate(panel.cards) if card.apply.isVisibleTo(panel))
        panel.apply(at)
        settle()
        steps += 1
    assert steps >= 1 and codes(panel) == []
    seen: list[VacancyProfile] = []
    panel.applied.connect(seen.append)
    for _step in range(steps):
        panel.undo()
    assert seen[-1] == first and not panel.can_undo
    panel.undo()
    assert len(seen) == steps


def test_what_was_typed_since_is_never_undone(panel: ReviewPanel) -> None:
    panel.show_review(with_(sound(), engagement=""))
    panel.apply(0)
    assert panel.can_undo
    panel.show_review(with_(sound(), title="Typed since"))
    assert not panel.can_undo
    seen: list[VacancyProfile] = []
    panel.applied.connect(seen.append)
    panel.undo()
    assert seen == []


def test_what_only_the_employer_can_decide_leads_to_its_field(panel: ReviewPanel, qtbot: QtBot) -> None:
    panel.show_review(with_(sound(), pay=None))
    settle()
    (card,) = panel.cards
    assert not card.apply.isVisibleTo(panel) and "Only you can decide this." in words(panel)
    with qtbot.waitSignal(panel.go_to) as asked:
        qtbot.mouseClick(card.field, Qt.MouseButton.LeftButton)
    assert asked.args == ["pay"]


def test_sources_can_be_read_and_not_only_looked_up(panel: ReviewPanel) -> None:
    years = OwnRequirement("At least 3 years of experience", is_must_have=True)
    panel.show_review(with_(sound(), own_requirements=(years,), description="Update our website."))
    said = words(panel)
    assert "Sackett, P. R., Zhang, C., Berry, C. M. & Lievens, F. (2022)" in said
    assert "R3: SMM does not include work on the company's own website" in said


def test_the_keyboard_stays_where_a_change_can_be_taken_back(
    panel: ReviewPanel, activated: Callable[[ReviewPanel], None]
) -> None:
    activated(panel)
    panel.show_review(with_(sound(), engagement=""))
    panel.apply(0)
    assert panel.focusWidget() is panel.undo_button


@pytest.fixture
def activated(qtbot: QtBot) -> Callable[[ReviewPanel], None]:
    def activate(panel: ReviewPanel) -> None:
        panel.activateWindow()
        qtbot.waitUntil(panel.isActiveWindow)

    return activate


def test_cards_are_left_alone_while_they_would_say_the_same(panel: ReviewPanel) -> None:
    panel.show_review(with_(sound(), pay=None))
    (card,) = panel.cards
    panel.show_review(with_(sound(), pay=None, employer="Another"))
    assert panel.cards == (card,)


def test_findings_and_changes_are_said_in_the_language(panel: ReviewPanel) -> None:
    panel.show_review(with_(sound(), duties=(), engagement=""))
    speak("bn")
    said = words(panel)
    assert "প্রতিদিনের পাঁচটি দায়িত্ব যোগ হবে" in said and "Adds" not in said
    assert panel.cards[0].apply.text() == "প্রয়োগ করুন"


def test_low_pay_is_said_where_its_place_is_known(panel: ReviewPanel) -> None:
    asked = tuple(with_level(one) for one in sound().competencies)
    senior = with_(sound(), competencies=asked)
    panel.show_review(senior, PayPlacement(4.0, 1.0, 11.0, 80, "A survey"))
    assert codes(panel) == ["junior_pay"] and "A survey" in words(panel)
    panel.show_review(senior)
    assert codes(panel) == []


def with_level(requirement: object) -> object:
    from dataclasses import replace

    return replace(requirement, level=4)  # type: ignore[type-var]


# -- in the builder --------------------------------------------------------------------------------------
def test_the_builder_takes_a_change_over_and_ctrl_z_restores_the_profile(
    page: VacanciesPage, qtbot: QtBot
) -> None:
    page.make_new()
    builder = page.builder
    builder.basics.description.setPlainText("We want a young and energetic manager.")
    builder.review_now()
    before = builder.profile()
    at = codes(builder.panel).index("unfair_wording")
    builder.panel.apply(at)
    assert builder.basics.description.toPlainText() == "We want a manager."
    assert builder.is_changed and "unfair_wording" not in codes(builder.panel)
    qtbot.waitUntil(builder.isActiveWindow)
    qtbot.keyClick(builder.panel.undo_button, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert builder.profile() == before
    assert builder.basics.description.toPlainText() == "We want a young and energetic manager."


@pytest.mark.parametrize(
    ("place", "step", "focused"),
    [
        ("title", 0, lambda b: b.basics.title),
        ("description", 0, lambda b: b.basics.description),
        ("goals", 0, lambda b: b.basics.goals.box("goal-sales")),
        ("duties", 1, lambda b: b.duties.rows[0].box),
        ("duties.1", 1, lambda b: b.duties.rows[2].measure.lineEdit()),
        ("own_requirements.0", 1, lambda b: b.duties.own_rows()[1].text),
        ("competencies", 2, lambda b: b.competencies.rows[0].level),
        ("engagement", 4, lambda b: b.conditions.engagement),
        ("pay", 4, lambda b: b.conditions.low),
    ],
)
def test_go_to_field_shows_and_focuses_it(
    page: VacanciesPage, place: str, step: int, focused: Callable[[object], object]
) -> None:
    page.make_new()
    builder = page.builder
    builder.duties.rows[1].box.setChecked(False)
    builder.duties.add_own()  # an empty line is no requirement, and is not counted
    builder.duties.add_own().text.setText("Knows Canva")
    builder.go_to_step(3)
    builder.panel.go_to.emit(place)
    assert builder.step == step
    found = page.focusWidget()
    assert found is not None
    expected = focused(builder)
    assert found is expected or found is getattr(expected, "parentWidget", lambda: None)()


def test_the_builder_learns_where_the_pay_stands(page: VacanciesPage, qtbot: QtBot) -> None:
    with page.program.unit_of_work() as work:
        seen = observations([30_000.0 + 1000 * at for at in range(60)])
        work.pay.add(source(), "", PayColumns.of(seen, [source()]))
        work.commit()
    page.make_new()
    builder = page.builder
    for row in builder.competencies.rows:
        row.level.setCurrentIndex(row.level.findData(4))
    builder.conditions.country.setCurrentIndex(builder.conditions.country.findData("BD"))
    builder.conditions.low.setText("20000")
    builder.review_now()
    qtbot.waitUntil(lambda: "junior_pay" in codes(builder.panel))
    builder.conditions.low.setText("90000")
    builder.review_now()
    assert "junior_pay" not in codes(builder.panel)
