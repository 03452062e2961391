-- Who reads which rows. Every row that tells of a person, a unit or a round's numbers carries its scope: the codes of the province
-- and communes that it belongs to, the account that sent it, and '*'. A transaction says whose it is in kap.scope: the codes that
-- it may read, or '*' for all; without it nothing is read. A row is read where the two have something in common. It is said twice:
-- by the queries of the program (asked_scope) and, should one of them forget it, by the policies below (current_scope).

-- The role that the service works as: it owns nothing, so that no policy is passed over. The owner of the tables migrates.
do $$
begin
    if not exists (select from pg_roles where rolname = 'kap_service') then
        begin
            create role kap_service nologin;
        exception when duplicate_object or unique_violation then
            null; -- made at this moment by the service of another database of the server
        end;
    end if;
    -- From PostgreSQL 16 on, who makes a role is a member of it that may not work as it yet.
    if not pg_has_role(current_user, 'kap_service', 'member') then
        execute format('grant kap_service to %I', current_user);
    elsif current_setting('server_version_num')::integer >= 160000 then
        if not pg_has_role(current_user, 'kap_service', 'set') then
            execute format('grant kap_service to %I', current_user);
        end if;
    end if;
end
$$;
grant usage on schema public to kap_service;
grant select, insert, update, delete on all tables in schema public to kap_service;
alter default privileges in schema public grant select, insert, update, delete on tables to kap_service;

create function current_scope() returns text[] language sql stable parallel safe as $$
    select coalesce(string_to_array(nullif(current_setting('kap.scope', true), ''), ' '), '{}')
$$;
create function asked_scope() returns text[] language sql stable parallel safe as $$
    select current_scope()
$$;

-- The province that a plan is of; null where its text is none that names one.
create function province_of_plan(content bytea) returns text language plpgsql immutable as $$
begin
    return convert_from(content, 'UTF8')::jsonb #>> '{province,code}';
exception when others then
    return null;
end
$$;
alter table plan disable trigger plan_immutable;
alter table plan add column province text;
update plan set province = province_of_plan(content);
alter table plan enable trigger plan_immutable;
create function fill_province() returns trigger language plpgsql as $$
begin
    new.province := province_of_plan(new.content);
    return new;
end
$$;
create trigger plan_province before insert on plan for each row execute function fill_province();

do $$
declare
    one text;
begin
    foreach one in array array['sample_unit', 'sample_household', 'sample_assignment', 'sample_person', 'selection', 'visit', 'interview',
            'interview_state', 'interview_conflict', 'weights_version', 'person_weight', 'weight_replicate', 'job', 'job_file',
            'institution_survey'] loop
        execute format('alter table %I add column scope text[]', one);
    end loop;
end
$$;

-- The functions that fill a scope read past the policies: a row's own scope doesn't depend on who adds it.
create function scope_of_round(of_round text) returns text[] language sql stable
    security definer set search_path = public, pg_temp as $$
    select array_remove(array['*', p.province], null)
        from survey_round r join plan p using (plan_id) where r.round_id = of_round
$$;

-- Whether the whole of a round may be read: numbers on a part of it would look like numbers on all.
create function sees_round(of_round text) returns boolean language sql stable as $$
    select coalesce((select array_remove(array['*', p.province], null) && asked_scope()
        from survey_round r join plan p using (plan_id) where r.round_id = of_round), false)
$$;

-- The communes and provinces among areas and all that they lie in, in the frame that a sample was drawn from as of its day; null where
-- it was not imported. Accounts have codes of communes and provinces alone, and a residential group elsewhere may have the same.
create function communes_above(of_round text, codes text[]) returns text[] language sql stable
    security definer set search_path = public, pg_temp as $$
    with recursive above as (
        select f.frame_id, f.version, d.frame_date::date as day, unnest(codes) as code
            from sample d join frame f on f.frame_id = d.frame_id and f.hash = d.frame_hash where d.round_id = of_round
        union
        select a.frame_id, a.version, a.day, s.parent
            from above a join frame_area_spell s on s.frame_id = a.frame_id and s.version = a.version and s.code = a.code
                and a.day between s.from_day and s.to_day
            where s.parent is not null)
    select array_agg(a.code) from above a join frame_area f using (frame_id, version, code)
        where f.level in ('province', 'commune')
