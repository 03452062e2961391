package org.kapsurvey.analysis.job;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that a job gives, but for {@code timing.json}: what stands in them follows from job, data and version alone. */
public final class JobFiles {
    private JobFiles() {}

    /**
     * The text of each file by its name.
     *
     * @param version of the program
     * @param job name and hash of the job
     * @param data names and hashes of all that was read
     */
    public static Map<String, String> of(
            JobResult result, String version, RunJson.Input job, List<RunJson.Input> data) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("estimates.csv", EstimatesCsv.estimates(result));
        if (result.hasCovariances()) {
            files.put("covariances.csv", EstimatesCsv.covariances(result));
        }
        if (result.hasContrasts()) {
            files.put("contrasts.csv", ComparisonsCsv.contrasts(result));
        }
        if (!result.job().targets().isEmpty()) {
            files.put("targets.csv", ComparisonsCsv.targets(result));
        }
        result.weights().ifPresent(weights -> files.put("weights.csv", WeightsCsv.write(weights)));
        if (!result.tests().isEmpty()) {
            files.put("tests.csv", TestsCsv.tests(result));
        }
        if (!result.tables().isEmpty()) {
            files.put("tables.csv", TestsCsv.tables(result));
        }
        if (!result.models().isEmpty()) {
            files.put("coefficients.csv", ModelsCsv.coefficients(result));
            files.put("models.csv", ModelsCsv.models(result));
        }
        if (result.models().stream().anyMatch(model -> !model.tests().isEmpty())) {
            files.put("term_tests.csv", ModelsCsv.tests(result));
        }
        if (result.models().stream().anyMatch(model -> !model.margins().isEmpty())) {
            files.put("margins.csv", ModelsCsv.margins(result));
        }
        if (!result.scales().isEmpty()) {
            files.put("scales.csv", KapCsv.scales(result));
        }
        result.job().plan().ifPresent(plan -> files.put("indicators.csv", KapCsv.indicators(result)));
        if (result.job().explain()) {
            files.put("explanations.txt", ExplanationsText.write(result));
        }
        files.put("run.json", RunJson.write(result, version, job, data));
        files.put("tables.html", TablesHtml.write(result));
        return Collections.unmodifiableMap(files);
    }
}
