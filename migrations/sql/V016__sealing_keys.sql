-- The keys that finished interviews are sealed for on the device. The one that isn't retired is in use; retired ones stay, because a
-- device that was without a network for weeks has interviews sealed for them.
create table sealing_key (
    key_id      text        not null primary key check (key_id ~ '^[0-9a-f]{32}$'),
    public_key  bytea       not null check (length(public_key) = 65),
    private_key bytea       not null,
    made_at     timestamptz not null default clock_timestamp(),
    retired_at  timestamptz check (retired_at >= made_at)
);
create unique index sealing_key_in_use on sealing_key ((retired_at is null)) where retired_at is null;
create trigger sealing_key_kept before delete on sealing_key for each row execute function refuse_change();
create trigger sealing_key_fixed before update on sealing_key for each row
    when (old.retired_at is not null
        or (old.key_id, old.public_key, old.private_key, old.made_at)
            is distinct from (new.key_id, new.public_key, new.private_key, new.made_at))
    execute function refuse_change();

-- No query of the service reads the private keys but this one, for one key at a time.
revoke all on sealing_key from kap_service;
grant select (key_id, public_key, made_at, retired_at), insert, update (retired_at) on sealing_key to kap_service;
create function private_sealing_key(of_key text) returns bytea language sql stable
    security definer set search_path = public, pg_temp as $$
    select k.private_key from sealing_key k where k.key_id = of_key
$$;
revoke execute on function private_sealing_key(text) from public;
grant execute on function private_sealing_key(text) to kap_service;
