package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.design.Stage;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.replicates.ReplicateWeights;
import org.kapsurvey.analysis.scale.ItemAnalysis;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.analysis.weighting.Weighted;

/** Counts what is let pass but should be known. */
final class Warnings {
    /** The code under which classes that were put together are named. */
    static final String CLASSES_COLLAPSED = "classes-collapsed";

    /** The code under which a class is named that has no neighbour left to be put together with. */
    static final String CLASSES_SMALL = "classes-small";

    /** The code under which variables are named whose sums no number holds. */
    static final String TOO_LARGE = "too-large";

    /** The code under which the first groups without a row are named. */
    static final String EMPTY_GROUP = "empty-group";

    /** The code under which stages are named of which all units were sampled in every stratum. */
    static final String STAGE_COMPLETE = "stage-complete";

    /** The code under which variables are named that have no value where they are asked for. */
    static final String NO_VALUE = "no-value";

    /** The code under which scales are named of which a figure is not defined. */
    static final String SCALE_UNDEFINED = "scale-undefined";

    /** The code under which indicators are counted that are of the job's domain alone. */
    static final String INDICATORS_IN_DOMAIN = "indicators-in-domain";

    /** How many groups are named. */
    private static final int NAMED = 10;

    private static final String TOO_SMALL =
            "No neighbour is left for a class with fewer respondents than \"fewest\" or a"
                    + " factor above \"largest\": %s.";

    private final long weightZero;
    private final List<JobResult.Warning> noticed = new ArrayList<>();
    private long emptyGroups;
    private final Set<String> namedGroups = new LinkedHashSet<>();
    private final Set<String> withoutValue = new LinkedHashSet<>();
    private long smallWeights;
    private long noFreedom;
    private long undefined;
    private long noError;
    private long tooLarge;
    private final Set<String> tooLargeVariables = new LinkedHashSet<>();
    private final long infiniteStages;
    private final List<String> completeStages;

    Warnings(SurveyDesign design, long weightZero) {
        this.weightZero = weightZero;
        infiniteStages = design.psus().stages().stream()
                .skip(1)
                .filter(stage -> stage.fraction(0) == 0)
                .count();
        List<Stage> stages = design.psus().stages();
        completeStages = IntStream.range(0, stages.size())
                .filter(i -> IntStream.range(0, stages.get(i).strata()).allMatch(stages.get(i)::isComplete))
                .mapToObj(i -> String.valueOf(i + 1))
                .toList();
    }

    /**
     * The groups, as results would name them, in which no row has a value of a variable; a count has no variable, the whole
     * domain no columns. Where it is all of them the variable is named instead.
     */
    void withoutRow(String variable, Grouping grouping, List<String> groups) {
        if (groups.size() == grouping.size()) {
            withoutValue.add(named(variable, String.join(";", grouping.by())));
            return;
        }
        emptyGroups += groups.size();
        for (int i = 0; i < groups.size() && namedGroups.size() <= NAMED; i++) {
            namedGroups.add(named(groups.get(i), variable));
        }
    }

    private static String named(String what, String within) {
        return (what + (within.isEmpty() ? "" : " (" + within + ")")).strip();
    }

    /** Every code that a warning may have; before {@code -not-converged} stands the method of the step. */
    static List<String> codes() {
        return List.of(
                "weight-zero",
                EMPTY_GROUP,
                NO_VALUE,
                "weights-below-n",
                "df<1",
                "undefined",
                "se-undefined",
                TOO_LARGE,
                "p-undefined",
                SCALE_UNDEFINED,
                INDICATORS_IN_DOMAIN,
                "stage-without-fpc",
                STAGE_COMPLETE,
                "weights-negative",
                "-not-converged",
                "replicates-not-converged",
                "replicates-without-fpc",
                "replicates-of-stage-1",
                CLASSES_COLLAPSED,
                CLASSES_SMALL);
    }

    void estimate(String variable, Estimate estimate) {
        if (Double.isInfinite(estimate.weightedRows())
                || Double.isInfinite(estimate.value())
                || Double.isInfinite(estimate.standardError())) {
            tooLarge++;
            tooLargeVariables.add(variable);
        }
        if (estimate.weightedRows() <= estimate.rows()) {
            smallWeights++;
        }
        if (estimate.degreesOfFreedom() < 1) {
            noFreedom++;
        }
        if (!Double.isFinite(estimate.value())) {
            undefined++;
        } else if (estimate.degreesOfFreedom() >= 1 && !Double.isFinite(estimate.standardError())) {
            noError++;
        }
    }

    /** Comparisons that have no p-value. */
    void compared(
            List<JobResult.ContrastRow> contrasts,
            List<JobResult.TargetRow> targets,
            List<JobResult.Test> tests,
            List<ModelResult> models) {
        long without = contrasts.stream()
                .filter(row -> Double.isNaN(row.contrast().p()))
                .count();
        without +=
                targets.stream().filter(row -> Double.isNaN(row.test().two())).count();
        without +=
                tests.stream().filter(test -> Double.isNaN(test.outcome().p())).count();
        without += models.stream()
                .flatMap(model -> model.coefficients().stream())
                .filter(row -> Double.isNaN(row.outcome().p()))
                .count();
        add(
                noticed,
                "p-undefined",
                "Contrasts, targets, tests and coefficients have no p-value: a group has no row, values do not vary, a logarithm is of an estimate that is"
                        + " not above 0, or no degrees of freedom are left.",
                without);
    }

    /** Scales of which α or a correlation is not defined, though there are items enough for it. */
    void scales(List<JobResult.ScaleRow> scales) {
        List<String> undefined = scales.stream()
                .filter(row -> isUndefined(row.analysis()))
                .map(row -> row.scale().id())
                .toList();
        add(
                noticed,
                SCALE_UNDEFINED,
                "Figures of scales are not defined, because no row has a value of every item, items or their sums do not vary, or"
                        + " there is one item alone: " + String.join(", ", undefined),
                undefined.size());
    }

