-- A round may ask registered units beside persons: agencies, communes, schools, media, officials of a list.

-- Null of a person; of a unit its kind, as the plan's groups name it.
alter table selection add column kind text check (kind <> '');
create index selection_units on selection (round_id) where kind is not null;

-- The kinds of units that return the form; empty of a form that persons answer.
alter table round_form add column kinds text[] not null default '{}';

-- Which register a round's units were taken from.
create table round_register (
    round_id  short_id    not null primary key references survey_round,
    survey_id short_id    not null,
    version   integer     not null,
    taken_at  timestamptz not null default clock_timestamp(),
    foreign key (survey_id, version) references institution_survey
);
create trigger round_register_immutable before update or delete on round_register
    for each row execute function refuse_change();
create trigger round_register_round_locked before insert on round_register
    for each row execute function refuse_in_locked_round();
