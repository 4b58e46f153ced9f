"""Every broken rule and every fault of the machine has words, in both languages, that use only facts it carries."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import bazar_desktop
from bazar_desktop import messages
from bazar_desktop.domain.errors import BazarError
from bazar_desktop.domain.recovery.phone import RequestMistyped
from bazar_desktop.language import use_language
from bazar_desktop.messages import SENTENCES, UNNAMED, sentence
from bazar_desktop.spreadsheets.reading.refusals import NoTableFound
from bazar_desktop.store.files import MachineError
from tests import catalogues

PACKAGE = Path(bazar_desktop.__file__).parent
WITHOUT_SUBJECTS = {"store", "sync", "spreadsheets", "printing"}  # layers
ROOTS = {"BazarError", "MachineError", "PackageRefused"}  # never raised themselves


def all_errors() -> dict[str, type[BazarError | MachineError]]:
    for module in pkgutil.walk_packages([str(PACKAGE)], "bazar_desktop."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: dict[str, type[BazarError | MachineError]] = {}
    waiting: list[type] = [BazarError, MachineError]
    while waiting:
        one = waiting.pop()
        found[one.__name__] = one
        waiting.extend(one.__subclasses__())
    return {
        name: cls
        for name, cls in found.items()
        if name not in ROOTS and cls.__module__.startswith("bazar_desktop.")
    }


def raise_sites(names: set[str]) -> Iterator[tuple[str, set[str], str]]:
    """(error, facts given, where) for every place that makes an error; places that pass **facts are left out."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
                given = {keyword.arg for keyword in node.keywords}
                if None not in given:
                    yield node.func.id, {str(item) for item in given}, f"{path.name}:{node.lineno}"


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def subject_of(error: type) -> str:
    """The word of the folder in which `error` is declared; a layer without subjects is one itself."""
    layer, *rest = error.__module__.split(".")[1:]
    return layer if layer in WITHOUT_SUBJECTS else rest[0]


def test_every_error_has_a_sentence_in_both_languages() -> None:
    english = catalogues.read_english()
    assert sorted(name for name, cls in all_errors().items() if cls.code not in SENTENCES) == []
    assert sorted(code for code, words in SENTENCES.items() if not english[words].string) == []


def test_no_two_errors_have_one_code() -> None:
    codes = Counter(cls.code for cls in all_errors().values())
    assert [code for code, count in codes.items() if count > 1] == []


def test_a_sentence_stands_in_the_file_of_its_errors_subject() -> None:
    subjects = {cls.code: subject_of(cls) for cls in all_errors().values()}
    misplaced = [
        (file.name, code, subjects.get(code))
        for file in pkgutil.iter_modules(messages.__path__)
        for code in importlib.import_module(f"{messages.__name__}.{file.name}").SENTENCES
        if subjects.get(code) != file.name
    ]
    assert misplaced == []


def test_a_code_with_two_sentences_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        importlib.import_module(f"{messages.__name__}.turns").SENTENCES, "store_full", "Dua kali."
    )
    with pytest.raises(ValueError, match=r"turns\.py repeats the codes store_full"):
        messages.collect_sentences()


def test_no_sentence_is_left_over() -> None:
    codes = {cls.code for cls in all_errors().values()}
    assert sorted(set(SENTENCES) - codes) == []


def test_every_sentence_uses_only_facts_that_are_given_where_it_is_raised() -> None:
    errors = all_errors()
    wrong = [
        (where, name, sorted(fields(SENTENCES[errors[name].code]) - given))
        for name, given, where in raise_sites(set(errors))
        if errors[name].code in SENTENCES and fields(SENTENCES[errors[name].code]) - given
    ]
    assert wrong == []


def test_a_sentence_ends_as_a_sentence_does() -> None:
    ends = (".", "?", "!", "…", "{way_out}")  # `way_out_words` are whole sentences
    assert [code for code, words in SENTENCES.items() if not words.endswith(ends)] == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_sentence_is_filled_in_with_its_facts(language: str) -> None:
    from bazar_desktop.services.bazaars.bazaars import UnknownBazaar

    use_language(language)
    try:
        assert "P233M01" in sentence(UnknownBazaar(code="P233M01"))
    finally:
        use_language("id")


def test_every_word_of_the_program_has_english() -> None:
    assert catalogues.missing() == []


def test_words_inside_f_strings_are_collected_too() -> None:
    collected = catalogues.collect()
    assert [word for _file, word in catalogues.literals() if word not in collected] == []
    assert "Hanya supervisor yang menerima atau menolak." in collected  # it stands in an f-string alone


def test_english_uses_the_same_facts_as_indonesian() -> None:
    wrong = []
    for message in catalogues.read_english():
        english = message.string
        if isinstance(message.id, str) and isinstance(english, str) and fields(message.id) != fields(english):
            wrong.append(message.id)
    assert wrong == []


def test_the_compiled_catalogue_is_the_one_of_its_source() -> None:
    assert catalogues.ENGLISH.with_suffix(".mo").read_bytes() == catalogues.compiled()


def test_a_sentence_without_the_name_has_other_words() -> None:
    english = catalogues.read_english()
    assert sorted(set(UNNAMED) - set(SENTENCES)) == []
    assert sorted(code for code, words in UNNAMED.items() if not english[words].string) == []
    for code, words in UNNAMED.items():
        assert fields(words) < fields(SENTENCES[code]), code
    assert sentence(NoTableFound(name="")).startswith("Tidak ada tabel di sini.")
    assert sentence(NoTableFound(name="daftar.csv")).startswith("Tidak ada tabel di daftar.csv.")
    assert "permintaan PIN" in sentence(RequestMistyped(laptop="", officer="Sri"))
