"""What the settings of a form are called; message ids, translated where they are shown."""

from __future__ import annotations

from smmhire.assessment.attempts import Feedback, Languages
from smmhire.assessment.composition import FormKind, Source
from smmhire.texts import N_

KINDS: dict[FormKind, str] = {
    FormKind.FIXED: N_("The same questions for all candidates"),
    FormKind.RANDOM: N_("Questions drawn anew for each candidate"),
    FormKind.ADAPTIVE: N_("Adaptive: chosen by the answers so far"),
}
SOURCES: dict[Source, str] = {
    Source.BANK: N_("The questions of the program"),
    Source.OWN_FIRST: N_("Our own first, the rest from the program"),
    Source.OWN: N_("Our own only"),
}
LANGUAGES: dict[Languages, str] = {
    Languages.BOTH: N_("Both, with a switch at every question"),
    Languages.BENGALI: N_("Bengali only"),
    Languages.ENGLISH: N_("English only"),
}
FEEDBACK: dict[Feedback, str] = {
    Feedback.NOW: N_("after each answer"),
    Feedback.END: N_("at the end, with the result"),
    Feedback.NEVER: N_("never"),
}
