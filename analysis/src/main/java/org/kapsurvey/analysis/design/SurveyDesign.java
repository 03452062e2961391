package org.kapsurvey.analysis.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * How the rows of a table were sampled: the weight and the PSU of each row, and the {@link PsuFrame}. Immutable. A
 * domain is never cut out of a design: it is a {@code Grouping} beside it, so that PSUs without a case keep counting.
 */
public final class SurveyDesign {
    private final double[] weights;
    private final int[] psuOfRow;
    private final int[] unitOfRow;
    private final PsuFrame psus;
    private final SinglePsu singlePsu;
    private final boolean singlePsuInDomains;

    private SurveyDesign(
            double[] weights,
            int[] psuOfRow,
            int[] unitOfRow,
            PsuFrame psus,
            SinglePsu singlePsu,
            boolean singlePsuInDomains) {
        this.weights = weights;
        this.psuOfRow = psuOfRow;
        this.unitOfRow = unitOfRow;
        this.psus = psus;
        this.singlePsu = singlePsu;
        this.singlePsuInDomains = singlePsuInDomains;
    }

    /**
     * The same sample with other weights, one for each row, as after a calibration.
     *
     * @throws IllegalArgumentException if there is not a weight for each row
     */
    public SurveyDesign withWeights(double[] calibrated) {
        if (calibrated.length != weights.length) {
            throw new IllegalArgumentException(calibrated.length + " weights for " + weights.length + " rows");
        }
        return new SurveyDesign(calibrated.clone(), psuOfRow, unitOfRow, psus, singlePsu, singlePsuInDomains);
    }

    public static Builder of(Table table) {
        return new Builder(table);
    }

    public int rows() {
        return weights.length;
    }

    public double weight(int row) {
        return weights[row];
    }

    /** The design's own array, for one pass over it; not to be changed. */
    public double[] weights() {
        return weights;
    }

    public int psu(int row) {
        return psuOfRow[row];
    }

    /** The design's own array, for one pass over it; not to be changed. */
    public int[] psuOfRow() {
        return psuOfRow;
    }

    /** For each row the unit that totals are kept by, {@link PsuFrame#units}; not to be changed. */
    public int[] unitOfRow() {
        return unitOfRow;
    }

    public PsuFrame psus() {
        return psus;
    }

    public SinglePsu singlePsu() {
        return singlePsu;
    }

    /** Whether {@link SinglePsu#ADJUST} and {@link SinglePsu#AVERAGE} hold for strata of which a domain keeps one PSU. */
    public boolean singlePsuInDomains() {
        return singlePsuInDomains;
    }

    /** Names the columns of a design; {@link #build} checks them all before it refuses any. Not thread-safe. */
    public static final class Builder {
        private final Table table;
        private @Nullable String weights;
        private List<String> strata = List.of();
        private List<String> clusters = List.of();
        private List<String> fpc = List.of();
        private boolean nested;
        private SinglePsu singlePsu = SinglePsu.FAIL;
        private boolean singlePsuInDomains;
        private @Nullable String waves;
        private boolean sharedPsus;
        private long @Nullable [] interviews;

        private Builder(Table table) {
            this.table = table;
        }

        /** The column of weights; without it the product of N/n over the stages with population sizes, else 1. */
        public Builder weights(String column) {
            weights = column;
            return this;
        }

        /** The columns of strata, one for each stage, outermost first; without them a stage has one stratum. */
        public Builder strata(String... columns) {
            strata = List.of(columns);
            return this;
        }

        /** The columns of units, one for each stage, outermost first; without them each row is its own PSU. */
        public Builder clusters(String... columns) {
            clusters = List.of(columns);
            return this;
        }

        /**
         * The columns of population sizes N (all 1 or more) or sampling fractions n/N (all 1 or less), one for each stage.
         * A stage without one is taken as drawn from an infinite population. Without any, stage 1 alone decides the
         * variance, PSUs taken as drawn with replacement.
         */
        public Builder fpc(String... columns) {
            fpc = List.of(columns);
            return this;
        }

        /** Whether PSU labels start again in each stratum. Without it a PSU in two strata is refused. */
        public Builder nested(boolean restart) {
            nested = restart;
            return this;
        }

        public Builder singlePsu(SinglePsu policy) {
            singlePsu = policy;
            return this;
        }

        /** Whether the policy holds for strata of which a domain keeps one PSU too. */
        public Builder singlePsuInDomains(boolean domainsToo) {
            singlePsuInDomains = domainsToo;
            return this;
        }

