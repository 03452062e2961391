package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.formula.Names;

/** What references mean in an expression that stands in a repeat, or outside repeats. */
final class RowNames implements Names {
    private final Map<String, Row> questions;
    private final Map<String, Row> repeats;
    private final @Nullable Row around;
    private final Kinds kinds;

    /**
     * @param around the innermost repeat in which the expression stands
     * @param kinds as they are told in the row that the expression belongs to
     */
    RowNames(Map<String, Row> questions, Map<String, Row> repeats, @Nullable Row around, Kinds kinds) {
        this.questions = questions;
        this.repeats = repeats;
        this.around = around;
        this.kinds = kinds;
    }

    @Override
    public int answer(Reference reference, Faults faults) {
        Row row = question(reference, faults);
        if (row == null) {
            return -1;
        }
        Row repeat = row.repeat();
        if (repeat != null && !row.isAround(around)) {
            faults.add(
                    reference.place(),
                    "The question " + row.name + " is asked in every row of the repeat " + repeat.name
                            + ", and this stands outside of it.",
                    "Write sum(${" + row.name + "}), min, max, count, count-non-empty or join, or indexed-repeat(${"
                            + row.name + "}, ${" + repeat.name + "}, number).");
            return -1;
        }
        return row.index;
    }

    @Override
    public int answers(Reference reference, Faults faults) {
        Row row = question(reference, faults);
        return row == null ? -1 : row.index;
    }

    @Override
    public int repeat(Reference reference) {
        Row row = repeats.get(reference.name());
        return row == null ? -1 : row.index;
    }

    @Override
    public int indexed(Reference question, List<Reference> named, Faults faults) {
        Row row = question(question, faults);
        if (row == null) {
            return -1;
        }
        List<String> open = new ArrayList<>();
        Row repeat = row.repeat();
        Row outermost = null;
        while (repeat != null && !open.containsAll(names(named))) {
            open.add(repeat.name);
            outermost = repeat;
            repeat = repeat.repeat();
        }
        // From the innermost repeat of the question out, all must be named; the rows of those around are the
        // expression's own.
        boolean known = outermost != null && outermost.isAround(around);
        if (!known || open.size() != named.size() || !open.containsAll(names(named))) {
            faults.add(
                    question.place(),
                    "indexed-repeat must name every repeat between ${" + row.name + "} and the place where it stands"
                            + ", each once.",
                    "The question " + row.name + " stands in "
                            + (row.repeat() == null ? "no repeat." : "the repeat " + row.repeat().name + "."));
            return -1;
        }
        return row.index;
    }

    @Override
    public boolean isTime(Expression expression) {
        return kinds.of(expression) == Kind.TIME;
    }

    @Override
    public boolean isInRepeat() {
        return around != null;
    }

    private static List<String> names(List<Reference> references) {
        List<String> names = new ArrayList<>();
        for (Reference reference : references) {
            names.add(reference.name());
        }
        return names;
    }

    private @Nullable Row question(Reference reference, Faults faults) {
        Row row = questions.get(reference.name());
        if (row == null && repeats.containsKey(reference.name())) {
            faults.add(
                    reference.place(),
                    "The repeat " + reference.name() + " has no answer.",
                    "Write count(${" + reference.name() + "}) for the number of its rows.");
        } else if (row == null) {
            Names.unknown(reference, questions.keySet(), faults);
        } else if (row.type == QuestionType.NOTE) {
            faults.add(reference.place(), "The note " + row.name + " has no answer.", "Refer to a question.");
            return null;
        }
        return row;
    }
}
