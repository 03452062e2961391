package org.kapsurvey.analysis.job;

import static org.kapsurvey.analysis.job.BilingualTable.both;
import static org.kapsurvey.analysis.job.BilingualTable.escaped;

import java.util.List;
import org.kapsurvey.analysis.report.Figures;
import org.kapsurvey.analysis.weighting.CalibratedWeights;

/**
 * The file {@code tables.html}: what a job gave, for reading, with intervals drawn. Vietnamese, with a switch to English
 * that needs no script. Figures on few rows are shown as {@link org.kapsurvey.analysis.report.Presentation} says; the CSV
 * files have them all. All text of the job and the data is escaped.
 */
public final class TablesHtml {
    static final String STYLE = """
            :root { color-scheme: light }
            body { font-family: system-ui, sans-serif; margin: 1rem auto; max-width: 84rem; padding: 0 1rem; color: #1b1b1b; background: #fff }
            h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem } h2, td { overflow-wrap: break-word }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
            th, td { padding: .3rem .5rem; font-size: .9rem; vertical-align: top; border-bottom: 1px solid #ccc; text-align: left }
            th { border-bottom: 2px solid #777 }
            td.number, th.number { text-align: right } td.number { white-space: nowrap }
            .table { overflow-x: auto } .note { color: #6b4b00 } small { color: #555 }
            svg { display: block } .axis { stroke: #ddd } .interval { stroke: #6f9fd6; stroke-width: 8 }
            .estimate { stroke: #0b3c74; stroke-width: 2 } .goal { stroke: #a33; stroke-width: 2; stroke-dasharray: 3 2 }
            #en:checked ~ main .vi, #vi:checked ~ main .en { display: none }
            @media screen and (max-width: 50rem) {
              thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
              table, tbody, tr, td { display: block } tr { border: 1px solid #bbb; border-radius: .4rem; margin: .6rem 0; padding: .3rem }
              td, td.number { border: 0; display: grid; grid-template-columns: 9rem 1fr; gap: .5rem; text-align: left; white-space: normal; padding: .15rem .3rem }
              td::before { content: attr(data-vi); color: #555 } #en:checked ~ main td::before { content: attr(data-en) }
              td:empty { display: none } td > span, td > div { grid-column: 2; overflow-wrap: anywhere }
            }
            @media print {
              body { max-width: none; margin: 0; font-size: 9pt } input, input + label { display: none } th, td { font-size: 8pt; padding: .15rem .3rem }
              .table { overflow: visible } tr, h2 { break-inside: avoid } h2 { break-after: avoid } thead { display: table-header-group }
              * { print-color-adjust: exact; -webkit-print-color-adjust: exact }
            }
            """;

    private TablesHtml() {}

    /** The text of {@code tables.html}. */
    public static String write(JobResult result) {
        String name = escaped(
                result.job().name().isEmpty() ? "KAP Survey" : result.job().name());
        StringBuilder html = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(name)
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n")
                .append("<input type=\"radio\" name=\"language\" id=\"vi\" checked>")
                .append("<label for=\"vi\" lang=\"vi\">Tiếng Việt</label>\n")
                .append(
                        "<input type=\"radio\" name=\"language\" id=\"en\"><label for=\"en\" lang=\"en\">English</label>\n")
                .append("<main>\n<h1>")
                .append(name)
                .append("</h1>\n<p>")
                .append(both(
                        size("%s dòng dữ liệu, %s tầng, %s đơn vị chọn mẫu cấp một.", result, Figures.in("vi")),
                        size("%s rows, %s strata, %s primary sampling units.", result, Figures.in("en"))))
                .append("</p>\n");
        new EstimateTables(result, html).write();
        new ComparisonTables(result, html).write();
        new TestTables(result, html).write();
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
        return html.append("</main>\n</body>\n</html>\n").toString();
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
