package org.kapsurvey.analysis.replicates;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.weighting.Raking;
import org.kapsurvey.analysis.weighting.WeightingException;

/**
 * The raked weights of many replicates without a column of weights for each. One pass over the rows sums the design weights
 * by unit (PSU) and cell of the crossed margins. Since all rows of a unit have one factor in a replicate, the sums of the
 * replicate's cells follow from that table, and are raked; a row's weight is then
 *
 * <pre>w · (the factor of its unit) · (the factor of its cell),</pre>
 *
 * made when it is asked for. A replicate takes as much memory as there are units and cells, whatever the rows. Immutable and safe for
 * several threads.
 */
final class RakedReplicates {
    private final Raking raking;
    private final ReplicateFactors factors;
    private final double[] initial;
    private final Raking.Fit full;
    private final Raking.Fit[] fits;

    private RakedReplicates(
            Raking raking, ReplicateFactors factors, double[] initial, Raking.Fit full, Raking.Fit[] fits) {
        this.raking = raking;
        this.factors = factors;
        this.initial = initial;
        this.full = full;
        this.fits = fits;
    }

    /**
     * Rakes the full sample and every replicate, by all processors; no last digit depends on how many there are.
     *
     * @param weights of the rows before raking
     * @param done told how many replicates have been raked, from any thread
     * @throws WeightingException if a replicate can't be raked; its number stands before each finding
     */
    public static RakedReplicates of(Raking raking, ReplicateFactors factors, double[] weights, IntConsumer done) {
        Sums sums = Sums.of(raking, factors, weights);
        Raking.Fit full = raking.fit(sums.all());
        AtomicInteger raked = new AtomicInteger();
        Object[] outcomes = IntStream.range(0, factors.replicates())
                .parallel()
                .mapToObj(replicate -> {
                    Object outcome = outcome(raking, sums.of(factors, replicate));
                    done.accept(raked.incrementAndGet());
                    return outcome;
                })
                .toArray();
        Raking.Fit[] fits = new Raking.Fit[outcomes.length];
        for (int replicate = 0; replicate < fits.length; replicate++) {
            if (outcomes[replicate] instanceof WeightingException refused) {
                throw refused.of("Replicate " + (replicate + 1));
            }
            fits[replicate] = (Raking.Fit) outcomes[replicate];
        }
        return new RakedReplicates(raking, factors, weights.clone(), full, fits);
    }

    /** The fit, or the exception: which one of several is thrown must not depend on which thread was first. */
    private static Object outcome(Raking raking, double[] start) {
        try {
            return raking.fit(start);
        } catch (WeightingException refused) {
            return refused;
        }
    }

    public int replicates() {
        return fits.length;
    }

    /** How many rows there are. */
    public int rows() {
        return initial.length;
    }

    /** What raking let pass in a replicate, a sentence each. */
    public List<String> warnings(int replicate) {
        return fits[replicate].warnings();
    }

    /** The raked weight of each row in the full sample. */
    public double[] full() {
        return weights(null, full);
    }

    /** The weight of each row in a replicate, as raking the replicate's rows gives it to some 1e-13 of itself. */
    public double[] weights(int replicate) {
        return weights(ofUnits(replicate), fits[replicate]);
    }

    private double[] weights(double @Nullable [] ofUnits, Raking.Fit fit) {
        int[] unitOfRow = factors.unitOfRow();
        double[] weights = new double[initial.length];
        for (int row = 0; row < weights.length; row++) {
            double weight = ofUnits == null ? initial[row] : initial[row] * ofUnits[unitOfRow[row]];
            int cell = raking.cell(row);
            weights[row] = cell < 0 || weight == 0 ? weight : weight * fit.factor(cell);
        }
        return weights;
    }

