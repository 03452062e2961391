package org.kapsurvey.analysis.replicates;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.estimate.Estimator;
import org.kapsurvey.analysis.estimate.RowFit;
import org.kapsurvey.analysis.estimate.SmoothFunction;
import org.kapsurvey.analysis.estimate.VarianceMethod;
import org.kapsurvey.analysis.totals.Domain;
import org.kapsurvey.analysis.totals.PsuTotals;
import org.kapsurvey.analysis.totals.RowTerms;
import org.kapsurvey.analysis.totals.Term;

/**
 * The variance of an estimate from its spread over replicate weights. Where the factors are the same for all rows of a PSU the
 * totals of the PSUs give every replicate without another pass over the rows.
 *
 * <p>Degrees of freedom that are given are those of the whole sample: a domain takes no more of them than PSUs with a case less strata
 * with a case, unless the sample itself has none so. Else: the rank of the matrix of replicate weights in the domain less one, a column counting
 * if what is left of it beside those before it is longer than 1e-5 of itself.
 */
public final class ReplicateVariance implements VarianceMethod {
    private static final double INDEPENDENT = 1e-5;
    private static final int MOST_REMEMBERED = 200;

    private final Table table;
    private final ReplicateWeights replicates;
    private final OptionalInt givenDegrees;
    private final boolean counted;
    private final int @Nullable [] unitOfPsu;
    private final Map<BitSet, Integer> ranks;

    /**
     * The method of a sample.
     *
     * @param givenDegrees degrees of freedom of the whole sample; empty to count them
     */
    public ReplicateVariance(Table table, SurveyDesign design, ReplicateWeights replicates, OptionalInt givenDegrees) {
        this(
                table,
                replicates,
                givenDegrees,
                design.psus().psus() > design.psus().strata(),
                unitOfPsu(design, replicates),
                new HashMap<>());
    }

    private ReplicateVariance(
            Table table,
            ReplicateWeights replicates,
            OptionalInt givenDegrees,
            boolean counted,
            int @Nullable [] unitOfPsu,
            Map<BitSet, Integer> ranks) {
        this.table = table;
        this.replicates = replicates;
        this.givenDegrees = givenDegrees;
        this.counted = counted;
        this.unitOfPsu = unitOfPsu;
        this.ranks = ranks;
    }

    /** The same method on the same rows with more columns; what both have found of degrees of freedom they know together. */
    public ReplicateVariance over(Table columns) {
        return new ReplicateVariance(columns, replicates, givenDegrees, counted, unitOfPsu, ranks);
    }

    /** The unit of factors of each PSU (unit of totals), where all its rows are of one. */
    private static int @Nullable [] unitOfPsu(SurveyDesign design, ReplicateWeights replicates) {
        ReplicateFactors factors = replicates.factorsAlone();
        if (factors == null) {
            return null;
        }
        int[] units = new int[design.psus().units()];
        Arrays.fill(units, -1);
        for (int row = 0; row < design.rows(); row++) {
            int unit = factors.unitOfRow()[row];
            int psu = design.unitOfRow()[row];
            if (units[psu] >= 0 && units[psu] != unit) {
                return null;
            }
            units[psu] = unit;
        }
        return units;
    }

    @Override
    public double[][] covariances(List<Estimator> estimators, List<Domain> domains, List<PsuTotals> totals) {
        double[][] values = new double[estimators.size() * domains.size()][];
        double[] full = new double[values.length];
        for (int e = 0; e < estimators.size(); e++) {
            double[][] own = values(estimators.get(e), domains, totals.get(e));
            for (int domain = 0; domain < own.length; domain++) {
                values[e * own.length + domain] = own[domain];
                full[e * own.length + domain] =
                        estimators.get(e).value(totals.get(e).overPsus(domain));
            }
        }
        return covariances(values, full);
    }

