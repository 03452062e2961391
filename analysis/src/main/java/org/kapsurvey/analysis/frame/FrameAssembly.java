package org.kapsurvey.analysis.frame;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.frame.AreaHistory.FlagPeriod;
import org.kapsurvey.analysis.frame.AreaHistory.Size;
import org.kapsurvey.analysis.frame.AreaHistory.Version;
import org.kapsurvey.analysis.frame.FrameMapping.AreaSource;
import org.kapsurvey.analysis.frame.FrameMapping.CodeRule;
import org.kapsurvey.analysis.frame.FrameMapping.DatedText;
import org.kapsurvey.analysis.frame.FrameMapping.FlagColumn;
import org.kapsurvey.analysis.frame.FrameMapping.FlagSource;
import org.kapsurvey.analysis.frame.FrameMapping.Given;
import org.kapsurvey.analysis.frame.FrameMapping.SizeColumn;
import org.kapsurvey.analysis.frame.FrameMapping.SizeSource;
import org.kapsurvey.analysis.frame.FrameMapping.TableSource;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * Makes a frame of the tables that its mapping names. Everything that is wrong is found in one go; a frame comes out only if
 * nothing is, and then {@link FrameHistory#frame} has a frame.
 */
public final class FrameAssembly {
    private final FrameMapping mapping;
    private final Map<String, CellTable> tables;
    private final Findings findings;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<Place> refusedDates = new HashSet<>();
    private final Map<Place, OtherDates> acceptedDates = new LinkedHashMap<>();

    /** What stands in rows that had no readable code, by level, so that a code there that seems unknown may be that one. */
    private final Map<AreaLevel, List<String>> codesLost = new EnumMap<>(AreaLevel.class);

    /** Parents that are unknown, but may be areas whose code could not be read. */
    private final Set<String> parentsLost = new HashSet<>();

    private FrameAssembly(FrameMapping mapping, Map<String, CellTable> tables, Findings findings) {
        this.mapping = mapping;
        this.tables = tables;
        this.findings = findings;
    }

    /** What the rows of one code said so far. */
    private static final class Entry {
        private final String code;
        private final AreaLevel level;
        private final List<Spell> spells = new ArrayList<>();
        private final Map<String, Place> sizePlaces = new HashMap<>();
        private final List<Size> sizes = new ArrayList<>();
        private final List<FlagPeriod> flags = new ArrayList<>();

        Entry(String code, AreaLevel level) {
            this.code = code;
            this.level = level;
        }
    }

    /** The sizes of one column that are of another day than the frame. */
    private static final class OtherDates {
        private final Set<String> groups = new TreeSet<>();
        private final Set<LocalDate> days = new TreeSet<>();
        private int sizes;
    }

    /** One row of an area: its validity, cut into versions. */
    private record Spell(Place place, Validity validity, List<Version> versions) {}

    /**
     * The frame of the tables; empty, and findings, if any of them is wrong.
     *
     * @param tables by {@link TableSource#key}; one that is absent has been told already, and what needs it is left out
     */
    public static Optional<FrameHistory> of(FrameMapping mapping, Map<String, CellTable> tables, Findings findings) {
        return new FrameAssembly(mapping, tables, findings).assemble();
    }

    private Optional<FrameHistory> assemble() {
        boolean allAreas = true;
        for (AreaSource source : mapping.areas()) {
            allAreas &= readAreas(source);
        }
        // Without all areas, every code of the other tables might seem unknown.
        if (allAreas) {
            checkParents();
            mapping.sizes().forEach(this::readSizes);
            mapping.flagged().forEach(this::readFlags);
        }
        if (!findings.faults().isEmpty()) {
            return Optional.empty();
        }
        tellOtherDates();
        FrameHistory history = new FrameHistory(
                mapping.id(),
                mapping.name(),
                mapping.date(),
                mapping.groups(),
                mapping.flags(),
                entries.values().stream().map(FrameAssembly::history).toList());
        checkFrame(history);
        return findings.faults().isEmpty() ? Optional.of(history) : Optional.empty();
    }

    /** The rows of a table; empty if it could not be read, or lacks a column, both of which are told. */
    private Optional<RowReader> reader(TableSource source, List<JsonText> columns) {
        CellTable table = tables.get(source.key());
        if (table == null) {
            return Optional.empty();
        }
        RowReader reader = new RowReader(table, source, mapping.composes(), findings);
        return reader.has(columns) ? Optional.of(reader) : Optional.empty();
    }

    // Areas

    private boolean readAreas(AreaSource source) {
        Optional<RowReader> opened = reader(source.table(), source.columns());
        if (opened.isEmpty()) {
            return false;
        }
        RowReader reader = opened.get();
        int chosen = 0;
        for (CellTable.Row row : reader.rows()) {
            if (source.rows().isPresent()) {
                Optional<String> word = reader.text(row, source.rows().get().column(), "?");
                if (word.isEmpty()) {
                    lose(reader, row, source);
                    chosen++;
                }
                if (word.isEmpty() || !source.rows().get().values().contains(word.get())) {
                    continue;
                }
            }
            chosen++;
            readArea(reader, source, row);
        }
        if (chosen == 0 && source.rows().isPresent()) {
            findings.add(
                    source.rows().get().column().place(),
                    FrameFinding.NO_SUCH_ROWS,
                    source.rows().get().column().value(),
                    String.join(", ", source.rows().get().values()));
        }
        reader.finish();
        return true;
    }

    private void lose(RowReader reader, CellTable.Row row, AreaSource source) {
        codesLost
                .computeIfAbsent(source.level(), level -> new ArrayList<>())
                .add(essence(reader.codeAsWritten(row, source.code())));
    }

    /** What is left of a code that was written with other zeros in front, signs or blanks. */
    private static String essence(String code) {
        return Pattern.compile("[^\\p{L}\\p{N}]+")
                .splitAsStream(code)
                .map(part -> part.replaceFirst("^0+(?=.)", ""))
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
    }

    private void readArea(RowReader reader, AreaSource source, CellTable.Row row) {
        Optional<String> code = reader.code(row, source.code());
        if (code.isEmpty()) {
            lose(reader, row, source);
            return;
        }
        Optional<String> parent = source.parent().isEmpty()
                ? Optional.of("")
                : parent(reader, row, source.parent().get(), source.level());
        Optional<Validity> validity = reader.validity(row, source.from(), source.to(), code.get());
        Optional<NavigableMap<LocalDate, String>> names = texts(reader, row, source.name(), code.get(), true);
        Optional<NavigableMap<LocalDate, String>> types = texts(reader, row, source.type(), code.get(), false);
        Optional<NavigableMap<LocalDate, String>> settings = source.settings().isEmpty()
                ? texts(reader, row, source.setting(), code.get(), false)
                : types.flatMap(found -> settings(reader, row, source, found, code.get()));
        Place place = reader.place(row, source.code().columns().get(0));
        Entry known = entries.get(code.get());
        Entry entry = known == null ? new Entry(code.get(), source.level()) : known;
        entries.putIfAbsent(code.get(), entry);
        boolean repeated = false;
        if (parent.isPresent()
                && validity.isPresent()
                && names.isPresent()
                && types.isPresent()
                && settings.isPresent()) {
            List<Version> versions = versions(validity.get(), parent.get(), names.get(), types.get(), settings.get());
            repeated = !addSpell(entry, new Spell(place, validity.get(), versions), source, known != null);
        }
        if (!repeated || !source.repeats()) {
            // A code that stands twice is a fault by itself; what else its row holds is looked at, but belongs to no
            // area.
            Entry of = repeated ? new Entry(code.get(), source.level()) : entry;
            source.sizes().forEach(size -> readSize(reader, row, size, of));
            source.flags().forEach(flag -> readFlag(reader, row, flag, of));
        }
    }

    /** The parent's code; a province has none, and an empty cell means that. */
    private static Optional<String> parent(RowReader reader, CellTable.Row row, CodeRule rule, AreaLevel level) {
        boolean empty = level == AreaLevel.PROVINCE
                && rule.columns().stream()
                        .allMatch(column ->
                                reader.text(row, column, "?").orElse("?").isEmpty());
        return empty ? Optional.of("") : reader.code(row, rule);
    }

    /** Adds a row of an area; false if it is a row for the second time, or a finding. */
    private boolean addSpell(Entry entry, Spell spell, AreaSource source, boolean known) {
        if (known && entry.level != source.level()) {
            findings.add(spell.place, FrameFinding.CODE_TWICE, entry.code, where(entry));
            return false;
        }
        for (Spell other : entry.spells) {
            if (!other.validity.overlaps(spell.validity)) {
                continue;
            }
            if (source.repeats() && other.versions.equals(spell.versions)) {
                return false;
            }
            if (source.repeats()) {
                findings.add(spell.place, FrameFinding.REPEATS_DIFFER, entry.code, other.place);
            } else if (other.validity.equals(spell.validity)) {
                findings.add(spell.place, FrameFinding.CODE_TWICE, entry.code, other.place);
            } else {
                findings.add(
                        spell.place,
                        FrameFinding.VALIDITY_OVERLAPS,
                        entry.code,
                        spell.validity,
                        other.validity,
                        other.place);
            }
            return false;
        }
        entry.spells.add(spell);
        return true;
    }

    private static Object where(Entry entry) {
        return entry.spells.isEmpty() ? entry.level.word() : entry.spells.get(0).place;
    }

    /** What a row says that an area is called, by the day from which it is; of a later column an empty cell says nothing new. */
    private Optional<NavigableMap<LocalDate, String>> texts(
            RowReader reader, CellTable.Row row, List<DatedText> rules, String code, boolean required) {
        TreeMap<LocalDate, String> texts = new TreeMap<>();
        if (rules.isEmpty()) {
            texts.put(Validity.ALWAYS.from(), "");
        }
        for (DatedText rule : rules) {
            Optional<String> cell = rule.from().isEmpty() && required
                    ? reader.filled(row, rule.column(), code)
                    : reader.text(row, rule.column(), code);
            Optional<String> meant = cell.flatMap(text -> meaning(reader, row, rule, text, code));
            if (meant.isEmpty()) {
                return Optional.empty();
            }
            if (rule.from().isEmpty() || !cell.get().isEmpty()) {
                texts.put(rule.from().orElse(Validity.ALWAYS.from()), meant.get());
            }
        }
        return Optional.of(texts);
    }

    private Optional<String> meaning(RowReader reader, CellTable.Row row, DatedText rule, String cell, String code) {
        if ((rule.words().isEmpty() && rule.begins().isEmpty())
                || (cell.isEmpty() && rule.from().isPresent())) {
            return Optional.of(cell);
        }
        if (rule.words().containsKey(cell)) {
            return Optional.of(rule.words().get(cell));
        }
        for (Map.Entry<String, String> begin : rule.begins().entrySet()) {
            if (cell.startsWith(begin.getKey())) {
                return Optional.of(begin.getValue());
            }
        }
        findings.add(
                reader.place(row, rule.column()),
                FrameFinding.WORD_UNKNOWN,
                rule.column().value(),
                code,
                cell);
        return Optional.empty();
    }

    private Optional<NavigableMap<LocalDate, String>> settings(
            RowReader reader,
            CellTable.Row row,
            AreaSource source,
            NavigableMap<LocalDate, String> types,
            String code) {
        TreeMap<LocalDate, String> settings = new TreeMap<>();
        for (Map.Entry<LocalDate, String> type : types.entrySet()) {
            String setting = source.settings().get(type.getValue());
            if (setting == null) {
                JsonText column = source.type().isEmpty()
                        ? source.code().columns().get(0)
                        : source.type().get(0).column();
                findings.add(
                        reader.place(row, column), FrameFinding.WORD_UNKNOWN, column.value(), code, type.getValue());
                return Optional.empty();
            }
            settings.put(type.getKey(), setting);
        }
        return Optional.of(settings);
    }

    private static List<Version> versions(
            Validity validity,
            String parent,
            NavigableMap<LocalDate, String> names,
            NavigableMap<LocalDate, String> types,
            NavigableMap<LocalDate, String> settings) {
        TreeSet<LocalDate> begins = new TreeSet<>(Set.of(validity.from()));
        for (NavigableMap<LocalDate, String> texts : List.of(names, types, settings)) {
            texts.keySet().stream().filter(validity::contains).forEach(begins::add);
        }
        List<Version> versions = new ArrayList<>();
        for (LocalDate begin : begins) {
            LocalDate next = begins.higher(begin);
            Version version = new Version(
                    new Validity(begin, next == null ? validity.to() : next.minusDays(1)),
                    parent,
                    names.floorEntry(begin).getValue(),
                    types.floorEntry(begin).getValue(),
                    settings.floorEntry(begin).getValue());
            Version last = versions.isEmpty() ? null : versions.get(versions.size() - 1);
            if (last != null && last.says(version)) {
                versions.set(
                        versions.size() - 1,
                        last.with(new Validity(
                                last.validity().from(), version.validity().to())));
            } else {
                versions.add(version);
            }
        }
        return versions;
    }

    private static AreaHistory history(Entry entry) {
        List<Version> versions = new ArrayList<>();
        entry.spells.forEach(spell -> versions.addAll(spell.versions));
        return new AreaHistory(entry.code, entry.level, versions, entry.sizes, entry.flags);
    }

    // Parents

    private void checkParents() {
        Set<AreaLevel> levels = new TreeSet<>();
        entries.values().forEach(entry -> levels.add(entry.level));
        levels.forEach(this::findLostParents);
        for (AreaLevel level : levels) {
            for (Entry entry : entries.values()) {
                if (entry.level == level) {
                    Optional<AreaLevel> above = level.above().filter(levels::contains);
                    entry.spells.replaceAll(spell -> withinParent(spell));
                    entry.spells.forEach(spell -> checkParent(entry, spell, above));
                }
            }
        }
    }

    /**
     * An unknown parent is one of the rows whose code could not be read where that has the same digits; so may any be where a cell held
     * nothing at all, but no more of them than there are such cells.
     */
    private void findLostParents(AreaLevel level) {
        List<String> lost = level.above().map(codesLost::get).orElse(null);
        if (lost == null) {
            return;
        }
        Set<String> others = new HashSet<>();
        for (Entry entry : entries.values()) {
            for (Spell spell : entry.spells) {
                String parent = spell.versions.get(0).parent();
                if (entry.level == level && !parent.isEmpty() && !entries.containsKey(parent)) {
                    (lost.contains(essence(parent)) ? parentsLost : others).add(parent);
                }
            }
        }
        if (others.size() <= lost.stream().filter(String::isEmpty).count()) {
            parentsLost.addAll(others);
        }
    }

    /** An area whose first or last day is open is there as long as its parent. */
    private Spell withinParent(Spell spell) {
        Entry parent = entries.get(spell.versions.get(0).parent());
        if (parent == null || parent.spells.isEmpty()) {
            return spell;
        }
        LocalDate from = spell.validity.from();
        LocalDate to = spell.validity.to();
        if (spell.validity.begin().isEmpty()) {
            from = parent.spells.stream()
                    .map(other -> other.validity.from())
                    .min(LocalDate::compareTo)
                    .orElse(from);
        }
        if (spell.validity.end().isEmpty()) {
            to = parent.spells.stream()
                    .map(other -> other.validity.to())
                    .max(LocalDate::compareTo)
                    .orElse(to);
        }
        if (to.isBefore(from)) {
            return spell;
        }
        Validity clipped = new Validity(from, to);
        List<Version> versions = new ArrayList<>();
        for (Version version : spell.versions) {
            if (version.validity().overlaps(clipped)) {
                versions.add(version.with(version.validity().intersection(clipped)));
            }
        }
        return new Spell(spell.place, clipped, versions);
    }

    private void checkParent(Entry entry, Spell spell, Optional<AreaLevel> above) {
        String code = spell.versions.get(0).parent();
        Entry parent = entries.get(code);
        if (code.isEmpty() && above.isEmpty()) {
            return;
        }
        if (parent == null) {
            if (!parentsLost.contains(code)) {
                findings.add(spell.place, FrameFinding.PARENT_UNKNOWN, entry.code, code);
            }
            return;
        }
        String cycle = cycle(entry, parent);
        if (cycle != null) {
            findings.add(spell.place, FrameFinding.PARENT_CYCLE, entry.code, cycle);
        } else if (entry.level.above().isEmpty()) {
            findings.add(spell.place, FrameFinding.PARENT_OF_PROVINCE, entry.code, code);
        } else if (parent.level != entry.level.above().get()) {
            findings.add(
                    spell.place,
                    FrameFinding.PARENT_LEVEL,
                    entry.code,
                    code,
                    parent.level,
                    entry.level.above().get());
        } else if (!parent.spells.isEmpty() && !covers(parent.spells, spell.validity)) {
            findings.add(spell.place, FrameFinding.PARENT_NOT_VALID, entry.code, spell.validity, code);
        }
    }

    /** The codes from an area over its parents back to itself; null if they never come back. */
    private @Nullable String cycle(Entry entry, Entry parent) {
        Set<String> chain = new LinkedHashSet<>(List.of(entry.code));
        Entry next = parent;
        while (next != null && chain.add(next.code)) {
            next = next.spells.isEmpty()
                    ? null
                    : entries.get(next.spells.get(0).versions.get(0).parent());
        }
        return next != null && next.code.equals(entry.code) ? String.join(" → ", chain) + " → " + entry.code : null;
    }

    private static boolean covers(List<Spell> spells, Validity validity) {
        LocalDate covered = validity.from();
        List<Validity> sorted = spells.stream()
                .map(Spell::validity)
                .sorted((a, b) -> a.from().compareTo(b.from()))
                .toList();
        for (Validity spell : sorted) {
            if (spell.contains(covered)) {
                if (spell.contains(validity.to())) {
                    return true;
                }
                covered = spell.to().plusDays(1);
            }
        }
        return false;
    }

    // Sizes

    private void readSize(RowReader reader, CellTable.Row row, SizeColumn column, Entry entry) {
        OptionalLong size = reader.size(row, column.column(), entry.code, column.group(), column.zero());
        Optional<LocalDate> date = reader.day(row, column.date(), mapping.date(), entry.code);
        Place place = reader.place(row, column.column());
        if (date.isPresent()
                && checkDate(place, column.date(), date.get(), column.group(), column.otherDate(), entry.code)
                && size.isPresent()) {
            addSize(entry, place, new Size(column.group(), date.get(), size.getAsLong()));
        }
    }

    private void readSizes(SizeSource source) {
        Optional<RowReader> opened = reader(source.table(), source.columns());
        if (opened.isEmpty()) {
            return;
        }
        RowReader reader = opened.get();
        for (CellTable.Row row : reader.rows()) {
            Optional<Entry> entry = entry(reader, row, source.code());
            if (entry.isEmpty()) {
                continue;
            }
            String code = entry.get().code;
            Optional<String> group =
                    name(reader, row, source.group(), code, mapping.groups().keySet(), FrameFinding.GROUP_UNKNOWN);
            if (group.isPresent()) {
                SizeColumn column =
                        new SizeColumn(source.size(), group.get(), source.date(), source.otherDate(), source.zero());
                readSize(reader, row, column, entry.get());
            }
        }
        reader.finish();
    }

    /** Adds a size; the same size again, as in a second validity of the area, says nothing new. */
    private void addSize(Entry entry, Place place, Size size) {
        if (entry.sizes.contains(size)) {
            return;
        }
        Place other = entry.sizePlaces.putIfAbsent(size.group() + " " + size.date(), place);
        if (other == null) {
            entry.sizes.add(size);
        } else {
            findings.add(place, FrameFinding.SIZE_TWICE, size.group(), entry.code, size.date(), other);
        }
    }

    /** Whether a size may be of its day. One that is the same for all rows is told once, where the mapping gives it. */
    private boolean checkDate(Place place, Given given, LocalDate date, String group, boolean accepted, String code) {
        if (date.equals(mapping.date())) {
            return true;
        }
        boolean constant = given.column().isEmpty();
        if (!accepted) {
            Place told = constant ? given.place() : place;
            if (!constant) {
                findings.add(told, FrameFinding.SIZE_OTHER_DATE_ROW, group, date, mapping.date(), code);
            } else if (refusedDates.add(told)) {
                findings.add(told, FrameFinding.SIZE_OTHER_DATE, group, date, mapping.date());
            }
            return false;
        }
        OtherDates others = acceptedDates.computeIfAbsent(given.place(), key -> new OtherDates());
        others.groups.add(group);
        others.days.add(date);
        others.sizes++;
        return true;
    }

    private void tellOtherDates() {
        acceptedDates.forEach((place, others) -> findings.add(
                place, FrameFinding.OTHER_DATE_ACCEPTED, others.sizes, others.groups, others.days, mapping.date()));
    }

    // Flags

    private void readFlag(RowReader reader, CellTable.Row row, FlagColumn column, Entry entry) {
        Optional<String> word = reader.text(row, column.column(), entry.code);
        if (word.isEmpty()) {
            return;
        }
        if (column.yes().contains(word.get())) {
            reader.validity(row, column.from(), column.to(), entry.code)
                    .ifPresent(validity -> addFlag(
                            entry, reader.place(row, column.column()), new FlagPeriod(column.flag(), validity)));
        } else if (!column.no().contains(word.get())) {
            findings.add(
                    reader.place(row, column.column()),
                    FrameFinding.FLAG_WORD,
                    column.column().value(),
                    entry.code,
                    word.get(),
                    column.flag());
        }
    }

    private void readFlags(FlagSource source) {
        Optional<RowReader> opened = reader(source.table(), source.columns());
        if (opened.isEmpty()) {
            return;
        }
        RowReader reader = opened.get();
        for (CellTable.Row row : reader.rows()) {
            Optional<Entry> entry = entry(reader, row, source.code());
            if (entry.isEmpty()) {
                continue;
            }
            String code = entry.get().code;
            Optional<String> flag =
                    name(reader, row, source.flag(), code, mapping.flags().keySet(), FrameFinding.FLAG_UNKNOWN);
            Optional<Validity> validity = reader.validity(row, source.from(), source.to(), code);
            if (flag.isPresent() && validity.isPresent()) {
                addFlag(
                        entry.get(),
                        reader.place(row, source.code().columns().get(0)),
                        new FlagPeriod(flag.get(), validity.get()));
            }
        }
        reader.finish();
    }

    private void addFlag(Entry entry, Place place, FlagPeriod period) {
        for (FlagPeriod other : entry.flags) {
            if (other.flag().equals(period.flag()) && other.validity().overlaps(period.validity())) {
                findings.add(
                        place,
                        FrameFinding.FLAG_OVERLAPS,
                        entry.code,
                        period.flag(),
                        period.validity(),
                        other.validity());
                return;
            }
        }
        entry.flags.add(period);
    }

    private Optional<Entry> entry(RowReader reader, CellTable.Row row, CodeRule rule) {
        Optional<String> code = reader.code(row, rule);
        if (code.isEmpty()) {
            return Optional.empty();
        }
        Entry entry = entries.get(code.get());
        if (entry == null && !mayBeLost(code.get())) {
            findings.add(reader.place(row, rule.columns().get(0)), FrameFinding.CODE_UNKNOWN, code.get());
        }
        return Optional.ofNullable(entry);
    }

    private boolean mayBeLost(String code) {
        String essence = essence(code);
        return codesLost.values().stream()
                .flatMap(List::stream)
                .anyMatch(lost -> lost.isEmpty() || lost.equals(essence));
    }

    private Optional<String> name(
            RowReader reader, CellTable.Row row, Given given, String code, Set<String> known, FrameFinding unknown) {
        if (given.column().isEmpty()) {
            return given.value();
        }
        Optional<String> name = reader.filled(row, given.column().get(), code);
        if (name.isPresent() && !known.contains(name.get())) {
            findings.add(reader.place(row, given.column().get()), unknown, name.get(), code, String.join(", ", known));
            return Optional.empty();
        }
        return name;
    }

    // The whole

    /** What only the frame of its own day shows: areas without a population, sums that differ. */
    private void checkFrame(FrameHistory history) {
        Map<String, Area> areas = new LinkedHashMap<>();
        Map<String, List<Area>> children = new HashMap<>();
        for (AreaHistory area : history.areas()) {
            area.asOf(mapping.date()).ifPresent(now -> {
                areas.put(now.code(), now);
                children.computeIfAbsent(now.parent(), parent -> new ArrayList<>())
                        .add(now);
            });
        }
        if (areas.isEmpty()) {
            findings.add(Place.ofFile(file()), FrameFinding.NO_AREA_ON_DATE, mapping.date());
            return;
        }
        for (Area area : areas.values()) {
            if (!children.containsKey(area.code()) && area.size(Area.POPULATION).isEmpty()) {
                findings.add(place(area), FrameFinding.SIZE_ABSENT, area.code(), area.name());
            }
        }
        if (findings.faults().isEmpty()) {
            Frame frame = history.frame();
            frame.areas().forEach(area -> checkSums(frame, area));
        }
    }

    private void checkSums(Frame frame, Area area) {
        List<Area> children = frame.children(area.code());
        if (children.isEmpty()) {
            return;
        }
        area.sizes().forEach((group, size) -> {
            if (children.stream().allMatch(child -> child.size(group).isPresent())) {
                long sum = children.stream()
                        .mapToLong(child -> child.size(group).getAsLong())
                        .sum();
                if (sum != size) {
                    findings.add(place(area), FrameFinding.SUM_DIFFERS, area.code(), area.name(), group, size, sum);
                }
            }
        });
    }

    private Place place(Area area) {
        Entry entry = entries.get(area.code());
        return entry == null || entry.spells.isEmpty() ? Place.ofFile(file()) : entry.spells.get(0).place;
    }

    private String file() {
        return mapping.areas().get(0).table().file().place().file();
    }
}
