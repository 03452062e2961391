package org.kapsurvey.analysis.job;

import static org.kapsurvey.analysis.report.BilingualTable.both;
import static org.kapsurvey.analysis.report.BilingualTable.escaped;

import java.util.List;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.report.BilingualTable;
import org.kapsurvey.analysis.report.Figures;
import org.kapsurvey.analysis.report.Presentation;

/** Tests in {@code tables.html}, and the tables that tests of independence are about. */
final class TestTables {
    private final JobResult result;
    private final StringBuilder html;

    TestTables(JobResult result, StringBuilder html) {
        this.result = result;
        this.html = html;
    }

    void write() {
        BilingualTable tests = new BilingualTable()
                .words("Kiểm định", "Test")
                .words("Nội dung", "Of what")
                .words("Biến", "Variables")
                .words("Thống kê", "Statistic")
                .figures("Giá trị", "Value")
                .figures("Bậc tự do", "Degrees of freedom")
                .figures("p", "p")
                .figures("Chênh lệch hoặc κ", "Difference or κ")
                .figures("Khoảng tin cậy", "Confidence interval");
        result.tests().forEach(test -> test(tests, test));
        TablesHtml.section(html, both("Kiểm định", "Tests"), tests);
        for (JobResult.Test test : result.tests()) {
            crossing(test.block());
        }
    }

    private static void test(BilingualTable table, JobResult.Test test) {
        TestBlock block = test.block();
        table.beginRow();
        table.cell(block.id());
        table.cell(words(block.kind()));
        table.cell(block.first().value() + " × " + block.second().value());
        table.cell(test.name());
        table.cell(figures -> figures.fixed(test.outcome().statistic(), 3));
        table.cell(figures -> freedom(figures, test.outcome().df1())
                + (Double.isNaN(test.outcome().df2())
                        ? ""
                        : "; " + freedom(figures, test.outcome().df2())));
        table.cell(figures -> probability(figures, test.outcome().p()));
        table.cell(figures -> test.hasEstimate() ? EstimateTables.value(figures, test.estimate(), false) : "");
        table.cell(figures -> test.hasEstimate()
                ? EstimateTables.value(figures, test.lower(), false) + " – "
                        + EstimateTables.value(figures, test.upper(), false)
                : "");
        table.endRow();
    }

    private static Wording words(TestBlock.Kind kind) {
        return switch (kind) {
            case INDEPENDENCE -> new Wording("tính độc lập của hai biến", "independence of two variables");
            case T -> new Wording("chênh lệch hai trung bình", "difference of two means");
            case TREND -> new Wording("xu hướng tuyến tính", "linear trend");
            case KAPPA -> new Wording("mức độ nhất quán của hai biến", "agreement of two variables");
            case RANK -> new Wording("so sánh thứ hạng giữa các nhóm", "ranks in groups");
        };
    }

    private static String freedom(Figures figures, double freedom) {
        return figures.fixed(freedom, Math.rint(freedom) == freedom ? 0 : 2);
    }

    /** p without the sign of equality, which its column says. */
    static String probability(Figures figures, double p) {
        if (Double.isNaN(p)) {
            return "–";
        }
        String signed = figures.probability(p);
        return signed.startsWith("= ") ? signed.substring(2) : signed;
    }

    private void crossing(TestBlock block) {
        List<JobResult.TableCell> cells = result.tables().stream()
                .filter(cell -> cell.id().equals(block.id()))
                .toList();
        // The shares are of the whole table, which is what they rest on.
        Presentation presentation = Presentation.of(
                cells.stream().mapToLong(JobResult.TableCell::rows).sum());
        BilingualTable table = new BilingualTable()
                .words(block.first().value(), block.first().value())
                .words(block.second().value(), block.second().value())
                .figures("Tỷ lệ trong cả bảng", "Share of the whole table")
                .figures("Sai số chuẩn", "Standard error")
                .figures("n", "n")
                .figures("n có trọng số", "Weighted n");
        for (JobResult.TableCell cell : cells) {
            table.beginRow();
            table.cell(cell.row());
            table.cell(cell.column());
            table.cell(figures -> presentation.figure(figures.percent(cell.proportion())));
            table.cell(figures -> presentation.beside(figures.percent(cell.standardError())));
            table.cell(figures -> figures.count((double) cell.rows()));
            table.cell(figures -> figures.count(cell.weightedRows()));
            table.endRow();
        }
        TablesHtml.section(html, both("Bảng chéo: ", "Table: ") + escaped(block.id()), table);
    }
}
