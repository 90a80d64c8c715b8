"""The table of certificates."""

from __future__ import annotations

from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from smmhire.certificates.listing import CertificateState
from smmhire.certificates.number import EXAMPLE
from smmhire.texts import N_, _, day
from ui.models.table import Column
from ui.pages.certificates.list_model import CertificateModel
from ui.pages.certificates.words import state_name
from ui.widgets.table_view import TableView

COLUMNS = (
    Column(N_("Holder"), lambda row: row.holder, stretches=True),
    Column(N_("State"), lambda row: state_name(row.state)),
    Column(N_("Issued on"), lambda row: day(row.issued_on)),
    Column(N_("Number"), lambda row: row.number),
    Column(N_("Signed"), lambda row: _("yes") if row.fingerprint else _("no")),
    Column(N_("Certificate issuer"), lambda row: row.issuer or "–", stretches=True),
)
HOLDER, STATE, ISSUED, NUMBER, SIGNED, ISSUER = range(len(COLUMNS))
# So many average letters at least, in the columns of any texts.
LETTERS = {HOLDER: 18, ISSUER: 14}


class CertificateTableView(TableView):
    """Shows a CertificateModel; columns are as wide as what they can hold, never measured row by row."""

    def __init__(self, model: CertificateModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # Measuring every row would load every row.
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)

    def fit_columns(self) -> None:
        """As wide as what the columns hold, in the current language; what room is left goes to the texts."""
        metrics = self.fontMetrics()
        letter = metrics.averageCharWidth()
        widths: list[int] = []
        for section, heading in enumerate(COLUMNS):
            texts = (_(heading.heading), *_samples(section))
            widest = max(metrics.horizontalAdvance(text) for text in texts) + 3 * letter + 8
            widths.append(max(widest, LETTERS.get(section, 0) * letter))
        spare = max(0, self.viewport().width() - sum(widths)) // len(LETTERS)
        for section, width in enumerate(widths):
            self.setColumnWidth(section, width + (spare if section in LETTERS else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns take the room there is."""
        super().resizeEvent(event)
        self.fit_columns()


def _samples(section: int) -> list[str]:
    """The longest there can be, in columns where that is known."""
    match section:
        case 1:
            return [state_name(state) for state in CertificateState]
        case 2:
            return [day(date(2026, month, 28)) for month in range(1, 13)]
        case 3:
            return [EXAMPLE, EXAMPLE.replace("3", "W")]
        case 4:
            return [_("yes"), _("no")]
        case _:
            return []
