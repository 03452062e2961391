package org.kapsurvey.analysis.job;

import java.util.List;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The file {@code run.json}: what was run on what, so that a number can be walked back to its input. */
public final class RunJson {
    private RunJson() {}

    /** A file of the job and the hash of its bytes. */
    public record Input(String name, String sha256) {}

    /** The text of {@code run.json}. */
    public static String write(JobResult result, String version, Input job, List<Input> data) {
        JsonWriter json = new JsonWriter();
        json.beginObject().name("format").value("kap-run/1");
        json.name("versions").beginObject().name("kap-survey").value(version).endObject();
        json.name("name").value(result.job().name());
        json.name("job");
        input(json, job);
        json.name("data").beginArray();
        data.forEach(file -> input(json, file));
        json.endArray().name("columns").beginArray();
        for (DataSummary.Column column : result.data().columns()) {
            json.beginObject()
                    .name("name")
                    .value(column.name())
                    .name("type")
                    .value(column.numeric() ? "numeric" : "text");
            // How many have no answer tells how many have one.
            if (result.job().confidentiality().isEmpty()) {
                json.name("missing").value((double) column.missing());
            }
            json.endObject();
        }
        json.endArray();
        result.job()
                .confidentiality()
                .ifPresent(rule -> json.name("confidentiality").value(rule.minimum()));
        json.name("rows").value((double) result.data().rows());
        json.name("strata").value(result.design().psus().strata());
        json.name("psus").value(result.design().psus().psus());
        result.weights().ifPresent(weights -> WeightingJson.write(json, weights));
        json.name("estimates").value(result.rows().size());
        json.name("warnings").beginArray();
        for (JobResult.Warning warning : result.warnings()) {
            json.beginObject()
                    .name("code")
                    .value(warning.code())
                    .name("message")
                    .value(warning.message())
                    .name("count")
                    .value((double) warning.count())
                    .endObject();
        }
        return json.endArray().endObject() + "\n";
    }

    /** Writes an input as an object of its name and hash. */
    public static void input(JsonWriter json, Input input) {
        json.beginObject()
                .name("file")
                .value(input.name())
                .name("sha256")
                .value(input.sha256())
                .endObject();
    }
}
