package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.GroupEstimates;
import org.kapsurvey.analysis.indicator.TargetTest;
import org.kapsurvey.analysis.indicator.Verdict;
import org.kapsurvey.analysis.inference.BorrowedEffect;
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

    /** The block's contrasts of one variable, or of one of its categories, at the first of its levels. */
    void contrasts(
            Block block,
            BoundVariable variable,
            String category,
            Grouping grouping,
            GroupEstimates estimates,
            int degreesOfFreedom) {
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
                    category,
                    IntStream.range(0, coefficients.length)
                            .filter(group -> coefficients[group] != 0)
                            .mapToLong(group -> estimates.estimates().get(group).rows())
                            .min()
                            .orElse(0),
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
     * Judges one estimate at the first level of the block: a rate by its korn-graubard interval, others by t.
     *
     * @param enclosingEffect the design effect that a rate of 0 or 1 borrows
     */
    void targets(Block block, BoundVariable variable, Estimate estimate, BorrowedEffect enclosingEffect) {
        boolean rate = block.statistic().isProportion();
        ProportionInterval method = rate ? ProportionInterval.KORN_GRAUBARD : ProportionInterval.T;
        Interval interval = method.of(estimate, block.levels().get(0), enclosingEffect);
        for (Target target : wanted) {
            if (target.of().equals(block.id())) {
                double value = target.value();
                targets.add(new JobResult.TargetRow(
                        target,
                        variable.name(),
                        estimate,
                        interval,
                        rate ? TargetTest.of(estimate, value) : TargetTest.ofAny(estimate, value),
                        rate
                                ? Verdict.ofSample(interval.lower(), interval.upper(), value, target.direction())
                                : Verdict.of(interval.lower(), interval.upper(), value, target.direction())));
            }
        }
    }
}
