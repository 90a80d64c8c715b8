"""What is said of an employer's own wording, and of demands that do not go with title or pay."""

from __future__ import annotations

from smmhire.role.description import Role
from smmhire.texts import N_, _, number, say
from smmhire.vacancies.empty_phrases import Emptiness
from smmhire.vacancies.finding import Finding
from smmhire.vacancies.grounds import Ground

# Correlation with performance on the job, 0 to 1, corrected for range restriction as far as is known.
VALIDITY_OF_EXPERIENCE = 0.07  # source: SACKETT-2022
VALIDITY_OF_KNOWLEDGE_TEST = 0.40  # source: SACKETT-2022

# What the sources found on it: NG-FELDMAN-2008, HOSODA-2003. Of the other grounds the conventions speak.
GROUND_WORDS: dict[Ground, tuple[str, str]] = {
    Ground.AGE: (
        N_("Asks for an age: {words}."),
        N_(
            "Age says next to nothing about how well somebody does the core of a job. Asking for it "
            "turns away "
            "able people, and international labour standards speak against it."
        ),
    ),
    Ground.GENDER: (
        N_("Asks for a man or a woman: {words}."),
        N_(
            "The work can be done as well by either. Choosing by sex turns away half of the able "
            "people; the ILO "
            "convention on discrimination and the Constitution of Bangladesh speak against it."
        ),
    ),
    Ground.LOOKS: (
        N_("Asks for looks: {words}."),
        N_(
            "The audience sees posts and answers, not the person who writes them. Good looks sway those who "
            "choose, in all kinds of jobs, without having to do with the work."
        ),
    ),
    Ground.FAMILY: (
        N_("Asks about family: {words}."),
        N_(
            "Whether somebody is married or has children says nothing about the work. It turns away "
            "women above "
            "all, and international conventions speak against it."
        ),
    ),
    Ground.ORIGIN: (
        N_("Asks for a religion or an origin: {words}."),
        N_(
            "Belief and origin say nothing about the work. The ILO convention on discrimination and the "
            "Constitution of Bangladesh speak against choosing by them."
        ),
    ),
    Ground.HEALTH: (
        N_("Asks for health or a body without disability: {words}."),
        N_(
            "This work is done at a screen, and many people with a disability or an illness do it "
            "well. The UN "
            "convention on the rights of persons with disabilities speaks against turning them away."
        ),
    ),
}
INSTEAD_OF_GROUND = {
    Ground.AGE: N_("Take it out. Say what the person has to be able to do, by competencies and levels."),
    Ground.GENDER: N_("Take it out. If the team lacks women or men, invite them to apply instead."),
    Ground.LOOKS: N_("Take it out. If somebody is to appear on camera, name that as a duty."),
    Ground.FAMILY: N_("Take it out. If evenings or weekends are work time, write the hours."),
    Ground.ORIGIN: N_("Take it out. If a language or a feast has to be known well, ask for that knowledge."),
    Ground.HEALTH: N_("Take it out. If something has to be carried or visited, name that as a duty."),
}

EMPTY_WORDS: dict[Emptiness, tuple[str, str]] = {
    Emptiness.STARS: (
        N_(
            "It sounds like much and names no level: one reads a beginner into it, another a head of "
            "department."
        ),
        N_("Set the level you need in the competencies, and name a result the person is to reach."),
    ),
    Emptiness.PRESSURE: (
        N_("It hides what the load is. Applicants can only guess, and good ones expect the worst."),
        N_(
            "Write the load in numbers: how many pages, posts and messages a day, which hours, how "
            "quickly an "
            "answer has to be there."
        ),
    ),
    Emptiness.SPIRIT: (
        N_("Every employer says so, and it tells nobody how the work is done together."),
        N_("Write who the person works with, who decides, and how posts are approved."),
    ),
    Emptiness.VIRTUES: (
        N_("Everybody says it of themselves, and nobody can show it. It sorts out no one."),
        N_(
            "Write what the person does in the work that shows it, with a measure: a duty instead of a "
            "virtue."
        ),
    ),
}

Words = tuple[str, str, str]


def quoted(finding: Finding, name: str = "words") -> str:
    """The employer's own words, in quotation marks."""
    return ", ".join(f"“{words}”" for words in finding.param(name).split("\n"))


def outside_role(finding: Finding, role: Role) -> Words:
    """Work of another occupation."""
    limit = next(limit for limit in role.limits if limit.id == finding.param("limit"))
    headline = _(
        "{work} is outside the role: {words}. It is the work of: {owner}.",
        work=say(limit.name),
        words=quoted(finding),
        owner=say(limit.belongs_to),
    )
    return headline, say(limit.reason), say(limit.suggestion)


