-- Sampling frames: areas with the days on which they are what they are, sizes with the day of which they are, dated flags.
-- A frame is never changed: what was drawn from it must be drawn again from the same rows. A new import is a new version, and
-- its hash is that of the files that it is exported as.

create table frame (
    frame_id    short_id    not null,
    version     integer     not null check (version >= 1),
    hash        sha256_hex  not null,
    name_vi     text        not null,
    name_en     text        not null,
    frame_date  date        not null,   -- the day as of which it was drawn up
    areas       integer     not null check (areas >= 1),
    imported_at timestamptz not null default clock_timestamp(),
    primary key (frame_id, version),
    -- The same frame again is the version that is there.
    unique (frame_id, hash)
);
create trigger frame_immutable before update or delete on frame for each row execute function refuse_change();

-- The target groups of sizes and the flags, as the frame itself declares them: there is no list of ours.
create table frame_term (
    frame_id short_id not null,
    version  integer  not null,
    kind     text     not null check (kind in ('group', 'flag')),
    term     text     not null check (term ~ '^[a-z][a-z0-9_]{0,39}$'),
    name_vi  text     not null,
    name_en  text     not null,
    primary key (frame_id, version, kind, term),
    foreign key (frame_id, version) references frame
);
create trigger frame_term_immutable before update or delete on frame_term for each row execute function refuse_change();

create table frame_area (
    frame_id short_id not null,
    version  integer  not null,
    code     text     not null check (code <> ''),
    level    text     not null check (level in ('province', 'commune', 'residential_group')),
    primary key (frame_id, version, code),
    foreign key (frame_id, version) references frame
);
create trigger frame_area_immutable before update or delete on frame_area for each row execute function refuse_change();

-- What an area is called and where it lies, from one day to another, both included. An open end is the first or the last day
-- that a file can name, so that every comparison of days is a plain one.
create table frame_area_spell (
    frame_id short_id not null,
    version  integer  not null,
    code     text     not null,
    from_day date     not null,
    to_day   date     not null,
    parent   text,
    name     text     not null check (name <> ''),
    type     text     not null,
    setting  text     not null,
    primary key (frame_id, version, code, from_day),
    foreign key (frame_id, version, code) references frame_area,
    foreign key (frame_id, version, parent) references frame_area,
    check (to_day >= from_day)
);
create trigger frame_area_spell_immutable before update or delete on frame_area_spell
    for each row execute function refuse_change();

create table frame_size (
    frame_id     short_id not null,
    version      integer  not null,
    code         text     not null,
    target_group text     not null,
    counted_on   date     not null,
    size         bigint   not null check (size >= 0),
    primary key (frame_id, version, code, target_group, counted_on),
    foreign key (frame_id, version, code) references frame_area,
    check (size > 0 or target_group <> 'population')
);
create trigger frame_size_immutable before update or delete on frame_size for each row execute function refuse_change();

create table frame_flag (
    frame_id short_id not null,
    version  integer  not null,
    code     text     not null,
    flag     text     not null,
    from_day date     not null,
    to_day   date     not null,
    primary key (frame_id, version, code, flag, from_day),
    foreign key (frame_id, version, code) references frame_area,
    check (to_day >= from_day)
);
create trigger frame_flag_immutable before update or delete on frame_flag for each row execute function refuse_change();
