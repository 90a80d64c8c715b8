"""QTI 3.0: a package of items with its manifest."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from smmhire.assessment.items import Item, ItemType
from smmhire.exchange.items.draft import DraftItem, DraftNumber
from smmhire.exchange.items.finish import CHOICES, as_written
from smmhire.exchange.items.plain import tidy
from smmhire.exchange.items.writing import Losses, Written, best_only, with_joined_feedback, written

NAMESPACE = "http://www.imsglobal.org/xsd/imsqtiasi_v3p0"
_SCHEMA = "https://purl.imsglobal.org/spec/qti/v3p0/schema/xsd/imsqti_asiv3p0_v1p0.xsd"
_PACKAGE = "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1"
_MATCH_CORRECT = "https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
# One moment for every file of a package, so that the same items give the same bytes.
_MOMENT = (2026, 1, 1, 0, 0, 0)


def write_qti3(items: Sequence[Item], language: str, *, seed: int = 1) -> Written:
    """The items as a package (ZIP). Raises UserError where none can be written."""
    return written(items, language, seed, fit, package_of)


def fit(draft: DraftItem, losses: Losses) -> DraftItem | None:
    """The draft as a QTI item holds it; None for a self-rating."""
    if draft.type is ItemType.SELF_RATING:
        return None
    if draft.type is ItemType.SITUATIONAL:
        draft = best_only(draft, losses)
    if draft.type in (ItemType.MATCHING, ItemType.ORDERING):
        draft = with_joined_feedback(draft, losses)
    if draft.number is not None and (draft.number.mistakes or draft.number.otherwise):
        losses.add("joined")
        draft = replace(draft, feedback=_with_mistakes(draft, draft.number), number=_bare(draft.number))
    return replace(draft, name=draft.name or draft.identifier)


def _with_mistakes(draft: DraftItem, key: DraftNumber) -> str:
    lines = [f"{as_written(mistake.value)}: {mistake.feedback}" for mistake in key.mistakes]
    return tidy("\n".join([draft.feedback, *lines, key.otherwise]))


def _bare(key: DraftNumber) -> DraftNumber:
    return replace(key, mistakes=(), otherwise="")


def package_of(drafts: Sequence[DraftItem]) -> bytes:
    """The drafts, each as `fit` has cut it, as a package."""
    names = _file_names(drafts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        _add(package, "imsmanifest.xml", _manifest(names))
        for name, draft in zip(names, drafts, strict=True):
            _add(package, f"items/{name}.xml", item_of(draft, name))
    return out.getvalue()


def _add(package: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _MOMENT)
    info.compress_type = zipfile.ZIP_DEFLATED
    package.writestr(info, text.encode())


def _file_names(drafts: Sequence[DraftItem]) -> list[str]:
    """A name for each item that is an identifier of XML, each once whatever the letters' case."""
    names: list[str] = []
    taken: set[str] = set()
    for number, draft in enumerate(drafts, start=1):
        name = draft.identifier
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]{0,79}", name) or name.lower() in taken:
            name = f"item-{number:04}"
        while name.lower() in taken:
            name += "x"
        taken.add(name.lower())
        names.append(name)
    return names


def _manifest(names: Sequence[str]) -> str:
    resources = "\n".join(
        f'<resource identifier="{name}" type="imsqti_item_xmlv3p0" href="items/{name}.xml">'
        f'<file href="items/{name}.xml"/></resource>'
        for name in names
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<manifest xmlns="{_PACKAGE}" identifier="smmhire-items">\n'
        "<metadata><schema>QTI Package</schema><schemaversion>3.0.0</schemaversion></metadata>\n"
        f"<organizations/>\n<resources>\n{resources}\n</resources>\n</manifest>\n"
    )


