"""The house holds its shape: imports, mirror, slugs, one name everywhere, no dangerous strings."""

import ast
import re
import subprocess
import sys
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import pytest

from queries.filters import FIELDS, Filters
from words.translate import LANGUAGES, has

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("pages", "ui", "analysis", "data", "queries", "geo", "words")
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
OURS = [*MODULES, ROOT / "app.py"]
QUERIES = sorted((ROOT / "queries").glob("*.sql"))


def test_imports_go_one_way() -> None:
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_module_has_a_name_that_says_nothing(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "common", "base", "misc"}


def test_page_modules_stay_out_of_the_folder_streamlit_scans() -> None:
    assert [p.name for p in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def test_every_page_is_one_module_with_show_and_words() -> None:
    source = (ROOT / "app.py").read_text(encoding="utf-8")
    slugs = re.findall(r'page\("([\w.]+)", "(\w+)"', source)
    assert len(slugs) >= 7
    for module, slug in slugs:
        assert callable(import_module(f"pages.{module}").show)
        for language in LANGUAGES:
            for part in ("menu", "title", "question"):
                assert has(f"page.{slug}.{part}", language), f"page.{slug}.{part} in {language}"
    from ui.server import SLUGS

    assert {slug for _m, slug in slugs} - {"accueil"} == SLUGS


def test_tests_mirror_the_tree() -> None:
    """A test module tests.a.test_b exists only where a/b.py (or the package a/b) does."""
    strays = []
    for path in (ROOT / "tests").rglob("test_*.py"):
        folder = path.parent.relative_to(ROOT / "tests")
        if folder.parts[:1] == ("browser",) or folder == Path():
            continue
        subject = path.stem.removeprefix("test_")
        if not any((ROOT / folder / name).exists() for name in (f"{subject}.py", subject, f"{subject}.sql")):
            strays.append(str(path.relative_to(ROOT)))
    assert strays == []


def test_a_filter_has_one_name_everywhere() -> None:
    from ui.address import SETTINGS
    from ui.filters import GROUPS

    names = {field.name for field in fields(Filters)}
    assert set(FIELDS) == names == set(Filters().as_struct())
    assert names <= set(SETTINGS)
    assert {name for group in GROUPS.values() for name in group} | {"q"} == names
    macros = (ROOT / "queries" / "macros.sql").read_text(encoding="utf-8")
    for name in names:
        assert f"filters['{name}']" in macros, f"{name} is never applied"
        for language in LANGUAGES:
            assert has(f"filter.{name}", language)
            assert name == "q" or has(f"chip.{name}", language)


def test_every_key_used_in_the_code_has_words() -> None:
    used = set()
    for path in OURS:
        used |= set(re.findall(r"""\bt\(\s*["']([a-z_0-9]+(?:\.[a-z_0-9]+)+)["']""", path.read_text(encoding="utf-8")))
    assert len(used) > 100
    assert sorted(f"{key} ({lang})" for key in used for lang in LANGUAGES if not has(key, lang)) == []


def test_every_problem_raised_has_its_sentence() -> None:
    codes = set()
    for path in OURS:
        codes |= set(re.findall(r"""\bProblem\(\s*["']([a-z_0-9]+)["']""", path.read_text(encoding="utf-8")))
    assert codes
    assert sorted(f"{code} ({lang})" for code in codes for lang in LANGUAGES if not has(f"problem.{code}", lang)) == []


def test_no_popup_or_tooltip_strings() -> None:
    """folium writes them into scripts, where user text would run."""
    banned = re.compile(r"""folium\.(Popup|Tooltip|DivIcon)\(|popup=|tooltip=["']|GeoJsonPopup""")
    assert [str(p.relative_to(ROOT)) for p in OURS if banned.search(p.read_text(encoding="utf-8"))] == []


def test_nothing_is_asked_of_the_network() -> None:
    outside = re.compile(
        r"https?://(?!www\.w3\.org|localhost)[\w.-]*(cdn|unpkg|googleapis|gstatic|jsdelivr|cloudflare|tile)"
    )
    files = [*OURS, *(ROOT / "ui").glob("*.js"), *(ROOT / "ui").glob("*.css"), ROOT / ".streamlit" / "config.toml"]
    assert [str(p.relative_to(ROOT)) for p in files if outside.search(p.read_text(encoding="utf-8"))] == []


def test_nothing_is_unpickled_or_evaluated() -> None:
    for path in OURS:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec"}, path
            if isinstance(node, ast.Import):
                assert not {"pickle", "marshal", "shelve"} & {alias.name for alias in node.names}, path


def test_caches_live_in_one_place() -> None:
    found = [p for p in OURS if re.search(r"st\.cache_(data|resource)", p.read_text(encoding="utf-8"))]
    assert found == [ROOT / "ui" / "cached.py"]


@pytest.mark.parametrize("path", QUERIES, ids=lambda p: p.stem)
def test_sql_is_plain(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    code = re.sub(r"--.*", "", text)
    assert not re.search(r"select\s+(\w+\.)?\*", code, re.IGNORECASE), "select *"
    assert not re.search(r"\b(SELECT|FROM|WHERE|JOIN|GROUP)\b", code), "keywords are lower case"
    assert not re.search(r"\bst_\w+\(", code), "no geometry predicate in a dashboard query"
    assert text.startswith("-- ")
