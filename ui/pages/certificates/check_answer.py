"""The answer of a check: what it comes to, why, what is signed, and by which key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from smmhire.certificates.verdict import Identity, Verdict
from smmhire.certificates.verdict_words import conclusion_text
from smmhire.services.certificate_words import claim_rows
from smmhire.texts import N_, _
from ui.language import Translated
from ui.pages.certificates.check_sign import GradeSign
from ui.pages.certificates.check_words import GRADE_WORDS, Grade, by_aspect, grade, grade_of
from ui.pages.certificates.keys_parts import FingerprintRow
from ui.widgets.basics import button, card, clear, column, label, row, set_kind

LARGE_SIGN = 44  # pixels
SMALL_SIGN = 18


class CheckAnswer(Translated, QWidget):
    """Shows a verdict. `trust_wanted`: the issuer is known to whoever looks. `list_wanted`: their list of
    withdrawn certificates is to be taken in."""

    trust_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self.verdict: Verdict | None = None
        self.setLayout(
            column(self._banner(), self._aspects(), self._claims(), self._issuer(), None, spacing=14)
        )

    # -- building ------------------------------------------------------------------------------------
    def _banner(self) -> QWidget:
        self.sign = GradeSign(LARGE_SIGN)
        self.word = label("good")
        self.conclusion = label("large")
        said = QVBoxLayout()
        said.setSpacing(4)
        for widget in (self.word, self.conclusion):
            said.addWidget(widget)
        layout = row(self.sign)
        layout.addLayout(said, 1)
        layout.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        return card(layout)

    def _aspects(self) -> QWidget:
        self._aspect_column = QVBoxLayout()
        self._aspect_column.setContentsMargins(0, 0, 0, 0)
        self._aspect_column.setSpacing(10)
        made = QWidget()
        made.setLayout(self._aspect_column)
        return made

    def _claims(self) -> QWidget:
        head, lead = label("heading"), label("muted")
        self.texts.bind(head.setText, N_("Compare with the paper"))
        self.texts.bind(
            lead.setText,
            N_(
                "This is what was signed. Where the paper or the page says something else, do not believe it."
            ),
        )
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(18)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self.claims_card = card(column(head, lead, self._grid))
        return self.claims_card

    def _issuer(self) -> QWidget:
        head, lead = label("heading"), label("muted")
        self.texts.bind(head.setText, N_("Fingerprint of the issuer"))
        self.texts.bind(
            lead.setText,
            N_("Compare it with what the issuer tells you in another way: on their website, by telephone."),
        )
        self.fingerprint = FingerprintRow()
        self.trust, self.take_list = button(), button()
        self.texts.bind(self.trust.setText, N_("I know this issuer …"))
        self.texts.bind(self.take_list.setText, N_("Take in their list of withdrawn certificates …"))
        self.no_voucher = label("muted")
        self.texts.bind(
            self.no_voucher.setText,
            N_(
                "This is not as it was issued, so it cannot vouch for its issuer. Accept them by another"
                " certificate of theirs."
            ),
        )
        self.trust.clicked.connect(self.trust_wanted)
        self.take_list.clicked.connect(self.list_wanted)
        self.issuer_card = card(
            column(
                head,
                lead,
                self.fingerprint,
                row(self.trust, None),
                self.no_voucher,
                row(self.take_list, None),
            )
        )
        return self.issuer_card

    # -- showing -------------------------------------------------------------------------------------
    def show_verdict(self, verdict: Verdict) -> None:
        """Show it."""
        self.verdict = verdict
        self._show()

    def retranslate(self) -> None:
        """The answer too."""
        super().retranslate()
        self._show()

    def _show(self) -> None:
        found = self.verdict
        if found is None:
            return
        level = grade(found)
        self.sign.show_grade(level)
        self.word.setText(_(GRADE_WORDS[level]))
        set_kind(self.word, level.value)
        self.conclusion.setText(conclusion_text(found))
        clear(self._aspect_column)
        for aspect, findings in by_aspect(found).items():
            box = column(_said("strong", _(aspect)), spacing=7)
            for finding, text in findings:
                box.addLayout(_line(grade_of(finding), text))
            self._aspect_column.addWidget(card(box))
        self._show_claims(found)
        self.issuer_card.setVisible(bool(found.fingerprint))
        self.fingerprint.show_fingerprint(found.fingerprint)
        is_unknown = found.identity is Identity.UNKNOWN
        self.trust.setVisible(is_unknown and found.can_vouch)
        self.no_voucher.setVisible(is_unknown and not found.can_vouch)
        self.take_list.setVisible(found.identity is not Identity.OWN)
        for part in (self._aspect_column, self._grid, self.claims_card.layout(), self.layout()):
            if part is not None:
                part.invalidate()  # the new lines are higher than those before
                part.activate()

    def _show_claims(self, found: Verdict) -> None:
        clear(self._grid)
        rows = [] if found.claims is None else claim_rows(found.claims)
        self.claims_card.setVisible(bool(rows))
        for index, (name, value) in enumerate(rows):
            self._grid.addWidget(_said("muted", _capital(name)), index, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(_said("strong", value, selectable=True), index, 1)

    @property
    def claims_shown(self) -> list[tuple[str, str]]:
        """Name and value of each field in the table."""
        shown: list[tuple[str, str]] = []
        for index in range(self._grid.rowCount()):
            texts: list[str] = []
            for place in (0, 1):
                item = self._grid.itemAtPosition(index, place)
                widget = None if item is None else item.widget()
                texts += [widget.text()] if isinstance(widget, QLabel) else []
            if len(texts) == 2:
                shown.append((texts[0], texts[1]))
        return shown


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _said(kind: str, text: str, *, selectable: bool = False) -> QLabel:
    made = label(kind, selectable=selectable)
    made.setText(text)
    return made


def _line(level: Grade, text: str) -> QVBoxLayout:
    """A finding: its sign, and its sentence."""
    sign = GradeSign(SMALL_SIGN, level)
    said = label(selectable=True)
    said.setText(text)
    frame = QFrame()
    layout = row(sign, said)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setStretch(1, 1)
    layout.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
    frame.setLayout(layout)
    return column(frame)
