package org.kapsurvey.questionnaire.interview;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.Group;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.definition.Page;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.value.Value;
import org.kapsurvey.questionnaire.value.Words;

/** Everything that a page needs to draw a form, as JSON; docs/formats.md describes it member by member. */
public final class FormState {
    private final Evaluation evaluation;
    private final String language;
    private final JsonWriter out = new JsonWriter();

    private FormState(Evaluation evaluation, String language) {
        this.evaluation = evaluation;
        this.language = language;
    }

    /**
     * The state of an interview.
     *
     * @param language of labels and messages; the form's default language if the form doesn't have it
     */
    public static String of(Evaluation evaluation, String language) {
        Questionnaire questionnaire = evaluation.questionnaire();
        boolean known = questionnaire.languages().contains(language);
        return new FormState(evaluation, known ? language : questionnaire.defaultLanguage()).write();
    }

    private String write() {
        Questionnaire questionnaire = evaluation.questionnaire();
        out.beginObject().name("form").value(questionnaire.form());
        out.name("version").value(questionnaire.version());
        out.name("title").value(questionnaire.title().in(language));
        out.name("language").value(language);
        out.name("languages").beginArray();
        for (String other : questionnaire.languages()) {
            out.value(other);
        }
        out.endArray();
        out.name("complete").value(evaluation.isComplete());
        out.name("outcome").value(evaluation.outcome());
        out.name("pages").beginArray();
        for (Page page : questionnaire.pages()) {
            page(page);
        }
        out.endArray();
        out.name("record").raw(evaluation.canonicalRecord());
        return out.endObject().toString();
    }

    private void page(Page page) {
        boolean shown = false;
        boolean complete = true;
        for (Question question : page.questions()) {
            shown = shown || (isDrawn(question) && evaluation.isRelevant(question));
            for (Finding finding : evaluation.findings(question)) {
                complete = complete && !finding.code().isBlocking();
            }
        }
        Group group = page.group();
        out.beginObject().name("name").value(page.name());
        out.name("label").value(group == null ? "" : group.label().in(language));
        out.name("relevant").value(shown);
        out.name("complete").value(complete);
        out.name("questions").beginArray();
        for (Question question : page.questions()) {
            if (isDrawn(question)) {
                question(question);
            }
        }
        out.endArray().endObject();
    }

    private void question(Question question) {
        out.beginObject().name("name").value(question.name());
        out.name("type").value(question.type().written());
        out.name("label").value(question.label().in(language));
        out.name("hint").value(question.hint().in(language));
        out.name("group").value(groupLabel(question.group()));
        out.name("appearance").value(question.appearance());
        out.name("relevant").value(evaluation.isRelevant(question));
        out.name("required").value(evaluation.isRequired(question));
        MissingCode missing = evaluation.missing(question).orElse(null);
        out.name("value").value(evaluation.isRelevant(question) ? evaluation.given(question) : "");
        out.name("missing");
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
        choices(question);
        finding(question);
        out.endObject();
    }

    private void choices(Question question) {
        out.name("choices").beginArray();
        ChoiceList list = question.choices();
        if (list != null) {
            Value value = evaluation.value(question);
            List<String> selected = Words.of(value.text());
            for (Choice choice : list.choices()) {
                out.beginObject().name("name").value(choice.name());
                out.name("label").value(choice.label().in(language));
                out.name("exclusive").value(choice.exclusive());
                out.name("selected").value(selected.contains(choice.name()));
                out.endObject();
            }
        }
        out.endArray();
    }

    /** The first finding that blocks; else the first. */
    private void finding(Question question) {
        Finding shown = null;
        for (Finding finding : evaluation.findings(question)) {
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

    /** The label of the innermost group inside the page that has one. */
    private String groupLabel(@Nullable Group innermost) {
        for (Group group = innermost; group != null && group.parent() != null; group = group.parent()) {
            if (!group.label().isEmpty()) {
                return group.label().in(language);
            }
        }
        return "";
    }

    private static boolean isDrawn(Question question) {
        return question.type() != QuestionType.CALCULATE && question.type() != QuestionType.HIDDEN;
    }
}
