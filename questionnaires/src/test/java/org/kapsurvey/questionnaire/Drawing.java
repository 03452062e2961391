package org.kapsurvey.questionnaire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** A state that is kept up to date from changes alone, as a page does it. */
final class Drawing {
    private JsonObject state;

    Drawing(String state) {
        this.state = (JsonObject) JsonReader.read("", state);
    }

    void change(String changes) {
        JsonObject read = (JsonObject) JsonReader.read("", changes);
        Map<String, Json> changed = new LinkedHashMap<>();
        for (Json item : ((JsonArray) read.members().get("changed")).items()) {
            changed.put(((JsonText) ((JsonObject) item).members().get("path")).value(), item);
        }
        Map<String, Json> members = new LinkedHashMap<>(state.members());
        members.put("complete", read.members().get("complete"));
        members.put("outcome", read.members().get("outcome"));
        List<Json> pages = new ArrayList<>();
        List<Json> heads = ((JsonArray) read.members().get("pages")).items();
        for (int i = 0; i < heads.size(); i++) {
            JsonObject page = (JsonObject)
                    ((JsonArray) state.members().get("pages")).items().get(i);
            Map<String, Json> parts = new LinkedHashMap<>(page.members());
            parts.putAll(((JsonObject) heads.get(i)).members());
            parts.put("questions", items((JsonArray) page.members().get("questions"), changed));
            pages.add(new JsonObject(parts, Map.of(), page.place()));
        }
        members.put("pages", new JsonArray(pages, state.place()));
        state = new JsonObject(members, Map.of(), state.place());
    }

    String drawn() {
        return withoutRecord(state);
    }

    static String withoutRecord(String state) {
        return withoutRecord((JsonObject) JsonReader.read("", state));
    }

    private static String withoutRecord(JsonObject state) {
        Map<String, Json> members = new LinkedHashMap<>(state.members());
        members.remove("record");
        return JsonWriter.write(new JsonObject(members, Map.of(), state.place()));
    }

    private static JsonArray items(JsonArray items, Map<String, Json> changed) {
        List<Json> result = new ArrayList<>();
        for (Json item : items.items()) {
            JsonObject object = (JsonObject) item;
            Json other = changed.get(((JsonText) object.members().get("path")).value());
            if (other != null) {
                result.add(other);
            } else if (object.members().get("rows") instanceof JsonArray rows) {
                Map<String, Json> members = new LinkedHashMap<>(object.members());
                List<Json> inner = new ArrayList<>();
                for (Json row : rows.items()) {
                    Map<String, Json> parts = new LinkedHashMap<>(((JsonObject) row).members());
                    parts.put("questions", items((JsonArray) parts.get("questions"), changed));
                    inner.add(new JsonObject(parts, Map.of(), row.place()));
                }
                members.put("rows", new JsonArray(inner, rows.place()));
                result.add(new JsonObject(members, Map.of(), item.place()));
            } else {
                result.add(item);
            }
        }
        return new JsonArray(result, items.place());
    }
}
