package org.kapsurvey.api.frame;

import java.time.LocalDate;
import java.util.Map;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.frame.FrameHistory;
import org.kapsurvey.analysis.frame.FrameTotals;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** What the page of frames is told. */
final class FrameJson {
    private FrameJson() {}

    /** A frame as of a day: its totals by province, level and type and by flag, and the days on which it changes. */
    static void write(JsonWriter json, FrameHistory history, LocalDate day) {
        Frame frame = history.asOf(day);
        json.beginObject();
        json.name("frame").value(history.id());
        history.name().write(json.name("name"));
        json.name("date").value(history.date().toString());
        json.name("hash").value(history.hash());
        json.name("asOf").value(day.toString());
        json.name("asOfHash").value(frame.hash());
        json.name("changes").beginArray();
        history.changes().forEach(change -> json.value(change.toString()));
        json.endArray();
        wordings(json.name("groups"), history.groups());
        wordings(json.name("flagNames"), history.flags());
        FrameTotals totals = FrameTotals.of(frame);
        json.name("types").beginArray();
        totals.types().forEach(total -> {
            json.beginObject();
            json.name("province")
                    .value(total.province().map(area -> area.code()).orElse(""));
            json.name("provinceName")
                    .value(total.province().map(area -> area.name()).orElse(""));
            json.name("level").value(total.level().word());
            json.name("type").value(total.type());
            json.name("areas").value(total.areas());
            json.name("population").value((double) total.population());
            json.name("smallest").value((double) total.smallest());
            json.name("largest").value((double) total.largest());
            json.endObject();
        });
        json.endArray().name("flags").beginArray();
        totals.flags().forEach(total -> {
            json.beginObject();
            json.name("flag").value(total.flag());
            json.name("level").value(total.level().word());
            json.name("areas").value(total.areas());
            json.name("population").value((double) total.population());
            json.endObject();
        });
        json.endArray().endObject();
    }

    private static void wordings(JsonWriter json, Map<String, Wording> wordings) {
        json.beginObject();
        wordings.forEach((id, wording) -> wording.write(json.name(id)));
        json.endObject();
    }
}
