"""One user action on the database: all of it is kept, or nothing."""

from __future__ import annotations

from functools import cached_property
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import Connection, Engine

from smmhire.storage.engine import READ_ONLY

if TYPE_CHECKING:  # each loads when it is first asked for: the first list needs one of them
    from smmhire.storage.applications import ApplicationRepository
    from smmhire.storage.attachments import AttachmentRepository
    from smmhire.storage.attempts import AttemptRepository
    from smmhire.storage.calibrations import CalibrationRepository
    from smmhire.storage.candidate_table import CandidateTable
    from smmhire.storage.candidates import CandidateRepository
    from smmhire.storage.certificate_table import CertificateTable
    from smmhire.storage.certificates import CertificateRepository
    from smmhire.storage.credentials import CredentialRepository
    from smmhire.storage.cut_studies import CutStudyRepository
    from smmhire.storage.decisions import DecisionRepository
    from smmhire.storage.evidence import EvidenceRepository
    from smmhire.storage.form_specs import FormSpecRepository
    from smmhire.storage.ids import IdRepository
    from smmhire.storage.incoming import IncomingRepository
    from smmhire.storage.issue_batches import IssueBatchRepository
    from smmhire.storage.issuers import IssuerKeyRepository, TrustedIssuerRepository
    from smmhire.storage.lookalikes import LookalikeRepository
    from smmhire.storage.market import MarketRepository
    from smmhire.storage.merges import MergeRepository
    from smmhire.storage.notes import NoteRepository
    from smmhire.storage.own_items import OwnItemRepository
    from smmhire.storage.pay import PayRepository
    from smmhire.storage.pay_entries import PayEntryRepository
    from smmhire.storage.persons import PersonRepository
    from smmhire.storage.responses import ResponseRepository
    from smmhire.storage.revocations import RevocationListRepository, RevocationRepository
    from smmhire.storage.scorecards import ScorecardRepository
    from smmhire.storage.vacancies import VacancyRepository
    from smmhire.storage.vacancy_versions import VacancyVersionRepository


