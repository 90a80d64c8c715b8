"""What resources/web/verify.html takes from elsewhere: names of competencies and levels, and its own hashes.

    python packaging/verify_page.py           writes them into the page
    python packaging/verify_page.py --check   writes nothing; exit code 1 where the page is not up to date

Run it after a change of the page's script or style, or of a competency's or level's name. The page allows
only the script and the style whose hashes it names (Content-Security-Policy); with old ones it stays empty.
"""

from __future__ import annotations

import json
import re
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.append(str(ROOT))  # run as a script, only the script's own folder is there

if TYPE_CHECKING:
    from smmhire.role.description import Role

PAGE = ROOT / "resources" / "web" / "verify.html"
LANGUAGES = ("en", "bn")

_NAMES = re.compile(r"(?<=// names: )([^\n]*\n).*?(?=// end of names)", re.DOTALL)
_SCRIPT = re.compile(r'<script type="module">(.*?)</script>', re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def with_names(page: str, role: Role) -> str:
    """`page` with the names of the role's competencies, in the role's order, and of the levels from 0."""
    from smmhire.role.levels import LEVEL_NAMES

    competencies = [{"id": one.id, "en": one.name.en, "bn": one.name.bn} for one in role.competencies]
    levels = [_in_both(level) for level in sorted(LEVEL_NAMES)]
    lists = _list("COMPETENCIES", competencies) + _list("LEVELS", levels)
    return _NAMES.sub(lambda found: found[1] + lists, page, count=1)


def with_hashes(page: str) -> str:
    """`page` with a policy that allows its own script and its own style."""
    for kind, pattern in (("script", _SCRIPT), ("style", _STYLE)):
        found = pattern.findall(page)
        if len(found) != 1:
            raise ValueError(f"the page has {len(found)} parts of kind {kind}, not 1")
        digest = b64encode(sha256(found[0].encode()).digest()).decode()
        page = re.sub(rf"{kind}-src 'sha256-[^']*'", f"{kind}-src 'sha256-{digest}'", page, count=1)
    return page


def up_to_date(page: str) -> str:
    """`page` as it should be."""
    from smmhire.content.role_files import read_role

    return with_hashes(with_names(page, read_role(ROOT / "resources" / "content" / "role")))


def main(arguments: list[str]) -> int:
    """Write or check; 1 where --check finds the page not up to date."""
    page = PAGE.read_text("utf-8")
    wanted = up_to_date(page)
    if "--check" in arguments:
        print("up to date" if page == wanted else "not up to date: run packaging/verify_page.py")
        return 0 if page == wanted else 1
    PAGE.write_text(wanted, "utf-8", newline="\n")
    return 0


def _in_both(level: int) -> dict[str, str]:
    from smmhire.role.levels import level_name
    from smmhire.texts import using

    said: dict[str, str] = {}
    for language in LANGUAGES:
        with using(language):
            said[language] = level_name(level)
    return said


def _list(name: str, entries: list[dict[str, str]]) -> str:
    rows = "".join(f"  {json.dumps(one, ensure_ascii=False)},\n" for one in entries)
    return f"const {name} = [\n{rows}];\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
