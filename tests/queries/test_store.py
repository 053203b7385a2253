"""The one door: headers kept, filters meant what they say, many threads, a snapshot that is not one."""

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries import store as door
from queries.filters import Filters
from queries.store import Store
from words.problem import ProblemError

NAMES = sorted(path.stem for path in door.HERE.glob("*.sql") if path.stem != "macros")
VALUES = {"most": 50, "all_names": False, "delegation": "4259"}


LOADED_ONLY = {"travel", "scenarios"}  # neither the facts nor the demonstration know of them


@pytest.mark.parametrize("name", NAMES)
def test_a_question_answers_with_the_columns_its_header_names(name: str, demo_store: Store) -> None:
    header = re.search(r"^-- columns: (.+)$", door.text(name), re.MULTILINE)
    assert header, "a question states its columns"
    answer = demo_store.ask(name, **VALUES)
    assert list(answer.columns) == [column.strip() for column in header.group(1).split(",")]
    assert (len(answer) > 0) == (name not in LOADED_ONLY)


@pytest.mark.parametrize("name", [n for n in NAMES if n.endswith("_by_delegation") or n == "delegations"])
@pytest.mark.parametrize("filters", [Filters(), Filters(governorates=("22",), chains=("PECH",), q="zzz")])
def test_by_delegation_leaves_none_out(name: str, filters: Filters, demo_store: Store) -> None:
    assert len(demo_store.ask(name, filters)) == 45


@pytest.mark.parametrize("name", NAMES)
def test_every_question_answers_on_the_shipped_facts_alone(name: str, facts_store: Store) -> None:
    facts_store.ask(name, **VALUES)


def test_chain_and_stage_mean_the_same_activity(demo_store: Store) -> None:
    both = demo_store.ask("enterprise_list", Filters(chains=("OLIV",), stages=("TRA",)), most=5000, all_names=True)
    chains = demo_store.ask("enterprise_list", Filters(chains=("OLIV",)), most=5000, all_names=True)
    assert 0 < len(both) < len(chains)
    assert set(both["id"]) < set(chains["id"])


def test_search_folds_accents_and_case(demo_store: Store) -> None:
    plain = demo_store.ask("matched", Filters(q="demo"))["enterprises"].iloc[0]
    accented = demo_store.ask("matched", Filters(q="  DÉMO "))["enterprises"].iloc[0]
    assert plain == accented > 200


def test_search_text_is_never_sql(demo_store: Store) -> None:
    nasty = "'; drop table enterprise; -- %_"
    assert demo_store.ask("matched", Filters(q=nasty))["enterprises"].iloc[0] == 0
    assert demo_store.ask("matched")["enterprises_all"].iloc[0] > 0


CODES = {
    "governorates": ("22", "33", "42", "43"),
    "chains": ("OLIV", "MIEL", "TISS"),
    "women_led": ("yes", "no", "unknown"),
}
SOME = st.fixed_dictionaries(
    {name: st.lists(st.sampled_from(codes), max_size=2).map(tuple) for name, codes in CODES.items()}
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=SOME)
def test_narrowing_more_never_finds_more(chosen: dict[str, tuple[str, ...]], demo_store: Store) -> None:
    filters = Filters(**chosen)
    count = demo_store.ask("matched", filters)["enterprises"].iloc[0]
    for name in filters.active():
        assert count <= demo_store.ask("matched", filters.without(name))["enterprises"].iloc[0]


def test_governorates_add_up(demo_store: Store) -> None:
    parts = sum(
        demo_store.ask("matched", Filters(governorates=(g,)))["enterprises"].iloc[0] for g in CODES["governorates"]
    )
    whole = demo_store.ask("matched")["enterprises_all"].iloc[0]
    nowhere = len(demo_store.ask("enterprise_list", most=5000, all_names=True).query("governorate.isna()"))
    assert parts <= whole
    assert whole - parts >= nowhere


def test_threads_do_not_disturb_each_other(demo_store: Store) -> None:
    alone = {
        g: demo_store.ask("matched", Filters(governorates=(g,)))["enterprises"].iloc[0] for g in CODES["governorates"]
    }

    def one(turn: int) -> bool:
        g = CODES["governorates"][turn % 4]
        return bool(demo_store.ask("matched", Filters(governorates=(g,)))["enterprises"].iloc[0] == alone[g])

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(one, range(80)))


def test_the_chips_count_never_tells_informal_groups_apart(demo_store: Store) -> None:
    assert demo_store.ask("matched", Filters(forms=("GR_INF", "PORTEUR")))["enterprises"].iloc[0] == 0


def test_informal_groups_and_people_are_never_listed_or_drawn(demo_store: Store) -> None:
    for name in ("enterprise_list", "enterprise_points"):
        kinds = demo_store.ask(name, most=5000, all_names=True)["kind"].unique()
        assert set(kinds) <= {"ess", "conventional"}


def test_a_name_without_consent_is_not_given(demo_store: Store) -> None:
    hidden = demo_store.ask("enterprise_list", most=5000, all_names=False)["name"].isna().sum()
    shown = demo_store.ask("enterprise_list", most=5000, all_names=True)["name"].isna().sum()
    assert hidden > shown


def test_a_reader_cannot_reach_files(demo_store: Store) -> None:
    with demo_store._cursor() as cursor, pytest.raises(Exception, match="disabled"):
        cursor.execute("select content from read_text('/etc/passwd')")


@pytest.mark.parametrize("content", [b"", b"not a store at all" * 300])
def test_a_file_that_is_no_snapshot_is_refused_with_its_problem(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "ess-1.duckdb"
    path.write_bytes(content)
    if not content:
        return  # an empty file cannot be told from a fresh one by every version; build.ensure() checks its tables
    with pytest.raises(ProblemError) as refused:
        Store(path)
    assert refused.value.problem.code == "snapshot_unreadable"


def test_current_names_a_snapshot_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ESS_DATA", str(tmp_path))
    assert door.current_snapshot() is None
    (tmp_path / "store").mkdir()
    for nonsense in ("../../etc/passwd", "ess-1.duckdb", "\x00", ""):
        (tmp_path / "store" / "current").write_text(nonsense, encoding="utf-8")
        assert door.current_snapshot() is None
    (tmp_path / "store" / "ess-1.duckdb").touch()
    (tmp_path / "store" / "current").write_text("ess-1.duckdb\n", encoding="utf-8")
    assert door.current_snapshot() == tmp_path / "store" / "ess-1.duckdb"
