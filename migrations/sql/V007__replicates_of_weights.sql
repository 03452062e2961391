-- The replicates of a version of a round's weights: their spread is the standard error that the weighting leaves. A row for each
-- replicate, with a factor on the final weight for each person of the version, by selection_id in the order of its bytes: single
-- precision, 4 bytes each, the low byte first. Of 20,000 persons and 200 replicates that is 16 MB.
create table weight_replicate (
    round_id    short_id         not null,
    version     integer          not null,
    replicate   integer          not null check (replicate >= 1),
    coefficient double precision not null check (coefficient >= 0 and coefficient < 'Infinity'),  -- of the square in the variance
    mse         boolean          not null,   -- whether the spread is about the full-sample estimate
    factors     bytea            not null check (length(factors) > 0 and length(factors) % 4 = 0),
    primary key (round_id, version, replicate),
    foreign key (round_id, version) references weights_version
);
-- Such numbers hardly get smaller by compressing.
alter table weight_replicate alter column factors set storage external;
create trigger weight_replicate_immutable before update or delete on weight_replicate
    for each row execute function refuse_change();

-- How many replicates a version has, and whether its weights are those of units that several persons can tell of, such as couples.
alter table weights_version add column replicates integer not null default 0 check (replicates >= 0);
alter table weights_version add column of_units boolean not null default false;
alter table person_weight add column share_factor double precision check (share_factor >= 0 and share_factor < 'Infinity');

-- Of each group in drawn_for, how many members the household has: whoever is asked only because he was drawn for a group stands for
-- all of them. Empty of persons who were kept before this was.
alter table sample_person add column members integer[] not null default '{}';
