"""The platform an item depends on, with the version its author went by, in words."""

from __future__ import annotations

import re

from smmhire.assessment.items import Item
from smmhire.texts import MONTHS, _, digits

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def platform_text(item: Item) -> str:
    """'Google Analytics (GA4)', 'YouTube (as of November 2026)'; '' where the item depends on none.

    A service without versions that users could name has the month in which its rules were looked up.
    """
    if item.platform is None:
        return ""
    if item.platform_version is None:
        return item.platform
    month = _MONTH.fullmatch(item.platform_version)
    if month is None:
        return f"{item.platform} ({item.platform_version})"
    return _(
        "{platform} (as of {month} {year})",
        platform=item.platform,
        month=_(MONTHS[int(month[2]) - 1]),
        year=digits(month[1]),
    )
