package org.kapsurvey.analysis.planning;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.planning.PlannedSample.Precision;
import org.kapsurvey.analysis.planning.PlannedSample.StratumPlan;
import org.kapsurvey.analysis.report.Figures;

/** A plan as plain text for a terminal: the steps, the allocation and the precision. */
public final class PlanText {
    private final boolean english;
    private final Figures figures;
    private final StringBuilder text = new StringBuilder();

    private PlanText(String language) {
        english = "en".equals(language);
        figures = Figures.in(language);
    }

    /** The text in a language: English for {@code en}, Vietnamese for every other. */
    public static String write(PlannedSample plan, String language) {
        return new PlanText(language).plan(plan);
    }

    private String plan(PlannedSample plan) {
        int number = 1;
        for (Reasoning.Step step : Reasoning.of(plan)) {
            text.append(number++).append(". ").append(said(step.title())).append('\n');
            step.sentences()
                    .forEach(sentence ->
                            text.append("   ").append(said(sentence)).append('\n'));
        }
        heading("Phân bổ mẫu", "Allocation");
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                english
                        ? List.of("stratum", "population", "clusters", "units", "interviews", "weight")
                        : List.of("tầng", "dân số", "cụm", "đơn vị", "phiếu", "trọng số"));
        for (StratumPlan row : plan.strata()) {
            rows.add(List.of(
                    row.stratum().name(),
                    figures.count((double) row.stratum().population()),
                    figures.count((double) row.clusters()),
                    figures.count((double) row.units()),
                    figures.count(row.interviews()),
                    figures.fixed(row.weight(), 2)));
        }
        table(rows, 1);
        heading("Độ chính xác dự kiến", "Expected precision");
        table(precision(plan), 2);
        return text.toString();
    }

    private List<List<String>> precision(PlannedSample plan) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                english
                        ? List.of(
                                "indicator",
                                "domain",
                                "rate",
                                "n",
                                "df",
                                "deff",
                                "±t",
                                "below",
                                "above",
                                "P(met)",
                                "P(not met)")
                        : List.of(
                                "chỉ số",
                                "nhóm",
                                "tỷ lệ",
                                "n",
                                "df",
                                "deff",
                                "±t",
                                "dưới",
                                "trên",
                                "P(đạt)",
                                "P(chưa đạt)"));
        for (Precision row : plan.precision()) {
            ExpectedInterval interval = row.interval();
            rows.add(List.of(
                    row.indicator().id(),
                    row.domain().isEmpty() ? (english ? "all" : "toàn bộ") : row.domain(),
                    figures.percent(interval.rate()),
                    figures.count(interval.interviews()),
                    figures.fixed(interval.printedDegreesOfFreedom(), 1),
                    figures.fixed(interval.designEffect(), 2),
                    figures.percent(interval.half()),
                    figures.percent(interval.lower()),
                    figures.percent(interval.upper()),
                    row.verdict().map(verdict -> figures.percent(verdict.met())).orElse(""),
                    row.verdict()
                            .map(verdict -> figures.percent(verdict.notMet()))
                            .orElse("")));
        }
        return rows;
    }

    private String said(Wording wording) {
        return english ? wording.en() : wording.vi();
    }

    private void heading(String vi, String en) {
        text.append('\n').append(english ? en : vi).append('\n');
    }

    /** Rows with their columns under each other, the first {@code words} of them to the left. */
    private void table(List<List<String>> rows, int words) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder("   ");
            for (int i = 0; i < columns; i++) {
                String blanks = " ".repeat(widths[i] - width(row.get(i)));
                line.append(i < words ? row.get(i) + blanks : blanks + row.get(i))
                        .append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