        /**
         * The column of waves, each a sample of its own.
         *
         * @param shared whether PSUs of the same label are the same PSU, revisited; otherwise strata and PSUs are distinct
         *     in each wave
         */
        public Builder waves(String column, boolean shared) {
            waves = column;
            sharedPsus = shared;
            return this;
        }

        /**
         * The table has a row for each PSU, or for a part of one, and each row stands for so many interviews, whose weights
         * are summed elsewhere: findings count interviews and name no rows.
         */
        public Builder interviews(long... ofRows) {
            interviews = ofRows.clone();
            return this;
        }

        /** The columns named so far. */
        public List<String> columns() {
            List<String> columns = new ArrayList<>();
            if (weights != null) {
                columns.add(weights);
            }
            columns.addAll(strata);
            columns.addAll(clusters);
            columns.addAll(fpc);
            return columns;
        }

        /**
         * The design.
         *
         * @throws DesignException with every finding: no rows; a weight that is missing, negative or infinite; no
         *     weight above 0; a missing stratum or PSU; a PSU in two strata; more strata or population sizes than
         *     stages; population sizes that are missing, differ within a stratum, are smaller than the sample or mixed
         *     with sampling fractions; under {@link SinglePsu#FAIL} a stratum with one PSU
         * @throws IllegalArgumentException if a column is not in the table, or the weights are text
         */
        public SurveyDesign build() {
            List<String> findings = new ArrayList<>();
            if (table.rows() == 0) {
                throw new DesignException(List.of("The data has no rows. A design needs at least one interview."));
            }
            int stages = Math.max(1, clusters.size());
            if (sharedPsus && clusters.isEmpty()) {
                findings.add("Waves share PSUs by their label; name the column of PSUs under \"clusters\".");
            }
            if (sharedPsus && !fpc.isEmpty() && stages > 1) {
                findings.add("Where waves share PSUs an \"fpc\" counts for PSUs alone; the clusters name " + stages
                        + " stages. Leave \"fpc\" out, which errs on the safe side.");
            }
            tooMany("strata", strata, stages, findings);
            tooMany("fpc", fpc, stages, findings);
            if (weights == null && !fpc.isEmpty() && fpc.size() < stages) {
                findings.add(
                        "Without weights every stage needs an fpc, of which the weight is the product; stage %d has none."
                                .formatted(fpc.size() + 1));
            }
            List<String> ofWeights = new ArrayList<>();
            double[] rowWeights = checkedWeights(ofWeights);
            List<Grouping> stratumLabels = new ArrayList<>();
            for (int stage = 0; stage < stages; stage++) {
                stratumLabels.add(checkedLabels(stage < strata.size() ? strata.get(stage) : null, "stratum", findings));
            }
            List<Grouping> unitLabels = new ArrayList<>();
            for (int stage = 0; stage < clusters.size(); stage++) {
                unitLabels.add(checkedLabels(clusters.get(stage), stage == 0 ? "PSU" : "unit", findings));
            }
            double[][] populations = new Populations(table, fpc, rows()).checked(findings);
            if (!findings.isEmpty()) {
                throw refusal(ofWeights, findings);
            }
            nest(stratumLabels, unitLabels);
            Stages built = new Stages(
                    rows(),
                    table.rows(),
                    stratumLabels,
                    unitLabels,
                    populations,
                    fpc.stream().allMatch(table::quotes));
            built.build(findings);
            if (findings.isEmpty() && ofWeights.isEmpty() && waves != null && sharedPsus) {
                SharedWaves shared =
                        new SharedWaves(Grouping.of(table, List.of(waves)), built.psuOfRow(), built.frame());
                if (!shared.shareAll()) {
                    if (!fpc.isEmpty() && (weights == null || populations[0][0] < 0)) {
                        findings.add(
                                "Where waves share some of their PSUs an \"fpc\" needs "
                                        + (weights == null ? "\"weights\"" : "population sizes, not sampling fractions")
                                        + ": how much of a stratum was sampled differs between waves. Give them, or leave \"fpc\" out.");
                        throw new DesignException(findings);
                    }
                    return inWaves(
                            shared, weights == null && !fpc.isEmpty() ? built.weights() : rowWeights, built.psuOfRow());
                }
            }
            if (findings.isEmpty() && singlePsu == SinglePsu.FAIL) {
                built.refuseSingles(findings);
            }
            if (!findings.isEmpty() || !ofWeights.isEmpty()) {
                throw refusal(ofWeights, findings);
            }
            return new SurveyDesign(
                    weights == null && !fpc.isEmpty() ? built.weights() : rowWeights,
                    built.psuOfRow(),
                    built.unitOfRow(),
                    built.frame(),
                    singlePsu,
                    singlePsuInDomains);
        }

