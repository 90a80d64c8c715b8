"""Language, look, names to use, where the data lies, and whom the program owes thanks."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox, QFormLayout, QLineEdit, QWidget

from smmhire import VERSION
from smmhire.texts import N_, _, digits
from ui import theme
from ui.pages.page import Page, Workplace
from ui.pages.vacancies.number_spin import NumberSpin
from ui.widgets.basics import PAGE_MARGIN, button, card, column, label, row, scrolled

THEMES = (("light", N_("Light")), ("dark", N_("Dark")))
# What is named in About and in the README alike.
CREDITS = (
    N_(
        "Pay reference: US Bureau of Labor Statistics, Occupational Employment and Wage Statistics "
        "(public domain)."
    ),
    N_("Fonts: Noto Sans, Noto Sans Bengali, Noto Serif and Noto Serif Bengali, SIL Open Font License 1.1."),
    N_(
        "Occupations, skills and tasks named in the content: ESCO (European Commission) and O*NET (US "
        "Department of Labor, Employment and Training Administration), both CC BY 4.0; Bengali names are "
        "ours."
    ),
    N_(
        "Program: Apache License 2.0. Built on Qt for Python (LGPL 3), SQLAlchemy, ReportLab, NumPy, "
        "SciPy and polars."
    ),
)


class SettingsPage(Page):
    """Every change takes effect and is kept at once; there is nothing to confirm."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        title = label("title")
        self.texts.bind(title.setText, N_("Settings and about"))
        content = QWidget()
        content.setLayout(
            column(
                title,
                self._choices(),
                self._issuers(),
                self._data(),
                self._about(),
                None,
                margin=PAGE_MARGIN,
                spacing=18,
            )
        )
        self.setLayout(column(scrolled(content)))
        self.theme.currentIndexChanged.connect(self._choose_theme)
        self.employer.editingFinished.connect(self._keep)
        self.taker.editingFinished.connect(self._keep)
        self.user.editingFinished.connect(self._keep)
        self.retention.valueChanged.connect(self._keep)

    def _choices(self) -> QWidget:
        self.theme = QComboBox()
        for code, text in THEMES:
            self.theme.addItem("", code)
            index = self.theme.count() - 1
            self.texts.bind(lambda t, i=index: self.theme.setItemText(i, t), text)
        self.employer = QLineEdit()
        self.taker = QLineEdit()
        self.user = QLineEdit()
        self.texts.bind(self.user.setPlaceholderText, N_("the name of your account"))
        self.texts.bind(
            self.user.setToolTip, N_("Under this name the log has your decisions, and notes and ratings too.")
        )
        self.retention = NumberSpin(1, 120)
        self.texts.bind(
            self.retention.setToolTip,
            N_("Proposed for new candidates; nobody is erased without a press of yours."),
        )
        form = QFormLayout()
        for field, text in (
            (self.theme, N_("Look")),
            (self.user, N_("Your name in the log and under notes")),
            (self.employer, N_("Employer's name on documents")),
            (self.taker, N_("Your name on certificates")),
            (self.retention, N_("Months for which candidates’ data are kept")),
        ):
            name = label(wraps=False)
            name.setBuddy(field)
            self.texts.bind(name.setText, text)
            self.texts.bind(field.setAccessibleName, text)
            field.setMaximumWidth(QFontMetrics(self.font()).averageCharWidth() * 48)
            form.addRow(name, field)
        made = card(column(form))
        return made

    def _issuers(self) -> QWidget:
        head, what = label("heading"), label()
        self.texts.bind(head.setText, N_("Certificates: issuers and keys"))
        self.texts.bind(
            what.setText,
            N_("Who signs your certificates, whose signatures you know, and what issuers have withdrawn."),
        )
        show = button()
        self.texts.bind(show.setText, N_("Issuers and keys …"))
        show.clicked.connect(self.open_issuers)
        return card(column(head, what, row(show, None)))

    def open_issuers(self) -> None:
        """The issuers, in a window of their own."""
        from ui.pages.certificates.issuers_dialog import IssuersDialog
        from ui.pages.certificates.keys_parts import opened

        opened(IssuersDialog(self.workplace, self))

    def _data(self) -> QWidget:
        head = label("heading")
        self.texts.bind(head.setText, N_("Your data"))
        where = label(selectable=True)
        backups = label("muted")
        place = self.program.database_name
        if self.program.is_local:
            self.texts.call(
                lambda: where.setText(_("Everything is kept on this computer in {place}.", place=place))
            )
            self.texts.bind(
                backups.setText,
                N_("Before each upgrade of the data a copy is put into the folder 'backups' beside it."),
            )
        else:
            self.texts.call(
                lambda: where.setText(_("Everything is kept in the shared database {place}.", place=place))
            )
            self.texts.bind(backups.setText, N_("Its backups are the work of whoever runs the server."))
        show = button()
        self.texts.bind(show.setText, N_("Open the folder"))
        show.clicked.connect(self._open_folder)
        return card(column(head, where, backups, row(show, None)))

    def _about(self) -> QWidget:
        head = label("heading")
        self.texts.bind(head.setText, N_("About SMM Hire"))
        version = label()
        self.texts.call(lambda: version.setText(_("Version {version}", version=digits(VERSION))))
        lines = []
        for text in CREDITS:
            line = label("muted")
            self.texts.bind(line.setText, text)
            lines.append(line)
        return card(column(head, version, *lines))

    def enter(self, argument: object = None) -> None:
        """Show what is kept; showing saves nothing."""
        kept = self.settings.current
        fields = (self.theme, self.employer, self.taker, self.user, self.retention)
        for field in fields:
            field.blockSignals(True)
        self.theme.setCurrentIndex(max(0, self.theme.findData(kept.theme)))
        self.employer.setText(kept.employer)
        self.taker.setText(kept.taker_name)
        self.user.setText(kept.user_name)
        self.retention.setValue(kept.retention_months)
        for field in fields:
            field.blockSignals(False)

    def _choose_theme(self) -> None:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, self.theme.currentData())
        self._keep()

    def _keep(self) -> None:
        self.settings.change(
            theme=self.theme.currentData(),
            employer=self.employer.text().strip(),
            taker_name=self.taker.text().strip(),
            user_name=self.user.text().strip(),
            retention_months=self.retention.value(),
        )

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.program.data_dir)))
