package org.kapsurvey.analysis.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Numbers the strata and units of every stage: a unit of a stage is nested in one of the stage before, whatever its label
 * is elsewhere, and so is a stratum.
 */
final class Stages {
    private static final int LISTED = 5;

    private final InterviewRows interviewRows;
    private final int rows;
    private final List<Grouping> stratumLabels;
    private final List<Grouping> unitLabels;
    private final double[][] populations;
    private final boolean populationsQuoted;
    private final double[] weights;
    private final List<Stage> stages = new ArrayList<>();
    private final List<int[]> unitsOfRows = new ArrayList<>();

    /**
     * @param unitLabels for each stage the label of each row's unit; empty where each row is its own PSU
     * @param populations for some of the stages, from the first, the N of each row's stratum, or −f
     * @param populationsQuoted whether findings may quote them
     */
    Stages(
            InterviewRows interviewRows,
            int rows,
            List<Grouping> stratumLabels,
            List<Grouping> unitLabels,
            double[][] populations,
            boolean populationsQuoted) {
        this.interviewRows = interviewRows;
        this.rows = rows;
        this.stratumLabels = stratumLabels;
        this.unitLabels = unitLabels;
        this.populations = populations;
        this.populationsQuoted = populationsQuoted;
        this.weights = new double[populations.length == 0 ? 0 : rows];
        Arrays.fill(weights, 1);
    }

    PsuFrame frame() {
        return new PsuFrame(stages);
    }

    int[] psuOfRow() {
        return unitsOfRows.get(0);
    }

    int[] unitOfRow() {
        return unitsOfRows.get(unitsOfRows.size() - 1);
    }

    /** For each row the product of N/n over the stages; empty without population sizes. */
    double[] weights() {
        return weights;
    }

    /** Numbers the stages that decide the variance: all with population sizes, else the first. */
    void build(List<String> findings) {
        int count = populations.length == 0 ? 1 : Math.max(1, unitLabels.size());
        List<Numbered> numbered = new ArrayList<>();
        int[] parents = {};
        double[] carried = {};
        for (int k = 0; k < count; k++) {
            Numbered stage = number(k, parents, findings);
            if (!findings.isEmpty()) {
                return;
            }
            stage.fractions(k < populations.length ? populations[k] : null, carried, findings);
            if (!findings.isEmpty()) {
                return;
            }
            numbered.add(stage);
            unitsOfRows.add(stage.unitOfRow);
            parents = stage.unitOfRow;
            carried = k + 1 < count ? stage.carriedOn(carried) : carried;
        }
        Numbered last = numbered.get(count - 1);
        int[] rowOfLast = unitLabels.isEmpty() ? firstRows(last.unitOfRow, last.stratumOfUnit.length) : last.firstRows;
        for (Numbered stage : numbered) {
            int[] unitOfLast =
                    IntStream.of(rowOfLast).map(row -> stage.unitOfRow[row]).toArray();
            stages.add(new Stage(
                    unitOfLast,
                    stage.stratumOfUnit,
                    stage.parentOfStratum,
                    stage.parentCount,
                    stage.fractions,
                    stage.carried,
                    stage.labels,
                    stage.quoted));
        }
    }

    /** The first row of each unit. */
    private static int[] firstRows(int[] unitOfRow, int units) {
        int[] first = new int[units];
        for (int row = unitOfRow.length - 1; row >= 0; row--) {
            first[unitOfRow[row]] = row;
        }
        return first;
    }

