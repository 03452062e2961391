package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.analysis.report.Figures;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The file {@code tables.html}: the estimates for reading, with their intervals drawn. Vietnamese, with a switch to
 * English that needs no script. All text of the job and the data is escaped.
 */
public final class TablesHtml {
    private static final int CHART_WIDTH = 160;
    private static final int CHART_HEIGHT = 18;
    private static final int MIDDLE = CHART_HEIGHT / 2;
    private static final Figures VIETNAMESE = Figures.in("vi");
    private static final Figures ENGLISH = Figures.in("en");

    private static final String STYLE = """
            body { font-family: system-ui, sans-serif; margin: 1rem auto; max-width: 84rem; padding: 0 1rem; color: #1b1b1b }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
            th, td { padding: .25rem .5rem; font-size: .9rem; vertical-align: top; border-bottom: 1px solid #ccc; text-align: left }
            td.number, th.number { text-align: right } td.number { white-space: nowrap }
            .table { overflow-x: auto } .note { color: #6b4b00 }
            #en:checked ~ main .vi, #vi:checked ~ main .en { display: none }
            """;

    private TablesHtml() {}

    /** The text of {@code tables.html}. */
    public static String write(JobResult result) {
        StringBuilder html = new StringBuilder();
        String name =
                result.job().name().isEmpty() ? "KAP Survey" : result.job().name();
        html.append("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped(name))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n")
                .append(
                        "<input type=\"radio\" name=\"language\" id=\"vi\" checked><label for=\"vi\">Tiếng Việt</label>\n")
                .append("<input type=\"radio\" name=\"language\" id=\"en\"><label for=\"en\">English</label>\n")
                .append("<main>\n<h1>")
                .append(escaped(name))
                .append("</h1>\n<p>")
                .append(both(
                        size("%s dòng dữ liệu, %s tầng, %s đơn vị chọn mẫu cấp một.", result, VIETNAMESE),
                        size("%s rows, %s strata, %s primary sampling units.", result, ENGLISH)))
                .append("</p>\n");
        for (AnalysisJob.Block block : result.job().estimates()) {
            block(html, block, result);
        }
        return html.append("</main>\n</body>\n</html>\n").toString();
    }

    private static void block(StringBuilder html, AnalysisJob.Block block, JobResult result) {
        List<JobResult.Row> rows = result.rows().stream()
                .filter(row -> row.id().equals(block.id()))
                .toList();
        Scale scale = Scale.of(rows, block.statistic().isProportion());
        html.append("<section>\n<h2>")
                .append(escaped(block.id()))
                .append(" – ")
                .append(statistic(block.statistic()))
                .append("</h2>\n<div class=\"table\"><table>\n<thead><tr>");
        heading(html, "Biến", "Variable", false);
        heading(html, "Nhóm", "Group", false);
        heading(html, "Ước lượng", "Estimate", true);
        heading(html, "Khoảng tin cậy", "Confidence interval", true);
        heading(html, "Hình", "Drawn", false);
        heading(html, "n", "n", true);
        heading(html, "n có trọng số", "Weighted n", true);
        heading(html, "Sai số chuẩn", "Standard error", true);
        heading(html, "Bậc tự do", "Degrees of freedom", true);
        heading(html, "Hệ số thiết kế", "Design effect", true);
        heading(html, "Ghi chú", "Note", false);
        html.append("</tr></thead>\n<tbody>\n");
        for (JobResult.Row row : rows) {
            row(html, row, scale);
        }
        html.append("</tbody>\n</table></div>\n</section>\n");
    }

    private static void row(StringBuilder html, JobResult.Row row, Scale scale) {
        Estimate estimate = row.estimate();
        boolean share = row.statistic().isProportion();
        String variable = row.category().isEmpty() ? row.variable() : row.variable() + " = " + row.category();
        html.append("<tr><td>").append(escaped(variable)).append("</td><td>");
        html.append(estimate.domain().isEmpty() ? both("Tất cả", "All") : escaped(estimate.domain()));
        html.append("</td>");
        number(html, figures -> value(figures, estimate.value(), share));
        html.append("<td class=\"number\">");
        row.interval()
                .ifPresent(interval -> html.append(both(figures -> limits(figures, interval, share)))
                        .append("<br><small>")
                        .append(both(figures -> method(figures, row, interval)))
                        .append("</small>"));
        html.append("</td>");
        html.append("<td>")
                .append(row.interval().map(i -> scale.draw(estimate.value(), i)).orElse(""))
                .append("</td>");
        number(html, figures -> figures.count((double) estimate.rows()));
        number(html, figures -> figures.count(estimate.weightedRows()));
        number(html, figures -> value(figures, estimate.standardError(), share));
        number(html, figures -> figures.count(estimate.degreesOfFreedom()));
        number(html, figures -> figures.fixed(estimate.designEffectWithReplacement(), 2));
        html.append("<td class=\"note\">").append(escaped(row.note())).append("</td></tr>\n");
    }

