package org.kapsurvey.api.web;

import java.util.List;
import org.kapsurvey.analysis.fault.VietnameseFaults;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** Faults as a page shows them beside the text, in both languages: line and column from 1, 0 for a fault of the whole. */
public final class FaultsJson {
    private FaultsJson() {}

    public static String of(List<Fault> faults) {
        JsonWriter json = new JsonWriter().beginArray();
        for (Fault fault : faults) {
            json.beginObject();
            json.name("line").value(fault.place().line());
            json.name("column").value(fault.place().column());
            json.name("message").value(fault.message());
            json.name("remedy").value(fault.remedy());
            Fault vietnamese = VietnameseFaults.of(fault);
            json.name("vi").beginObject();
            json.name("message").value(vietnamese.message());
            json.name("remedy").value(vietnamese.remedy());
            json.endObject();
            json.endObject();
        }
        return json.endArray().toString();
    }
}
