"""JobPosting of schema.org: what is written, what is refused, and what is understood of those of others."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smmhire.errors import UserError
from smmhire.exchange.job_posting import job_posting, missing, to_text
from smmhire.exchange.job_posting_file import LONGEST_TEXT, MAX_BYTES, plain_text, postings_in
from smmhire.exchange.job_posting_reading import Fate, ReadPosting, read_posting
from smmhire.services import job_postings, taxonomy, vacancies
from smmhire.services.job_postings import Offered
from smmhire.vacancies.profile import Arrangement, Place, VacancyProfile
from tests.vacancies import build

TODAY = date(2026, 11, 22)
UNTIL = date(2027, 1, 31)
OCCUPATION = "http://data.europa.eu/esco/occupation/137b1d11-c4bc-4016-89ba-45345d4c71f0"
SKILL = "http://data.europa.eu/esco/skill/64e09849-a7db-4d6b-a932-66264420eb97"


def full(**changes: object) -> VacancyProfile:
    alignment = (OCCUPATION, "13-1161.01", SKILL, "2.A.1.c")
    return build.english(**({"apply_until": UNTIL, "alignment": alignment} | changes))


def written(profile: VacancyProfile) -> dict[str, Any]:
    return job_postings.linked_data(Offered(profile, TODAY, 1), "en")


def read(posting: dict[str, Any]) -> ReadPosting:
    def known(name: str) -> str | None:
        entry = taxonomy.entry(name)
        return None if entry is None else entry.id

    return read_posting(posting, vacancies.new_profile(), known)


# -- out ---------------------------------------------------------------------------------------------
def test_a_posting_has_every_required_and_recommended_property() -> None:
    found = written(full())
    assert found["@context"] == "https://schema.org" and found["@type"] == "JobPosting"
    assert found["title"] == full().title
    assert found["hiringOrganization"] == {"@type": "Organization", "name": "Bakery"}
    assert found["datePosted"] == "2026-11-22" and found["validThrough"] == "2027-01-31T23:59:59"
    assert found["jobLocation"] == {
        "@type": "Place",
        "address": {"@type": "PostalAddress", "addressCountry": "BD", "addressLocality": "Dhaka"},
    }
    assert found["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "BDT",
        "value": {
            "@type": "QuantitativeValue",
            "unitText": "MONTH",
            "minValue": 40_000,
            "maxValue": 50_000,
        },
    }
    assert found["identifier"]["value"] == str(full().id)
    assert found["description"].startswith("<p>") and found["description"] != found["title"]
    assert "employmentType" not in found, "whether employment is full-time the profile does not say"


def test_remote_work_names_where_applicants_must_live() -> None:
    found = written(full(place=Place(Arrangement.REMOTE, "", "BD")))
    assert found["jobLocationType"] == "TELECOMMUTE"
    assert found["applicantLocationRequirements"] == {"@type": "Country", "name": "BD"}
    assert "jobLocation" not in found
    assert "jobLocationType" not in written(full()), "hybrid work is not remote"


def test_official_entries_are_named_as_their_lists_name_them() -> None:
    found = written(full())
    assert found["relevantOccupation"] == [
        {"@type": "Occupation", "@id": OCCUPATION, "name": "online community manager"}
    ]
    assert [one["codeValue"] for one in found["occupationalCategory"]] == ["13-1161.01"]
    assert [(one["name"], one.get("@id")) for one in found["skills"]] == [
        ("apply social media marketing", SKILL),
        ("Writing", None),
    ]


@pytest.mark.parametrize(
    ("changes", "lacking"),
    [
        ({"title": " "}, "title"),
        ({"employer": ""}, "hiringOrganization"),
        ({"apply_until": None}, "validThrough"),
        ({"place": Place(Arrangement.ON_SITE, "Dhaka", "")}, "jobLocation"),
        ({"place": Place(Arrangement.REMOTE, "Dhaka", "")}, "applicantLocationRequirements"),
    ],
)
def test_a_posting_that_lacks_a_required_property_is_not_written(
    changes: dict[str, object], lacking: str
) -> None:
    assert [one.property for one in missing(full(**changes))] == [lacking]
    with pytest.raises(UserError, match=lacking) as refused:
        written(full(**changes))
    assert refused.value.what_to_do


def test_the_price_of_a_project_is_no_salary() -> None:
    assert "baseSalary" not in written(full(pay=build.pay("project")))


def test_nothing_typed_can_leave_its_place() -> None:
    """A title may hold markup: on a page it must stay text, and the script must stay a script."""
    nasty = '</script><script>alert("x")</script>'
    profile = full(title=nasty, employer=nasty, description=nasty, how_to_apply=nasty)
    assert nasty not in written(profile)["description"]
    page = job_postings.posting_page(Offered(profile, TODAY, 0), "en")
    assert page.casefold().count("<script") == 1 and page.casefold().count("</script") == 1
    assert json.loads(to_text(written(profile)))["title"] == nasty


# -- in ----------------------------------------------------------------------------------------------
def test_our_own_posting_comes_back(tmp_path: Path) -> None:
    profile = full()
    path = tmp_path / "পদ.html"
    path.write_text(job_postings.posting_page(Offered(profile, TODAY, 1), "bn"), encoding="utf-8")
    (posting,) = postings_in(path)
    found = read(posting).profile
    assert (found.title, found.employer, found.place.city, found.place.country, found.apply_until) == (
        profile.title,
        profile.employer,
        "Dhaka",
        "BD",
        UNTIL,
    )
    assert set(found.alignment) == set(profile.alignment)
    assert found.pay is not None and profile.pay is not None
    assert (found.pay.low, found.pay.high, found.pay.period) == (profile.pay.low, profile.pay.high, "month")
    assert "<" not in found.description
    assert found.id != profile.id


def test_every_property_is_reported_taken_or_not() -> None:
    posting = {
        "@type": "JobPosting",
        "title": "Social media executive",
        "hiringOrganization": {"name": "Shop"},
        "description": "<p>Post &amp; answer</p><ul><li>one</li><li>two</li></ul><script>x</script>",
        "employmentType": ["FULL_TIME"],
        "baseSalary": {"currency": "BDT", "value": {"minValue": "25,000", "unitText": "MONTH"}},
        "jobLocation": [{"address": {"addressLocality": "খুলনা", "addressCountry": "Bangladesh"}}, {}],
        "skills": ["Canva", {"@type": "DefinedTerm", "@id": SKILL}],
        "experienceRequirements": {"monthsOfExperience": 24},
        "industry": "Retail",
        "validThrough": "soon",
        "datePosted": "2026-01-01",
    }
    found = read(posting)
    assert found.profile.title == "Social media executive"
    assert found.profile.description == "Post & answer\n• one\n• two"
    assert found.profile.place.city == "খুলনা" and found.profile.place.country == "BD"
    assert found.profile.pay is not None and found.profile.pay.low == found.profile.pay.high == 25_000
    assert found.profile.engagement == "E-W6"
    assert found.profile.alignment == (SKILL,)
    wishes = [(own.text, own.is_must_have) for own in found.profile.own_requirements]
    assert wishes == [("Canva", False), ("Years of experience: 2", False)]
    fates = [(line.property, line.fate) for line in found.lines]
    assert ("industry", Fate.LEFT_OUT) in fates and ("validThrough", Fate.LEFT_OUT) in fates
    assert ("title", Fate.TAKEN) in fates and ("employmentType", Fate.PARTLY) in fates
    assert all(line.reason for line in found.lines if line.fate is not Fate.TAKEN)
    assert {name for name, _fate in fates} == set(posting) - {"@type", "datePosted"}


@pytest.mark.parametrize(
    "content",
    [
        '[{"@type": "Organization"}, {"@type": ["Thing", "JobPosting"], "title": "a"}]',
        '{"@graph": [{"@type": "https://schema.org/JobPosting", "title": "a"}]}',
        '<html><script type="application/ld+json">broken</script>'
        '<SCRIPT TYPE="application/ld+json; charset=utf-8">{"@type":"JobPosting","title":"a"}'
        "</SCRIPT></html>",
    ],
)
def test_a_posting_is_found_where_boards_put_it(tmp_path: Path, content: str) -> None:
    path = tmp_path / "saved.html"
    path.write_text(content, encoding="utf-8")
    assert [one["title"] for one in postings_in(path)] == ["a"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "not JSON-LD"),
        (b"[" * 200_000, "not JSON-LD"),
        (b"<html><p>no data</p></html>", "no job posting"),
        (b'{"a":' * 50 + b"1" + b"}" * 50, "no job posting"),
        (b"\xff\x00\xff" * 9, "UTF-8|not JSON-LD"),
        (b"", "empty"),
        (b" " * (MAX_BYTES + 1), "too large"),
    ],
)
def test_a_file_that_is_none_is_refused_with_words(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "file.jsonld"
    path.write_bytes(content)
    with pytest.raises(UserError, match=words) as refused:
        postings_in(path)
    assert refused.value.what_to_do


def test_text_is_bounded() -> None:
    assert len(plain_text("<p>a</p>" * 100_000)) <= LONGEST_TEXT


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["@type", "@id", "name", "address", "addressCountry", "addressLocality", "value", "minValue",
         "unitText", "currency", "codeValue", "monthsOfExperience", "email"]
    ), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip
NAMES = [
    "title", "hiringOrganization", "description", "responsibilities", "validThrough", "baseSalary",
    "employmentType", "jobLocation", "jobLocationType", "applicantLocationRequirements", "skills",
    "applicationContact", "relevantOccupation", "occupationalCategory", "qualifications", "else",
]  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES), values))
def test_whatever_stands_there_is_read_or_reported_and_never_breaks_the_program(
    posting: dict[str, Any],
) -> None:
    found = read(posting)
    assert {line.property for line in found.lines} == set(posting)
    assert found.profile.place.country in ("", found.profile.place.country[:2])


def test_nothing_is_kept_before_it_is_accepted(tmp_path: Path) -> None:
    from smmhire.bootstrap import open_program

    program = open_program(tmp_path / "data")
    path = tmp_path / "a.jsonld"
    path.write_text(json.dumps(job_posting(full(), "<p>a</p>", TODAY)), encoding="utf-8")
    found = job_postings.read_file(path)
    assert vacancies.listing(unit_of_work=program.unit_of_work) == ()
    kept = job_postings.accept(found, unit_of_work=program.unit_of_work)
    assert vacancies.get(kept.id, unit_of_work=program.unit_of_work).employer == "Bakery"
    program.close()
