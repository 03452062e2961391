package org.kapsurvey.analysis.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * How far apart the lowest and the highest value of a count lie, given sums that are known and that nobody is counted less than 0 times:
 * two linear programs, the attacker's of Fischetti and Salazar, Journal of the American Statistical Association 95 (2000), 916–928.
 * A solution of one count's program is a state of the world for all counts, and is kept as long as it agrees with what is known.
 */
final class FeasibleRange {
    private static final double TOLERANCE = 1e-6;

    static {
        // Or it prints a banner about the processor, on standard output.
        System.setProperty("shut.up.ojAlgo", "");
    }

    private final int counts;
    private final int unknowns;
    private final List<double[]> states = new ArrayList<>();
    private final List<int[]> sums = new ArrayList<>();
    private final List<Long> values = new ArrayList<>();

    /**
     * A range given nothing.
     *
     * @param counts how many of the unknowns are 0 or more; those after them may be below 0
     */
    FeasibleRange(int counts, int unknowns) {
        this.counts = counts;
        this.unknowns = unknowns;
    }

    int unknowns() {
        return unknowns;
    }

    /** Sets what is known, in the place of what was. */
    void know(List<int[]> coefficients, List<Long> totals) {
        sums.clear();
        values.clear();
        Span span = new Span(unknowns, coefficients.size());
        for (int i = 0; i < coefficients.size(); i++) {
            // The programs want no sum that follows from the others.
            if (span.add(coefficients.get(i), totals.get(i))) {
                sums.add(coefficients.get(i));
                values.add(totals.get(i));
            }
        }
        states.removeIf(state -> !agrees(state));
    }

    /** Whether the range is at least so wide; not where the programs can't be solved. */
    boolean isAtLeast(int[] wanted, double width) {
        if (known(wanted) >= width - TOLERANCE) {
            return true;
        }
        double most = end(wanted, true);
        return most - end(wanted, false) >= width - TOLERANCE;
    }

    private double known(int[] wanted) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double[] state : states) {
            double value = value(wanted, state);
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return states.isEmpty() ? 0 : most - least;
    }

    private boolean agrees(double[] state) {
        for (int i = 0; i < counts; i++) {
            if (state[i] < -TOLERANCE) {
                return false;
            }
        }
        for (int i = 0; i < sums.size(); i++) {
            if (Math.abs(value(sums.get(i), state) - values.get(i)) > TOLERANCE) {
                return false;
            }
        }
        return true;
    }

    private static double value(int[] coefficients, double[] state) {
        double value = 0;
        for (int i = 0; i < coefficients.length; i++) {
            value += coefficients[i] * state[i];
        }
        return value;
    }

    /** The value at an end of the range; infinite without an end, NaN where the program can't be solved. */
    private double end(int[] wanted, boolean highest) {
        ExpressionsBasedModel program = new ExpressionsBasedModel();
        for (int i = 0; i < unknowns; i++) {
            Variable unknown = program.newVariable("x" + i).weight(wanted[i]);
            if (i < counts) {
                unknown.lower(0);
            }
        }
        for (int i = 0; i < sums.size(); i++) {
            Expression sum = program.newExpression("sum" + i).level(values.get(i));
            for (int j = 0; j < unknowns; j++) {
                if (sums.get(i)[j] != 0) {
                    sum.set(j, sums.get(i)[j]);
                }
            }
        }
        Optimisation.Result result = highest ? program.maximise() : program.minimise();
        if (result.getState() == Optimisation.State.UNBOUNDED) {
            return highest ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
        }
        double[] state = new double[unknowns];
        for (int i = 0; i < unknowns; i++) {
            state[i] = result.doubleValue(i);
        }
        if (!result.getState().isFeasible() || !agrees(state)) {
            return Double.NaN;
        }
        states.add(state);
        return value(wanted, state);
    }
}
