"""What filters mean for people, jobs and projects: a store of a few rows whose sums are known by hand."""

import duckdb
import pytest

from data.tables import SCHEMA
from queries.filters import Filters
from queries.store import Store

ROWS = """
insert into governorate values ('22', 'TN-32', 'J', 'J', 'J'), ('33', 'TN-53', 'M', 'M', 'M');
insert into delegation values
    ('2251', '22', 'p1', 'A', 'A', [], null, 10, 8, 36, 'town', true, 's'),
    ('3351', '33', 'p2', 'B', 'B', [], null, 10, 11, 35, 'town', true, 's');
insert into value_chain (code, fr) values ('OLIV', 'o'), ('MIEL', 'm');
insert into service_type (code, fr, function, audience) values ('FORM', 'f', 'formation', 'entrepreneurs');
insert into organisation (id, name, governorate, delegation, evidence, source, source_id, entry)
    values ('O', 'Structure', '22', '2251', 'observed', 's', '1', 1);
insert into enterprise (id, name, kind, governorate, delegation, status, women_led, youth_led, publish, evidence, source,
    source_id, entry) values ('G', 'Groupe', 'informal_group', '22', '2251', 'active', 'yes', 'no', false, 'observed', 's', '1', 1);
insert into service (id, organisation, service_type, governorate, delegation, ess_specific, evidence, source, source_id, entry)
    values ('S', 'O', 'FORM', '22', '2251', 'unknown', 'observed', 's', '1', 1);
insert into project (id, name, enterprise, existing, chain, governorate, delegation, step, publish, evidence, source, source_id, entry)
    values ('P', 'Huile', 'G', 'new', 'OLIV', '22', '2251', 'started', true, 'observed', 's', '1', 1),
           ('Q', 'Peut-être', null, 'new', 'OLIV', '22', '2251', 'idea', true, 'likely', 's', '2', 1),
           ('R', 'Ailleurs', null, 'unknown', null, null, null, null, true, 'observed', 's', '3', 1);
insert into event (id, title, kind, held_on, governorate, delegation, chain, source, source_id, entry)
    values ('E', 'Foire', 'fair', '2024-03-01', '22', '2251', 'OLIV', 's', '1', 1),
           ('F', 'Débat', 'awareness', null, '33', '3351', null, 's', '2', 1),
           ('H', 'Non compté', 'awareness', '2024-04-01', '33', '3351', null, 's', '3', 1);
insert into headcount (parent_table, parent, measure, sex, age_band, situation, n, source, source_id, recorded_on, entry)
    values ('event', 'E', 'people_reached', 'women', '15_34', 'unknown', 1, 's', '1', '2024-03-02', 1),
           ('event', 'E', 'participations', 'women', '15_34', 'unknown', 500, 's', '2', '2024-03-02', 1),
           ('event', 'F', 'people_reached', 'unknown', 'unknown', 'unknown', 2, 's', '3', '2024-03-02', 1),
           ('project', 'P', 'people_reached', 'men', '35_plus', 'unknown', 4, 's', '4', '2024-03-02', 1),
           ('service', 'S', 'people_reached', 'men', '35_plus', 'unknown', 8, 's', '5', '2024-03-02', 1),
           ('organisation', 'O', 'people_reached', 'men', '35_plus', 'unknown', 16, 's', '6', '2024-03-02', 1),
           ('enterprise', 'G', 'people_reached', 'women', '35_plus', 'informal', 32, 's', '7', '2024-03-02', 1),
           ('project', 'P', 'jobs_created', 'men', '15_34', 'unknown', 3, 's', '8', '2024-05-01', 1),
           ('project', 'P', 'jobs_created', 'women', '15_34', 'unknown', 2, 's', '9', '2024-04-01', 1),
           ('project', 'P', 'jobs_after_12_months', 'men', '15_34', 'unknown', 0, 's', '10', '2025-05-01', 1),
           ('project', 'Q', 'jobs_created', 'men', '15_34', 'unknown', 7, 's', '11', '2024-05-01', 1),
           ('enterprise', 'G', 'members', 'women', 'unknown', 'unknown', 90, 's', '12', '2024-05-01', 1);
"""  # noqa: E501


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    path = tmp_path_factory.mktemp("few") / "ess-1.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        connection.execute(ROWS)
    return Store(path)


@pytest.mark.parametrize(
    ("filters", "people"),
    [
        (Filters(), 1 + 2 + 4 + 8 + 16 + 32),
        (Filters(governorates=("22",)), 1 + 4 + 8 + 16 + 32),
        (Filters(delegations=("3351",)), 2),
        (Filters(chains=("OLIV",)), 1 + 4),  # services and bodies have no chain: left out under a chain's name
        (Filters(chains=("MIEL",)), 0),
        (Filters(steps=("started",)), 1 + 2 + 4 + 8 + 16 + 32),  # a step touches projects alone
        (Filters(steps=("growing",)), 1 + 2 + 8 + 16 + 32),
        (Filters(functions=("financement",)), 1 + 2 + 4 + 16 + 32),
        (Filters(women_led=("no",)), 1 + 2 + 4 + 8 + 16),
        (Filters(q="foire"), 1),
    ],
)
def test_people_follow_what_they_were_counted_for(filters: Filters, people: int, store: Store) -> None:
    rows = store.ask("headcounts", filters)
    assert rows.loc[rows["measure"] == "people_reached", "n"].sum() == people


def test_participations_and_members_are_no_people(store: Store) -> None:
    sums = store.ask("headcounts").groupby("measure")["n"].sum()
    assert sums.to_dict() == {"people_reached": 63, "participations": 500}


def test_only_events_have_a_day(store: Store) -> None:
    days = store.ask("headcounts_by_day").query("measure == 'people_reached'")
    assert days.loc[days["day"].notna(), "n"].tolist() == [1]
    assert days.loc[days["day"].isna(), "n"].tolist() == [62]


def test_events_that_nobody_counted_are_known(store: Store) -> None:
    row = store.ask("event_counts").iloc[0]
    assert row.to_dict() == {"events": 3, "with_people": 2, "with_participations": 1, "dated": 2, "located": 3}


def test_jobs_of_a_project_with_none_left_are_zero_and_those_unsaid_are_missing(store: Store) -> None:
    projects = store.ask("project_jobs").set_index("project")
    assert list(projects.index) == ["P", "R"]
    assert (projects.loc["P", "created"], projects.loc["P", "after_12"]) == (5, 0)
    assert projects.loc["P", ["planned", "after_24"]].isna().all()
    assert projects.loc["R", ["planned", "created", "after_12", "after_24"]].isna().all()
    assert str(projects.loc["P", "created_on"])[:10] == "2024-04-01"


def test_jobs_of_likely_projects_stay_apart(store: Store) -> None:
    jobs = store.ask("jobs_by_group").query("measure == 'jobs_created'").groupby("followed")["n"].sum()
    assert jobs.to_dict() == {False: 7, True: 5}


def test_projects_of_informal_groups_and_likely_ones_are_counted_apart(store: Store) -> None:
    rows = store.ask("projects_followed")
    assert rows[["projects", "informal", "likely"]].sum().tolist() == [2, 1, 1]
    assert rows.loc[rows["governorate"].isna(), "projects"].tolist() == [1]
