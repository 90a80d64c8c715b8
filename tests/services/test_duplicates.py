"""Entries of one person are found, beside one candidate and among all."""

from __future__ import annotations

from uuid import UUID

from smmhire.services import candidates, duplicates
from smmhire.storage.unit_of_work import UnitOfWorkFactory


def add(unit_of_work: UnitOfWorkFactory, name: str, email: str = "", phone: str = "") -> UUID:
    return candidates.new(name, email=email, phone=phone, unit_of_work=unit_of_work).id


def test_who_is_added_twice_is_found_while_typing(unit_of_work: UnitOfWorkFactory) -> None:
    karim = add(unit_of_work, "করিম উদ্দিন", phone="০১৭১১-০০০১১১")
    add(unit_of_work, "Nusrat Jahan", "nusrat@example.org")
    (found,) = duplicates.beside("Kareem Uddin", "", "+8801711000111", unit_of_work=unit_of_work)
    assert found.id == karim
    assert found.similarity.is_likely
    (perhaps,) = duplicates.beside("Md. Karimuddin", "", "", unit_of_work=unit_of_work)
    assert not perhaps.similarity.is_likely


def test_nobody_is_their_own_double_and_the_deleted_are_none(unit_of_work: UnitOfWorkFactory) -> None:
    karim = add(unit_of_work, "Karim", "k@example.org")
    gone = add(unit_of_work, "Karim", "k@example.org")
    candidates.delete(gone, unit_of_work=unit_of_work)
    assert duplicates.beside("Karim", "k@example.org", "", besides=[karim], unit_of_work=unit_of_work) == ()


def test_an_empty_form_is_like_nobody(unit_of_work: UnitOfWorkFactory) -> None:
    add(unit_of_work, "Karim")
    assert duplicates.beside("", "", "", unit_of_work=unit_of_work) == ()


def test_all_pairs_come_the_likeliest_first_each_once(unit_of_work: UnitOfWorkFactory) -> None:
    one = add(unit_of_work, "Karim Uddin", "karim@example.org", "01711000111")
    two = add(unit_of_work, "Karim Uddin", "KARIM@example.org", "01711000111")
    three = add(unit_of_work, "করিম উদ্দিন")
    add(unit_of_work, "Nusrat Jahan", "nusrat@example.org")
    found = duplicates.among_all(unit_of_work=unit_of_work)
    assert [pair.ids for pair in found.pairs] == [
        frozenset((one, two)),
        frozenset((one, three)),
        frozenset((two, three)),
    ]
    assert found.total == 3
    assert found.pairs[0].names == ("Karim Uddin", "Karim Uddin")


def test_a_frequent_name_makes_no_pairs_of_everybody_with_everybody(unit_of_work: UnitOfWorkFactory) -> None:
    for n in range(60):
        add(unit_of_work, "Rahim Uddin", f"{n:02}rahim.of.{n:02}@example.org", f"01711{n:03}{n * 7:03}")
    one = add(unit_of_work, "Rahim Uddin", "someone.else@example.org")
    two = add(unit_of_work, "রহিম উদ্দিন", "someone.else@example.org")
    told: list[float] = []
    found = duplicates.among_all(unit_of_work=unit_of_work, progress=lambda share, _what: told.append(share))
    assert found.crowded == 62
    assert found.pairs[0].ids == frozenset((one, two))
    assert found.total < 62 * 9
    assert told[0] == 0.0 and told[-1] == 1.0 and told == sorted(told)


def test_no_more_pairs_are_given_than_asked_for_but_all_are_counted(unit_of_work: UnitOfWorkFactory) -> None:
    for _n in range(4):
        add(unit_of_work, "Karim", "k@example.org")
    found = duplicates.among_all(unit_of_work=unit_of_work, limit=2)
    assert (len(found.pairs), found.total) == (2, 6)
