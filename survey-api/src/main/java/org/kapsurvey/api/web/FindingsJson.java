package org.kapsurvey.api.web;

import java.util.List;
import org.kapsurvey.analysis.frame.Finding;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** Faults and warnings of files, in both languages, so that a page can change its language without asking again. */
public final class FindingsJson {
    private FindingsJson() {}

    public static String of(List<Finding> findings) {
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

    private static void fault(JsonWriter json, Fault fault) {
        json.beginObject();
        json.name("message").value(fault.message());
        json.name("remedy").value(fault.remedy());
        json.endObject();
    }
}
