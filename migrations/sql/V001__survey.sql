-- The first schema: questionnaires, plans, survey rounds with their selected persons, interviews, their states, the audit.
-- Rules that must hold whatever the service does are kept here, because two copies of the service, a repair by hand and
-- a later version of the code all meet in this one place. Errors raised here carry a SQLSTATE of our own (class KS) and
-- the name of the rule as the constraint, so that nobody has to read the words of a message.

-- What is published is never changed: an interview points at it by hash, and a number in a report was computed from it.
-- Without this trigger one UPDATE would silently change the meaning of every answer collected before it.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'Rows of % are never changed or deleted once written.', tg_table_name
        using errcode = 'KS001', constraint = tg_table_name || '_immutable', table = tg_table_name,
              hint = 'Write a new version under a new id.';
end
$$;

-- Ids appear in addresses and file names of exports; one narrow alphabet spares every reader of them an escape.
create domain short_id as text check (value ~ '^[a-z][a-z0-9_-]{0,39}$');
create domain version_name as text check (value ~ '^[0-9A-Za-z][0-9A-Za-z._-]{0,19}$');
create domain sha256_hex as text check (value ~ '^[0-9a-f]{64}$');

create table questionnaire (
    form_id    short_id     not null,
    version    version_name not null,
    content    bytea        not null,   -- byte for byte as published: the hash is over these bytes
    hash       sha256_hex   not null check (hash = encode(sha256(content), 'hex')),
    title_vi   text         not null,
    title_en   text         not null,
    created_at timestamptz  not null default clock_timestamp(),
    primary key (form_id, version)
);
create trigger questionnaire_immutable before update or delete on questionnaire
    for each row execute function refuse_change();

create table plan (
    plan_id    short_id    not null primary key,
    content    bytea       not null,
    hash       sha256_hex  not null check (hash = encode(sha256(content), 'hex')),
    created_at timestamptz not null default clock_timestamp()
);
create trigger plan_immutable before update or delete on plan for each row execute function refuse_change();

create table survey_round (
    round_id      short_id         not null primary key,
    plan_id       short_id         not null references plan,
    form_id       short_id         not null,
    form_version  version_name     not null,
    title_vi      text             not null,
    title_en      text             not null,
    survey_year   integer          not null check (survey_year between 2000 and 2200),
    -- The design effect that the sample size was planned with. Kept with the round: the report compares it with the
    -- design effect found, and it can't be recomputed from the answers.
    planning_deff double precision not null check (planning_deff >= 1 and planning_deff < 'Infinity'),
    -- Printed on every page of a round whose interviews were not given by real people.
    synthetic     boolean          not null default false,
    created_at    timestamptz      not null default clock_timestamp(),
    foreign key (form_id, form_version) references questionnaire
);
create trigger survey_round_immutable before update or delete on survey_round
    for each row execute function refuse_change();

-- The selected persons, drawn before the field work. A PSU whose persons all refused still stands here, so that an
-- estimate keeps it as a row of zeros.
create table selection (
    round_id      short_id         not null references survey_round,
    selection_id  text             not null check (selection_id ~ '^[0-9A-Za-z][0-9A-Za-z_.-]{0,59}$'),
    stratum       text             not null check (stratum <> ''),
    psu           text             not null check (psu <> ''),
    ssu           text             check (ssu <> ''),
    design_weight double precision not null check (design_weight > 0 and design_weight < 'Infinity'),
    primary key (round_id, selection_id)
);
create trigger selection_immutable before update or delete on selection
    for each row execute function refuse_change();

-- One row a (id, revision): the unique key below, and not a look before the insert, is what makes the same interview
-- posted twice at once one row. Look-then-insert gave other systems duplicates for years.
create table interview (
    interview_id       uuid         not null,
    revision           integer      not null check (revision between 1 and 9999),
    status             text         not null check (status in ('stored', 'quarantined')),
    quarantine_reason  text,                     -- a stable code; null when stored
    round_id           short_id     references survey_round,
    selection_id       text,
    form_id            short_id,
    version            version_name,
    questionnaire_hash sha256_hex,
    engine_hash        sha256_hex,               -- the compiled engine that the device says it ran
    outcome            text         check (outcome in ('complete', 'partial', 'refusal')),
    payload            bytea        not null,    -- byte for byte as received; everything else here is derived from it
    sha256             sha256_hex   not null check (sha256 = encode(sha256(payload), 'hex')),
    canonical          jsonb,                    -- answers in form order as our engine made them
    findings           jsonb        not null default '[]' check (jsonb_typeof(findings) = 'array'),
    received_at        timestamptz  not null default clock_timestamp(),
    primary key (interview_id, revision),
    foreign key (form_id, version) references questionnaire,
    foreign key (round_id, selection_id) references selection,
    -- A quarantined interview says why; a stored one has what analysis reads.
    constraint interview_whole check (
        (status = 'quarantined' and quarantine_reason is not null)
        or (status = 'stored' and quarantine_reason is null and form_id is not null and version is not null
            and canonical is not null and outcome is not null)),
    constraint interview_selection_has_round check (selection_id is null or round_id is not null)
);
create index interview_by_round on interview (round_id, selection_id);
create trigger interview_immutable before update or delete on interview for each row execute function refuse_change();