    private double[][] covariances(double[][] values, double[] full) {
        double[][] covariances = new double[values.length][values.length];
        for (int i = 0; i < covariances.length; i++) {
            covariances[i][i] = replicates.variance(values[i], full[i]);
            for (int j = 0; j < i; j++) {
                boolean fixed = covariances[i][i] == 0 || covariances[j][j] == 0;
                covariances[i][j] = fixed ? 0 : replicates.covariance(values[i], full[i], values[j], full[j]);
                covariances[j][i] = covariances[i][j];
            }
        }
        return covariances;
    }

    @Override
    public double[] variances(Estimator estimator, List<Domain> domains, PsuTotals totals) {
        double[][] values = values(estimator, domains, totals);
        double[] variances = new double[domains.size()];
        for (int domain = 0; domain < variances.length; domain++) {
            variances[domain] = replicates.variance(values[domain], estimator.value(totals.overPsus(domain)));
        }
        return variances;
    }

    @Override
    public double[][] covariances(
            Estimator estimator, List<Domain> domains, PsuTotals totals, SmoothFunction function) {
        double[][] values = values(estimator, domains, totals);
        double[] full = new double[domains.size()];
        for (int domain = 0; domain < full.length; domain++) {
            full[domain] = estimator.value(totals.overPsus(domain));
        }
        double[] centres = function.values(full);
        double[][] functions = new double[centres.length][replicates.replicates()];
        for (int replicate = 0; replicate < replicates.replicates(); replicate++) {
            double[] estimates = new double[full.length];
            for (int domain = 0; domain < full.length; domain++) {
                estimates[domain] = values[domain][replicate];
            }
            double[] of = function.values(estimates);
            for (int i = 0; i < of.length; i++) {
                functions[i][replicate] = of[i];
            }
        }
        return covariances(functions, centres);
    }

    /** The spread of the fits of the replicates; one that has no estimate is left out. */
    @Override
    public double[][] covariances(RowFit fit) {
        double[] full = fit.values();
        double[][] values = new double[full.length][replicates.replicates()];
        for (int replicate = 0; replicate < replicates.replicates(); replicate++) {
            double[] again = fit.again(replicates.weights(replicate));
            for (int k = 0; k < again.length; k++) {
                values[k][replicate] = again[k];
            }
        }
        return covariances(values, full);
    }

    /** The spread of the replicates' logits; where a replicate is 0 or 1, and has none, the delta method. */
    @Override
    public double[] logitVariances(Estimator estimator, List<Domain> domains, PsuTotals totals, double[] variances) {
        double[] linearised = VarianceMethod.super.logitVariances(estimator, domains, totals, variances);
        double[][] values = values(estimator, domains, totals);
        double[] ofLogits = new double[linearised.length];
        for (int domain = 0; domain < ofLogits.length; domain++) {
            double[] logits = Arrays.stream(values[domain])
                    .map(p -> Math.log(p / (1 - p)))
                    .toArray();
            boolean finite = Arrays.stream(logits).noneMatch(Double::isInfinite);
            double p = estimator.value(totals.overPsus(domain));
            ofLogits[domain] =
                    finite && p > 0 && p < 1 ? replicates.variance(logits, Math.log(p / (1 - p))) : linearised[domain];
        }
        return ofLogits;
    }

    @Override
    public String text() {
        return "the spread of " + replicates.replicates() + " replicates";
    }

    /** The estimate in each domain, in each replicate. */
    private double[][] values(Estimator estimator, List<Domain> domains, PsuTotals totals) {
        double[][] values = new double[domains.size()][replicates.replicates()];
        ReplicateFactors factors = replicates.factorsAlone();
        @Nullable RowTerms rows = factors == null || unitOfPsu == null ? RowTerms.of(table, estimator.terms()) : null;
        for (int replicate = 0; replicate < replicates.replicates(); replicate++) {
            replicates.check();
            Map<Grouping, double[][]> ofGrouping = new HashMap<>();
            for (int domain = 0; domain < values.length; domain++) {
                double[] over;
                if (rows == null) {
                    over = overPsus(totals, domain, factors, replicate);
                } else {
                    double[] weights = replicates.weights(replicate);
                    over = ofGrouping
                            .computeIfAbsent(
                                    domains.get(domain).grouping(), grouping -> rows.totals(weights, grouping))[
                            domains.get(domain).group()];
                }
                values[domain][replicate] = estimator.value(withRows(over, estimator, totals, domain));
            }
        }
        return values;
    }

