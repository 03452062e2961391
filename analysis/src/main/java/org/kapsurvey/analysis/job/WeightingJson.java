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
            new TreeMap<>(outcome.facts()).forEach((name, value) -> finite(json, name, value));
            model(json, outcome);
            json.endObject();
        }
        json.endArray();
    }

    private static void model(JsonWriter json, Weighted outcome) {
        if (!outcome.coefficients().isEmpty()) {
            json.name("coefficients").beginArray();
            outcome.coefficients()
                    .forEach(coefficient -> json.beginObject()
                            .name("term")
                            .value(coefficient.term())
                            .name("estimate")
                            .value(coefficient.value())
                            .endObject());
            json.endArray();
        }
        if (!outcome.classes().isEmpty()) {
            json.name("classes").beginArray();
            outcome.classes().forEach(one -> {
                json.beginObject().name("class").beginArray();
                one.labels().forEach(json::value);
                json.endArray().name("rows").value(one.rows());
                json.name("carriers").value(one.carriers());
                json.name("factor").value(one.factor()).endObject();
            });
            json.endArray();
        }
    }

    private static void step(JsonWriter json, String method, double[] weights) {
        WeightSpread spread = WeightSpread.of(weights);
        json.beginObject().name("method").value(method);
        json.name("rows").value((double) spread.rows());
        json.name("sum").value(spread.sum());
        json.name("min").value(spread.least());
        json.name("mean").value(spread.mean());
        json.name("max").value(spread.most());
        finite(json, "cv", spread.coefficientOfVariation());
        json.name("kishDeff").value(spread.kishEffect());
    }

    /** Nothing where there is no such number, as a bound that was not given. */
    private static void finite(JsonWriter json, String name, double value) {
        if (Double.isFinite(value)) {
            json.name(name).value(value);
        }
    }
}