    private static String size(String sentence, JobResult result, Figures figures) {
        return sentence.formatted(
                figures.count((double) result.data().rows()),
                figures.count(result.design().psus().strata()),
                figures.count(result.design().psus().psus()));
    }

    private static String limits(Figures figures, Interval interval, boolean share) {
        return value(figures, interval.lower(), share) + " – " + value(figures, interval.upper(), share);
    }

    private static String method(Figures figures, JobResult.Row row, Interval interval) {
        return figures.target(interval.level()) + ", " + row.method();
    }

    private static void heading(StringBuilder html, String vietnamese, String english, boolean number) {
        html.append(number ? "<th class=\"number\">" : "<th>")
                .append(vietnamese.equals(english) ? vietnamese : both(vietnamese, english))
                .append("</th>");
    }

    private static void number(StringBuilder html, Function<Figures, String> content) {
        html.append("<td class=\"number\">").append(both(content)).append("</td>");
    }

    /** The same figures written in both languages; once where that comes to the same. */
    private static String both(Function<Figures, String> content) {
        String vietnamese = content.apply(VIETNAMESE);
        String english = content.apply(ENGLISH);
        return vietnamese.equals(english) ? escaped(english) : both(vietnamese, english);
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

    private static String both(String vietnamese, String english) {
        return "<span class=\"vi\" lang=\"vi\">" + escaped(vietnamese) + "</span><span class=\"en\" lang=\"en\">"
                + escaped(english) + "</span>";
    }

    private static String value(Figures figures, double value, boolean share) {
        if (share) {
            return figures.percent(value);
        }
        double size = Math.abs(value);
        return figures.fixed(value, size >= 1000 ? 0 : size >= 10 ? 2 : 4);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** The range that a block's intervals are drawn over. */
    private record Scale(double from, double to) {
        static Scale of(List<JobResult.Row> rows, boolean shares) {
            if (shares) {
                return new Scale(0, 1);
            }
            double from = Double.POSITIVE_INFINITY;
            double to = Double.NEGATIVE_INFINITY;
            for (JobResult.Row row : rows) {
                Optional<Interval> interval = row.interval();
                if (interval.isPresent() && Double.isFinite(interval.get().lower())) {
                    from = Math.min(from, interval.get().lower());
                    to = Math.max(to, interval.get().upper());
                }
            }
            return new Scale(from, to);
        }

        String draw(double value, Interval interval) {
            if (!Double.isFinite(interval.lower()) || !Double.isFinite(interval.upper()) || !(to > from)) {
                return "";
            }
            String label = Numbers.print(interval.lower()) + " – " + Numbers.print(interval.upper());
            return "<svg width=\"" + CHART_WIDTH + "\" height=\"" + CHART_HEIGHT + "\" viewBox=\"0 0 " + CHART_WIDTH
                    + " "
                    + CHART_HEIGHT + "\" role=\"img\" aria-label=\"" + label + "\">"
                    + line("0", Integer.toString(CHART_WIDTH), MIDDLE, MIDDLE, "#ddd", 1)
                    + line(position(interval.lower()), position(interval.upper()), MIDDLE, MIDDLE, "#6f9fd6", 8)
                    + line(position(value), position(value), 1, CHART_HEIGHT - 1, "#0b3c74", 2) + "</svg>";
        }

        private static String line(String x1, String x2, int y1, int y2, String colour, int width) {
            return "<line x1=\"" + x1 + "\" x2=\"" + x2 + "\" y1=\"" + y1 + "\" y2=\"" + y2 + "\" stroke=\"" + colour
                    + "\" stroke-width=\"" + width + "\"/>";
        }

        private String position(double value) {
            double share = (value - from) / (to - from);
            double place = 4 + Math.max(0, Math.min(1, share)) * (CHART_WIDTH - 8);
            return Numbers.print(Math.rint(10 * place) / 10);
        }
    }
}
