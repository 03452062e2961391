package org.kapsurvey.questionnaire.browser;

import org.kapsurvey.questionnaire.chance.RandomStream;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.selection.PersonSelection;
import org.teavm.jso.JSExport;

/** What {@code selection.js} exports: apart from the engine, so that a form does not load it. */
public final class SelectionModule {
    private static final BrowserHost HOST = new BrowserHost();

    private SelectionModule() {}

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
}
