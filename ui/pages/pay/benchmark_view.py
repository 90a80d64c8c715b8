"""The comparison: choices, an offer, the answer, the titles behind it, and official wages beside it."""

from __future__ import annotations

from types import MappingProxyType

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from smmhire.pay.benchmark import Benchmark, BenchmarkQuery
from smmhire.pay.offer import OfferPlace
from smmhire.services import pay
from smmhire.services.role import role
from smmhire.texts import N_
from smmhire.vacancies.profile import PayOffer
from ui.background import Job
from ui.language import Translated
from ui.pages.page import Workplace
from ui.pages.pay.cells_view import CellsView
from ui.pages.pay.offer_view import OfferView
from ui.pages.pay.query_form import QueryForm
from ui.pages.pay.reference_view import ReferenceView
from ui.pages.pay.routes_section import RoutesSection
from ui.pages.pay.titles_view import TitlesView
from ui.widgets.basics import card, column, scrolled
from ui.widgets.empty_state import EmptyState

LEFT_OUT = "titles left out"  # the name under which they are kept
# Several choices in a row are one question.
ASK_AFTER_MS = 250


class BenchmarkView(Translated, QWidget):
    """Asks the question of its form whenever a choice changes. `answered` when there is an answer."""

    answered = Signal()
    import_wanted = Signal()

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.init_texts()
        self._workplace = workplace
        self._job: Job | None = None
        self._has_sources = False
        self.benchmark: Benchmark | None = None
        self.form = QueryForm(role())
        self.titles = TitlesView()
        self._recall()
        self.offer = OfferView()
        self.cells = CellsView()
        self.routes = RoutesSection(workplace)
        self.reference = ReferenceView(pay.reference())
        self.empty = EmptyState(
            N_("No pay data to compare with"),
            N_(
                "Bring in a survey or a list of job postings, or switch a source on. Meanwhile the official "
                "US wages below give a rough idea; the program never invents figures of its own."
            ),
            N_("Import a file …"),
        )
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        policy = self.busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.busy.setSizePolicy(policy)
        self.busy.hide()
        self.texts.bind(self.busy.setAccessibleName, N_("At work"))
        self.form_card = card(column(self.form))
        self.offer_card = card(column(self.offer))
        self.cells_card = card(column(self.cells))
        self.titles_card = card(column(self.titles))
        self.routes_card = card(column(self.routes))
        self.reference_card = card(column(self.reference))
        content = QWidget()
        layout = column(
            self.empty,
            self.form_card,
            self.offer_card,
            self.cells_card,
            self.titles_card,
            self.routes_card,
            self.reference_card,
            None,
            spacing=14,
        )
        layout.setContentsMargins(0, 0, 8, 0)
        content.setLayout(layout)
        self.area = scrolled(content)
        self.setLayout(column(self.busy, self.area, spacing=4))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._timer.timeout.connect(self.ask_now)
        self.form.changed.connect(self._choice_changed)
        self.titles.changed.connect(self._titles_changed)
        self.offer.placed.connect(self._offer_placed)
        self.empty.acted.connect(self.import_wanted)
        self._show_parts()

    # -- remembering ---------------------------------------------------------------------------------
    @property
    def is_recalled(self) -> bool:
        """Whether a question of an earlier time stands in the form."""
        return bool(self._workplace.settings.current.pay_question)

    def _recall(self) -> None:
        kept = dict(self._workplace.settings.current.pay_question)
        self.titles.leave_out(kept.pop(LEFT_OUT, "").splitlines())
        if kept:
            self.form.restore(kept)

    def _remember(self) -> None:
        kept = self.form.kept() | {LEFT_OUT: "\n".join(self.titles.excluded)}
        self._workplace.settings.change(pay_question=MappingProxyType(kept))

    # -- asking --------------------------------------------------------------------------------------
    def query(self) -> BenchmarkQuery:
        """What the choices ask for now."""
        return self.form.query(self.titles.excluded)

    def load(self, *, has_sources: bool) -> None:
        """Sources may have changed: ask again. Without any there is nothing to ask."""
        self._has_sources = has_sources
        if has_sources:
            self.ask_now()
        else:
            self._drop_job()
            self.benchmark = None
            self.offer.show_benchmark(None)
            self._show_parts()
            self.answered.emit()

    def compare_with(
        self, *, currency: str, period: str, country: str | None, basis: str | None = None
    ) -> None:
        """Set the choices from elsewhere; the next answer is about them."""
        self.form.ask(currency=currency, period=period, country=country, basis=basis)
        if self.offer.is_empty:
            self.offer.follow(currency, period)
        self.reference.show_period(period)

    def take_offer(self, offer: PayOffer, country: str) -> None:
        """An offer of a vacancy: compare in its country, currency, period and basis."""
        basis = str(offer.basis.value)
        self.compare_with(
            currency=offer.currency,
            period=offer.period,
            country=country or None,
            basis=None if basis == "unknown" else basis,
        )
        self.offer.ask(offer)

    def _choice_changed(self) -> None:
        if self.offer.is_empty:
            self.offer.follow(self.form.currency.currentData(), self.form.period.currentData())
        self.reference.show_period(self.form.period.currentData())
        self._remember()
        if self._has_sources:
            self._timer.start()

    def _titles_changed(self) -> None:
        self._remember()
        self._timer.start()

    def ask_now(self) -> None:
        """Ask in the background; an earlier question is given up."""
        self._timer.stop()
        self._drop_job()
        self._ask_for_choices()
        query = self.query()
        self.routes.follow(query.country, query.currency)
        self.busy.show()
        self._job = self._workplace.background.run(
            pay.benchmark,
            query,
            unit_of_work=self._workplace.program.unit_of_work,
            on_done=self._has_answer,
            on_failed=self._failed,
        )

    def _ask_for_choices(self) -> None:
        """The cities of the country, and the indices: once a country, and when the data changed."""
        self._workplace.background.run(
            pay.choices,
            self.form.country.currentData() or None,
            unit_of_work=self._workplace.program.unit_of_work,
            on_done=self._show_choices,
            on_failed=lambda _error: None,  # the question itself, asked at the same time, says what is wrong
        )

    def _show_choices(self, found: pay.Choices) -> None:
        self.form.show_choices(found.cities, found.indices, found.sources)

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.busy.hide()

    def _has_answer(self, benchmark: Benchmark) -> None:
        if self.sender() is not self._job:
            return
        self._job = None
        self.busy.hide()
        self.benchmark = benchmark
        self.offer.show_benchmark(benchmark)
        self.cells.show_benchmark(benchmark, self.offer.place)
        self.titles.show_titles(benchmark.matched_titles)
        self._show_parts()
        self.answered.emit()

    def _failed(self, error: BaseException) -> None:
        if self.sender() is self._job:
            self._drop_job()
            self._workplace.notices.error(error)

    def _offer_placed(self, place: OfferPlace | None) -> None:
        if self.benchmark is not None and self._job is None:
            self.cells.show_offer(place)

    def _show_parts(self) -> None:
        has_answer = self.benchmark is not None
        self.empty.setVisible(not self._has_sources)
        self.form_card.setVisible(self._has_sources)
        self.offer_card.setVisible(self._has_sources)
        self.cells_card.setVisible(has_answer)
        self.routes_card.setVisible(has_answer)
        self.titles_card.setVisible(self.benchmark is not None and bool(self.benchmark.matched_titles))
