"""The A4 profile: for every territory, in three languages, one page with the figures; its command line."""

import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from queries.store import Store
from tests.ui import pdfs
from ui import territory
from words.translate import LANGUAGES, t

ROOT = Path(__file__).resolve().parents[2]
_made = cache(territory.made)


@pytest.mark.parametrize(("code", "language"), [*(("4259", one) for one in LANGUAGES), ("42", "ar")])
def test_one_page_with_figures_years_and_sources(code: str, language: str, demo_store: Store) -> None:
    made = _made(demo_store, code, language)
    assert pdfs.pages(made) == 1
    assert not pdfs.has_missing(made)
    told = pdfs.words(made)
    sign = {"fr": " ", "ar": ".", "en": ","}[language]
    need, people = ("11{}473", "37{}128") if code == "4259" else ("149{}472", "439{}243")
    assert need.format(sign) in told
    assert people.format(sign) in told
    assert "2014" in told
    assert "2015" in told
    assert "INS" in told
    if language != "ar":
        assert pdfs.plain(t("territory.compared", language)) in told
    name = {"4259": ("Thala", "تالة"), "42": ("Kasserine", "القصرين")}[code][language == "ar"]
    assert pdfs.title(made).startswith(name)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_marked_as_invented_only_while_the_demonstration_is_on(
    language: str, demo_store: Store, facts_store: Store
) -> None:
    mark = t("demo.mark", language)
    assert mark in pdfs.words(_made(demo_store, "4259", language))
    assert mark not in pdfs.words(_made(facts_store, "4259", language))


def test_every_territory_stands_on_one_page(facts_store: Store) -> None:
    for code in ("43", "3361"):
        assert pdfs.pages(_made(facts_store, code, "fr")) == 1


def test_ezzouhour_has_no_density_and_says_why(demo_store: Store) -> None:
    told = pdfs.words(_made(demo_store, "4253", "fr"))
    assert pdfs.plain(t("territory.density_unknown", "fr")) in told
    assert pdfs.plain(t("map.outline_unreliable", "fr")) in told
    assert t("territory.density_unknown", "fr") not in pdfs.words(_made(demo_store, "4259", "fr"))


def test_facts_alone_say_not_surveyed_and_never_zero(facts_store: Store) -> None:
    told = pdfs.words(_made(facts_store, "4259", "fr"))
    assert pdfs.plain(t("state.not_surveyed", "fr")) in told
    assert pdfs.plain(t("territory.no_chain", "fr")) in told


def test_a_newer_delegation_is_told_with_its_parent(facts_store: Store) -> None:
    told = pdfs.words(_made(facts_store, "3351", "fr"))
    assert "Rejiche, délégation créée depuis 2014, compte dans Mahdia" in told
    assert "rattachement déduit, à confirmer" in told


def _run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ui.territory", *arguments]
    told = os.environ | {"ESS_DATA": str(home), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False, encoding="utf-8")


def test_the_command_writes_the_file(demo_home: Path, tmp_path: Path) -> None:
    done = _run(demo_home, "4259", "--lang", "ar", "-o", str(tmp_path / "thala.pdf"))
    assert done.returncode == 0, done.stderr
    assert "thala.pdf" in done.stdout
    assert pdfs.pages((tmp_path / "thala.pdf").read_bytes()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_code_is_one_sentence(
    language: str, demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    code = territory.main(["9999", "--lang", language, "-o", str(tmp_path / "x.pdf")])
    assert code == 2
    assert capsys.readouterr().err == t("problem.territory_unknown", language, code="9999") + "\n"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_one_sentence(
    demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ESS_DATA", str(demo_home))
    target = tmp_path / "nowhere" / "x.pdf"
    assert territory.main(["4259", "-o", str(target)]) == 2
    assert capsys.readouterr().err == t("problem.document_unwritable", "fr", name=str(target)) + "\n"
    assert territory.main(["4259", "-o", str(tmp_path / "x.doc")]) == 2
    assert "x.doc" in capsys.readouterr().err
    (tmp_path / "full.pdf").mkdir()
    assert territory.main(["4259", "-o", str(tmp_path / "full.pdf")]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["full.pdf"]  # nothing half-written is left


@pytest.mark.parametrize("module", ["ui.territory", "ui.brief", "ui.brief_slides"])
def test_documents_need_no_streamlit(module: str) -> None:
    script = f"import sys, {module}; sys.exit(any(m in sys.modules for m in ('streamlit', 'folium', 'plotly')))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