-- Other bytes under an id and revision that are taken: refused with 409 and kept, so that a supervisor can decide.
create table interview_conflict (
    interview_id uuid        not null,
    revision     integer     not null,
    sha256       sha256_hex  not null check (sha256 = encode(sha256(payload), 'hex')),
    payload      bytea       not null,
    received_at  timestamptz not null default clock_timestamp(),
    primary key (interview_id, revision, sha256),   -- a device that repeats the same conflict adds no row
    foreign key (interview_id, revision) references interview
);
create trigger interview_conflict_immutable before update or delete on interview_conflict
    for each row execute function refuse_change();

-- Which state may follow which. Rows and not code: the trigger below, the service and a reader all see the same list.
create table interview_transition (
    from_state text not null,
    to_state   text not null,
    primary key (from_state, to_state)
);
insert into interview_transition values
    ('submitted', 'submitted'),   -- a newer revision arrived
    ('submitted', 'returned'),
    ('submitted', 'approved'),
    ('submitted', 'rejected'),
    ('submitted', 'void'),
    ('returned', 'submitted'),
    ('returned', 'rejected'),
    ('returned', 'void');
create trigger interview_transition_immutable before update or delete on interview_transition
    for each row execute function refuse_change();

-- The current revision and state. version counts the changes: UPDATE … WHERE state = ? AND version = ? lets exactly one
-- of two supervisors who decide at the same moment win.
create table interview_state (
    interview_id uuid        not null primary key,
    revision     integer     not null,
    state        text        not null check (state in ('submitted', 'returned', 'approved', 'rejected', 'void')),
    version      integer     not null default 1 check (version >= 1),
    reason       text        check (length(reason) between 1 and 2000),   -- for whoever gets it back; never an answer
    changed_at   timestamptz not null default clock_timestamp(),
    -- Who gives an interview back or sets it aside says why.
    constraint interview_state_reason check (reason is not null or state in ('submitted', 'approved')),
    foreign key (interview_id, revision) references interview
);

create function check_interview_state() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        if new.state <> 'submitted' or new.version <> 1 then
            raise exception 'An interview begins as submitted, version 1, not as %, version %.', new.state, new.version
                using errcode = 'KS002', constraint = 'interview_state_begin', table = tg_table_name;
        end if;
        return new;
    end if;
    if not exists (select from interview_transition where from_state = old.state and to_state = new.state) then
        raise exception 'An interview can''t go from % to %.', old.state, new.state
            using errcode = 'KS002', constraint = 'interview_state_transition', table = tg_table_name;
    end if;
    if new.version <> old.version + 1 or new.interview_id <> old.interview_id or new.revision < old.revision then
        raise exception 'A change of state must count the version up by one and keep the interview and its revision.'
            using errcode = 'KS002', constraint = 'interview_state_version', table = tg_table_name;
    end if;
    -- What the engine could not read has no record to publish.
    if new.state = 'approved' and not exists (
            select from interview i
            where i.interview_id = new.interview_id and i.revision = new.revision and i.status = 'stored') then
        raise exception 'A quarantined interview can''t be approved.'
            using errcode = 'KS003', constraint = 'interview_state_quarantined', table = tg_table_name;
    end if;
    return new;
end
$$;
create trigger interview_state_checked before insert or update on interview_state
    for each row execute function check_interview_state();
create trigger interview_state_kept before delete on interview_state for each row execute function refuse_change();

-- Who did what to which interview. Hashes, states and a supervisor's reason only: an answer must not outlive its
-- interview in here.
create table audit (
    audit_id     bigint      generated always as identity primary key,
    at           timestamptz not null default clock_timestamp(),
    actor        text        not null,
    action       text        not null,
    interview_id uuid,
    revision     integer,
    details      jsonb       not null default '{}'
);
create index audit_by_interview on audit (interview_id, revision);
create trigger audit_immutable before update or delete on audit for each row execute function refuse_change();