    private Numbered number(int k, int[] parents, List<String> findings) {
        Grouping strata = stratumLabels.get(k);
        Numbered stage = new Numbered(k, strata.isQuoted());
        if (k == 0) {
            // Stage 1 keeps the order of the labels.
            stage.stratumOfRow = strata.codes();
            stage.parentOfStratum = new int[strata.size()];
            int[] first = strata.isQuoted() ? new int[0] : firstRows(strata.codes(), strata.size());
            for (int h = 0; h < strata.size(); h++) {
                stage.labels.add(strata.isQuoted() ? String.join(" ", strata.levels(h)) : ofRow(first[h]));
            }
            stage.parentCount = 1;
        } else {
            List<Integer> parentOfStratum = new ArrayList<>();
            Map<Long, Integer> numbers = new HashMap<>();
            stage.stratumOfRow = new int[rows];
            for (int row = 0; row < rows; row++) {
                long key = (long) parents[row] * strata.size() + strata.code(row);
                Integer number = numbers.get(key);
                if (number == null) {
                    number = numbers.size();
                    numbers.put(key, number);
                    parentOfStratum.add(parents[row]);
                    stage.labels.add(path(k, row, strata));
                }
                stage.stratumOfRow[row] = number;
            }
            stage.parentOfStratum =
                    parentOfStratum.stream().mapToInt(Integer::intValue).toArray();
            stage.parentCount = 1 + IntStream.of(parents).max().orElse(0);
        }
        if (unitLabels.isEmpty()) {
            stage.unitOfRow = IntStream.range(0, rows).toArray();
            stage.stratumOfUnit = stage.stratumOfRow;
        } else if (k == 0) {
            Grouping units = unitLabels.get(0);
            stage.unitOfRow = units.codes();
            stage.stratumOfUnit = new int[units.size()];
            assign(stage, units, findings);
        } else {
            Grouping units = unitLabels.get(k);
            Map<Long, Integer> numbers = new HashMap<>();
            stage.unitOfRow = new int[rows];
            for (int row = 0; row < rows; row++) {
                long key = (long) parents[row] * units.size() + units.code(row);
                stage.unitOfRow[row] = numbers.computeIfAbsent(key, any -> numbers.size());
            }
            stage.stratumOfUnit = new int[numbers.size()];
            assign(stage, units, findings);
        }
        return stage;
    }

    /** Where a stratum of a later stage lies, from the stratum of the PSU down: labels start again in each unit. */
    private String path(int k, int row, Grouping strata) {
        StringBuilder path = new StringBuilder();
        Grouping first = stratumLabels.get(0);
        if (first.size() > 1) {
            path.append("stratum ")
                    .append(first.isQuoted() ? String.join(" ", first.levels(first.code(row))) : ofRow(row))
                    .append(", ");
        }
        for (int outer = 0; outer < k; outer++) {
            path.append(outer == 0 ? "PSU " : ", unit ").append(name(unitLabels.get(outer), row));
        }
        String own = strata.isQuoted() ? String.join("", strata.levels(strata.code(row))) : ofRow(row);
        return path + (own.isEmpty() ? "" : ", stratum " + own);
    }

    /** Gives each unit the stratum of its rows; a unit in two strata is a finding. */
    private void assign(Numbered stage, Grouping labels, List<String> findings) {
        int[] firstRows = firstRows(stage.unitOfRow, stage.stratumOfUnit.length);
        stage.firstRows = firstRows;
        for (int unit = 0; unit < firstRows.length; unit++) {
            stage.stratumOfUnit[unit] = stage.stratumOfRow[firstRows[unit]];
        }
        if (isWhole(stage)) {
            return;
        }
        String what = stage.k == 0 ? "PSU" : "unit";
        String whats = stage.k == 0 ? "PSUs" : "units";
        String ofStage = stage.k == 0 ? "" : " of stage " + (stage.k + 1);
        List<String> torn = new ArrayList<>();
        boolean[] told = new boolean[stage.stratumOfUnit.length];
        for (int row = 0; row < rows; row++) {
            int unit = stage.unitOfRow[row];
            int here = stage.stratumOfRow[row];
            if (stage.stratumOfUnit[unit] != here && !told[unit]) {
                told[unit] = true;
                torn.add("%s %s in strata %s and %s%s"
                        .formatted(
                                what,
                                name(labels, row),
                                stage.told(stage.stratumOfUnit[unit]),
                                stage.told(here),
                                interviewRows.at(row)));
            }
        }
        findings.add("%s in more than one stratum: %s%s.%s"
                .formatted(
                        torn.size() == 1 ? "1 " + what + ofStage + " is" : torn.size() + " " + whats + ofStage + " are",
                        String.join("; ", torn.subList(0, Math.min(LISTED, torn.size()))),
                        torn.size() > LISTED ? "; …" : "",
                        stage.k == 0
                                ? " If PSU labels start again in each stratum, set nested = true."
                                : " Give every unit one stratum."));
    }

