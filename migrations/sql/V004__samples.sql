-- A round's drawn sample: units of both stages of areas, households, and who of the selected persons lives where. What was
-- drawn is never changed; a sample grows as listings and rosters come in.

create table sample (
    round_id     short_id    not null primary key references survey_round,
    name         text        not null check (name <> ''),
    seed         text        not null check (seed <> ''),
    -- What persons in a household are drawn by, on the phone too.
    person_seed  text        not null check (person_seed <> ''),
    panel_round  integer     not null check (panel_round between 1 and 99),
    frame_id     text        not null,
    frame_date   text        not null check (frame_date ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
    frame_hash   sha256_hex  not null,
    loaded_at    timestamptz not null default clock_timestamp()
);
create trigger sample_immutable before update or delete on sample for each row execute function refuse_change();

create table sample_unit (
    round_id              short_id         not null references sample,
    stage                 integer          not null check (stage in (1, 2)),
    code                  text             not null check (code <> ''),
    position              integer          not null check (position >= 0),   -- in the order of the draw
    stratum               text             not null check (stratum <> ''),
    -- Empty for a self-representing unit: the units drawn in it are the PSUs.
    psu                   text             not null,
    ssu                   text             not null,
    name                  text             not null,
    within                text             not null,
    areas                 text[]           not null check (cardinality(areas) >= 1),
    size                  bigint           not null check (size > 0),
    probability           double precision not null check (probability > 0 and probability <= 1),
    self_representing     boolean          not null check (not self_representing or probability = 1),
    segments              integer          not null check (segments >= 1),
    segment               integer          not null check (segment between 1 and segments),
    inclusion_probability double precision not null check (inclusion_probability > 0 and inclusion_probability <= 1),
    kept                  boolean          not null,
    primary key (round_id, stage, code),
    constraint sample_unit_psu check ((psu = '') = self_representing)
);
create trigger sample_unit_immutable before update or delete on sample_unit
    for each row execute function refuse_change();

create table sample_household (
    round_id              short_id         not null references sample,
    household             text             not null check (household ~ '^[0-9A-Za-z][0-9A-Za-z_.-]{0,49}$'),
    stage                 integer          not null,
    cluster               text             not null,
    stratum               text             not null check (stratum <> ''),
    psu                   text             not null check (psu <> ''),
    ssu                   text             not null,
    number                integer          not null check (number between 1 and listed),
    listed                integer          not null,
    probability           double precision not null check (probability > 0 and probability <= 1),
    inclusion_probability double precision not null check (inclusion_probability > 0 and inclusion_probability <= 1),
    primary key (round_id, household),
    foreign key (round_id, stage, cluster) references sample_unit
);
create trigger sample_household_immutable before update or delete on sample_household
    for each row execute function refuse_change();

-- The selected persons themselves stand in selection, with their design weight.
create table sample_person (
    round_id     short_id         not null,
    selection_id text             not null,
    household    text             not null,
    person       text             not null,
    groups       text[]           not null,
    drawn_for    text[]           not null check (cardinality(drawn_for) >= 1),
    probability  double precision not null check (probability > 0 and probability <= 1),
    primary key (round_id, selection_id),
    foreign key (round_id, selection_id) references selection,
    foreign key (round_id, household) references sample_household
);
create trigger sample_person_immutable before update or delete on sample_person
    for each row execute function refuse_change();

-- Which surveyor works in which cluster. Surveyors fall ill: unlike the draw this may change.
create table sample_assignment (
    round_id short_id not null,
    stage    integer  not null,
    cluster  text     not null,
    surveyor text     not null check (surveyor ~ '^[0-9A-Za-z][0-9A-Za-z_.-]{0,49}$'),
    primary key (round_id, cluster),
    foreign key (round_id, stage, cluster) references sample_unit
);