        private static DesignException refusal(List<String> ofWeights, List<String> others) {
            return new DesignException(
                    Stream.concat(ofWeights.stream(), others.stream()).toList());
        }

        /** Makes labels distinct where they start again: PSUs in each stratum, both in each wave. */
        private void nest(List<Grouping> stratumLabels, List<Grouping> unitLabels) {
            List<String> stratum = new ArrayList<>();
            if (waves != null && !sharedPsus) {
                stratum.add(waves);
            }
            List<String> psu = new ArrayList<>(stratum);
            if (!strata.isEmpty()) {
                stratum.add(strata.get(0));
                if (nested) {
                    psu.add(strata.get(0));
                }
            }
            stratumLabels.set(0, by(stratum, stratumLabels.get(0)));
            if (!clusters.isEmpty()) {
                psu.add(clusters.get(0));
                unitLabels.set(0, by(psu, unitLabels.get(0)));
            }
        }

        private Grouping by(List<String> columns, Grouping known) {
            return known.by().equals(columns) ? known : Grouping.of(table, columns);
        }

        private SurveyDesign inWaves(SharedWaves shared, double[] rowWeights, int[] psuOfRow) {
            List<String> findings = new ArrayList<>();
            shared.check(singlePsu, findings);
            if (!findings.isEmpty()) {
                throw new DesignException(findings);
            }
            return new SurveyDesign(
                    rowWeights, psuOfRow, shared.unitOfRow(), shared.frame(), singlePsu, singlePsuInDomains);
        }

        private static void tooMany(String what, List<String> columns, int stages, List<String> findings) {
            if (columns.size() > stages) {
                findings.add(
                        "\"%s\" names %d stages, the clusters %d. Name one column of \"%s\" for each stage of clusters."
                                .formatted(what, columns.size(), stages, what));
            }
        }

        private double[] checkedWeights(List<String> findings) {
            if (weights == null) {
                double[] ones = new double[table.rows()];
                Arrays.fill(ones, 1);
                return ones;
            }
            NumericColumn column = table.numeric(weights);
            double[] values = column.values();
            double sum = sumOfWeights(values);
            if (sum > 0 && sum < Double.POSITIVE_INFINITY) {
                return values;
            }
            list("missing", "Give every row a weight, 0 for a row that must not count.", column::isMissing, findings);
            list("negative", "A weight must be 0 or more.", row -> column.value(row) < 0, findings);
            list(
                    "infinite",
                    "A weight must be a finite number.",
                    row -> Double.isInfinite(column.value(row)),
                    findings);
            if (sum == 0) {
                findings.add("Weights \"" + weights + "\" are all 0. At least one row must have a weight above 0.");
            }
            return values;
        }

        /** NaN if one is missing or negative. */
        private static double sumOfWeights(double[] weights) {
            double sum = 0;
            for (double weight : weights) {
                sum += weight >= 0 ? weight : Double.NaN;
            }
            return sum;
        }

        private void list(String what, String remedy, IntPredicate wrong, List<String> findings) {
            NumericColumn column = table.numeric(String.valueOf(weights));
            String found = rows().list(
                            wrong,
                            row -> table.quotes(column.name()) && !column.isMissing(row)
                                    ? " (" + Numbers.print(column.value(row)) + ")"
                                    : "");
            if (!found.isEmpty()) {
                findings.add("Weight \"%s\" is %s in %s. %s".formatted(weights, what, found, remedy));
            }
        }

        private InterviewRows rows() {
            return new InterviewRows(table.rows(), interviews);
        }

        private Grouping checkedLabels(@Nullable String column, String what, List<String> findings) {
            if (column == null) {
                return Grouping.whole(table.rows());
            }
            Grouping labels = Grouping.of(table, List.of(column));
            int[] codes = labels.codes();
            if (!isAnyNone(codes)) {
                return labels;
            }
            String found = rows().list(row -> codes[row] == Grouping.NONE, row -> "");
            findings.add("The %s \"%s\" is missing in %s. Every row must have one.".formatted(what, column, found));
            return labels;
        }

        private static boolean isAnyNone(int[] codes) {
            int any = 0;
            for (int code : codes) {
                any |= code;
            }
            return any < 0;
        }
    }
}
