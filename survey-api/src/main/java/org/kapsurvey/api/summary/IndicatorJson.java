package org.kapsurvey.api.summary;

import org.kapsurvey.analysis.estimate.Estimate;
import org.kapsurvey.analysis.indicator.IndicatorResult;
import org.kapsurvey.analysis.indicator.TargetTest;
import org.kapsurvey.analysis.indicator.Verdict;
import org.kapsurvey.analysis.report.Summary;
import org.kapsurvey.analysis.report.VersionFacts;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** The results of a round as JSON: shares at full precision, null where something is not defined. */
final class IndicatorJson {
    private final JsonWriter json = new JsonWriter();

    private IndicatorJson() {}

    static String of(Summary summary) {
        return new IndicatorJson().write(summary);
    }

    private String write(Summary summary) {
        json.beginObject();
        json.name("round").value(summary.round());
        json.name("plan").value(summary.plan().id());
        json.name("year").value(summary.year());
        json.name("synthetic").value(summary.synthetic());
        json.name("design").beginObject();
        json.name("strata").value(summary.design().strata());
        json.name("psus").value(summary.design().psus());
        json.name("selected").value(summary.design().selected());
        json.name("interviewed").value(summary.design().interviewed());
        number("weighted", summary.design().weighted());
        number("planningDeff", summary.design().planningDeff());
        json.name("weights");
        summary.design().version().ifPresentOrElse(version -> json.value(version.version()), () -> json.nullValue());
        json.name("replicates")
                .value(summary.design()
                        .version()
                        .flatMap(VersionFacts::replicates)
                        .map(VersionFacts.Replicates::count)
                        .orElse(0));
        json.endObject();
        json.name("indicators").beginArray();
        summary.results().forEach(this::result);
        json.endArray();
        json.name("provenance").beginArray();
        summary.provenance().forEach(line -> json.value(line.en()));
        json.endArray();
        return json.endObject().toString();
    }

    private void result(IndicatorResult result) {
        Estimate estimate = result.estimate();
        json.beginObject();
        json.name("indicator").value(result.indicator().id());
        json.name("part").value(result.part().map(p -> p.name()).orElse(""));
        json.name("domain").value(result.domain());
        number("n", (double) estimate.rows());
        number("weightedN", estimate.weightedRows());
        number("estimate", estimate.value());
        number("se", estimate.standardError());
        json.name("df").value(estimate.degreesOfFreedom());
        number("deff", estimate.designEffect());
        json.name("interval").value(result.interval().method());
        number("level", result.interval().level());
        number("lower", result.interval().lower());
        number("upper", result.interval().upper());
        number("target", result.indicator().target());
        json.name("direction").value(result.indicator().direction().code());
        json.name("verdict").value(result.verdict().map(Verdict::code).orElse(""));
        result.test().ifPresent(this::test);
        json.name("ruleVersion").value(result.indicator().rule().version());
        json.endObject();
    }

    private void test(TargetTest test) {
        number("t", test.t());
        number("pLower", test.lower());
        number("pUpper", test.upper());
        number("pTwo", test.two());
        number("tLogit", test.logitT());
        number("pLowerLogit", test.logitLower());
        number("pUpperLogit", test.logitUpper());
    }

    private void number(String name, double value) {
        json.name(name);
        if (Double.isFinite(value)) {
            json.value(value);
        } else {
            json.nullValue();
        }
    }
}
