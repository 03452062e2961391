package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kapsurvey.analysis.inference.Contrast;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonText;

/** Reads the contrasts of a block. */
final class ContrastParser {
    private static final List<String> SCALES = List.of("difference", "logratio");

    private final JsonFields block;
    private final Faults faults;

    ContrastParser(JsonFields block, Faults faults) {
        this.block = block;
        this.faults = faults;
    }

    List<AnalysisJob.BlockContrast> parse(Statistic statistic, List<List<JsonText>> by) {
        List<AnalysisJob.BlockContrast> contrasts = new ArrayList<>();
        if (!block.has("contrasts")) {
            return contrasts;
        }
        if (statistic == Statistic.QUANTILE) {
            block.fault("contrasts", "There are no contrasts of quantiles.", "Leave them out.");
        }
        if (by.size() != 1 || by.get(0).isEmpty()) {
            block.fault(
                    "contrasts",
                    "Contrasts compare the groups of one grouping.",
                    "Write one grouping with columns under \"by\", as [[\"sex\"]].");
        }
        Set<String> names = new HashSet<>();
        for (JsonFields fields : block.objects("contrasts")) {
            String name = fields.text("name");
            if (!name.isEmpty() && !names.add(name)) {
                fields.fault("name", "Two contrasts have the name \"" + name + "\".", "Give each a name of its own.");
            }
            List<AnalysisJob.Coefficient> coefficients = new ArrayList<>();
            side(fields, "plus", 1, coefficients);
            side(fields, "minus", -1, coefficients);
            String scale = fields.has("scale") ? fields.oneOf("scale", SCALES) : "difference";
            fields.refuseUnknown();
            contrasts.add(new AnalysisJob.BlockContrast(
                    name,
                    coefficients,
                    scale.equals("logratio") ? Contrast.Scale.LOGRATIO : Contrast.Scale.DIFFERENCE));
        }
        return contrasts;
    }

    private void side(JsonFields fields, String key, int sign, List<AnalysisJob.Coefficient> coefficients) {
        JsonFields levels = fields.fields(key);
        for (Map.Entry<String, Json> level : levels.object().members().entrySet()) {
            if (level.getValue() instanceof JsonNumber number) {
                coefficients.add(new AnalysisJob.Coefficient(
                        level.getKey(), sign * number.value(), levels.object().keyPlace(level.getKey())));
            } else {
                faults.add(
                        level.getValue().place(),
                        "A coefficient must be a number, found "
                                + level.getValue().kind() + ".",
                        "Write 1 for a group that is compared as it is.");
            }
        }
    }
}
