package org.kapsurvey.api.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Words;

/** What {@code or_other} after a choice list stands for: a choice {@code other}, and a question what the other answer is. */
final class OtherChoice {
    private static final Map<String, String> CHOICE = Map.of("vi", "Khác", "en", "Other");
    private static final Map<String, String> QUESTION =
            Map.of("vi", "Xin ghi rõ câu trả lời khác.", "en", "Please specify the other answer.");

    private final List<String> languages;
    private final Faults faults;
    /** The place of the first question that asks for it, by list. */
    private final Map<String, Place> lists = new LinkedHashMap<>();

    private final List<String> questions = new ArrayList<>();

    OtherChoice(List<String> languages, Faults faults) {
        this.languages = languages;
        this.faults = faults;
    }

    /** The question after a row with {@code or_other}. */
    Json question(SheetRow row, String list) {
        JsonText type = row.cell("type");
        Place place = type == null ? row.place() : type.place();
        if (!CHOICE.keySet().containsAll(languages)) {
            faults.add(
                    place,
                    "or_other has its texts in Vietnamese and English only.",
                    "Write a choice \"other\" and a text question for the other answer.");
        }
        if (row.cell("choice_filter") != null) {
            faults.add(
                    place,
                    "or_other can't stand beside a choice_filter, which would not offer the other answer.",
                    "Write a choice \"other\" and a text question for the other answer.");
        }
        lists.putIfAbsent(list, place);
        String name = row.text("name");
        questions.add(name);
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("type", new JsonText("text", false, place));
        members.put("name", new JsonText(name + "_other", false, place));
        members.put("label", texts(QUESTION, place));
        members.put("relevant", new JsonText("selected(${" + name + "}, 'other')", false, place));
        return new JsonObject(members, Map.of(), place);
    }

    /** The choices with one more in each list that needs it. */
    List<Json> added(List<Json> choices, List<Json> rows) {
        refuseOtherUsers(rows);
        List<Json> all = new ArrayList<>(choices);
        lists.forEach((list, place) -> {
            boolean there = choices.stream()
                    .anyMatch(choice -> text(choice, "list_name").equals(list)
                            && text(choice, "name").equals("other"));
            if (!there) {
                Map<String, Json> members = new LinkedHashMap<>();
                members.put("list_name", new JsonText(list, false, place));
                members.put("name", new JsonText("other", false, place));
                members.put("label", texts(CHOICE, place));
                all.add(new JsonObject(members, Map.of(), place));
            }
        });
        return all;
    }

    /** A choice that one question adds to a list would be offered by all that share it. */
    private void refuseOtherUsers(List<Json> rows) {
        for (Json row : rows) {
            List<String> type = Words.of(text(row, "type"));
            if (type.size() == 2 && lists.containsKey(type.get(1)) && !questions.contains(text(row, "name"))) {
                faults.add(
                        row.place(),
                        "The question " + text(row, "name") + " shares its choices with one that has or_other.",
                        "Write or_other here too, or give the two questions different lists.");
            }
        }
    }

    private JsonObject texts(Map<String, String> words, Place place) {
        Map<String, Json> texts = new LinkedHashMap<>();
        for (String language : languages) {
            texts.put(language, new JsonText(words.getOrDefault(language, "…"), false, place));
        }
        return new JsonObject(texts, Map.of(), place);
    }

    private static String text(Json row, String key) {
        return row instanceof JsonObject object && object.get(key) instanceof JsonText text ? text.value() : "";
    }
}
