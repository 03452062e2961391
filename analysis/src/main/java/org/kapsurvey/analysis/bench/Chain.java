package org.kapsurvey.analysis.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.bench.ChainPopulation.Person;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.ResidualVariance;
import org.kapsurvey.analysis.estimate.VarianceMethod;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.job.Attachments;
import org.kapsurvey.analysis.job.WeightingJob;
import org.kapsurvey.analysis.job.WeightingResult;
import org.kapsurvey.analysis.job.WeightingRun;
import org.kapsurvey.analysis.replicates.ReplicateVariance;
import org.kapsurvey.analysis.replicates.ReplicateWeights;
import org.kapsurvey.analysis.totals.TableTotals;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The whole chain, from the frame to the interval, gone many times through a population that is known: a sample is drawn, not
 * all answer, the base weights are carried through eligibility, non-response and raking by a weighting file, and totals,
 * means and rates are estimated with the errors that a user would be told. The same seed and number of samples give the
 * same figures.
 */
public final class Chain {
    private final int samples;
    private final long seed;
    private final Consumer<String> progress;

    /**
     * A simulation.
     *
     * @param samples 2 or more
     * @param progress told what is being done, a few words at a time
     */
    public Chain(int samples, long seed, Consumer<String> progress) {
        this.samples = samples;
        this.seed = seed;
        this.progress = progress;
    }

    /** Where the standard error comes from. */
    public enum Method {
        /** Linearised, residuals about the margins, non-response factors as if they were fixed. */
        LINEARISED,
        /** The jackknife, every replicate weighted anew. */
        JKN;

        /** The name in the output: {@code jkn}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What all samples gave of one target.
     *
     * @param truth in the population
     * @param mean of the estimates
     * @param spread of the estimates: their standard deviation
     * @param errorRatio the mean of the estimated standard errors over the spread
     * @param covers the share of samples whose printed 95 % interval holds the truth
     */
    public record Figure(
            ChainTarget target,
            Method method,
            int samples,
            double truth,
            double mean,
            double spread,
            double errorRatio,
            double covers) {
        private static final double MOST_BIAS = 3;
        private static final double LEAST_RATIO = .97;
        private static final double MOST_RATIO = 1.15;
        private static final double LEAST_COVERAGE = .935;

        /** The mean less the truth, in standard errors of that mean. */
        public double bias() {
            return (mean - truth) / (spread / Math.sqrt(samples));
        }

        /** Bias below 3 Monte-Carlo standard errors, error ratio 0.97 to 1.15, coverage 93.5 % or more. */
        public boolean reached() {
            return Math.abs(bias()) < MOST_BIAS
                    && errorRatio >= LEAST_RATIO
                    && errorRatio <= MOST_RATIO
                    && covers >= LEAST_COVERAGE;
        }
    }

    /** Every target by every method. */
    public List<Figure> run() {
        progress.accept("making the population");
        ChainPopulation population = new ChainPopulation();
        ChainSample sample = new ChainSample(population);
        WeightingJob weighting = weighting(population);
        Map<ChainTarget, Double> truths = new EnumMap<>(ChainTarget.class);
        for (ChainTarget target : ChainTarget.values()) {
            truths.put(target, target.truth(population));
        }
        AtomicInteger done = new AtomicInteger();
        List<List<Told>> all = IntStream.range(0, samples)
                .parallel()
                .mapToObj(number -> {
                    List<Told> told = told(sample.draw(seed + "-" + number), weighting, truths);
                    progress.accept(done.incrementAndGet() + " of " + samples + " samples");
                    return told;
                })
                .toList();
        List<Figure> figures = new ArrayList<>();
        int place = 0;
        for (Map.Entry<ChainTarget, Double> truth : truths.entrySet()) {
            for (Method method : Method.values()) {
                int at = place++;
                figures.add(figure(
                        truth.getKey(),
                        method,
                        truth.getValue(),
                        all.stream().map(told -> told.get(at)).toList()));
            }
        }
        return figures;
    }

    /** What a user is told of a target in one sample; an estimate itself would keep hold of the sample. */
    private record Told(double value, double standardError, boolean holds) {}

    private static Figure figure(ChainTarget target, Method method, double truth, List<Told> told) {
        double mean = told.stream().mapToDouble(Told::value).average().orElseThrow();
        double squares = told.stream()
                .mapToDouble(one -> (one.value() - mean) * (one.value() - mean))
                .sum();
        double spread = Math.sqrt(squares / (told.size() - 1));
        double error = told.stream().mapToDouble(Told::standardError).average().orElseThrow();
        double held = told.stream().filter(Told::holds).count();
        return new Figure(target, method, told.size(), truth, mean, spread, error / spread, held / told.size());
    }

