package org.kapsurvey.analysis.planning;

import java.util.Locale;
import java.util.OptionalDouble;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.planning.PlannedSample.Need;
import org.kapsurvey.analysis.planning.PlannedSample.Precision;
import org.kapsurvey.analysis.planning.PlannedSample.StratumPlan;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** A plan as JSON, for a page: {@code null} where something is not defined. docs/api.md has the keys. */
public final class PlanJson {
    private PlanJson() {}

    /** Appends the members of the plan to an open object. */
    public static void write(PlannedSample plan, JsonWriter json) {
        json.name("basis").value(plan.basis().name().toLowerCase(Locale.ROOT));
        json.name("take").value(plan.take());
        json.name("clusters").value((double) plan.clusters());
        json.name("units").value((double) plan.units());
        json.name("interviews").value(plan.interviews());
        json.name("cost");
        if (plan.cost().isPresent()) {
            json.value(plan.cost().get().total());
        } else {
            json.nullValue();
        }
        json.name("steps").beginArray();
        for (Reasoning.Step step : Reasoning.of(plan)) {
            json.beginObject().name("title");
            words(json, step.title());
            json.name("sentences").beginArray();
            step.sentences().forEach(sentence -> words(json, sentence));
            json.endArray().endObject();
        }
        json.endArray();
        json.name("sizes").beginArray();
        plan.needs().forEach(need -> need(json, need));
        json.endArray();
        json.name("allocation").beginArray();
        plan.strata().forEach(stratum -> stratum(json, stratum));
        json.endArray();
        json.name("precision").beginArray();
        plan.precision().forEach(row -> precision(json, row));
        json.endArray();
    }

    private static void need(JsonWriter json, Need need) {
        json.beginObject();
        json.name("indicator").value(need.indicator().id());
        json.name("domain").value(need.domain());
        number(json, "rate", need.rate());
        number(json, "before", need.before());
        number(json, "margin", need.margin());
        number(json, "deff", need.effect().value());
        number(json, "interviews", need.interviews());
        number(json, "units", need.interviews() / need.yield());
        number(json, "clusters", need.clusters());
        json.endObject();
    }

    private static void stratum(JsonWriter json, StratumPlan row) {
        json.beginObject();
        json.name("stratum").value(row.stratum().name());
        number(json, "population", (double) row.stratum().population());
        number(json, "exact", row.exact());
        number(json, "clusters", (double) row.clusters());
        number(json, "units", (double) row.units());
        number(json, "interviews", row.interviews());
        number(json, "fraction", row.fraction());
        number(json, "weight", row.weight());
        json.endObject();
    }

    private static void precision(JsonWriter json, Precision row) {
        ExpectedInterval interval = row.interval();
        json.beginObject();
        json.name("indicator").value(row.indicator().id());
        json.name("domain").value(row.domain());
        number(json, "rate", interval.rate());
        number(json, "n", interval.interviews());
        number(json, "clustersWithCases", row.clustersWithCases());
        number(json, "df", interval.printedDegreesOfFreedom());
        number(json, "deff", interval.designEffect());
        number(json, "halfT", interval.half());
        number(json, "below", interval.lower());
        number(json, "above", interval.upper());
        number(json, "target", row.indicator().target());
        number(json, "met", row.verdict().map(ExpectedVerdict::met).orElse(Double.NaN));
        number(json, "notMet", row.verdict().map(ExpectedVerdict::notMet).orElse(Double.NaN));
        number(json, "rateMet", row.verdict().map(ExpectedVerdict::surelyMet).orElse(OptionalDouble.empty()));
        number(
                json,
                "rateNotMet",
                row.verdict().map(ExpectedVerdict::surelyNotMet).orElse(OptionalDouble.empty()));
        json.name("notes").beginArray();
        PlanFiles.notes(row).forEach(json::value);
        json.endArray().endObject();
    }

    private static void words(JsonWriter json, Wording wording) {
        json.beginObject()
                .name("vi")
                .value(wording.vi())
                .name("en")
                .value(wording.en())
                .endObject();
    }

    private static void number(JsonWriter json, String name, OptionalDouble value) {
        number(json, name, value.orElse(Double.NaN));
    }

    private static void number(JsonWriter json, String name, double value) {
        json.name(name);
        if (Double.isNaN(value)) {
            json.nullValue();
        } else {
            json.value(value);
        }
    }
}
