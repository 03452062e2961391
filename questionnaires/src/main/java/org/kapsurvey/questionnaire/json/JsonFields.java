package org.kapsurvey.questionnaire.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Walks the members of an object and collects faults instead of stopping at the first. A required member that is absent
 * or of the wrong kind is a fault, and the call returns an empty value of its type so that the walk goes on; the caller
 * throws once at the end ({@link Faults#throwIfAny}). A key counts as known when it has been asked for;
 * {@link #refuseUnknown} reports the others.
 */
public final class JsonFields {
    private final JsonObject object;
    private final Faults faults;
    private final Set<String> known = new LinkedHashSet<>();
    /** Whether something else stood where an object must stand: its keys are not missed as well. */
    private final boolean refused;

    private JsonFields(JsonObject object, Faults faults, boolean refused) {
        this.object = object;
        this.faults = faults;
        this.refused = refused;
    }

    public static JsonFields of(JsonObject object, Faults faults) {
        return new JsonFields(object, faults, false);
    }

    /** The fields of a value that must be an object; an object without members, and a fault, if it is not. */
    public static JsonFields of(Json value, String what, Faults faults) {
        if (value instanceof JsonObject object) {
            return of(object, faults);
        }
        faults.add(
                value.place(), what + " must be an object, found " + value.kind() + ".", "Write { \"key\": value }.");
        return empty(value.place(), faults);
    }

    /** The same fields, of which nothing was asked yet and whose faults are told elsewhere. */
    public JsonFields toldTo(Faults told) {
        return new JsonFields(object, told, refused);
    }

    public JsonObject object() {
        return object;
    }

    public Faults faults() {
        return faults;
    }

    public Place place() {
        return object.place();
    }

    /** The place of a key's value; of the object if the key is absent. */
    public Place place(String key) {
        Json value = object.get(key);
        return value == null ? object.place() : value.place();
    }

    public boolean has(String key) {
        known.add(key);
        return object.get(key) != null;
    }

    /** Whether there is such a key and its value is a text. */
    public boolean isText(String key) {
        return has(key) && object.get(key) instanceof JsonText;
    }

    public Optional<Json> value(String key) {
        known.add(key);
        return Optional.ofNullable(object.get(key));
    }

    /** Reports a fault at a key's value. */
    public void fault(String key, String message, String remedy) {
        faults.add(place(key), message, remedy);
    }

    /** A required text; empty, and a fault, if absent or no text. */
    public String text(String key) {
        return require(key, "a text") instanceof JsonText text ? text.value() : wrong(key, "a text", "");
    }

    public Optional<String> optionalText(String key) {
        return jsonText(key).map(JsonText::value);
    }

    /** An optional text with its place, for texts that are parsed further. */
    public Optional<JsonText> jsonText(String key) {
        known.add(key);
        Json value = object.get(key);
        if (value == null) {
            return Optional.empty();
        }
        return value instanceof JsonText text ? Optional.of(text) : wrong(key, "a text", Optional.empty());
    }

    /** A required text that must be one of a few words; the first of them, and a fault, if it is not. */
    public String oneOf(String key, List<String> words) {
        Json value = require(key, "one of " + listed(words));
        if (value instanceof JsonText text && words.contains(text.value())) {
            return text.value();
        }
        if (value instanceof JsonText text) {
            faults.add(
                    text.place(),
                    "Unknown " + key + " \"" + text.value() + "\".",
                    "Use one of " + listed(words) + "." + suggestion(text.value(), words));
            return words.get(0);
        }
        return wrong(key, "one of " + listed(words), words.get(0));
    }

    public Optional<String> optionalOneOf(String key, List<String> words) {
        return has(key) ? Optional.of(oneOf(key, words)) : Optional.empty();
    }

    /** A required number; NaN, and a fault, if absent or no number. */
    public double number(String key) {
        return require(key, "a number") instanceof JsonNumber number
                ? number.value()
                : wrong(key, "a number", Double.NaN);
    }

    public OptionalDouble optionalNumber(String key) {
        return has(key) ? OptionalDouble.of(number(key)) : OptionalDouble.empty();
    }

    /** A required whole number of a range; its least value, and a fault, if it is not. */
    public int integer(String key, int least, int most) {
        String what = "a whole number from " + String.valueOf(least) + " to " + String.valueOf(most);
        Json value = require(key, what);
        if (value instanceof JsonNumber number) {
            double found = number.value();
            if (found >= least && found <= most && found == Math.floor(found)) {
                return (int) found;
            }
            faults.add(number.place(), "\"" + key + "\" must be " + what + ", found " + Numbers.print(found) + ".", "");
            return least;
        }
        return wrong(key, what, least);
    }

    public OptionalInt optionalInteger(String key, int least, int most) {
        return has(key) ? OptionalInt.of(integer(key, least, most)) : OptionalInt.empty();
    }

    /** An optional yes or no. */
    public boolean flag(String key, boolean absent) {
        known.add(key);
        Json value = object.get(key);
        if (value == null) {
            return absent;
        }
        return value instanceof JsonBoolean truth ? truth.value() : wrong(key, "true or false", absent);
    }

    /** The fields of a required object; without members, and one fault, if absent or no object. */
    public JsonFields fields(String key) {
        Json value = require(key, "an object");
        return value instanceof JsonObject found
                ? of(found, faults)
                : wrong(key, "an object", empty(place(key), faults));
    }

    public Optional<JsonFields> optionalFields(String key) {
        return has(key) ? Optional.of(fields(key)) : Optional.empty();
    }

    /** The items of a required list; none, and a fault, if absent or no list. */
    public List<Json> items(String key) {
        return require(key, "a list") instanceof JsonArray array
                ? array.items()
                : wrong(key, "a list", new ArrayList<>());
    }

    /** The items of a list; none if absent. */
    public List<Json> optionalItems(String key) {
        return has(key) ? items(key) : new ArrayList<>();
    }

    /** A required list of objects; items that are no objects are faults and left out. */
    public List<JsonFields> objects(String key) {
        List<JsonFields> found = new ArrayList<>();
        for (Json item : items(key)) {
            if (item instanceof JsonObject member) {
                found.add(of(member, faults));
            } else {
                faults.add(item.place(), "\"" + key + "\" must hold objects, found " + item.kind() + ".", "");
            }
        }
        return found;
    }

    public List<JsonFields> optionalObjects(String key) {
        return has(key) ? objects(key) : new ArrayList<>();
    }

    /** A required list of texts; items that are no texts are faults and left out. */
    public List<JsonText> jsonTexts(String key) {
        List<JsonText> found = new ArrayList<>();
        for (Json item : items(key)) {
            if (item instanceof JsonText text) {
                found.add(text);
            } else {
                faults.add(item.place(), "\"" + key + "\" must hold texts, found " + item.kind() + ".", "");
            }
        }
        return found;
    }

    /** A required list of texts. */
    public List<String> texts(String key) {
        List<String> found = new ArrayList<>();
        for (JsonText text : jsonTexts(key)) {
            found.add(text.value());
        }
        return found;
    }

    public List<String> optionalTexts(String key) {
        return has(key) ? texts(key) : new ArrayList<>();
    }

    /** Reports every key that was never asked for. */
    public void refuseUnknown() {
        refuseUnknown(faults);
    }

    /** The same, told elsewhere. */
    public void refuseUnknown(Faults told) {
        for (String key : object.members().keySet()) {
            if (!known.contains(key)) {
                List<String> names = new ArrayList<>(known);
                told.add(
                        object.keyPlace(key),
                        "Unknown key \"" + key + "\".",
                        "Known keys: " + listed(names) + "." + suggestion(key, names));
            }
        }
    }

    /** The word nearest to a misspelt one, as a sentence with a blank before it; empty if none is near. */
    public static String suggestion(String word, Iterable<String> words) {
        String nearest = nearest(word, words);
        return nearest.isEmpty() ? "" : " Did you mean \"" + nearest + "\"?";
    }

    /** The word nearest to a misspelt one; empty if none is near. */
    public static String nearest(String word, Iterable<String> words) {
        String nearest = "";
        int least = 3;
        for (String candidate : words) {
            int distance = distance(word, candidate);
            if (distance < least && distance < candidate.length()) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Words joined by comma and blank. */
    public static String listed(List<String> words) {
        return String.join(", ", words);
    }

    private @Nullable Json require(String key, String what) {
        known.add(key);
        Json value = object.get(key);
        if (value == null && !refused) {
            faults.add(object.place(), "The key \"" + key + "\" is missing.", "Write \"" + key + "\": " + what + ".");
        }
        return value;
    }

    /** Reports a present value of the wrong kind; an absent one has been reported by {@link #require}. */
    private <T> T wrong(String key, String what, T instead) {
        Json value = object.get(key);
        if (value != null) {
            faults.add(value.place(), "\"" + key + "\" must be " + what + ", found " + value.kind() + ".", "");
        }
        return instead;
    }

    private static JsonFields empty(Place place, Faults faults) {
        return new JsonFields(new JsonObject(new LinkedHashMap<>(), new LinkedHashMap<>(), place), faults, true);
    }

    /** Levenshtein distance in UTF-16 units; words longer than 60 are never near. */
    private static int distance(String a, String b) {
        if (a.length() > 60 || b.length() > 60) {
            return Integer.MAX_VALUE;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
