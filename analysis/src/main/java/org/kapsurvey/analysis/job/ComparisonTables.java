package org.kapsurvey.analysis.job;

import static org.kapsurvey.analysis.report.BilingualTable.both;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.indicator.Direction;
import org.kapsurvey.analysis.inference.Contrast;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.report.BilingualTable;
import org.kapsurvey.analysis.report.Figures;
import org.kapsurvey.analysis.report.IntervalDrawing;
import org.kapsurvey.analysis.report.Presentation;
import org.kapsurvey.analysis.report.SummaryPage;

/** Contrasts and targets in {@code tables.html}. What compares a figure that is hidden is hidden with it. */
final class ComparisonTables {
    private final JobResult result;
    private final StringBuilder html;

    ComparisonTables(JobResult result, StringBuilder html) {
        this.result = result;
        this.html = html;
    }

    void write() {
        BilingualTable targets = new BilingualTable()
                .words("Chỉ tiêu", "Target")
                .words("Biến", "Variable")
                .words("Nhóm", "Group")
                .figures("Mức", "Level")
                .figures("Ước lượng", "Estimate")
                .figures("Khoảng tin cậy", "Confidence interval")
                .words("Hình", "Drawn")
                .figures("n", "n")
                .words("Nhận định", "Verdict");
        IntervalDrawing drawing = drawing();
        result.targets().forEach(row -> target(targets, row, drawing));
        TablesHtml.section(html, both("Đối chiếu với chỉ tiêu", "Set against targets"), targets);
        BilingualTable contrasts = new BilingualTable()
                .words("Khối", "Block")
                .words("Biến", "Variable")
                .words("So sánh", "Comparison")
                .figures("Ước lượng", "Estimate")
                .figures("Khoảng tin cậy", "Confidence interval")
                .figures("Sai số chuẩn", "Standard error")
                .figures("t", "t")
                .figures("Bậc tự do", "Degrees of freedom")
                .figures("p", "p");
        result.contrasts().forEach(row -> contrast(contrasts, row));
        TablesHtml.section(html, both("So sánh giữa các nhóm", "Comparisons of groups"), contrasts);
    }

    private boolean shares(String block) {
        return result.job().estimates().stream()
                .anyMatch(of -> of.id().equals(block) && of.statistic().isProportion());
    }

    private IntervalDrawing drawing() {
        boolean shares =
                result.targets().stream().allMatch(row -> shares(row.target().of()));
        return shares
                ? IntervalDrawing.SHARES
                : IntervalDrawing.over(result.targets().stream()
                        .flatMap(row -> Stream.of(
                                row.interval().lower(),
                                row.interval().upper(),
                                row.target().value()))
                        .toList());
    }

    private void target(BilingualTable table, JobResult.TargetRow row, IntervalDrawing drawing) {
        Estimate estimate = row.estimate();
        Interval interval = row.interval();
        double goal = row.target().value();
        boolean share = shares(row.target().of());
        Presentation presentation = Presentation.of(estimate.rows());
        String sign = row.target().direction() == Direction.AT_LEAST ? "≥ " : "≤ ";
        table.beginRow();
        table.cell(row.target().id());
        table.cell(row.variable());
        table.markup(EstimateTables.group(estimate.domain()));
        table.cell(figures -> sign + (share ? figures.target(goal) : EstimateTables.value(figures, goal, false)));
        table.cell(figures -> presentation.figure(EstimateTables.value(figures, estimate.value(), share)));
        table.cell(figures -> presentation.beside(
                share
                        ? figures.limit(interval.lower(), goal) + " – " + figures.limit(interval.upper(), goal)
                        : EstimateTables.limits(figures, interval, false)));
        table.markup(
                presentation == Presentation.HIDDEN
                        ? ""
                        : drawing.svg(estimate.value(), interval.lower(), interval.upper(), OptionalDouble.of(goal)));
        table.cell(figures -> figures.count((double) estimate.rows()));
        if (presentation == Presentation.HIDDEN) {
            table.cell("*");
        } else {
            table.cell(SummaryPage.words(row.verdict()));
        }
        table.endRow();
    }

    private void contrast(BilingualTable table, JobResult.ContrastRow row) {
        Contrast contrast = row.contrast();
        boolean logarithm = row.scale() == Contrast.Scale.LOGRATIO;
        boolean points = !logarithm && shares(row.id());
        Presentation presentation = Presentation.of(row.fewestRows());
        table.beginRow();
        table.cell(row.id());
        table.cell(row.category().isEmpty() ? row.variable() : row.category());
        table.markup("<span>" + BilingualTable.escaped(row.name()) + unit(logarithm, points) + "</span>");
        table.cell(figures -> presentation.figure(difference(figures, contrast.value(), points)));
        List<Double> limits = List.of(contrast.lower(), contrast.upper());
        table.cell(figures -> presentation.beside(
                difference(figures, limits.get(0), points) + " – " + difference(figures, limits.get(1), points)));
        table.cell(figures -> presentation.beside(difference(figures, contrast.standardError(), points)));
        table.cell(figures -> presentation.beside(figures.fixed(contrast.t(), 2)));
        table.cell(figures -> figures.count(contrast.degreesOfFreedom()));
        table.cell(figures -> presentation.beside(TestTables.probability(figures, contrast.p())));
        table.endRow();
    }

    private static String unit(boolean logarithm, boolean points) {
        if (logarithm) {
            return both(" (tỷ số, thang lôgarit)", " (ratio, on the scale of logarithms)");
        }
        return points ? both(" (điểm phần trăm)", " (percentage points)") : "";
    }

    private static String difference(Figures figures, double value, boolean points) {
        return points ? figures.fixed(100 * value, 1) : EstimateTables.value(figures, value, false);
    }
}
