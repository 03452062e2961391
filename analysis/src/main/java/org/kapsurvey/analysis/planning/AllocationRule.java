package org.kapsurvey.analysis.planning;

import java.util.List;
import org.kapsurvey.questionnaire.number.Numbers;

/** In what proportion a sample is spread over strata. */
public sealed interface AllocationRule {
    /**
     * To what the size of the sample in a stratum is proportional.
     *
     * @param size N_h, above 0
     * @param mean Ȳ_h, above 0
     * @param deviation S_h, 0 or more
     */
    double weight(double size, double mean, double deviation);

    /** The word in a sample plan. */
    String code();

    /** The words that a sample plan may use. */
    static List<String> codes() {
        return List.of("proportional", "neyman", "power");
    }

    /** n_h ∝ N_h: every unit has the same probability (Cochran 1977, Sampling Techniques, chapter 5). */
    record Proportional() implements AllocationRule {
        @Override
        public double weight(double size, double mean, double deviation) {
            return size;
        }

        @Override
        public String code() {
            return "proportional";
        }
    }

    /** n_h ∝ N_h S_h: the smallest variance of the mean of all at that size (Cochran 1977, Sampling Techniques, chapter 5). */
    record Neyman() implements AllocationRule {
        @Override
        public double weight(double size, double mean, double deviation) {
            return size * deviation;
        }

        @Override
        public String code() {
            return "neyman";
        }
    }

    /**
     * n_h ∝ X_h^a S_h/Ȳ_h, here with X_h = N_h: between the strata's own precision (a = 0: where S_h/Ȳ_h is the same
     * everywhere, all strata have the same size and the same coefficient of variation) and that of the whole (a = 1: with
     * X_h = N_h Ȳ_h it is Neyman's). Bankier 1988, The American Statistician 42, 174–177.
     *
     * @param exponent a, from 0 to 1
     */
    record Power(double exponent) implements AllocationRule {
        /**
         * The rule with that exponent.
         *
         * @throws IllegalArgumentException if it is not from 0 to 1
         */
        public Power {
            Arguments.share("The exponent of a power allocation", exponent);
        }

        @Override
        public double weight(double size, double mean, double deviation) {
            return Math.pow(size, exponent) * deviation / mean;
        }

        @Override
        public String code() {
            return "power";
        }

        /** The rule with its exponent, such as {@code power 0.5}. */
        @Override
        public String toString() {
            return "power " + Numbers.print(exponent);
        }
    }
}
