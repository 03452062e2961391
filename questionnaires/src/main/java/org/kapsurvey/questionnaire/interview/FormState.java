package org.kapsurvey.questionnaire.interview;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.Group;
import org.kapsurvey.questionnaire.definition.Labels;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.definition.Page;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.definition.Range;
import org.kapsurvey.questionnaire.interview.FormRow.Cell;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.value.Words;

/** Everything that a page needs to draw a form, as JSON; docs/formats.md describes it member by member. */
public final class FormState {
    private final Evaluation evaluation;
    private final Questionnaire questionnaire;
    private final String language;
    private final JsonWriter out = new JsonWriter();

    private FormState(Evaluation evaluation, String language) {
        this.evaluation = evaluation;
        this.questionnaire = evaluation.questionnaire();
        this.language = questionnaire.languages().contains(language) ? language : questionnaire.defaultLanguage();
    }

    /**
     * The state of an interview.
     *
     * @param language of labels and messages; the form's default language if the form doesn't have it
     */
    public static String of(Evaluation evaluation, String language) {
        return new FormState(evaluation, language).write();
    }

    /** What changed since it was drawn last: the pages' heads, the questions, and whole repeats where rows came or went. */
    static String changes(Evaluation evaluation, String language) {
        return new FormState(evaluation, language).writeChanges();
    }

    /** Takes everything as drawn. */
    static void drawn(Evaluation evaluation) {
        new FormState(evaluation, "").drawn(evaluation.root());
    }

    private String write() {
        out.beginObject().name("form").value(questionnaire.form());
        out.name("version").value(questionnaire.version());
        out.name("title").value(questionnaire.title().in(language));
        out.name("language").value(language);
        out.name("languages").beginArray();
        for (String other : questionnaire.languages()) {
            out.value(other);
        }
        out.endArray();
        outcome();
        out.name("pages").beginArray();
        for (Page page : questionnaire.pages()) {
            Group group = page.group();
            out.beginObject().name("name").value(page.name());
            head(page);
            out.name("selfFill").value(group != null && group.isSelfFill());
            out.name("questions").beginArray();
            items(evaluation.root(), page.items(), "");
            out.endArray().endObject();
        }
        out.endArray();
        out.name("record").raw(evaluation.canonicalRecord());
        return out.endObject().toString();
    }

    private String writeChanges() {
        out.beginObject();
        outcome();
        out.name("pages").beginArray();
        for (Page page : questionnaire.pages()) {
            out.beginObject();
            head(page);
            out.endObject();
        }
        out.endArray().name("changed").beginArray();
        changed(evaluation.root(), "");
        return out.endArray().endObject().toString();
    }

    private void outcome() {
        out.name("complete").value(evaluation.isComplete());
        out.name("outcome").value(evaluation.outcome());
    }

    private void head(Page page) {
        boolean shown = false;
        boolean complete = true;
        for (int item : page.items()) {
            Cell cell = evaluation.cell(evaluation.root(), item);
            shown = shown || (isDrawn(item) && cell.relevant);
            complete = complete && isComplete(cell);
        }
        Group group = page.group();
        out.name("label").value(group == null ? "" : label(evaluation.root(), group.label()));
        out.name("relevant").value(shown);
        out.name("complete").value(complete);
    }

    private static boolean isComplete(Cell cell) {
        if (!Evaluation.isComplete(cell)) {
            return false;
        }
        for (FormRow row : cell.rows) {
            for (Cell inner : row.cells) {
                if (!isComplete(inner)) {
                    return false;
                }
            }
        }
        return true;
    }

    private void drawn(FormRow row) {
        for (Cell cell : row.cells) {
            cell.undrawn = false;
            for (FormRow inner : cell.rows) {
                drawn(inner);
            }
        }
    }

    private void changed(FormRow row, String path) {
        for (int item : row.level.items()) {
            Cell cell = evaluation.cell(row, item);
            if (isDrawn(item) && cell.undrawn) {
                item(row, item, path);
                for (FormRow inner : cell.rows) {
                    drawn(inner);
                }
            } else {
                for (int i = 0; i < cell.rows.size(); i++) {
                    changed(cell.rows.get(i), rowPath(path, item, i) + "-");
                }
            }
            cell.undrawn = false;
        }
    }

    private void items(FormRow row, List<Integer> items, String path) {
        for (int item : items) {
            if (isDrawn(item)) {
                item(row, item, path);
            }
        }
    }

    /** Calculations, hidden values and mere groups are not drawn. */
    private boolean isDrawn(int item) {
        if (evaluation.isQuestion(item)) {
            QuestionType type = evaluation.question(item).type();
            return type != QuestionType.CALCULATE && type != QuestionType.HIDDEN;
        }
        return evaluation.group(item).isRepeat();
    }

