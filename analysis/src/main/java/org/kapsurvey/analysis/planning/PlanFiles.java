package org.kapsurvey.analysis.planning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.kapsurvey.analysis.codebook.CsvLine;
import org.kapsurvey.analysis.planning.PlannedSample.Need;
import org.kapsurvey.analysis.planning.PlannedSample.Precision;
import org.kapsurvey.analysis.planning.PlannedSample.StratumPlan;
import org.kapsurvey.questionnaire.number.Numbers;

/** The files that a plan gives; what is not defined is an empty cell with a note. */
public final class PlanFiles {
    private PlanFiles() {}

    /** The text of each file by its name: {@code plan.html}, {@code sizes.csv}, {@code allocation.csv}, {@code precision.csv}. */
    public static Map<String, String> of(PlannedSample plan) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("plan.html", PlanHtml.write(plan));
        files.put("sizes.csv", sizes(plan));
        files.put("allocation.csv", allocation(plan));
        files.put("precision.csv", precision(plan));
        return Collections.unmodifiableMap(files);
    }

    private static String sizes(PlannedSample plan) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(
                csv,
                List.of(
                        "indicator",
                        "domain",
                        "rate",
                        "before",
                        "margin",
                        "icc",
                        "m",
                        "deff",
                        "uncorrected",
                        "interviews",
                        "units",
                        "clusters"));
        for (Need need : plan.needs()) {
            CsvLine.append(
                    csv,
                    List.of(
                            need.indicator().id(),
                            need.domain(),
                            Numbers.print(need.rate()),
                            cell(need.before()),
                            cell(need.margin()),
                            Numbers.print(need.effect().intraclassCorrelation()),
                            Numbers.print(need.effect().interviewsPerCluster()),
                            Numbers.print(need.effect().value()),
                            Numbers.print(need.uncorrected()),
                            Numbers.print(need.interviews()),
                            Numbers.print(need.interviews() / need.yield()),
                            Numbers.print(need.clusters())));
        }
        return csv.toString();
    }

    private static String allocation(PlannedSample plan) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(
                csv,
                List.of(
                        "stratum",
                        "population",
                        "least",
                        "most",
                        "exact",
                        "clusters",
                        "units",
                        "interviews",
                        "fraction",
                        "weight"));
        for (StratumPlan row : plan.strata()) {
            CsvLine.append(
                    csv,
                    List.of(
                            row.stratum().name(),
                            String.valueOf(row.stratum().population()),
                            String.valueOf(row.stratum().least()),
                            String.valueOf(row.stratum().most()),
                            Numbers.print(row.exact()),
                            String.valueOf(row.clusters()),
                            String.valueOf(row.units()),
                            Numbers.print(row.interviews()),
                            Numbers.print(row.fraction()),
                            Numbers.print(row.weight())));
        }
        return csv.toString();
    }

    private static String precision(PlannedSample plan) {
        StringBuilder csv = new StringBuilder();
        CsvLine.append(
                csv,
                List.of(
                        "indicator",
                        "domain",
                        "rate",
                        "n",
                        "clusters",
                        "clusters_with_cases",
                        "df",
                        "deff",
                        "effective_n",
                        "se",
                        "half_t",
                        "below",
                        "above",
                        "half",
                        "level",
                        "target",
                        "direction",
                        "p_met",
                        "p_not_met",
                        "p_open",
                        "rate_met",
                        "rate_not_met",
                        "note"));
        for (Precision row : plan.precision()) {
            ExpectedInterval interval = row.interval();
            List<String> cells = new ArrayList<>(List.of(
                    row.indicator().id(),
                    row.domain(),
                    Numbers.print(interval.rate()),
                    Numbers.print(interval.interviews()),
                    String.valueOf(row.clusters()),
                    Numbers.print(row.clustersWithCases()),
                    Numbers.print(interval.printedDegreesOfFreedom()),
                    Numbers.print(interval.designEffect()),
                    Numbers.print(interval.effectiveInterviews()),
                    Numbers.print(interval.standardError()),
                    cell(interval.half()),
                    cell(interval.lower()),
                    cell(interval.upper()),
                    cell(interval.printedHalf()),
                    Numbers.print(interval.level())));
            if (row.verdict().isPresent()) {
                ExpectedVerdict verdict = row.verdict().get();
                cells.addAll(List.of(
                        cell(row.indicator().target()),
                        row.indicator().direction().code(),
                        Numbers.print(verdict.met()),
                        Numbers.print(verdict.notMet()),
                        Numbers.print(verdict.open()),
                        cell(verdict.surelyMet()),
                        cell(verdict.surelyNotMet())));
            } else {
                cells.addAll(Collections.nCopies(7, ""));
            }
            cells.add(String.join(" ", notes(row)));
            CsvLine.append(csv, cells);
        }
        return csv.toString();
    }

    /** Why a row has gaps, or is not to be relied on: {@code df<1}, {@code n<25}, {@code n<50}, {@code df<8}. */
    static List<String> notes(Precision row) {
        List<String> notes = new ArrayList<>();
        switch (row.presentation()) {
            case HIDDEN -> notes.add("n<25");
            case IN_PARENTHESES -> notes.add("n<50");
            case PLAIN -> {}
        }
        if (!row.interval().defined()) {
            notes.add("df<1");
        } else if (row.interval().printedDegreesOfFreedom() < 8) {
            notes.add("df<8");
        }
        return notes;
    }

    private static String cell(double value) {
        return Double.isNaN(value) ? "" : Numbers.print(value);
    }

    private static String cell(OptionalDouble value) {
        return value.isPresent() ? Numbers.print(value.getAsDouble()) : "";
    }
}
