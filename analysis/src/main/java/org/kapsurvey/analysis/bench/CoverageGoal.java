package org.kapsurvey.analysis.bench;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.bench.Coverage.Figure;
import org.kapsurvey.analysis.bench.Coverage.Method;
import org.kapsurvey.analysis.bench.Coverage.Setting;
import org.kapsurvey.analysis.bench.Coverage.Weights;

/** What intervals at 95 % should reach. A share of 2,000 samples has a standard error of half a per cent of its own. */
public enum CoverageGoal {
    T_IN_THE_MIDDLE(Setting.SIXTY, Method.T, .3, .7, .935, .965),
    LOGIT_IN_THE_MIDDLE(Setting.SIXTY, Method.LOGIT, .3, .7, .935, .965),
    KORN_GRAUBARD_EVERYWHERE(Setting.SIXTY, Method.KORN_GRAUBARD, .02, .98, .945, 1),
    T_IN_THE_MIDDLE_OF_A_PROVINCE(Setting.PROVINCE, Method.T, .3, .7, .935, .965),
    LOGIT_IN_THE_MIDDLE_OF_A_PROVINCE(Setting.PROVINCE, Method.LOGIT, .3, .7, .935, .965),
    KORN_GRAUBARD_EVERYWHERE_IN_A_PROVINCE(Setting.PROVINCE, Method.KORN_GRAUBARD, .02, .98, .945, 1),
    KORN_GRAUBARD_OF_TWENTY_PSUS(Setting.TWENTY, Method.KORN_GRAUBARD, .98, .98, .945, 1),
    KORN_GRAUBARD_OF_TWENTY_PSUS_WITHOUT_A_PLAN(Setting.TWENTY, Method.KORN_GRAUBARD_PSUS, .98, .98, .945, 1);

    private final Setting setting;
    private final Method method;
    private final double lowestRate;
    private final double highestRate;
    private final double least;
    private final double most;

    CoverageGoal(Setting setting, Method method, double lowestRate, double highestRate, double least, double most) {
        this.setting = setting;
        this.method = method;
        this.lowestRate = lowestRate;
        this.highestRate = highestRate;
        this.least = least;
        this.most = most;
    }

    /**
     * How the populations that the goal is about came out.
     *
     * @param rates the rates among them
     * @param reachedAt at so many of these the samples of all populations together reach the goal
     */
    public record Outcome(
            CoverageGoal goal, int populations, int reached, double lowest, double highest, int rates, int reachedAt) {}

    /** Every goal that any of the figures is about, in order. */
    public static List<Outcome> outcomes(List<Figure> figures) {
        return Arrays.stream(values())
                .filter(goal -> figures.stream().anyMatch(goal::isAbout))
                .map(goal -> goal.outcome(figures))
                .toList();
    }

    private Outcome outcome(List<Figure> figures) {
        List<Figure> ours = figures.stream().filter(this::isAbout).toList();
        DoubleSummaryStatistics covers =
                ours.stream().mapToDouble(figure -> figure.of(method).covers()).summaryStatistics();
        long reached = ours.stream()
                .filter(figure -> isReached(figure.of(method).covers()))
                .count();
        // Every population has as many samples, so that the mean of the shares is that of all samples.
        Map<Double, Double> byRate = ours.stream()
                .collect(Collectors.groupingBy(
                        Figure::about,
                        Collectors.averagingDouble(figure -> figure.of(method).covers())));
        long reachedAt = byRate.values().stream().filter(this::isReached).count();
        return new Outcome(
                this, ours.size(), (int) reached, covers.getMin(), covers.getMax(), byRate.size(), (int) reachedAt);
    }

    private boolean isReached(double covers) {
        return covers >= least && covers <= most;
    }

    private boolean isAbout(Figure figure) {
        return figure.setting() == setting
                && figure.about() >= lowestRate
                && figure.about() <= highestRate
                && figure.weights() != Weights.EQUAL;
    }

    /** The least share that is wanted. */
    public double least() {
        return least;
    }

    /** The largest share that is wanted. */
    public double most() {
        return most;
    }

    /** The name in the output: {@code t-in-the-middle}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
