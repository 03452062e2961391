package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonBoolean;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * A form that can be changed and then written, a row a line, so that it is known where everything stands: rows, keys and values
 * are maps, lists, texts, numbers and truths.
 */
final class DraftForm {
    final Map<String, Object> settings;
    final List<Map<String, Object>> survey;
    final List<Map<String, Object>> choices;

    private final StringBuilder text = new StringBuilder();
    private final IdentityHashMap<Object, Map<String, Span>> spans = new IdentityHashMap<>();
    private int line = 1;
    private int column = 1;

    /** Where something stands: a line, and its columns from the first to the last. */
    record Span(int line, int from, int to) {
        boolean holds(Place place) {
            return place.line() == line && place.column() >= from && place.column() <= to;
        }
    }

    private DraftForm(
            Map<String, Object> settings, List<Map<String, Object>> survey, List<Map<String, Object>> choices) {
        this.settings = settings;
        this.survey = survey;
        this.choices = choices;
    }

    static DraftForm of(String form) {
        Map<String, Object> root = object(JsonReader.read("", form));
        return new DraftForm(map(root.get("settings")), rows(root.get("survey")), rows(root.get("choices")));
    }

    /** Writes the form anew; {@link #span} knows the places in this text. */
    String write() {
        text.setLength(0);
        spans.clear();
        line = 1;
        column = 1;
        put("{\"settings\":");
        value(settings, settings, "");
        put(",\n\"survey\":[\n");
        rows(survey);
        put("\n],\n\"choices\":[\n");
        rows(choices);
        put("\n]}\n");
        return text.toString();
    }

    /**
     * The place of a value.
     *
     * @param row the settings or a row
     * @param path empty for the row itself, else such as {@code label/vi}; with {@code #} at its end the place of the key
     */
    Span span(Object row, String path) {
        Span span = spans.getOrDefault(row, Map.of()).get(path);
        if (span == null) {
            throw new IllegalArgumentException("The row has no " + path + ": " + row);
        }
        return span;
    }

    /** Whether a text was written with escapes: a fault inside it is then at its beginning. */
    boolean isEscaped(Span span) {
        String written = text.toString().lines().toList().get(span.line() - 1);
        return written.substring(
                        written.offsetByCodePoints(0, span.from() - 1), written.offsetByCodePoints(0, span.to() - 1))
                .contains("\\");
    }

    private void rows(List<Map<String, Object>> rows) {
        for (int i = 0; i < rows.size(); i++) {
            put(i == 0 ? "" : ",\n");
            value(rows.get(i), rows.get(i), "");
        }
    }

    private void value(Object row, Object value, String path) {
        int from = column;
        if (value instanceof Map<?, ?> members) {
            String before = "{";
            for (Map.Entry<?, ?> member : members.entrySet()) {
                put(before);
                String inner = path.isEmpty() ? (String) member.getKey() : path + "/" + member.getKey();
                int key = column;
                put(new JsonWriter().value((String) member.getKey()).toString());
                note(row, inner + "#", key);
                put(":");
                value(row, member.getValue(), inner);
                before = ",";
            }
            put(members.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> items) {
            put("[");
            for (int i = 0; i < items.size(); i++) {
                put(i == 0 ? "" : ",");
                value(row, items.get(i), path + "/" + i);
            }
            put("]");
        } else if (value instanceof String string) {
            put(new JsonWriter().value(string).toString());
        } else if (value instanceof Double number) {
            put(new JsonWriter().value(number).toString());
        } else {
            put(String.valueOf(value));
        }
        note(row, path, from);
    }

    private void note(Object row, String path, int from) {
        spans.computeIfAbsent(row, absent -> new LinkedHashMap<>()).put(path, new Span(line, from, column));
    }

    private void put(String part) {
        text.append(part);
        int last = part.lastIndexOf('\n');
        line += (int) part.chars().filter(c -> c == '\n').count();
        column = last < 0 ? column + part.codePointCount(0, part.length()) : part.length() - last;
    }

    private static List<Map<String, Object>> rows(Object rows) {
        List<Map<String, Object>> found = new ArrayList<>();
        if (rows instanceof List<?> list) {
            list.forEach(row -> found.add(map(row)));
        }
        return found;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> object(Json json) {
        return map(value(json));
    }

    private static Object value(Json json) {
        if (json instanceof JsonObject object) {
            Map<String, Object> members = new LinkedHashMap<>();
            object.members().forEach((key, member) -> members.put(key, value(member)));
            return members;
        }
        if (json instanceof JsonArray array) {
            List<Object> items = new ArrayList<>();
            array.items().forEach(item -> items.add(value(item)));
            return items;
        }
        return json instanceof JsonText text
                ? text.value()
                : json instanceof JsonNumber number
                        ? (Object) number.value()
                        : json instanceof JsonBoolean truth ? (Object) truth.value() : "null";
    }
}
