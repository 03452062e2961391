package org.kapsurvey.analysis.job;

import java.util.List;
import org.kapsurvey.analysis.weighting.ReachedTotal;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The file {@code run.json} of a weighting: what was weighted with what, so that a weight can be walked back to its input. */
public final class WeightingRunJson {
    private WeightingRunJson() {}

    /** The text of {@code run.json}. */
    public static String write(WeightingResult result, String version, RunJson.Input file, List<RunJson.Input> data) {
        JsonWriter json = new JsonWriter();
        json.beginObject().name("format").value("kap-weights/1");
        json.name("versions").beginObject().name("kap-survey").value(version).endObject();
        json.name("name").value(result.job().input().name());
        json.name("file");
        RunJson.input(json, file);
        json.name("data").beginArray();
        data.forEach(input -> RunJson.input(json, input));
        json.endArray();
        json.name("rows").value(result.table().rows());
        json.name("respondents").value(result.respondents());
        json.name("strata").value(result.design().psus().strata());
        json.name("psus").value(result.design().psus().psus());
        WeightingJson.write(json, result.weights());
        json.name("totals").value(result.totals().size());
        json.name("largestRelativeMiss")
                .value(result.totals().stream()
                        .mapToDouble(ReachedTotal::relativeMiss)
                        .max()
                        .orElse(0));
        json.name("replicates")
                .value(result.replicates()
                        .map(WeightingResult.Replicates::count)
                        .orElse(0));
        json.name("notes").beginArray();
        result.notes().forEach(note -> json.value(note.en()));
        return json.endArray().endObject() + "\n";
    }
}