def item_of(draft: DraftItem, identifier: str) -> str:
    """One item as an XML document."""
    attributes = f' xmlns="{NAMESPACE}" xmlns:xsi="{_XSI}" xsi:schemaLocation="{NAMESPACE} {_SCHEMA}"'
    attributes += f' identifier="{identifier}" title={quoteattr(draft.name or identifier)}'
    attributes += ' adaptive="false" time-dependent="false"'
    if draft.category:
        attributes += f" label={quoteattr(draft.category)}"
    if draft.language:
        attributes += f" xml:lang={quoteattr(draft.language)}"
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<qti-assessment-item{attributes}>",
        *_declarations(draft),
        "<qti-item-body>",
        *_body(draft),
        *_rubric(draft),
        "</qti-item-body>",
        *_processing(draft),
        *_modal_feedback(draft),
        "</qti-assessment-item>",
        "",
    ]
    return "\n".join(parts)


def _has_feedback(draft: DraftItem) -> bool:
    return draft.type in CHOICES and any(option.feedback for option in draft.options)


def _letter(place: int) -> str:
    return f"choice_{place + 1}"


def _declarations(draft: DraftItem) -> Iterator[str]:
    kind = draft.type
    cardinality = {ItemType.MULTIPLE_RESPONSE: "multiple", ItemType.ORDERING: "ordered",
                   ItemType.MATCHING: "multiple"}.get(kind, "single")  # fmt: skip
    base = {ItemType.MATCHING: "directedPair", ItemType.NUMERIC: "float"}.get(kind, "identifier")
    yield f'<qti-response-declaration identifier="RESPONSE" cardinality="{cardinality}" base-type="{base}">'
    values = "".join(f"<qti-value>{value}</qti-value>" for value in _key(draft))
    yield f"<qti-correct-response>{values}</qti-correct-response>"
    if _is_weighed(draft):
        weights = [Decimal(100) if o.is_correct else o.weight or Decimal(0) for o in draft.options]
        entries = "".join(
            f'<qti-map-entry map-key="{_letter(n)}" mapped-value="{as_written(weight / 100)}"/>'
            for n, weight in enumerate(weights)
        )
        yield f'<qti-mapping default-value="0">{entries}</qti-mapping>'
    yield "</qti-response-declaration>"
    yield (
        '<qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float">'
        "<qti-default-value><qti-value>0</qti-value></qti-default-value></qti-outcome-declaration>"
    )
    if _has_feedback(draft):
        yield (
            f'<qti-outcome-declaration identifier="FEEDBACK" cardinality="{cardinality}"'
            ' base-type="identifier"/>'
        )


def _is_weighed(draft: DraftItem) -> bool:
    return any(option.weight is not None for option in draft.options)


def _key(draft: DraftItem) -> list[str]:
    if draft.number is not None:
        return [as_written(draft.number.value)]
    places = range(len(draft.options))
    if draft.type is ItemType.ORDERING:
        return [_letter(place) for place in places]
    if draft.type is ItemType.MATCHING:
        targets = _targets(draft)
        return [
            f"{_letter(place)} target_{targets.index(draft.options[place].match) + 1}" for place in places
        ]
    return [_letter(place) for place in places if draft.options[place].is_correct]


def _targets(draft: DraftItem) -> list[str]:
    """The right sides, each once, in an order that does not give away the key."""
    return sorted({option.match for option in draft.options})


def _paragraphs(text: str) -> str:
    """A text as content: a line break stands between its lines."""
    return "<br/>".join(escape(line) for line in text.split("\n"))


