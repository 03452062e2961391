package org.kapsurvey.analysis.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a quantile is read off the weighted distribution. With x_1 ≤ x_2 ≤ … the values, c_k the sum of the weights up to
 * x_k, W the sum of all and w_n the last weight, k is the last place with c_k ≤ pW. {@link #HF1} to {@link #HF3} and
 * {@link #SCHOOL} take values of the sample; {@link #HF4} to {@link #HF9} interpolate between the points (p_k, x_k),
 * constant outside them.
 *
 * <p>Source: Hyndman and Fan 1996, The American Statistician 50, 361–365, types 1 to 9, with weights as R survey 4.5 has
 * them.
 */
public enum QuantileRule {
    /** x_k where c_k = pW, else x_(k+1): the inverse of the distribution function. The default. */
    HF1 {
        @Override
        double of(WeightedSample sample, double p) {
            int k = sample.lastAtMost(p);
            return isReached(sample, k, p) ? sample.value(k) : sample.value(next(sample, k));
        }
    },
    /** The mean of x_k and x_(k+1) where c_k = pW, else x_(k+1). */
    HF2 {
        @Override
        double of(WeightedSample sample, double p) {
            int k = sample.lastAtMost(p);
            double after = sample.value(next(sample, k));
            return isReached(sample, k, p) ? (sample.value(k) + after) / 2 : after;
        }
    },
    /** As {@link #HF1} of the distinct values, but x_(k+1) where c_k = pW and k is odd. */
    HF3 {
        @Override
        double of(WeightedSample rows, double p) {
            WeightedSample sample = rows.merged();
            int k = sample.lastAtMost(p);
            double below = p - sample.cumulated(k) / sample.total();
            boolean stays = below < 0 || (below == 0 && (k + 1) % 2 == 0);
            return stays ? sample.value(k) : sample.value(next(sample, k));
        }
    },
    /** Between x_k and x_(k+1), as pW lies between c_k and c_(k+1). */
    HF4 {
        @Override
        double of(WeightedSample sample, double p) {
            int k = sample.lastAtMost(p);
            int after = next(sample, k);
            double below = p - sample.cumulated(k) / sample.total();
            double above = sample.cumulated(after) / sample.total() - p;
            if (below <= 0 || after == k) {
                return sample.value(k);
            }
            double share = below / (above + below);
            return sample.value(k) + share * (sample.value(after) - sample.value(k));
        }
    },
    /** p_k = (c_k − w_k/2)/W. */
    HF5 {
        @Override
        double of(WeightedSample sample, double p) {
            return between(sample, p, k -> (sample.cumulated(k) - sample.weight(k) / 2) / sample.total());
        }
    },
    /** p_k = c_k/(W + w_n). */
    HF6 {
        @Override
        double of(WeightedSample sample, double p) {
            double last = sample.weight(sample.size() - 1);
            return between(sample, p, k -> sample.cumulated(k) / (sample.total() + last));
        }
    },
    /** p_k = c_(k−1)/c_(n−1): the default of R's {@code quantile}. */
    HF7 {
        @Override
        double of(WeightedSample sample, double p) {
            if (sample.size() == 1) {
                return sample.value(0);
            }
            double all = sample.cumulated(sample.size() - 2);
            return between(sample, p, k -> before(sample, k) / all);
        }
    },
    /** p_k = (c_(k−1)/3 + 2c_k/3)/(W + w_n/3). */
    HF8 {
        @Override
        double of(WeightedSample sample, double p) {
            double last = sample.weight(sample.size() - 1);
            return between(
                    sample,
                    p,
                    k -> (before(sample, k) / 3 + sample.cumulated(k) * 2 / 3) / (sample.total() + last / 3));
        }
    },
    /** p_k = (3c_(k−1)/8 + 5c_k/8)/(W + w_n/4). */
    HF9 {
        @Override
        double of(WeightedSample sample, double p) {
            double last = sample.weight(sample.size() - 1);
            return between(
                    sample,
                    p,
                    k -> (before(sample, k) * 3 / 8 + sample.cumulated(k) * 5 / 8) / (sample.total() + last / 4));
        }
    },
    /** {@link #HF2} under its everyday name. */
    SCHOOL {
        @Override
        double of(WeightedSample sample, double p) {
            return HF2.of(sample, p);
        }
    };

    /** Where the points of an interpolation lie. */
    private interface Position {
        double of(int place);
    }

    /** The quantile of a sample of at least one row. */
    abstract double of(WeightedSample sample, double p);

    /** The name in a job: {@code hf7}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The rule of that name in a job. */
    public static Optional<QuantileRule> parse(String text) {
        return Arrays.stream(values()).filter(rule -> rule.text().equals(text)).findFirst();
    }

    /** The names that a job may use. */
    public static List<String> names() {
        return Arrays.stream(values()).map(QuantileRule::text).toList();
    }

    private static boolean isReached(WeightedSample sample, int place, double p) {
        return p - sample.cumulated(place) / sample.total() <= 0;
    }

    private static int next(WeightedSample sample, int place) {
        return Math.min(place + 1, sample.size() - 1);
    }

    private static double before(WeightedSample sample, int place) {
        return place == 0 ? 0 : sample.cumulated(place - 1);
    }

    private static double between(WeightedSample sample, double p, Position position) {
        int above = 0;
        while (above < sample.size() && position.of(above) < p) {
            above++;
        }
        if (above == 0 || above == sample.size()) {
            return sample.value(Math.min(above, sample.size() - 1));
        }
        double lower = position.of(above - 1);
        double share = (p - lower) / (position.of(above) - lower);
        return sample.value(above - 1) + share * (sample.value(above) - sample.value(above - 1));
    }
}
