"""The office's receipt (`.terima`): what it holds of each origin, and what became of each package."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from bazar_desktop.sync import signed
from bazar_desktop.sync.answers import Answer, DeviceRevoked, SampleData, UnknownDevice
from bazar_desktop.sync.device_keys import DeviceKeys
from bazar_desktop.sync.envelope import KnownDevice
from bazar_desktop.sync.strict import Count, Hash, Instant, KeyId, Name, Number, Origin, Uuid
from bazar_desktop.sync.sums import ChainPoint, Sums

KIND, FORMAT, SUFFIX = "bazar-terima", 1, ".terima"


class ReceivedChain(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"last": "to"}):
    """One origin as the office holds it: the last number without a gap before it, its hash, the sums from 1."""

    origin: Origin
    last: Count
    hash: Hash
    counts: dict[Name, Count]
    rupiah: Number

    @property
    def point(self) -> ChainPoint:
        return ChainPoint(self.origin, self.last, self.hash, Sums(self.counts, self.rupiah))


class PackageAnswer(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}
):
    """What became of one package. `missing` are the gaps it waits for; `clock_odd` flags its clock.

    `file` is its name where the package itself could not be read.
    """

    answer: Answer
    package: Uuid | None = None
    origin: Origin | None = None
    first: Count = 0
    last: Count = 0
    missing: list[tuple[Count, Count]] = []
    clock_odd: bool = False
    file: Annotated[str, Meta(max_length=255)] = ""


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`office` is the key id of who signs; `device` that of the laptop it is for, None where for all."""

    kind: Literal["bazar-terima"]
    format: int
    office: KeyId
    sudin: Name
    device: KeyId | None
    made_at: Instant
    sample: bool
    chains: list[ReceivedChain]
    packages: list[PackageAnswer]

    def agrees(self, point: ChainPoint) -> bool | None:
        """Whether the office holds at its last number what `point`, ours at that number, says.

        None where the receipt does not speak of that origin, or of another number.
        """
        for chain in self.chains:
            if chain.origin == point.origin and chain.last == point.last:
                return chain.point == point
        return None


def make_receipt(
    points: Sequence[ChainPoint],
    packages: Sequence[PackageAnswer],
    *,
    keys: DeviceKeys,
    sudin: str,
    made_at: str,
    device: str | None = None,
    sample: bool = False,
) -> bytes:
    """Make the signed receipt over `points`, for the laptop with key id `device` or for all."""
    chains = [
        ReceivedChain(point.origin, point.last, point.hash, dict(point.sums.counts), point.sums.rupiah)
        for point in sorted(points, key=lambda point: point.origin)
    ]
    receipt = Receipt(
        kind="bazar-terima",
        format=FORMAT,
        office=keys.public.id,
        sudin=sudin,
        device=device,
        made_at=made_at,
        sample=sample,
        chains=chains,
        packages=list(packages),
    )
    return signed.sign(receipt, keys)


def read_receipt(data: bytes, *, offices: Mapping[str, KnownDevice], sample: bool = False) -> Receipt:
    """Read the receipt in `data`, signed by one of `offices` (by key id).

    Raises TooBig, PackageDamaged, TooNew, TooOld, UnknownDevice, BadSignature, DeviceRevoked, SampleData.
    """
    receipt, proof = signed.read(data, KIND, FORMAT, Receipt)
    office = offices.get(receipt.office)
    if office is None:
        raise UnknownDevice(device=receipt.office)
    proof.prove(office.keys, office.name)
    if office.revoked:
        raise DeviceRevoked(name=office.name)
    if receipt.sample != sample:
        raise SampleData()
    return receipt