    /** Whether all rows of each unit are in its stratum. */
    private static boolean isWhole(Numbered stage) {
        int[] unitOfRow = stage.unitOfRow;
        int[] stratumOfRow = stage.stratumOfRow;
        int[] stratumOfUnit = stage.stratumOfUnit;
        int torn = 0;
        for (int row = 0; row < unitOfRow.length; row++) {
            torn |= stratumOfUnit[unitOfRow[row]] ^ stratumOfRow[row];
        }
        return torn == 0;
    }

    /** Adds a finding for each stratum of any stage that has one unit and is not sampled completely. */
    void refuseSingles(List<String> findings) {
        List<String> single = new ArrayList<>();
        int ofFirstStage = 0;
        for (int k = 0; k < stages.size(); k++) {
            Stage stage = stages.get(k);
            if (IntStream.range(0, stage.strata()).noneMatch(stage::isSingle)) {
                continue;
            }
            long[] interviews = new long[stage.units()];
            int[] firstRow = new int[stage.units()];
            for (int row = rows - 1; row >= 0; row--) {
                int unit = unitsOfRows.get(k)[row];
                interviews[unit] += interviewRows.count(row);
                firstRow[unit] = row;
            }
            for (int unit = 0; unit < stage.units(); unit++) {
                int stratum = stage.stratum(unit);
                if (stage.isSingle(stratum)) {
                    single.add(single(k, stage, unit, firstRow[unit], interviews[unit]));
                }
            }
            ofFirstStage = k == 0 ? single.size() : ofFirstStage;
        }
        single.stream().limit(LISTED).forEach(findings::add);
        if (single.size() > LISTED) {
            int psus = Math.max(0, ofFirstStage - LISTED);
            int units = single.size() - LISTED - psus;
            if (psus > 0) {
                findings.add("… and " + psus + " more strata with 1 sampled PSU.");
            }
            if (units > 0) {
                findings.add("… and " + units + " more strata of later stages with 1 sampled unit.");
            }
        }
        if (!single.isEmpty()) {
            String last = findings.remove(findings.size() - 1);
            findings.add(last + " Choose singlePsu = certainty, adjust or average.");
        }
    }

    private String single(int k, Stage stage, int unit, int row, long interviews) {
        String label = stage.label(stage.stratum(unit));
        String which =
                unitLabels.isEmpty() ? "Row " + (row + 1) : (k == 0 ? "PSU " : "Unit ") + name(unitLabels.get(k), row);
        String where = k > 0
                ? "Stage " + (k + 1) + " in " + label
                : stage.strata() == 1 ? "The design" : "Stratum " + stage.told(stage.stratum(unit));
        return "%s has 1 sampled %s; variance needs 2. %s%s (%d %s)."
                .formatted(
                        where,
                        k == 0 ? "PSU" : "unit",
                        which,
                        k == 0 ? "" : interviewRows.in(row),
                        interviews,
                        interviews == 1 ? "interview" : "interviews");
    }

    /** What the row's unit is called in findings. */
    private static String name(Grouping units, int row) {
        List<String> levels = units.levels(units.code(row));
        return !units.isQuoted() ? ofRow(row) : levels.isEmpty() ? "" : levels.get(levels.size() - 1);
    }

