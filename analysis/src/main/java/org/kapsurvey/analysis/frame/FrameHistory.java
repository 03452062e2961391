package org.kapsurvey.analysis.frame;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kapsurvey.analysis.codebook.CsvLine;
import org.kapsurvey.analysis.design.DesignException;
import org.kapsurvey.analysis.hash.ContentHash;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * A frame through time, as it is imported and kept: {@link #asOf} gives the {@link Frame} of a day. What {@link FrameAssembly}
 * gives keeps its rules on the frame's own day.
 *
 * @param date the day as of which the frame was drawn up
 * @param groups the target groups that there are sizes of, by their ids
 * @param flags the flags that areas may have, by their ids
 * @param areas by level from above and by code
 */
public record FrameHistory(
        String id,
        Wording name,
        LocalDate date,
        Map<String, Wording> groups,
        Map<String, Wording> flags,
        List<AreaHistory> areas) {
    private static final String MAPPING = "frame.json";
    private static final String AREAS = "areas.csv";
    private static final String SIZES = "sizes.csv";
    private static final String FLAGS = "flags.csv";

    public FrameHistory {
        groups = Collections.unmodifiableMap(new TreeMap<>(groups));
        flags = Collections.unmodifiableMap(new TreeMap<>(flags));
        areas = areas.stream()
                .sorted(Comparator.comparing(AreaHistory::level).thenComparing(AreaHistory::code))
                .toList();
    }

    /**
     * The frame of a day.
     *
     * @throws DesignException if there is none, such as on a day before its areas came to be
     */
    public Frame asOf(LocalDate day) {
        return Frame.of(
                id,
                day,
                areas.stream()
                        .map(area -> area.asOf(day))
                        .flatMap(Optional::stream)
                        .toList());
    }

    /** The frame of its own day. */
    public Frame frame() {
        return asOf(date);
    }

    /** SHA-256 over the {@link #files} one after the other. */
    public String hash() {
        return ContentHash.of(String.join("", files().values()));
    }

    /**
     * The frame as files, {@code frame.json} first, which read the same frame again. Equal frames give equal files, whatever
     * files they were read from.
     */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(MAPPING, mapping() + "\n");
        files.put(AREAS, areasCsv());
        files.put(SIZES, sizesCsv());
        files.put(FLAGS, flagsCsv());
        return files;
    }

    private String mapping() {
        JsonWriter json = new JsonWriter().beginObject();
        json.name("frame").value(id);
        name.write(json.name("name"));
        json.name("date").value(date.toString());
        wordings(json.name("groups"), groups);
        wordings(json.name("flags"), flags);
        json.name("areas").beginArray();
        for (AreaLevel level : AreaLevel.values()) {
            if (areas.stream().anyMatch(area -> area.level() == level)) {
                json.beginObject().name("file").value(AREAS).name("level").value(level.word());
                json.name("rows").beginObject().name("column").value("level");
                json.name("values").beginArray().value(level.word()).endArray().endObject();
                for (String column : List.of("code", "parent", "name", "type", "setting")) {
                    json.name(column).value(column);
                }
                column(json.name("from"), "from");
                column(json.name("to"), "to");
                json.endObject();
            }
        }
        json.endArray().name("sizes").beginArray().beginObject();
        json.name("file").value(SIZES).name("code").value("code");
        column(json.name("group"), "group");
        column(json.name("date"), "date");
        json.name("size").value("size");
        json.name("otherDate").value("accept").name("zero").value("accept");
        json.endObject().endArray().name("flagged").beginArray().beginObject();
        json.name("file").value(FLAGS).name("code").value("code");
        column(json.name("flag"), "flag");
        column(json.name("from"), "from");
        column(json.name("to"), "to");
        return json.endObject().endArray().endObject().toString();
    }

    private static void column(JsonWriter json, String column) {
        json.beginObject().name("column").value(column).endObject();
    }

    private static void wordings(JsonWriter json, Map<String, Wording> wordings) {
        json.beginObject();
        wordings.forEach((id, wording) -> wording.write(json.name(id)));
        json.endObject();
    }

    private String areasCsv() {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, List.of("level", "code", "from", "to", "parent", "name", "type", "setting"));
        for (AreaHistory area : areas) {
            for (AreaHistory.Version version : area.versions()) {
                CsvLine.append(
                        csv,
                        List.of(
                                area.level().word(),
                                area.code(),
                                version.validity().begin(),
                                version.validity().end(),
                                version.parent(),
                                version.name(),
                                version.type(),
                                version.setting()));
            }
        }
        return csv.toString();
    }

    private String sizesCsv() {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, List.of("code", "group", "date", "size"));
        for (AreaHistory area : areas) {
            for (AreaHistory.Size size : area.sizes()) {
                CsvLine.append(
                        csv, List.of(area.code(), size.group(), size.date().toString(), String.valueOf(size.size())));
            }
        }
        return csv.toString();
    }

    private String flagsCsv() {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(csv, List.of("code", "flag", "from", "to"));
        for (AreaHistory area : areas) {
            for (AreaHistory.FlagPeriod period : area.flags()) {
                CsvLine.append(
                        csv,
                        List.of(
                                area.code(),
                                period.flag(),
                                period.validity().begin(),
                                period.validity().end()));
            }
        }
        return csv.toString();
    }

    /** Every day from which an area or a flag of the frame is another than on the day before, sorted. */
    public List<LocalDate> changes() {
        List<LocalDate> days = new ArrayList<>();
        for (AreaHistory area : areas) {
            area.versions().forEach(version -> ends(version.validity(), days));
            area.flags().forEach(period -> ends(period.validity(), days));
        }
        return days.stream().distinct().sorted().toList();
    }

    private static void ends(Validity validity, List<LocalDate> days) {
        if (!validity.begin().isEmpty()) {
            days.add(validity.from());
        }
        if (!validity.end().isEmpty()) {
            days.add(validity.to().plusDays(1));
        }
    }
}