def bought_audience(finding: Finding, role: Role) -> Words:
    """Likes and followers for money."""
    return (
        _("Buying an audience is against the platforms' rules: {words}.", words=quoted(finding)),
        _(
            "Bought likes and followers are not the target audience: they do not read, answer or buy, and "
            "platforms remove them or block the page."
        ),
        _("Ask for growth by content and targeted advertising, measured by what people do."),
    )


def years_of_experience(finding: Finding, role: Role) -> Words:
    """Years of experience as a must-have."""
    return (
        _("Years of experience are a must-have: {words}.", words=quoted(finding)),
        _(
            "Years of experience say little about performance: their validity is {weak}, that of a job "
            "knowledge test {strong}. As a must-have they turn away able people.",
            weak=number(VALIDITY_OF_EXPERIENCE, 2),
            strong=number(VALIDITY_OF_KNOWLEDGE_TEST, 2),
        ),
        _("Make it a wish, and set the level you need in the competencies instead."),
    )


def unfair_wording(finding: Finding, role: Role) -> Words:
    """What turns people away for who they are."""
    ground = Ground(finding.param("ground"))
    headline, reason = GROUND_WORDS[ground]
    return _(headline, words=quoted(finding)), _(reason), _(INSTEAD_OF_GROUND[ground])


def empty_phrase(finding: Finding, role: Role) -> Words:
    """Words that say nothing."""
    reason, instead = EMPTY_WORDS[Emptiness(finding.param("sort"))]
    return _("Says nothing: {words}.", words=quoted(finding)), _(reason), _(instead)


def several_jobs(finding: Finding, role: Role) -> Words:
    """The work of several occupations."""
    limits = {limit.id: limit for limit in role.limits}
    owners = dict.fromkeys(say(limits[one].belongs_to) for one in finding.param("limits").split("\n"))
    return (
        _("Several jobs in one: SMM, and the work of: {owners}.", owners="; ".join(owners)),
        _(
            "Each of these is learnt and practised for years, and each fills days. Who can do all of "
            "it is hardly "
            "to be found, and whoever takes the job does each by halves."
        ),
        _(
            "Decide which of the jobs this vacancy is for, and what the others get: a vacancy of their "
            "own, or an "
            "order from outside."
        ),
    )


def junior_title(finding: Finding, role: Role) -> Words:
    """A beginner's title over senior demands."""
    return (
        _("A beginner is sought ({words}), but the demands are an expert's.", words=quoted(finding)),
        _demands(finding, role),
        _("Ask for what a beginner can show, or give the vacancy the title and the pay of the work it is."),
    )


def junior_pay(finding: Finding, role: Role) -> Words:
    """A beginner's pay for senior demands."""
    return (
        _(
            "A beginner’s pay for an expert’s demands: about {below} of 100 are paid less (from {low} "
            "to {high}).",
            below=number(float(finding.param("percentile"))),
            low=number(float(finding.param("low"))),
            high=number(float(finding.param("high"))),
        ),
        _(
            "{demands} Yet of {figures} figures at least three quarters are above the upper end of this pay. "
            "Figures: {source}.",
            demands=_demands(finding, role),
            figures=number(int(finding.param("figures"))),
            source=finding.param("source"),
        ),
        _("Raise the pay, or ask for less: a lower level, or fewer competencies at a high one."),
    )


def low_pay(finding: Finding, role: Role) -> Words:
    """Pay below that of three quarters of the figures."""
    return (
        _(
            "Low pay: about {below} of 100 are paid less (from {low} to {high}).",
            below=number(float(finding.param("percentile"))),
            low=number(float(finding.param("low"))),
            high=number(float(finding.param("high"))),
        ),
        _(
            "Of {figures} figures, beginners’ among them, at least three quarters are above the upper end of"
            " this pay: whoever can choose goes elsewhere. Figures: {source}.",
            figures=number(int(finding.param("figures"))),
            source=finding.param("source"),
        ),
        _("Compare it with the pay data, and raise it; or say in the description why it is what it is."),
    )


def _demands(finding: Finding, role: Role) -> str:
    said: list[str] = []
    if levels := finding.param("levels"):
        names = "; ".join(say(role.competency(one).name) for one in levels.split("\n"))
        said.append(_("Level 4 or 5 is asked for in most competencies: {names}.", names=names))
    if finding.param("years"):
        said.append(_("Years of experience are asked for: {words}.", words=quoted(finding, "years")))
    return " ".join(said)
