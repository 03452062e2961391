package org.kapsurvey.api.frame;

import static org.kapsurvey.api.database.generated.Tables.FRAME;
import static org.kapsurvey.api.database.generated.Tables.FRAME_AREA;
import static org.kapsurvey.api.database.generated.Tables.FRAME_AREA_SPELL;
import static org.kapsurvey.api.database.generated.Tables.FRAME_FLAG;
import static org.kapsurvey.api.database.generated.Tables.FRAME_SIZE;
import static org.kapsurvey.api.database.generated.Tables.FRAME_TERM;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableRecord;
import org.jooq.impl.DSL;
import org.kapsurvey.analysis.frame.AreaHistory;
import org.kapsurvey.analysis.frame.AreaHistory.FlagPeriod;
import org.kapsurvey.analysis.frame.AreaHistory.Size;
import org.kapsurvey.analysis.frame.AreaHistory.Version;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.frame.FrameHistory;
import org.kapsurvey.analysis.frame.Validity;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.api.database.Audit;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.generated.tables.records.FrameAreaRecord;
import org.kapsurvey.api.database.generated.tables.records.FrameAreaSpellRecord;
import org.kapsurvey.api.database.generated.tables.records.FrameFlagRecord;
import org.kapsurvey.api.database.generated.tables.records.FrameRecord;
import org.kapsurvey.api.database.generated.tables.records.FrameSizeRecord;
import org.kapsurvey.api.database.generated.tables.records.FrameTermRecord;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;

/** The frames, version by version. What is imported is never changed. Safe for many threads and services. */
public final class FrameStore {
    /** Rows of one statement: PostgreSQL takes 65,535 values. */
    private static final int ROWS = 4_000;

    private final Database database;

    public FrameStore(Database database) {
        this.database = database;
    }

    /** What came of an import: the version, and whether it was not there before. */
    public record Imported(StoredFrame frame, boolean fresh) {}

    /** Keeps a frame as its next version, all of it or nothing; the same frame again is the version that is there. */
    public Imported add(FrameHistory history) {
        String hash = history.hash();
        return database.write(tables -> {
            // Two imports of one frame at once would both take the same next number.
            tables.fetch("select pg_advisory_xact_lock(hashtext('frame'), hashtext(?))", history.id());
            Optional<StoredFrame> before =
                    frames(tables, FRAME.FRAME_ID.eq(history.id()).and(FRAME.HASH.eq(hash))).stream()
                            .findFirst();
            if (before.isPresent()) {
                return new Imported(before.get(), false);
            }
            Integer last = tables.select(DSL.max(FRAME.VERSION))
                    .from(FRAME)
                    .where(FRAME.FRAME_ID.eq(history.id()))
                    .fetchOne(0, Integer.class);
            int version = last == null ? 1 : last + 1;
            insert(tables, history, version, hash);
            Audit.write(
                    tables,
                    "frame.imported",
                    Map.of("frame", history.id(), "version", Integer.toString(version), "sha256", hash));
            return new Imported(find(tables, history.id(), version), true);
        });
    }

    /** All versions of all frames, the newest first. */
    public List<StoredFrame> list() {
        return database.read(tables -> frames(tables, DSL.noCondition()));
    }

    /** One version; problem 404.6. */
    public StoredFrame find(String id, int version) {
        return database.read(tables -> find(tables, id, version));
    }

    /** The last version of a frame; problem 404.6. */
    public StoredFrame last(String id) {
        return database.read(tables -> frames(tables, FRAME.FRAME_ID.eq(id))).stream()
                .findFirst()
                .orElseThrow(() -> Problems.UNKNOWN_FRAME.exception(Details.of("frame", id)));
    }

    /**
     * The whole frame of a version; problem 404.6.
     *
     * @throws IllegalStateException if its rows are not those that were imported
     */
    public FrameHistory history(String id, int version) {
        return database.report(tables -> {
            StoredFrame frame = find(tables, id, version);
            FrameHistory history = new FrameHistory(
                    id,
                    frame.name(),
                    frame.date(),
                    terms(tables, frame, "group"),
                    terms(tables, frame, "flag"),
                    areas(tables, frame));
            if (!history.hash().equals(frame.hash())) {
                throw new IllegalStateException("Frame " + id + " version " + version
                        + " does not have the hash that it was imported with; its rows were changed by hand.");
            }
            return history;
        });
    }

    private static StoredFrame find(DSLContext tables, String id, int version) {
        return frames(tables, FRAME.FRAME_ID.eq(id).and(FRAME.VERSION.eq(version))).stream()
                .findFirst()
                .orElseThrow(() -> Problems.UNKNOWN_FRAME.exception(
                        Details.of("frame", id).with("version", Integer.toString(version))));
    }

    private static List<StoredFrame> frames(DSLContext tables, Condition which) {
        return tables.selectFrom(FRAME)
                .where(which)
                .orderBy(FRAME.IMPORTED_AT.desc(), FRAME.FRAME_ID, FRAME.VERSION.desc())
                .fetch(row -> new StoredFrame(
                        row.getFrameId(),
                        row.getVersion(),
                        row.getHash(),
                        new Wording(row.getNameVi(), row.getNameEn()),
                        row.getFrameDate(),
                        row.getAreas(),
                        row.getImportedAt().toInstant()));
    }