    private double[] overPsus(PsuTotals totals, int domain, @Nullable ReplicateFactors factors, int replicate) {
        double[] over = new double[totals.terms()];
        for (int psu = 0; factors != null && unitOfPsu != null && psu < totals.psus(); psu++) {
            // A sampled PSU without a row is of no unit, and its totals are 0.
            double factor = unitOfPsu[psu] < 0 ? 0 : factors.factor(replicate, unitOfPsu[psu]);
            for (int term = 0; term < over.length; term++) {
                over[term] += factor * totals.get(psu, domain, term);
            }
        }
        return over;
    }

    /** Numbers of rows are those of the full sample: replicates reweight rows, they don't remove them. */
    private static double[] withRows(double[] over, Estimator estimator, PsuTotals totals, int domain) {
        double[] full = totals.overPsus(domain);
        double[] mixed = over.clone();
        for (int term = 0; term < mixed.length; term++) {
            if (estimator.terms().get(term).sum() == Term.Sum.ROWS) {
                mixed[term] = full[term];
            }
        }
        return mixed;
    }

    @Override
    public int degreesOfFreedom(Estimator estimator, Domain domain, int psusWithCases, int strataWithCases) {
        if (givenDegrees.isPresent()) {
            int given = givenDegrees.getAsInt();
            return counted ? Math.min(given, psusWithCases - strataWithCases) : given;
        }
        double[] full = replicates.full();
        double[] counts = RowTerms.of(table, List.of(estimator.terms().get(Estimator.ROWS)))
                .linearised(full, domain, new double[] {1});
        BitSet rows = new BitSet(counts.length);
        for (int row = 0; row < counts.length; row++) {
            rows.set(row, counts[row] != 0);
        }
        synchronized (ranks) {
            if (ranks.size() >= MOST_REMEMBERED) {
                ranks.clear();
            }
            return ranks.computeIfAbsent(rows, this::rank) - 1;
        }
    }

    private int rank(BitSet rows) {
        ReplicateFactors factors = replicates.factorsAlone();
        double[][] columns = new double[replicates.replicates()][];
        if (factors == null) {
            int[] kept = rows.stream().toArray();
            for (int replicate = 0; replicate < columns.length; replicate++) {
                double[] weights = replicates.weights(replicate);
                columns[replicate] =
                        Arrays.stream(kept).mapToDouble(row -> weights[row]).toArray();
            }
            return rank(columns);
        }
        // The rows of a unit are multiples of one another: turned into one row they are as long as all of them.
        double[] squares = new double[factors.units()];
        rows.stream().forEach(row -> {
            double weight = replicates.full()[row];
            squares[factors.unitOfRow()[row]] += weight * weight;
        });
        for (int replicate = 0; replicate < columns.length; replicate++) {
            columns[replicate] = new double[squares.length];
            for (int unit = 0; unit < squares.length; unit++) {
                columns[replicate][unit] =
                        squares[unit] == 0 ? 0 : Math.sqrt(squares[unit]) * factors.factor(replicate, unit);
            }
        }
        return rank(columns);
    }

    /** Gram and Schmidt, each column projected twice. Changes the columns. */
    private int rank(double[][] columns) {
        double[][] basis = new double[columns.length][];
        int rank = 0;
        for (double[] column : columns) {
            replicates.check();
            double length = Math.sqrt(dot(column, column));
            for (int pass = 0; pass < 2; pass++) {
                for (int i = 0; i < rank; i++) {
                    double times = dot(basis[i], column);
                    for (int k = 0; k < column.length; k++) {
                        column[k] -= times * basis[i][k];
                    }
                }
            }
            double left = Math.sqrt(dot(column, column));
            if (left > INDEPENDENT * length) {
                for (int k = 0; k < column.length; k++) {
                    column[k] /= left;
                }
                basis[rank++] = column;
            }
        }
        return rank;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