$$;

-- Where no frame tells its commune, a unit of the first stage is taken for one, and one of the second lies in that of the first.
create function scope_of_unit(unit sample_unit) returns text[] language sql stable
    security definer set search_path = public, pg_temp as $$
    select array(select distinct unnest(scope_of_round(unit.round_id) || coalesce(
        communes_above(unit.round_id, unit.areas),
        case when unit.stage = 1 then unit.areas else (
            select u.areas from sample_unit u
                where u.round_id = unit.round_id and u.stage = 1 and u.stratum = unit.stratum
                    and (u.self_representing or u.psu = unit.psu)
                order by u.self_representing, u.code limit 1) end)))
$$;

-- Whoever was drawn in a household is called by the household, a point and the person; others belong to the province.
create function scope_of_selection(of_round text, of_selection text) returns text[] language plpgsql stable
    security definer set search_path = public, pg_temp as $$
declare
    called text := substring(of_selection from '^(.*)\.');
    of_household text[];
begin
    while called is not null loop
        -- One household at a time, by its key: a list of them would be looked for in all households as long as there are no statistics.
        select h.scope into of_household from sample_household h where h.round_id = of_round and h.household = called;
        if found then
            return of_household;
        end if;
        called := substring(called from '^(.*)\.');
    end loop;
    return scope_of_round(of_round);
end
$$;

create function fill_scope() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    case tg_table_name
        when 'sample_unit' then new.scope := scope_of_unit(new);
        when 'sample_household', 'sample_assignment' then
            select u.scope into new.scope from sample_unit u
                where u.round_id = new.round_id and u.stage = new.stage and u.code = new.cluster;
        when 'sample_person' then
            select h.scope into new.scope from sample_household h
                where h.round_id = new.round_id and h.household = new.household;
        when 'selection' then
            new.scope := case when new.kind is null and new.groups = '{}'
                then scope_of_selection(new.round_id, new.selection_id) else scope_of_round(new.round_id) end;
        when 'visit' then
            select s.scope into new.scope from selection s
                where s.round_id = new.round_id and s.selection_id = new.selection_id;
        when 'interview_state', 'interview_conflict' then
            select i.scope into new.scope from interview i
                where i.interview_id = new.interview_id and i.revision = new.revision;
        when 'job_file' then
            select j.scope into new.scope from job j where j.job_id = new.job_id;
        else
            new.scope := scope_of_round(new.round_id); -- what is made of a whole round
    end case;
    -- Where what a row points at is not there, its foreign key says so.
    new.scope := coalesce(new.scope, array['*']);
    return new;
end
$$;

-- An interview belongs where its person lives. Of nobody who was selected, it belongs to the round's province and to the areas of
-- who sent it. Whoever sent it keeps it in sight, also where it was made outside of his areas: it is kept as any other, and marked.
alter table interview add column outside_areas boolean not null default false;
create function fill_scope_of_interview() returns trigger language plpgsql
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
    return new;
end
$$;

do $$
declare
    one text;
    -- Each after what its scope is taken from.
    tables text[] := array['sample_unit', 'sample_household', 'sample_assignment', 'sample_person', 'selection', 'visit', 'interview',
        'interview_state', 'interview_conflict', 'weights_version', 'person_weight', 'weight_replicate', 'job', 'job_file',
        'institution_survey'];
