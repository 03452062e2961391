package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.PsuFrame;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.job.ReplicatesRequest.Given;
import org.kapsurvey.analysis.job.ReplicatesRequest.Made;
import org.kapsurvey.analysis.job.ReplicatesRequest.Method;
import org.kapsurvey.analysis.replicates.Bootstrap;
import org.kapsurvey.analysis.replicates.HalfSamples;
import org.kapsurvey.analysis.replicates.Jackknife;
import org.kapsurvey.analysis.replicates.ReplicateFactors;
import org.kapsurvey.analysis.replicates.RowFactors;
import org.kapsurvey.analysis.replicates.SuccessiveDifferences;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** Makes the replicates of a job from its design, or matches given ones to the rows. */
final class ReplicatesBinding {
    private static final int LISTED = 5;

    /** More factors than this (1 GB of them) are refused. */
    private static final long MOST_FACTORS = 1L << 27;

    private final Attachments files;
    private final Function<JsonText, @Nullable Column> columns;
    private final Predicate<String> quotes;
    private final SurveyDesign design;
    private final Faults faults;

    /**
     * A binding.
     *
     * @param columns the column of a name, null with a fault if there is none
     * @param quotes whether faults may quote the cells of a column
     */
    ReplicatesBinding(
            Attachments files,
            Function<JsonText, @Nullable Column> columns,
            Predicate<String> quotes,
            SurveyDesign design,
            Faults faults) {
        this.files = files;
        this.columns = columns;
        this.quotes = quotes;
        this.design = design;
        this.faults = faults;
    }

    /** The factors; empty with every fault if something is wrong. */
    Optional<ReplicateFactors> factors(ReplicatesRequest request) {
        if (design.singlePsuInDomains()) {
            faults.add(
                    request.place(),
                    "\"singlePsuInDomains\" is for linearisation; replicates know no domains.",
                    "Leave one of the two out.");
        }
        return request instanceof Made made ? made(made) : given((Given) request);
    }

    private Optional<ReplicateFactors> made(Made made) {
        PsuFrame frame = design.psus();
        int several = 0;
        int single = 0;
        for (int stratum = 0; stratum < frame.strata(); stratum++) {
            several += frame.sampledPsus(stratum) > 1 && !frame.stages().get(0).isComplete(stratum) ? 1 : 0;
            single += frame.stages().get(0).isSingle(stratum) ? 1 : 0;
        }
        if (several == 0) {
            faults.add(made.place(), "No stratum has two sampled PSUs to make replicates of.", "Correct the design.");
            return Optional.empty();
        }
        if (frame.hasWaves()) {
            faults.add(
                    made.place(),
                    "Replicates can't be made where waves share some of their PSUs.",
                    "Leave \"replicates\" out, or give their \"factors\" and \"scales\".");
            return Optional.empty();
        }
        if (single > 0
                && design.singlePsu() == SinglePsu.ADJUST
                && !made.method().isJackknife()) {
            faults.add(
                    made.place(),
                    made.method().word() + " can't treat strata with one PSU by \"adjust\"; there "
                            + (single == 1 ? "is 1." : "are " + single + "."),
                    "Use jkn, or choose singlePsu = certainty or average.");
            return Optional.empty();
        }
        if (made.method() == Method.JK1 && frame.strata() > 1) {
            faults.add(
                    made.place(),
                    "jk1 is for designs without strata; this one has " + frame.strata() + ".",
                    "Use jkn.");
            return Optional.empty();
        }
        if (made.method().isHalves() && !hasPairs(made)) {
            return Optional.empty();
        }
        int replicates = switch (made.method()) {
            case JK1, JKN -> frame.psus();
            case BRR, FAY -> HalfSamples.replicates(frame.strata());
            case SUBBOOTSTRAP -> made.count();
            case SDR -> SuccessiveDifferences.replicates(frame.psus());
        };
        if ((long) replicates * frame.psus() > MOST_FACTORS) {
            faults.add(
                    made.place(),
                    String.format(
                            Locale.ROOT,
                            "%,d replicates of %,d PSUs are more than can be held.",
                            replicates,
                            frame.psus()),
                    "Use subbootstrap with a smaller count, or linearisation.");
            return Optional.empty();
        }
        return Optional.of(
                switch (made.method()) {
                    case JK1, JKN -> Jackknife.of(design, made.mse());
                    case BRR, FAY -> HalfSamples.of(design, made.rho(), made.mse());
                    case SUBBOOTSTRAP -> Bootstrap.of(design, made.count(), made.seed(), made.mse());
                    case SDR -> SuccessiveDifferences.of(design);
                });
    }

