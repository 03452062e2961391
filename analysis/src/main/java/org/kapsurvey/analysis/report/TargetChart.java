package org.kapsurvey.analysis.report;

import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * An interval drawn against its target as inline SVG. Places are per cent of the drawing's width, so that it fills a phone
 * and a printed page alike while its letters keep their size. Shape carries what colour carries too: the estimate is a
 * disc, the target a diamond on a dashed line.
 */
final class TargetChart {
    private static final double LEFT = 4;
    private static final double WIDTH = 91;

    private final double from;
    private final Figures figures;
    private final boolean english;

    /** @param from the share at the left edge; the right edge is 100 per cent */
    TargetChart(double from, String language) {
        this.from = from;
        this.figures = Figures.in(language);
        this.english = "en".equals(language);
    }

    /** The left edge that shows every interval and target with some room, a multiple of 10 per cent. */
    static double leftEdge(Iterable<IndicatorResult> results) {
        double least = 0.8;
        for (IndicatorResult result : results) {
            double lower = result.interval().lower();
            least = Math.min(least, result.indicator().target());
            least = Double.isNaN(lower) ? least : Math.min(least, lower);
        }
        return Math.max(0, Math.floor(10 * (least - 0.03)) / 10);
    }

    String svg(IndicatorResult result) {
        double target = result.indicator().target();
        double lower = result.interval().lower();
        double upper = result.interval().upper();
        double value = result.estimate().value();
        String id = "chart-" + result.indicator().id().replaceAll("[^A-Za-z0-9]", "-");
        Markup svg = new Markup();
        svg.line("<svg class=\"chart\" width=\"100%\" height=\"92\" role=\"img\" aria-labelledby=\"" + id + "-t " + id
                + "-d\">");
        svg.element("title", "id=\"" + id + "-t\"", title(result));
        svg.element("desc", "id=\"" + id + "-d\"", description(result));
        int step = from < 0.5 ? 20 : 10;
        for (int tick = (int) Math.round(100 * from); tick <= 100; tick++) {
            if (tick % step == 0) {
                String x = x(tick / 100.0);
                svg.line("<line class=\"grid\" x1=\"" + x + "\" x2=\"" + x + "\" y1=\"20\" y2=\"70\"/>");
                svg.element("text", "class=\"tick\" x=\"" + x + "\" y=\"86\" text-anchor=\"middle\"", tick + "%");
            }
        }
        svg.line("<line class=\"axis\" x1=\"" + x(from) + "\" x2=\"" + x(1) + "\" y1=\"70\" y2=\"70\"/>");
        String at = x(target);
        svg.line("<line class=\"target\" x1=\"" + at + "\" x2=\"" + at + "\" y1=\"22\" y2=\"48\"/>");
        svg.line("<svg x=\"" + at + "\" y=\"22\" overflow=\"visible\"><path class=\"target-mark\""
                + " d=\"M0,-6 L6,0 L0,6 L-6,0 Z\"/></svg>");
        svg.element(
                "text",
                "class=\"target-label\" x=\"" + at + "\" y=\"12\" text-anchor=\"" + anchor(target) + "\"",
                (english ? "Target " : "Chỉ tiêu ") + figures.target(target));
        if (!Double.isNaN(lower) && !Double.isNaN(upper)) {
            svg.line("<line class=\"interval\" x1=\"" + x(lower) + "\" x2=\"" + x(upper) + "\" y1=\"38\" y2=\"38\"/>");
            for (double end : new double[] {lower, upper}) {
                svg.line("<line class=\"cap\" x1=\"" + x(end) + "\" x2=\"" + x(end) + "\" y1=\"31\" y2=\"45\"/>");
            }
        }
        if (!Double.isNaN(value)) {
            svg.line("<circle class=\"estimate\" cx=\"" + x(value) + "\" cy=\"38\" r=\"5\"/>");
            svg.element(
                    "text",
                    "class=\"estimate-label\" x=\"" + x(value) + "\" y=\"62\" text-anchor=\"" + anchor(value) + "\"",
                    figures.percent(value));
        }
        svg.line("</svg>");
        return svg.toString();
    }

    private String title(IndicatorResult result) {
        return english
                ? result.indicator().id() + ": estimate, 95% interval and target"
                : result.indicator().id() + ": ước lượng, khoảng tin cậy 95% và chỉ tiêu";
    }

    private String description(IndicatorResult result) {
        double target = result.indicator().target();
        String lower = figures.limit(result.interval().lower(), target);
        String upper = figures.limit(result.interval().upper(), target);
        String value = figures.percent(result.estimate().value());
        String goal = figures.target(target);
        return english
                ? "Estimate " + value + ", interval " + lower + " to " + upper + ", target " + goal + "."
                : "Ước lượng " + value + ", khoảng tin cậy từ " + lower + " đến " + upper + ", chỉ tiêu " + goal + ".";
    }

    /** Labels near the right edge grow to the left. */
    private String anchor(double share) {
        double place = place(share);
        return place > 85 ? "end" : place < 12 ? "start" : "middle";
    }

    private String x(double share) {
        return Numbers.print(Math.rint(100 * place(share)) / 100) + "%";
    }

    private double place(double share) {
        double inside = Math.min(1, Math.max(from, share));
        return LEFT + WIDTH * (inside - from) / (1 - from);
    }
}
