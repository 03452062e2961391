package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.disclosure.Shown;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.analysis.indicator.TargetTest;
import org.kapsurvey.analysis.indicator.Verdict;
import org.kapsurvey.analysis.inference.Contrast;
import org.kapsurvey.analysis.inference.IndependenceTest;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.TestOutcome;
import org.kapsurvey.analysis.job.AnalysisJob.Target;
import org.kapsurvey.analysis.scale.ItemAnalysis;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * What a job gave, in the order of the job.
 *
 * @param design with the weights of the estimates
 * @param weights how they came about; empty without calibration
 * @param plan id of the plan that the indicators are of; empty without one
 */
public record JobResult(
        AnalysisJob job,
        DataSummary data,
        SurveyDesign design,
        Optional<CalibratedWeights> weights,
        List<Row> rows,
        List<Covariance> covariances,
        List<ContrastRow> contrasts,
        List<TargetRow> targets,
        List<Test> tests,
        List<TableCell> tables,
        List<ModelResult> models,
        List<ScaleRow> scales,
        String plan,
        List<IndicatorResult> indicators,
        List<Warning> warnings) {
    public JobResult {
        rows = List.copyOf(rows);
        covariances = List.copyOf(covariances);
        contrasts = List.copyOf(contrasts);
        targets = List.copyOf(targets);
        tests = List.copyOf(tests);
        tables = List.copyOf(tables);
        models = List.copyOf(models);
        scales = List.copyOf(scales);
        indicators = List.copyOf(indicators);
        warnings = List.copyOf(warnings);
    }

    /**
     * One estimate with one interval, or with none.
     *
     * @param variable of a ratio {@code numerator/denominator}; empty of a count of all rows
     * @param category empty unless the estimate is the share of a category
     * @param method the interval as the job calls it; empty without one
     * @param note codes such as {@code n<25 df<8}, blank-separated
     * @param shown how much of it is published
     * @param withDefaultInterval of a rate for which the job asks no interval: the same with {@code korn-graubard}, for reading
     */
    public record Row(
            String id,
            Statistic statistic,
            String variable,
            String category,
            Estimate estimate,
            String method,
            Optional<Interval> interval,
            String note,
            Optional<Row> withDefaultInterval,
            Shown shown) {
        /** A row that is shown. */
        Row(
                String id,
                Statistic statistic,
                String variable,
                String category,
                Estimate estimate,
                String method,
                Optional<Interval> interval,
                String note,
                Optional<Row> withDefaultInterval) {
            this(
                    id,
                    statistic,
                    variable,
                    category,
                    estimate,
                    method,
                    interval,
                    note,
                    withDefaultInterval,
                    Shown.EVERYTHING);
        }

        /** The row of which so much is published; other notes would tell what is not. */
        Row shown(Shown how) {
            return new Row(
                    id,
                    statistic,
                    variable,
                    category,
                    estimate,
                    method,
                    interval,
                    how == Shown.EVERYTHING ? note : HeldBack.NOTE,
                    withDefaultInterval.map(row -> row.shown(how)),
                    how);
        }

        /** The row as people read it: no rate is printed without an interval. */
        Row printed() {
            return withDefaultInterval.orElse(this);
        }

        /** The tree of numbers that a reviewer recomputes the row from. */
        public Explanation explain() {
            return interval.map(i -> Explanation.of(
                            estimate.explain().text() + ", " + i.explain().text(),
                            Stream.concat(Stream.of(estimate.explain()), i.size().stream())
                                    .toArray(Explanation[]::new)))
                    .orElseGet(estimate::explain);
        }
    }

    public record Covariance(String id, String variable, String first, String second, double covariance) {}

    /**
     * A contrast of a block, of one variable.
     *
     * @param category {@code edu=none} where every category has its own contrast; else empty
     * @param fewestRows of the groups compared
     */
    public record ContrastRow(
            String id,
            String variable,
            String name,
            Contrast.Scale scale,
            String category,
            long fewestRows,
            Contrast contrast) {
        /** The tree of numbers that a reviewer recomputes the contrast from. */
        public Explanation explain() {
            String of = category.isEmpty() ? variable : category;
            return Explanation.of(of + ", " + name, contrast.explain());
        }
    }

    /** One estimate against a target; the verdict comes from the interval alone. */
    public record TargetRow(
            Target target, String variable, Estimate estimate, Interval interval, TargetTest test, Verdict verdict) {
        /** The tree of numbers that a reviewer comes to the same verdict from. */
        public Explanation explain() {
            String evidence = "t = (p − T)/se = " + Numbers.print(test.t()) + ", on the scale of logits "
                    + Numbers.print(test.logitT()) + ", df " + estimate.degreesOfFreedom();
            return Explanation.of(
                    target.id() + ": " + variable + " is " + verdict.code() + " against T = "
                            + Numbers.print(target.value()),
                    interval.explain(),
                    estimate.explain(),
                    Explanation.of(evidence));
        }
    }

    /**
     * What a test gave.
     *
     * @param name of the statistic: t, F of ranks in more than two groups, or that of a test of independence
     * @param estimate of t and rank the second group less the first, of trend the contrast, of kappa κ; NaN of independence, as the others
     * @param effects the generalised design effects of a table, largest first
     * @param rests what the statistic rests on
     */
    public record Test(
            TestBlock block,
            String name,
            TestOutcome outcome,
            double estimate,
            double standardError,
            double lower,
            double upper,
            List<Double> effects,
            Explanation rests) {
        private static final String T = "t";
        private static final Set<String> RATIOS = Set.of(
                IndependenceTest.Statistic.F.text(),
                IndependenceTest.Statistic.WALD.text(),
                IndependenceTest.Statistic.ADJUSTED_WALD.text());

        public Test {
            effects = List.copyOf(effects);
        }

        /** Whether there is an estimate beside the statistic, as of t. */
        public boolean hasEstimate() {
            return name.equals(T);
        }

        /** Whether the statistic has degrees of freedom of a denominator. */
        public boolean isRatio() {
            return RATIOS.contains(name);
        }

        /** The tree of numbers that the test rests on. */
        public Explanation explain() {
            return Explanation.of(
                    block.id() + ": " + block.first().value() + " and "
                            + block.second().value() + ", "
                            + outcome.explain(name).text(),
                    rests);
        }

        /** A test that an estimate is 0. */
        Test(
                TestBlock block,
                TestOutcome outcome,
                double estimate,
                double standardError,
                double lower,
                double upper,
                Explanation rests) {
            this(block, T, outcome, estimate, standardError, lower, upper, List.of(), rests);
        }

        /** A test of several estimates at once, by an F. */
        Test(TestBlock block, TestOutcome outcome, Explanation rests) {
            this(
                    block,
                    IndependenceTest.Statistic.F.text(),
                    outcome,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    List.of(),
                    rests);
        }

        /** A test of independence. */
        Test(TestBlock block, TestOutcome outcome, List<Double> effects) {
            this(
                    block,
                    block.statistic().text(),
                    outcome,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    effects,
                    Explanation.when(() -> Explanation.of("generalised design effects "
                            + effects.stream().map(Numbers::print).collect(Collectors.joining(", ")))));
        }
    }

    /** A cell of the table of an independence test, with its share of the whole table. */
    public record TableCell(
            String id,
            String row,
            String column,
            long rows,
            double weightedRows,
            double proportion,
            double standardError) {}

    /** A scale and how its items hang together. */
    public record ScaleRow(ScaleRequest scale, ItemAnalysis analysis) {}

    /** Something that was let pass but should be known. */
    public record Warning(String code, String message, long count) {}

    /** Whether any block asked for contrasts. */
    public boolean hasContrasts() {
        return job.estimates().stream().anyMatch(block -> !block.contrasts().isEmpty());
    }

    /** Whether any block or model asked for covariances. */
    public boolean hasCovariances() {
        return job.estimates().stream().anyMatch(AnalysisJob.Block::covariances)
                || job.models().stream().anyMatch(ModelRequest::covariance);
    }
}
