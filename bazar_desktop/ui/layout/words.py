"""The words for needs, fixtures and flaws of the denah: codes come in, plain Indonesian goes out."""

from __future__ import annotations

from bazar_desktop.domain.layout.checks import NARROW, Flaw
from bazar_desktop.domain.layout.model import Plan
from bazar_desktop.language import N_, _
from bazar_desktop.phrases.fixtures import FIXTURES as FIXTURES
from bazar_desktop.services.bazaars.participants import ParticipantFacts

FLAWS = {
    "overlap": N_("{names} bertumpuk"),
    "outside": N_("{names} keluar dari denah"),
    "beyond_reach": N_("{names} ditandai berlistrik tetapi jauh dari stop kontak"),
    "narrow": N_("lorong di depan {names} hanya {metres} m, paling sedikit {least} m"),
}

FLAWS_SHORT = {
    "overlap": N_("bertumpuk"),
    "outside": N_("di luar denah"),
    "beyond_reach": N_("listrik tak terjangkau"),
    "narrow": N_("lorong {metres} m"),
}  # at the thing itself


def needs_words(participant: ParticipantFacts) -> str:
    """What the participant needs: "butuh listrik, memakai api"."""
    named = (
        (participant.needs_power, _("butuh listrik")),
        (participant.needs_water, _("butuh air")),
        (participant.open_fire, _("memakai api")),
        (participant.wheelchair, _("jalan kursi roda")),
        (participant.stand_width > 0, _("lebar {width} cm").format(width=participant.stand_width)),
    )
    return ", ".join(words for needed, words in named if needed)


def flaw_words(flaw: Flaw, plan: Plan, least: float = 0.0) -> str:
    """Something wrong with a plan, in words; `least` is the width that the office asks of an aisle, in metres."""
    names = {booth.id: booth.label for booth in plan.booths}
    names |= {fixture.id: fixture.label for fixture in plan.fixtures}
    concerned = flaw.ids[:1] if flaw.code == NARROW else flaw.ids
    joined = _(" dan ").join(names.get(item, "?") for item in concerned)
    return _(FLAWS[flaw.code]).format(
        names=joined, metres=metres_words(flaw.metres), least=metres_words(least)
    )


def flaw_short(flaw: Flaw) -> str:
    """The same in a word or two, to stand at the thing."""
    return _(FLAWS_SHORT[flaw.code]).format(metres=metres_words(flaw.metres))


def metres_words(metres: float) -> str:
    """1.2 as "1,2", 3.0 as "3"."""
    return f"{metres:.2f}".rstrip("0").rstrip(".").replace(".", ",")