    /** Indicators of a job with a domain, whose verdicts are easily taken for those of the plan's whole population. */
    void inDomain(long indicators) {
        add(
                noticed,
                INDICATORS_IN_DOMAIN,
                "The job's \"domain\" restricts the plan's indicators too: their figures and verdicts are of those inside, not of"
                        + " everybody whom the plan's targets are about.",
                indicators);
    }

    private static boolean isUndefined(ItemAnalysis analysis) {
        return !Double.isFinite(analysis.alpha())
                || analysis.items().stream()
                        .anyMatch(item -> !Double.isFinite(item.withTotal())
                                || !Double.isFinite(item.withRest())
                                || (analysis.items().size() > 2 && !Double.isFinite(item.alphaWithout())));
    }

    void weighting(CalibratedWeights weights) {
        long negative = 0;
        for (double weight : weights.calibrated()) {
            negative += weight < 0 ? 1 : 0;
        }
        add(noticed, "weights-negative", "Calibration made weights negative; give it bounds.", negative);
        for (int step = 0; step < weights.steps().size(); step++) {
            for (String message : weights.outcomes().get(step).warnings()) {
                add(noticed, weights.steps().get(step).method() + "-not-converged", message, 1);
            }
            String collapsed = weights.outcomes().get(step).classes().stream()
                    .filter(Weighted.ClassFactor::isCollapsed)
                    .map(one -> String.join(" + ", one.labels()))
                    .collect(Collectors.joining(", "));
            if (!collapsed.isEmpty()) {
                add(noticed, CLASSES_COLLAPSED, "Small non-response classes were put together: " + collapsed + ".", 1);
            }
            String small = weights.outcomes().get(step).classes().stream()
                    .filter(one -> !one.largeEnough())
                    .map(one -> String.join(" + ", one.labels()))
                    .collect(Collectors.joining(", "));
            if (!small.isEmpty()) {
                add(noticed, CLASSES_SMALL, TOO_SMALL.formatted(small), 1);
            }
        }
    }

    /** What made replicates take no account of. */
    void made(ReplicatesRequest.Made made, SurveyDesign design) {
        boolean fpc = IntStream.range(0, design.psus().strata())
                .anyMatch(stratum -> design.psus().stages().get(0).fraction(stratum) > 0);
        boolean jackknife = made.method().isJackknife();
        add(
                noticed,
                "replicates-without-fpc",
                made.method().word()
                        + " takes no account of \"fpc\"; standard errors are as without it. Use jkn for them.",
                fpc && !jackknife ? 1 : 0);
        add(
                noticed,
                "replicates-of-stage-1",
                "A jackknife takes account of the first stage's \"fpc\" alone: what is drawn within PSUs adds nothing to standard"
                        + " errors. Leave \"fpc\" out to be safe, or use linearisation.",
                fpc && jackknife && design.psus().stages().size() > 1 ? 1 : 0);
    }

    void replicates(ReplicateWeights replicates) {
        add(
                noticed,
                "replicates-not-converged",
                "The calibration of replicates gave a warning, as that of the full weights would.",
                replicates.warned());
    }

    List<JobResult.Warning> list() {
        List<JobResult.Warning> warnings = new ArrayList<>(noticed);
        add(warnings, "weight-zero", "Rows of weight 0 count in no estimate.", weightZero);
        add(
                warnings,
                EMPTY_GROUP,
                "Groups without a row that has a value are not written: "
                        + namedGroups.stream().limit(NAMED).collect(Collectors.joining(", "))
                        + (namedGroups.size() > NAMED ? ", …" : ""),
                emptyGroups);
        add(
                warnings,
                NO_VALUE,
                "No row with a weight in the domain has a value, so that nothing is written: "
                        + String.join(", ", withoutValue),
                withoutValue.size());
        add(
                warnings,
                "weights-below-n",
                "Weights sum to no more than n, as normalised weights do: deff (against a sample without replacement)"
                        + " is not defined there, deff_wr is.",
                smallWeights);
        add(warnings, "df<1", "Estimates without degrees of freedom have no interval with t.", noFreedom);
        add(
                warnings,
                "undefined",
                "Estimates are not defined, as a ratio whose denominator is 0, or their sums are too large for a number.",
                undefined);
        add(
                warnings,
                "se-undefined",
                "Estimates whose standard error is not defined: a quantile with a limit outside the data, strata of one PSU"
                        + " only under singlePsu = average, or a variance below 0 between waves that share some PSUs.",
                noError);
        add(
                warnings,
                TOO_LARGE,
                "Sums of values, weights or their squares are too large for a number: "
                        + String.join(", ", tooLargeVariables)
                        + ". Give these variables, or the weights, in a larger unit.",
                tooLarge);
        add(
                warnings,
                "stage-without-fpc",
                "Stages of clusters without an fpc are taken as drawn from an infinite population.",
                infiniteStages);
        add(
                warnings,
                STAGE_COMPLETE,
                "\"fpc\" says that all units were sampled, so that nothing is added to standard errors (which are 0 where no"
                        + " other stage adds to them), at stage: " + String.join(", ", completeStages)
                        + ". If not all were, give population sizes or sampling fractions, or leave \"fpc\" out.",
                completeStages.size());
        return warnings;
    }

    private static void add(List<JobResult.Warning> warnings, String code, String message, long count) {
        if (codes().stream().noneMatch(code::endsWith)) {
            throw new IllegalArgumentException("A warning without its place among the codes: " + code);
        }
        if (count > 0) {
            warnings.add(new JobResult.Warning(code, message, count));
        }
    }
}
