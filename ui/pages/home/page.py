"""Where to begin: one card for each thing people come for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from smmhire.texts import N_
from ui.pages.page import Page, Workplace
from ui.widgets.basics import PAGE_MARGIN, button, card, column, label, row, scrolled

# (heading, explanation, button, page it opens, what `enter` of that page is told)
CARDS = (
    (
        N_("I want to hire"),
        N_(
            "Describe the job from ready lists, let the program check it, have applicants tested and "
            "see them "
            "ranked with reasons."
        ),
        N_("Build a vacancy profile"),
        "vacancies",
        "new",
    ),
    (
        N_("I want to know where I stand"),
        N_(
            "Assess yourself in eight competencies, see your strong and weak sides, get a development plan "
            "and a certificate to print. No network needed."
        ),
        N_("Assess myself"),
        "assessment",
        None,
    ),
    (
        N_("What is fair pay?"),
        N_(
            "Bring in pay data from a survey or job board, see percentiles with their uncertainty and where "
            "an offer stands among them."
        ),
        N_("Compare pay"),
        "pay",
        None,
    ),
    (
        N_("What does an SMM manager do?"),
        N_(
            "Duties, qualities, limits of the role and ways of earning, in plain words: read this first if "
            "you have never hired for it."
        ),
        N_("Read about the role"),
        "role",
        None,
    ),
)
# A second way from a card: by the page its button opens.
ALSO = {"assessment": (N_("What could I earn"), "earning")}


class HomePage(Page):
    """The first page. Nothing on it needs the database, so it is there at once."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        title = label("title")
        self.texts.bind(title.setText, N_("Welcome to SMM Hire"))
        lead = label("muted")
        self.texts.bind(
            lead.setText,
            N_(
                "For everyone who hires social media marketing managers, and for everyone who wants "
                "to be one."
            ),
        )
        grid = QGridLayout()
        grid.setSpacing(18)
        for index, (heading, explanation, action, *target) in enumerate(CARDS):
            made = self._card(heading, explanation, action, target, is_first=index == 0)
            grid.addWidget(made, index // 2, index % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        content = QWidget()
        content.setLayout(column(title, lead, grid, self._check(), None, margin=PAGE_MARGIN, spacing=18))
        self.setLayout(column(scrolled(content)))

    def _check(self) -> QWidget:
        """For whoever was handed a certificate: no data of their own is needed."""
        head, body, check = label("heading"), label(), button()
        self.texts.bind(head.setText, N_("Is this certificate genuine?"))
        self.texts.bind(
            body.setText,
            N_(
                "Check one that you were handed: PDF, badge, or a photograph of the paper. No network needed."
            ),
        )
        self.texts.bind(check.setText, N_("Check a certificate …"))
        check.clicked.connect(self.open_check)
        layout = row()
        said = column(head, body, spacing=6)
        layout.addLayout(said, 1)
        layout.addWidget(check)
        return card(layout)

    def open_check(self) -> None:
        """The window that checks certificates."""
        from ui.pages.certificates.check_dialog import open_check

        open_check(self.workplace, self)

    def _card(
        self, heading: str, explanation: str, action: str, target: list[str | None], *, is_first: bool
    ) -> QWidget:
        head = label("heading")
        self.texts.bind(head.setText, heading)
        body = label()
        body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.texts.bind(body.setText, explanation)
        go = button("primary" if is_first else "")
        self.texts.bind(go.setText, action)
        go.clicked.connect(lambda: self.go.emit(*target))
        buttons = row(go)
        if target[0] in ALSO:
            text, page = ALSO[target[0]]
            also = button()
            self.texts.bind(also.setText, text)
            also.clicked.connect(lambda: self.go.emit(page, None))
            buttons.addWidget(also)
        buttons.addStretch(1)
        return card(column(head, body, None, buttons))
