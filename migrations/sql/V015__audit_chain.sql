-- Every entry of the audit is sealed: an HMAC-SHA-256 over the seal of the entry before it and over its own fields, by a key that is
-- not in the database. Whoever can write here but doesn't know the key can't change, add, swap or remove an entry so that
-- ./kap audit verify doesn't find it. What was written before this has no seal; the first sealed entry, audit.begun, holds their
-- number and hash.

-- Numbers are given out one after the other by whoever seals, and no longer by a sequence, which leaves gaps where a transaction is
-- rolled back: a gap is an entry that somebody removed. Two entries of one number are refused by the primary key: a chain can't fork.
alter table audit alter column audit_id drop identity;
alter table audit add column key_id text not null default '', add column hash bytea not null default '';
alter table audit alter column key_id drop default, alter column hash drop default;
alter table audit add constraint audit_sealed check (
    (key_id = '' and hash = '') or (key_id ~ '^[0-9a-f]{16}$' and length(hash) = 32));

-- The end of the chain, for whoever is about to add to it: until he commits the next one waits. By a lock of its own and not by that of a
-- row, which a backup that takes minutes would leave behind as thousands of dead copies, all looked at by the next who wants it. Reads
-- past the policy: an entry is added by whoever does something, also by one who reads none.
create function end_of_audit(out number bigint, out hash bytea, out at timestamptz) language plpgsql volatile
    security definer set search_path = public, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtext('audit'), 0);
    -- A statement of its own, which sees what was committed while the lock was waited for.
    select a.audit_id, a.hash into number, hash from audit a order by a.audit_id desc limit 1;
    at := clock_timestamp();
end
$$;
