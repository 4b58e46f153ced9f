"""What laptops propose and what one laptop brought, in words: the same in the window and at the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from bazar_desktop.domain.calendar import format_date, format_time, to_wib
from bazar_desktop.domain.money import format_number, signed_rupiah
from bazar_desktop.language import _, listed
from bazar_desktop.messages.values import column_name, entity_name
from bazar_desktop.services.exchange.held_packages import HeldPackage
from bazar_desktop.services.exchange.proposals import Decided, LaptopProposal
from bazar_desktop.services.exchange.rejections import Rejection
from bazar_desktop.services.exchange.taking_back import Brought, BroughtPackage, Clock
from bazar_desktop.services.exchange.told_acts import HeavyAct, ToldAct

MOST_NAMES = 5
MOST_PACKAGES = 3
MOST_TOLD = 20  # names of one kind of act; more of them are not accepted in bulk


def counts_words(entities: Mapping[str, int]) -> str:
    """How many changes of what: `pelaku usaha 3, petugas 1`."""
    return ", ".join(f"{entity_name(name)} {format_number(count)}" for name, count in entities.items())


def entered_words(entered: Mapping[str, int]) -> str:
    """The days of before that a usul brings: bazaars, days and people; "" where it brings no bazaar."""
    if not entered.get("bazaar"):
        return ""
    return _("Membawa {bazaars} bazar, {days} hari, {people} pelaku usaha.").format(
        bazaars=format_number(entered["bazaar"]),
        days=format_number(entered.get("bazaar_day", 0)),
        people=format_number(entered.get("vendor", 0)),
    )


def acts_words(acts: Sequence[ToldAct]) -> str:
    """The acts that must be named, by kind: `memberhentikan Ratna; supervisor baru: Bos Palsu`. "" without any."""
    words = {
        HeavyAct.DISMISSED: _("memberhentikan {names}"),
        HeavyAct.NEW_SUPERVISOR: _("supervisor baru: {names}"),
        HeavyAct.DEMOTED: _("bukan supervisor lagi: {names}"),
        HeavyAct.REINSTATED: _("mengaktifkan kembali {names}"),
        HeavyAct.ERASED: _("menghapus data pribadi {names}"),
        HeavyAct.BAZAAR_WITHDRAWN: _("mencabut bazar {names}"),
        HeavyAct.DAY_WITHDRAWN: _("mencabut hari bazar {names}"),
    }
    told = {kind: [act.name for act in acts if act.kind is kind] for kind in words}
    return "; ".join(words[kind].format(names=_some(names)) for kind, names in told.items() if names)


def _some(names: Sequence[str]) -> str:
    """The first MOST_TOLD names, and how many more."""
    return listed(names, MOST_TOLD)


def contents_words(proposal: LaptopProposal) -> str:
    """What a usul holds: first what it does to people and bazaars, then how many changes of what."""
    acts, counts = acts_words(proposal.acts), counts_words(proposal.entities)
    return f"{acts}; {counts}" if acts else counts


def moment_words(at: datetime) -> str:
    when = to_wib(at)
    return f"{format_date(when.date())} {format_time(when)}"


def proposal_code(proposal: LaptopProposal) -> str:
    """By what a usul is named at the command line: the beginning of its chain, and its numbers."""
    return f"{proposal.origin[:8]}:{proposal.first}-{proposal.last}"


def proposal_words(proposal: LaptopProposal) -> str:
    """What a usul would do, in a sentence: from which laptop, how much of what, how many rupiah, whom it is about."""
    words = _("{laptop} mengusulkan {count} perubahan ({when}): {what}.").format(
        laptop=proposal.laptop or _("Laptop ini"),
        count=format_number(proposal.count),
        when=moment_words(proposal.since),
        what=contents_words(proposal),
    )
    if brings := entered_words(proposal.enters):
        words += " " + brings
    if proposal.rupiah:
        words += " " + _("Jumlah rupiah {rupiah} (mitra ikut).").format(rupiah=signed_rupiah(proposal.rupiah))
    if proposal.names:
        words += " " + _("Tentang {names}").format(names=listed(proposal.names, MOST_NAMES)) + "."
    if proposal.reason:
        words += " " + _("Alasan: {reason}").format(reason=proposal.reason)
    return words


def decided_words(decided: Decided) -> str:
    """What a supervisor's word did."""
    words = _("{count} perubahan dari {laptop} diterima dan dihitung.")
    if not decided.accepted:
        words = _(
            "{count} perubahan dari {laptop} ditolak dan tidak dihitung. Kabar berikutnya memberi tahu laptopnya."
        )
    return words.format(count=format_number(decided.count), laptop=decided.laptop or "-")


