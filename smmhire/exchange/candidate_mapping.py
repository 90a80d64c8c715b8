"""Which column of a table of candidates is what: guessed from headings and cells, or chosen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from smmhire.candidates.keys import phone_key
from smmhire.errors import UserError
from smmhire.exchange.candidate_words import applied_at, is_month_first, stage_of, years_of
from smmhire.exchange.column_mapping import (
    Guessing,
    is_texts_by_name,
    mapping_content,
    mapping_text,
    no_mapping,
    read_mapping_file,
    sample,
    with_column,
)
from smmhire.exchange.tabular import Table
from smmhire.texts import N_, latin_digits

FIELDS = (
    "name",
    "first_name",
    "last_name",
    "email",
    "phone",
    "experience",
    "tags",
    "note",
    "vacancy",
    "applied_at",
    "stage",
)
FIELD_NAMES = {
    "name": N_("Name"),
    "first_name": N_("First name"),
    "last_name": N_("Last name"),
    "email": N_("Email"),
    "phone": N_("Phone"),
    "experience": N_("Years of experience"),
    "tags": N_("Tags"),
    "note": N_("Note"),
    "vacancy": N_("Applied for"),
    "applied_at": N_("Applied on"),
    "stage": N_("Stage"),
}


@dataclass(frozen=True, slots=True)
class CandidateMapping:
    """Field of `FIELDS` -> heading; `day_first`: how 03/04/2026 is meant. Raises ValueError for an unknown
    field."""

    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    day_first: bool = True

    def __post_init__(self) -> None:
        unknown = set(self.columns) - set(FIELDS)
        if unknown:
            raise ValueError(f"a mapping has no fields {sorted(unknown)}")

    def with_column(self, name: str, heading: str | None) -> CandidateMapping:
        """The mapping with `heading` feeding the field `name`, or nothing feeding it."""
        return replace(self, columns=with_column(self.columns, name, heading))

    def to_json(self) -> str:
        """The mapping as a small file to keep or share."""
        return mapping_text({"kind": "candidates", **asdict(self)})

    @classmethod
    def from_json(cls, text: str) -> CandidateMapping:
        """The mapping in `text`. Raises UserError for anything else."""
        try:
            fields = mapping_content(text)
            if fields.pop("kind", None) != "candidates" or not is_texts_by_name(fields.get("columns", {})):
                raise ValueError("not a mapping of candidates")
            if not isinstance(fields.get("day_first", True), bool):
                raise ValueError(f"day_first: {fields['day_first']!r}")
            return cls(**fields)
        except (ValueError, TypeError, RecursionError) as failed:  # the last: brackets without end
            raise no_mapping() from failed


def load_mapping(path: Path) -> CandidateMapping:
    """The mapping in a file. Raises UserError for a file that cannot be read as one."""
    return CandidateMapping.from_json(read_mapping_file(path))


# Fields in the order they are looked for: a heading that fits several feeds the first.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "email": (r"e-?mail|ই-?মেইল|ই-?মেল|почт|эл\. ?адрес|электрон",),
    "phone": (
        r"mobile|phone|cell\b|whatsapp|মোবাইল|ফোন|মুঠোফোন|হোয়াটসঅ্যাপ|телефон|моб\.?",
        r"contact|যোগাযোগ|номер|নম্বর|নাম্বার|контакт",
    ),
    "first_name": (r"first ?name|given ?name|forename|নামের প্রথম|প্রথম নাম|^имя$",),
    "last_name": (r"last ?name|surname|family ?name|নামের শেষ|শেষ নাম|বংশ|^фамилия",),
    "name": (
        r"^(?:full |candidate(?:'?s)? |applicant(?:'?s)? )?names?$|^(?:পূর্ণ |পুরো )?নাম$|প্রার্থীর নাম|আবেদনকারীর নাম"
        r"|^ф\.? ?и\.? ?о",
        r"\bname\b|নাম|candidate|applicant|প্রার্থী|আবেদনকারী|\bимя\b|кандидат|соискател",
    ),
    "vacancy": (
        r"applied for|vacancy|যে পদে|আবেদনের পদ|вакансия",
        r"position|job title|^post$|^job$|^role$|পদের নাম|^পদ$|^পদবি$|^পদবী$|должность",
    ),
    "applied_at": (
        r"appl(?:ied|y|ication).*(?:on|date|at|time)\b|date.*appl|submitted|আবেদনের (?:তারিখ|সময়)|জমা.*তারিখ"
        r"|дата.*(?:отклик|подач|заявк)",
        r"\bdate\b|timestamp|তারিখ|дата",
    ),
    "stage": (r"stage|status|স্তর|ধাপ|পর্যায়|অবস্থা|статус|этап|стадия",),
    "experience": (r"experience|\bexp\b|অভিজ্ঞতা|опыт|стаж",),
    "tags": (r"^tags?$|label|ট্যাগ|тег|метк", r"skill|দক্ষতা|навык"),
    "note": (r"note|comment|remark|মন্তব্য|নোট|টীকা|замет|коммент|примеч", r"cover letter|summary|about"),
}  # fmt: skip
_NOT_HEADINGS: dict[str, str] = {
    "name": r"company|employer|user|father|mother|file|spouse|referenc|school|universit|first|last|sur"
    r"|পিতা|মাতা|বাবা|মা'?র|প্রতিষ্ঠান|পদ|ফাইল|স্বামী|отец|отч|компан|phone|mail|\bid\b|\bno\b|তারিখ|নম্বর",
    "phone": r"emergency|reference|father|id\b|nid|roll|serial|ক্রমিক|পরিচয়|রোল|জরুরি",
    "email": r"reference|status|sent",
    "applied_at": r"birth|জন্ম|рожд|interview|join|যোগদান|সাক্ষাৎ",
    "stage": r"marital|বৈবাহিক|семейн|employment|married",
    "vacancy": r"current|present|company|বর্তমান|текущ",
    "experience": r"letter|certificate|সনদ",
}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_WORDS = re.compile(r"[^\W\d_]+(?:[.\s'’-]+[^\W\d_]+)+\.?")


def is_email(cell: str) -> bool:
    """Whether a cell is an address as it must be: one @ with something on either side."""
    return _EMAIL.fullmatch(cell.strip()) is not None


def is_phone(cell: str) -> bool:
    """Whether a cell is a telephone number: mostly digits, and enough of them."""
    plain = latin_digits(cell)
    digits = sum(letter.isdigit() for letter in plain)
    return bool(phone_key(cell)) and digits <= 15 and digits >= 0.6 * len(plain.replace(" ", ""))


_GUESSING = Guessing(
    _HEADINGS,
    _NOT_HEADINGS,
    {
        "email": lambda cell: "@" in cell,
        "phone": is_phone,
        "name": lambda cell: any(c.isalpha() for c in cell) and "@" not in cell,
        "experience": lambda cell: years_of(cell) is not None,
        "applied_at": lambda cell: applied_at(cell, True) is not None or applied_at(cell, False) is not None,
        "stage": lambda cell: stage_of(cell) is not None,
    },
    may_be_empty=("tags", "note", "phone", "email", "experience"),
)


def guess_mapping(table: Table) -> CandidateMapping:
    """What headings and cells make likely; addresses, numbers and names are also told by the cells alone."""
    columns = _GUESSING.columns(table)
    if {"first_name", "last_name"} <= set(columns):
        columns.pop("name", None)
    for name, test in (("email", is_email), ("phone", is_phone), ("name", _is_full_name)):
        if name in columns or (name == "name" and "first_name" in columns):
            continue
        free = [heading for heading in table.headings if heading not in columns.values()]
        likely = (heading for heading in free if _all_are(test, sample(table, heading)))
        if (heading := next(likely, None)) is not None:
            columns[name] = heading
    dates = columns.get("applied_at")
    return CandidateMapping(columns, dates is None or not is_month_first(sample(table, dates)))


def _all_are(test: object, cells: list[str]) -> bool:
    assert callable(test)
    return bool(cells) and sum(bool(test(cell)) for cell in cells) >= 0.8 * len(cells)


def _is_full_name(cell: str) -> bool:
    return _WORDS.fullmatch(cell) is not None and len(cell.split()) <= 6


def check(mapping: CandidateMapping) -> None:
    """Raises UserError where no column is said to hold names."""
    from smmhire.texts import _

    if not {"name", "first_name", "last_name"} & set(mapping.columns):
        raise UserError(
            _("No column is said to hold the names."), _("Say which column holds the name, then try again.")
        )
