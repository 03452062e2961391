package org.kapsurvey.analysis.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.bench.Coverage.Figure;
import org.kapsurvey.analysis.bench.Coverage.Method;
import org.kapsurvey.analysis.bench.Coverage.Setting;

/** The figures of coverage as Markdown: a table for each setting and method, rates down, populations across. */
public final class CoverageTables {
    private CoverageTables() {}

    /** All tables of a run, and last how the goals came out. */
    public static String markdown(List<Figure> figures) {
        StringBuilder text = new StringBuilder();
        for (Setting setting : Setting.values()) {
            List<Figure> of = figures.stream()
                    .filter(figure -> figure.setting() == setting)
                    .toList();
            for (Method method : Method.values()) {
                // A plan makes no difference where no sample is all yes, and t and logit are not for small samples.
                boolean tells =
                        method == Method.KORN_GRAUBARD || (method == Method.KORN_GRAUBARD_PSUS) != setting.isLarge();
                if (tells && !of.isEmpty()) {
                    text.append("### ")
                            .append(setting.text())
                            .append(", ")
                            .append(method.text())
                            .append("\n\n");
                    table(text, of, method);
                    text.append('\n');
                }
            }
        }
        goals(text, figures);
        return text.toString();
    }

    private static void table(StringBuilder text, List<Figure> figures, Method method) {
        double first = figures.get(0).about();
        List<Figure> across =
                figures.stream().filter(figure -> figure.about() == first).toList();
        line(
                text,
                "p",
                across.stream()
                        .map(figure -> "%s %s".formatted(figure.weights().text(), decimals(figure.icc(), 2)))
                        .toList());
        line(text, "---", across.stream().map(figure -> "---:").toList());
        for (double rate :
                figures.stream().mapToDouble(Figure::about).distinct().toArray()) {
            row(text, figures.stream().filter(figure -> figure.about() == rate).toList(), method);
        }
    }

    /** The line of one rate. */
    static void row(StringBuilder text, List<Figure> figures, Method method) {
        line(
                text,
                decimals(figures.get(0).about(), 2),
                figures.stream()
                        .map(figure -> decimals(100 * figure.of(method).covers(), 2))
                        .toList());
    }

    private static void goals(StringBuilder text, List<Figure> figures) {
        text.append("### Goals\n\n");
        line(text, "goal", List.of("wanted", "populations", "reached in", "lowest", "highest", "rates", "reached at"));
        line(text, "---", List.of("---", "---:", "---:", "---:", "---:", "---:", "---:"));
        for (CoverageGoal.Outcome outcome : CoverageGoal.outcomes(figures)) {
            CoverageGoal goal = outcome.goal();
            String most = goal.most() < 1 ? " to " + decimals(100 * goal.most(), 1) : " or more";
            line(
                    text,
                    goal.text(),
                    List.of(
                            decimals(100 * goal.least(), 1) + most,
                            Integer.toString(outcome.populations()),
                            Integer.toString(outcome.reached()),
                            decimals(100 * outcome.lowest(), 2),
                            decimals(100 * outcome.highest(), 2),
                            Integer.toString(outcome.rates()),
                            Integer.toString(outcome.reachedAt())));
        }
    }

    private static void line(StringBuilder text, String head, List<String> cells) {
        text.append("| ").append(head).append(cells.stream().collect(Collectors.joining(" | ", " | ", " |\n")));
    }

    private static String decimals(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }
}
