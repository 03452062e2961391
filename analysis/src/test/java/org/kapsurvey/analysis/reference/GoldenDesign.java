package org.kapsurvey.analysis.reference;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** How a design of the reference is written in a job: its parts as JSON. */
record GoldenDesign(String data, String design, String variables, String domain, String weighting) {

    static GoldenDesign of(Path data, String design) {
        return new GoldenDesign("\"file\": [" + quoted(data) + "]", design, "", "", "");
    }

    /** Two files of data as waves. */
    static GoldenDesign ofWaves(Path first, Path second, boolean sharedPsus, String design) {
        String waves = "\"waves\": [{\"wave\": \"2026\", \"file\": %s}, {\"wave\": \"2027\", \"file\": %s}]%s"
                .formatted(quoted(first), quoted(second), sharedPsus ? ", \"sharedPsus\": true" : "");
        return new GoldenDesign(waves, design, "", "", "");
    }

    /** The same with derived variables. */
    GoldenDesign deriving(String derived) {
        return new GoldenDesign(data, design, derived, domain, weighting);
    }

    /** The same with more keys in "design". */
    GoldenDesign and(String keys) {
        return new GoldenDesign(data, design + ", " + keys, variables, domain, weighting);
    }

    GoldenDesign within(String condition) {
        return new GoldenDesign(data, design, variables, condition, weighting);
    }

    /** The same sample with "calibration". */
    GoldenDesign calibrated(String steps) {
        return with("\"calibration\": [" + steps + "]");
    }

    /** The same sample with replicates made from the design. */
    GoldenDesign replicated(String method) {
        return with("\"replicates\": {" + method + "}");
    }

    /** The same sample with the replicates of two files. */
    GoldenDesign replicated(Path factors, Path scales, String key) {
        return replicated("\"factors\": %s, \"scales\": %s%s"
                .formatted(quoted(factors), quoted(scales), key.isEmpty() ? "" : ", \"key\": {" + key + "}"));
    }

    private GoldenDesign with(String member) {
        return new GoldenDesign(data, design, variables, domain, weighting + member + ", ");
    }

    /** A whole job. */
    String job(String estimates, String targets, String tests, String models, String scales) {
        return "{\"data\": {%s}, \"variables\": [%s], \"design\": {%s}, %s%s\"targets\": [%s]%s%s%s%s}"
                .formatted(
                        data,
                        variables,
                        design,
                        domain.isEmpty() ? "" : "\"domain\": \"" + domain + "\", ",
                        weighting,
                        targets,
                        estimates.isEmpty() ? "" : ", \"estimates\": [\n" + estimates + "]",
                        tests.isEmpty() ? "" : ", \"tests\": [\n" + tests + "]",
                        models.isEmpty() ? "" : ", \"models\": [\n" + models + "]",
                        scales.isEmpty() ? "" : ", \"scales\": [\n" + scales + "]");
    }

    static String quoted(Path... files) {
        return Arrays.stream(files)
                .map(file -> new JsonWriter().value(file.toString()).toString())
                .collect(Collectors.joining(", "));
    }
}
