package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** A form that passed every check. Immutable: one instance serves many interviews and threads. */
public final class Questionnaire {
    private final String form;
    private final String version;
    private final List<String> languages;
    private final Labels title;
    private final @Nullable Formula refusal;
    private final String targetGroup;
    private final AskedOf askedOf;
    private final List<Group> groups;
    private final List<Question> questions;
    private final List<Question> evaluationOrder;
    private final List<Page> pages;
    private final Map<String, Question> byName = new LinkedHashMap<>();

    Questionnaire(
            String form,
            String version,
            List<String> languages,
            Labels title,
            @Nullable Formula refusal,
            String targetGroup,
            AskedOf askedOf,
            List<Group> groups,
            List<Question> questions,
            List<Question> evaluationOrder,
            List<Page> pages) {
        this.form = form;
        this.version = version;
        this.languages = Collections.unmodifiableList(new ArrayList<>(languages));
        this.title = title;
        this.refusal = refusal;
        this.targetGroup = targetGroup;
        this.askedOf = askedOf;
        this.groups = Collections.unmodifiableList(new ArrayList<>(groups));
        this.questions = Collections.unmodifiableList(new ArrayList<>(questions));
        this.evaluationOrder = Collections.unmodifiableList(new ArrayList<>(evaluationOrder));
        this.pages = Collections.unmodifiableList(new ArrayList<>(pages));
        for (Question question : questions) {
            byName.put(question.name(), question);
        }
    }

    /**
     * Reads a form without {@code block} rows and makes every check of the publish gate; {@link Composition} reads forms
     * that have them.
     *
     * @param file the name that faults carry
     * @throws FaultsException with all faults
     */
    public static Questionnaire parse(String file, String text) {
        return of(JsonReader.read(file, text));
    }

    /**
     * The same of a form that has been read; faults name the places that its values carry.
     *
     * @throws FaultsException with all faults
     */
    public static Questionnaire of(Json form) {
        return new QuestionnaireParser(form).parse();
    }

    /** All faults of a form in the order of the file; none if it is fit to be published. */
    public static List<Fault> faults(String file, String text) {
        try {
            parse(file, text);
            return List.of();
        } catch (FaultsException refused) {
            return refused.faults();
        }
    }

    /** The same as a JSON list of {@code {"file","line","column","message","remedy"}}. */
    public static String faultsJson(String file, String text) {
        return new JsonWriter().value(faults(file, text)).toString();
    }

    public String form() {
        return form;
    }

    public String version() {
        return version;
    }

    /** The language of the record and of anything asked for in a language that the form doesn't have. */
    public String defaultLanguage() {
        return languages.get(0);
    }

    /** The default language first. */
    public List<String> languages() {
        return languages;
    }

    public Labels title() {
        return title;
    }

    /** When the person refused the interview; null if the form doesn't say. */
    public @Nullable Formula refusal() {
        return refusal;
    }

    /** The target group whose members the form is for; empty if the form doesn't say. */
    public String targetGroup() {
        return targetGroup;
    }

    /** Which of the household's selected members of the target group the form is asked of. */
    public AskedOf askedOf() {
        return askedOf;
    }

    /** All groups, a parent before its children. */
    public List<Group> groups() {
        return groups;
    }

    /** Everything but groups, in the order of the form; a question's slot is its place here. */
    public List<Question> questions() {
        return questions;
    }

    /** The questions such that each stands after those that its relevance and calculation depend on. */
    public List<Question> evaluationOrder() {
        return evaluationOrder;
    }

    public List<Page> pages() {
        return pages;
    }

    public Optional<Question> question(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
