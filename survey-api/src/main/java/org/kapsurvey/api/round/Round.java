package org.kapsurvey.api.round;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/**
 * One survey: a plan's indicators measured with one or more questionnaires in one year.
 *
 * @param id {@code [a-z][a-z0-9_-]{0,39}}
 * @param forms one at least, none twice; where two have a question, the answer to the first of them counts
 * @param planningDesignEffect the design effect that the sample size was planned with, at least 1
 * @param synthetic whether its interviews were made up, as in a demonstration; printed beside every number
 */
public record Round(
        String id,
        String plan,
        List<RoundForm> forms,
        String titleVi,
        String titleEn,
        int year,
        double planningDesignEffect,
        boolean synthetic) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    public Round {
        forms = List.copyOf(forms);
        if (forms.isEmpty() || forms.stream().map(RoundForm::form).distinct().count() < forms.size()) {
            throw new IllegalArgumentException("A round asks one or more forms, each once, found " + forms + ".");
        }
    }

    /** A round of one form. */
    public Round(
            String id,
            String plan,
            String form,
            String formVersion,
            String titleVi,
            String titleEn,
            int year,
            double planningDesignEffect,
            boolean synthetic) {
        this(
                id,
                plan,
                List.of(new RoundForm(form, formVersion)),
                titleVi,
                titleEn,
                year,
                planningDesignEffect,
                synthetic);
    }

    /** Whether a text can be the id of a round at all. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The round's form of an id. */
    public Optional<RoundForm> form(String id) {
        return forms.stream().filter(each -> each.form().equals(id)).findFirst();
    }

    /** Whether a form of the round is returned by registered units, and not by persons. */
    boolean isOfUnits(Questionnaire form) {
        return form(form.form()).orElseThrow().isOfUnits();
    }

    /** The forms in a line for people: {@code youth 1, parents 1}. */
    public String formNames() {
        return forms.stream().map(each -> each.form() + " " + each.version()).collect(Collectors.joining(", "));
    }
}