    /**
     * The factors of a replicate on the raked weights of the full sample, of some rows: what has to be kept of a replicate, in
     * single precision. 0 where the row has no weight.
     *
     * @param from the first row
     * @param factorsOfRows filled from its start, of as many rows as it is long
     */
    public void factors(int replicate, int from, float[] factorsOfRows) {
        double[] ofUnits = ofUnits(replicate);
        double[] ofCells = new double[raking.cells()];
        for (int cell = 0; cell < ofCells.length; cell++) {
            double ratio = fits[replicate].factor(cell) / full.factor(cell);
            ofCells[cell] = Double.isFinite(ratio) ? ratio : 0;
        }
        int[] unitOfRow = factors.unitOfRow();
        for (int i = 0; i < factorsOfRows.length; i++) {
            int cell = raking.cell(from + i);
            double factor = ofUnits[unitOfRow[from + i]] * (cell < 0 ? 1 : ofCells[cell]);
            factorsOfRows[i] = initial[from + i] == 0 ? 0 : (float) factor;
        }
    }

    private double[] ofUnits(int replicate) {
        double[] ofUnits = new double[factors.units()];
        for (int unit = 0; unit < ofUnits.length; unit++) {
            ofUnits[unit] = factors.factor(replicate, unit);
        }
        return ofUnits;
    }

    /** The sums of the weights by unit and cell, those that occur: unit after unit, in each its cells as first met. */
    private static final class Sums {
        private final int cells;
        private final int[] firstOfUnit;
        private final int[] cellOf;
        private final double[] sums;

        private Sums(int cells, int[] firstOfUnit, int[] cellOf, double[] sums) {
            this.cells = cells;
            this.firstOfUnit = firstOfUnit;
            this.cellOf = cellOf;
            this.sums = sums;
        }

        static Sums of(Raking raking, ReplicateFactors factors, double[] weights) {
            int[] unitOfRow = factors.unitOfRow();
            int[] rowsOfUnit = new int[factors.units() + 1];
            for (int row = 0; row < weights.length; row++) {
                rowsOfUnit[unitOfRow[row] + 1] += raking.cell(row) < 0 ? 0 : 1;
            }
            for (int unit = 0; unit < factors.units(); unit++) {
                rowsOfUnit[unit + 1] += rowsOfUnit[unit];
            }
            int[] sorted = new int[rowsOfUnit[factors.units()]];
            int[] next = rowsOfUnit.clone();
            for (int row = 0; row < weights.length; row++) {
                if (raking.cell(row) >= 0) {
                    sorted[next[unitOfRow[row]]++] = row;
                }
            }
            int[] firstOfUnit = new int[factors.units() + 1];
            int[] cellOf = new int[sorted.length];
            double[] sums = new double[sorted.length];
            int[] placeOfCell = new int[raking.cells()];
            int places = 0;
            for (int unit = 0; unit < factors.units(); unit++) {
                firstOfUnit[unit] = places;
                for (int at = rowsOfUnit[unit]; at < rowsOfUnit[unit + 1]; at++) {
                    int cell = raking.cell(sorted[at]);
                    int place = placeOfCell[cell] - 1;
                    if (place < firstOfUnit[unit] || cellOf[place] != cell) {
                        place = places++;
                        cellOf[place] = cell;
                        placeOfCell[cell] = places;
                    }
                    sums[place] += weights[sorted[at]];
                }
            }
            firstOfUnit[factors.units()] = places;
            return new Sums(raking.cells(), firstOfUnit, Arrays.copyOf(cellOf, places), Arrays.copyOf(sums, places));
        }

        double[] all() {
            double[] all = new double[cells];
            for (int place = 0; place < sums.length; place++) {
                all[cellOf[place]] += sums[place];
            }
            return all;
        }

        double[] of(ReplicateFactors factors, int replicate) {
            double[] of = new double[cells];
            for (int unit = 0; unit + 1 < firstOfUnit.length; unit++) {
                double factor = factors.factor(replicate, unit);
                for (int place = firstOfUnit[unit]; factor != 0 && place < firstOfUnit[unit + 1]; place++) {
                    of[cellOf[place]] += factor * sums[place];
                }
            }
            return of;
        }
    }
}
