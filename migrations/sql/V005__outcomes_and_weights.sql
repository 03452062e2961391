-- What became of the persons selected, and the weights that a round was given.

-- A visit to a person selected and what came of it, as AAPOR's Standard Definitions group it. A visit of 'complete' says who
-- interviewed; whether there is an interview is said by the interview alone.
create table visit (
    round_id     short_id    not null,
    selection_id text        not null,
    visit        integer     not null check (visit between 1 and 99),
    disposition  text        not null check (disposition in ('complete', 'partial', 'refusal', 'non-contact', 'other',
                                                             'unknown-household', 'unknown-other', 'ineligible')),
    surveyor     text        check (surveyor ~ '^[0-9A-Za-z][0-9A-Za-z_.-]{0,39}$'),   -- a code, never a name
    recorded_at  timestamptz not null default clock_timestamp(),
    primary key (round_id, selection_id, visit),
    foreign key (round_id, selection_id) references selection
);
create trigger visit_immutable before update or delete on visit for each row execute function refuse_change();

-- The weights of a round, made by a weighting file from the interviews of one moment. A number in a report was computed with
-- one version of them, so a version never changes; other interviews or another file make another version.
create table weights_version (
    round_id        short_id    not null references survey_round,
    version         integer     not null check (version >= 1),
    name            text        not null,
    content         bytea       not null,   -- the weighting file, byte for byte
    hash            sha256_hex  not null check (hash = encode(sha256(content), 'hex')),
    states          text        not null check (states <> ''),   -- of the interviews, in order, joined by blanks
    interviews_hash sha256_hex  not null,   -- over the SHA-256 of every complete interview that was weighted
    run             jsonb       not null check (jsonb_typeof(run) = 'object'),
    created_at      timestamptz not null default clock_timestamp(),
    primary key (round_id, version)
);
create trigger weights_version_immutable before update or delete on weights_version
    for each row execute function refuse_change();

-- A row for each person selected; a factor is null where the step was not taken, or had no weight to act on.
create table person_weight (
    round_id           short_id         not null,
    version            integer          not null,
    selection_id       text             not null,
    base               double precision not null check (base >= 0 and base < 'Infinity'),
    eligibility_factor double precision check (eligibility_factor >= 0 and eligibility_factor < 'Infinity'),
    nonresponse_factor double precision check (nonresponse_factor >= 0 and nonresponse_factor < 'Infinity'),
    calibration_factor double precision check (calibration_factor >= 0 and calibration_factor < 'Infinity'),
    trimming_factor    double precision check (trimming_factor >= 0 and trimming_factor < 'Infinity'),
    final              double precision not null check (final >= 0 and final < 'Infinity'),
    primary key (round_id, version, selection_id),
    foreign key (round_id, version) references weights_version,
    foreign key (round_id, selection_id) references selection
);
create trigger person_weight_immutable before update or delete on person_weight
    for each row execute function refuse_change();
