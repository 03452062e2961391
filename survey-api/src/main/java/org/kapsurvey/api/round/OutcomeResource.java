package org.kapsurvey.api.round;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.institution.Institution;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.analysis.outcome.OutcomeRate;
import org.kapsurvey.api.institution.InstitutionStore;
import org.kapsurvey.api.problem.Details;
import org.kapsurvey.api.problem.Problems;
import org.kapsurvey.api.web.Bodies;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** {@code GET /api/rounds/{round}/outcomes} and {@code GET /api/rounds/{round}/due}. */
public final class OutcomeResource {
    /** Which states count, by what {@code ?interviews} says. */
    private static final Map<String, List<String>> STATES =
            Map.of("received", List.of("submitted", "returned", "approved"), "approved", List.of("approved"));

    private static final List<String> WHOM = List.of("persons", "units");

    private final RoundOutcomes outcomes;
    private final RoundRegister registers;
    private final InstitutionStore institutions;

    public OutcomeResource(RoundOutcomes outcomes, RoundRegister registers, InstitutionStore institutions) {
        this.outcomes = outcomes;
        this.registers = registers;
        this.institutions = institutions;
    }

    /** Dispositions and rates of all, by stratum and by surveyor; of interviews received, or of approved ones alone. */
    public void outcomes(Context context) {
        String round = context.pathParam("round");
        List<String> states = states(context);
        List<RoundOutcomes.Group> groups = outcomes.of(round, states)
                .orElseThrow(() -> Problems.UNKNOWN_ROUND.exception(Details.of("round", round)));
        JsonWriter json = new JsonWriter().beginObject().name("round").value(round);
        json.name("whole").value(outcomes.isWhole(round));
        json.name("states").beginArray();
        states.forEach(json::value);
        json.endArray().name("groups").beginArray();
        groups.forEach(group -> write(json, group));
        context.contentType("application/json")
                .result(json.endArray().endObject().toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Persons and units of whom a form is still due, or of one of these alone; each with all of its forms. */
    public void due(Context context) {
        String round = context.pathParam("round");
        List<String> states = states(context);
        String of = context.queryParam("of");
        if (of != null && !WHOM.contains(of)) {
            throw Bodies.invalid("?of", "Unknown of \"" + of + "\".", "Use one of \"persons\", \"units\".");
        }
        List<DueForms> open = outcomes.open(round, states)
                .orElseThrow(() -> Problems.UNKNOWN_ROUND.exception(Details.of("round", round)));
        boolean asksUnits = open.stream().anyMatch(due -> due.kind() != null);
        Map<String, Institution> units = (asksUnits
                        ? registers.of(round)
                        : Optional.<RoundRegister.StoredRegister>empty())
                .map(register ->
                        institutions
                                .kept(register.survey(), OptionalInt.of(register.version()))
                                .result()
                                .selected()
                                .stream()
                                .collect(Collectors.toMap(Institution::code, unit -> unit, (one, other) -> one)))
                .orElse(Map.of());
        JsonWriter json = new JsonWriter().beginObject().name("round").value(round);
        json.name("whole").value(outcomes.isWhole(round));
        json.name("states").beginArray();
        states.forEach(json::value);
        json.endArray().name("due").beginArray();
        open.stream()
                .filter(due -> of == null || of.equals(due.kind() == null ? "persons" : "units"))
                .forEach(due -> write(json, due, units.get(due.selection())));
        context.contentType("application/json")
                .result(json.endArray().endObject().toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(JsonWriter json, DueForms due, @Nullable Institution unit) {
        json.beginObject().name("selection").value(due.selection());
        text(json.name("kind"), due.kind());
        text(json.name("name"), unit == null ? null : unit.name());
        json.name("stratum").value(due.stratum());
        text(json.name("surveyor"), due.surveyor());
        json.name("forms").beginArray();
        due.forms()
                .forEach((form, disposition) -> json.beginObject()
                        .name("form")
                        .value(form)
                        .name("disposition")
                        .value(disposition.text())
                        .endObject());
        json.endArray().endObject();
    }

    private static void text(JsonWriter json, @Nullable String value) {
        if (value == null) {
            json.nullValue();
        } else {
            json.value(value);
        }
    }

    private static List<String> states(Context context) {
        String interviews = Objects.requireNonNullElse(context.queryParam("interviews"), "received");
        List<String> states = STATES.get(interviews);
        if (states == null) {
            throw Bodies.invalid(
                    "?interviews",
                    "Unknown interviews \"" + interviews + "\".",
                    "Use one of \"received\", \"approved\".");
        }
        return states;
    }

    private static void write(JsonWriter json, RoundOutcomes.Group group) {
        json.beginObject().name("by").value(group.by());
        json.name("group").value(group.group());
        json.name("persons").value(group.persons().sum());
        json.name("counts").beginObject();
        for (Disposition disposition : Disposition.values()) {
            json.name(disposition.text()).value(group.persons().count(disposition));
        }
        json.endObject();
        share(json.name("eligibleShare"), group.persons().eligibleShare());
        json.name("rates").beginObject();
        for (OutcomeRate rate : OutcomeRate.values()) {
            share(json.name(rate.name()), rate.of(group.persons()));
        }
        json.endObject().endObject();
    }

    /** Null where it is not defined. */
    private static void share(JsonWriter json, double share) {
        if (Double.isNaN(share)) {
            json.nullValue();
        } else {
            json.value(share);
        }
    }
}