    /** Every target by every method, in their order. */
    private static List<Told> told(Table sample, WeightingJob weighting, Map<ChainTarget, Double> truths) {
        Faults faults = new Faults();
        WeightingResult weighted = WeightingRun.run(weighting, sample, Attachments.NONE, faults)
                .orElseThrow(() -> new IllegalStateException("A sample can't be weighted: " + faults.list()));
        SurveyDesign design = weighted.design().withWeights(weighted.weights().calibrated());
        Table table = weighted.table();
        ReplicateWeights replicates = ReplicateWeights.of(
                weighted.replicates().orElseThrow().carried().factors(), weighted.weights());
        List<Told> told = new ArrayList<>();
        for (Map.Entry<ChainTarget, Double> truth : truths.entrySet()) {
            ChainTarget target = truth.getKey();
            Grouping persons = Grouping.whole(table.rows()).within(table.numeric(target.domain()));
            for (Method method : Method.values()) {
                Estimate estimate = new Estimation(
                                new TableTotals(table), design, variance(method, weighted, design, replicates))
                        .each(target.estimator(), persons)
                        .estimates()
                        .get(0);
                Interval interval = target.interval(estimate);
                boolean holds = interval.lower() <= truth.getValue() && truth.getValue() <= interval.upper();
                told.add(new Told(estimate.value(), estimate.standardError(), holds));
            }
        }
        return told;
    }

    private static VarianceMethod variance(
            Method method, WeightingResult weighted, SurveyDesign design, ReplicateWeights replicates) {
        return switch (method) {
            case LINEARISED -> new ResidualVariance(weighted.table(), design, weighted.weights());
            case JKN ->
                new ReplicateVariance(
                        weighted.table(),
                        design,
                        replicates,
                        OptionalInt.of(design.psus().psus() - design.psus().strata()));
        };
    }

    /** The weighting file, as a statistician would write it who knows the population by area, sex and age. */
    private static WeightingJob weighting(ChainPopulation population) {
        Faults faults = new Faults();
        String text = """
                {"data": {"file": "sample.csv"},
                 "design": {"weights": "base_w", "strata": ["stratum"], "clusters": ["psu"]},
                 "outcome": {"column": "result"},
                 "eligibility": {"by": ["area"]},
                 "nonresponse": {"by": ["setting", "sex", "half"]},
                 "calibration": [{"method": "rake", "margins": [
                   {"by": ["area"], "totals": {%s}},
                   {"by": ["sex"], "totals": {%s}},
                   {"by": ["ageg"], "totals": {%s}}]}],
                 "replicates": {"method": "jkn"}}
                """.formatted(
                        totals(population, Person::stratum),
                        totals(population, person -> person.female() ? "F" : "M"),
                        totals(population, Person::ageGroup));
        return WeightingJob.parse("weighting.json", text, faults)
                .orElseThrow(() -> new IllegalStateException("The weighting file is wrong: " + faults.list()));
    }

    private static String totals(ChainPopulation population, Function<Person, String> level) {
        Map<String, Double> totals = new TreeMap<>();
        for (ChainPopulation.Group group : population.groups()) {
            for (List<Person> household : group.households()) {
                for (Person person : household) {
                    if (person.counts()) {
                        totals.merge(level.apply(person), 1.0, Double::sum);
                    }
                }
            }
        }
        return totals.entrySet().stream()
                .map(total -> "\"" + total.getKey() + "\": " + Numbers.print(total.getValue()))
                .collect(Collectors.joining(", "));
    }

    /** The figures as a table in Markdown. */
    public static String markdown(List<Figure> figures) {
        StringBuilder text = new StringBuilder(
                        "| target | standard error | truth | bias, MC errors | SE / spread | covers, % | reached |\n")
                .append("|---|---|---:|---:|---:|---:|---|\n");
        for (Figure figure : figures) {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.2f | %.3f | %.2f | %s |%n",
                    figure.target().text(),
                    figure.method().text(),
                    figure.truth() < 100
                            ? String.format(Locale.ROOT, "%.4f", figure.truth())
                            : String.format(Locale.ROOT, "%,.0f", figure.truth()),
                    figure.bias(),
                    figure.errorRatio(),
                    100 * figure.covers(),
                    figure.reached() ? "yes" : "**no**"));
        }
        return text.toString();
    }
}