    private static String ofRow(int row) {
        return "of row " + (row + 1);
    }

    /** A stage being numbered. */
    private final class Numbered {
        private final int k;
        private final boolean quoted;
        private int[] stratumOfRow = {};
        private int[] unitOfRow = {};
        private final List<String> labels = new ArrayList<>();
        private int[] parentOfStratum = {};
        private int parentCount;
        private int[] stratumOfUnit = {};

        /** The first row of each unit, where units have labels. */
        private int[] firstRows = {};

        private double[] fractions = {};
        private double[] carried = {};

        private Numbered(int k, boolean quoted) {
            this.k = k;
            this.quoted = quoted;
        }

        /** As {@link Stage#told}. */
        private String told(int stratum) {
            return quoted ? '"' + labels.get(stratum) + '"' : labels.get(stratum);
        }

        /** Takes f of each stratum from its rows, and the product of f before it, which is 1 at stage 1. */
        private void fractions(double @Nullable [] sizes, double[] carriedOfRow, List<String> findings) {
            int[] sampled = new int[parentOfStratum.length];
            for (int stratum : stratumOfUnit) {
                sampled[stratum]++;
            }
            fractions = new double[sampled.length];
            carried = new double[sampled.length];
            Arrays.fill(carried, 1);
            if (k == 0 && sizes == null) {
                return;
            }
            int[] firstRow = new int[sampled.length];
            Arrays.fill(firstRow, Grouping.NONE);
            boolean[] told = new boolean[sampled.length];
            List<String> wrong = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                int stratum = stratumOfRow[row];
                carried[stratum] = k == 0 ? 1 : carriedOfRow[row];
                if (sizes == null) {
                    continue;
                }
                double given = sizes[row];
                if (firstRow[stratum] == Grouping.NONE) {
                    firstRow[stratum] = row;
                    fractions[stratum] = given < 0 ? -given : sampled[stratum] / given;
                    if (fractions[stratum] > 1) {
                        told[stratum] = true;
                        wrong.add("%s: fpc%s is smaller than the %d sampled %s%s"
                                .formatted(
                                        where(stratum),
                                        populationsQuoted ? " " + Numbers.print(given) : "",
                                        sampled[stratum],
                                        k == 0 ? "PSUs" : "units",
                                        interviewRows.at(row)));
                    }
                } else if (sizes[firstRow[stratum]] != given && !told[stratum]) {
                    told[stratum] = true;
                    wrong.add(
                            populationsQuoted
                                    ? "%s: fpc is %s%s and %s%s"
                                            .formatted(
                                                    where(stratum),
                                                    Numbers.print(Math.abs(sizes[firstRow[stratum]])),
                                                    interviewRows.in(firstRow[stratum]),
                                                    Numbers.print(Math.abs(given)),
                                                    interviewRows.in(row))
                                    : "%s: fpc is not the same%s and%s"
                                            .formatted(
                                                    where(stratum),
                                                    interviewRows.in(firstRow[stratum]),
                                                    interviewRows.in(row)));
                }
                weights[row] /= fractions[stratum];
            }
            if (!wrong.isEmpty()) {
                findings.add(
                        String.join("; ", wrong.subList(0, Math.min(LISTED, wrong.size())))
                                + (wrong.size() > LISTED ? "; … (" + wrong.size() + " strata in all)" : "")
                                + ". A stratum has one fpc, the number of its units in the population, at least as many as were sampled.");
            }
        }

        private String where(int stratum) {
            String label = labels.get(stratum);
            return k > 0
                    ? "Stage " + (k + 1) + " in " + label
                    : label.isEmpty() ? "The design" : "Stratum " + told(stratum);
        }

        private double[] carriedOn(double[] before) {
            double[] on = new double[rows];
            for (int row = 0; row < rows; row++) {
                on[row] = (k == 0 ? 1 : before[row]) * fractions[stratumOfRow[row]];
            }
            return on;
        }
    }
}
