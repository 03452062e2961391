package org.kapsurvey.api.frame;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.kapsurvey.analysis.frame.Finding;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.analysis.frame.FrameHistory;
import org.kapsurvey.analysis.frame.FrameTotals;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** What the page of frames is told, and what it is told of faults. */
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

    /** Findings in both languages, so that a page can change its language without asking again. */
    static String findings(List<Finding> findings) {
        JsonWriter json = new JsonWriter().beginArray();
        for (Finding finding : findings) {
            json.beginObject();
            json.name("kind").value(finding.kind().map(Enum::name).orElse("FORM"));
            json.name("file").value(finding.english().place().file());
            json.name("line").value(finding.english().place().line());
            json.name("column").value(finding.english().place().column());
            fault(json.name("vi"), finding.vietnamese());
            fault(json.name("en"), finding.english());
            json.endObject();
        }
        return json.endArray().toString();
    }

    private static void wordings(JsonWriter json, Map<String, Wording> wordings) {
        json.beginObject();
        wordings.forEach((id, wording) -> wording.write(json.name(id)));
        json.endObject();
    }

    private static void fault(JsonWriter json, Fault fault) {
        json.beginObject();
        json.name("message").value(fault.message());
        json.name("remedy").value(fault.remedy());
        json.endObject();
    }
}
