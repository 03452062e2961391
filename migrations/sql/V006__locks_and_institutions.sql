-- What a sample was drawn by, the end of a round's field work, and surveys of institutions.

alter table sample
    -- How many stages draw areas; null for a sample that was loaded before this was kept.
    add column area_stages integer check (area_stages in (1, 2)),
    -- The sample plan of a draw that the service itself made: with the frame of frame_hash it draws the same again.
    add column plan text check (plan <> '');

-- A round is locked when its field work and its review are over: from then on nothing that estimates are made from may
-- change under the numbers that were published. There is no way back: what comes later belongs to a round of its own.
create table round_lock (
    round_id  short_id    not null primary key references survey_round,
    locked_at timestamptz not null default clock_timestamp()
);
create trigger round_lock_immutable before update or delete on round_lock for each row execute function refuse_change();

-- Whoever adds to a round shares this with others who do; whoever locks it waits for them and lets nobody in after.
create function share_round(of_round text) returns void language sql as $$
    select pg_advisory_xact_lock_shared(hashtext('round'), hashtext(of_round))
$$;

create function refuse_if_locked(of_round text, changed text) returns void language plpgsql as $$
begin
    perform share_round(of_round);
    if exists (select from round_lock where round_id = of_round) then
        raise exception 'The round is locked: nothing is added to % any more.', changed
            using errcode = 'KS004', constraint = 'round_locked', table = changed,
                  hint = 'Open another round for what came later.';
    end if;
end
$$;

create function refuse_in_locked_round() returns trigger language plpgsql as $$
begin
    perform refuse_if_locked(new.round_id, tg_table_name);
    return new;
end
$$;
create trigger selection_round_locked before insert on selection
    for each row execute function refuse_in_locked_round();
create trigger sample_round_locked before insert on sample
    for each row execute function refuse_in_locked_round();
create trigger sample_unit_round_locked before insert on sample_unit
    for each row execute function refuse_in_locked_round();
create trigger sample_household_round_locked before insert on sample_household
    for each row execute function refuse_in_locked_round();
create trigger sample_assignment_round_locked before insert or update on sample_assignment
    for each row execute function refuse_in_locked_round();
create trigger visit_round_locked before insert on visit
    for each row execute function refuse_in_locked_round();

-- An interview that comes late is kept, as every interview is, but in quarantine.
create trigger interview_round_locked before insert on interview
    for each row when (new.status = 'stored' and new.round_id is not null)
    execute function refuse_in_locked_round();

create function refuse_review_in_locked_round() returns trigger language plpgsql as $$
declare
    of_round text;
begin
    select round_id into of_round from interview
        where interview_id = new.interview_id and revision in (old.revision, new.revision)
            and status = 'stored' and round_id is not null
        limit 1;
    if of_round is not null then
        perform refuse_if_locked(of_round, tg_table_name);
    end if;
    return new;
end
$$;
-- A new state row comes with its interview, which is refused above; here only reviews are.
create trigger interview_state_round_locked before update on interview_state
    for each row execute function refuse_review_in_locked_round();

-- A survey of institutions: the job, the register as of its day, the returns as far as they have come in, byte for byte.
-- More returns make the next version, so that a number that was read once can be read again.
create table institution_survey (
    survey_id     short_id    not null,
    version       integer     not null check (version >= 1),
    hash          sha256_hex  not null,   -- over the names and hashes of its files
    title_vi      text        not null,
    title_en      text        not null,
    register_date date        not null,
    imported_at   timestamptz not null default clock_timestamp(),
    primary key (survey_id, version)
);
create trigger institution_survey_immutable before update or delete on institution_survey
    for each row execute function refuse_change();

create table institution_file (
    survey_id short_id   not null,
    version   integer    not null,
    position  integer    not null check (position >= 0),   -- the job is 0
    name      text       not null check (name <> ''),
    content   bytea      not null,
    hash      sha256_hex not null check (hash = encode(sha256(content), 'hex')),
    primary key (survey_id, version, position),
    unique (survey_id, version, name),
    foreign key (survey_id, version) references institution_survey
);
create trigger institution_file_immutable before update or delete on institution_file
    for each row execute function refuse_change();
