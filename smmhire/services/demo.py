"""The whole job on real input, one step after the other, through the same services as windows and commands.

Content, items, marking, scoring, ranking and pay data are the real ones. The candidates and their answers are
simulated, from a stated seed, and every summary says so.
"""

from __future__ import annotations

import json
import random
import secrets
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from smmhire import VERSION
from smmhire.bilingual import LANGUAGES, Bilingual
from smmhire.services import (
    assessments,
    candidates,
    certificate_check,
    certificates,
    credentials,
    documents,
    issuer_keys,
    mappings,
    pay,
    pay_documents,
    plain,
    plain_certificates,
    plain_demo,
    plain_pay,
    plain_ranking,
    profile_file,
    ranking,
    vacancies,
)
from smmhire.services.common import utc_now
from smmhire.services.demo_answers import answer_of, draw_abilities, seconds_on
from smmhire.services.files import save_file
from smmhire.settings import RESOURCES
from smmhire.texts import N_, _, digits
from smmhire.vacancies.profile import (
    Arrangement,
    OwnRequirement,
    PayBasis,
    PayOffer,
    Place,
    VacancyProfile,
)

if TYPE_CHECKING:
    from smmhire.assessment.attempts import Attempt
    from smmhire.pay.benchmark import BenchmarkQuery
    from smmhire.pay.observation import PaySource
    from smmhire.storage.unit_of_work import UnitOfWorkFactory

SEED = 20261122
# Where the pay survey lies beside a checkout of the project.
SURVEY = RESOURCES.parent.parent / "shared" / "data" / "salary" / "ask-a-manager-2021.xlsx"
SURVEY_PRESET = "ask-a-manager-2021"
OFFER = 55_000.0  # dollars a year

SIMULATED = N_(
    "The candidates and all their answers are simulated from the seed {seed}: nobody real stands behind "
    "them. Questions, marking, scoring, ranking and pay data are the real ones."
)

# Names without a person, and the general ability each is simulated with (SD of the population).
PEOPLE: tuple[tuple[Bilingual, float], ...] = (
    (Bilingual(en="Candidate A", bn="প্রার্থী ক"), 0.6),
    (Bilingual(en="Candidate B", bn="প্রার্থী খ"), 0.5),
    (Bilingual(en="Candidate C", bn="প্রার্থী গ"), -0.5),
)
JOB_SEEKER = Bilingual(en="Candidate D", bn="প্রার্থী ঘ")
EMPLOYER = "নমুনা প্রতিষ্ঠান (প্রদর্শনী)"
NOTE = "প্রদর্শনীর জন্য সিমুলেট করা প্রার্থী; বাস্তব কেউ নন।"
# Level, weight and must-have by competency; the others stay as a new profile has them.
REQUIREMENTS = {"content": (3, 9, True), "community": (3, 7, False), "paid_social": (3, 8, False)}


@dataclass(frozen=True)
class Person:
    """A simulated candidate and what became of them. `abilities`: those they were simulated with."""

    name: Bilingual
    candidate_id: UUID
    attempt_id: UUID
    abilities: dict[str, float]


@dataclass(frozen=True)
class Demo:
    """What the demo has made, for the summary and for drawing the windows over it.

    `unfinished_id` is a self-assessment under way; `survey` is None where official wages stood in for it.
    """

    out: Path
    seed: int
    vacancy: VacancyProfile
    people: tuple[Person, ...]
    unfinished_id: UUID
    source: PaySource
    survey: Path | None
    offer: PayOffer
    summary: dict[str, Any]
    files: list[Path] = field(default_factory=list[Path])


Say = Callable[[str], None]


