package org.kapsurvey.analysis.job;

import static org.kapsurvey.analysis.report.BilingualTable.both;
import static org.kapsurvey.analysis.report.BilingualTable.escaped;

import java.util.List;
import org.kapsurvey.analysis.report.BilingualPage;
import org.kapsurvey.analysis.report.BilingualTable;
import org.kapsurvey.analysis.report.Figures;
import org.kapsurvey.analysis.weighting.CalibratedWeights;

/**
 * The file {@code tables.html}: what a job gave, for reading, with intervals drawn. Vietnamese, with a switch to English
 * that needs no script. Figures on few rows are shown as {@link org.kapsurvey.analysis.report.Presentation} says; the CSV
 * files have them all. All text of the job and the data is escaped.
 */
public final class TablesHtml {
    private TablesHtml() {}

    /** The text of {@code tables.html}. */
    public static String write(JobResult result) {
        String name =
                result.job().name().isEmpty() ? "KAP Survey" : result.job().name();
        return BilingualPage.of(name, html -> sections(result, html));
    }

    private static void sections(JobResult result, StringBuilder html) {
        html.append("<p>")
                .append(both(
                        size("%s dòng dữ liệu, %s tầng, %s đơn vị chọn mẫu cấp một.", result, Figures.in("vi")),
                        size("%s rows, %s strata, %s primary sampling units.", result, Figures.in("en"))))
                .append("</p>\n");
        new ReadingNotes(result, html).warnings();
        new EstimateTables(result, html).write();
        new ComparisonTables(result, html).write();
        new TestTables(result, html).write();
        new ModelTables(result, html).write();
        new KapTables(result, html).write();
        result.weights().ifPresent(weights -> weights(html, weights));
        if (!result.covariances().isEmpty()) {
            heading(html, both("Hiệp phương sai", "Covariances"));
            paragraph(
                    html,
                    both(figures -> figures.count((double) result.covariances().size()))
                            + both(
                                    " hiệp phương sai nằm trong tệp covariances.csv.",
                                    " covariances stand in covariances.csv."));
            html.append("</section>\n");
        }
        new ReadingNotes(result, html).write();
    }

    private static String size(String sentence, JobResult result, Figures figures) {
        return sentence.formatted(
                figures.count((double) result.data().rows()),
                figures.count(result.design().psus().strata()),
                figures.count(result.design().psus().psus()));
    }

    private static void weights(StringBuilder html, CalibratedWeights weights) {
        BilingualTable table = new BilingualTable()
                .words("Sau bước", "After step")
                .figures("Số dòng", "Rows")
                .figures("Tổng", "Sum")
                .figures("Nhỏ nhất", "Smallest")
                .figures("Trung bình", "Mean")
                .figures("Lớn nhất", "Largest")
                .figures("Hệ số biến thiên", "Coefficient of variation")
                .figures("Hệ số thiết kế do trọng số (Kish)", "Design effect of weighting (Kish)");
        weightRow(table, both("trọng số ban đầu", "initial weights"), weights.initial());
        for (int step = 0; step < weights.steps().size(); step++) {
            weightRow(
                    table,
                    escaped(weights.steps().get(step).method()),
                    weights.outcomes().get(step).weights());
        }
        section(html, both("Trọng số", "Weights"), table);
    }

    private static void weightRow(BilingualTable table, String step, double[] weights) {
        WeightSpread spread = WeightSpread.of(weights);
        table.beginRow();
        table.markup(step);
        table.cell(figures -> figures.count((double) spread.rows()));
        for (double value : List.of(spread.sum(), spread.least(), spread.mean(), spread.most())) {
            table.cell(figures -> EstimateTables.value(figures, value, false));
        }
        table.cell(figures -> figures.fixed(spread.coefficientOfVariation(), 2));
        table.cell(figures -> figures.fixed(spread.kishEffect(), 2));
        table.endRow();
    }

    /** A section of one table; nothing where that has no rows. */
    static void section(StringBuilder html, String title, BilingualTable table) {
        if (!table.isEmpty()) {
            heading(html, title);
            html.append(table.html()).append("</section>\n");
        }
    }

    static void heading(StringBuilder html, String title) {
        html.append("<section>\n<h2>").append(title).append("</h2>\n");
    }

    static void paragraph(StringBuilder html, String content) {
        html.append("<p>").append(content).append("</p>\n");
    }
}
