package org.kapsurvey.analysis.spark;

import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.ScaleRequest;
import org.kapsurvey.analysis.job.Statistic;
import org.kapsurvey.analysis.job.TestBlock;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;

/** What a job may ask that needs the rows in one memory: refused by name before any work. */
final class Refusals {
    private static final String IN_MEMORY = "Run the job without --engine, which works in memory, or leave it out.";

    private Refusals() {}

    static void of(AnalysisJob job, Faults faults) {
        job.data().round().ifPresent(round -> refuse(round.place(), "A stored round", faults));
        job.calibration().forEach(step -> refuse(step.place(), "Calibration", faults));
        job.replicates().ifPresent(replicates -> refuse(replicates.place(), "\"replicates\"", faults));
        job.plan().ifPresent(plan -> refuse(plan.place(), "\"plan\"", faults));
        job.confidentiality().ifPresent(rule -> refuse(job.design().place(), "\"confidentiality\"", faults));
        job.models().forEach(model -> refuse(model.place(), "\"models\"", faults));
        job.tests().stream()
                .filter(test -> test.kind() == TestBlock.Kind.RANK)
                .forEach(test -> refuse(test.first().place(), "The test \"rank\"", faults));
        for (ScaleRequest scale : job.scales()) {
            if (!scale.items().isEmpty()) {
                refuse(scale.items().get(0).place(), "\"scales\"", faults);
            }
        }
        AnalysisJob.Design design = job.design();
        if (design.clusters().isEmpty()) {
            refuse(design.place(), "A design without \"clusters\", in which every row is a PSU,", faults);
        }
        if (!design.fpc().isEmpty() && design.clusters().size() > 1) {
            refuse(design.fpc().get(0).place(), "\"fpc\" with clusters of several stages", faults);
        }
        for (AnalysisJob.Block block : job.estimates()) {
            if (block.statistic() == Statistic.QUANTILE && !block.variables().isEmpty()) {
                refuse(block.variables().get(0).place(), "The statistic \"quantile\"", faults);
            }
        }
    }

    private static void refuse(Place place, String what, Faults faults) {
        faults.add(place, what + " is not supported by the engine spark.", IN_MEMORY);
    }
}