def run(
    out: Path,
    *,
    unit_of_work: UnitOfWorkFactory,
    survey: Path | None = None,
    seed: int = SEED,
    say: Say = lambda _text: None,
    now: datetime | None = None,
) -> Demo:
    """Do the whole job into the empty database of `unit_of_work`; PDFs and JSON go into the folder `out`.

    survey: a file with the columns of the Ask A Manager survey; None: the one beside the checkout, and where
    that is missing a table of official wages. Raises UserError where a file cannot be read or written.
    """
    steps = _Steps(out, unit_of_work, random.Random(seed), say, now or utc_now())
    with steps.timed("vacancy", _("The employer builds a vacancy, and the review looks at it.")):
        vacancy = steps.build_vacancy()
    with steps.timed("assessments", _("Three simulated candidates are assessed.")):
        people = tuple(steps.assess(vacancy, name, general) for name, general in PEOPLE)
        unfinished = steps.begin_self_assessment()
    with steps.timed("results", _("Results, development plans and the ranking.")):
        steps.results(people)
        ranked = steps.rank(vacancy)
    with steps.timed("pay", _("Pay data is imported, compared, and an offer placed in it.")):
        source, file, query = steps.import_pay(survey)
        figures = steps.compare(query)
    with steps.timed("documents", _("Certificate, candidate report and pay report, in both languages.")):
        steps.documents(people[0], vacancy, query)
    summary: dict[str, Any] = {
        "program": f"SMM Hire {VERSION}",
        "simulated": True,
        "simulated_note": _(SIMULATED, seed=digits(str(seed))),
        "seed": seed,
        "vacancy": {"title": vacancy.title, "findings": steps.findings},
        "people": [plain_demo.person(one) for one in people],
        "ranking": ranked,
        "pay_source": {
            "name": source.name,
            "kind": source.kind,
            "figures": source.row_count,
            "file": source.file_name,
            "is_survey": file is not None,
        },
        "pay": figures,
        "seconds": steps.seconds,
    }
    offer = PayOffer(Decimal(str(OFFER)), Decimal(str(OFFER)), query.currency, query.period, PayBasis.GROSS)
    return Demo(out, seed, vacancy, people, unfinished, source, file, offer, summary, steps.files)


def write_summary(demo: Demo) -> Path:
    """Write `summary.json`, with every file that was made; its path."""
    files = [path.relative_to(demo.out).as_posix() for path in demo.files]
    content = demo.summary | {"files": files}
    return _write_json(demo.out / "summary.json", content)


