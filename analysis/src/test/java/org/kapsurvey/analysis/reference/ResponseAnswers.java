package org.kapsurvey.analysis.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.analysis.reference.GoldenDesign.quoted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;

/** Jobs that adjust the selected persons' weights for non-response, and what their run.json says of it. */
final class ResponseAnswers {
    private static final String CLASSES =
            "{\"method\": \"nonresponse-classes\", \"respondent\": \"resp\", \"by\": [\"stratum\", \"sex\"]}";
    private static final String PROPENSITY =
            "{\"method\": \"nonresponse-propensity\", \"respondent\": \"resp\", \"terms\": [\"sex\", \"area\", \"age\"], \"weighted\": %s}";

    private final Path folder;
    private final Map<String, Double> values = new HashMap<>();

    ResponseAnswers(Path folder) throws IOException {
        this.folder = folder;
        JsonObject classes = step("classes", CLASSES);
        for (Json one : ((JsonArray) classes.get("classes")).items()) {
            JsonArray labels = (JsonArray) ((JsonObject) one).get("class");
            assertThat(labels.items()).hasSize(1);
            values.put(((JsonText) labels.items().get(0)).value(), number(one, "factor"));
        }
        for (String weighted : new String[] {"unweighted", "weighted"}) {
            JsonObject step = step(weighted, PROPENSITY.formatted(weighted.equals("weighted")));
            for (Json one : ((JsonArray) step.get("coefficients")).items()) {
                String term = ((JsonText) ((JsonObject) one).get("term")).value();
                values.put(weighted + ":" + term, number(one, "estimate"));
            }
            values.put(weighted + " phat_min", number(step, "smallestPropensity"));
            values.put(weighted + " phat_mean", number(step, "meanPropensity"));
            values.put(weighted + " phat_max", number(step, "largestPropensity"));
        }
    }

    private JsonObject step(String name, String step) throws IOException {
        Path job = Files.writeString(folder.resolve("response-" + name + ".json"), """
                {"data": {"file": %s}, "design": {"weights": "base_w", "clusters": ["psu"], "strata": ["stratum"]},
                 "calibration": [%s], "estimates": [{"id": "n", "statistic": "count"}]}
                """.formatted(
                        quoted(ProjectFiles.resource("reference").resolve("kap_2026_frame.csv.gz")), step));
        Path out = folder.resolve("response-" + name);
        AnalyseRun.run(job, out, stage -> {});
        JsonObject run = (JsonObject) JsonReader.read("run.json", Files.readString(out.resolve("run.json")));
        return (JsonObject) ((JsonArray) run.get("weights")).items().get(1);
    }

    private static double number(Json object, String key) {
        return ((JsonNumber) ((JsonObject) object).get(key)).value();
    }

    /** What R has in the row; NaN if no job said so. */
    double value(GoldenRow row) {
        if (row.operation().equals("nr_class")) {
            String[] cell = row.term().split("\\|", 2);
            return values.getOrDefault("stratum=" + cell[0] + ";sex=" + cell[1], Double.NaN);
        }
        String term = row.term()
                .replace("(Intercept)", "(intercept)")
                .replace("sexM", "sex=M")
                .replace("areaurban", "area=urban");
        return values.getOrDefault(row.stat().equals("coef") ? term : term + " " + row.stat(), Double.NaN);
    }

    /** The final weights of the job with weighting classes. */
    double[] classWeights() throws IOException {
        return new Answers(folder.resolve("response-classes")).weights();
    }
}
