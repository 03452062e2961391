package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.job.AnalysisJob.Data;
import org.kapsurvey.analysis.job.AnalysisJob.Design;
import org.kapsurvey.analysis.job.AnalysisJob.Variable;
import org.kapsurvey.analysis.job.CalibrationRequest.Classes;
import org.kapsurvey.analysis.job.CalibrationRequest.Propensity;
import org.kapsurvey.analysis.job.CalibrationRequest.Share;
import org.kapsurvey.analysis.job.CalibrationRequest.Trim;
import org.kapsurvey.analysis.job.WeightingJob.Nonresponse;
import org.kapsurvey.analysis.job.WeightingJob.OutcomeColumn;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Characters;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;

/** Reads the JSON of a weighting file. */
final class WeightingParser {
    /** The keys of a weighting file, which its documentation names. */
    static final List<String> KEYS = List.of(
            "data",
            "variables",
            "design",
            "id",
            "outcome",
            "rates",
            "eligibility",
            "nonresponse",
            "share",
            "calibration",
            "trimming",
            "replicates");

    private final Faults faults;

    private WeightingParser(Faults faults) {
        this.faults = faults;
    }

    static Optional<WeightingJob> parse(String file, String text, Faults faults) {
        Json json;
        try {
            json = JsonReader.read(file, text);
        } catch (FaultsException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
        Characters.refuse(json, faults);
        return Optional.of(new WeightingParser(faults).file(JsonFields.of(json, "A weighting file", faults)));
    }

    private WeightingJob file(JsonFields fields) {
        JobParser jobs = new JobParser(faults);
        String name = fields.optionalText("name").orElse("");
        Data data = jobs.data(fields.fields("data"), fields.object().get("data") instanceof JsonObject);
        if (!data.waves().isEmpty()) {
            faults.add(
                    fields.place("data"),
                    "Waves are weighted one by one.",
                    "Name the \"file\" of one wave, and weight the others alike.");
        }
        if (data.round().isPresent() && data.round().get().weights().isPresent()) {
            faults.add(
                    fields.place("data"),
                    "A weighting file makes a version of the round's weights.",
                    "Leave \"weights\" out.");
        }
        List<Variable> variables = new ArrayList<>();
        for (JsonFields variable : fields.optionalObjects("variables")) {
            jobs.variable(variable).ifPresent(variables::add);
        }
        boolean ofRound = data.round().isPresent();
        Design design = fields.optionalFields("design")
                .map(jobs::design)
                .orElseGet(() -> ofRound ? ofRound(fields.place()) : ofNothing(fields.place()));
        Optional<JsonText> id = fields.jsonText("id");
        if (id.isEmpty() && ofRound) {
            id = Optional.of(new JsonText(StoredRound.SELECTION, false, fields.place()));
        }
        Optional<OutcomeColumn> outcome = Optional.empty();
        boolean partialResponds = false;
        if (fields.has("outcome")) {
            JsonFields described = fields.fields("outcome");
            partialResponds = described
                    .optionalOneOf("partial", List.of("nonrespondent", "respondent"))
                    .orElse("nonrespondent")
                    .equals("respondent");
            outcome = outcome(described, data);
        } else if (data.round().isEmpty()) {
            fields.fields("outcome");
        }
        List<List<JsonText>> ratesBy = List.of();
        if (fields.has("rates")) {
            JsonFields rates = fields.fields("rates");
            ratesBy = jobs.by(rates).stream().filter(by -> !by.isEmpty()).toList();
            rates.refuseUnknown();
        }
        CalibrationParser steps = new CalibrationParser(faults, true);
        Optional<Classes> eligibility = fields.optionalFields("eligibility").map(given -> {
            Classes classes = steps.classes(given);
            given.refuseUnknown();
            return classes;
        });
        Optional<Nonresponse> nonresponse =
                fields.optionalFields("nonresponse").map(given -> nonresponse(given, steps));
        Optional<Share> share = fields.optionalFields("share").flatMap(given -> {
            Optional<Share> read = steps.share(given);
            given.refuseUnknown();
            return read;
        });
        List<CalibrationRequest> calibration = new ArrayList<>();
        for (JsonFields step : fields.optionalObjects("calibration")) {
            steps.step(step).ifPresent(calibration::add);
        }
        Optional<Trim> trimming = fields.optionalFields("trimming").flatMap(given -> {
            Optional<CalibrationRequest> trim = steps.trim(given);
            given.refuseUnknown();
            return trim.map(Trim.class::cast);
        });
        Optional<ReplicatesRequest> replicates =
                fields.optionalFields("replicates").flatMap(new ReplicatesParser(faults)::replicates);
        fields.refuseUnknown();
        AnalysisJob input = new AnalysisJob(
                name,
                data,
                variables,
                design,
                calibration,
                replicates,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        return new WeightingJob(
                input,
                id,
                outcome,
                partialResponds,
                ratesBy,
                eligibility,
                nonresponse,
                share,
                trimming,
                fields.place());
    }

    private static Design ofNothing(Place place) {
        return new Design(null, List.of(), List.of(), List.of(), false, SinglePsu.FAIL, false, place);
    }

    /** The sample of a stored round, as its summary takes it. */
    private static Design ofRound(Place place) {
        return new Design(
                new JsonText("_design_weight", false, place),
                List.of(new JsonText("_psu", false, place)),
                List.of(new JsonText("_stratum", false, place)),
                List.of(),
                true,
                SinglePsu.ADJUST,
                false,
                place);
    }

    private Nonresponse nonresponse(JsonFields fields, CalibrationParser steps) {
        Optional<Classes> classes = Optional.empty();
        Optional<Propensity> propensity = Optional.empty();
        if (fields.object().get("terms") != null) {
            propensity = Optional.of(steps.propensity(fields));
            if (fields.has("by")) {
                fields.fault("by", "\"by\" and \"terms\" are two ways to make classes.", "Keep one of them.");
            }
        } else {
            classes = Optional.of(steps.classes(fields));
        }
        fields.refuseUnknown();
        return new Nonresponse(classes, propensity, fields.place());
    }

    private Optional<OutcomeColumn> outcome(JsonFields fields, Data data) {
        boolean ofRound = data.round().isPresent();
        Optional<JsonText> column = Optional.empty();
        Map<String, Disposition> codes = new LinkedHashMap<>();
        for (String key : List.of("column", "codes")) {
            if (ofRound && fields.has(key)) {
                fields.fault(key, "A round knows what became of each person selected.", "Leave \"" + key + "\" out.");
            }
        }
        if (!ofRound) {
            column = fields.jsonText("column");
            if (column.isEmpty() && fields.object().get("column") == null) {
                fields.text("column");
            }
            fields.optionalFields("codes").ifPresent(given -> codes.putAll(DispositionCodes.parse(given, faults)));
        }
        fields.refuseUnknown();
        return column.map(name -> new OutcomeColumn(name, codes, fields.place()));
    }
}
