package org.kapsurvey.analysis.job;

import static org.kapsurvey.analysis.report.BilingualTable.both;
import static org.kapsurvey.analysis.report.BilingualTable.escaped;

import org.kapsurvey.analysis.report.BilingualTable;
import org.kapsurvey.analysis.report.Presentation;

/** Models in {@code tables.html}: coefficients, tests of terms, predicted margins. Figures on few rows are hidden. */
final class ModelTables {
    private final JobResult result;
    private final StringBuilder html;

    ModelTables(JobResult result, StringBuilder html) {
        this.result = result;
        this.html = html;
    }

    void write() {
        for (ModelResult model : result.models()) {
            Presentation presentation = Presentation.of(model.rows());
            BilingualTable table = new BilingualTable()
                    .words("Biến giải thích", "Term")
                    .figures("Hệ số", "Coefficient")
                    .figures("Sai số chuẩn", "Standard error")
                    .figures("Khoảng tin cậy", "Confidence interval")
                    .figures("t", "t")
                    .figures("Bậc tự do", "Degrees of freedom")
                    .figures("p", "p");
            for (ModelResult.Coefficient row : model.coefficients()) {
                table.beginRow();
                table.cell(row.term());
                table.cell(figures -> presentation.figure(EstimateTables.value(figures, row.estimate(), false)));
                table.cell(figures -> presentation.beside(EstimateTables.value(figures, row.standardError(), false)));
                table.cell(figures -> presentation.beside(EstimateTables.value(figures, row.lower(), false) + " – "
                        + EstimateTables.value(figures, row.upper(), false)));
                table.cell(figures ->
                        presentation.beside(figures.fixed(row.outcome().statistic(), 2)));
                table.cell(figures -> figures.count(model.freedom()));
                table.cell(figures -> presentation.beside(
                        TestTables.probability(figures, row.outcome().p())));
                table.endRow();
            }
            String of = escaped(model.request().id()) + " – "
                    + escaped(model.request().response().value());
            TablesHtml.section(html, both("Mô hình: ", "Model: ") + of, table);
            tests(model, presentation, of);
            margins(model, presentation, of);
        }
    }

    private void tests(ModelResult model, Presentation presentation, String of) {
        BilingualTable table = new BilingualTable()
                .words("Biến giải thích", "Terms")
                .figures("F", "F")
                .figures("Bậc tự do", "Degrees of freedom")
                .figures("p", "p")
                .figures("p (Rao-Scott)", "p (Rao-Scott)");
        for (ModelResult.TermTestRow row : model.tests()) {
            table.beginRow();
            table.cell(row.terms());
            table.cell(figures ->
                    presentation.beside(figures.fixed(row.test().wald().statistic(), 3)));
            table.cell(figures -> figures.fixed(row.test().wald().df1(), 0) + "; "
                    + figures.fixed(row.test().wald().df2(), 0));
            table.cell(figures -> presentation.beside(
                    TestTables.probability(figures, row.test().wald().p())));
            table.cell(figures -> presentation.beside(
                    TestTables.probability(figures, row.test().workingP())));
            table.endRow();
        }
        TablesHtml.section(html, both("Kiểm định các biến giải thích: ", "Tests of terms: ") + of, table);
    }

    private void margins(ModelResult model, Presentation presentation, String of) {
        BilingualTable table = new BilingualTable()
                .words("Biến giải thích", "Term")
                .words("Giá trị", "Level")
                .figures("Trung bình dự báo", "Predicted margin")
                .figures("Sai số chuẩn", "Standard error")
                .figures("Khoảng tin cậy", "Confidence interval");
        for (ModelResult.Margin row : model.margins()) {
            table.beginRow();
            table.cell(row.factor());
            table.cell(row.level());
            table.cell(figures -> presentation.figure(EstimateTables.value(figures, row.estimate(), false)));
            table.cell(figures -> presentation.beside(EstimateTables.value(figures, row.standardError(), false)));
            table.cell(figures -> presentation.beside(EstimateTables.value(figures, row.lower(), false) + " – "
                    + EstimateTables.value(figures, row.upper(), false)));
            table.endRow();
        }
        TablesHtml.section(html, both("Trung bình dự báo: ", "Predicted margins: ") + of, table);
    }
}
