package org.kapsurvey.analysis.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.estimate.Explanation;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Methods of confidence intervals for proportions; {@link #T} and {@link #NORMAL} serve every estimate. With p the
 * proportion, V its variance, n the rows, df the degrees of freedom, a = 1 − level and t = t(1 − a/2; df). Both limits
 * are NaN without degrees of freedom (but for {@link #NORMAL}), where negative weights bring p below 0 or above 1 (but for {@link #T} and
 * {@link #NORMAL}), and at p = 0 or 1 but for {@link #T}, {@link #NORMAL}
 * (of no width) and {@link #KORN_GRAUBARD}, which there needs neither V nor df.
 */
public enum ProportionInterval {
    /** p ± t·se. R {@code svyciprop(method = "mean")}. */
    T {
        @Override
        double[] limits(Estimate estimate, double tail, double degenerateEffect) {
            return about(estimate, tQuantile(estimate, tail));
        }
    },

    /** p ± z·se, z of the normal distribution. R {@code confint(svymean)}. */
    NORMAL {
        @Override
        double[] limits(Estimate estimate, double tail, double degenerateEffect) {
            return about(estimate, NormalDistribution.of(0, 1).inverseSurvivalProbability(tail));
        }
    },

    /**
     * expit(logit p ± t·e), e the standard error of the logit: se/(p(1 − p)), under replicates that of their logits. R {@code
     * svyciprop(method = "logit")} up to its stopping rule, 3e-8.
     */
    LOGIT {
        @Override
        double[] limits(Estimate estimate, double tail, double degenerateEffect) {
            return onLogits(estimate, tail, estimate.logitError());
        }
    },

    /** expit(logit p ± t·se/(p(1 − p))), whatever the method of variance. R {@code svyciprop(method = "xlogit")}. */
    XLOGIT {
        @Override
        double[] limits(Estimate estimate, double tail, double degenerateEffect) {
            double p = estimate.value();
            return onLogits(estimate, tail, estimate.standardError() / (p * (1 - p)));
        }
    },

    /** sin²(asin √p ± t·se/(2√(p(1 − p)))), not cut at 0 and 1. R {@code svyciprop(method = "asin")}. */
    ASIN {
        @Override
        double[] limits(Estimate estimate, double tail, double degenerateEffect) {
            double p = estimate.value();
            if (degenerate(p)) {
                return UNDEFINED.clone();
            }
            double centre = Math.asin(Math.sqrt(p));
            double half = tQuantile(estimate, tail) * estimate.standardError() / (2 * Math.sqrt(p * (1 - p)));
            double lower = Math.sin(centre - half);
            double upper = Math.sin(centre + half);
            return new double[] {lower * lower, upper * upper};
        }
    },

    /**
     * The shares q whose scaled likelihood ratio is no more than t²: the two roots of p log(p/q) + (1 − p) log((1 − p)/(1 −
     * q)) = t²Vn/(2p(1 − p)(n − 1)). R {@code svyciprop(method = "likelihood")} up to its spline, 1e-4.
     */
    LIKELIHOOD {
        @Override
        double[] limits(Estimate estimate, double tail, double degenerateEffect) {
            double p = estimate.value();
            double n = estimate.rows();
            double t = tQuantile(estimate, tail);
            double cut = t * t * estimate.variance() / (2 * p * (1 - p)) * n / (n - 1);
            if (degenerate(p) || !Double.isFinite(cut)) {
                return UNDEFINED.clone();
            }
            return cut == 0
                    ? new double[] {p, p}
                    : new double[] {divergenceReaches(p, cut, -1), divergenceReaches(p, cut, 1)};
        }
    },

    /**
     * (p + t²/2e ∓ t/(2e)·√(4ep(1 − p) + t²)) / (1 + t²/e), e = p(1 − p)/V. R {@code svyciprop(method = "wilson")}; Wilson
     * 1927, Journal of the American Statistical Association 22, 209–212.
     */
    WILSON {
        @Override
        double[] limits(Estimate estimate, double tail, double degenerateEffect) {
            double p = estimate.value();
            if (degenerate(p)) {
                return UNDEFINED.clone();
            }
            // t²/e, finite where V is 0.
            double t = tQuantile(estimate, tail);
            double ratio = t * t * estimate.variance() / (p * (1 - p));
            double half = Math.sqrt(ratio * p * (1 - p) + ratio * ratio / 4);
            return new double[] {(p + ratio / 2 - half) / (1 + ratio), (p + ratio / 2 + half) / (1 + ratio)};
        }
    },

    /**
     * Clopper-Pearson limits with the effective sample size n* = p(1 − p)/V · (t(1 − a/2; n − 1)/t)², not capped at n:
     * for comparison with R {@code svyciprop(method = "beta")}. Where V is 0 both limits are p; from n* = 1e10 on, where
     * they differ by less than 1e-9, they are p ± z√(p(1 − p)/n*), cut at 0 and 1. Korn and Graubard 1998, Survey Methodology 24, 193–201.
     */
    BETA {
        @Override
        double[] limits(Estimate estimate, double tail, double degenerateEffect) {
            double effective = effectiveSize(estimate, tail);
            if (degenerate(estimate.value()) || Double.isNaN(effective)) {
                return UNDEFINED.clone();
            }
            return effective > MOST_EFFECTIVE
                    ? nearlyNormal(estimate.value(), effective, tail)
                    : clopperPearson(estimate.value(), effective, tail);
        }
    },

    /**
     * {@link #BETA} with n* no larger than n. At p = 0 or 1, where V says nothing, n* = n / max(1, deff) with the design
     * effect of the same item in an enclosing domain; without one n* is the number of PSUs with cases, as if the rows of
     * a PSU all told the same. The default of every printed rate.
     */
    KORN_GRAUBARD {
        @Override
        double[] limits(Estimate estimate, double tail, double degenerateEffect) {
            double p = estimate.value();
            if (degenerate(p)) {
                return clopperPearson(p <= 0 ? 0 : 1, degenerateSize(estimate, degenerateEffect), tail);
            }
            double effective = Math.min(effectiveSize(estimate, tail), (double) estimate.rows());
            return Double.isNaN(effective) ? UNDEFINED.clone() : clopperPearson(p, effective, tail);
        }
    };

    private static final double ROUNDING = 1e-12;

    /** The library's beta distribution does not converge at 1e32, as rounding in V may give. */
    private static final double MOST_EFFECTIVE = 1e10;

    private static final double[] UNDEFINED = {Double.NaN, Double.NaN};

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    abstract double[] limits(Estimate estimate, double tail, double degenerateEffect);

    /**
     * The interval of an estimate of which no enclosing design effect is known.
     *
     * @param level between 0 and 1
     */
    public Interval of(Estimate estimate, double level) {
        return of(estimate, level, BorrowedEffect.NONE);
    }

    /** The same with a design effect of an enclosing domain to borrow; NaN if none is known. */
    public Interval of(Estimate estimate, double level, double effect) {
        return of(estimate, level, new BorrowedEffect(effect, "an enclosing domain"));
    }

    /**
     * The interval of an estimate.
     *
     * @param level between 0 and 1
     * @param borrowed the design effect for {@link #KORN_GRAUBARD} at p = 0 or 1
     * @throws IllegalArgumentException if the level is not between 0 and 1
     */
    public Interval of(Estimate estimate, double level, BorrowedEffect borrowed) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("A confidence level is between 0 and 1, not " + level);
        }
        boolean none = estimate.rows() == 0 || (!forEveryEstimate() && outside(estimate.value()));
        double tail = (1 - level) / 2;
        double[] limits = none ? UNDEFINED : limits(estimate, tail, borrowed.value());
        boolean sized = (this == BETA || this == KORN_GRAUBARD) && !Double.isNaN(limits[0]);
        return new Interval(
                this,
                level,
                limits[0],
                limits[1],
                sized
                        ? Optional.of(Explanation.when(() -> Explanation.of(sizeOf(estimate, tail, borrowed))))
                        : Optional.empty());
    }

    /**
     * The interval {@link #KORN_GRAUBARD} of a share p where n* is known.
     *
     * @param p from 0 to 1
     * @param size n*, above 0
     * @param level between 0 and 1
     */
    public static Interval ofDraws(double p, double size, double level) {
        double[] limits = clopperPearson(p, size, (1 - level) / 2);
        return new Interval(KORN_GRAUBARD, level, limits[0], limits[1]);
    }

    /** The effective sample size of {@link #BETA} or {@link #KORN_GRAUBARD} in a line. */
    private String sizeOf(Estimate estimate, double tail, BorrowedEffect borrowed) {
        if (degenerate(estimate.value())) {
            return "n* = " + Numbers.print(degenerateSize(estimate, borrowed.value()))
                    + (borrowed.isKnown()
                            ? " = n/max(1, deff_wr), deff_wr " + Numbers.print(borrowed.value()) + " of "
                                    + borrowed.from()
                            : ", the PSUs with cases, for no design effect is known");
        }
        double effective = effectiveSize(estimate, tail);
        String formula = "p(1 − p)/V · (t(n − 1)/t(df))²";
        return this == KORN_GRAUBARD && effective > estimate.rows()
                ? "n* = " + estimate.rows() + ", the rows, fewer than " + formula + " = " + Numbers.print(effective)
                : "n* = " + formula + " = " + Numbers.print(effective);
    }

    private static double degenerateSize(Estimate estimate, double effect) {
        return Double.isNaN(effect) ? estimate.psusWithCases() : (double) estimate.rows() / Math.max(1, effect);
    }

    /** Whether the method serves means, totals and ratios too, not only proportions. */
    public boolean forEveryEstimate() {
        return this == T || this == NORMAL;
    }

    /** Whether p is 0 or 1, where {@link #KORN_GRAUBARD} needs a design effect from outside. */
    public static boolean degenerate(double p) {
        return (p <= 0 || p >= 1) && !outside(p);
    }

    /** Whether p is below 0 or above 1 by more than rounding, and so no share: negative weights bring it there. */
    public static boolean outside(double p) {
        return p < -ROUNDING || p > 1 + ROUNDING;
    }

    /** The name in a job: {@code korn-graubard}. */
    public String text() {
        return text;
    }

    /** The method of that name in a job. */
    public static Optional<ProportionInterval> parse(String text) {
        return Arrays.stream(values())
                .filter(method -> method.text().equals(text))
                .findFirst();
    }

    /** The names that a job may use. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ProportionInterval::text).toList();
    }

    private static double[] onLogits(Estimate estimate, double tail, double error) {
        double p = estimate.value();
        if (degenerate(p)) {
            return UNDEFINED.clone();
        }
        double centre = Math.log(p / (1 - p));
        double half = tQuantile(estimate, tail) * error;
        return new double[] {expit(centre - half), expit(centre + half)};
    }

    private static double[] about(Estimate estimate, double quantile) {
        double half = quantile * estimate.standardError();
        return new double[] {estimate.value() - half, estimate.value() + half};
    }

    private static double[] nearlyNormal(double p, double size, double tail) {
        double half = DistributionQuantile.t(Double.POSITIVE_INFINITY, tail) * Math.sqrt(p * (1 - p) / size);
        return new double[] {Math.max(0, p - half), Math.min(1, p + half)};
    }

    private static double tQuantile(Estimate estimate, double tail) {
        return tQuantile(estimate.degreesOfFreedom(), tail);
    }

    private static double tQuantile(double degreesOfFreedom, double tail) {
        return degreesOfFreedom > 0 ? DistributionQuantile.t(degreesOfFreedom, tail) : Double.NaN;
    }

    private static double effectiveSize(Estimate estimate, double tail) {
        double p = estimate.value();
        double ratio = tQuantile((double) (estimate.rows() - 1), tail) / tQuantile(estimate, tail);
        return p * (1 - p) / estimate.variance() * ratio * ratio;
    }

    private static double[] clopperPearson(double p, double size, double tail) {
        double lower = p <= 0 ? 0 : DistributionQuantile.betaLower(size * p, size * (1 - p) + 1, tail);
        double upper = p >= 1 ? 1 : DistributionQuantile.betaUpper(size * p + 1, size * (1 - p), tail);
        return new double[] {lower, upper};
    }

    /**
     * The share q below p (side −1) or above it (side 1) where the divergence of p from q reaches {@code cut}, by halving
     * on the logit scale, where the divergence rises away from p.
     */
    private static double divergenceReaches(double p, double cut, int side) {
        double start = Math.log(p / (1 - p));
        double inside = 0;
        double outside = 1;
        while (divergence(p, start + side * outside) < cut) {
            inside = outside;
            outside *= 2;
        }
        for (double middle = (inside + outside) / 2;
                middle > inside && middle < outside;
                middle = (inside + outside) / 2) {
            if (divergence(p, start + side * middle) < cut) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return expit(start + side * outside);
    }

    /** p log(p/q) + (1 − p) log((1 − p)/(1 − q)) with q = expit(logit). */
    private static double divergence(double p, double logit) {
        return p * (Math.log(p) + Math.log1p(Math.exp(-logit)))
                + (1 - p) * (Math.log1p(-p) + Math.log1p(Math.exp(logit)));
    }

    private static double expit(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
