"""The glossary: enough terms, both languages, no word for two things."""

from __future__ import annotations

import re
from pathlib import Path
from unicodedata import normalize

import pytest

from smmhire.content import load_glossary
from smmhire.content.glossary import read_glossary
from smmhire.errors import UserError

# Words that the interface, the content and the documents must agree on.
AGREED = {
    "SMM manager": "এসএমএম ম্যানেজার",
    "vacancy": "শূন্যপদ",
    "candidate": "প্রার্থী",
    "employer": "নিয়োগকর্তা",
    "competency": "দক্ষতা-ক্ষেত্র",
    "duty": "দায়িত্ব",
    "quality": "গুণ",
    "skill": "দক্ষতা",
    "must-have": "আবশ্যিক",
    "weight": "গুরুত্ব",
    "required level": "প্রয়োজনীয় স্তর",
    "assessment": "মূল্যায়ন",
    "self-assessment": "আত্ম-মূল্যায়ন",
    "question": "প্রশ্ন",
    "attempt": "প্রচেষ্টা",
    "ability": "সামর্থ্য",
    "standard error": "প্রমিত ত্রুটি",
    "percentile": "পার্সেন্টাইল",
    "pay": "পারিশ্রমিক",
    "report": "প্রতিবেদন",
    "certificate": "সনদ",
    "target audience": "লক্ষ্য দর্শক",
    "development plan": "উন্নয়ন পরিকল্পনা",
    "ranking": "ক্রমবিন্যাস",
    "tier": "ধাপ",
    "stage": "পর্যায়",
    "offer": "প্রস্তাব",
    "benchmark": "বেঞ্চমার্ক",
    "source": "উৎস",
    "interval": "ব্যবধি",
    "review": "পর্যালোচনা",
    "engagement": "এনগেজমেন্ট",
    "targeting": "টার্গেটিং",
    "content": "কনটেন্ট",
}


def test_the_glossary_has_the_agreed_words() -> None:
    terms = {entry.term.en: entry.term.bn for entry in load_glossary()}
    assert len(terms) >= 80
    assert {en: terms[en] for en in AGREED} == {en: normalize("NFC", bn) for en, bn in AGREED.items()}


def test_every_term_and_note_is_in_its_language() -> None:
    for entry in load_glossary():
        for text in (entry.term, entry.note):
            assert re.search(r"[\u0980-\u09ff]", text.bn), text
            assert not re.search(r"[A-Za-z]{2,}", text.bn), text


def test_no_bengali_word_stands_for_two_terms() -> None:
    words = [entry.term.bn for entry in load_glossary()]
    assert sorted(set(words)) == sorted(words)


def test_a_term_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    entry = '  - term: {en: Pay, bn: "বেতন"}\n    note: {en: n, bn: "ন"}\n'
    path.write_text("terms:\n" + entry + entry.replace("Pay", "pay"), encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_glossary(path)
    assert caught.value.what == (
        "glossary.yaml, line 4, entry 2, field term.en: The term stands in the glossary twice."
    )


def test_terms_come_in_the_order_of_the_english_alphabet() -> None:
    names = [entry.term.en.casefold() for entry in load_glossary()]
    assert names == sorted(names)


def bengali_texts() -> dict[str, str]:
    """Every Bengali text of the product by where it stands: interface, role, questions."""
    from babel.messages import pofile

    from smmhire.assessment.item_review import texts_of
    from smmhire.content import CONTENT, load_items
    from smmhire.settings import RESOURCES

    texts: dict[str, str] = {}
    with (RESOURCES / "locale" / "bn" / "LC_MESSAGES" / "smmhire.po").open("rb") as file:
        for message in pofile.read_po(file):
            written = message.string or ""
            texts[f"interface: {message.id}"] = written if isinstance(written, str) else " ".join(written)
    for item in load_items():
        texts[item.id] = " ".join(text.bn for text in texts_of(item))
    for path in sorted((CONTENT / "role").glob("*.yaml")):
        texts[path.name] = path.read_text("utf-8")
    return texts


def test_no_text_uses_a_word_that_the_glossary_avoids() -> None:
    avoided = [(word, entry.term.bn) for entry in load_glossary() for word in entry.avoid]
    assert len(avoided) >= 15
    # What people are quoted to say is theirs.
    texts = {place: re.sub(r"“[^”]*”", "", normalize("NFC", text)) for place, text in bengali_texts().items()}
    assert len(texts) > 1500
    found = [
        (place, word, instead)
        for place, text in texts.items()
        for word, instead in avoided
        if re.search(rf"(?<![\u0980-\u09ff]){word}", text)
    ]
    assert found == []
