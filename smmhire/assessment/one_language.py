"""Items in one language only, for forms that are given in one."""

from __future__ import annotations

from smmhire.assessment.attempts import Languages
from smmhire.assessment.item_texts import with_texts
from smmhire.assessment.items import Item
from smmhire.bilingual import Bilingual


def shown_in(item: Item, languages: Languages) -> Item:
    """The item with every text in the language of the form, whatever language is asked of it; as it is where
    the form has both."""
    if languages is Languages.BOTH:
        return item

    def only(text: Bilingual) -> Bilingual:
        one = text.text(languages.value)
        return Bilingual(en=one, bn=one)

    return with_texts(item, only)
