-- The store. Codes everywhere; every fact row says its source, when it was recorded and by which log entry.
-- entry 0 = reference facts shipped with the atlas, entry -1 = demonstration, 1 and more = the user's log.

-- Territory ------------------------------------------------------------------------------------------------------

create table governorate (
    code varchar primary key,  -- INS code; 22 33 42 43 collide with ISO digits, never infer one from the other
    iso varchar not null unique, fr varchar not null, ar varchar not null, en varchar not null
);
create table delegation (
    code varchar primary key, governorate varchar not null references governorate (code),
    pcode varchar not null unique, fr varchar not null, ar varchar not null, aliases varchar[] not null,
    town varchar, area_km2 double not null, lon double not null, lat double not null,
    point_kind varchar not null check (point_kind in ('town', 'near_centroid', 'listed', 'representative')),
    outline_reliable boolean not null, source varchar not null
);
create table newer_delegation (
    fr varchar not null, ar varchar not null, governorate varchar not null references governorate (code),
    aliases varchar[] not null, created varchar, parent varchar not null references delegation (code),
    parent_certainty varchar not null
);
create table locality (
    geonameid varchar primary key, name varchar not null, name_ar varchar, aliases varchar[] not null,
    lon double not null, lat double not null, delegation varchar references delegation (code), note varchar
);

-- Vocabularies ---------------------------------------------------------------------------------------------------

create table legal_form (
    code varchar primary key, fr varchar not null, ar varchar, en varchar, family varchar, entity varchar, law varchar,
    in_loi_2020_30 varchar, may_trade varchar not null check (may_trade in ('yes', 'no', 'unknown')),
    note varchar, source varchar, certainty varchar not null
);
create table stage (code varchar primary key, rank integer, fr varchar not null, ar varchar, en varchar, note varchar);
create table value_chain (
    code varchar primary key, fr varchar not null, ar varchar, en varchar, sections varchar[], evidence varchar, source varchar
);
create table chain_stage (
    chain varchar not null references value_chain (code), stage varchar not null references stage (code), words varchar,
    primary key (chain, stage)  -- a stage not listed for a chain is not applicable
);
create table chain_governorate (
    chain varchar not null references value_chain (code), governorate varchar not null references governorate (code),
    certainty varchar not null check (certainty in ('documented', 'unverified', 'to_confirm')), source varchar,
    primary key (chain, governorate)
);
create table service_type (
    code varchar primary key, fr varchar not null, ar varchar, en varchar, definition varchar, axis varchar,
    function varchar not null check (function in ('formation', 'accompagnement', 'financement', 'connexe')),
    audience varchar not null, leaflet_words varchar
);

create table essglobal_activity (code varchar primary key, section varchar not null, en varchar not null, source varchar);

-- Figures --------------------------------------------------------------------------------------------------------

create table figure (
    territory varchar not null,  -- 'TN', a governorate code or a delegation code
    level varchar not null check (level in ('country', 'governorate', 'delegation')),
    indicator varchar not null, period varchar not null, year integer, value double not null, standard_error double,
    unit varchar not null, source varchar not null, quality varchar not null,
    is_default boolean not null,  -- newest census, else newest model: one per territory and indicator
    source_id varchar not null, recorded_on date, entry integer not null
);

-- Who and what ---------------------------------------------------------------------------------------------------