    private void item(FormRow row, int item, String path) {
        if (evaluation.isQuestion(item)) {
            question(row, evaluation.question(item), path);
        } else {
            repeat(row, item, path);
        }
    }

    private String rowPath(String path, int item, int position) {
        return path + evaluation.group(item).name() + "-" + String.valueOf(position);
    }

    private void repeat(FormRow row, int item, String path) {
        Group repeat = evaluation.group(item);
        Cell cell = evaluation.cell(row, item);
        out.beginObject().name("name").value(repeat.name());
        out.name("path").value(path + repeat.name());
        out.name("type").value("repeat");
        out.name("label").value(label(row, repeat.label()));
        out.name("group").value(groupLabel(row, repeat.parent()));
        out.name("relevant").value(cell.relevant);
        out.name("fixed").value(repeat.count() != null);
        out.name("most").value(repeat.mostRows());
        finding(cell);
        out.name("rows").beginArray();
        for (int i = 0; i < cell.rows.size(); i++) {
            FormRow inner = cell.rows.get(i);
            String rowPath = rowPath(path, item, i);
            out.beginObject().name("path").value(rowPath);
            out.name("questions").beginArray();
            items(inner, inner.level.items(), rowPath + "-");
            out.endArray().endObject();
        }
        out.endArray().endObject();
    }

    private void question(FormRow row, Question question, String path) {
        Cell cell = evaluation.cell(row, question.slot());
        out.beginObject().name("name").value(question.name());
        out.name("path").value(path + question.name());
        out.name("type").value(question.type().written());
        out.name("label").value(label(row, question.label()));
        out.name("hint").value(label(row, question.hint()));
        out.name("group").value(groupLabel(row, question.group()));
        out.name("table").value(table(question.group()));
        out.name("appearance").value(question.appearance());
        out.name("relevant").value(cell.relevant);
        out.name("required").value(evaluation.isRequired(row, question));
        out.name("readOnly").value(evaluation.isReadOnly(row, question));
        boolean given = cell.relevant && row.answers.answer(question.name()) instanceof Answer.Given;
        out.name("value").value(given ? given(row, question) : "");
        out.name("missing");
        MissingCode missing = cell.missing;
        if (missing != null && missing.isOffered()) {
            out.value(missing.code());
        } else {
            out.nullValue();
        }
        out.name("missingOptions").beginArray();
        for (MissingCode code : question.missing()) {
            out.beginObject().name("code").value(code.code());
            out.name("label").value(code.label(language)).endObject();
        }
        out.endArray();
        range(question.range());
        choices(row, question, cell);
        finding(cell);
        out.endObject();
    }

    /** The text of an answer as it came, for showing it again. */
    private static String given(FormRow row, Question question) {
        return row.answers.answer(question.name()) instanceof Answer.Given given ? given.text() : "";
    }

    private void range(@Nullable Range range) {
        if (range != null) {
            out.name("range").beginArray();
            out.value(range.start()).value(range.end()).value(range.step()).endArray();
        }
    }

    private void choices(FormRow row, Question question, Cell cell) {
        out.name("choices").beginArray();
        List<String> selected = Words.of(question.choices() == null ? "" : cell.value.text());
        for (Choice choice : evaluation.offered(row, question)) {
            out.beginObject().name("name").value(choice.name());
            out.name("label").value(label(row, choice.label()));
            out.name("exclusive").value(choice.exclusive());
            out.name("selected").value(selected.contains(choice.name()));
            out.endObject();
        }
        out.endArray();
    }

    /** The first finding that blocks; else the first. */
    private void finding(Cell cell) {
        Finding shown = null;
        for (Finding finding : Evaluation.findings(cell)) {
            if (shown == null || (finding.code().isBlocking() && !shown.code().isBlocking())) {
                shown = finding;
            }
        }
        out.name("finding");
        if (shown == null) {
            out.nullValue();
            return;
        }
        out.beginObject().name("code").value(shown.code().code());
        out.name("blocking").value(shown.code().isBlocking());
        out.name("message").value(shown.message(language)).endObject();
    }

    private String label(FormRow row, Labels labels) {
        return labels.in(language, (slot, in) -> evaluation.told(row, slot, in));
    }

    /** The label of the innermost group, inside the page or the repeat, that has one. */
    private String groupLabel(FormRow row, @Nullable Group innermost) {
        for (Group group = innermost; group != null && group.parent() != null; group = group.parent()) {
            if (group.isRepeat()) {
                return "";
            }
            if (!group.label().isEmpty()) {
                return label(row, group.label());
            }
        }
        return "";
    }

    /** The name of the group that is drawn as a table with the question as one of its rows; empty if there is none. */
    private static String table(@Nullable Group group) {
        return group != null && group.appearance().equals(Group.TABLE) ? group.name() : "";
    }
}
