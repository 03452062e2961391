package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.model.Family;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonBoolean;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** Reads a block of {@code models}. */
final class ModelParser {
    private final JsonFields fields;

    ModelParser(JsonFields fields) {
        this.fields = fields;
    }

    /** The model; nothing, and faults, if it is wrong. */
    Optional<ModelRequest> parse(Optional<JsonText> id, Set<String> ids, Optional<Expression> where, double level) {
        if (id.isPresent() && !ids.add(id.get().value())) {
            fields.fault("id", "Two blocks have the id \"" + id.get().value() + "\".", "Give each an id of its own.");
        }
        Family family = Family.parse(fields.oneOf("family", Family.names())).orElse(Family.GAUSSIAN);
        Optional<JsonText> response = fields.jsonText("response");
        if (response.isEmpty() && !fields.has("response")) {
            fields.text("response");
        }
        List<JsonText> terms = fields.jsonTexts("terms");
        if (terms.isEmpty() && fields.has("terms")) {
            fields.fault("terms", "The model has no term.", "Name at least one column.");
        }
        refuseTwice(terms);
        List<ModelRequest.Reference> references = references();
        List<List<JsonText>> tests = tests(terms);
        List<JsonText> margins = fields.has("margins") ? fields.jsonTexts("margins") : List.of();
        refuseTwice(margins);
        boolean covariance = fields.flag("covariance", false);
        fields.refuseUnknown();
        if (id.isEmpty() || response.isEmpty() || terms.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ModelRequest(
                id.get().value(),
                family,
                response.get(),
                terms,
                references,
                tests,
                margins,
                covariance,
                where,
                level,
                fields.place()));
    }

    private void refuseTwice(List<JsonText> names) {
        Set<Set<String>> seen = new HashSet<>();
        for (JsonText name : names) {
            // sex:edu and edu:sex are one term.
            if (!seen.add(Set.copyOf(List.of(name.value().split(":", -1))))) {
                fields.faults().add(name.place(), "The term \"" + name.value() + "\" stands twice.", "Name it once.");
            }
        }
    }

    private List<ModelRequest.Reference> references() {
        List<ModelRequest.Reference> references = new ArrayList<>();
        Optional<JsonFields> written = fields.optionalFields("reference");
        if (written.isEmpty()) {
            return references;
        }
        JsonObject object = written.get().object();
        for (Map.Entry<String, Json> entry : object.members().entrySet()) {
            if (entry.getValue() instanceof JsonText text) {
                references.add(new ModelRequest.Reference(entry.getKey(), object.keyPlace(entry.getKey()), text));
            } else if (entry.getValue() instanceof JsonNumber number) {
                references.add(new ModelRequest.Reference(
                        entry.getKey(),
                        object.keyPlace(entry.getKey()),
                        new JsonText(Numbers.print(number.value()), false, number.place())));
            } else {
                fields.faults()
                        .add(
                                entry.getValue().place(),
                                "\"" + entry.getKey() + "\" must be a text or a number, found "
                                        + entry.getValue().kind() + ".",
                                "Name the level that the others are compared with.");
            }
        }
        return references;
    }

    /** {@code true}: each term by itself; a list: lists of terms that are tested together. */
    private List<List<JsonText>> tests(List<JsonText> terms) {
        Json value = fields.object().get("termTests");
        if (value == null || value instanceof JsonBoolean) {
            boolean each = fields.flag("termTests", false);
            return each ? terms.stream().map(List::of).toList() : List.of();
        }
        List<List<JsonText>> tests = new ArrayList<>();
        Set<String> known = terms.stream().map(JsonText::value).collect(Collectors.toSet());
        Set<Set<String>> seen = new HashSet<>();
        for (Json item : fields.items("termTests")) {
            List<JsonText> together = new ArrayList<>();
            boolean texts = item instanceof JsonArray list && !list.items().isEmpty();
            for (Json term : item instanceof JsonArray list ? list.items() : List.<Json>of()) {
                if (term instanceof JsonText text) {
                    together.add(text);
                    if (!known.contains(text.value())) {
                        fields.faults()
                                .add(
                                        text.place(),
                                        "\"" + text.value() + "\" is no term of this model.",
                                        "Write it as in \"terms\"." + JsonFields.suggestion(text.value(), known));
                    }
                } else {
                    texts = false;
                }
            }
            if (!texts) {
                fields.faults()
                        .add(
                                item.place(),
                                "\"termTests\" must be true or lists of terms, found " + item.kind() + ".",
                                "Write \"termTests\": [[\"age\"], [\"sex\", \"edu\"]].");
            } else if (!seen.add(together.stream().map(JsonText::value).collect(Collectors.toSet()))) {
                fields.faults().add(item.place(), "These terms are tested twice.", "Name them once.");
            } else {
                tests.add(together);
            }
        }
        return tests;
    }
}
