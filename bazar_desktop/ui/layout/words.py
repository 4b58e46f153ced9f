"""The words for needs, fixtures and flaws of the denah: codes come in, plain Indonesian goes out."""

from __future__ import annotations

from bazar_desktop.domain.layout import Flaw, Plan
from bazar_desktop.language import N_, _
from bazar_desktop.services.participants import ParticipantFacts

FIXTURES = {
    "stage": N_("Panggung"),
    "gate": N_("Pintu masuk"),
    "genset": N_("Genset"),
    "power": N_("Stop kontak"),
    "water": N_("Air"),
    "toilet": N_("Toilet"),
    "prayer": N_("Musala"),
    "parking": N_("Parkir"),
    "office": N_("Pos petugas"),
    "other": N_("Sarana lain"),
}

FLAWS = {
    "overlap": N_("{names} bertumpuk"),
    "outside": N_("{names} keluar dari denah"),
    "beyond_reach": N_("{names} ditandai berlistrik tetapi jauh dari stop kontak"),
}


def needs_words(one: ParticipantFacts) -> str:
    """What the participant needs: "butuh listrik, memakai api"."""
    named = (
        (one.needs_power, _("butuh listrik")),
        (one.needs_water, _("butuh air")),
        (one.open_fire, _("memakai api")),
        (one.wheelchair, _("jalan kursi roda")),
        (one.stand_width > 0, _("lebar {width} cm").format(width=one.stand_width)),
    )
    return ", ".join(words for needed, words in named if needed)


def flaw_words(flaw: Flaw, plan: Plan) -> str:
    """Something wrong with a plan, in words."""
    names = {booth.id: booth.label for booth in plan.booths}
    names |= {one.id: one.label for one in plan.fixtures}
    joined = _(" dan ").join(names.get(one, "?") for one in flaw.ids)
    return _(FLAWS[flaw.code]).format(names=joined)
