package org.kapsurvey.questionnaire.browser;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.interview.FormState;
import org.kapsurvey.questionnaire.interview.Interview;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.number.Numbers;
import org.teavm.jso.JSExport;

/** What {@code engine.js} exports. On the JVM the same calls are made with {@code JvmHost}, and the texts are equal. */
public final class EngineModule {
    private static final BrowserHost HOST = new BrowserHost();
    private static final List<Questionnaire> OPENED = new ArrayList<>();
    private static final List<Interview> BEGUN = new ArrayList<>();

    private EngineModule() {}

    /**
     * Opens a form and keeps it.
     *
     * @param compiled the compiled form, from the publish gate of the same build
     * @return its handle
     */
    @JSExport
    public static int open(String compiled) {
        OPENED.add(Questionnaire.ofCompiled(BrowserJson.read(compiled)));
        return OPENED.size() - 1;
    }

    /**
     * The state of an interview as JSON: docs/formats.md, "Answers, record and state". Defaults are not filled in.
     *
     * @param answers an object of texts, {@code {"missing": code}} and lists of such objects
     * @param today {@code YYYY-MM-DD}
     */
    @JSExport
    public static String evaluate(int form, String answers, String today, String language) {
        Answers given = Answers.of((JsonObject) BrowserJson.read(answers), HOST);
        return FormState.of(Evaluation.of(OPENED.get(form), given, today), language);
    }

    /**
     * Begins or takes up an interview and keeps it.
     *
     * @return its handle, for the calls below
     */
    @JSExport
    public static int begin(int form, String answers, String today) {
        BEGUN.add(Interview.of(OPENED.get(form), (JsonObject) BrowserJson.read(answers), today, HOST));
        return BEGUN.size() - 1;
    }

    /** The state of an interview. */
    @JSExport
    public static String state(int interview, String language) {
        return FormState.of(BEGUN.get(interview).evaluation(), language);
    }

    /**
     * Gives an answer; what must be drawn anew.
     *
     * @param path of the question
     * @param answer as JSON: a text, a missing code or null
     */
    @JSExport
    public static String change(int interview, String path, String answer, String language) {
        return BEGUN.get(interview).change(path, BrowserJson.read(answer), language);
    }

    /** Adds a row to a repeat; what must be drawn anew. */
    @JSExport
    public static String addRow(int interview, String path, String language) {
        return BEGUN.get(interview).addRow(path, language);
    }

    /** Takes a row away; what must be drawn anew. */
    @JSExport
    public static String removeRow(int interview, String path, String language) {
        return BEGUN.get(interview).removeRow(path, language);
    }

    /** All answers, for taking the interview up again. */
    @JSExport
    public static String answers(int interview) {
        return BEGUN.get(interview).answers();
    }

    /** The answers to questions that apply, for sending. */
    @JSExport
    public static String relevantAnswers(int interview) {
        return BEGUN.get(interview).relevantAnswers();
    }

    @JSExport
    public static double numberParse(String text) {
        return Numbers.parse(text);
    }

    @JSExport
    public static String numberPrint(double number) {
        return Numbers.print(number);
    }
}
