package org.kapsurvey.questionnaire.jvm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.KapItem;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.FormChange.Comparability;
import org.kapsurvey.questionnaire.jvm.FormChange.Kind;

/**
 * What is otherwise in a new version of a form, and what it means for comparing answers to the two. Both must have passed the
 * publish gate and hold the rows of their blocks; questions are matched by name, choices by list and code.
 */
public final class FormChanges {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\s*([^}]*?)\\s*}");

    private final Version before;
    private final Version after;
    private final List<FormChange> changes = new ArrayList<>();

    /** Of questions that are only called otherwise: the name of before by the new one, and the other way round. */
    private final Map<String, String> oldNames = new HashMap<>();

    private final Map<String, String> newNames = new HashMap<>();

    private FormChanges(Version before, Version after) {
        this.before = before;
        this.after = after;
    }

    /** The changes between two forms as JSON texts. */
    public static FormChanges between(String before, String after) {
        FormChanges found = new FormChanges(Version.of(before), Version.of(after));
        found.compare();
        return found;
    }

    /** In the order of the new form, what is gone last; first what concerns the whole form. */
    public List<FormChange> list() {
        return Collections.unmodifiableList(changes);
    }

    /** Those that mean the same for comparing. */
    public List<FormChange> list(Comparability comparability) {
        return changes.stream()
                .filter(change -> change.kind().comparability() == comparability)
                .toList();
    }

    /** The number of questions with an answer that both versions have, and of which nothing is said here. */
    public int unchanged() {
        Set<String> touched = new LinkedHashSet<>();
        for (FormChange change : changes) {
            if (change.kind().isOfForm()) {
                continue;
            }
            boolean ofList = change.kind().isOfList();
            String what = ofList ? change.name().replaceFirst("/.*", "") : change.name();
            if (!ofList) {
                touched.add(what);
            }
            after.questions.forEach((name, row) -> {
                if (ofList ? what.equals(listOf(row)) : after.groups(name).contains(what)) {
                    touched.add(name);
                }
            });
        }
        return (int) after.questions.keySet().stream()
                .filter(name -> before.questions.containsKey(name) && !touched.contains(name))
                .count();
    }

    /** The number of questions of the new version. */
    public int questions() {
        return after.questions.size();
    }

    /** A form with its rows by their names. */
    private record Version(
            Questionnaire form,
            JsonObject settings,
            Map<String, JsonObject> questions,
            Map<String, JsonObject> groupRows,
            Map<String, JsonObject> notes,
            Map<String, List<String>> around,
            Map<String, Map<String, JsonObject>> lists) {
        static Version of(String text) {
            JsonObject form = (JsonObject) JsonReader.read("", text);
            Version version = new Version(
                    Questionnaire.ofPublished(form),
                    (JsonObject) form.members().get("settings"),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    new LinkedHashMap<>(),
                    new HashMap<>(),
                    new LinkedHashMap<>());
            List<String> open = new ArrayList<>();
            for (Json item : ((JsonArray) form.members().get("survey")).items()) {
                JsonObject row = (JsonObject) item;
                String type = typeOf(row);
                String name = word(row, "name");
                if (type.startsWith("begin_")) {
                    version.around.put(name, List.copyOf(open));
                    version.groupRows.put(name, row);
                    open.add(name);
                } else if (type.startsWith("end_")) {
                    open.remove(open.size() - 1);
                } else if (type.equals("note")) {
                    version.notes.put(name, row);
                } else {
                    version.around.put(name, List.copyOf(open));
                    version.questions.put(name, row);
                }
            }
            if (form.get("choices") instanceof JsonArray choices) {
                for (Json item : choices.items()) {
                    JsonObject choice = (JsonObject) item;
                    version.lists
                            .computeIfAbsent(word(choice, "list_name"), absent -> new LinkedHashMap<>())
                            .put(word(choice, "name"), choice);
                }
            }
            return version;
        }

        /** What counts as what, however it is written: one right answer may stand as a text or in a list, and false may be left out. */
        Optional<KapItem> scoring(String question) {
            return form.question(question)
                    .map(Question::kap)
                    .map(kap -> new KapItem(
                            kap.component(),
                            kap.scale(),
                            sorted(kap.right()),
                            kap.reverse(),
                            kap.points(),
                            kap.choicePoints(),
                            kap.rule(),
                            kap.minus(),
                            sorted(kap.dontKnow())));
        }

        /** What each choice is worth; nothing where nothing says it. */
        Map<String, Double> points(String question) {
            return form.question(question).map(ChoicePoints::of).orElse(Map.of());
        }

        private static List<String> sorted(List<String> codes) {
            return codes.stream().sorted().toList();
        }

        List<String> groups(String name) {
            return around.getOrDefault(name, List.of());
        }

        String language() {
            return word(settings, "default_language");
        }
    }

    private void compare() {
        String form = word(after.settings, "form_id");
        if (!word(before.settings, "form_id").equals(form)) {
            add(Kind.OTHER_FORM, "", word(before.settings, "form_id"), form);
        } else if (word(before.settings, "version").equals(word(after.settings, "version"))) {
            add(Kind.SAME_VERSION, "", "", word(after.settings, "version"));
        }
        rename();
        settings();
        Set<String> moved = moved();
        after.groupRows.forEach((name, row) -> {
            JsonObject old = before.groupRows.get(name);
            if (old != null) {
                differs(Kind.RELEVANCE, name, old, row, "relevant");
                differs(Kind.ROWS, name, old, row, "repeat_count");
                flag(Kind.SELF_FILL, name, old, row, "self_fill");
                differs(Kind.APPEARANCE, name, old, row, "appearance");
            }
            text(name, old, row);
        });
        after.notes.forEach((name, row) -> {
            JsonObject old = before.notes.get(name);
            text(name, old, row);
            if (old != null) {
                differs(Kind.RELEVANCE, name, old, row, "relevant");
            }
        });
        before.notes.forEach((name, row) -> {
            if (!after.notes.containsKey(name)) {
                add(Kind.TEXT, name, label(before, row), "");
            }
        });
        after.questions.forEach((name, row) -> {
            JsonObject old = before.questions.get(name);
            if (old != null) {
                question(name, name, old, row);
                if (moved.contains(name)) {
                    add(Kind.QUESTION_MOVED, name, "", "");
                }
            } else if (oldNames.containsKey(name)) {
                String was = oldNames.get(name);
                add(Kind.QUESTION_RENAMED, name, was, name);
                question(was, name, before.questions.get(was), row);
            } else {
                add(Kind.QUESTION_ADDED, name, "", label(after, row));
            }
        });
        choices();
        before.questions.forEach((name, row) -> {
            if (!after.questions.containsKey(name) && !newNames.containsKey(name)) {
                add(Kind.QUESTION_REMOVED, name, label(before, row), "");
            }
        });
    }

    private void question(String was, String name, JsonObject old, JsonObject row) {
        String typeBefore = typeOf(old);
        String type = typeOf(row);
        if (!typeBefore.equals(type)) {
            boolean wider = typeBefore.equals("integer") && type.equals("decimal");
            add(wider ? Kind.TYPE_WIDER : Kind.TYPE, name, word(old, "type"), word(row, "type"));
        } else if (!listOf(old).equals(listOf(row)) && !codes(before, old).equals(codes(after, row))) {
            add(Kind.TYPE, name, word(old, "type"), word(row, "type"));
        }
        if (isOtherwise(old, row, "label")) {
            wording(Kind.WORDING, name, old, row);
        }
        if (isOtherwise(old, row, "hint")) {
            add(Kind.HINT, name, "", "");
        }
        differs(Kind.RELEVANCE, name, old, row, "relevant");
        differs(Kind.LIMITS, name, old, row, "constraint");
        differs(Kind.LIMITS, name, old, row, "choice_filter");
        differs(Kind.LIMITS, name, old, row, "parameters");
        differs(Kind.WARNING, name, old, row, "warning");
        differs(Kind.MISSING, name, old, row, "required");
        differs(Kind.MISSING, name, old, row, "missing");
        differs(Kind.CALCULATION, name, old, row, "calculation");
        differs(Kind.DEFAULT, name, old, row, "default");
        flag(Kind.READ_ONLY, name, old, row, "read_only");
        differs(Kind.APPEARANCE, name, old, row, "appearance");
        if (!before.scoring(was).equals(after.scoring(name)) || worthOtherwise(was, name)) {
            add(Kind.SCORING, name, "", "");
        }
    }

    /** Whether a choice that both versions have is worth something else: degrees of an attitude hang on the list's order and length. */
    private boolean worthOtherwise(String oldQuestion, String question) {
        Map<String, Double> now = after.points(question);
        return before.points(oldQuestion).entrySet().stream()
                .anyMatch(was -> !was.getValue().equals(now.getOrDefault(was.getKey(), was.getValue())));
    }

    private void settings() {
        for (String outcome : List.of("refused", "ineligible", "not_met", "prevented", "not_found")) {
            differs(Kind.OUTCOME, outcome, before.settings, after.settings, outcome);
        }
        differs(Kind.ASKED, "target_group", before.settings, after.settings, "target_group");
        differs(Kind.ASKED, "asked_of", before.settings, after.settings, "asked_of");
        differs(Kind.SETTING, "default_language", before.settings, after.settings, "default_language");
        differs(Kind.SETTING, "languages", before.settings, after.settings, "languages");
        differs(Kind.SETTING, "title", before.settings, after.settings, "title");
    }

    private void choices() {
        after.lists.forEach((list, choices) -> {
            Map<String, JsonObject> old = before.lists.get(list);
            if (old == null) {
                return;
            }
            choices.forEach((code, choice) -> {
                JsonObject known = old.get(code);
                if (known == null) {
                    add(Kind.CHOICE_ADDED, list + "/" + code, users(after, list), "");
                } else if (isOtherwise(known, choice, "label")) {
                    wording(Kind.CHOICE_WORDING, list + "/" + code, known, choice);
                }
                if (known != null) {
                    flag(Kind.EXCLUSIVE, list + "/" + code, known, choice, "exclusive");
                }
            });
            List<String> order =
                    old.keySet().stream().filter(choices::containsKey).toList();
            if (!order.equals(choices.keySet().stream().filter(old::containsKey).toList())) {
                add(Kind.CHOICE_ORDER, list, users(after, list), "");
            }
            old.keySet().stream()
                    .filter(code -> !choices.containsKey(code))
                    .forEach(code -> add(Kind.CHOICE_REMOVED, list + "/" + code, users(before, list), ""));
        });
    }

    /** The wording of the first language in which it differs. */
    private void wording(Kind kind, String name, JsonObject old, JsonObject row) {
        JsonObject texts = row.get("label") instanceof JsonObject label ? label : row;
        JsonObject oldTexts = old.get("label") instanceof JsonObject label ? label : old;
        for (String language : texts.members().keySet()) {
            if (!inNames(word(texts, language), Map.of()).equals(inNames(word(oldTexts, language), newNames))
                    && oldTexts.get(language) != null) {
                add(kind, name, word(oldTexts, language), word(texts, language));
                return;
            }
        }
    }

    private void differs(Kind kind, String name, JsonObject old, JsonObject row, String key) {
        if (isOtherwise(old, row, key)) {
            add(kind, name, part(old, key), part(row, key));
        }
    }

    /** The same of what is false where it is left out. */
    private void flag(Kind kind, String name, JsonObject old, JsonObject row, String key) {
        if (!(part(old, key) + part(row, key)).matches("(false)*")) {
            differs(kind, name, old, row, key);
        }
    }

    /** What is read beside questions: notes, and the headings of groups. */
    private void text(String name, @Nullable JsonObject old, JsonObject row) {
        if (old == null) {
            String label = row.get("label") == null ? "" : label(after, row);
            if (!label.isEmpty()) {
                add(Kind.TEXT, name, "", label);
            }
        } else if (isOtherwise(old, row, "label")) {
            wording(Kind.TEXT, name, old, row);
        }
    }

    /** Whether a part of a row means something else: what is only called otherwise, or has other blanks in its references, does not. */
    private boolean isOtherwise(JsonObject old, JsonObject row, String key) {
        return !inNames(part(old, key), newNames).equals(inNames(part(row, key), Map.of()));
    }

    /** A text with other names in its references. */
    private static String inNames(String text, Map<String, String> names) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement("${" + names.getOrDefault(found.group(1), found.group(1)) + "}"));
    }

    private void add(Kind kind, String name, String was, String is) {
        changes.add(new FormChange(kind, name, was, is));
    }

    /** Finds questions that went away with one type and wording, or calculation, and came with the same, one each. */
    private void rename() {
        int known = -1;
        // A label or calculation may itself hold what is called otherwise.
        while (known < newNames.size()) {
            known = newNames.size();
            after.questions.forEach((name, row) -> {
                if (!before.questions.containsKey(name) && !oldNames.containsKey(name)) {
                    before.questions.entrySet().stream()
                            .filter(old -> !after.questions.containsKey(old.getKey())
                                    && !newNames.containsKey(old.getKey())
                                    && isSame(old.getValue(), row))
                            .findFirst()
                            .ifPresent(old -> {
                                oldNames.put(name, old.getKey());
                                newNames.put(old.getKey(), name);
                            });
                }
            });
        }
    }

    private boolean isSame(JsonObject old, JsonObject row) {
        String key = typeOf(row).equals("calculate") ? "calculation" : "label";
        return word(old, "type").equals(word(row, "type")) && !part(row, key).isEmpty() && !isOtherwise(old, row, key);
    }

    /** The fewest questions that must be moved to turn the order of the one version into that of the other. */
    private Set<String> moved() {
        List<String> common = after.questions.keySet().stream()
                .filter(before.questions::containsKey)
                .toList();
        List<String> order = List.copyOf(before.questions.keySet());
        int[] places = common.stream().mapToInt(order::indexOf).toArray();
        int[] longest = new int[places.length];
        int[] previous = new int[places.length];
        int best = -1;
        for (int i = 0; i < places.length; i++) {
            longest[i] = 1;
            previous[i] = -1;
            for (int j = 0; j < i; j++) {
                if (places[j] < places[i] && longest[j] + 1 > longest[i]) {
                    longest[i] = longest[j] + 1;
                    previous[i] = j;
                }
            }
            best = best < 0 || longest[i] > longest[best] ? i : best;
        }
        Set<String> moved = new LinkedHashSet<>(common);
        for (int i = best; i >= 0; i = previous[i]) {
            moved.remove(common.get(i));
        }
        return moved;
    }

    private static String users(Version version, String list) {
        List<String> users = new ArrayList<>();
        version.questions.forEach((name, row) -> {
            if (listOf(row).equals(list)) {
                users.add(name);
            }
        });
        return String.join(", ", users);
    }

    private static Set<String> codes(Version version, JsonObject row) {
        return version.lists.getOrDefault(listOf(row), Map.of()).keySet();
    }

    private static String label(Version version, JsonObject row) {
        return row.get("label") instanceof JsonObject texts ? word(texts, version.language()) : word(row, "type");
    }

    /** The first word of the type. */
    private static String typeOf(JsonObject row) {
        return word(row, "type").strip().split("\\s+", -1)[0];
    }

    /** The name of the choice list; empty if there is none. */
    private static String listOf(JsonObject row) {
        String[] words = word(row, "type").strip().split("\\s+", -1);
        return words.length > 1 ? words[1] : "";
    }

    /** A part of a row as one text, without the blanks around an expression; empty if it has none. */
    private static String part(JsonObject row, String key) {
        Json value = row.get(key);
        return value == null
                ? ""
                : value instanceof JsonText text ? text.value().strip() : JsonWriter.write(value);
    }

    private static String word(JsonObject row, String key) {
        return row.get(key) instanceof JsonText text ? text.value() : "";
    }
}
