package org.kapsurvey.questionnaire.interview;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.Group;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.interview.FormRow.Cell;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * An interview that is under way on a device. A change of one answer evaluates again only what depends on it, and gives what
 * {@link Evaluation#of} gives of the same answers; besides, it fills in defaults. Not safe for use by several threads.
 *
 * <p>A question is named by its path: its name, inside repeats after the repeat and the number of the row from 0, as in
 * {@code roster-0-age}.
 */
public final class Interview {
    private final Evaluation evaluation;
    private final Host host;
    private final Answers answers;

    private Interview(Questionnaire questionnaire, Answers answers, String today, Host host) {
        this.answers = answers;
        this.host = host;
        this.evaluation = new Evaluation(questionnaire, answers, today, true);
        FormState.drawn(evaluation);
    }

    /**
     * Begins or takes up an interview.
     *
     * @param answers as {@link #answers} wrote them, or an object without members
     * @param today {@code YYYY-MM-DD}; with any other text {@code today()} is empty
     */
    public static Interview of(Questionnaire questionnaire, JsonObject answers, String today, Host host) {
        Answers given = Answers.of(answers, host);
        given.mend();
        return new Interview(questionnaire, given, today, host);
    }

    /** What the form's logic makes of the answers as they are now. */
    public Evaluation evaluation() {
        return evaluation;
    }

    /**
     * Gives an answer, another one, or JSON's null for none. A path that leads nowhere changes nothing.
     *
     * @return what a page must draw anew: docs/formats.md, "Answers, record and state"
     */
    public String change(String path, Json answer, String language) {
        FormRow row = rowOf(path);
        int item = row == null ? -1 : evaluation.questionnaire().itemOf(nameOf(path));
        if (row != null && item >= 0 && evaluation.questionnaire().level(item) == row.level) {
            row.answers.put(nameOf(path), Answers.answer(answer, host));
            unsettle(row, item);
        }
        return FormState.changes(evaluation, language);
    }

    /** Adds a row to a repeat that has room for one and whose number of rows no formula gives. */
    public String addRow(String path, String language) {
        FormRow row = rowOf(path);
        Group repeat = repeat(row, path);
        if (row != null && repeat != null) {
            int item = evaluation.questionnaire().item(repeat);
            Cell cell = evaluation.cell(row, item);
            if (cell.relevant && cell.rows.size() < repeat.mostRows()) {
                if (!(row.answers.answer(repeat.name()) instanceof Answer.Rows)) {
                    row.answers.put(repeat.name(), Answers.noRows());
                }
                if (row.answers.answer(repeat.name()) instanceof Answer.Rows rows) {
                    rows.rows().add(Answers.none());
                }
                unsettle(row, item);
            }
        }
        return FormState.changes(evaluation, language);
    }

    /**
     * Takes away a row with its answers.
     *
     * @param path of the row, such as {@code roster-2}
     */
    public String removeRow(String path, String language) {
        FormRow row = rowOf(path + "-");
        FormRow around = row == null ? null : row.parent;
        Group repeat = row == null ? null : row.level.repeat();
        if (row != null && around != null && repeat != null && repeat.count() == null) {
            if (around.answers.answer(repeat.name()) instanceof Answer.Rows rows) {
                rows.rows().remove(row.position);
            }
            unsettle(around, evaluation.questionnaire().item(repeat));
        }
        return FormState.changes(evaluation, language);
    }

    /** All answers, those to questions that do not apply too, as {@link #of} takes them. */
    public String answers() {
        JsonWriter out = new JsonWriter();
        answers.write(out);
        return out.toString();
    }

    /** The answers to questions that apply, as they were given: what is sent. */
    public String relevantAnswers() {
        JsonWriter out = new JsonWriter();
        relevant(out, evaluation.root());
        return out.toString();
    }

    private void relevant(JsonWriter out, FormRow row) {
        out.beginObject();
        for (int item : row.level.items()) {
            Cell cell = evaluation.cell(row, item);
            String name = evaluation.isQuestion(item)
                    ? evaluation.question(item).name()
                    : evaluation.group(item).name();
            Answer answer = row.answers.answer(name);
            if (!evaluation.isQuestion(item) && evaluation.group(item).isRepeat() && cell.relevant) {
                out.name(name).beginArray();
                for (FormRow inner : cell.rows) {
                    relevant(out, inner);
                }
                out.endArray();
            } else if (evaluation.isQuestion(item) && cell.relevant && answer != null) {
                out.name(name);
                Answers.write(out, answer);
            }
        }
        out.endObject();
    }

    private void unsettle(FormRow row, int item) {
        evaluation.cell(row, item).unsettled = true;
        evaluation.settle();
    }

    private @Nullable Group repeat(@Nullable FormRow row, String path) {
        int item = row == null ? -1 : evaluation.questionnaire().itemOf(nameOf(path));
        boolean known = row != null && item >= 0 && evaluation.questionnaire().level(item) == row.level;
        Group group = known && !evaluation.isQuestion(item) ? evaluation.group(item) : null;
        return group != null && group.count() == null ? group : null;
    }

    private static String nameOf(String path) {
        return path.substring(lastDash(path) + 1);
    }

    private static int lastDash(String path) {
        int at = -1;
        for (int next = path.indexOf('-'); next >= 0; next = path.indexOf('-', next + 1)) {
            at = next;
        }
        return at;
    }

    /** The row in which the last name of a path stands; null if there is no such row. */
    private @Nullable FormRow rowOf(String path) {
        FormRow row = evaluation.root();
        int from = 0;
        while (row != null) {
            int name = path.indexOf('-', from);
            int number = name < 0 ? -1 : path.indexOf('-', name + 1);
            if (name < 0) {
                return row;
            }
            if (number < 0) {
                return null;
            }
            int item = evaluation.questionnaire().itemOf(path.substring(from, name));
            boolean repeat = item >= 0
                    && !evaluation.isQuestion(item)
                    && evaluation.questionnaire().level(item) == row.level;
            List<FormRow> rows = repeat ? evaluation.cell(row, item).rows : List.of();
            int at = position(path.substring(name + 1, number));
            row = at >= 0 && at < rows.size() ? rows.get(at) : null;
            from = number + 1;
        }
        return null;
    }

    private static int position(String digits) {
        int position = digits.isEmpty() || digits.length() > 3 ? -1 : 0;
        for (int i = 0; i < digits.length() && position >= 0; i++) {
            char c = digits.charAt(i);
            position = c < '0' || c > '9' ? -1 : position * 10 + (c - '0');
        }
        return position;
    }
}
