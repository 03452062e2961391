package org.kapsurvey.analysis.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Estimation;
import org.kapsurvey.analysis.estimate.Mean;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.inference.ProportionInterval;
import org.kapsurvey.analysis.totals.TableTotals;

/**
 * How often 95 % intervals hold the true rate, over samples from populations where it is known. Each sample goes the way of
 * a real one: design, estimate, interval. The same seed and number of samples give the same figures on every machine.
 */
public final class Coverage {
    private static final double LEVEL = .95;

    private static final List<Double> CORRELATIONS = List.of(.02, .05, .10);

    private static final List<Double> ALL_RATES = List.of(.02, .05, .1, .2, .3, .4, .5, .6, .7, .8, .9, .95, .98);

    private static final List<Double> ENDS_AND_MIDDLE = List.of(.02, .05, .5, .95, .98);

    private final int samples;
    private final long seed;
    private final Consumer<String> progress;

    /**
     * A benchmark.
     *
     * @param samples from each population, 1 or more
     * @param progress told what is being done, a few words at a time
     */
    public Coverage(int samples, long seed, Consumer<String> progress) {
        this.samples = samples;
        this.seed = seed;
        this.progress = progress;
    }

    /** A design, and whether the rate is that of a domain of it. */
    public enum Setting {
        /** 20 strata of 4 PSUs of 6 to 18 persons: 60 degrees of freedom. */
        SIXTY,
        /** 6 strata of 40 PSUs of 6 to 18 persons, 234 degrees of freedom: as many PSUs as a province's yearly survey. */
        PROVINCE,
        /** One stratum of 20 PSUs of 8 persons. */
        TWENTY,
        /** One person in four of the sample with 60 degrees of freedom. */
        SIXTY_DOMAIN,
        /** One person in four of the sample of 20 PSUs. */
        TWENTY_DOMAIN;

        private CoveragePopulation.Sample plan() {
            return switch (this) {
                case SIXTY, SIXTY_DOMAIN -> new CoveragePopulation.Sample(20, 4, 6, 18);
                case PROVINCE -> new CoveragePopulation.Sample(6, 40, 6, 18);
                case TWENTY, TWENTY_DOMAIN -> new CoveragePopulation.Sample(1, 20, 8, 8);
            };
        }

        private List<Double> rates() {
            return isLarge() ? ALL_RATES : ENDS_AND_MIDDLE;
        }

        private List<Weights> weights() {
            return this == SIXTY
                    ? List.of(Weights.values())
                    : List.of(Weights.PERSONS, Weights.UNRELATED, Weights.RELATED);
        }

        /** Whether hardly any sample is all yes or all no, so that every method is tried at every rate. */
        boolean isLarge() {
            return this == SIXTY || this == PROVINCE;
        }

        private boolean isDomain() {
            return this == SIXTY_DOMAIN || this == TWENTY_DOMAIN;
        }

        /** The name in the output: {@code sixty-domain}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How unequal weights are. */
    public enum Weights {
        /** All alike: for comparison only, as no survey of persons in households has. */
        EQUAL,
        /** One person of a household is asked: weights of 1 to 4 that know nothing of the answers. */
        PERSONS,
        /** Strata (1 to 3) and PSUs (0.5 to 1.5) have weights of their own beside that; none knows of the answers. */
        UNRELATED,
        /** The same, and strata, PSUs and persons who weigh more say yes more often. */
        RELATED;

        /** The name in the output: {@code related}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is tried in every sample. At p = 0 or 1 {@link #KORN_GRAUBARD} has the design effect of the whole sample for a
     * domain, and where that is not defined the one that the survey was planned with; {@link #KORN_GRAUBARD_PSUS} has
     * none, as a job that knows no plan.
     */
    public enum Method {
        T,
        LOGIT,
        KORN_GRAUBARD,
        KORN_GRAUBARD_PSUS;

        private Interval of(Estimate estimate, double effect) {
            return switch (this) {
                case T -> ProportionInterval.T.of(estimate, LEVEL);
                case LOGIT -> ProportionInterval.LOGIT.of(estimate, LEVEL);
                case KORN_GRAUBARD -> ProportionInterval.KORN_GRAUBARD.of(estimate, LEVEL, effect);
                case KORN_GRAUBARD_PSUS -> ProportionInterval.KORN_GRAUBARD.of(estimate, LEVEL);
            };
        }

        /** The name in the output: {@code korn-graubard}. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * What the intervals of one method did.
     *
     * @param covers the share of samples whose interval holds the rate; one without limits holds nothing
     * @param above the share of samples whose interval lies above the rate
     * @param width the mean width of the intervals that have limits
     */
    public record Held(double covers, double above, double width) {}

