-- A round asks one or more questionnaires; which persons each is asked of says the questionnaire.

create table round_form (
    round_id     short_id     not null references survey_round,
    position     integer      not null check (position >= 0),   -- where two forms have a question, the first of them counts
    form_id      short_id     not null,
    form_version version_name not null,
    primary key (round_id, position),
    unique (round_id, form_id),
    foreign key (form_id, form_version) references questionnaire
);
insert into round_form select round_id, 0, form_id, form_version from survey_round;

-- How many forms a round was opened with: a form that was added later would make persons incomplete who were complete.
alter table survey_round add column forms integer not null default 1 check (forms >= 1);
alter table survey_round alter column forms drop default, drop column form_id, drop column form_version;

create trigger round_form_immutable before update or delete on round_form
    for each row execute function refuse_change();
create trigger round_form_round_locked before insert on round_form
    for each row execute function refuse_in_locked_round();

create function check_round_form() returns trigger language plpgsql as $$
begin
    if new.position >= (select forms from survey_round where round_id = new.round_id) then
        raise exception 'A round keeps the forms that it was opened with.'
            using errcode = 'KS001', constraint = 'round_form_immutable', table = tg_table_name,
                  hint = 'Open another round.';
    end if;
    return new;
end
$$;
create trigger round_form_among before insert on round_form for each row execute function check_round_form();

create function check_round_forms() returns trigger language plpgsql as $$
begin
    if new.forms <> (select count(*) from round_form where round_id = new.round_id) then
        raise exception 'A round of % forms must be opened with all of them.', new.forms
            using errcode = '23514', constraint = 'survey_round_forms', table = tg_table_name;
    end if;
    return null;
end
$$;
create constraint trigger survey_round_forms after insert on survey_round deferrable initially deferred
    for each row execute function check_round_forms();

-- The target groups of persons who were selected without a household, such as the staff of a list. Empty of persons whose groups a
-- drawn sample knows; where nothing knows any, every form of the round is asked.
alter table selection add column groups text[] not null default '{}';
