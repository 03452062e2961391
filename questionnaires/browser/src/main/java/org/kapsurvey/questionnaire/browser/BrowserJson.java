package org.kapsurvey.questionnaire.browser;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonBoolean;
import org.kapsurvey.questionnaire.json.JsonNull;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/** What the browser's own JSON parser reads, as the engine's values. What comes here was written by us: nothing is judged. */
final class BrowserJson {
    private static final Place NOWHERE = new Place("", 0, 0);
    private static final Map<String, Place> NO_KEYS = new LinkedHashMap<>();

    private BrowserJson() {}

    static Json read(String text) {
        return of(parse(text));
    }

    private static Json of(JSObject value) {
        return switch (kind(value)) {
            case 0 -> new JsonNull(NOWHERE);
            case 1 -> new JsonBoolean(truth(value), NOWHERE);
            case 2 -> new JsonNumber(number(value), "", NOWHERE);
            case 3 -> new JsonText(text(value), true, NOWHERE);
            case 4 -> {
                List<Json> items = new ArrayList<>();
                for (int i = 0; i < length(value); i++) {
                    items.add(of(item(value, i)));
                }
                yield new JsonArray(items, NOWHERE);
            }
            default -> {
                Map<String, Json> members = new LinkedHashMap<>();
                JSObject keys = keys(value);
                for (int i = 0; i < length(keys); i++) {
                    String key = text(item(keys, i));
                    members.put(key, of(member(value, key)));
                }
                yield new JsonObject(members, NO_KEYS, NOWHERE);
            }
        };
    }

    @JSBody(params = "text", script = "return JSON.parse(text);")
    private static native JSObject parse(String text);

    /** 0 null, 1 a truth, 2 a number, 3 a text, 4 a list, 5 an object. */
    @JSBody(
            params = "value",
            script = "return value === null ? 0 : Array.isArray(value) ? 4"
                    + " : {boolean: 1, number: 2, string: 3}[typeof value] || 5;")
    private static native int kind(JSObject value);

    @JSBody(params = "value", script = "return value;")
    private static native boolean truth(JSObject value);

    @JSBody(params = "value", script = "return value;")
    private static native double number(JSObject value);

    @JSBody(params = "value", script = "return value;")
    private static native String text(JSObject value);

    @JSBody(params = "list", script = "return list.length;")
    private static native int length(JSObject list);

    @JSBody(
            params = {"list", "i"},
            script = "return list[i];")
    private static native JSObject item(JSObject list, int i);

    @JSBody(params = "object", script = "return Object.keys(object);")
    private static native JSObject keys(JSObject object);

    @JSBody(
            params = {"object", "key"},
            script = "return object[key];")
    private static native JSObject member(JSObject object, String key);
}