    /**
     * What one population gave.
     *
     * @param icc what it was made with
     * @param weighting 1 + cv² of the weights
     * @param about the rate about which strata and kinds of persons lie
     * @param rate the true one
     * @param bias the mean of the estimates less the rate, over their standard deviation
     * @param varianceRatio the mean of the estimated variances over the variance of the estimates
     * @param allTheSame the share of samples whose estimate is 0 or 1
     */
    public record Figure(
            Setting setting,
            double icc,
            Weights weights,
            double weighting,
            double about,
            double rate,
            double bias,
            double varianceRatio,
            double allTheSame,
            Map<Method, Held> held) {
        public Figure {
            held = Collections.unmodifiableMap(new EnumMap<>(held));
        }

        public Held of(Method method) {
            return Objects.requireNonNull(held.get(method));
        }
    }

    /** Every population of every setting, in order, each told as it is found. */
    public List<Figure> run(Consumer<Figure> found) {
        List<Figure> figures = new ArrayList<>();
        for (Setting setting : Setting.values()) {
            progress.accept("sampling " + setting.text());
            for (double icc : CORRELATIONS) {
                for (Weights weights : setting.weights()) {
                    for (double rate : setting.rates()) {
                        Figure figure = figure(setting, rate, icc, weights);
                        figures.add(figure);
                        found.accept(figure);
                    }
                }
            }
        }
        return figures;
    }

    /**
     * One population.
     *
     * @param rate about which its strata lie; the true one is near it
     */
    public Figure figure(Setting setting, double rate, double icc, Weights weights) {
        CoveragePopulation population = new CoveragePopulation(setting.plan(), rate, icc, weights);
        double truth = population.rate();
        double planned = population.planningEffect();
        long own = Objects.hash(setting.text(), rate, icc, weights.text());
        long[] seeds = new SplittableRandom(seed ^ own << 32).longs(samples).toArray();
        List<Drawn> drawn = LongStream.of(seeds)
                .parallel()
                .mapToObj(start -> drawn(population.sample(new SplittableRandom(start)), setting.isDomain(), planned))
                .toList();
        Map<Method, Held> held = new EnumMap<>(Method.class);
        for (Method method : Method.values()) {
            List<Interval> intervals = drawn.stream()
                    .map(sample -> method.of(sample.estimate(), sample.borrowedEffect()))
                    .toList();
            held.put(
                    method,
                    new Held(
                            share(intervals, interval -> interval.lower() <= truth && truth <= interval.upper()),
                            share(intervals, interval -> interval.lower() > truth),
                            intervals.stream()
                                    .mapToDouble(interval -> interval.upper() - interval.lower())
                                    .filter(Double::isFinite)
                                    .average()
                                    .orElse(Double.NaN)));
        }
        double mean = mean(drawn, Estimate::value);
        double spread = mean(drawn, estimate -> (estimate.value() - mean) * (estimate.value() - mean));
        double same = share(
                drawn, sample -> ProportionInterval.degenerate(sample.estimate().value()));
        return new Figure(
                setting,
                icc,
                weights,
                population.weightingEffect(),
                rate,
                truth,
                (mean - truth) / Math.sqrt(spread),
                mean(drawn, Estimate::variance) / spread,
                same,
                held);
    }

    private static double mean(List<Drawn> drawn, ToDoubleFunction<Estimate> of) {
        return drawn.stream()
                .mapToDouble(sample -> of.applyAsDouble(sample.estimate()))
                .average()
                .orElse(Double.NaN);
    }

    private static <T> double share(List<T> of, Predicate<T> condition) {
        return (double) of.stream().filter(condition).count() / of.size();
    }

    /**
     * What a sample gave.
     *
     * @param borrowedEffect the design effect for p = 0 or 1
     */
    private record Drawn(Estimate estimate, double borrowedEffect) {}

    private static Drawn drawn(Table table, boolean domain, double planned) {
        SurveyDesign design = SurveyDesign.of(table)
                .weights("weight")
                .strata("stratum")
                .clusters("psu")
                .build();
        Estimation estimation = new Estimation(new TableTotals(table), design);
        Mean mean = Mean.of("yes");
        Estimate whole = estimation.whole(mean);
        if (!domain) {
            return new Drawn(whole, planned);
        }
        Grouping few = Grouping.whole(table.rows()).within(table.numeric("few"));
        double known = whole.designEffectWithReplacement();
        return new Drawn(estimation.each(mean, few).estimates().get(0), Double.isNaN(known) ? planned : known);
    }
}
