-- The queue of analysis jobs and the files that they gave. Several services may share one database: who takes a job locks its
-- row past those that others hold (skip locked) and keeps it by a lease; a worker that was killed stops renewing it, and the
-- job is taken again.

create table job (
    job_id      uuid        not null primary key,   -- made by whoever posts it, so that posting it twice queues it once
    round_id    short_id    not null references survey_round,
    name        text        not null,
    content     bytea       not null,               -- byte for byte as posted
    sha256      sha256_hex  not null check (sha256 = encode(sha256(content), 'hex')),
    state       text        not null default 'queued'
                            check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
    -- Counted up when it is taken. A job that kills its worker, by its memory for instance, must not do so for ever.
    attempts    integer     not null default 0 check (attempts between 0 and 3),
    lease       uuid,                               -- of the worker that runs it; another value at each taking
    lease_until timestamptz,
    stage       text        not null default 'queued'
                            check (stage in ('queued', 'reading', 'weighting', 'estimating', 'writing')),
    steps_done  integer     not null default 0,
    steps       integer     not null default 0,
    reason      text,                               -- a stable code: why it failed or was cancelled
    faults      jsonb       not null default '[]' check (jsonb_typeof(faults) = 'array'),
    queued_at   timestamptz not null default clock_timestamp(),
    started_at  timestamptz,
    ended_at    timestamptz,
    constraint job_lease_while_running check (
        (state = 'running') = (lease is not null) and (lease is null) = (lease_until is null)),
    constraint job_reason_where_it_gave_nothing check ((state in ('failed', 'cancelled')) = (reason is not null)),
    constraint job_end check ((state in ('done', 'failed', 'cancelled')) = (ended_at is not null))
);
create index job_open on job (queued_at) where state in ('queued', 'running');
create index job_by_time on job (queued_at);

-- Written in the transaction that makes the job done: a job is never seen done with half of its files.
create table job_file (
    job_id   uuid    not null references job on delete cascade,
    name     text    not null check (name ~ '^[A-Za-z0-9_-]{1,40}[.][a-z0-9]{1,8}$'),
    position integer not null,
    content  bytea   not null,
    primary key (job_id, name)
);
