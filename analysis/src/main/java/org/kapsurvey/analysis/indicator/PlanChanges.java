package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonBoolean;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * What a plan has otherwise than an earlier version of it, indicator by indicator. A rule's version counts up with every change of
 * what is computed or judged, so that two numbers of one version are of one rule.
 */
public final class PlanChanges {
    /** What decides the number or its verdict; the rest of an indicator is told beside it. */
    private static final Pattern COMPUTED = Pattern.compile(
            "(component|counts|groups|denominator|of|routes|parts|numerator|judged|target|direction)(/.*)?");

    private static final Pattern TITLE = Pattern.compile("(groups|parts)/[^/]+/title/.*");

    private final List<PlanChange> changes = new ArrayList<>();

    private PlanChanges() {}

    /**
     * The changes, those of the plan itself first, then by indicator in the order of the new plan, then the indicators that are gone.
     *
     * @param before the text of a plan that could be read
     * @param file of the new plan, for the places of faults
     * @param after the text of a plan that could be read
     */
    public static List<PlanChange> between(String before, String file, String after) {
        PlanChanges found = new PlanChanges();
        JsonObject old = (JsonObject) JsonReader.read("", before);
        JsonObject now = (JsonObject) JsonReader.read(file, after);
        Map<String, JsonObject> oldIndicators = indicators(old);
        Map<String, JsonObject> indicators = indicators(now);
        found.compare("", without(old), without(now), now);
        indicators.forEach((id, indicator) -> {
            JsonObject earlier = oldIndicators.get(id);
            if (earlier == null) {
                found.changes.add(new PlanChange(PlanChange.Kind.ADDED, id, "", "", "", indicator.place()));
            } else {
                found.compare(id, earlier, indicator, indicator);
            }
        });
        oldIndicators.keySet().stream()
                .filter(id -> !indicators.containsKey(id))
                .forEach(id -> found.changes.add(new PlanChange(PlanChange.Kind.REMOVED, id, "", "", "", now.place())));
        return List.copyOf(found.changes);
    }

    private void compare(String id, JsonObject before, JsonObject after, JsonObject place) {
        Map<String, String> old = values(before);
        Map<String, String> now = values(after);
        boolean sameVersion = old.getOrDefault("rule/version", "").equals(now.getOrDefault("rule/version", ""));
        Json version = after.get("rule") instanceof JsonObject rule ? rule.get("version") : null;
        Set<String> keys = new LinkedHashSet<>(now.keySet());
        keys.addAll(old.keySet());
        for (String key : keys) {
            String was = old.getOrDefault(key, "");
            String is = now.getOrDefault(key, "");
            if (was.equals(is)) {
                continue;
            }
            boolean computed = !id.isEmpty()
                    && COMPUTED.matcher(key).matches()
                    && !TITLE.matcher(key).matches();
            PlanChange.Kind kind =
                    !computed ? PlanChange.Kind.TOLD : sameVersion ? PlanChange.Kind.UNVERSIONED : PlanChange.Kind.RULE;
            changes.add(new PlanChange(kind, id, key, was, is, version == null ? place.place() : version.place()));
        }
    }

    private static Map<String, JsonObject> indicators(JsonObject plan) {
        Map<String, JsonObject> indicators = new LinkedHashMap<>();
        if (plan.get("indicators") instanceof JsonArray array) {
            for (Json item : array.items()) {
                if (item instanceof JsonObject object && object.get("id") instanceof JsonText id) {
                    indicators.put(id.value(), object);
                }
            }
        }
        return indicators;
    }

    private static JsonObject without(JsonObject plan) {
        Map<String, Json> members = new LinkedHashMap<>(plan.members());
        members.remove("indicators");
        return new JsonObject(members, Map.of(), plan.place());
    }

    /** Every value by the keys that lead to it; of lists, objects by their id and all else by their number. */
    private static Map<String, String> values(JsonObject object) {
        Map<String, String> values = new LinkedHashMap<>();
        collect("", object, values);
        return values;
    }

    private static void collect(String path, @Nullable Json json, Map<String, String> values) {
        String inside = path.isEmpty() ? "" : path + "/";
        if (json instanceof JsonObject object) {
            object.members().forEach((key, value) -> collect(inside + key, value, values));
        } else if (json instanceof JsonArray array) {
            for (int i = 0; i < array.items().size(); i++) {
                Json item = array.items().get(i);
                String id = item instanceof JsonObject object && object.get("id") instanceof JsonText text
                        ? text.value()
                        : Integer.toString(i + 1);
                collect(inside + id, item, values);
            }
        } else if (json instanceof JsonText text) {
            values.put(path, text.value());
        } else if (json instanceof JsonNumber number) {
            values.put(path, Numbers.print(number.value()));
        } else if (json instanceof JsonBoolean flag) {
            values.put(path, Boolean.toString(flag.value()));
        } else {
            values.put(path, "null");
        }
    }
}
