package org.kapsurvey.analysis.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.kapsurvey.analysis.bench.Coverage.Figure;
import org.kapsurvey.analysis.bench.Coverage.Method;
import org.kapsurvey.analysis.bench.Coverage.Setting;
import org.kapsurvey.analysis.bench.Coverage.Weights;

/** What intervals at 95 % should reach. A share of 2,000 samples has a standard error of half a per cent of its own. */
public enum CoverageGoal {
    T_IN_THE_MIDDLE(Method.T, .935, .965),
    LOGIT_IN_THE_MIDDLE(Method.LOGIT, .935, .965),
    KORN_GRAUBARD_EVERYWHERE(Method.KORN_GRAUBARD, .945, 1),
    KORN_GRAUBARD_OF_TWENTY_PSUS(Method.KORN_GRAUBARD, .945, 1),
    KORN_GRAUBARD_OF_TWENTY_PSUS_WITHOUT_A_PLAN(Method.KORN_GRAUBARD_PSUS, .945, 1);

    private final Method method;
    private final double least;
    private final double most;

    CoverageGoal(Method method, double least, double most) {
        this.method = method;
        this.least = least;
        this.most = most;
    }

    /** How the populations that the goal is about came out. */
    public record Outcome(CoverageGoal goal, int populations, int reached, double lowest, double highest) {}

    /** Every goal that any of the figures is about, in order. */
    public static List<Outcome> outcomes(List<Figure> figures) {
        return Arrays.stream(values())
                .filter(goal -> figures.stream().anyMatch(goal.about()))
                .map(goal -> goal.outcome(figures))
                .toList();
    }

    private Outcome outcome(List<Figure> figures) {
        double[] covers = figures.stream()
                .filter(about())
                .mapToDouble(figure -> figure.of(method).covers())
                .sorted()
                .toArray();
        int reached = (int) Arrays.stream(covers)
                .filter(share -> share >= least && share <= most)
                .count();
        return new Outcome(this, covers.length, reached, covers[0], covers[covers.length - 1]);
    }

    private Predicate<Figure> about() {
        Predicate<Figure> setting = switch (this) {
            case T_IN_THE_MIDDLE, LOGIT_IN_THE_MIDDLE ->
                figure -> figure.setting() == Setting.SIXTY && figure.about() >= .3 && figure.about() <= .7;
            case KORN_GRAUBARD_EVERYWHERE -> figure -> figure.setting() == Setting.SIXTY;
            case KORN_GRAUBARD_OF_TWENTY_PSUS, KORN_GRAUBARD_OF_TWENTY_PSUS_WITHOUT_A_PLAN ->
                figure -> figure.setting() == Setting.TWENTY && figure.about() == .98;
        };
        return setting.and(figure -> figure.weights() != Weights.EQUAL);
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
