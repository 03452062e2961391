package org.kapsurvey.analysis.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.kapsurvey.analysis.job.ReplicatesRequest.Given;
import org.kapsurvey.analysis.job.ReplicatesRequest.Made;
import org.kapsurvey.analysis.job.ReplicatesRequest.Method;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/** Reads "replicates". */
final class ReplicatesParser {
    static final List<String> METHODS = List.of("jk1", "jkn", "brr", "fay", "subbootstrap", "sdr");
    private static final List<String> NOT_YET = List.of("bootstrap", "mrb");
    private static final int MOST_REPLICATES = 100_000;

    private final Faults faults;

    ReplicatesParser(Faults faults) {
        this.faults = faults;
    }

    Optional<ReplicatesRequest> replicates(JsonFields fields) {
        int before = faults.size();
        ReplicatesRequest request = fields.has("factors") ? given(fields) : made(fields);
        fields.refuseUnknown();
        return faults.size() > before ? Optional.empty() : Optional.of(request);
    }

    private ReplicatesRequest made(JsonFields fields) {
        if (fields.object().get("method") instanceof JsonText text && NOT_YET.contains(text.value())) {
            fields.has("method");
            faults.add(
                    text.place(),
                    "Making \"" + text.value() + "\" replicates is not supported yet.",
                    "Use one of " + JsonFields.listed(METHODS) + ", or give their \"factors\" and \"scales\".");
        } else {
            fields.oneOf("method", METHODS);
        }
        String named = fields.object().get("method") instanceof JsonText text ? text.value() : "";
        boolean known = METHODS.contains(named);
        Method method = known ? Method.valueOf(named.toUpperCase(Locale.ROOT)) : Method.JKN;
        int count = 0;
        long seed = 0;
        if (method.isDrawn()) {
            count = fields.integer("count", 2, MOST_REPLICATES);
            seed = fields.integer("seed", 0, Integer.MAX_VALUE);
        } else {
            for (String key : List.of("count", "seed")) {
                // Of an unknown method it is not known either.
                if (fields.has(key) && known) {
                    if (method.isJackknife()) {
                        fields.fault(
                                key,
                                "\"" + key + "\" belongs to a bootstrap; a jackknife has a replicate for each PSU.",
                                "Leave it out.");
                    } else {
                        refuse(fields, key, method);
                    }
                }
            }
        }
        double rho = 0;
        if (method == Method.FAY) {
            rho = fields.number("rho");
            if (!(rho >= 0 && rho < 1)) {
                fields.fault("rho", "\"rho\" must be 0 or more and less than 1.", "Write 0.3 or 0.5.");
            }
        }
        for (String key : List.of("rho", "key", "scales")) {
            if (fields.has(key) && known && !(key.equals("rho") && method == Method.FAY)) {
                refuse(fields, key, method);
            }
        }
        boolean mse = fields.flag("mse", false);
        if (method == Method.SDR && fields.has("mse")) {
            // Its squares are about the full-sample estimate and nothing else.
            refuse(fields, "mse", method);
        }
        return new Made(method, count, seed, rho, mse, degrees(fields), fields.place());
    }

    private static void refuse(JsonFields fields, String key, Method method) {
        fields.fault(
                key,
                "\"" + key + "\" does not belong to replicates that are made by " + method.word() + ".",
                "Leave it out.");
    }

    private ReplicatesRequest given(JsonFields fields) {
        JsonText nothing = new JsonText("", false, fields.place());
        JsonText factors = fields.jsonText("factors").orElse(nothing);
        Map<JsonText, JsonText> key = new LinkedHashMap<>();
        fields.optionalFields("key").ifPresent(columns -> {
            for (String column : columns.object().members().keySet()) {
                JsonText named = new JsonText(column, false, columns.object().keyPlace(column));
                columns.jsonText(column).ifPresent(other -> key.put(named, other));
            }
            if (columns.object().members().isEmpty()) {
                fields.fault("key", "\"key\" names no column.", "Leave it out to match rows in order.");
            }
        });
        if (!fields.has("scales")) {
            fields.text("scales");
        }
        JsonText scales = fields.jsonText("scales").orElse(nothing);
        for (String made : List.of("method", "count", "seed", "rho", "mse")) {
            if (fields.has(made)) {
                fields.fault(
                        made,
                        "\"" + made + "\" does not go with given \"factors\".",
                        "Leave it out; the scales file says how the replicates count.");
            }
        }
        return new Given(factors, key, scales, degrees(fields), fields.place());
    }

    private static OptionalInt degrees(JsonFields fields) {
        return fields.optionalInteger("degreesOfFreedom", 1, Integer.MAX_VALUE);
    }
}