    // Writing

    private static void insert(DSLContext tables, FrameHistory history, int version, String hash) {
        String id = history.id();
        FrameRecord frame = tables.newRecord(FRAME);
        frame.setFrameId(id);
        frame.setVersion(version);
        frame.setHash(hash);
        frame.setNameVi(history.name().vi());
        frame.setNameEn(history.name().en());
        frame.setFrameDate(history.date());
        frame.setAreas(history.areas().size());
        frame.insert();
        List<FrameTermRecord> terms = new ArrayList<>();
        history.groups().forEach((term, name) -> terms.add(term(id, version, "group", term, name)));
        history.flags().forEach((term, name) -> terms.add(term(id, version, "flag", term, name)));
        List<FrameAreaRecord> areas = new ArrayList<>();
        List<FrameAreaSpellRecord> spells = new ArrayList<>();
        List<FrameSizeRecord> sizes = new ArrayList<>();
        List<FrameFlagRecord> flags = new ArrayList<>();
        for (AreaHistory area : history.areas()) {
            areas.add(new FrameAreaRecord(id, version, area.code(), area.level().word()));
            for (Version spell : area.versions()) {
                spells.add(new FrameAreaSpellRecord(
                        id,
                        version,
                        area.code(),
                        spell.validity().from(),
                        spell.validity().to(),
                        spell.parent().isEmpty() ? null : spell.parent(),
                        spell.name(),
                        spell.type(),
                        spell.setting()));
            }
            for (Size size : area.sizes()) {
                sizes.add(new FrameSizeRecord(id, version, area.code(), size.group(), size.date(), size.size()));
            }
            for (FlagPeriod period : area.flags()) {
                flags.add(new FrameFlagRecord(
                        id,
                        version,
                        area.code(),
                        period.flag(),
                        period.validity().from(),
                        period.validity().to()));
            }
        }
        List.of(terms, areas, spells, sizes, flags).forEach(rows -> insert(tables, rows));
    }

    private static FrameTermRecord term(String id, int version, String kind, String term, Wording name) {
        return new FrameTermRecord(id, version, kind, term, name.vi(), name.en());
    }

    private static void insert(DSLContext tables, List<? extends TableRecord<?>> rows) {
        for (int from = 0; from < rows.size(); from += ROWS) {
            tables.batchInsert(rows.subList(from, Math.min(rows.size(), from + ROWS)))
                    .execute();
        }
    }

    // Reading

    private static Map<String, Wording> terms(DSLContext tables, StoredFrame frame, String kind) {
        Map<String, Wording> terms = new TreeMap<>();
        tables.selectFrom(FRAME_TERM)
                .where(FRAME_TERM
                        .FRAME_ID
                        .eq(frame.id())
                        .and(FRAME_TERM.VERSION.eq(frame.version()))
                        .and(FRAME_TERM.KIND.eq(kind)))
                .forEach(row -> terms.put(row.getTerm(), new Wording(row.getNameVi(), row.getNameEn())));
        return terms;
    }

    private static List<AreaHistory> areas(DSLContext tables, StoredFrame frame) {
        Map<String, List<Version>> spells = new HashMap<>();
        tables.selectFrom(FRAME_AREA_SPELL)
                .where(FRAME_AREA_SPELL.FRAME_ID.eq(frame.id()).and(FRAME_AREA_SPELL.VERSION.eq(frame.version())))
                .forEach(row -> of(spells, row.getCode())
                        .add(new Version(
                                new Validity(row.getFromDay(), row.getToDay()),
                                row.getParent() == null ? "" : row.getParent(),
                                row.getName(),
                                row.getType(),
                                row.getSetting())));
        Map<String, List<Size>> sizes = new HashMap<>();
        tables.selectFrom(FRAME_SIZE)
                .where(FRAME_SIZE.FRAME_ID.eq(frame.id()).and(FRAME_SIZE.VERSION.eq(frame.version())))
                .forEach(row -> of(sizes, row.getCode())
                        .add(new Size(row.getTargetGroup(), row.getCountedOn(), row.getSize())));
        Map<String, List<FlagPeriod>> flags = new HashMap<>();
        tables.selectFrom(FRAME_FLAG)
                .where(FRAME_FLAG.FRAME_ID.eq(frame.id()).and(FRAME_FLAG.VERSION.eq(frame.version())))
                .forEach(row -> of(flags, row.getCode())
                        .add(new FlagPeriod(row.getFlag(), new Validity(row.getFromDay(), row.getToDay()))));
        List<AreaHistory> areas = new ArrayList<>();
        for (Record row : tables.selectFrom(FRAME_AREA)
                .where(FRAME_AREA.FRAME_ID.eq(frame.id()).and(FRAME_AREA.VERSION.eq(frame.version())))
                .fetch()) {
            String code = row.get(FRAME_AREA.CODE);
            areas.add(new AreaHistory(
                    code,
                    AreaLevel.of(row.get(FRAME_AREA.LEVEL)).orElseThrow(),
                    of(spells, code),
                    of(sizes, code),
                    of(flags, code)));
        }
        return areas;
    }

    private static <T> List<T> of(Map<String, List<T>> byCode, String code) {
        return byCode.computeIfAbsent(code, absent -> new ArrayList<>());
    }
}
