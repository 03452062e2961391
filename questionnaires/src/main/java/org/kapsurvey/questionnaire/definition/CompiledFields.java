package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonBoolean;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;

/** The members of an object of a compiled form. The gate wrote it, so that nothing is checked; what is absent is empty. */
record CompiledFields(JsonObject object) {
    String text(String key) {
        return object.get(key) instanceof JsonText text ? text.value() : "";
    }

    boolean flag(String key) {
        return object.get(key) instanceof JsonBoolean flag && flag.value();
    }

    /** −1 if absent. */
    int whole(String key) {
        return object.get(key) instanceof JsonNumber number ? (int) number.value() : -1;
    }

    Labels labels(String key) {
        return object.get(key) instanceof JsonObject texts ? Labels.of(texts) : Labels.NONE;
    }

    @Nullable
    Formula formula(String key) {
        Json code = object.get(key);
        return code == null ? null : Formula.of(code);
    }

    List<Json> items(String key) {
        return object.get(key) instanceof JsonArray list ? list.items() : new ArrayList<>();
    }

    List<CompiledFields> objects(String key) {
        List<CompiledFields> objects = new ArrayList<>();
        for (Json item : items(key)) {
            objects.add(new CompiledFields((JsonObject) item));
        }
        return objects;
    }

    int[] wholes(String key) {
        return wholes(items(key));
    }

    static int[] wholes(List<Json> items) {
        int[] wholes = new int[items.size()];
        for (int i = 0; i < wholes.length; i++) {
            wholes[i] = (int) ((JsonNumber) items.get(i)).value();
        }
        return wholes;
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Json item : items(key)) {
            texts.add(((JsonText) item).value());
        }
        return texts;
    }
}
