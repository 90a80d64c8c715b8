"""The items as attempts need them: found by id, and as this attempt shows them.

The shipped bank is the same for everybody and read once. An employer's own items stand in the database and
are read when they are needed: all that may be asked (`whole_bank`), or those of a form, asked for long ago
perhaps (`bank_of`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from smmhire.assessment.attempts import Attempt, FormSettings, Languages
from smmhire.assessment.items import Item
from smmhire.bilingual import LANGUAGES, Bilingual, Language
from smmhire.errors import UserError
from smmhire.texts import _, number, using

if TYPE_CHECKING:
    from smmhire.assessment.marking import UnfitAnswer
    from smmhire.storage.unit_of_work import UnitOfWork, UnitOfWorkFactory

# Between the version of the bank and that of the own items of a form.
AND_OWN = "+"


@dataclass(frozen=True)
class Bank:
    """The items, own ones last, and the short name of the shipped ones' present state.

    own_languages: in which languages the own ones were written; where one is missing, they show the other.
    """

    items: tuple[Item, ...]
    version: str
    by_id: dict[str, Item]
    own_languages: dict[str, frozenset[Language]] = field(default_factory=dict[str, frozenset[Language]])

    def item(self, item_id: str) -> Item:
        """Raises UserError where the item is no longer in the bank."""
        found = self.by_id.get(item_id)
        if found is None:
            raise _missing([item_id])
        return found

    def items_of(self, attempt: Attempt) -> tuple[Item, ...]:
        """The attempt's items in their order. Raises UserError, naming them, where some are gone."""
        missing = [item_id for item_id in attempt.form.item_ids if item_id not in self.by_id]
        if missing:
            raise _missing(missing)
        return tuple(self.by_id[item_id] for item_id in attempt.form.item_ids)

    def version_of(self, items: Sequence[Item]) -> str:
        """What a form of these items, or its result, rests on: the bank, and its own items as they are."""
        from smmhire.assessment.forms import bank_version
        from smmhire.assessment.own_items import is_own

        own = [item for item in items if is_own(item.id)]
        return f"{self.version}{AND_OWN}{bank_version(own)}" if own else self.version

    def with_own(self, own: Sequence[Item]) -> Bank:
        """This bank with an employer's own items too."""
        from smmhire.assessment.own_items import filled, languages_of

        if not own:
            return self
        shown = tuple(filled(item) for item in own)
        return Bank(
            (*self.items, *shown),
            self.version,
            self.by_id | {item.id: item for item in shown},
            self.own_languages | {item.id: languages_of(item) for item in own},
        )

    def for_form(self, languages: Languages) -> tuple[Item, ...]:
        """The items that a form in these languages may have."""
        wanted = {*LANGUAGES} if languages is Languages.BOTH else {languages.value}
        return tuple(item for item in self.items if wanted <= self.own_languages.get(item.id, wanted))


@lru_cache(maxsize=1)
def load_bank() -> Bank:
    """The shipped bank. Read once, then kept."""
    from smmhire.assessment.forms import bank_version
    from smmhire.content import load_items

    items = load_items()
    return Bank(items, bank_version(items), {item.id: item for item in items})


def whole_bank(work: UnitOfWork) -> Bank:
    """The shipped bank and all own items that may be asked."""
    return load_bank().with_own(work.own_items.released())


def bank_of(work: UnitOfWork, item_ids: Collection[str]) -> Bank:
    """The shipped bank and those own items that are named: also such as may no longer be asked."""
    from smmhire.assessment.own_items import is_own

    own = [item_id for item_id in item_ids if is_own(item_id)]
    return load_bank().with_own(work.own_items.items(own)) if own else load_bank()


def shipped_version(version: str) -> str:
    """The state of the shipped bank in what `Bank.version_of` gave."""
    return version.partition(AND_OWN)[0]


def all_items(*, unit_of_work: UnitOfWorkFactory) -> tuple[Item, ...]:
    """Those of the shipped bank and the own ones that may be asked."""
    load_bank()  # read from files the first time: not while a transaction is open
    with unit_of_work(read_only=True) as work:
        return whole_bank(work).items


_USUAL = FormSettings()


def presented(item: Item, seed: int, settings: FormSettings = _USUAL) -> Item:
    """The item as an attempt with this seed shows it: options shuffled, drawn values in the text, and in one
    language where the form is given in one."""
    from smmhire.assessment.forms import options_seed, shuffled_options
    from smmhire.assessment.one_language import shown_in

    shown = replace(item, options=shuffled_options(item, options_seed(seed, settings)))
    return shown_in(_with_values(shown, seed), settings.languages)


def _with_values(shown: Item, seed: int) -> Item:
    if shown.numeric is None or not shown.numeric.variables:
        return shown
    from smmhire.assessment.numeric import draw_values

    values = draw_values(shown.numeric, seed)
    return replace(shown, stem=_filled(shown.stem, values))


def _filled(text: Bilingual, values: dict[str, float]) -> Bilingual:
    """The text with each {name} replaced by its value, in the digits and groups of each language."""
    written: dict[str, str] = {}
    for language in LANGUAGES:
        with using(language):
            filled = text.text(language)
            for name, value in values.items():
                filled = filled.replace("{" + name + "}", number(value, _decimals(value)))
            written[language] = filled
    return Bilingual(en=written["en"], bn=written["bn"])


def _decimals(value: float) -> int:
    """As many places as the value has: drawn values lie on a grid and have few."""
    whole, _point, fraction = repr(value).partition(".")
    return 0 if "e" in whole + fraction or fraction == "0" else len(fraction)


def changed(answer: UnfitAnswer) -> UserError:
    """An answer was given to a question that has other options since."""
    return UserError(
        _("The question {id} is no longer as it was when it was answered.", id=answer.item_id),
        _("Install the version of the program with which the assessment was begun."),
    )


def _missing(item_ids: list[str]) -> UserError:
    return UserError(
        _("These questions are no longer in the item bank: {ids}.", ids=", ".join(item_ids)),
        _("Install the version of the program with which the assessment was begun."),
    )
