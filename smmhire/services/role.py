"""What an SMM manager is: the content the windows and the command line show."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smmhire.assessment.items import Item
    from smmhire.content.glossary import Glossary
    from smmhire.role.description import Role


def role() -> Role:
    """Duties, qualities, competencies, limits, platforms and earning routes. Read once, then kept."""
    from smmhire.content import load_role

    return load_role()


def items() -> tuple[Item, ...]:
    """The shipped item bank, by competency, then id. Read once, then kept."""
    from smmhire.content import load_items

    return load_items()


def glossary() -> Glossary:
    """The terms of the product in both languages. Read once, then kept."""
    from smmhire.content import load_glossary

    return load_glossary()
