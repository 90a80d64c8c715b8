"""How questions and the figures on them are called on the screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from smmhire.assessment.blueprint import band_of
from smmhire.assessment.item_review_texts import BAND_NAMES, TYPE_NAMES
from smmhire.assessment.items import Item
from smmhire.services.role import role
from smmhire.texts import N_, _, latin_digits, ngettext, say

if TYPE_CHECKING:
    from smmhire.services.item_statistics import ItemStatistics

DRAWN = re.compile(r"\{[a-z_0-9]+\}")  # the place of a drawn value in a stem

# What a flag says, short for the table, and what to do about it.
FLAGS = {
    "too_hard": (
        N_("very hard"),
        N_(
            "Fewer than one in five get it right. Check the key and the wording first: is there a second "
            "answer that can be defended? If both are sound, keep the question for high levels only."
        ),
    ),
    "too_easy": (
        N_("very easy"),
        N_(
            "Nearly everybody gets it right, so it tells little about anybody. Make the wrong options more "
            "plausible, or ask for the next step."
        ),
    ),
    "no_variation": (
        N_("all alike"),
        N_("Everybody got the same mark: the question separates nobody. Rewrite or replace it."),
    ),
    "weak": (
        N_("separates weakly"),
        N_(
            "Those who do well elsewhere hardly do better here. Often the key is wrong or two options can be "
            "defended: read the question with somebody who knows the field. With few responses it may be "
            "chance: look again when there are more."
        ),
    ),
    "rare_distractor": (
        N_("idle option"),
        N_(
            "Fewer than one in twenty take a wrong option: it does no work. Replace it by a mistake that "
            "people really make."
        ),
    ),
    "attractive_distractor": (
        N_("draws the able"),
        N_(
            "A wrong option is taken by those who do well elsewhere. Ask what speaks for it: perhaps it is "
            "right under a reading you did not mean, or the key is wrong."
        ),
    ),
}


def type_name(item: Item) -> str:
    """'single choice', in the current language."""
    return _(TYPE_NAMES[item.type.value])


def competency_name(item: Item) -> str:
    """The short name of the competency; the id where the role has none such."""
    known = {one.id: one for one in role().competencies}
    found = known.get(item.competency)
    return item.competency if found is None else say(found.short_name)


def band_name(item: Item) -> str:
    """'easy', 'middling' or 'hard', by the author's difficulty; a dash for a self-rating."""
    return _(BAND_NAMES[band_of(item).value]) if item.difficulty is not None else "–"


def beginning(item: Item) -> str:
    """The stem in one line, without what is drawn; the table cuts it where its column ends."""
    return DRAWN.sub("…", " ".join(say(item.stem).split()))


def comparable(text: str) -> str:
    """Upper and lower case, Bengali and Latin digits are the same when looking for something."""
    return latin_digits(text).casefold()


def searched(item: Item) -> str:
    """What the text filter looks at: the id, the stem and the options in both languages."""
    texts = [item.stem, *(option.text for option in item.options), *item.anchors]
    return comparable("\n".join((item.id, *(f"{text.en}\n{text.bn}" for text in texts))))


def flag_names(statistics: ItemStatistics) -> str:
    """The flags in short."""
    return ", ".join(_(FLAGS[flag][0]) for flag in statistics.flags)


def suppressed(statistics: ItemStatistics) -> str:
    """How many responses are missing before there are figures."""
    return ngettext("{n} more response needed", "{n} more responses needed", statistics.missing)
