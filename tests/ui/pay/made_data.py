"""Small pay tables made for tests."""

from __future__ import annotations

from pathlib import Path

TITLES = ("Social Media Manager", "SMM specialist", "Social Media Executive")


def write_survey(folder: Path, name: str = "dhaka-survey.csv", rows: int = 24) -> Path:
    """A survey of Dhaka: `rows` answers of 20,000 taka a month and up, in steps of 1,000, one accountant,
    one row twice, and two whose pay nobody can read."""
    lines = ["Timestamp,Gender,Job title,Monthly salary,Currency,Country,Experience"]
    lines += [
        f"2026-03-{n % 28 + 1:02},f,{TITLES[n % 3]},{20000 + 1000 * n},BDT,Bangladesh,"
        f"{n % 3 + 1} - {n % 3 + 2} years"
        for n in range(rows)
    ]
    lines.append("2026-03-01,m,Accountant,30000,BDT,Bangladesh,5 - 7 years")
    lines.append(lines[1])
    lines.append("2026-03-02,f,Social Media Manager,ask me,BDT,Bangladesh,2 - 3 years")
    lines.append("2026-03-02,f,Social Media Manager,unpaid,BDT,Bangladesh,2 - 3 years")
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
