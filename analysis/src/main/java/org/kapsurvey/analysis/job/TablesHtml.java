package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.inference.Interval;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The file {@code tables.html}: the estimates for reading, with their intervals drawn. Vietnamese, with a switch to
 * English that needs no script. All text of the job and the data is escaped.
 */
public final class TablesHtml {
    private static final int CHART_WIDTH = 160;
    private static final int CHART_HEIGHT = 18;

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
                        "%s dòng dữ liệu, %s tầng, %s đơn vị chọn mẫu cấp một."
                                .formatted(
                                        vietnamese(count(result.data().rows())),
                                        vietnamese(count(result.design().psus().strata())),
                                        vietnamese(count(result.design().psus().psus()))),
                        "%s rows, %s strata, %s primary sampling units."
                                .formatted(
                                        count(result.data().rows()),
                                        count(result.design().psus().strata()),
                                        count(result.design().psus().psus()))))
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
        number(html, value(estimate.value(), share), "");
        number(
                html,
                row.interval().map(interval -> limits(interval, share)).orElse(""),
                row.interval().map(interval -> method(row, interval)).orElse(""));
        html.append("<td>")
                .append(row.interval().map(i -> scale.draw(estimate.value(), i)).orElse(""))
                .append("</td>");
        number(html, count(estimate.rows()), "");
        number(html, fixed(estimate.weightedRows(), 0), "");
        number(html, value(estimate.standardError(), share), "");
        number(html, count(estimate.degreesOfFreedom()), "");
        number(html, fixed(estimate.designEffectWithReplacement(), 2), "");
        html.append("<td class=\"note\">").append(escaped(row.note())).append("</td></tr>\n");
    }

    private static String limits(Interval interval, boolean share) {
        return value(interval.lower(), share) + " – " + value(interval.upper(), share);
    }

    private static String method(JobResult.Row row, Interval interval) {
        return Numbers.print(Math.round(interval.level() * 1e6) / 1e4) + "%, " + row.intervalName();
    }

    private static void heading(StringBuilder html, String vietnamese, String english, boolean number) {
        html.append(number ? "<th class=\"number\">" : "<th>")
                .append(vietnamese.equals(english) ? vietnamese : both(vietnamese, english))
                .append("</th>");
    }

    /** A cell of a number written the English way, which is shown the Vietnamese way too, and a small line below. */
    private static void number(StringBuilder html, String english, String below) {
        html.append("<td class=\"number\">").append(languages(english));
        if (!below.isEmpty()) {
            html.append("<br><small>").append(languages(below)).append("</small>");
        }
        html.append("</td>");
    }

    private static String languages(String english) {
        String vietnamese = vietnamese(english);
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

    private static String value(double value, boolean share) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        if (share) {
            return fixed(100 * value, 1) + "%";
        }
        double size = Math.abs(value);
        return fixed(value, size >= 1000 ? 0 : size >= 10 ? 2 : 4);
    }

    private static String fixed(double value, int decimals) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + decimals + "f", value) : "–";
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** 1,234.5 as 1.234,5. */
    private static String vietnamese(String english) {
        StringBuilder text = new StringBuilder(english);
        for (int i = 0; i < text.length(); i++) {
            boolean inNumber = i > 0
                    && i + 1 < text.length()
                    && Character.isDigit(text.charAt(i - 1))
                    && Character.isDigit(text.charAt(i + 1));
            if (inNumber && text.charAt(i) == ',') {
                text.setCharAt(i, '.');
            } else if (inNumber && text.charAt(i) == '.') {
                text.setCharAt(i, ',');
            }
        }
        return text.toString();
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
            double middle = CHART_HEIGHT / 2.0;
            double lower = position(interval.lower());
            double upper = position(interval.upper());
            return String.format(
                    Locale.ROOT,
                    "<svg width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" role=\"img\" aria-label=\"%3$s\">"
                            + "<line x1=\"0\" x2=\"%1$d\" y1=\"%4$.1f\" y2=\"%4$.1f\" stroke=\"#ddd\"/>"
                            + "<line x1=\"%5$.1f\" x2=\"%6$.1f\" y1=\"%4$.1f\" y2=\"%4$.1f\" stroke=\"#6f9fd6\" stroke-width=\"8\"/>"
                            + "<line x1=\"%7$.1f\" x2=\"%7$.1f\" y1=\"1\" y2=\"%8$d\" stroke=\"#0b3c74\" stroke-width=\"2\"/></svg>",
                    CHART_WIDTH,
                    CHART_HEIGHT,
                    Numbers.print(interval.lower()) + " – " + Numbers.print(interval.upper()),
                    middle,
                    lower,
                    upper,
                    position(value),
                    CHART_HEIGHT - 1);
        }

        private double position(double value) {
            double share = (value - from) / (to - from);
            return 4 + Math.max(0, Math.min(1, share)) * (CHART_WIDTH - 8);
        }
    }
}
