package org.kapsurvey.api.round;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.questionnaire.QuestionnaireStore.Entry;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/** The forms that a round is to be opened with, checked: they are published, and what several of them ask is one question. */
final class OpenedForms {
    private final QuestionnaireStore questionnaires;
    private final Map<String, List<String>> kinds;

    /** @param kinds of the registered units that return a form, by form, as the round's plan has it */
    OpenedForms(QuestionnaireStore questionnaires, Map<String, List<String>> kinds) {
        this.questionnaires = questionnaires;
        this.kinds = kinds;
    }

    /**
     * The forms; with a fault for each that can't be, for one that stands twice, and for each question that two of them ask in
     * different types.
     *
     * @param wanted each as {@code youth}, the version that was published last, or {@code youth:1}, at its own place
     * @param list where they stand
     */
    List<RoundForm> check(List<JsonText> wanted, Place list, Faults faults) {
        if (wanted.isEmpty()) {
            faults.add(list, "A round must ask a questionnaire.", "Name one or more.");
        }
        List<Entry> published = questionnaires.list();
        List<RoundForm> forms = new ArrayList<>();
        Map<String, Asked> ofPersons = new HashMap<>();
        Map<String, Asked> ofUnits = new HashMap<>();
        for (JsonText one : wanted) {
            Place place = one.place();
            Optional<RoundForm> found = find(published, one.value(), place, faults);
            if (found.isEmpty()) {
                continue;
            }
            if (forms.stream().anyMatch(form -> form.form().equals(found.get().form()))) {
                faults.add(
                        place,
                        "The questionnaire \"" + found.get().form() + "\" stands twice.",
                        "A round asks one version of it: name it once.");
                continue;
            }
            forms.add(found.get());
            Questionnaire form = questionnaires
                    .find(found.get().form(), found.get().version())
                    .orElseThrow()
                    .questionnaire();
            compare(form, found.get().isOfUnits() ? ofUnits : ofPersons, place, faults);
        }
        return forms;
    }

    private record Asked(String form, QuestionType type) {}

    private Optional<RoundForm> find(List<Entry> published, String wanted, Place place, Faults faults) {
        int colon = wanted.indexOf(':');
        String id = colon < 0 ? wanted : wanted.substring(0, colon);
        Optional<Entry> form = published.stream()
                .filter(each ->
                        each.form().equals(id) && (colon < 0 || each.version().equals(wanted.substring(colon + 1))))
                // As published, the last of them.
                .reduce((first, second) -> second);
        if (form.isEmpty()) {
            List<String> names = published.stream()
                    .map(each -> each.form() + ":" + each.version())
                    .toList();
            faults.add(
                    place,
                    "There is no questionnaire \"" + wanted + "\".",
                    RoundStore.there("questionnaires", names) + JsonFields.suggestion(id, names));
        }
        return form.map(each -> new RoundForm(each.form(), each.version(), kinds.getOrDefault(each.form(), List.of())));
    }

    /** A calculation belongs to its form, and may stand for what another form asks. */
    private static void compare(Questionnaire form, Map<String, Asked> questions, Place place, Faults faults) {
        for (Question question : form.questions()) {
            if (!question.type().hasAnswer()
                    || question.type() == QuestionType.CALCULATE
                    || question.repeat() != null) {
                continue;
            }
            Asked before = questions.putIfAbsent(question.name(), new Asked(form.form(), question.type()));
            if (before != null && before.type() != question.type()) {
                faults.add(
                        place,
                        "The question \"" + question.name() + "\" is "
                                + before.type().written() + " in \"" + before.form()
                                + "\" and " + question.type().written() + " in \"" + form.form()
                                + "\"; in one round a name is one question.",
                        "Open a round for each of the two, or give one of the questions another name.");
            }
        }
    }
}