class UnitOfWork:
    """A transaction with the repositories that work in it; rolls back unless `commit` is called.

    It has a connection of its own, for the thread that enters it. Any call may raise UserError (full or
    read-only disk, locked or damaged file, unreachable server).
    """

    def __init__(self, engine: Engine, *, read_only: bool = False) -> None:
        self._engine = engine
        self._read_only = read_only

    def __enter__(self) -> UnitOfWork:
        self.connection: Connection = self._engine.connect().execution_options(**{READ_ONLY: self._read_only})
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.connection.close()  # which rolls back what was not committed

    def commit(self) -> None:
        """Keep what was done. Once this returns it is on the disk."""
        if self._read_only:
            raise RuntimeError("this unit of work was begun to read only")
        self.connection.commit()

    def interrupt(self) -> None:
        """From another thread: let the statement under way end with an error, where the database is a file.

        A server is left to finish: to stop it would need a further connection, and time.
        """
        if self._engine.dialect.name == "sqlite":
            driver: Any = self.connection.connection.driver_connection
            driver.interrupt()

    @cached_property
    def vacancies(self) -> VacancyRepository:
        """The vacancy profiles."""
        from smmhire.storage.vacancies import VacancyRepository

        return VacancyRepository(self.connection)

    @cached_property
    def vacancy_versions(self) -> VacancyVersionRepository:
        """The vacancy profiles as they were published."""
        from smmhire.storage.vacancy_versions import VacancyVersionRepository

        return VacancyVersionRepository(self.connection)

    @cached_property
    def decisions(self) -> DecisionRepository:
        """The log of decisions."""
        from smmhire.storage.decisions import DecisionRepository

        return DecisionRepository(self.connection)

    @cached_property
    def form_specs(self) -> FormSpecRepository:
        """How the forms of the vacancies are made."""
        from smmhire.storage.form_specs import FormSpecRepository

        return FormSpecRepository(self.connection)

    @cached_property
    def own_items(self) -> OwnItemRepository:
        """The employer's own questions."""
        from smmhire.storage.own_items import OwnItemRepository

        return OwnItemRepository(self.connection)

    @cached_property
    def cut_studies(self) -> CutStudyRepository:
        """What judges wrote to set the cuts of those forms."""
        from smmhire.storage.cut_studies import CutStudyRepository

        return CutStudyRepository(self.connection)

    @cached_property
    def candidates(self) -> CandidateRepository:
        """The candidates, and what they apply for."""
        from smmhire.storage.candidates import CandidateRepository

        return CandidateRepository(self.connection)

    @cached_property
    def applications(self) -> ApplicationRepository:
        """How far those who applied have come."""
        from smmhire.storage.applications import ApplicationRepository

        return ApplicationRepository(self.connection)

    @cached_property
    def notes(self) -> NoteRepository:
        """What people wrote about candidates."""
        from smmhire.storage.notes import NoteRepository

        return NoteRepository(self.connection)

    @cached_property
    def attachments(self) -> AttachmentRepository:
        """The files kept with candidates."""
        from smmhire.storage.attachments import AttachmentRepository

        return AttachmentRepository(self.connection)

    @cached_property
    def persons(self) -> PersonRepository:
        """All that is held on one person: to be given to them, or erased."""
        from smmhire.storage.persons import PersonRepository

        return PersonRepository(self.connection)

    @cached_property
    def scorecards(self) -> ScorecardRepository:
        """What raters wrote of interviews and work samples."""
        from smmhire.storage.scorecards import ScorecardRepository

        return ScorecardRepository(self.connection)

    @cached_property
    def merges(self) -> MergeRepository:
        """Entries of one person that were made one."""
        from smmhire.storage.merges import MergeRepository

        return MergeRepository(self.connection)

    @cached_property
    def lookalikes(self) -> LookalikeRepository:
        """Candidates by what two entries of one person have in common."""
        from smmhire.storage.lookalikes import LookalikeRepository

        return LookalikeRepository(self.connection)

    @cached_property
    def incoming(self) -> IncomingRepository:
        """Many candidates at once: compared with those that are there, added, taken back."""
        from smmhire.storage.incoming import IncomingRepository

        return IncomingRepository(self.connection)

    @cached_property
    def candidate_table(self) -> CandidateTable:
        """The list of the candidates, of any length."""
        from smmhire.storage.candidate_table import CandidateTable

        return CandidateTable(self.connection)

    @cached_property
    def ids(self) -> IdRepository:
        """Ids by their end."""
        from smmhire.storage.ids import IdRepository

        return IdRepository(self.connection)

    @cached_property
    def attempts(self) -> AttemptRepository:
        """The attempts with their answers and results."""
        from smmhire.storage.attempts import AttemptRepository

        return AttemptRepository(self.connection)

    @cached_property
    def evidence(self) -> EvidenceRepository:
        """Who applies for a vacancy and what is measured of them, for very many at once."""
        from smmhire.storage.evidence import EvidenceRepository

        return EvidenceRepository(self.connection)

    @cached_property
    def certificates(self) -> CertificateRepository:
        """The certificates that were issued."""
        from smmhire.storage.certificates import CertificateRepository

        return CertificateRepository(self.connection)

    @cached_property
    def certificate_table(self) -> CertificateTable:
        """The list of the certificates, of any length."""
        from smmhire.storage.certificate_table import CertificateTable

        return CertificateTable(self.connection)

    @cached_property
    def credentials(self) -> CredentialRepository:
        """What was signed for certificates."""
        from smmhire.storage.credentials import CredentialRepository

        return CredentialRepository(self.connection)

    @cached_property
    def issuer_keys(self) -> IssuerKeyRepository:
        """Our own issuers."""
        from smmhire.storage.issuers import IssuerKeyRepository

        return IssuerKeyRepository(self.connection)

    @cached_property
    def trusted_issuers(self) -> TrustedIssuerRepository:
        """Issuers of others that are trusted."""
        from smmhire.storage.issuers import TrustedIssuerRepository

        return TrustedIssuerRepository(self.connection)

    @cached_property
    def revocations(self) -> RevocationRepository:
        """Our own certificates that were withdrawn."""
        from smmhire.storage.revocations import RevocationRepository

        return RevocationRepository(self.connection)

    @cached_property
    def revocation_lists(self) -> RevocationListRepository:
        """What other issuers have withdrawn."""
        from smmhire.storage.revocations import RevocationListRepository

        return RevocationListRepository(self.connection)

    @cached_property
    def issue_batches(self) -> IssueBatchRepository:
        """Certificates made many at a time."""
        from smmhire.storage.issue_batches import IssueBatchRepository

        return IssueBatchRepository(self.connection)

    @cached_property
    def pay(self) -> PayRepository:
        """The pay sources and their observations."""
        from smmhire.storage.pay import PayRepository

        return PayRepository(self.connection)

    @cached_property
    def pay_entries(self) -> PayEntryRepository:
        """The pay figures typed by hand, and their lists."""
        from smmhire.storage.pay_entries import PayEntryRepository

        return PayEntryRepository(self.connection)

    @cached_property
    def market(self) -> MarketRepository:
        """The user's own rates, price levels and indices."""
        from smmhire.storage.market import MarketRepository

        return MarketRepository(self.connection)

    @cached_property
    def responses(self) -> ResponseRepository:
        """All answers of finished attempts, to be read."""
        from smmhire.storage.responses import ResponseRepository

        return ResponseRepository(self.connection)

    @cached_property
    def calibrations(self) -> CalibrationRepository:
        """What responses said about the difficulties of the questions."""
        from smmhire.storage.calibrations import CalibrationRepository

        return CalibrationRepository(self.connection)


class UnitOfWorkFactory(Protocol):
    """What the services are handed: begins a unit of work, from any thread.

    With `read_only` it does not wait for, or hold up, those who write.
    """

    def __call__(self, *, read_only: bool = False) -> UnitOfWork: ...
