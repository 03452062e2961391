package org.kapsurvey.analysis.indicator;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.questionnaire.definition.KapComponent;
import org.kapsurvey.questionnaire.definition.KapItem;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.jvm.ChoicePoints;
import org.kapsurvey.questionnaire.number.Numbers;

/** What the answers to one question are worth, by the key in its form. */
final class ItemKey {
    private final List<String> codes;
    private final double[] points;
    private final List<String> dontKnow;
    private final KapComponent component;

    private ItemKey(List<String> codes, double[] points, List<String> dontKnow, KapComponent component) {
        this.codes = codes;
        this.points = points;
        this.dontKnow = dontKnow;
        this.component = component;
    }

    /** The key of a question; empty if it has no choices or nothing says what they are worth. */
    static Optional<ItemKey> of(Question question) {
        Map<String, Double> points = ChoicePoints.of(question);
        KapItem kap = question.kap();
        return points.isEmpty() || kap == null
                ? Optional.empty()
                : Optional.of(new ItemKey(
                        List.copyOf(points.keySet()),
                        points.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        kap.dontKnow(),
                        kap.component()));
    }

    /** The codes that a question's form calls right; none if nothing is right or wrong. */
    static List<String> right(Question question) {
        KapItem kap = question.kap();
        return kap == null ? List.of() : kap.right();
    }

    double least() {
        double least = points[0];
        for (double of : points) {
            least = Math.min(least, of);
        }
        return least;
    }

    double most() {
        double most = points[0];
        for (double of : points) {
            most = Math.max(most, of);
        }
        return most;
    }

    KapComponent component() {
        return component;
    }

    /** Whether another form's key says the same of the same answers. */
    boolean agreesWith(ItemKey other) {
        return codes.equals(other.codes) && Arrays.equals(points, other.points) && dontKnow.equals(other.dontKnow);
    }

    /** The points of each row's answer, NaN where it has none; {@code dontKnow} is what those count who don't know. */
    double[] points(Table answers, String item, double dontKnowPoints, double missingPoints) {
        Column column = answers.column(item);
        @Nullable Column reasons = answers.find(item + "_missing").orElse(null);
        double[] result = new double[answers.rows()];
        for (int row = 0; row < result.length; row++) {
            if (column.isMissing(row)) {
                boolean unknown = reasons != null
                        && !reasons.isMissing(row)
                        && text(reasons, row).equals("dk");
                result[row] = unknown ? dontKnowPoints : missingPoints;
                continue;
            }
            String code = text(column, row);
            int place = codes.indexOf(code);
            result[row] = place >= 0 ? points[place] : dontKnow.contains(code) ? dontKnowPoints : missingPoints;
        }
        return result;
    }

    static String text(Column column, int row) {
        return column instanceof TextColumn text
                ? String.valueOf(text.value(row))
                : Numbers.print(((NumericColumn) column).value(row));
    }
}
