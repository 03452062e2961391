package org.kapsurvey.analysis.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * How the rows of a table were sampled: the weight and the PSU of each row, and the {@link PsuFrame}. Immutable. A
 * domain is never cut out of a design: it is a {@code Grouping} beside it, so that PSUs without a case keep counting.
 */
public final class SurveyDesign {
    private static final int LISTED = 5;

    private final double[] weights;
    private final int[] psuOfRow;
    private final PsuFrame psus;
    private final SinglePsu singlePsu;

    private SurveyDesign(double[] weights, int[] psuOfRow, PsuFrame psus, SinglePsu singlePsu) {
        this.weights = weights;
        this.psuOfRow = psuOfRow;
        this.psus = psus;
        this.singlePsu = singlePsu;
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
        return new SurveyDesign(calibrated.clone(), psuOfRow, psus, singlePsu);
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

    public PsuFrame psus() {
        return psus;
    }

    public SinglePsu singlePsu() {
        return singlePsu;
    }

    /** Names the columns of a design; {@link #build} checks them all before it refuses any. Not thread-safe. */
    public static final class Builder {
        private final Table table;
        private @Nullable String weights;
        private @Nullable String stratum;
        private @Nullable String psu;
        private boolean nested;
        private SinglePsu singlePsu = SinglePsu.FAIL;

        private Builder(Table table) {
            this.table = table;
        }

        /** The column of weights; without it every row weighs 1. */
        public Builder weights(String column) {
            weights = column;
            return this;
        }

        /** The column of strata; without it there is one stratum. */
        public Builder strata(String column) {
            stratum = column;
            return this;
        }

        /** The column of PSUs; without it each row is its own PSU. */
        public Builder clusters(String column) {
            psu = column;
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

        /** The columns named so far. */
        public List<String> columns() {
            return Stream.of(weights, stratum, psu).filter(Objects::nonNull).toList();
        }

        /**
         * The design.
         *
         * @throws DesignException with every finding: no rows; a weight that is missing, negative or infinite; no
         *     weight above 0; a missing stratum or PSU; a PSU in two strata; under {@link SinglePsu#FAIL} a stratum
         *     with one PSU
         * @throws IllegalArgumentException if a column is not in the table, or the weights are text
         */
        public SurveyDesign build() {
            List<String> findings = new ArrayList<>();
            if (table.rows() == 0) {
                throw new DesignException(List.of("The data has no rows. A design needs at least one interview."));
            }
            double[] rowWeights = checkedWeights(findings);
            Grouping strata = checkedLabels(stratum, "stratum", findings);
            int[] psuOfRow;
            int[] stratumOfPsu;
            @Nullable Grouping clusters = null;
            if (psu == null) {
                psuOfRow = IntStream.range(0, table.rows()).toArray();
                stratumOfPsu = strata.codes().clone();
            } else {
                clusters = nested && stratum != null
                        ? crossed(stratum, psu, findings)
                        : checkedLabels(psu, "PSU", findings);
                psuOfRow = clusters.codes();
                stratumOfPsu = new int[clusters.size()];
            }
            if (!findings.isEmpty()) {
                throw new DesignException(findings);
            }
            if (clusters != null) {
                assignStrata(strata, clusters, stratumOfPsu, findings);
            }
            List<String> labels = IntStream.range(0, strata.size())
                    .mapToObj(h -> String.join("", strata.levels(h)))
                    .toList();
            PsuFrame frame = new PsuFrame(stratumOfPsu, labels);
            if (findings.isEmpty() && singlePsu == SinglePsu.FAIL) {
                refuseSinglePsus(frame, psuOfRow, clusters, findings);
            }
            if (!findings.isEmpty()) {
                throw new DesignException(findings);
            }
            return new SurveyDesign(rowWeights, psuOfRow, frame, singlePsu);
        }

        private double[] checkedWeights(List<String> findings) {
            if (weights == null) {
                double[] ones = new double[table.rows()];
                Arrays.fill(ones, 1);
                return ones;
            }
            NumericColumn column = table.numeric(weights);
            list("missing", "Give every row a weight, 0 for a row that must not count.", column::isMissing, findings);
            list("negative", "A weight must be 0 or more.", row -> column.value(row) < 0, findings);
            list(
                    "infinite",
                    "A weight must be a finite number.",
                    row -> Double.isInfinite(column.value(row)),
                    findings);
            double sum = 0;
            for (double weight : column.values()) {
                sum += weight;
            }
            if (sum == 0) {
                findings.add("Weights \"" + weights + "\" are all 0. At least one row must have a weight above 0.");
            }
            return column.values();
        }

        private void list(String what, String remedy, IntPredicate wrong, List<String> findings) {
            int[] rows = IntStream.range(0, table.rows()).filter(wrong).toArray();
            if (rows.length > 0) {
                NumericColumn column = table.numeric(String.valueOf(weights));
                String first = IntStream.of(rows)
                        .limit(LISTED)
                        .mapToObj(row -> "row " + (row + 1)
                                + (column.isMissing(row) ? "" : " (" + Numbers.print(column.value(row)) + ")"))
                        .collect(Collectors.joining(", "));
                findings.add("Weight \"%s\" is %s in %s: %s%s. %s"
                        .formatted(weights, what, rows(rows.length), first, more(rows.length), remedy));
            }
        }

        private static String rows(int count) {
            return String.format(Locale.ROOT, count == 1 ? "%,d row" : "%,d rows", count);
        }

        private static String more(int count) {
            return count > LISTED ? ", …" : "";
        }

        private Grouping checkedLabels(@Nullable String column, String what, List<String> findings) {
            if (column == null) {
                return Grouping.whole(table.rows());
            }
            Column labels = table.column(column);
            int[] missing =
                    IntStream.range(0, table.rows()).filter(labels::isMissing).toArray();
            if (missing.length > 0) {
                String first = IntStream.of(missing)
                        .limit(LISTED)
                        .mapToObj(row -> "row " + (row + 1))
                        .collect(Collectors.joining(", "));
                findings.add("The %s \"%s\" is missing in %s: %s%s. Every row must have one."
                        .formatted(what, column, rows(missing.length), first, more(missing.length)));
            }
            return Grouping.of(table, List.of(column));
        }

        private Grouping crossed(String outer, String inner, List<String> findings) {
            checkedLabels(inner, "PSU", findings);
            return Grouping.of(table, List.of(outer, inner));
        }

        private void assignStrata(Grouping strata, Grouping clusters, int[] stratumOfPsu, List<String> findings) {
            Arrays.fill(stratumOfPsu, Grouping.NONE);
            List<String> torn = new ArrayList<>();
            boolean[] told = new boolean[stratumOfPsu.length];
            for (int row = 0; row < table.rows(); row++) {
                int cluster = clusters.code(row);
                int here = strata.code(row);
                if (stratumOfPsu[cluster] == Grouping.NONE) {
                    stratumOfPsu[cluster] = here;
                } else if (stratumOfPsu[cluster] != here && !told[cluster]) {
                    told[cluster] = true;
                    torn.add("PSU %s in strata \"%s\" and \"%s\" (row %d)"
                            .formatted(
                                    name(clusters, cluster),
                                    name(strata, stratumOfPsu[cluster]),
                                    name(strata, here),
                                    row + 1));
                }
            }
            if (!torn.isEmpty()) {
                findings.add(
                        "%s in more than one stratum: %s%s. If PSU labels start again in each stratum, set nested = true."
                                .formatted(
                                        torn.size() == 1 ? "1 PSU is" : torn.size() + " PSUs are",
                                        String.join("; ", torn.subList(0, Math.min(LISTED, torn.size()))),
                                        torn.size() > LISTED ? "; …" : ""));
            }
        }

        private static void refuseSinglePsus(
                PsuFrame frame, int[] psuOfRow, @Nullable Grouping clusters, List<String> findings) {
            int[] interviews = new int[frame.psus()];
            for (int psu : psuOfRow) {
                interviews[psu]++;
            }
            List<String> single = new ArrayList<>();
            for (int psu = 0; psu < frame.psus(); psu++) {
                int stratum = frame.stratum(psu);
                if (frame.sampledPsus(stratum) == 1) {
                    String where =
                            frame.strata() == 1 ? "The design" : "Stratum \"" + frame.stratumLabel(stratum) + "\"";
                    String which = clusters == null ? "Row " + (psu + 1) : "PSU " + name(clusters, psu);
                    single.add("%s has 1 sampled PSU; variance needs 2. %s (%d %s)."
                            .formatted(
                                    where, which, interviews[psu], interviews[psu] == 1 ? "interview" : "interviews"));
                }
            }
            single.stream().limit(LISTED).forEach(findings::add);
            if (single.size() > LISTED) {
                findings.add("… and " + (single.size() - LISTED) + " more strata with 1 sampled PSU.");
            }
            if (!single.isEmpty()) {
                String last = findings.remove(findings.size() - 1);
                findings.add(last + " Choose singlePsu = certainty, adjust or average.");
            }
        }

        private static String name(Grouping grouping, int group) {
            List<String> levels = grouping.levels(group);
            return levels.isEmpty() ? "" : levels.get(levels.size() - 1);
        }
    }
}
