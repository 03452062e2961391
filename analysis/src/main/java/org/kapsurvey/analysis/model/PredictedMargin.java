package org.kapsurvey.analysis.model;

import java.util.Arrays;
import java.util.List;
import org.kapsurvey.analysis.estimate.RowFit;

/**
 * What the mean answer would be, had every row of a model each level of a factor in turn and all else as it is: m_l = Σ w μ(x_l)/Σ w, with x_l
 * the columns of a row at level l. Linearised in the rows and in β:
 *
 * <pre>z = w(μ(x_l) − m_l)/Σw + g'A x w(y − μ),  g = Σ w V(μ(x_l)) x_l/Σw</pre>
 *
 * <p>so that the rows whose other terms are averaged over are taken as sampled too. Estimates are in the order of the factor's levels, its
 * reference first.
 *
 * <p>Source: Graubard and Korn 1999, Biometrics 55, 652–659.
 */
public final class PredictedMargin implements RowFit {
    private final RegressionModel model;
    private final String factor;
    private final List<String> levels;
    private final double[] values;

    private PredictedMargin(RegressionModel model, String factor) {
        this.model = model;
        this.factor = factor;
        this.levels = model.matrix().levels(factor);
        this.values = margins(model);
    }

    /**
     * The margins of a factor.
     *
     * @param factor as the model's terms have it: {@code sex}, {@code factor(year)}
     * @throws IllegalArgumentException if the model has no such factor
     */
    public static PredictedMargin of(RegressionModel model, String factor) {
        if (model.matrix().levels(factor).isEmpty()) {
            throw new IllegalArgumentException("No factor of this model: " + factor);
        }
        return new PredictedMargin(model, factor);
    }

    /** The levels, in the order of the estimates. */
    public List<String> levels() {
        return levels;
    }

    private double[] margins(RegressionModel of) {
        double[] margins = new double[levels.size()];
        double weight = Arrays.stream(of.weights()).sum();
        for (int level = 0; level < margins.length; level++) {
            double[] means = means(of, of.matrix().withEverybodyAt(factor, levels.get(level)));
            for (int i = 0; i < means.length; i++) {
                margins[level] += of.weights()[i] * means[i] / weight;
            }
        }
        return margins;
    }

    private static double[] means(RegressionModel of, ModelMatrix matrix) {
        double[] means = new double[matrix.rows().length];
        int[] at = new int[matrix.most()];
        double[] x = new double[matrix.most()];
        for (int i = 0; i < means.length; i++) {
            int count = matrix.gather(i, at, x);
            double eta = 0;
            for (int c = 0; c < count; c++) {
                eta += of.values()[at[c]] * x[c];
            }
            means[i] = of.family().mean(eta);
        }
        return means;
    }

    @Override
    public double[] values() {
        return values;
    }

    @Override
    public boolean counts(int row) {
        return model.counts(row);
    }

    @Override
    public Sums linearised(int[] unitOfRow, int units) {
        Sums ofCoefficients = model.linearised(unitOfRow, units);
        int[] rows = model.matrix().rows();
        double[] weights = model.weights();
        double weight = Arrays.stream(weights).sum();
        double[][] z = new double[values.length][units];
        double[] sizes = new double[values.length];
        for (int level = 0; level < z.length; level++) {
            ModelMatrix at = model.matrix().withEverybodyAt(factor, levels.get(level));
            double[] means = means(model, at);
            double[] gradient = gradient(at, means, weight);
            double[] parts = new double[units];
            for (int i = 0; i < rows.length; i++) {
                double part = weights[i] * (means[i] - values[level]) / weight;
                z[level][unitOfRow[rows[i]]] += part;
                parts[unitOfRow[rows[i]]] += Math.abs(part);
            }
            for (int unit = 0; unit < units; unit++) {
                sizes[level] += parts[unit] * parts[unit];
                for (int column = 0; column < gradient.length; column++) {
                    z[level][unit] += gradient[column] * ofCoefficients.z()[column][unit];
                }
            }
            for (int column = 0; column < gradient.length; column++) {
                sizes[level] +=
                        gradient[column] * gradient[column] * ofCoefficients.sizes()[column];
            }
        }
        return new Sums(z, sizes);
    }

    private double[] gradient(ModelMatrix matrix, double[] means, double weight) {
        double[] gradient = new double[matrix.columns()];
        int[] at = new int[matrix.most()];
        double[] x = new double[matrix.most()];
        for (int i = 0; i < means.length; i++) {
            int count = matrix.gather(i, at, x);
            double slope = model.weights()[i] * model.family().variance(means[i]) / weight;
            for (int c = 0; c < count; c++) {
                gradient[at[c]] += slope * x[c];
            }
        }
        return gradient;
    }

    @Override
    public double[] again(double[] weights) {
        try {
            return margins(model.refitted(weights));
        } catch (ModelException e) {
            double[] undefined = new double[values.length];
            Arrays.fill(undefined, Double.NaN);
            return undefined;
        }
    }
}
