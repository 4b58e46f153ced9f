"""The plan of a lokasi: tents, booths and fixtures in metres, and the rules of its geometry."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Booth:
    """One stand. `x`, `y` is its top left corner in metres from the plan's top left, y downwards.

    `label` is unique on the plan ("A-07"). `tent` names its tent or is "" for a free-standing booth. `facing` is
    the side with the counter: "n", "e", "s" or "w". `zone` is "" or "mitra". `blocked`: nobody may stand here.
    """

    id: str
    label: str
    x: float
    y: float
    width: float = 2.5
    depth: float = 2.5
    tent: str = ""
    facing: str = "s"
    power: bool = False
    water: bool = False
    open_fire: bool = True
    zone: str = ""
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Fixture:
    """A labelled rectangle in metres: stage, gate, genset, power, water, toilet, prayer, parking, office, other.

    `reach` is how many metres a genset or power point serves (0: none).
    """

    id: str
    kind: str
    label: str
    x: float
    y: float
    width: float
    depth: float
    reach: float = 0.0


@dataclass(frozen=True, slots=True)
class Plan:
    """A whole layout in metres. `north` is the bearing of the plan's upper edge, in degrees clockwise."""

    width: float
    depth: float
    booths: tuple[Booth, ...]
    fixtures: tuple[Fixture, ...] = ()
    north: float = 0.0
