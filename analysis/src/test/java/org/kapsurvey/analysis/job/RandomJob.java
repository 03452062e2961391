package org.kapsurvey.analysis.job;

import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** Jobs on random samples in memory. */
final class RandomJob {
    private RandomJob() {}

    /**
     * What a job gives on a table of {@code RandomSurvey}.
     *
     * @param rest of the job, after its data and design
     */
    static JobResult run(Table table, String rest) {
        Faults faults = new Faults();
        String text = """
                {"data": {"file": "random.csv"},
                 "design": {"weights": "w", "strata": ["stratum"], "clusters": ["psu"]}, %s}
                """.formatted(rest);
        AnalysisJob job =
                AnalysisJob.parse("job.json", text, faults).orElseThrow(() -> new FaultsException(faults.list()));
        return JobRun.bind(job, table, faults)
                .orElseThrow(() -> new FaultsException(faults.list()))
                .result();
    }
}
