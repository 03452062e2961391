package org.kapsurvey.questionnaire.browser;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.questionnaire.chance.RandomStream;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.interview.FormState;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.selection.PersonSelection;
import org.teavm.jso.JSExport;

/** What {@code engine.js} exports. On the JVM the same calls are made with {@code JvmHost}, and the texts are equal. */
public final class EngineModule {
    private static final BrowserHost HOST = new BrowserHost();
    private static final List<Questionnaire> OPENED = new ArrayList<>();

    private EngineModule() {}

    /**
     * Reads a questionnaire and keeps it.
     *
     * @return its handle, for {@link #evaluate}
     * @throws org.kapsurvey.questionnaire.fault.FaultsException if {@link #faults} finds any; ask that first
     */
    @JSExport
    public static int open(String formFile, String formJson) {
        OPENED.add(Questionnaire.parse(formFile, formJson));
        return OPENED.size() - 1;
    }

    /** Every fault of a questionnaire as JSON; an empty array if there is none. */
    @JSExport
    public static String faults(String formFile, String formJson) {
        return Questionnaire.faultsJson(formFile, formJson);
    }

    /**
     * The state of an interview as JSON: docs/formats.md, "Answers, record and state".
     *
     * @param answersJson an object of texts and {@code {"missing": code}}
     * @param today {@code YYYY-MM-DD}
     */
    @JSExport
    public static String evaluate(int handle, String answersJson, String today, String language) {
        Evaluation evaluation = Evaluation.of(OPENED.get(handle), Answers.parse(answersJson, HOST), today);
        return FormState.of(evaluation, language);
    }

    /**
     * Draws the persons of a household who are interviewed: docs/formats.md, "Selection of persons".
     *
     * @param seed of the round
     * @return the draw, or {@code {"faults": […]}}, as JSON
     */
    @JSExport
    public static String selectPersons(String seed, String rosterJson) {
        return PersonSelection.json(seed, rosterJson, HOST);
    }

    /**
     * What a stream of random numbers gives: a number below the bound and a fraction, so many times, as JSON.
     *
     * @param keysText the keys of the stream, parted by line breaks
     */
    @JSExport
    public static String draws(String keysText, int bound, int count) {
        int end = keysText.indexOf('\n');
        RandomStream stream = RandomStream.of(end < 0 ? keysText : keysText.substring(0, end));
        while (end >= 0) {
            int from = end + 1;
            end = keysText.indexOf('\n', from);
            stream = stream.split(end < 0 ? keysText.substring(from) : keysText.substring(from, end));
        }
        JsonWriter drawn = new JsonWriter().beginArray();
        for (int draw = 0; draw < count; draw++) {
            drawn.value(stream.nextInt(bound)).value(stream.nextDouble());
        }
        return drawn.endArray().toString();
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
