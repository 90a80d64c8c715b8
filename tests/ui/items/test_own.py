"""An employer's own questions in the window: written, let into forms, deleted, brought in, written out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from smmhire.assessment.items import ItemType
from smmhire.assessment.own_items import OwnItem
from smmhire.errors import UserError
from smmhire.services import own_items
from smmhire.services.own_import import Outcome
from tests.services.test_own_items import question
from tests.ui.conftest import RecordingNotices, speak
from tests.ui.reading import LATIN_WORD, latin_words, texts_of
from ui.pages.items.editor import ItemEditor
from ui.pages.items.export_dialog import ExportDialog
from ui.pages.items.import_dialog import ImportDialog
from ui.pages.items.own_tab import OwnTab
from ui.pages.items.page import OWN, ItemsPage
from ui.pages.page import Workplace

GIFT = """
::Caption:: Which caption is best? {=Short#It is read. ~Long ~None}

::Price:: What do 12 posts at 300 cost? {#3600:0}

::Broken:: Which of these? {~One ~Two}

::Essay:: Write about your best campaign. {}
"""


@pytest.fixture
def page(workplace: Workplace, qtbot: QtBot) -> ItemsPage:
    made = ItemsPage(workplace)
    qtbot.addWidget(made)
    made.resize(1280, 760)
    made.show()
    made.enter()
    qtbot.waitUntil(lambda: made.stack.currentWidget() is made.tabs and made.background.is_idle)
    made.tabs.setCurrentIndex(OWN)
    return made


@pytest.fixture
def tab(page: ItemsPage) -> OwnTab:
    return page.own_tab


def listing(workplace: Workplace) -> tuple[OwnItem, ...]:
    return own_items.listing(unit_of_work=workplace.program.unit_of_work)


def keep(workplace: Workplace, *numbers: int) -> list[OwnItem]:
    unit_of_work = workplace.program.unit_of_work
    return [own_items.save(question(n), unit_of_work=unit_of_work).own for n in numbers]


def type_into(editor: ItemEditor, **words: str) -> None:
    """English words for the question and its options (a, b …)."""
    editor.language.setCurrentIndex(2)
    assert editor.options is not None
    editor.stem.edits["en"].setPlainText(words.pop("stem", ""))
    for one in editor.options.rows:
        one.words.edits["en"].setPlainText(words.pop(one.id, ""))
    assert not words


# -- writing -----------------------------------------------------------------------------------------
def test_an_empty_list_says_what_would_be_here(tab: OwnTab) -> None:
    assert tab.view.lists.currentWidget() is tab.view.empty and tab.view.empty.action.isVisible()
    view = tab.view
    assert view.new.isVisible() and view.bring_in.isVisible()
    assert not any(part.isVisible() for part in (view.edit, view.delete, view.write_out, view.filter))


def test_the_menu_offers_every_type_in_the_language_of_the_window(tab: OwnTab, qtbot: QtBot) -> None:
    speak("bn")
    tab.view.menu.aboutToShow.emit()
    names = [action.text() for action in tab.view.menu.actions()]
    assert len(names) == len(ItemType) and latin_words(names) == set()
    with qtbot.waitSignal(tab.view.new_wanted) as wanted:
        tab.view.menu.actions()[2].trigger()
    assert wanted.args == [ItemType.ORDERING]


def test_a_question_is_written_and_listed(
    tab: OwnTab, workplace: Workplace, notices: RecordingNotices, qtbot: QtBot
) -> None:
    editor = tab.write_new(ItemType.SINGLE_CHOICE)
    qtbot.addWidget(editor)
    assert "Write the question." in editor.lacks.text() and not editor.released.isEnabled()
    type_into(editor, stem="When do we post?", a="At eight", b="At nine", c="At ten", d="Never")
    editor.competency.setCurrentIndex(2)
    editor.show_now()
    assert editor.lacks.isHidden() and editor.released.isEnabled() and not editor.preview.isHidden()
    editor.resize(700, 500)
    editor.look.setChecked(True)
    assert editor.preview.isVisible() and not editor.area.isVisible()
    editor.look.setChecked(False)
    editor.released.setChecked(True)
    editor.save.click()
    (own,) = listing(workplace)
    assert own.is_released and own.item.stem.en == "When do we post?" and own.item.stem.bn == ""
    assert [option.is_correct for option in own.item.options] == [True, False, False, False]
    assert not editor.isVisible() and tab.view.current == own
    assert notices.infos == ["The question has been added."]


def test_what_is_typed_is_not_lost_by_escape(
    tab: OwnTab, workplace: Workplace, notices: RecordingNotices, qtbot: QtBot
) -> None:
    editor = tab.write_new(ItemType.SINGLE_CHOICE)
    qtbot.addWidget(editor)
    type_into(editor, stem="Half a question")
    notices.answers = [False]
    editor.reject()
    assert len(notices.questions) == 1 and listing(workplace) == ()
    editor = tab.write_new(ItemType.SINGLE_CHOICE)
    qtbot.addWidget(editor)
    type_into(editor, stem="Half a question")
    editor.reject()  # … and is asked whether to save: yes
    (own,) = listing(workplace)
    assert own.item.stem.en == "Half a question" and not own.is_released
    untouched = tab.edit(own.id)
    assert untouched is not None
    untouched.reject()
    assert len(notices.questions) == 2


@pytest.mark.parametrize("kind", list(ItemType))
def test_what_was_kept_is_shown_and_kept_again_unchanged(
    kind: ItemType, tab: OwnTab, workplace: Workplace, qtbot: QtBot
) -> None:
    from smmhire.content import load_items

    shipped = next(item for item in load_items() if item.type is kind)
    own = replace(own_items.blank(kind), item=replace(shipped, id=""), name="As shipped")
    kept = own_items.save(own, unit_of_work=workplace.program.unit_of_work).own
    editor = tab.edit(kept.id)
    assert editor is not None
    qtbot.addWidget(editor)
    assert not editor.is_changed and editor.lacks.isHidden()
    if kind is ItemType.ORDERING:  # the editor writes them in their right order
        assert sorted(editor.item().options, key=lambda o: o.id) == sorted(
            kept.item.options, key=lambda o: o.id
        )
    else:
        assert editor.item() == kept.item


def test_options_are_moved_taken_out_and_brought_back(tab: OwnTab, qtbot: QtBot) -> None:
    editor = tab.write_new(ItemType.ORDERING)
    qtbot.addWidget(editor)
    type_into(editor, stem="In which order?", a="One", b="Two", c="Three", d="Four")
    assert editor.options is not None
    options = editor.options
    QTest.mouseClick(options.rows[3].up, Qt.MouseButton.LeftButton)
    assert [(o.text.en, o.position) for o in options.options()] == [
        ("One", 1),
        ("Two", 2),
        ("Four", 3),
        ("Three", 4),
    ]
    options.remove(options.rows[0])
    assert [o.text.en for o in options.options()] == ["Two", "Four", "Three"]
    options.add_option()
    options.undo_remove()
    assert [o.text.en for o in options.options()] == ["One", "Two", "Four", "Three", ""]
    assert len({o.id for o in options.options()}) == 5
    while options.add.isEnabled():
        options.add_option()
    assert len(options.rows) == 7


def test_one_option_only_is_right_in_a_single_choice(tab: OwnTab, qtbot: QtBot) -> None:
    editor = tab.write_new(ItemType.SINGLE_CHOICE)
    qtbot.addWidget(editor)
    assert editor.options is not None
    QTest.mouseClick(editor.options.rows[2].key, Qt.MouseButton.LeftButton)
    QTest.mouseClick(editor.options.rows[2].key, Qt.MouseButton.LeftButton)
    assert [o.is_correct for o in editor.options.options()] == [False, False, True, False]


def test_a_calculation_is_typed_in_either_digits(tab: OwnTab, workplace: Workplace, qtbot: QtBot) -> None:
    editor = tab.write_new(ItemType.NUMERIC)
    qtbot.addWidget(editor)
    assert editor.number is not None
    editor.competency.setCurrentIndex(1)
    editor.stem.edits["bn"].setPlainText("{posts}টি পোস্টের দাম কত?")
    editor.number.formula.setText("posts × ৩০০")
    editor.show_now()
    assert "There is no variable “posts”" in editor.lacks.text()
    editor.number.new_variable()
    row = editor.number.variables[0]
    for edit, text in ((row.name, "posts"), (row.low, "১০"), (row.high, "50"), (row.step, "৫")):
        edit.setText(text)
    editor.number.unit.edits["bn"].setPlainText("টাকা")
    editor.number.tolerance.setText("১")
    editor.show_now()
    assert editor.lacks.isHidden(), editor.lacks.text()
    editor.save_now()
    (own,) = listing(workplace)
    key = own.item.numeric
    assert key is not None and (key.formula, key.tolerance) == ("posts * 300", 1.0)
    assert (key.variables[0].minimum, key.variables[0].maximum, key.variables[0].step) == (10, 50, 5)


def test_a_question_that_is_gone_is_said_to_be(
    tab: OwnTab, workplace: Workplace, notices: RecordingNotices
) -> None:
    (own,) = keep(workplace, 1)
    tab.refresh()
    own_items.delete([own.id], unit_of_work=workplace.program.unit_of_work)
    assert tab.edit(own.id) is None
    assert isinstance(notices.errors[0], UserError) and tab.view.current is None


# -- the list ----------------------------------------------------------------------------------------
def undo(notices: RecordingNotices) -> Callable[[], None]:
    assert notices.action is not None
    return notices.action


def test_several_are_deleted_at_once_and_come_back(
    tab: OwnTab, workplace: Workplace, notices: RecordingNotices, qtbot: QtBot
) -> None:
    keep(workplace, 1, 2, 3)
    tab.refresh()
    tab.view.table.selectAll()
    assert not tab.view.edit.isEnabled() and len(tab.view.chosen) == 3
    tab.window().activateWindow()
    tab.view.table.setFocus()
    qtbot.waitUntil(tab.view.table.hasFocus)
    qtbot.keyClick(tab.view.table, Qt.Key.Key_Delete)
    assert listing(workplace) == () and notices.infos == ["3 questions have been deleted."]
    undo(notices)()
    assert len(listing(workplace)) == 3


def test_questions_are_kept_out_of_forms_and_let_in_again(
    tab: OwnTab, workplace: Workplace, notices: RecordingNotices
) -> None:
    keep(workplace, 1, 2)
    tab.refresh()
    tab.view.table.selectAll()
    assert tab.view.release.text() == "Keep out of forms"
    tab.view.release.click()
    assert not any(own.is_released for own in listing(workplace))
    undo(notices)()
    assert all(own.is_released for own in listing(workplace))


def test_the_filter_finds_words_in_either_language(tab: OwnTab, workplace: Workplace) -> None:
    keep(workplace, 1, 2, 3)
    tab.refresh()
    tab.view.filter.setText("২ নম্বরের")
    assert tab.view.model.rowCount() == 1 and tab.view.count.text() == "1 of 3"
    tab.view.filter.setText("nothing like it")
    assert tab.view.lists.currentWidget() is tab.view.none_found
    tab.view.none_found.action.click()
    assert tab.view.model.rowCount() == 3


def test_own_questions_stand_in_the_list_of_all(
    page: ItemsPage, tab: OwnTab, workplace: Workplace, qtbot: QtBot
) -> None:
    before = page.bank_view.model.rowCount()
    (own,) = keep(workplace, 1)
    tab.refresh()
    tab.copy(own.id)  # the copy waits
    qtbot.waitUntil(lambda: page.bank_view.model.rowCount() == before + 1)


# -- files -------------------------------------------------------------------------------------------
def dry_run(tab: OwnTab, folder: Path, qtbot: QtBot) -> ImportDialog:
    path = folder / "q.gift"
    path.write_text(GIFT, encoding="utf-8")
    dialog = tab.import_file(path)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: dialog.plan is not None)
    return dialog


def test_a_file_is_looked_at_and_then_brought_in(
    tab: OwnTab, workplace: Workplace, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    dialog = dry_run(tab, tmp_path, qtbot)
    assert dialog.counts.text() == "4 questions · 2 come in · 1 left out · 1 cannot be brought in"
    assert dialog.keep.text() == "Bring in 2 questions" and listing(workplace) == ()
    dialog.table.select(2)
    assert "No answer is marked as right" in dialog.why.text()
    dialog.competency.setCurrentIndex(3)
    dialog.try_now()
    qtbot.waitUntil(lambda: dialog.plan is not None and dialog.keep.isEnabled())
    dialog.bring_in()
    qtbot.waitUntil(lambda: len(listing(workplace)) == 2 and not dialog.isVisible())
    from smmhire.services.role import role

    assert {own.item.competency for own in listing(workplace)} == {role().competencies[3].id}
    assert notices.infos == ["2 questions of “q.gift” have been brought in."]
    again = dry_run(tab, tmp_path, qtbot)
    assert again.plan is not None and again.plan.count(Outcome.ALREADY) == 2 and not again.keep.isEnabled()
    again.reject()
    undo(notices)()
    assert listing(workplace) == ()


def test_a_damaged_file_is_said_to_be(
    tab: OwnTab, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "broken.xml"
    path.write_text("<quiz><question>", encoding="utf-8")
    dialog = tab.import_file(path)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: bool(notices.errors))
    assert not dialog.isVisible() and "broken.xml" in str(notices.errors[0])


@pytest.mark.parametrize("format", ["gift", "moodle", "qti3", "csv"])
def test_questions_are_written_out_and_what_is_not_whole_is_said(
    format: str, tab: OwnTab, workplace: Workplace, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    own = keep(workplace, 1, 2)
    unit_of_work = workplace.program.unit_of_work
    half = own_items.save(own_items.blank(ItemType.SINGLE_CHOICE), unit_of_work=unit_of_work).own
    tab.refresh()
    path = tmp_path / "out.bin"
    tab.export((*(one.id for one in own), half.id), path, format, "bn")
    qtbot.waitUntil(lambda: bool(notices.infos))
    assert notices.infos[0].startswith("2 questions have been written to out.bin. 1 is not whole")
    assert path.stat().st_size > 100


def test_questions_go_to_another_office_whole(
    tab: OwnTab, workplace: Workplace, notices: RecordingNotices, tmp_path: Path, qtbot: QtBot
) -> None:
    """Unfinished ones too; the dialog asks for no language then."""
    (own,) = keep(workplace, 1)
    unit_of_work = workplace.program.unit_of_work
    half = own_items.save(own_items.blank(ItemType.SINGLE_CHOICE), unit_of_work=unit_of_work).own
    dialog = ExportDialog(2)
    qtbot.addWidget(dialog)
    formats = [dialog.formats.itemText(n) for n in range(dialog.formats.count())]
    dialog.formats.setCurrentIndex(formats.index("Questions of SMM Hire"))
    assert (dialog.format, dialog.ending) == ("json", ".json") and not dialog.languages.isEnabled()
    path = tmp_path / "ours.json"
    tab.export((own.id, half.id), path, dialog.format, dialog.language)
    qtbot.waitUntil(lambda: bool(notices.infos))
    assert notices.infos == ["2 questions have been written to ours.json."]
    again = tab.import_file(path)
    qtbot.addWidget(again)
    qtbot.waitUntil(lambda: again.plan is not None)
    assert again.plan is not None and again.plan.count(Outcome.ALREADY) == 2


# -- languages ---------------------------------------------------------------------------------------
def test_everything_speaks_bengali(tab: OwnTab, tmp_path: Path, workplace: Workplace, qtbot: QtBot) -> None:
    dialog = dry_run(tab, tmp_path, qtbot)
    speak("bn")
    qtbot.waitUntil(lambda: dialog.plan is not None)
    assert latin_words(texts_of(dialog), *LATIN_WORD.findall(GIFT), "gift") == set()
    dialog.reject()
    for kind in ItemType:
        editor = tab.write_new(kind)
        qtbot.addWidget(editor)
        assert latin_words(texts_of(editor), "budget", "clicks") == set(), kind
        editor.reject()
    (own,) = keep(workplace, 1)
    tab.refresh()
    its_own = [*LATIN_WORD.findall(own.id), *LATIN_WORD.findall(own.name)]
    assert latin_words(texts_of(tab.view), *its_own) == set()