    /** Whether no stratum has more than two PSUs; a fault names those that have. One alone is as singlePsu says. */
    private boolean hasPairs(Made made) {
        PsuFrame frame = design.psus();
        List<String> others = new ArrayList<>();
        for (int stratum = 0; stratum < frame.strata(); stratum++) {
            if (frame.sampledPsus(stratum) > 2) {
                String named = frame.strata() == 1 ? "" : frame.stages().get(0).told(stratum) + " ";
                others.add(named + "(" + frame.sampledPsus(stratum) + ")");
            }
        }
        if (!others.isEmpty()) {
            faults.add(
                    made.place(),
                    made.method().word() + " needs strata of two sampled PSUs; " + others.size() + " of "
                            + frame.strata() + " have more: "
                            + String.join(", ", others.subList(0, Math.min(LISTED, others.size())))
                            + (others.size() > LISTED ? ", …" : "") + ".",
                    "Use jkn, or divide the strata in pairs of PSUs that lie near each other.");
        }
        return others.isEmpty();
    }

    private Optional<ReplicateFactors> given(Given given) {
        Table scales = files.table(given.scales().value());
        @Nullable RowFactors ofRows = files.factors().get(given.factors().value());
        if (ofRows != null && scales != null) {
            return ofRows(given, ofRows, scales);
        }
        Table file = files.table(given.factors().value());
        if (file == null || scales == null) {
            return Optional.empty();
        }
        int before = faults.size();
        List<Column> keys = new ArrayList<>();
        List<Column> own = new ArrayList<>();
        given.key().forEach((mine, theirs) -> {
            @Nullable Column column = columns.apply(mine);
            Optional<Column> found = file.find(theirs.value());
            if (found.isEmpty()) {
                faults.add(
                        theirs.place(),
                        "\"" + given.factors().value() + "\" has no column \"" + theirs.value() + "\".",
                        "Name the file's key column." + JsonFields.suggestion(theirs.value(), file.names()));
            }
            if (column != null && found.isPresent()) {
                own.add(column);
                keys.add(found.get());
            }
        });
        if (faults.size() > before) {
            return Optional.empty();
        }
        List<NumericColumn> replicates = replicates(given, file, keys);
        int[] unitOfRow = keys.isEmpty() ? inOrder(given, file) : matched(given, file, keys, own);
        double[] coefficients = new double[replicates.size()];
        boolean mse = scales(given, scales, coefficients);
        if (faults.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new ReplicateFactors(
                replicates.stream().map(NumericColumn::values).toArray(double[][]::new), unitOfRow, coefficients, mse));
    }

    private Optional<ReplicateFactors> ofRows(Given given, RowFactors factors, Table scales) {
        int before = faults.size();
        if (!given.key().isEmpty()) {
            faults.add(
                    given.place(),
                    "\"" + given.factors().value()
                            + "\" holds a factor for every row of the data, in their order, and no key.",
                    "Leave \"key\" out.");
        }
        if (factors.rows() != design.rows() || factors.replicates() < 2) {
            faults.add(
                    given.factors().place(),
                    "\"" + given.factors().value() + "\" holds " + factors.replicates()
                            + (factors.replicates() == 1 ? " replicate of " : " replicates of ") + factors.rows()
                            + " rows; the data has " + design.rows() + " rows.",
                    "Give 2 replicates or more of the rows of the data.");
            return Optional.empty();
        }
        for (int replicate = 0; replicate < factors.replicates(); replicate++) {
            for (int row = 0; row < factors.rows(); row++) {
                float factor = factors.factor(replicate, row);
                if (!(factor >= 0) || Float.isInfinite(factor)) {
                    faults.add(
                            given.factors().place(),
                            "The factor of replicate " + (replicate + 1) + " in row " + (row + 1) + " of \""
                                    + given.factors().value() + "\" is "
                                    + (Float.isNaN(factor) ? "missing" : Numbers.print(factor)) + ".",
                            "A factor must be 0 or more.");
                    break;
                }
            }
        }
        double[] coefficients = new double[factors.replicates()];
        boolean mse = scales(given, scales, coefficients);
        return faults.size() > before ? Optional.empty() : Optional.of(ReplicateFactors.of(factors, coefficients, mse));
    }

