package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The data with its final weight, and an analysis job that reads it. */
public final class WeightedData {
    /** The name of the column of final weights, unless the data has it already. */
    public static final String WEIGHT = "final_weight";

    /** The file of replicate factors. */
    public static final String FACTORS = "replicates" + Attachments.FACTORS;

    /** The file that says how each replicate counts. */
    public static final String SCALES = "replicate_scales.csv";

    private WeightedData() {}

    /** What stands as {@code replicates} in a job on the two files. */
    public static String replicates(OptionalInt degreesOfFreedom) {
        return "{\"factors\": \"" + FACTORS + "\", \"scales\": \"" + SCALES + "\""
                + (degreesOfFreedom.isPresent() ? ", \"degreesOfFreedom\": " + degreesOfFreedom.getAsInt() : "") + "}";
    }

    /** All rows and columns and {@code final_weight}; rows without an interview stay, with the weight 0, for the design. */
    public static Table table(WeightingResult result) {
        double[] weights = result.weights().calibrated().clone();
        return result.table().with(NumericColumn.of(result.columnBesideTheData(WEIGHT), weights));
    }

    /** A job to begin with on {@code weighted.csv} beside it, with the replicates if there are any. */
    public static String job(WeightingResult result) {
        AnalysisJob.Design design = result.job().input().design();
        List<String> texts = new ArrayList<>();
        for (Column column : result.table().columns()) {
            if (column instanceof TextColumn) {
                texts.add(column.name());
            }
        }
        JsonWriter json = new JsonWriter().beginObject();
        json.name("name").value(result.job().input().name());
        json.name("data").beginObject();
        json.name("file").value("weighted.csv");
        json.name("missing").beginArray().value("").endArray();
        json.name("text").beginArray();
        texts.forEach(json::value);
        json.endArray().endObject();
        json.name("design").beginObject();
        json.name("weights").value(result.columnBesideTheData(WEIGHT));
        columns(json, "strata", design.strata());
        columns(json, "clusters", design.clusters());
        columns(json, "fpc", design.fpc());
        if (design.nested()) {
            json.name("nested").value(true);
        }
        if (design.singlePsu() != SinglePsu.FAIL) {
            json.name("singlePsu").value(design.singlePsu().name().toLowerCase(Locale.ROOT));
        }
        json.endObject();
        if (result.replicates().isPresent()) {
            json.name("replicates").beginObject();
            json.name("factors").value(FACTORS);
            json.name("scales").value(SCALES);
            result.job()
                    .input()
                    .replicates()
                    .orElseThrow()
                    .degreesOfFreedom()
                    .ifPresent(degrees -> json.name("degreesOfFreedom").value(degrees));
            json.endObject();
        }
        json.name("estimates").beginArray().beginObject();
        json.name("id").value("population");
        json.name("statistic").value("count");
        return json.endObject().endArray().endObject() + "\n";
    }

    private static void columns(JsonWriter json, String key, List<JsonText> columns) {
        if (!columns.isEmpty()) {
            json.name(key).beginArray();
            columns.forEach(column -> json.value(column.value()));
            json.endArray();
        }
    }
}
