package org.kapsurvey.analysis.job;

import java.util.Arrays;
import java.util.Locale;
import org.kapsurvey.analysis.report.BilingualTable;
import org.kapsurvey.analysis.report.Figures;

/** A histogram of weights as SVG, in bars of one width from the smallest weight to the largest. */
final class WeightHistogram {
    static final String STYLE = """
            svg.histogram { width: 100%; max-width: 36rem; height: auto } .table + .table { margin-top: 1.2rem } .histogram rect { fill: #6f9fd6 } .histogram line { stroke: #777 }
            .histogram text { font-size: 13px; fill: #333 } #en:checked ~ main svg.vi, #vi:checked ~ main svg.en { display: none }
            """;

    private static final int MOST_BARS = 30;
    private static final int WIDTH = 420;
    private static final int HEIGHT = 210;
    private static final int LEFT = 52;
    private static final int BOTTOM = 40;
    private static final int TOP = 20;

    private final double least;
    private final double most;
    private final int[] bars;

    private WeightHistogram(double least, double most, int[] bars) {
        this.least = least;
        this.most = most;
        this.bars = bars;
    }

    /** Of at least one weight; where all are alike there is one bar. */
    static WeightHistogram of(double[] weights) {
        double least = Arrays.stream(weights).min().orElse(0);
        double most = Arrays.stream(weights).max().orElse(0);
        // Weights that differ by rounding alone are alike.
        boolean alike = most - least <= 1e-12 * Math.abs(most);
        int bars = alike ? 1 : (int) Math.min(MOST_BARS, Math.max(5, Math.round(Math.sqrt(weights.length))));
        int[] counts = new int[bars];
        for (double weight : weights) {
            int bar = alike ? 0 : (int) ((weight - least) / (most - least) * bars);
            counts[Math.min(bars - 1, bar)]++;
        }
        return new WeightHistogram(least, most, counts);
    }

    /** How many weights each bar holds. */
    int[] bars() {
        return bars.clone();
    }

    /** Two drawings, one in each language, of which the page shows one. */
    String svg() {
        return svg(
                        "vi",
                        Figures.in("vi"),
                        "Biểu đồ phân bố trọng số cuối cùng: trục ngang là trọng số, trục đứng là số người",
                        "trọng số",
                        "số người")
                + svg(
                        "en",
                        Figures.in("en"),
                        "Histogram of the final weights: weights across, persons upwards",
                        "weight",
                        "persons");
    }

    private String svg(String language, Figures figures, String label, String across, String upwards) {
        int highest = Arrays.stream(bars).max().orElse(1);
        double wide = (double) (WIDTH - LEFT - 10) / bars.length;
        double high = HEIGHT - TOP - BOTTOM;
        StringBuilder svg = new StringBuilder("<svg class=\"histogram ")
                .append(language)
                .append("\" lang=\"")
                .append(language)
                .append("\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(label)
                .append("\">\n");
        for (int bar = 0; bar < bars.length; bar++) {
            double tall = high * bars[bar] / highest;
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>\n",
                    LEFT + bar * wide + 0.5,
                    TOP + high - tall,
                    Math.max(1, wide - 1),
                    tall));
        }
        double floor = TOP + high;
        svg.append(String.format(
                Locale.ROOT, "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>\n", LEFT, floor, WIDTH - 10, floor));
        text(svg, LEFT, floor + 17, "start", EstimateTables.value(figures, least, false));
        text(svg, (LEFT + WIDTH - 10) / 2.0, floor + 34, "middle", across);
        if (bars.length > 1) {
            text(
                    svg,
                    (LEFT + WIDTH - 10) / 2.0,
                    floor + 17,
                    "middle",
                    EstimateTables.value(figures, (least + most) / 2, false));
            text(svg, WIDTH - 10, floor + 17, "end", EstimateTables.value(figures, most, false));
        }
        text(svg, LEFT - 6, TOP + 5, "end", figures.count(highest));
        text(svg, LEFT - 6, floor, "end", "0");
        text(svg, LEFT, TOP - 7, "start", upwards);
        return svg.append("</svg>\n").toString();
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                BilingualTable.escaped(text)));
    }
}
