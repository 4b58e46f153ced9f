"""What Beranda says for the codes of steps and decisions."""

from __future__ import annotations

from datetime import date

from bazar_desktop.domain.calendar import format_date
from bazar_desktop.domain.day import steps as day_steps
from bazar_desktop.domain.day.steps import Step
from bazar_desktop.domain.figures.day import DayFigures
from bazar_desktop.language import _, language
from bazar_desktop.phrases.closing import kind_words
from bazar_desktop.services.home.day_steps import Decision


def title(key: str) -> str:
    """The name of a step."""
    return {
        day_steps.PREPARE: _("Siapkan"),
        day_steps.ARRIVE: _("Hadir"),
        day_steps.SELL: _("Omzet"),
        day_steps.CLOSE: _("Tutup hari"),
        day_steps.HAND_OVER: _("Serahkan"),
    }[key]


def state(step: Step) -> str:
    """Whose turn it is, for those who do not see colours."""
    return {
        day_steps.DONE: _("Selesai"),
        day_steps.NOW: _("Giliran sekarang"),
        day_steps.LATER: _("Nanti"),
        day_steps.BLOCKED: _("Belum bisa"),
    }[step.state]


def explain(step: Step) -> str:
    """What is done and what is missing."""
    facts = dict(step.facts)
    if isinstance(facts.get("day"), date):
        facts["day"] = format_date(facts["day"], language())  # type: ignore[arg-type]
    if "kind" in facts:
        facts["what"] = kind_words(str(facts["kind"]))
    return _texts()[step.code].format(**facts) + _limit(step)


def cashless_words(umkm: DayFigures, *, sealed: bool) -> str:
    """What the share of cashless is of, or why there is none."""
    if umkm.cashless_share is not None:
        return _("dari omzet UMKM")
    if umkm.omzet is None:
        return _("tidak ada yang melapor") if sealed else _("menunggu laporan omzet")
    return _("tidak ada penjualan") if umkm.omzet == 0 else _("cara bayar tidak diisi")


def _limit(step: Step) -> str:
    limit = step.facts.get("cut_off")
    return _(" Batas {time}.").format(time=limit) if step.code == "arriving" and limit else ""


def _texts() -> dict[str, str]:
    return {
        "called_off": _("Hari ini tidak berlangsung."),
        "no_participants": _("Belum ada peserta. Tambahkan dari daftar atau impor Excel."),
        "no_layout": _("{parties} peserta siap. Denah belum dipilih."),
        "not_placed": _("{missing} dari {parties} peserta belum punya booth."),
        "prepared": _("{parties} peserta sudah punya booth."),
        "day_to_come": _("Bazar mulai {day}."),
        "nobody_yet": _("Menunggu daftar peserta."),
        "arriving": _("{present} dari {parties} peserta hadir, {expected} belum dicatat."),
        "all_marked": _("{present} peserta hadir, {away} izin atau alpa."),
        "not_begun": _("Mulai pukul {from}. Tanyakan omzet tiap peserta."),
        "answering": _("{answered} dari {asked} UMKM yang ditunggu melapor, {blank} belum."),
        "all_answered": _("Semua UMKM yang ditunggu menjawab, {answered} dari {asked} melapor."),
        "undecided": _("Belum bisa: {count} isian berbeda perlu keputusan."),
        "nobody_takes_part": _("Belum bisa: belum ada peserta pada hari ini."),
        "closing_to_come": _("Belum bisa: bazar baru mulai {day}."),
        "lacking": _("{what}: {count}. Dapat ditutup apa adanya."),
        "contradictory": _("{what}: {count}. Betulkan, atau tutup dengan alasan."),
        "ready_to_close": _("Semua lengkap. Periksa jumlahnya, lalu tutup."),
        "closed": _("Ditutup, segel {seal}, revisi {revision}."),
        "seal_differs": _("Segel {seal} tidak cocok lagi dengan isiannya. Buka kembali, lalu tutup lagi."),
        "close_first": _("Paket dibuat setelah hari ditutup."),
        "not_packed": _("Buat paket untuk kantor di flashdisk."),
        "packed": _("Paket dibuat. Bawa flashdisk ke kantor."),
        "carried": _("Paket dibawa. Menunggu tanda terima kantor."),
        "received": _("Diterima kantor."),
    }


def act(step: Step) -> str:
    """The words of the button that leads on."""
    return {
        "bazaars": _("Atur peserta"),
        "layout": _("Buka denah"),
        "attendance": _("Buka kehadiran"),
        "omzet": _("Buka omzet"),
        "reports": _("Buka laporan"),
        "sync": _("Buka sinkronisasi"),
    }[step.page]


def decision(one: Decision) -> tuple[str, str]:
    """The heading and the detail of something to decide."""
    names = ", ".join(one.names) + (_(" dan lainnya") if one.count > len(one.names) else "")
    reserve = str(one.facts.get("reserve") or "")
    details = {
        "conflicts": _("Dua laptop mengisi hal yang sama dengan angka berbeda."),
        "proposals": _("Di laptop ini sudah dipakai; di tempat lain sesudah kantor menerimanya."),
        "missing": names + (_(". Cadangan pertama: {name}").format(name=reserve) if reserve else ""),
        "damaged_nik": _("{names}. Lihat KTP-nya, lalu perbaiki.").format(names=names),
        "power": _("{names} tidak mendapat stop kontak.").format(names=names),
    }
    headings = {
        "conflicts": _("{count} isian perlu keputusan"),
        "proposals": _("{count} usul menunggu keputusan kantor"),
        "missing": _("{count} peserta belum datang"),
        "damaged_nik": _("{count} NIK rusak oleh Excel"),
        "power": _("{count} peserta perlu listrik"),
    }
    return headings[one.code].format(count=one.count), details[one.code]
