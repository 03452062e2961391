package org.kapsurvey.analysis.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** What the values of a column of outcomes stand for: {@code {"complete": ["1"], "refusal": ["2", 3]}}. */
public final class DispositionCodes {
    private DispositionCodes() {}

    /** The disposition of each value; with faults for words that are no dispositions and values that stand twice. */
    public static Map<String, Disposition> parse(JsonFields fields, Faults faults) {
        Map<String, Disposition> codes = new LinkedHashMap<>();
        for (String word : fields.object().members().keySet()) {
            fields.has(word);
            if (Disposition.parse(word).isEmpty()) {
                fields.fault(
                        word,
                        "Unknown disposition \"" + word + "\".",
                        "Use " + JsonFields.listed(Disposition.texts()) + "."
                                + JsonFields.suggestion(word, Disposition.texts()));
                continue;
            }
            Disposition disposition = Disposition.parse(word).orElseThrow();
            Json value = fields.object().members().get(word);
            for (Json code : value instanceof JsonArray list ? list.items() : List.of(value)) {
                String text = code instanceof JsonText written
                        ? written.value()
                        : code instanceof JsonNumber number ? Numbers.print(number.value()) : null;
                if (text == null) {
                    faults.add(
                            code.place(),
                            "A code must be a text or a number, found " + code.kind() + ".",
                            "Write {\"complete\": [\"1\"], \"refusal\": [\"2\", \"3\"]}.");
                } else if (codes.put(text, disposition) != null) {
                    faults.add(code.place(), "The code \"" + text + "\" stands twice.", "Give it one disposition.");
                }
            }
        }
        return codes;
    }
}
