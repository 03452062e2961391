package org.kapsurvey.analysis.report;

import java.util.List;
import java.util.OptionalDouble;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Intervals drawn over one range, so that those of a table can be compared. The limits stand beside the drawing as text,
 * which is why readers by ear are spared it.
 */
public record IntervalDrawing(double from, double to) {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 18;
    private static final int MIDDLE = HEIGHT / 2;

    /** Over all shares. */
    public static final IntervalDrawing SHARES = new IntervalDrawing(0, 1);

    /** Over the range of the limits; those that are not finite are left out. */
    public static IntervalDrawing over(List<Double> limits) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (double limit : limits) {
            from = Double.isFinite(limit) ? Math.min(from, limit) : from;
            to = Double.isFinite(limit) ? Math.max(to, limit) : to;
        }
        return new IntervalDrawing(from, to);
    }

    /**
     * The drawing; empty where there is no interval or no range.
     *
     * @param mark a value to be compared with, dashed
     */
    public String svg(double value, double lower, double upper, OptionalDouble mark) {
        if (!Double.isFinite(lower) || !Double.isFinite(upper) || !(to > from)) {
            return "";
        }
        StringBuilder svg = new StringBuilder("<svg width=\"" + WIDTH + "\" height=\"" + HEIGHT + "\" viewBox=\"0 0 "
                + WIDTH + " " + HEIGHT + "\" aria-hidden=\"true\">");
        line(svg, "0", Integer.toString(WIDTH), "axis");
        line(svg, position(lower), position(upper), "interval");
        upright(svg, position(value), "estimate");
        mark.ifPresent(at -> upright(svg, position(at), "goal"));
        return svg.append("</svg>").toString();
    }

    private static void line(StringBuilder svg, String x1, String x2, String kind) {
        svg.append(
                "<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"%d\" y2=\"%d\"/>".formatted(kind, x1, x2, MIDDLE, MIDDLE));
    }

    private static void upright(StringBuilder svg, String x, String kind) {
        svg.append("<line class=\"%s\" x1=\"%s\" x2=\"%s\" y1=\"1\" y2=\"%d\"/>".formatted(kind, x, x, HEIGHT - 1));
    }

    private String position(double value) {
        double share = (value - from) / (to - from);
        double place = 4 + Math.max(0, Math.min(1, share)) * (WIDTH - 8);
        return Numbers.print(Math.rint(10 * place) / 10);
    }
}
