-- Sealed interviews that could not be opened: their bytes, apart from the interviews, so that none of them takes the place of one.
create table unopened_envelope (
    interview_id uuid        not null,
    revision     integer     not null check (revision between 1 and 9999),
    sha256       sha256_hex  not null check (sha256 = encode(sha256(content), 'hex')),
    reason       text        not null check (reason in ('unknown-key', 'not-opened')),
    content      bytea       not null,
    received_at  timestamptz not null default clock_timestamp(),
    primary key (interview_id, revision, sha256)
);
create trigger unopened_envelope_immutable before update or delete on unopened_envelope
    for each row execute function refuse_change();
alter table unopened_envelope enable row level security;
create policy written on unopened_envelope for insert to kap_service with check (true);
create policy read on unopened_envelope for select to kap_service using ((select '*' = any (current_scope())));