    private List<NumericColumn> replicates(Given given, Table file, List<Column> keys) {
        List<NumericColumn> replicates = new ArrayList<>();
        for (Column column : file.columns()) {
            if (keys.contains(column)) {
                continue;
            }
            if (!(column instanceof NumericColumn numeric)) {
                faults.add(
                        given.factors().place(),
                        "The column \"" + column.name() + "\" of \""
                                + given.factors().value() + "\" is no factor: it is text.",
                        "Name it in \"key\", or take it out of the file.");
                continue;
            }
            for (int row = 0; row < file.rows(); row++) {
                if (!(numeric.value(row) >= 0) || Double.isInfinite(numeric.value(row))) {
                    faults.add(
                            given.factors().place(),
                            "The factor \"" + column.name() + "\" in row " + (row + 1) + " of \""
                                    + given.factors().value() + "\" is "
                                    + (numeric.isMissing(row) ? "missing" : Numbers.print(numeric.value(row))) + ".",
                            "A factor must be 0 or more.");
                    break;
                }
            }
            replicates.add(numeric);
        }
        if (replicates.size() < 2) {
            faults.add(
                    given.factors().place(),
                    "\"" + given.factors().value() + "\" holds fewer than 2 replicates.",
                    "Every column that is not in \"key\" is a replicate.");
        }
        return replicates;
    }

    private int[] inOrder(Given given, Table file) {
        if (file.rows() != design.rows()) {
            faults.add(
                    given.factors().place(),
                    "\"" + given.factors().value() + "\" has " + file.rows() + " rows, the data " + design.rows() + ".",
                    "Give a row of factors for each row of the data, or a \"key\".");
        }
        int[] rows = new int[design.rows()];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row;
        }
        return rows;
    }

    private int[] matched(Given given, Table file, List<Column> keys, List<Column> own) {
        Map<List<String>, Integer> rowOfKey = new HashMap<>();
        for (int row = 0; row < file.rows(); row++) {
            List<String> key = cells(keys, row);
            Integer first = rowOfKey.put(key, row);
            if (first != null) {
                faults.add(
                        given.factors().place(),
                        "The key " + String.join(", ", key) + " stands twice in \""
                                + given.factors().value() + "\", in rows " + (first + 1) + " and " + (row + 1) + ".",
                        "Name more columns in \"key\" if labels repeat.");
                return new int[0];
            }
        }
        int[] matched = new int[design.rows()];
        List<String> missing = new ArrayList<>();
        for (int row = 0; row < matched.length; row++) {
            Integer at = rowOfKey.get(cells(own, row));
            matched[row] = at == null ? -1 : at;
            if (at == null) {
                boolean quoted = own.stream().map(Column::name).allMatch(quotes);
                missing.add("row " + (row + 1) + (quoted ? " (" + String.join(", ", cells(own, row)) + ")" : ""));
            }
        }
        if (!missing.isEmpty()) {
            faults.add(
                    given.factors().place(),
                    missing.size() + (missing.size() == 1 ? " row has" : " rows have") + " no factors in \""
                            + given.factors().value() + "\": "
                            + String.join(", ", missing.subList(0, Math.min(LISTED, missing.size())))
                            + (missing.size() > LISTED ? ", …" : "") + ".",
                    "Add them to the file, or correct \"key\".");
        }
        return matched;
    }

    private static List<String> cells(List<Column> columns, int row) {
        return columns.stream()
                .map(column -> CalibrationBinding.cell(column, row))
                .toList();
    }

    /** Reads the scales into the coefficients; whether they are about the full-sample estimate. */
    private boolean scales(Given given, Table scales, double[] coefficients) {
        Map<String, double[]> columns = new HashMap<>();
        for (String name : List.of("replicate", "rscale", "scale", "mse")) {
            Optional<Column> column = scales.find(name);
            if (column.isEmpty() || !(column.get() instanceof NumericColumn numeric)) {
                faults.add(
                        given.scales().place(),
                        "\"" + given.scales().value() + "\" has no numeric column \"" + name + "\".",
                        "It must have replicate,rscale,scale,mse, all of them numbers; mse is 1 or 0.");
            } else {
                columns.put(name, numeric.values());
            }
        }
        if (columns.size() < 4) {
            return false;
        }
        if (scales.rows() != coefficients.length) {
            faults.add(
                    given.scales().place(),
                    "\"" + given.scales().value() + "\" has " + scales.rows() + " lines for " + coefficients.length
                            + " replicates.",
                    "Write a line for each replicate, in the order of the columns of factors.");
            return false;
        }
        for (int row = 0; row < coefficients.length; row++) {
            double coefficient = columns.get("rscale")[row] * columns.get("scale")[row];
            double mse = columns.get("mse")[row];
            boolean numbered = columns.get("replicate")[row] == row + 1;
            if (!(coefficient >= 0)
                    || Double.isInfinite(coefficient)
                    || !numbered
                    || (mse != 0 && mse != 1)
                    || mse != columns.get("mse")[0]) {
                faults.add(
                        given.scales().place(),
                        "Line " + (row + 1) + " of \"" + given.scales().value() + "\" is wrong.",
                        "It needs replicate " + (row + 1)
                                + ", rscale and scale of 0 or more, and mse 0 or 1, the same in" + " all lines.");
                return false;
            }
            coefficients[row] = coefficient;
        }
        return columns.get("mse")[0] == 1;
    }
}
