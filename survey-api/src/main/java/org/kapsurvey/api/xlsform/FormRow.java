package org.kapsurvey.api.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonBoolean;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Words;

/** A row of a form while it is made from a row of a sheet; its values carry the places of their cells. */
final class FormRow {
    private static final Set<String> YES = Set.of("yes", "true", "true()");
    private static final Set<String> NO = Set.of("no", "false");

    private final SheetRow row;
    private final Faults faults;
    private final Map<String, Json> members = new LinkedHashMap<>();
    private final Map<String, Place> keyPlaces = new LinkedHashMap<>();

    FormRow(SheetRow row, Faults faults) {
        this.row = row;
        this.faults = faults;
    }

    JsonObject json() {
        return new JsonObject(members, keyPlaces, row.place());
    }

    void put(String key, Json value) {
        members.put(key, value);
        keyPlaces.put(key, value.place());
    }

    void copy(String key) {
        JsonText cell = row.cell(key);
        if (cell != null) {
            put(key, cell);
        }
    }

    /** Texts that people read, of all languages. */
    void texts(String column, String key) {
        Map<String, Json> texts = new LinkedHashMap<>(row.texts(column));
        if (!texts.isEmpty()) {
            put(
                    key,
                    new JsonObject(
                            texts, Map.of(), texts.values().iterator().next().place()));
        }
    }

    void flag(String column, String key) {
        JsonText cell = row.cell(column);
        if (cell != null) {
            put(key, flag(cell, column));
        }
    }

    /** An expression, by our own wording where that stands beside it. */
    void expression(String key, OdkWording wording) {
        JsonText cell = row.cell(key);
        JsonText own = row.cell(Heading.OWN + key);
        if (own != null && (cell == null || !wording.odk(key, own.value()).equals(cell.value()))) {
            faults.add(
                    own.place(),
                    "This is our wording of " + key + ", but " + key + " says something else.",
                    "Where you changed " + key + ", empty this cell.");
        } else if (own != null) {
            put(key, own);
        } else if (cell != null) {
            String word = cell.value().toLowerCase(Locale.ROOT);
            boolean flag = Columns.FLAGS.contains(key) && (YES.contains(word) || NO.contains(word));
            put(
                    key,
                    flag
                            ? new JsonBoolean(YES.contains(word), cell.place())
                            : new JsonText(wording.ours(key, cell, faults), false, cell.place()));
        }
    }

    /** Words parted by blanks, as a list. */
    void words(String column, String key) {
        JsonText cell = row.cell(column);
        if (cell != null) {
            put(key, words(cell));
        }
    }

    /** What the question measures. */
    void measures() {
        Map<String, Json> kap = new LinkedHashMap<>();
        Place place = row.place();
        for (String key : Columns.MEASURES) {
            JsonText cell = row.cell(Heading.OWN + key);
            if (cell != null) {
                place = kap.isEmpty() ? cell.place() : place;
                kap.put(
                        key,
                        switch (key) {
                            case "right", "dk" -> words(cell);
                            case "reverse" -> flag(cell, Heading.OWN + key);
                            case "points" -> points(cell);
                            case "rule", "minus" -> numberOrText(cell);
                            default -> cell;
                        });
            }
        }
        if (!kap.isEmpty()) {
            put("kap", new JsonObject(kap, Map.of(), place));
        }
    }

    private JsonBoolean flag(JsonText cell, String column) {
        String word = cell.value().toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            faults.add(
                    cell.place(),
                    "\"" + column + "\" must be yes or no, found \"" + cell.value() + "\".",
                    "Write yes.");
        }
        return new JsonBoolean(YES.contains(word), cell.place());
    }

    private static JsonArray words(JsonText cell) {
        List<Json> words = new ArrayList<>();
        for (String word : Words.of(cell.value())) {
            words.add(new JsonText(word, false, cell.place()));
        }
        return new JsonArray(words, cell.place());
    }

    /** {@code 2}, or {@code agree=4 disagree=2}. */
    private Json points(JsonText cell) {
        if (isNumber(cell.value())) {
            return new JsonNumber(Numbers.parse(cell.value()), cell.value(), cell.place());
        }
        Map<String, Json> points = new LinkedHashMap<>();
        Map<String, Place> places = new LinkedHashMap<>();
        for (String word : Words.of(cell.value())) {
            int equals = word.indexOf('=');
            String number = word.substring(equals + 1);
            if (equals < 1 || !isNumber(number) || points.containsKey(word.substring(0, equals))) {
                faults.add(
                        cell.place(),
                        "Points must be a number, or a number for each choice, found \"" + word + "\".",
                        "Write 2, or agree=4 disagree=2.");
                continue;
            }
            points.put(word.substring(0, equals), new JsonNumber(Numbers.parse(number), number, cell.place()));
            places.put(word.substring(0, equals), cell.place());
        }
        return new JsonObject(points, places, cell.place());
    }

    private static Json numberOrText(JsonText cell) {
        return isNumber(cell.value()) ? new JsonNumber(Numbers.parse(cell.value()), cell.value(), cell.place()) : cell;
    }

    private static boolean isNumber(String text) {
        double number = Numbers.parse(text);
        return !Double.isNaN(number) && !Double.isInfinite(number);
    }
}
