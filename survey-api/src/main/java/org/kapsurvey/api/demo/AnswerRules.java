package org.kapsurvey.api.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonReader;

/**
 * How likely which answers are, as data: {@code demo/answers.json}. Whatever no rule tells follows from the form: the right
 * answer of an item that has one, agreement with a statement, "yes" of a yes-or-no question that measures something.
 *
 * @param refused how often a question that may be refused is
 * @param dontKnow how often somebody who has no good answer says so where that is an answer
 * @param traits by name, what makes the answers of a person hang together
 * @param rules the first that names a question holds
 */
record AnswerRules(double refused, double dontKnow, Map<String, Trait> traits, List<Rule> rules) {

    /**
     * A trait in logits: background, how much that of the person counts; group, unit and person, the standard deviations of what
     * people of one residential group have in common, of what a person has in common over all traits, and of the person's own.
     */
    record Trait(double background, double group, double common, double own) {}

    /**
     * The answers to some questions.
     *
     * @param of names of questions, {@code *} standing for any letters
     * @param always the answer, if everybody gives the same
     * @param ease added to the trait; with their sum as log-odds the answer is good
     * @param trait empty for that of the question's component
     * @param good codes of which one is the good answer; empty for those that the form calls right, or else for {@code yes}
     * @param weights of choices; of a question with several answers the probability of each
     * @param number how numbers are drawn
     */
    record Rule(
            List<String> of,
            Optional<String> always,
            double ease,
            String trait,
            List<String> good,
            Map<String, Double> weights,
            Optional<Amount> number) {
        boolean names(String question) {
            return of.stream().anyMatch(pattern -> matches(pattern, question));
        }
    }

    /**
     * Numbers.
     *
     * @param least with {@code most} the ends of a range, in which the trait moves them upwards if the rule has one
     * @param median of numbers without an end, which are lognormal
     * @param part name of the question of whose number this one is a part, as large as the rule's log-odds say
     */
    record Amount(int least, int most, double median, String part) {}

    private static final Rule NONE =
            new Rule(List.of(), Optional.empty(), 1.5, "", List.of(), Map.of(), Optional.empty());

    /** Those of the project. */
    static AnswerRules ofTheDemo() {
        Faults faults = new Faults();
        JsonFields fields = resource("answers.json", faults);
        Map<String, Trait> traits = new LinkedHashMap<>();
        JsonFields named = fields.fields("traits");
        for (String name : named.object().members().keySet()) {
            JsonFields trait = named.fields(name);
            traits.put(
                    name,
                    new Trait(
                            trait.number("background"),
                            trait.number("group"),
                            trait.number("common"),
                            trait.number("own")));
            trait.refuseUnknown();
        }
        List<Rule> rules = new ArrayList<>();
        for (JsonFields rule : fields.objects("questions")) {
            rules.add(rule(rule));
            rule.refuseUnknown();
        }
        AnswerRules read = new AnswerRules(fields.number("refused"), fields.number("dontKnow"), traits, rules);
        fields.refuseUnknown();
        faults.throwIfAny();
        return read;
    }

    private static Rule rule(JsonFields fields) {
        Map<String, Double> weights = new LinkedHashMap<>();
        fields.optionalFields("weights")
                .ifPresent(given ->
                        given.object().members().keySet().forEach(code -> weights.put(code, given.number(code))));
        Optional<Amount> number = Optional.empty();
        if (fields.has("least")) {
            number = Optional.of(
                    new Amount(fields.integer("least", 0, 100_000), fields.integer("most", 0, 100_000), 0, ""));
        } else if (fields.has("median")) {
            number = Optional.of(new Amount(0, 0, fields.number("median"), ""));
        } else if (fields.has("partOf")) {
            number = Optional.of(new Amount(0, 0, 0, fields.text("partOf")));
        }
        return new Rule(
                fields.texts("of"),
                fields.optionalText("always"),
                fields.optionalNumber("ease").orElse(NONE.ease()),
                fields.optionalText("trait").orElse(""),
                fields.optionalTexts("good"),
                weights,
                number);
    }

    /** The fields of a file of the demo. */
    static JsonFields resource(String file, Faults faults) {
        try (InputStream in = Objects.requireNonNull(AnswerRules.class.getResourceAsStream("/demo/" + file), file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return JsonFields.of(JsonReader.read(file, text), "The file", faults);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rule of a question; the one for questions without a rule if none names it. */
    Rule rule(String question) {
        return rules.stream().filter(rule -> rule.names(question)).findFirst().orElse(NONE);
    }

    private static boolean matches(String pattern, String name) {
        int star = pattern.indexOf('*');
        return star < 0
                ? pattern.equals(name)
                : name.length() >= pattern.length() - 1
                        && name.startsWith(pattern.substring(0, star))
                        && name.endsWith(pattern.substring(star + 1));
    }
}
