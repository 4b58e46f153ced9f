"""The whole way: six lokasi, thirty vendors, two days, from an Excel list to the office's total."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
import zxingcpp

from bazar_desktop.cli.main import main
from bazar_desktop.jobs.exchange.reading import read_files
from bazar_desktop.jobs.sample import demo as story
from bazar_desktop.services.reports.year import year_report
from bazar_desktop.store.opening import OpenStore, open_store
from tests.stores import all_changes, facts_digest

LOKASI, VENDORS, DAYS = 6, 30, 2


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, built once by its command."""
    folder = tmp_path_factory.mktemp("demo")
    words = [
        "demo",
        str(folder / "out"),
        "--lokasi",
        LOKASI,
        "--vendors",
        VENDORS,
        "--days",
        DAYS,
        "--no-pictures",
    ]
    assert main([str(word) for word in words]) == 0
    return folder / "out"


@pytest.fixture
def office(made: Path) -> Iterator[OpenStore]:
    store = open_store(made / "kantor", story.OFFICE_OFFICER, story.PIN)
    yield store
    store.db.close()


def typed_totals(made: Path) -> dict[str, int]:
    """The generator's own list, summed apart: what each party answered last, by party kind."""
    last: dict[tuple[str, str, str], dict[str, Any]] = {}
    for load in json.loads((made / "ketikan.json").read_text("utf-8")):
        last[load["lokasi"], load["day"], load["business"]] = load
    totals = {"vendor": 0, "partner": 0}
    for item in last.values():
        totals[item["party"]] += (item["cash"] or 0) + (item["qris"] or 0)
    return totals


def day_folders(made: Path) -> list[Path]:
    paths = sorted(path for path in (made / "berkas").glob("*/*") if path.is_dir())
    assert len(paths) == LOKASI * DAYS
    return paths


def test_the_list_holds_what_a_real_day_holds(made: Path) -> None:
    typed = json.loads((made / "ketikan.json").read_text("utf-8"))
    assert {"nil", "blank", "reported"} <= {item["state"] for item in typed}
    assert {"vendor", "partner"} == {item["party"] for item in typed}
    keys = [(item["lokasi"], item["day"], item["business"]) for item in typed]
    assert len(keys) > len(set(keys))  # late answers and a correction


def test_the_offices_total_is_the_sum_of_what_was_typed(made: Path, office: OpenStore) -> None:
    with office.db.read() as session:
        report = year_report(session, 2023)
    totals = typed_totals(made)
    assert report.vendors.omzet == totals["vendor"]
    assert {cut.key: cut.figures.omzet for cut in report.parties}["partner"] == totals["partner"]
    assert sum(day.omzet for day in report.days) == totals["vendor"]
    assert (report.bazaars, report.bazaar_days) == (LOKASI, LOKASI * DAYS)
    for cuts in (report.by_kota, report.by_kecamatan, report.by_agency, report.by_category, report.by_kind):
        assert sum(cut.figures.omzet for cut in cuts) == totals["vendor"]


def test_the_csvs_and_the_printed_recaps_add_up_to_what_was_sealed(made: Path, office: OpenStore) -> None:
    with office.db.read() as session:
        days = {(day.code, day.day.isoformat()): day.omzet for day in year_report(session, 2023).days}
    for folder in day_folders(made):
        key = (folder.parent.name, folder.name)
        assert csv_total(folder) == recap_total(folder) == days[key], key
    assert sum(days.values()) == typed_totals(made)["vendor"]


def csv_total(folder: Path) -> int:
    data = max(folder.glob("*/data"), key=lambda path: path.parent.name)  # of the last revision
    vendors = {row["id_peserta"] for row in rows_of(data / "peserta.csv") if row["pihak"] == "umkm"}
    return sum(int(row["jumlah"] or 0) for row in rows_of(data / "omzet.csv") if row["id_peserta"] in vendors)


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def recap_total(folder: Path) -> int:
    file = max(folder.glob("kertas/RO-*.pdf"), key=lambda path: path.stem)
    text = "".join(page.get_textpage().get_text_bounded() for page in pdfium.PdfDocument(file))
    match = re.search(r"Omzet UMKM\s+(?:Segel hari\s+)?Rp([\d.]+)", text)
    assert match
    return int(match.group(1).replace(".", ""))


def test_reading_every_package_again_changes_nothing(made: Path, office: OpenStore) -> None:
    with office.db.read() as session:
        before = facts_digest(session)
    changes = len(all_changes(office.db))
    batch = read_files(office, [made / "stik"], at=story.datetime.now(story.WIB))
    assert {file.answer for file in batch.files if file.kind == "package"} == {"DUPLICATE"}
    with office.db.read() as session:
        assert facts_digest(session) == before
    assert len(all_changes(office.db)) == changes


def test_the_data_packages_are_valid_for_any_validator(made: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import validate

        for file in (made / "berkas").glob("*/*/*/data/datapackage.json"):
            report = validate(str(file))
            assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])


def test_the_printed_cards_are_read_back(made: Path) -> None:
    file = next((made / "berkas").glob("*/*/kertas/KP-*.pdf"))
    read = set()
    for page in pdfium.PdfDocument(file):
        image = page.render(scale=150 / 72).to_pil()
        read |= {barcode.text for barcode in zxingcpp.read_barcodes(image)}
    assert len(read) >= VENDORS
    assert all(text.startswith("BZ.") for text in read)


@pytest.mark.neighbour("unzip", "age", "gunzip", "jq")
def test_age_gunzip_and_jq_open_a_package(made: Path, office: OpenStore, tmp_path: Path) -> None:
    from bazar_desktop.jobs.office.identity import own_keys

    with office.db.read() as session:
        (tmp_path / "key").write_text(own_keys(session).identity)
    package = next((made / "stik").rglob("*.bazar"))
    script = (
        f"unzip -p '{package}' payload.age | age -d -i '{tmp_path}/key' | gunzip | head -1 | jq -r .entity"
    )
    out = subprocess.run(
        ["bash", "-o", "pipefail", "-c", script], capture_output=True, text=True, check=False
    )
    assert out.stdout.strip() in {
        "participation",
        "layout",
        "tent",
        "booth",
        "attendance",
        "officer",
        "bazaar",
        "omzet_entry",
    }, out


def test_nothing_at_rest_or_on_a_stick_names_a_vendor(made: Path) -> None:
    names = [load["business"] for load in json.loads((made / "ketikan.json").read_text("utf-8"))][:40]
    stores = [made / "kantor", *made.glob("laptop-*")]
    files = [path for store in stores for path in store.rglob("*") if path.is_file()]
    files += [path for path in (made / "stik").rglob("*") if path.is_file()]
    assert len(files) > LOKASI * 4
    for path in files:
        data = path.read_bytes()
        assert not any(name.encode() in data for name in names), path
        if zipfile.is_zipfile(path):
            assert b"Rusun" not in zipfile.ZipFile(path).read("manifest.json")
