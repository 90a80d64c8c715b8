"""What is filtered: a field to type in, a state with its number, and the sentence that says so."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from smmhire.certificates.listing import CertificateCounts, CertificateQuery, CertificateState
from smmhire.texts import N_, _, ngettext, number
from ui.language import Translated
from ui.pages.certificates.words import STATE_NAMES, state_name
from ui.widgets.basics import button, label, row

STATES = (None, *STATE_NAMES)


class CertificateFilters(Translated, QWidget):
    """`changed` tells that `query` is another. The field to type in is laid out by the page."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._counts: CertificateCounts | None = None
        self.text = QLineEdit()
        self.text.setClearButtonEnabled(True)
        for bind in (self.text.setPlaceholderText, self.text.setAccessibleName):
            self.texts.bind(bind, N_("Find by holder, number or issuer"))
        self.state = QComboBox()
        self.state.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.texts.bind(self.state.setAccessibleName, N_("State"))
        self.state.addItems([""] * len(STATES))
        self.said = label("muted")
        self.show_all = button("quiet")
        self.texts.bind(self.show_all.setText, N_("Show all certificates"))
        kept = self.show_all.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the table does not jump when it comes
        self.show_all.setSizePolicy(kept)
        layout = row(self.state, self.said, self.show_all)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.texts.call(self._say)
        self.text.textChanged.connect(self._changed)
        self.state.currentIndexChanged.connect(self._changed)
        self.show_all.clicked.connect(self.clear)

    @property
    def query(self) -> CertificateQuery:
        """What is asked for, as of today."""
        return CertificateQuery(date.today(), self.text.text(), self.wanted)

    @property
    def wanted(self) -> CertificateState | None:
        """The state chosen; None: all."""
        return STATES[self.state.currentIndex()]

    @property
    def is_filtered(self) -> bool:
        """Whether a certificate may be left out."""
        return bool(self.text.text().strip()) or self.wanted is not None

    def clear(self) -> None:
        """Leave none out."""
        self.search("")

    def search(self, text: str) -> None:
        """Look for `text` among all of them."""
        self.blockSignals(True)
        self.text.setText(text)
        self.state.setCurrentIndex(0)
        self.blockSignals(False)
        self._changed()

    def show_state(self, state: CertificateState | None) -> None:
        """Choose that state."""
        self.state.setCurrentIndex(STATES.index(state))

    def _changed(self, *_anything: object) -> None:
        self._say()
        self.changed.emit()

    def show_counts(self, counts: CertificateCounts) -> None:
        """How many the text finds at each state."""
        self._counts = counts
        self._say()

    def _say(self) -> None:
        counts = self._counts
        self.state.blockSignals(True)
        for index, state in enumerate(STATES):
            name = _("All states") if state is None else state_name(state)
            shown = name if counts is None else f"{name} · {number(counts.of(state))}"
            self.state.setItemText(index, shown)
        self.state.blockSignals(False)
        self.show_all.setVisible(self.is_filtered)
        if counts is None:
            self.said.setText("")
            return
        told = [ngettext("{n} certificate", "{n} certificates", counts.of(self.wanted))]
        if self.wanted is not None:
            told.append(state_name(self.wanted))
        if text := self.text.text().strip():
            told.append(_("with “{text}”", text=text))
        self.said.setText(" · ".join(told))
