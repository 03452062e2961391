package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.GroupEstimates;
import org.kapsurvey.analysis.indicator.TargetTest;
import org.kapsurvey.analysis.indicator.Verdict;
import org.kapsurvey.analysis.inference.Contrast;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.ProportionInterval;
import org.kapsurvey.analysis.job.AnalysisJob.Block;
import org.kapsurvey.analysis.job.AnalysisJob.BlockContrast;
import org.kapsurvey.analysis.job.AnalysisJob.Coefficient;
import org.kapsurvey.analysis.job.AnalysisJob.Target;
import org.kapsurvey.analysis.job.BoundBlock.BoundVariable;

/** What estimates are compared with: each other, in contrasts, and targets. */
final class Comparisons {
    private final List<Target> wanted;
    private final List<JobResult.ContrastRow> contrasts = new ArrayList<>();
    private final List<JobResult.TargetRow> targets = new ArrayList<>();

    Comparisons(List<Target> wanted) {
        this.wanted = wanted;
    }

    List<JobResult.ContrastRow> contrasts() {
        return contrasts;
    }

    /** In the order of the targets, then of the estimates. */
    List<JobResult.TargetRow> targets() {
        List<JobResult.TargetRow> ordered = new ArrayList<>();
        for (Target target : wanted) {
            targets.stream().filter(row -> row.target().equals(target)).forEach(ordered::add);
        }
        return ordered;
    }

    /** The block's contrasts of one variable, at the first of its levels. */
    void contrasts(
            Block block, BoundVariable variable, Grouping grouping, GroupEstimates estimates, int degreesOfFreedom) {
        for (BlockContrast contrast : block.contrasts()) {
            double[] coefficients = new double[grouping.size()];
            for (Coefficient coefficient : contrast.coefficients()) {
                coefficients[group(grouping, coefficient.level())] += coefficient.value();
            }
            double level = block.levels().get(0);
            contrasts.add(new JobResult.ContrastRow(
                    block.id(),
                    variable.name(),
                    contrast.name(),
                    contrast.scale(),
                    Contrast.of(estimates, coefficients, contrast.scale(), degreesOfFreedom, level)));
        }
    }

    /** The group whose levels, joined by {@code ;}, are these; {@link Grouping#NONE} if there is none. */
    static int group(Grouping grouping, String levels) {
        for (int group = 0; group < grouping.size(); group++) {
            if (String.join(";", grouping.levels(group)).equals(levels)) {
                return group;
            }
        }
        return Grouping.NONE;
    }

    /** Whether a target is of the block. */
    boolean judges(Block block) {
        return wanted.stream().anyMatch(target -> target.of().equals(block.id()));
    }

    /**
     * Judges one rate by its korn-graubard interval at the first level of the block.
     *
     * @param enclosingEffect the design effect that a rate of 0 or 1 borrows
     */
    void targets(Block block, BoundVariable variable, Estimate estimate, double enclosingEffect) {
        Interval interval =
                ProportionInterval.KORN_GRAUBARD.of(estimate, block.levels().get(0), enclosingEffect);
        for (Target target : wanted) {
            if (target.of().equals(block.id())) {
                targets.add(new JobResult.TargetRow(
                        target,
                        variable.name(),
                        estimate,
                        interval,
                        TargetTest.of(estimate, target.value()),
                        Verdict.ofSample(interval.lower(), interval.upper(), target.value())));
            }
        }
    }
}