begin
    -- What is there already gets its scope, past the triggers that keep it from being changed.
    foreach one in array tables loop
        execute format('alter table %I disable trigger user', one);
    end loop;
    update sample_unit u set scope = scope_of_unit(u) where stage = 1;
    update sample_unit u set scope = scope_of_unit(u) where stage = 2;
    update sample_household h set scope = u.scope from sample_unit u
        where u.round_id = h.round_id and u.stage = h.stage and u.code = h.cluster;
    update sample_assignment a set scope = u.scope from sample_unit u
        where u.round_id = a.round_id and u.stage = a.stage and u.code = a.cluster;
    update sample_person p set scope = h.scope from sample_household h
        where h.round_id = p.round_id and h.household = p.household;
    update selection s set scope = case when kind is null and groups = '{}'
        then scope_of_selection(round_id, selection_id) else scope_of_round(round_id) end;
    update visit v set scope = s.scope from selection s where s.round_id = v.round_id and s.selection_id = v.selection_id;
    -- Of those sent before this was kept, only the audit knows by whom.
    update interview i set scope = coalesce(
            (select s.scope from selection s where s.round_id = i.round_id and s.selection_id = i.selection_id),
            coalesce(scope_of_round(i.round_id), array['*']) || array(
                select z.area_code from audit a join account_scope z on z.account_id::text = a.actor
                    where a.interview_id = i.interview_id and a.revision = i.revision and a.action = 'interview.received'))
        || array(select a.actor from audit a
            where a.interview_id = i.interview_id and a.revision = i.revision and a.action = 'interview.received'
                and a.actor ~ '^[0-9a-f-]{36}$');
    update interview_state t set scope = i.scope from interview i
        where i.interview_id = t.interview_id and i.revision = t.revision;
    update interview_conflict c set scope = i.scope from interview i
        where i.interview_id = c.interview_id and i.revision = c.revision;
    update weights_version set scope = scope_of_round(round_id);
    update person_weight w set scope = v.scope from weights_version v
        where v.round_id = w.round_id and v.version = w.version;
    update weight_replicate set scope = scope_of_round(round_id);
    update job set scope = scope_of_round(round_id);
    update job_file f set scope = j.scope from job j where j.job_id = f.job_id;
    update institution_survey set scope = '{*}';
    foreach one in array tables loop
        execute format('alter table %I enable trigger user', one);
        execute format('alter table %I alter column scope set not null', one);
        execute format('alter table %I enable row level security', one);
        if one <> 'institution_survey' then
            -- Whoever reads all is told apart first: the planner takes the comparison of arrays for one that hardly a row passes.
            execute format('create policy areas on %I to kap_service'
                ' using ((select ''*'' = any (current_scope())) or scope && (select current_scope()))', one);
        end if;
        if one = 'interview' then
            create trigger interview_scope before insert on interview
                for each row execute function fill_scope_of_interview();
        elsif one = 'interview_state' then
            create trigger interview_state_scope before insert or update of revision on interview_state
                for each row execute function fill_scope();
        elsif one <> 'institution_survey' then
            execute format('create trigger %I before insert on %I for each row execute function fill_scope()',
                one || '_scope', one);
        end if;
    end loop;
end
$$;

-- A survey of institutions is of all areas of who imported it; of everybody's where it was done by a command or by somebody who has
-- none. A register that a round asks is read by whoever may read the whole of the round.
create function fill_scope_of_survey() returns trigger language plpgsql as $$
begin
    new.scope := array['*'] || coalesce(string_to_array(nullif(current_setting('kap.areas', true), ''), ' '), '{}');
    return new;
end
$$;
create trigger institution_survey_scope before insert on institution_survey
    for each row execute function fill_scope_of_survey();
create function scope_of_survey(of_survey text, of_version integer) returns text[] language sql stable
    security definer set search_path = public, pg_temp as $$
    select array(
        select unnest(s.scope) from institution_survey s where s.survey_id = of_survey and s.version = of_version
        union select unnest(scope_of_round(r.round_id)) from round_register r
            where r.survey_id = of_survey and r.version = of_version)
$$;
create policy areas on institution_survey to kap_service
    using ((select '*' = any (current_scope())) or scope_of_survey(survey_id, version) && (select current_scope()))
    with check (scope && (select current_scope()));
alter table institution_file enable row level security;
create policy areas on institution_file to kap_service
    using ((select '*' = any (current_scope())) or scope_of_survey(survey_id, version) && (select current_scope()));

-- Whoever does something leaves a line; nobody who has areas reads them.
alter table audit enable row level security;
create policy written on audit for insert to kap_service with check (true);
create policy read on audit for select to kap_service using ((select '*' = any (current_scope())));

-- A device is told of to whoever may read an interview from it. Its numbers are those of all of its interviews: counted on a part
-- of them, what lies in other areas would look as if it were lost.
create function numbers_of_devices() returns table (device_id uuid, device_number integer, received_at timestamptz)
    language sql stable security definer set search_path = public, pg_temp as $$
    select i.device_id, i.device_number, min(i.received_at) from interview i
        where i.device_number is not null and i.device_id in (
            select own.device_id from interview own
                where own.device_number is not null and own.scope && (select current_scope()))
        group by i.device_id, i.device_number
$$;
