"""Made-up candidates for the benchmarks: names of random syllables, half of them in Bengali letters."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from smmhire.candidates.keys import email_key, phone_key, search_key, searched_text
from smmhire.candidates.stages import Stage

_LATIN = """ka ri mo sha ha na la bi ta pu jo de ru su ni fa za ba mi ro li ma to re no sa di go ja pa ki lu
mu she ra hi ya wa tha dha cho kho bhu an im ul in ek am ar"""
_BENGALI = """ক কা কি রা রি মো শা হা না লা বি তা পু জো দে রু সু নি ফা জা বা মি রো লি মা তো রে নো সা দি গো যা
পা খু লু মু শে হি য়া ওয়া থা ধা চৌ খো ভু আ ই উ এ ড়া ন্দ ক্ত ষ্ণ র্মা স্ত"""
_TAGS = "design video reels copy freelance english খুলনা ঢাকা ডিজাইন ভিডিও লেখা মেটা referred urgent"
LATIN, BENGALI, TAGS = _LATIN.split(), _BENGALI.split(), _TAGS.split()
STAGES = (Stage.NEW, Stage.INVITED, Stage.TESTED, Stage.INTERVIEWED, Stage.OFFER, Stage.HIRED, Stage.DECLINED)
SHARES = (600, 120, 120, 60, 10, 10, 80)
FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)


def rows(count: int, seed: int = 20_261_122) -> Iterator[dict[str, Any]]:
    """`count` rows of the table `candidate`, the same every time for one `seed`."""
    draw = random.Random(seed)
    for number in range(1, count + 1):
        syllables = BENGALI if draw.random() < 0.5 else LATIN
        words = ["".join(draw.choices(syllables, k=draw.randint(2, 4))) for _word in range(2)]
        name = " ".join(word.capitalize() for word in words)
        mailbox = "".join(draw.choices(LATIN, k=3))
        email = f"{mailbox}{number}@example.org" if draw.random() < 0.9 else ""
        phone = f"01{draw.randint(3, 9)}{draw.randint(0, 99_999_999):08}" if draw.random() < 0.8 else ""
        tags = sorted(set(draw.choices(TAGS, k=draw.randint(0, 2))))
        yield {
            "id": UUID(int=(number << 64) | draw.getrandbits(64)),
            "name": name,
            "email": email,
            "phone": phone,
            "note": "",
            # Whole seconds: many of one import share theirs, and the number tells them apart.
            "created_at": FIRST_DAY + timedelta(seconds=number // 7 * 60),
            "number": number,
            "tags": "\n".join(tags),
            "stage": str(draw.choices(STAGES, SHARES)[0]),
            "score": round(draw.betavariate(4, 3), 4) if draw.random() < 0.4 else None,
            "name_key": search_key(name),
            "email_key": email_key(email),
            "phone_key": phone_key(phone),
            "search": searched_text(name, email, phone, tags),
        }


def fill(path: Path, count: int, applicants: int = 0) -> UUID:
    """Make the program's own database with `count` candidates, some of whom apply for the vacancy returned.

    The indexes are made when all rows are in: one by one they take three times as long.
    """
    from sqlalchemy import insert

    from smmhire.services.vacancies import new_profile
    from smmhire.storage import search_index
    from smmhire.storage.database import open_database, sqlite_url
    from smmhire.storage.tables import application, candidate

    database = open_database(sqlite_url(path))
    profile = replace(new_profile(), title="SMM manager")
    draw = random.Random(count)
    with database.unit_of_work() as work:
        work.vacancies.save(profile)
        search_index.drop(work.connection)
        people = rows(count)
        while some := list(islice(people, 20_000)):
            work.connection.execute(insert(candidate), some)
            applying = [
                {
                    "vacancy_id": profile.id,
                    "candidate_id": one["id"],
                    "applied_at": one["created_at"],
                    "stage": one["stage"],
                    "score": one["score"],
                }
                for one in some
                if draw.random() < applicants / count
            ]
            if applying:
                work.connection.execute(insert(application), applying)
        search_index.create(work.connection)
        work.commit()
    database.close()
    return profile.id
