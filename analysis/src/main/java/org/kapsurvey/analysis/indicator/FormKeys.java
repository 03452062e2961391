package org.kapsurvey.analysis.indicator;

import java.util.List;
import java.util.Optional;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/** The keys of the questions of some forms; a question that several have is the same question and has one key. */
final class FormKeys {
    private final List<Questionnaire> forms;

    private FormKeys(List<Questionnaire> forms) {
        this.forms = forms;
    }

    /** @param wanted ids of the forms that count */
    static FormKeys of(List<String> wanted, List<Questionnaire> forms) {
        return new FormKeys(
                forms.stream().filter(form -> wanted.contains(form.form())).toList());
    }

    Optional<ItemKey> key(String item) {
        return question(item).flatMap(ItemKey::of);
    }

    private Optional<Question> question(String item) {
        return forms.stream()
                .flatMap(form -> form.question(item).stream())
                .filter(question -> question.kap() != null)
                .findFirst();
    }
}
