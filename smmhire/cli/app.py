"""All commands, put together."""

from __future__ import annotations

from typer.core import TyperGroup
from typer.main import get_command

from smmhire.cli import (
    attempt,
    candidate,
    candidate_files,
    certificate,
    certificate_batch,
    certificate_check,
    decision_log,
    demo,
    documents,
    dossier,
    duplicates,
    interview,
    issuer,
    item,
    market,
    pay,
    pay_data,
    pay_entry,
    pay_mapping,
    pay_routes,
    rank,
    role,
    scorecard,
    upkeep,
    vacancy,
)
from smmhire.cli.usage import group
from smmhire.texts import N_

HELP = N_(
    "SMM Hire: hiring and assessing social media marketing managers. Without a command the window opens. "
    "Exit codes: 0 fine, 1 a finding, 2 wrong use or input."
)


def build_app() -> TyperGroup:
    """The program's commands; its `main` runs one of them, with `obj=Session(…)`."""
    app = group(HELP)
    groups = {
        "role": (N_("What an SMM manager is."), [role.register]),
        "vacancy": (N_("Describe jobs, and have them reviewed."), [vacancy.register]),
        "item": (N_("The questions of the bank."), [item.register]),
        "candidate": (
            N_("Those who apply."),
            [candidate.register, candidate_files.register, duplicates.register, dossier.register],
        ),
        "interview": (N_("What is asked in interviews."), [interview.register]),
        "scorecard": (N_("Interviews and work samples, rated."), [scorecard.register]),
        "attempt": (N_("Take an assessment, and see its result."), [attempt.register]),
        "pay": (
            N_("What is paid, and where an offer stands."),
            [
                pay_data.register,
                pay_mapping.register,
                pay.register,
                pay_routes.register,
                pay_entry.register,
                market.register,
            ],
        ),
        "log": (N_("Who decided what, when and why."), [decision_log.register]),
        "certificate": (
            N_("Issue certificates, and check them."),
            [
                certificate.register,
                certificate_check.register,
                certificate_batch.register,
                issuer.register,
            ],
        ),
    }
    for name, (help_text, registers) in groups.items():
        made = group(help_text)
        for register in registers:
            register(made)
        app.add_typer(made, name=name)
    for register in (rank.register, documents.register, upkeep.register, demo.register):
        register(app)
    built = get_command(app)
    assert isinstance(built, TyperGroup)
    return built
