package org.kapsurvey.analysis.replicates;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.variance.Rounding;
import org.kapsurvey.analysis.weighting.CalibratedWeights;
import org.kapsurvey.analysis.weighting.Raking;
import org.kapsurvey.analysis.weighting.Weighted;
import org.kapsurvey.analysis.weighting.WeightingException;

/**
 * The weights of each replicate: factors on the design weights, each replicate calibrated anew where the sample is, so that
 * the spread shows what the calibration leaves uncertain. Immutable.
 */
public final class ReplicateWeights {
    private final ReplicateFactors factors;
    private final double[] full;
    private final @Nullable IntFunction<double[]> calibrated;
    private final int warned;
    private final Runnable check;

    private ReplicateWeights(
            ReplicateFactors factors,
            double[] full,
            @Nullable IntFunction<double[]> calibrated,
            int warned,
            Runnable check) {
        this.factors = factors;
        this.full = full;
        this.calibrated = calibrated;
        this.warned = warned;
        this.check = check;
    }

    /** Factors on the weights of the rows. */
    public static ReplicateWeights of(ReplicateFactors factors, double[] weights) {
        return of(factors, weights, () -> {});
    }

    /**
     * The same, whose use can be broken off.
     *
     * @param check run at each replicate, by any thread; what it throws ends whatever goes through them
     */
    public static ReplicateWeights of(ReplicateFactors factors, double[] weights, Runnable check) {
        return new ReplicateWeights(factors, weights, null, 0, check);
    }

    /**
     * Factors on the design weights, and the steps of calibration on each replicate. Raking alone needs no memory for the
     * rows of each ({@link RakedReplicates}); after other steps the weights of all replicates are held.
     *
     * @throws WeightingException if a replicate can't be calibrated; its number stands before each finding
     */
    public static ReplicateWeights of(ReplicateFactors factors, CalibratedWeights weights) {
        return of(factors, weights, () -> {});
    }

    /**
     * The same, whose making and use can be broken off.
     *
     * @param check as of {@link #of(ReplicateFactors, double[], Runnable)}
     */
    public static ReplicateWeights of(ReplicateFactors factors, CalibratedWeights weights, Runnable check) {
        if (weights.steps().size() == 1 && weights.steps().get(0) instanceof Raking raking) {
            RakedReplicates raked = RakedReplicates.of(raking, factors, weights.initial(), done -> check.run());
            int warned = 0;
            for (int replicate = 0; replicate < raked.replicates(); replicate++) {
                warned += raked.warnings(replicate).isEmpty() ? 0 : 1;
            }
            return new ReplicateWeights(factors, weights.calibrated(), raked::weights, warned, check);
        }
        double[][] calibrated = new double[factors.replicates()][];
        int warned = 0;
        for (int replicate = 0; replicate < calibrated.length; replicate++) {
            check.run();
            try {
                CalibratedWeights again = weights.again(factors.weights(replicate, weights.initial()));
                calibrated[replicate] = again.calibrated();
                for (Weighted outcome : again.outcomes()) {
                    warned += outcome.warnings().isEmpty() ? 0 : 1;
                }
            } catch (WeightingException e) {
                throw e.of("Replicate " + (replicate + 1));
            }
        }
        return new ReplicateWeights(factors, weights.calibrated(), replicate -> calibrated[replicate], warned, check);
    }

    public int replicates() {
        return factors.replicates();
    }

    /** How many calibrations of replicates gave a warning. */
    public int warned() {
        return warned;
    }

    /** The weight of each row in a replicate; not to be changed. */
    public double[] weights(int replicate) {
        check.run();
        return calibrated == null ? factors.weights(replicate, full) : calibrated.apply(replicate);
    }

    /** The weight of each row in the full sample; not to be changed. */
    public double[] full() {
        return full;
    }

    /** To be called at each replicate by what does not ask for its {@link #weights}. */
    void check() {
        check.run();
    }

    /** The factors, where they say all of the replicates: not after a calibration. */
    @Nullable
    ReplicateFactors factorsAlone() {
        return calibrated == null ? factors : null;
    }

    /**
     * The variance of an estimate from its values in the replicates, 0 where it is nothing but their rounding. Replicates
     * where it is not defined (NaN) are left out, as R does; NaN if none is left.
     *
     * @param estimates the value in each replicate
     * @param value in the full sample
     */
    public double variance(double[] estimates, double value) {
        double size = 0;
        for (int replicate = 0; replicate < estimates.length; replicate++) {
            double estimate = estimates[replicate];
            size += Double.isNaN(estimate) ? 0 : Math.abs(factors.coefficient(replicate)) * estimate * estimate;
        }
        return Rounding.removed(covariance(estimates, value, estimates, value), size);
    }

    /** The covariance of two estimates; replicates where one of them is not defined are left out. */
    public double covariance(double[] first, double firstValue, double[] second, double secondValue) {
        double firstCentre = factors.mse() ? firstValue : mean(first, second);
        double secondCentre = factors.mse() ? secondValue : mean(second, first);
        double sum = 0;
        int defined = 0;
        for (int replicate = 0; replicate < first.length; replicate++) {
            if (!Double.isNaN(first[replicate]) && !Double.isNaN(second[replicate])) {
                sum += factors.coefficient(replicate)
                        * (first[replicate] - firstCentre)
                        * (second[replicate] - secondCentre);
                defined++;
            }
        }
        return defined == 0 ? Double.NaN : sum;
    }

    private double mean(double[] of, double[] beside) {
        double sum = 0;
        int defined = 0;
        for (int replicate = 0; replicate < of.length; replicate++) {
            boolean counts = factors.coefficient(replicate) > 0;
            if (counts && !Double.isNaN(of[replicate]) && !Double.isNaN(beside[replicate])) {
                sum += of[replicate];
                defined++;
            }
        }
        return sum / defined;
    }
}