def brought_words(brought: Brought) -> list[str]:
    """What one laptop brought from a moment on: a sentence, then its packages, then a line a day."""
    line = _(
        "{laptop} membawa {count} perubahan sejak {since} menurut jam laptop itu: {what}. "
        "Jumlah rupiah {rupiah} (mitra ikut)."
    )
    if brought.by is Clock.READ:
        line = _(
            "{laptop} membawa {count} perubahan yang dibaca di sini sejak {since}: {what}. "
            "Jumlah rupiah {rupiah} (mitra ikut)."
        )
    words = [
        line.format(
            laptop=brought.laptop,
            count=format_number(brought.changes),
            since=moment_words(brought.since),
            what=counts_words(brought.entities) or "-",
            rupiah=signed_rupiah(brought.rupiah),
        )
    ]
    if brought.aside:
        words.append(_("{n} di antaranya tidak dihitung.").format(n=format_number(brought.aside)))
    if brought.read_since:
        words.append(read_since_words(brought))
    words += [brought_package_words(package) for package in brought.packages]
    for day in brought.days:
        sealed = _("hari tertutup") if day.sealed else _("hari terbuka")
        counts = f"{format_number(day.changes)}, {signed_rupiah(day.rupiah)}"
        words.append(f"{format_date(day.day)}  {day.bazaar}  {counts}, {sealed}")
    return words


def read_since_words(brought: Brought) -> str:
    """That more came since that moment which says that it is older; "" where nothing did."""
    if not brought.read_since:
        return ""
    words = _(
        "{n} perubahan lain juga baru dibaca di sini sejak itu, tetapi bertanggal lebih awal. "
        "Hitung menurut waktu dibaca di sini untuk ikut menariknya."
    )
    return words.format(n=format_number(brought.read_since))


def brought_package_words(package: BroughtPackage) -> str:
    """Which numbers a package brought, and when it was read here."""
    words = _("paket no. {first}–{last}, dibaca {when}: {file}")
    return words.format(
        first=format_number(package.first),
        last=format_number(package.last),
        when=moment_words(package.read_at),
        file=package.file_name,
    )


def packages_words(packages: Sequence[BroughtPackage]) -> str:
    """The latest few packages in a line each, and how many more there were before them."""
    lines = [brought_package_words(package) for package in packages[-MOST_PACKAGES:]]
    more = len(packages) - MOST_PACKAGES
    return "\n".join([*([_("dan {n} lagi").format(n=format_number(more))] if more > 0 else []), *lines])


def revoked_words(name: str, changes: int) -> str:
    """That a laptop is revoked, and what of it is in already."""
    words = _("{name} dicabut. Paketnya tidak diterima lagi.").format(name=name)
    if changes:
        already = _("{n} perubahannya sudah ada di sini dan tetap dihitung, kecuali bawaannya ditarik.")
        words += " " + already.format(n=format_number(changes))
    return words


def held_package_words(package: HeldPackage) -> str:
    """A package that waits, since when, and whether it waits for long."""
    words = _("{maker} no. {first}–{last} menunggu {days} hari").format(
        maker=package.maker or "-",
        first=format_number(package.first),
        last=format_number(package.last),
        days=format_number(package.days),
    )
    return words + (_(". Masih ditunggu? Bila tidak, lepaskan.") if package.is_old else ".")


def names_words(names: Sequence[str]) -> str:
    """Whom it is about, a setting by what it is called: the first few, and how many more."""
    return listed(list(map(column_name, names)), MOST_NAMES)


def rupiah_moved_words(rupiah: int) -> str:
    """By how much the rupiah of all parties would move, told as staying where it does."""
    return signed_rupiah(rupiah) if rupiah else _("tetap")


def all_decided_words(decided: Sequence[Decided]) -> str:
    """What a supervisor's one word over several usul did."""
    if len(decided) == 1:
        return decided_words(decided[0])
    words = _("{n} usul diterima: {count} perubahan kini dihitung.")
    if not decided[0].accepted:
        words = _(
            "{n} usul ditolak: {count} perubahan tidak dihitung. Kabar berikutnya memberi tahu laptopnya."
        )
    count = sum(item.count for item in decided)
    return words.format(n=format_number(len(decided)), count=format_number(count))


def rejections_words(rejections: Sequence[Rejection]) -> str:
    """What the office has rejected of this laptop, and why: the word to who made it."""
    count = format_number(sum(item.count for item in rejections))
    reasons = "; ".join(dict.fromkeys(item.reason for item in rejections if item.reason))
    words = _("Kantor menolak {count} isian usul laptop ini; isinya kembali seperti semula.").format(
        count=count
    )
    return words + (" " + _("Alasan: {reason}.").format(reason=reasons.rstrip(".")) if reasons else "")


def waiting_erasure_words() -> str:
    """That an erasure at a laptop is a usul, so that nothing is erased yet."""
    return _(
        "Penghapusan ini menjadi usul ke kantor. Nama dan NIK baru terhapus, di sini juga, sesudah kantor menerimanya: "
        "buat paket untuk kantor."
    )