create table organisation (
    id varchar primary key, name varchar not null, name_ar varchar, acronym varchar, kind varchar, sector varchar,
    country varchar, role_in_iess varchar, part_of varchar,  -- a branch of another organisation
    seat varchar,  -- as published; may lie outside the four governorates
    governorate varchar, delegation varchar, lon double, lat double,
    precision varchar check (precision in ('exact', 'locality', 'delegation')),  -- null: not located
    coverage_codes varchar[], coverage varchar, likely_services varchar[], certainty varchar, note varchar,
    evidence varchar not null check (evidence in ('observed', 'likely')),
    source varchar not null, source_id varchar not null, recorded_on date, entry integer not null
);
create table enterprise (
    id varchar primary key, name varchar, legal_form varchar references legal_form (code),
    kind varchar not null check (kind in ('ess', 'informal_group', 'individual', 'conventional')),
    governorate varchar, delegation varchar, lon double, lat double,
    precision varchar check (precision in ('exact', 'locality', 'delegation')),
    founded integer, status varchar not null check (status in ('active', 'dormant', 'closed', 'unknown')),
    women_led varchar not null check (women_led in ('yes', 'no', 'unknown')),
    youth_led varchar not null check (youth_led in ('yes', 'no', 'unknown')),
    publish boolean not null,  -- consent to appear by name outside the office's own instance
    evidence varchar not null check (evidence in ('observed', 'likely')),
    source varchar not null, source_id varchar not null, recorded_on date, entry integer not null
);
create table activity (
    enterprise varchar not null, chain varchar not null references value_chain (code),
    stage varchar not null references stage (code),
    source varchar not null, source_id varchar not null, recorded_on date, entry integer not null
);
create table service (
    id varchar primary key, organisation varchar not null, service_type varchar not null references service_type (code),
    governorate varchar, delegation varchar, lon double, lat double,
    precision varchar check (precision in ('exact', 'locality', 'delegation')),
    target_public varchar, ess_specific varchar not null check (ess_specific in ('adapted', 'conventional', 'unknown')),
    capacity double, capacity_unit varchar,  -- per year, null: unknown
    evidence varchar not null check (evidence in ('observed', 'likely')),
    source varchar not null, source_id varchar not null, recorded_on date, entry integer not null
);
create table coverage (
    service varchar not null, delegation varchar not null references delegation (code),
    source varchar not null, source_id varchar not null, recorded_on date, entry integer not null
);
create table project (
    id varchar primary key, name varchar, enterprise varchar, existing varchar not null check (existing in ('new', 'existing', 'unknown')),
    chain varchar references value_chain (code), governorate varchar, delegation varchar,
    step varchar check (step in ('idea', 'plan', 'financed', 'started', 'growing')),
    funders varchar, amount_tnd double, publish boolean not null,
    evidence varchar not null check (evidence in ('observed', 'likely')),
    source varchar not null, source_id varchar not null, recorded_on date, entry integer not null
);
create table event (
    id varchar primary key, title varchar, kind varchar not null
    check (kind in ('awareness', 'training', 'concertation', 'chain_meeting', 'fair', 'other')),
    held_on date, governorate varchar, delegation varchar, chain varchar references value_chain (code),
    scope varchar check (scope in ('local', 'national', 'mediterranean')),
    source varchar not null, source_id varchar not null, recorded_on date, entry integer not null
);
create table event_organisation (
    event varchar not null, organisation varchar not null, role varchar,
    source varchar not null, source_id varchar not null, recorded_on date, entry integer not null
);
create table headcount (  -- participations are never added up as people
    parent_table varchar not null check (parent_table in ('enterprise', 'project', 'event', 'service', 'organisation')),
    parent varchar not null, measure varchar not null check (measure in (
        'participations', 'people_reached', 'members', 'workers',
        'jobs_planned', 'jobs_created', 'jobs_after_12_months', 'jobs_after_24_months')),
    sex varchar not null check (sex in ('women', 'men', 'unknown')),
    age_band varchar not null check (age_band in ('15_34', '35_plus', 'unknown')),
    situation varchar not null check (situation in ('unemployed', 'graduate', 'informal', 'group_member', 'other', 'unknown')),
    n integer not null check (n >= 0),
    source varchar not null, source_id varchar not null, recorded_on date, entry integer not null
);
create table link (
    from_table varchar not null check (from_table in ('enterprise', 'organisation')), from_id varchar not null,
    to_table varchar not null check (to_table in ('enterprise', 'organisation')), to_id varchar not null,
    kind varchar not null check (kind in ('buys_from', 'member_of', 'finances', 'refers_to', 'cooperates_with')),
    scope varchar not null check (scope in ('local', 'national', 'mediterranean', 'unknown')),
    source varchar not null, source_id varchar not null, recorded_on date, entry integer not null
);
create table survey (  -- no row = not surveyed
    delegation varchar not null references delegation (code),
    topic varchar not null check (topic in ('enterprises', 'services', 'links')),
    function varchar check (function in ('formation', 'accompagnement', 'financement')),  -- null: every function
    chain varchar references value_chain (code),  -- null: every chain
    status varchar not null check (status in ('surveyed', 'partly', 'not')), surveyed_on date,
    source varchar not null, source_id varchar not null, recorded_on date, entry integer not null
);
create table travel (  -- a pair without a row is not reachable; there and back may differ
    from_delegation varchar not null references delegation (code),
    to_delegation varchar not null references delegation (code), minutes double, km double,
    source varchar not null, source_id varchar not null, recorded_on date, entry integer not null
);
create table target (code varchar primary key, value integer not null, source varchar not null);

-- What was noticed while folding ---------------------------------------------------------------------------------

create table off_outline (  -- points outside the outline of the delegation they are declared in
    parent_table varchar not null, id varchar not null, km double not null
);
create table finding (  -- one row per check that found something; an error would have stopped the build
    check_name varchar primary key, severity varchar not null check (severity in ('error', 'reported')),
    n integer not null, ids varchar[] not null  -- the first 50
);

-- The log --------------------------------------------------------------------------------------------------------

create table entry (
    number integer primary key, kind varchar not null check (kind in (
        'reference', 'demonstration', 'load', 'edit', 'undo', 'redo', 'erasure', 'switch', 'scenario')),
    who varchar, recorded_at timestamptz, source varchar, file_name varchar, sha256 varchar,
    rows_added integer not null, rows_changed integer not null, rows_same integer not null, rows_removed integer not null,
    undoes integer, undone boolean not null,
    idle boolean not null  -- an edit of a record that is not there: its load is undone
);
create table snapshot (  -- one row: what this file is
    number integer not null, demonstration boolean not null, built_at timestamptz not null, schema_version integer not null,
    content varchar not null,  -- fingerprint of what was folded
    facts varchar not null  -- fingerprint of the facts in it: reference, demonstration, loads that count
);
create table scenario (  -- hub choices the reader saved and did not remove: the latest entry of each
    id integer primary key,  -- number of the entry that saved it first
    name varchar not null, who varchar, saved_at timestamptz not null, entry integer not null,
    settings varchar not null,  -- JSON object: the address, text by name
    snapshot integer not null, facts varchar not null,  -- what it was made on
    seat_a varchar not null references delegation (code), seat_b varchar not null references delegation (code),
    governorate_a varchar not null references governorate (code),
    governorate_b varchar not null references governorate (code),
    rank integer not null, need_served double not null, need_error double not null, need_unserved double not null,
    unserved_error double not null, places_unserved integer not null,
    mean_km double, worst_km double, worst_place varchar,  -- null: nobody is served
    sheet varchar not null  -- JSON object: what no data knows; an absent key is not filled in
);
