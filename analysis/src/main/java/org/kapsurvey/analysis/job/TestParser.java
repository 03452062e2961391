package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.analysis.inference.IndependenceTest.Statistic;
import org.kapsurvey.analysis.inference.RankTest.Scores;
import org.kapsurvey.analysis.job.TestBlock.Kind;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/** Reads a block of {@code tests}. */
final class TestParser {
    private final JsonFields fields;

    TestParser(JsonFields fields) {
        this.fields = fields;
    }

    /** The test; nothing, and faults, if it is wrong. */
    Optional<TestBlock> parse(Optional<JsonText> id, Set<String> ids, Optional<Expression> where, double level) {
        if (id.isPresent() && !ids.add(id.get().value())) {
            fields.fault("id", "Two blocks have the id \"" + id.get().value() + "\".", "Give each an id of its own.");
        }
        List<String> names = Arrays.stream(Kind.values()).map(Kind::text).toList();
        String name = fields.oneOf("test", names);
        Kind kind = Arrays.stream(Kind.values())
                .filter(one -> one.text().equals(name))
                .findFirst()
                .orElse(Kind.INDEPENDENCE);
        Optional<JsonText> first = fields.jsonText(kind.first());
        Optional<JsonText> second = fields.jsonText(kind.second());
        required(kind.first(), first);
        required(kind.second(), second);
        Statistic statistic = Statistic.F;
        if (kind == Kind.INDEPENDENCE) {
            statistic = fields.optionalOneOf("statistic", Statistic.names())
                    .flatMap(Statistic::parse)
                    .orElse(Statistic.F);
        }
        Scores scores = Scores.WILCOXON;
        if (kind == Kind.RANK) {
            scores = fields.optionalOneOf("scores", Scores.names())
                    .flatMap(Scores::parse)
                    .orElse(Scores.WILCOXON);
        }
        if (kind == Kind.TREND && !isNotYet("kind", List.of("logit"), List.of("linear"))) {
            fields.optionalOneOf("kind", List.of("linear"));
        }
        fields.refuseUnknown();
        if (id.isEmpty() || first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new TestBlock(id.get().value(), kind, first.get(), second.get(), statistic, scores, where, level));
    }

    private void required(String key, Optional<JsonText> name) {
        if (name.isEmpty() && !fields.has(key)) {
            fields.text(key);
        }
    }

    private boolean isNotYet(String key, List<String> notYet, List<String> supported) {
        boolean later = fields.object().get(key) instanceof JsonText text && notYet.contains(text.value());
        if (later) {
            List<String> quoted = new ArrayList<>();
            supported.forEach(word -> quoted.add("\"" + word + "\""));
            fields.has(key);
            fields.fault(
                    key,
                    "\"" + ((JsonText) fields.object().get(key)).value() + "\" is not supported yet.",
                    "Use " + String.join(", ", quoted) + ".");
        }
        return later;
    }
}
