package org.kapsurvey.analysis.job;

import static org.kapsurvey.analysis.report.BilingualTable.both;
import static org.kapsurvey.analysis.report.BilingualTable.escaped;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.kapsurvey.analysis.disclosure.Shown;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.report.BilingualTable;
import org.kapsurvey.analysis.report.Figures;
import org.kapsurvey.analysis.report.IntervalDrawing;
import org.kapsurvey.analysis.report.Presentation;

/** The estimates in {@code tables.html}, a table for each block. */
final class EstimateTables {
    /** In the place of what is held back; an asterisk says that something rests on few rows. */
    private static final String HELD_BACK = "[c]";

    private final JobResult result;
    private final StringBuilder html;

    EstimateTables(JobResult result, StringBuilder html) {
        this.result = result;
        this.html = html;
    }

    void write() {
        for (AnalysisJob.Block block : result.job().estimates()) {
            List<JobResult.Row> rows = result.rows().stream()
                    .filter(row -> row.id().equals(block.id()))
                    .map(JobResult.Row::printed)
                    .toList();
            Map<String, IntervalDrawing> drawings = new HashMap<>();
            BilingualTable table = new BilingualTable()
                    .words("Biến", "Variable")
                    .words("Nhóm", "Group")
                    .figures("Ước lượng", "Estimate")
                    .figures("Khoảng tin cậy", "Confidence interval")
                    .words("Hình", "Drawn")
                    .figures("n", "n")
                    .figures("n có trọng số", "Weighted n")
                    .figures("Sai số chuẩn", "Standard error")
                    .figures("Bậc tự do", "Degrees of freedom")
                    .figures("Hệ số thiết kế", "Design effect")
                    .words("Ghi chú", "Note");
            for (JobResult.Row row : rows) {
                row(table, row, drawings.computeIfAbsent(row.variable(), name -> drawing(rows, row)));
            }
            TablesHtml.section(html, escaped(block.id()) + " – " + statistic(block.statistic()), table);
        }
    }

    /** Shares are drawn over all shares, others over the limits of their own variable. */
    private static IntervalDrawing drawing(List<JobResult.Row> rows, JobResult.Row of) {
        return of.statistic().isProportion()
                ? IntervalDrawing.SHARES
                : IntervalDrawing.over(rows.stream()
                        .filter(row -> row.variable().equals(of.variable()))
                        .filter(row -> presentation(row) != Presentation.HIDDEN && row.shown() == Shown.EVERYTHING)
                        .flatMap(row -> row.interval().stream())
                        .flatMap(interval -> Stream.of(interval.lower(), interval.upper()))
                        .toList());
    }

    /** A number of rows hides nobody's answer; what is computed from few rows is shown by their number. */
    private static Presentation presentation(JobResult.Row row) {
        return row.statistic() == Statistic.COUNT
                ? Presentation.PLAIN
                : Presentation.of(row.estimate().rows());
    }

    private static void row(BilingualTable table, JobResult.Row row, IntervalDrawing drawing) {
        if (row.shown() != Shown.EVERYTHING) {
            heldBack(table, row);
            return;
        }
        Estimate estimate = row.estimate();
        Presentation presentation = presentation(row);
        boolean share = row.statistic().isProportion();
        table.beginRow();
        table.cell(row.category().isEmpty() ? row.variable() : row.variable() + " = " + row.category());
        table.markup(group(estimate.domain()));
        table.cell(figures -> presentation.figure(value(figures, estimate.value(), share)));
        table.markup(row.interval()
                .map(interval -> "<div>"
                        + both(figures -> presentation.beside(limits(figures, interval, share)))
                        + "<br><small>"
                        + both(figures -> figures.target(interval.level()) + ", " + row.method())
                        + "</small></div>")
                .orElse(""));
        table.markup(row.interval()
                .filter(interval -> presentation != Presentation.HIDDEN)
                .map(interval ->
                        drawing.svg(estimate.value(), interval.lower(), interval.upper(), OptionalDouble.empty()))
                .orElse(""));
        table.cell(figures -> figures.count((double) estimate.rows()));
        table.cell(figures -> figures.count(estimate.weightedRows()));
        table.cell(figures -> presentation.beside(value(figures, estimate.standardError(), share)));
        table.cell(figures -> figures.count(estimate.degreesOfFreedom()));
        table.cell(figures -> presentation.beside(figures.fixed(estimate.designEffectWithReplacement(), 2)));
        table.markup(row.note().isEmpty() ? "" : "<span class=\"note\">" + escaped(row.note()) + "</span>");
        table.endRow();
    }

    private static void heldBack(BilingualTable table, JobResult.Row row) {
        boolean persons = row.shown() == Shown.PERSONS_ALONE;
        table.beginRow();
        table.cell(row.category().isEmpty() ? row.variable() : row.variable() + " = " + row.category());
        table.markup(group(row.estimate().domain()));
        table.cell(HELD_BACK);
        table.cell(HELD_BACK);
        table.cell("");
        table.cell(figures -> persons ? figures.count((double) row.estimate().rows()) : HELD_BACK);
        table.cell(figures -> persons ? figures.count(row.estimate().weightedRows()) : HELD_BACK);
        for (int i = 0; i < 3; i++) {
            table.cell(HELD_BACK);
        }
        table.markup("<span class=\"note\">" + escaped(row.note()) + "</span>");
        table.endRow();
    }

    static String group(String domain) {
        return domain.isEmpty() ? both("Tất cả", "All") : escaped(domain);
    }

    static String limits(Figures figures, Interval interval, boolean share) {
        return value(figures, interval.lower(), share) + " – " + value(figures, interval.upper(), share);
    }

    /** A share as per cent; other numbers with as many decimals as their size asks for. */
    static String value(Figures figures, double value, boolean share) {
        if (share) {
            return figures.percent(value);
        }
        double size = Math.abs(value);
        return figures.fixed(value, size >= 1000 ? 0 : size >= 10 ? 2 : 4);
    }

    private static String statistic(Statistic statistic) {
        return switch (statistic) {
            case MEAN -> both("trung bình", "mean");
            case TOTAL -> both("tổng", "total");
            case PROPORTION -> both("tỷ lệ", "proportion");
            case PROPORTIONS -> both("tỷ lệ từng loại", "proportions");
            case RATIO -> both("tỷ số", "ratio");
            case VARIANCE -> both("phương sai", "variance");
            case QUANTILE -> both("phân vị", "quantile");
            case COUNT -> both("số lượng", "count");
        };
    }
}