def _body(draft: DraftItem) -> Iterator[str]:
    yield f"<div><p>{_paragraphs(draft.stem)}</p></div>"
    choices = [
        f'<qti-simple-choice identifier="{_letter(n)}">{_paragraphs(option.text)}</qti-simple-choice>'
        for n, option in enumerate(draft.options)
    ]
    match draft.type:
        case ItemType.NUMERIC:
            unit = draft.number.unit if draft.number else ""
            after = f' <span class="smmhire-unit">{escape(unit)}</span>' if unit else ""
            yield f'<p><qti-text-entry-interaction response-identifier="RESPONSE"/>{after}</p>'
        case ItemType.ORDERING:
            # The elements stand in the right order in the file, so the player must shuffle them.
            yield '<qti-order-interaction response-identifier="RESPONSE" shuffle="true">'
            yield from choices
            yield "</qti-order-interaction>"
        case ItemType.MATCHING:
            yield from _match(draft)
        case _:
            most = 1 if draft.type is ItemType.SINGLE_CHOICE else 0
            yield (
                '<qti-choice-interaction response-identifier="RESPONSE" shuffle="false"'
                f' max-choices="{most}">'
            )
            yield from choices
            yield "</qti-choice-interaction>"


def _match(draft: DraftItem) -> Iterator[str]:
    count = len(draft.options)
    yield (
        f'<qti-match-interaction response-identifier="RESPONSE" shuffle="true" max-associations="{count}">'
    )
    for name, most, texts in (
        ("choice", 1, [option.text for option in draft.options]),
        ("target", count, _targets(draft)),
    ):
        yield "<qti-simple-match-set>"
        for place, text in enumerate(texts, start=1):
            yield (
                f'<qti-simple-associable-choice identifier="{name}_{place}" match-max="{most}">'
                f"{_paragraphs(text)}</qti-simple-associable-choice>"
            )
        yield "</qti-simple-match-set>"
    yield "</qti-match-interaction>"


def _rubric(draft: DraftItem) -> Iterator[str]:
    """What is said of the whole question, for those who mark."""
    if draft.feedback:
        yield (
            '<qti-rubric-block use="scoring" view="scorer tutor"><qti-content-body>'
            f"<p>{_paragraphs(draft.feedback)}</p></qti-content-body></qti-rubric-block>"
        )


def _set(outcome: str, value: str) -> str:
    return f'<qti-set-outcome-value identifier="{outcome}">{value}</qti-set-outcome-value>'


def _processing(draft: DraftItem) -> Iterator[str]:
    """The marking: by the standard template where that says all, else written out."""
    feedback = _set("FEEDBACK", '<qti-variable identifier="RESPONSE"/>') if _has_feedback(draft) else ""
    response, correct = '<qti-variable identifier="RESPONSE"/>', '<qti-correct identifier="RESPONSE"/>'
    if _is_weighed(draft):
        score = _set("SCORE", '<qti-map-response identifier="RESPONSE"/>')
        yield f"<qti-response-processing>{score}{feedback}</qti-response-processing>"
        return
    if draft.number is None and not feedback:
        yield f'<qti-response-processing template="{_MATCH_CORRECT}"/>'
        return
    if draft.number is None:
        test = f"<qti-match>{response}{correct}</qti-match>"
    else:
        slack = as_written(draft.number.tolerance)
        mode = f'tolerance-mode="absolute" tolerance="{slack} {slack}"'
        test = f"<qti-equal {mode}>{response}{correct}</qti-equal>"
    one, none = (
        _set("SCORE", f'<qti-base-value base-type="float">{mark}</qti-base-value>') for mark in (1, 0)
    )
    yield (
        f"<qti-response-processing><qti-response-condition><qti-response-if>{test}{one}"
        f"</qti-response-if><qti-response-else>{none}</qti-response-else></qti-response-condition>"
        f"{feedback}</qti-response-processing>"
    )


def _modal_feedback(draft: DraftItem) -> Iterator[str]:
    if not _has_feedback(draft):
        return
    for place, option in enumerate(draft.options):
        if option.feedback:
            yield (
                f'<qti-modal-feedback outcome-identifier="FEEDBACK" identifier="{_letter(place)}"'
                f' show-hide="show"><qti-content-body><p>{_paragraphs(option.feedback)}</p>'
                "</qti-content-body></qti-modal-feedback>"
            )
