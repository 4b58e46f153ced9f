"""The setup file's script agrees with the program."""

from __future__ import annotations

import re

from PIL import Image

from bazar_desktop.jobs.office.enrolment import ANSWERED, PREPARED
from bazar_desktop.sync import news, receipt
from bazar_desktop.ui.qt.taskbar import APPLICATION
from tests.windows.bundle import ROOT

INSTALLER = ROOT / "resources" / "installer"
SCRIPT = (INSTALLER / "setup.nsi").read_text("utf-8")
WORDS = (INSTALLER / "words.nsh").read_text("utf-8")
OWN = (".bazar", PREPARED, ANSWERED, receipt.SUFFIX, news.SUFFIX, news.INTRODUCED)


def test_every_kind_of_file_that_travels_is_opened_by_the_program_and_given_back() -> None:
    assert set(re.findall(r'macro FileType "(\.\w+)"', SCRIPT)) == set(OWN)
    assert set(re.findall(r'macro NoFileType "(\.\w+)"', SCRIPT)) == set(OWN)


def test_every_word_of_the_setup_file_is_there_in_indonesian_and_english() -> None:
    written = re.findall(r'^LangString (\w+) (1057|1033) ".+"$', WORDS, re.MULTILINE)
    assert len(written) == len(set(written))
    names = {name for name, _language in written}
    assert {(name, language) for name in names for language in ("1057", "1033")} == set(written)
    assert set(re.findall(r"\$\((\w+)\)", SCRIPT)) == names


def test_shortcuts_carry_the_name_by_which_the_program_groups_its_windows() -> None:
    assert f'!define APPLICATION "{APPLICATION}"' in SCRIPT


def test_the_setup_file_names_no_folder_of_data_to_delete() -> None:
    deleted = re.findall(r"^\s*(?:RMDir|Delete)\b.*$", SCRIPT, re.MULTILINE)
    assert deleted
    assert not [line for line in deleted if "LOCALAPPDATA" in line or "${DATA}" in line]


def test_the_programs_picture_is_sharp_in_every_size_of_windows() -> None:
    with Image.open(INSTALLER / "bazar.ico") as picture:
        assert {16, 20, 24, 32, 48, 64, 256} <= {width for width, _height in picture.info["sizes"]}


def test_the_program_is_unpacked_beside_the_old_one_and_never_over_it() -> None:
    into = ""
    for line in SCRIPT.splitlines():
        words = line.split()
        if words[:1] == ["SetOutPath"]:
            into = words[1]
        elif words[:1] == ["File"]:
            assert into.strip('"').startswith("${NEW}"), line
    assert into


def test_whoever_removes_a_program_for_everybody_is_asked_for_an_administrator() -> None:
    begins = SCRIPT.split("Function un.onInit")[1].split("FunctionEnd")[0]
    assert "ForEverybody" in begins
    assert "un.needAdministrator" in begins
    assert re.search(r"HKLM .*InstallLocation", begins)
