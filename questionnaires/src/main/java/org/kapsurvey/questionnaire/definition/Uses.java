package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.value.Words;

/** What an expression or a text looks at: questions and repeats, and in which level their row and its own meet. */
final class Uses extends Walk {
    /**
     * One of them.
     *
     * @param level the innermost level whose row the two share
     */
    record Use(Row row, int level) {}

    private final Map<String, Row> questions;
    private final Map<String, Row> repeats;
    private final Map<String, List<Reference>> referencesOfLists;
    private final @Nullable Row around;
    private final List<Use> found = new ArrayList<>();

    /**
     * For expressions of one place.
     *
     * @param referencesOfLists in the labels of the choices of each list
     * @param around the innermost repeat in which the expressions stand
     */
    Uses(
            Map<String, Row> questions,
            Map<String, Row> repeats,
            Map<String, List<Reference>> referencesOfLists,
            @Nullable Row around) {
        this.questions = questions;
        this.repeats = repeats;
        this.referencesOfLists = referencesOfLists;
        this.around = around;
    }

    List<Use> found() {
        return found;
    }

    void of(@Nullable Expression expression) {
        if (expression != null) {
            expression.accept(this);
        }
    }

    /** A plain reference: to a row that is the same or lies around. */
    void of(Reference reference) {
        Row row = questions.get(reference.name());
        if (row != null) {
            add(row, row.level());
        }
    }

    @Override
    public Boolean reference(Reference reference) {
        of(reference);
        return true;
    }

    @Override
    public Boolean call(Call call) {
        Function function = call.function();
        List<Expression> arguments = call.arguments();
        if (function == Function.CHOICE_NAME && arguments.size() == 2) {
            choiceName(arguments.get(1));
        }
        if (function == Function.INDEXED) {
            for (int i = 0; i < arguments.size(); i++) {
                if (i == 0 || i % 2 == 1) {
                    inAllRows(arguments.get(i));
                } else {
                    arguments.get(i).accept(this);
                }
            }
            return true;
        }
        for (Expression argument : arguments) {
            if (function.takesAllRows() && argument instanceof Reference) {
                inAllRows(argument);
            } else {
                argument.accept(this);
            }
        }
        return true;
    }

    /** A question in all rows, and the repeats whose rows these are: rows come and go. */
    private void inAllRows(Expression argument) {
        if (!(argument instanceof Reference reference)) {
            argument.accept(this);
            return;
        }
        Row repeat = repeats.get(reference.name());
        Row row = repeat == null ? questions.get(reference.name()) : repeat;
        if (row == null) {
            return;
        }
        Row shared = row.repeat();
        while (shared != null && !isAround(shared)) {
            shared = shared.repeat();
        }
        int level = shared == null ? 0 : shared.repeatLevel;
        add(row, level);
        for (Row rows = row.repeat(); rows != shared && rows != null; rows = rows.repeat()) {
            add(rows, level);
        }
    }

    private boolean isAround(Row repeat) {
        for (Row own = around; own != null; own = own.repeat()) {
            if (own == repeat) {
                return true;
            }
        }
        return false;
    }

    /** The label of a choice may hold answers. */
    private void choiceName(Expression question) {
        String name = question instanceof Reference reference ? reference.name() : "";
        if (question instanceof TextLiteral literal
                && literal.value().startsWith("${")
                && literal.value().endsWith("}")) {
            name = Words.trim(literal.value().substring(2, literal.value().length() - 1));
        }
        Row row = questions.get(name);
        if (row != null) {
            for (Reference reference : referencesOfLists.getOrDefault(row.list, List.of())) {
                of(reference);
            }
        }
    }

    private void add(Row row, int level) {
        Use use = new Use(row, level);
        for (Use known : found) {
            if (known.row == row && known.level == level) {
                return;
            }
        }
        found.add(use);
    }
}
