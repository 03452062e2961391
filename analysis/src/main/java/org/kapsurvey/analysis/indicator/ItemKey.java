package org.kapsurvey.analysis.indicator;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.KapComponent;
import org.kapsurvey.questionnaire.definition.KapItem;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.jvm.ChoicePoints;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * What the answers to one question are worth, by the key in its form. Where people choose several, the whole answer is: by the
 * rule of the key, from 0 points.
 */
final class ItemKey {
    private final List<String> codes;
    private final double[] points;
    private final KapItem kap;
    /** The choices that stand alone, of those of which people choose several. */
    private final List<String> exclusive;

    private ItemKey(List<String> codes, double[] points, KapItem kap, List<String> exclusive) {
        this.codes = codes;
        this.points = points;
        this.kap = kap;
        this.exclusive = exclusive;
    }

    /** The key of a question; empty if it has no choices or nothing says what they are worth. */
    static Optional<ItemKey> of(Question question) {
        Map<String, Double> points = ChoicePoints.of(question);
        KapItem kap = question.kap();
        ChoiceList choices = question.choices();
        return points.isEmpty() || kap == null
                ? Optional.empty()
                : Optional.of(new ItemKey(
                        List.copyOf(points.keySet()),
                        points.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray(),
                        kap,
                        choices == null
                                ? List.of()
                                : choices.choices().stream()
                                        .filter(Choice::exclusive)
                                        .map(Choice::name)
                                        .toList()));
    }

    /** The codes that a question's form calls right; none if nothing is right or wrong. */
    static List<String> right(Question question) {
        KapItem kap = question.kap();
        return kap == null ? List.of() : kap.right();
    }

    private boolean isOfSeveral() {
        return !kap.rule().isEmpty();
    }

    double least() {
        if (isOfSeveral()) {
            return 0;
        }
        double least = points[0];
        for (double of : points) {
            least = Math.min(least, of);
        }
        return least;
    }

    double most() {
        if (kap.rule().equals(KapItem.SUM)) {
            return mostTogether();
        }
        double most = points[0];
        for (double of : points) {
            most = Math.max(most, of);
        }
        return most;
    }

    /** Of the choices that can go together, or of one that stands alone. */
    private double mostTogether() {
        double together = 0;
        double alone = 0;
        for (int place = 0; place < points.length; place++) {
            if (exclusive.contains(codes.get(place))) {
                alone = Math.max(alone, points[place]);
            } else {
                together += Math.max(0, points[place]);
            }
        }
        return Math.max(alone, together);
    }

    KapComponent component() {
        return kap.component();
    }

    /** Whether another form's key says the same of the same answers. */
    boolean agreesWith(ItemKey other) {
        return codes.equals(other.codes)
                && Arrays.equals(points, other.points)
                && Set.copyOf(kap.dontKnow()).equals(Set.copyOf(other.kap.dontKnow()))
                && kap.rule().equals(other.kap.rule())
                && kap.minus() == other.kap.minus()
                && exclusive.equals(other.exclusive);
    }

    /** Whether an answer is right: where several are chosen, whether it gets all points by the rule. */
    boolean isRight(String answer) {
        return isOfSeveral()
                ? together(answer.split(" ", -1)) == most()
                : kap.right().contains(answer);
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
            result[row] = worth(text(column, row), dontKnowPoints, missingPoints);
        }
        return result;
    }

    /** A "don't know" beside other choices is none. */
    private double worth(String answer, double dontKnowPoints, double missingPoints) {
        String[] chosen = isOfSeveral() ? answer.split(" ", -1) : new String[] {answer};
        if (Arrays.stream(chosen).anyMatch(codes::contains)) {
            return isOfSeveral() ? together(chosen) : points[codes.indexOf(answer)];
        }
        return Arrays.stream(chosen).anyMatch(kap.dontKnow()::contains) ? dontKnowPoints : missingPoints;
    }

    private double together(String[] chosen) {
        int right = 0;
        int wrong = 0;
        double sum = 0;
        for (String code : new LinkedHashSet<>(Arrays.asList(chosen))) {
            int place = codes.indexOf(code);
            sum += place < 0 ? 0 : points[place];
            right += kap.right().contains(code) ? 1 : 0;
            wrong += place < 0 || kap.right().contains(code) ? 0 : 1;
        }
        if (kap.rule().equals(KapItem.SUM)) {
            return Math.max(0, sum);
        }
        double of = (double) right / kap.enough();
        double reached = kap.isShare() ? of : of >= 1 ? 1 : 0;
        return Math.max(0, kap.points() * reached - kap.minus() * wrong);
    }

    static String text(Column column, int row) {
        return column instanceof TextColumn text
                ? String.valueOf(text.value(row))
                : Numbers.print(((NumericColumn) column).value(row));
    }
}
