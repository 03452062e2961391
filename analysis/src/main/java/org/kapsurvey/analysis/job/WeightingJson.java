package org.kapsurvey.analysis.job;

import java.util.TreeMap;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.analysis.weighting.Weighted;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** What {@code run.json} tells of each step of weighting: sum, range, spread of the weights after it, and its own facts. */
final class WeightingJson {
    private WeightingJson() {}

    static void write(JsonWriter json, CalibratedWeights weights) {
        json.name("weights").beginArray();
        step(json, "initial", weights.initial());
        json.endObject();
        for (int i = 0; i < weights.steps().size(); i++) {
            Weighted outcome = weights.outcomes().get(i);
            step(json, weights.steps().get(i).method(), outcome.weights());
            new TreeMap<>(outcome.facts())
                    .forEach((name, value) -> json.name(name).value(value));
            json.endObject();
        }
        json.endArray();
    }

    private static void step(JsonWriter json, String method, double[] weights) {
        long rows = 0;
        double sum = 0;
        double squares = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double weight : weights) {
            if (weight != 0) {
                rows++;
                sum += weight;
                squares += weight * weight;
                least = Math.min(least, weight);
                most = Math.max(most, weight);
            }
        }
        double mean = sum / rows;
        double cv = rows < 2 ? Double.NaN : Math.sqrt(Math.max(0, squares - rows * mean * mean) / (rows - 1)) / mean;
        json.beginObject().name("method").value(method);
        json.name("rows").value((double) rows);
        json.name("sum").value(sum);
        json.name("min").value(least);
        json.name("mean").value(mean);
        json.name("max").value(most);
        finite(json, "cv", cv);
        json.name("kishDeff").value(rows * squares / (sum * sum));
    }

    /** Nothing where there is no such number, as a bound that was not given. */
    private static void finite(JsonWriter json, String name, double value) {
        if (Double.isFinite(value)) {
            json.name(name).value(value);
        }
    }
}