class _Steps:
    """The steps of one run. Each is what a person does, one service call after the other."""

    def __init__(
        self, out: Path, unit_of_work: UnitOfWorkFactory, chance: random.Random, say: Say, now: datetime
    ) -> None:
        self._out = out
        self._unit_of_work = unit_of_work
        self._chance = chance
        self._seed_of_forms = self._seed()
        self._say = say
        self._now = now
        self.seconds: dict[str, float] = {}
        self.files: list[Path] = []
        self.findings = 0

    @contextmanager
    def timed(self, name: str, text: str) -> Generator[None]:
        """Say what begins, and keep how long it took (seconds)."""
        self._say(text)
        begun = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - begun, 2)

    # -- the employer --------------------------------------------------------------------------------
    def build_vacancy(self) -> VacancyProfile:
        """A profile in Bengali with one wish that is outside the role."""
        from smmhire.content import load_role

        role = load_role()
        blank = vacancies.new_profile(employer=EMPLOYER, now=self._now - timedelta(days=3))
        asked = tuple(
            replace(r, level=level, weight=weight, is_must_have=must)
            for r in blank.competencies
            for level, weight, must in [REQUIREMENTS.get(r.competency_id, (r.level, r.weight, False))]
        )
        profile = replace(
            blank,
            title="সোশ্যাল মিডিয়া মার্কেটিং ম্যানেজার",
            description=(
                "আমাদের ফেসবুক পেজ ও ইনস্টাগ্রামে লক্ষ্য দর্শকের সঙ্গে প্রতিদিন যোগাযোগ রাখা, কনটেন্ট পরিকল্পনা করা "
                "এবং টার্গেট করা বিজ্ঞাপনের ফল মাপা।"
            ),
            goals=tuple(goal.id for goal in role.goals[:2]),
            duties=tuple(
                replace(choice, measure=duty.measures[0].bn)
                for choice, duty in zip(blank.duties, role.duties, strict=True)
            ),
            competencies=asked,
            own_requirements=(
                OwnRequirement("শুদ্ধ ও সাবলীল বাংলায় লেখার দক্ষতা", is_must_have=True),
                OwnRequirement("কোম্পানির ওয়েবসাইটের এসইও দেখাশোনা করা"),
            ),
            pay=PayOffer(Decimal(25_000), Decimal(35_000), "BDT", "month", PayBasis.GROSS),
            place=Place(Arrangement.HYBRID, "ঢাকা", "BD"),
        )
        kept = vacancies.save(profile, unit_of_work=self._unit_of_work)
        findings = plain.findings(vacancies.review(kept))
        self.findings = len(findings)
        self._keep("vacancy.json", profile_file.to_plain(kept))
        self._keep("review.json", {"title": kept.title, "findings": findings})
        return kept

    # -- the candidates ------------------------------------------------------------------------------
    def assess(self, vacancy: VacancyProfile, name: Bilingual, general: float) -> Person:
        """A candidate takes the whole assessment of the vacancy."""
        unit_of_work = self._unit_of_work
        candidate = candidates.new(name.bn, note=NOTE, vacancy_id=vacancy.id, unit_of_work=unit_of_work)
        form = assessments.vacancy_form(
            vacancy.id, unit_of_work=unit_of_work, is_supervised=True, seed=self._seed_of_forms
        )
        begun = self._now - timedelta(seconds=form.time_limit or 0)
        attempt = assessments.start(
            form, name.bn, candidate.id, unit_of_work=unit_of_work, now=begun, seed=self._seed()
        )
        abilities = draw_abilities(vacancy.assessed_competencies, general, self._chance)
        ended = self._answer(attempt, abilities)
        assessments.finish(attempt.id, unit_of_work=unit_of_work, now=ended)
        return Person(name, candidate.id, attempt.id, abilities)

    def begin_self_assessment(self) -> UUID:
        """A job seeker answers half of a self-assessment, and leaves."""
        form = assessments.practice_form(assessments.Length.FULL, seed=self._seed_of_forms)
        attempt = assessments.start(
            form, JOB_SEEKER.bn, unit_of_work=self._unit_of_work, seed=self._seed(), now=self._now
        )
        from smmhire.content import load_role

        abilities = draw_abilities([c.id for c in load_role().competencies], 0.0, self._chance)
        self._answer(attempt, abilities, of=len(form.item_ids) // 2, is_now=True)
        return attempt.id

    def _seed(self) -> int:
        return self._chance.randrange(2**31)

    def _answer(
        self, attempt: Attempt, abilities: dict[str, float], of: int | None = None, *, is_now: bool = False
    ) -> datetime:
        """Answer the first `of` items (None: all), each kept by the service; when the last one was given."""
        sitting = assessments.open_attempt(
            attempt.id, unit_of_work=self._unit_of_work, now=attempt.started_at
        )
        moment = attempt.started_at
        for item in sitting.items[:of]:
            seconds = seconds_on(item, self._chance)
            moment = self._now if is_now else moment + timedelta(seconds=seconds)
            given = answer_of(item, abilities[item.competency], attempt.seed, self._chance)
            assessments.submit_answer(
                attempt.id, item.id, given, seconds, unit_of_work=self._unit_of_work, now=moment
            )
        return moment

    def results(self, people: tuple[Person, ...]) -> None:
        """The results of all, with levels, self-ratings and plans."""
        unit_of_work = self._unit_of_work
        written: list[Any] = []
        for person in people:
            attempt = assessments.get_attempt(person.attempt_id, unit_of_work=unit_of_work)
            scored = assessments.result(person.attempt_id, unit_of_work=unit_of_work)
            vacancy_id = attempt.form.vacancy_id
            standings = assessments.profile_of(scored, vacancy_id, unit_of_work=unit_of_work)
            plan = assessments.plan(scored, vacancy_id, unit_of_work=unit_of_work)
            written.append({"simulated": True} | plain.result(attempt, scored, standings, plan))
        self._keep("results.json", written)

    def rank(self, vacancy: VacancyProfile) -> list[dict[str, Any]]:
        """The ranking, kept whole; in short for the summary."""
        found = plain_ranking.ranking(ranking.rank(vacancy.id, unit_of_work=self._unit_of_work))
        self._keep("ranking.json", {"simulated": True} | found)
        fields = ("name", "tier", "gate", "score", "standard_error", "rank_low", "rank_high", "chance_first")
        return [{name: row[name] for name in fields} for row in found["ranked"]]

    # -- pay -----------------------------------------------------------------------------------------
    def import_pay(self, survey: Path | None) -> tuple[PaySource, Path | None, BenchmarkQuery]:
        """Import the survey, or official wages where there is none; and what to ask.

        Official wages stand beside people's answers and never for them: without the survey the comparison
        says that there are none, and only the official figures place the offer.
        """
        from smmhire.pay.benchmark import BenchmarkQuery

        file = survey if survey is not None else SURVEY if SURVEY.is_file() else None
        if file is not None:
            mapping = mappings.named(SURVEY_PRESET)
        else:
            sample = self._out / "official-wages.csv"
            mapping = mappings.write_sample(sample)
            self.files.append(sample)
        query = BenchmarkQuery("USD", "year", country="US", by="experience")
        table = file if file is not None else self._out / "official-wages.csv"
        tried = pay.dry_run(table, mapping, unit_of_work=self._unit_of_work)
        source = pay.accept(tried, unit_of_work=self._unit_of_work)
        self._keep("pay-import.json", plain_pay.pay_import(tried, problems=50))
        return source, file, query

    def compare(self, query: BenchmarkQuery) -> dict[str, Any]:
        """The benchmark and the offer's place, kept whole; in short for the summary."""
        found = pay.benchmark(query, unit_of_work=self._unit_of_work)
        place = pay.place_offer(OFFER, found.overall)
        self._keep("benchmark.json", plain_pay.benchmark(found))
        written = plain_pay.offer(place)
        self._keep("offer.json", written)
        overall = plain_pay.cell(found.overall)
        return {
            "n": overall["n"],
            "contributors": overall["contributors"],
            "p25": overall["p25"]["value"],
            "p50": overall["p50"],
            "p75": overall["p75"]["value"],
            "bands": [cell.label for cell in found.bands],
            "offer": {name: written[name] for name in ("amount", "percentile", "low", "high", "compa_ratio")},
            "sentence": written["sentence"],
            "official": plain_demo.official_places(OFFER),
        }

    # -- paper ---------------------------------------------------------------------------------------
    def documents(self, person: Person, vacancy: VacancyProfile, query: BenchmarkQuery) -> None:
        """Four documents in two languages; the certificate signed, and checked as anybody would."""
        unit_of_work = self._unit_of_work
        # The issuer's passphrase is nobody's: it signs here and never again.
        signer = issuer_keys.make(EMPLOYER, secrets.token_hex(16), unit_of_work=unit_of_work)
        certificate = certificates.issue(person.attempt_id, EMPLOYER, unit_of_work=unit_of_work)
        self._keep("certificate.json", {"simulated": True} | plain.certificate(certificate))
        for language in LANGUAGES:
            written = "bn" if language == "bn" else "en"
            for name, pdf in (
                (
                    "certificate",
                    credentials.signed_pdf(certificate, written, signer, unit_of_work=unit_of_work),
                ),
                (
                    "candidate-report",
                    documents.candidate_report_pdf(
                        person.attempt_id, vacancy.id, written, unit_of_work=unit_of_work
                    ),
                ),
                (
                    "development-plan",
                    documents.development_plan_pdf(
                        person.attempt_id, vacancy.id, written, unit_of_work=unit_of_work
                    ),
                ),
                (
                    "pay-report",
                    pay_documents.pay_report_pdf(query, OFFER, written, unit_of_work=unit_of_work),
                ),
            ):
                path = self._out / f"{name}-{language}.pdf"
                self.files.append(save_file(pdf, path))
        checked = certificate_check.check_file(self._out / "certificate-bn.pdf", unit_of_work=unit_of_work)
        self._keep("certificate-check.json", plain_certificates.verdict(checked))

    def _keep(self, name: str, content: Any) -> None:
        self.files.append(_write_json(self._out / name, content))


def _write_json(path: Path, content: Any) -> Path:
    written = json.dumps(content, ensure_ascii=False, indent=2)
    return save_file(f"{written}\n".encode(), path)
