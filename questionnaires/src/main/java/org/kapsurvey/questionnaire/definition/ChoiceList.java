package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The choices of a list in the order of the form. */
public final class ChoiceList {
    private final String name;
    private final Map<String, Choice> choices = new LinkedHashMap<>();
    private final List<Choice> ordered;

    ChoiceList(CompiledFields compiled) {
        this.name = compiled.text("name");
        List<Choice> made = new ArrayList<>();
        for (CompiledFields fields : compiled.objects("choices")) {
            Choice choice = Choice.of(fields);
            choices.put(choice.name(), choice);
            made.add(choice);
        }
        ordered = Collections.unmodifiableList(made);
    }

    public String name() {
        return name;
    }

    public List<Choice> choices() {
        return ordered;
    }

    /** The choice of a code; null if there is none. */
    public @Nullable Choice choice(String code) {
        return choices.get(code);
    }
}
