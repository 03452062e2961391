-- What a supervisor goes through: lists and counts of a round's interviews. The current revision's facts stand beside its state, in
-- narrow rows, so that a list of 100,000 interviews never reads a payload.

-- Which account sent a revision; null of an import, which no account made.
alter table interview add column sent_by uuid references account;
alter table interview disable trigger user;
update interview i set sent_by = a.actor::uuid from audit a
    where a.interview_id = i.interview_id and a.revision = i.revision and a.action = 'interview.received'
        and a.actor ~ '^[0-9a-f-]{36}$';
alter table interview enable trigger user;

create or replace function fill_scope_of_interview() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
declare
    account text := nullif(current_setting('kap.account', true), '');
    areas text[] := coalesce(string_to_array(nullif(current_setting('kap.areas', true), ''), ' '), '{}');
    of_selection text[];
begin
    select s.scope into of_selection from selection s
        where s.round_id = new.round_id and s.selection_id = new.selection_id;
    new.outside_areas := areas <> '{}' and not coalesce(of_selection && areas, true);
    new.scope := array(select distinct unnest(
        coalesce(of_selection, coalesce(scope_of_round(new.round_id), array['*']) || areas)
            || array_remove(array[account], null)));
    new.sent_by := account::uuid;
    return new;
end
$$;

alter table interview_state
    add column status       text,
    add column round_id     text,
    add column selection_id text,
    add column form_id      text,
    add column outcome      text,
    add column sent_by      uuid,
    add column received_at  timestamptz;
alter table interview_state disable trigger user;
update interview_state t set status = i.status, round_id = i.round_id, selection_id = i.selection_id, form_id = i.form_id,
        outcome = i.outcome, sent_by = i.sent_by, received_at = i.received_at
    from interview i where i.interview_id = t.interview_id and i.revision = t.revision;
alter table interview_state enable trigger user;
alter table interview_state alter column status set not null, alter column received_at set not null;
create index interview_state_listed on interview_state (round_id, state, received_at, interview_id);

create function fill_current_interview() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    select i.scope, i.status, i.round_id, i.selection_id, i.form_id, i.outcome, i.sent_by, i.received_at
        into new.scope, new.status, new.round_id, new.selection_id, new.form_id, new.outcome, new.sent_by, new.received_at
        from interview i where i.interview_id = new.interview_id and i.revision = new.revision;
    if not found then
        raise exception 'The state of an interview needs the interview.'
            using errcode = '23503', constraint = 'interview_state_interview_id_revision_fkey', table = tg_table_name;
    end if;
    return new;
end
$$;
drop trigger interview_state_scope on interview_state;
create trigger interview_state_scope before insert or update of revision on interview_state
    for each row execute function fill_current_interview();

-- The audit is read by nobody who has areas; what was done to an interview is told to whoever reads the interview.
create function history_of_interview(of_interview uuid) returns table (
    at timestamptz, actor text, action text, revision integer, details jsonb)
    language sql stable security definer set search_path = public, pg_temp as $$
    select a.at, a.actor, a.action, a.revision, a.details from audit a
        where a.interview_id = of_interview and exists (
            select from interview_state t where t.interview_id = of_interview
                and ('*' = any (current_scope()) or t.scope && current_scope()))
        order by a.audit_id
$$;
