-- Who may use the service: accounts, the areas they work in, their sessions, and what slows down whoever guesses passwords.

create table account (
    account_id      uuid        not null primary key default gen_random_uuid(),
    -- Small letters only: nobody can have a second account that looks like the first.
    login_name      text        not null unique check (login_name ~ '^[a-z][a-z0-9._-]{1,39}$'),
    display_name    text        not null check (length(display_name) between 1 and 100),
    role            text        not null
        check (role in ('surveyor', 'supervisor', 'statistician', 'manager', 'administrator')),
    password        text        not null check (password ~ '^\$argon2id\$v=19\$'),
    -- Apart from the password: the same password hashed anew with more work is no new password.
    password_set_at timestamptz not null default clock_timestamp(),
    disabled_at     timestamptz,
    created_at      timestamptz not null default clock_timestamp()
);
-- The audit names accounts by their ids for ever; who has left is disabled.
create trigger account_kept before delete on account for each row execute function refuse_change();

-- Codes of provinces or communes. No row: everything, for those roles that look at the whole survey.
create table account_scope (
    account_id uuid not null references account,
    area_code  text not null check (area_code ~ '^[0-9]{2,5}$'),
    primary key (account_id, area_code)
);

-- At the end of the transaction, because an account and its areas are written one after the other.
create function check_account_scope() returns trigger language plpgsql as $$
declare
    of_account uuid := case when tg_table_name = 'account' then new.account_id else old.account_id end;
begin
    if exists (select from account a where a.account_id = of_account and a.role in ('surveyor', 'supervisor'))
        and not exists (select from account_scope s where s.account_id = of_account) then
        raise exception 'A surveyor or supervisor needs at least one area.'
            using errcode = 'KS005', constraint = 'account_scope_needed', table = 'account_scope';
    end if;
    return null;
end
$$;
create constraint trigger account_scope_needed after insert or update of role on account
    deferrable initially deferred for each row execute function check_account_scope();
create constraint trigger account_scope_left after update or delete on account_scope
    deferrable initially deferred for each row execute function check_account_scope();

-- The token itself is with the browser alone: who reads this table can't use a session.
create table session (
    token_hash   bytea       not null primary key check (length(token_hash) = 32),
    account_id   uuid        not null references account,
    created_at   timestamptz not null default clock_timestamp(),
    last_used_at timestamptz not null default clock_timestamp(),
    ends_at      timestamptz not null check (ends_at > created_at),
    revoked_at   timestamptz
);
create index session_by_account on session (account_id) where revoked_at is null;
create index session_by_end on session (ends_at);

-- Here and not in the program, so that a change by hand ends the sessions too.
create function revoke_sessions() returns trigger language plpgsql as $$
begin
    update session set revoked_at = clock_timestamp() where account_id = new.account_id and revoked_at is null;
    return null;
end
$$;
create trigger account_changed after update on account for each row
    when (old.role <> new.role
        or old.password_set_at <> new.password_set_at
        or old.disabled_at is distinct from new.disabled_at)
    execute function revoke_sessions();

-- Failed logins of a name that was typed, known or not, and of an address that they came from. Only hashes: people type
-- their password into the wrong field. In the database, so that the counts outlive a restart and hold for two services.
create table login_bucket (
    bucket   bytea       not null primary key check (length(bucket) = 32),
    failures integer     not null check (failures >= 0),
    last_at  timestamptz not null,
    open_at  timestamptz not null   -- when the next try is taken
);
create index login_bucket_by_time on login_bucket (last_at);
