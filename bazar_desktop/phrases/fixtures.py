"""What the fixtures of a denah are called, by their kind."""

from __future__ import annotations

from bazar_desktop.language import N_

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
    "zone": N_("Zona"),
    "other": N_("Sarana lain"),
}
