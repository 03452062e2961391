-- What whoever returns an interview says of single questions, for who made it. It may quote an answer: it stands here, where an
-- interview is read, and neither in the audit nor in a log.
create table interview_comment (
    interview_id uuid      not null,
    revision     integer   not null,                        -- the one that was returned
    version      integer   not null check (version >= 2),   -- of the state, as the return left it: a revision may be returned twice
    question     text      not null check (question <> ''),
    row_numbers  integer[] not null check (array_position(row_numbers, null) is null), -- of the repeats, from 1, the outermost first
    place        integer   not null check (place >= 0),     -- among the comments of the return
    content      text      not null check (length(content) between 1 and 500),
    scope        text[]    not null,
    primary key (interview_id, version, question, row_numbers),
    foreign key (interview_id, revision) references interview
);
create trigger interview_comment_immutable before update or delete on interview_comment
    for each row execute function refuse_change();

create function fill_scope_of_comment() returns trigger language plpgsql
    security definer set search_path = public, pg_temp as $$
begin
    select i.scope into new.scope from interview i join interview_state t
            on t.interview_id = i.interview_id and t.revision = i.revision
        where i.interview_id = new.interview_id and i.revision = new.revision
            and t.version = new.version and t.state = 'returned';
    if not found then
        raise exception 'A comment belongs to the return of its interview.'
            using errcode = 'KS002', constraint = 'interview_comment_returned', table = tg_table_name;
    end if;
    return new;
end
$$;
create trigger interview_comment_scope before insert on interview_comment
    for each row execute function fill_scope_of_comment();

alter table interview_comment enable row level security;
create policy areas on interview_comment to kap_service
    using ((select '*' = any (current_scope())) or scope && (select current_scope()));

-- What a device asks for whenever it has a network: who sent it his own.
create index interview_state_returned on interview_state (sent_by, changed_at) where state = 'returned';
