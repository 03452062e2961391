package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The choices of a list in the order of the form. */
public final class ChoiceList {
    private final String name;
    private final Map<String, Choice> choices = new LinkedHashMap<>();

    ChoiceList(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public List<Choice> choices() {
        return new ArrayList<>(choices.values());
    }

    /** The choice of a code; null if there is none. */
    public @Nullable Choice choice(String code) {
        return choices.get(code);
    }

    List<String> codes() {
        return new ArrayList<>(choices.keySet());
    }

    void add(Choice choice) {
        choices.put(choice.name(), choice);
    }
}
