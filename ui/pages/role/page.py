"""The role in plain words, with the source of every statement."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QTextBrowser, QWidget

from smmhire.role.description import LEVELS, Role
from smmhire.services.role import role
from smmhire.texts import N_, _, number, say
from ui import theme
from ui.pages.page import Page, Workplace
from ui.widgets.basics import PAGE_MARGIN, column, label
from ui.widgets.lines import Lines

SECTIONS = (
    ("what", N_("What the role is")),
    ("duties", N_("Daily duties and measures")),
    ("qualities", N_("Qualities and technical base")),
    ("limits", N_("What is not the role")),
    ("competencies", N_("Competencies and levels")),
    ("platforms", N_("Kinds of platform")),
    ("earning", N_("Ways of earning")),
    ("occupations", N_("Official occupations nearby")),
    ("facts", N_("All facts and their sources")),
)
# The facts that say what the role is and what it is for, in reading order.
WHAT_FACTS = ("R1", "R6", "R4", "R7", "R8", "R2", "R3", "E1", "E2", "E3", "R9", "R10", "E4")


class RolePage(Page):
    """Sections at the left, text at the right."""

    def __init__(self, workplace: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(workplace, parent)
        title = label("title")
        self.texts.bind(title.setText, N_("What does an SMM manager do?"))
        self.sections = Lines()
        self.sections.addItems([""] * len(SECTIONS))
        self.sections.setMaximumWidth(280)
        self.texts.bind(self.sections.setAccessibleName, N_("Sections"))
        self.text = QTextBrowser()
        self.texts.bind(self.text.setAccessibleName, N_("About the role"))
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.addWidget(self.sections)
        splitter.addWidget(self.text)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        layout = column(title, splitter, margin=PAGE_MARGIN)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self._name_sections()
        self.sections.currentRowChanged.connect(self._show)

    def enter(self, argument: object = None) -> None:
        """Show the section named by `argument`, or the one last read."""
        names = [name for name, _label in SECTIONS]
        if isinstance(argument, str) and argument in names:
            self.sections.setCurrentRow(names.index(argument))
        elif self.sections.currentRow() < 0:
            self.sections.setCurrentRow(0)

    def retranslate(self) -> None:
        """Sections and text again."""
        super().retranslate()
        self._name_sections()
        self._show(self.sections.currentRow())

    def _name_sections(self) -> None:
        for index, (_name, text) in enumerate(SECTIONS):
            self.sections.item(index).setText(_(text))

    def _show(self, index: int) -> None:
        if index < 0:
            return
        self.text.setHtml(_html(SECTIONS[index][0], role()))


def _html(section: str, role: Role) -> str:
    body = {
        "what": _what,
        "duties": _duties,
        "qualities": _qualities,
        "limits": _limits,
        "competencies": _competencies,
        "platforms": _platforms,
        "earning": _earning,
        "occupations": _occupations,
        "facts": _facts,
    }[section](role)
    c = theme.colours()
    style = (
        f"<style>body{{line-height:150%}} h2{{font-size:14pt;margin-bottom:2px}} p{{margin:4px 0 10px 0}} "
        f".s{{color:{c.muted};font-size:9pt}} .c{{color:{c.caution}}} li{{margin-bottom:4px}}</style>"
    )
    return f"{style}<body>{body}</body>"


def _source(ids: tuple[str, ...]) -> str:
    return f'<span class="s">[{escape(", ".join(ids))}]</span>'


def _entry(name: str, description: str, ids: tuple[str, ...]) -> str:
    return f"<h2>{escape(name)}</h2><p>{escape(description)} {_source(ids)}</p>"


def _list(entries: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(entry)}</li>" for entry in entries) + "</ul>"


def _what(role: Role) -> str:
    return "".join(f"<p>{escape(say(role.fact(i).text))} {_source((i,))}</p>" for i in WHAT_FACTS)


def _duties(role: Role) -> str:
    parts = [_entry(say(d.name), say(d.description), d.sources) for d in role.directions]
    for duty in role.duties:
        parts.append(_entry(say(duty.name), say(duty.description), duty.sources))
        parts.append(f"<p><b>{escape(_('How the result is measured'))}</b></p>")
        parts.append(_list([say(measure) for measure in duty.measures]))
    return "".join(parts)


def _qualities(role: Role) -> str:
    return "".join(
        _entry(say(t.name), say(t.description), t.sources) for t in (*role.qualities, *role.technical_skills)
    )


def _limits(role: Role) -> str:
    return "".join(
        _entry(say(limit.name), say(limit.reason), limit.sources)
        + f"<p>{escape(_('Whose work it is: {whose}', whose=say(limit.belongs_to)))}</p>"
        for limit in role.limits
    )


def _competencies(role: Role) -> str:
    parts: list[str] = []
    for competency in role.competencies:
        parts.append(_entry(say(competency.name), say(competency.description), competency.sources))
        parts.append(
            _list(
                [
                    _("Level {level}: {anchor}", level=number(level), anchor=say(anchor))
                    for level, anchor in zip(LEVELS, competency.anchors, strict=True)
                ]
            )
        )
    return "".join(parts)


def _platforms(role: Role) -> str:
    return "".join(
        _entry(say(kind.name), say(kind.description), kind.sources)
        + f"<p>{escape(_('Examples: {names}', names=', '.join(kind.examples)))}</p>"
        for kind in role.platform_kinds
    )


def _earning(role: Role) -> str:
    parts: list[str] = []
    for route in role.routes:
        parts.append(_entry(say(route.name), say(route.description), route.sources))
        parts.append(f"<p>{escape(_('How it is paid: {how}', how=say(route.paid)))}</p>")
        if route.places:
            parts.append(f"<p>{escape(_('Where: {names}', names=', '.join(route.places)))}</p>")
        if route.requirement is not None:
            text = _("What must be there first: {what}", what=say(route.requirement))
            parts.append(f"<p>{escape(text)}</p>")
        if route.threshold is not None:
            parts.append(f'<p class="c">{escape(say(route.threshold.remark))}</p>')
        if route.caution is not None:
            parts.append(f'<p class="c">{escape(say(route.caution))}</p>')
    return "".join(parts)


def _occupations(role: Role) -> str:
    parts: list[str] = []
    for heading, entries in (
        (_("Near the role"), [o for o in role.occupations if o.limit is None]),
        (_("Outside the role"), [o for o in role.occupations if o.limit is not None]),
    ):
        parts.append(f"<h2>{escape(heading)}</h2>")
        for one in entries:
            code = escape(f"{one.system} {one.code}")
            text = f"{escape(say(one.name))} <span class='s'>[{code}]</span><br>{escape(say(one.note))}"
            parts.append(f"<p>{text}</p>")
    credit = _(
        "Occupations: ESCO (European Commission) and O*NET (US Department of Labor, Employment and Training "
        "Administration), both CC BY 4.0; names translated here. Neither knows the SMM manager by that name: "
        "nothing is assigned by the program."
    )
    parts.append(f"<p class='s'>{escape(credit)}</p>")
    return "".join(parts)


def _facts(role: Role) -> str:
    return "".join(f"<p>{escape(say(fact.text))} {_source((fact.id,))}</p>" for fact in role.facts)
