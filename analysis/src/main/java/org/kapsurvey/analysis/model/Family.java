package org.kapsurvey.analysis.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the mean μ of an answer depends on its predictor η, and its variance on μ. The links are canonical, so that dμ/dη is
 * the variance function V(μ), and the score of a row is w(y − μ)x.
 *
 * <p>Source: McCullagh and Nelder 1989, Generalized Linear Models, 2.2 and table 2.1.
 */
public enum Family {
    /** μ = η, V = 1. */
    GAUSSIAN {
        @Override
        double mean(double predictor) {
            return predictor;
        }

        @Override
        double variance(double mean) {
            return 1;
        }

        @Override
        double likelihood(double answer, double predictor) {
            return -0.5 * (answer - predictor) * (answer - predictor);
        }

        @Override
        double startMean(double answer) {
            return answer;
        }

        @Override
        double predictor(double mean) {
            return mean;
        }
    },
    /** log(μ/(1 − μ)) = η, V = μ(1 − μ); answers from 0 to 1. */
    BINOMIAL {
        @Override
        double mean(double predictor) {
            return 1 / (1 + Math.exp(-predictor));
        }

        @Override
        double variance(double mean) {
            return mean * (1 - mean);
        }

        @Override
        double likelihood(double answer, double predictor) {
            // log(1 + e^η) without the overflow of e^η.
            return answer * predictor - Math.max(0, predictor) - Math.log1p(Math.exp(-Math.abs(predictor)));
        }

        @Override
        double startMean(double answer) {
            return (answer + 0.5) / 2;
        }

        @Override
        double predictor(double mean) {
            return Math.log(mean / (1 - mean));
        }
    },
    /** log μ = η, V = μ; answers of 0 or more. */
    POISSON {
        @Override
        double mean(double predictor) {
            return Math.exp(predictor);
        }

        @Override
        double variance(double mean) {
            return mean;
        }

        @Override
        double likelihood(double answer, double predictor) {
            return answer * predictor - Math.exp(predictor);
        }

        @Override
        double startMean(double answer) {
            return answer + 0.1;
        }

        @Override
        double predictor(double mean) {
            return Math.log(mean);
        }
    };

    /** Beyond this a mean is at its end to eleven digits: of answers that is no finding but separation. */
    private static final double AT_THE_END = 25;

    /** μ of a predictor. */
    abstract double mean(double predictor);

    /** V(μ). */
    abstract double variance(double mean);

    /** The logarithm of the quasi-likelihood of an answer, but for what does not depend on the predictor. */
    abstract double likelihood(double answer, double predictor);

    /** Where the first step begins: a mean near the answer, inside the range of means. */
    abstract double startMean(double answer);

    /** η of a mean. */
    abstract double predictor(double mean);

    /** Whether the predictor has left for where the mean can't get any nearer to its end. */
    boolean isAtTheEnd(double predictor) {
        return this != GAUSSIAN && (predictor < -AT_THE_END || (this == BINOMIAL && predictor > AT_THE_END));
    }

    /** Whether a row may answer this. */
    public boolean takes(double answer) {
        return switch (this) {
            case GAUSSIAN -> true;
            case BINOMIAL -> answer >= 0 && answer <= 1;
            case POISSON -> answer >= 0;
        };
    }

    /** The name in a job. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names in a job. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Family::text).toList();
    }

    /** The family of that name. */
    public static Optional<Family> parse(String text) {
        return Arrays.stream(values())
                .filter(family -> family.text().equals(text))
                .findFirst();
    }
}
