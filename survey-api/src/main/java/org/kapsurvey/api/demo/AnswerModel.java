package org.kapsurvey.api.demo;

import static org.kapsurvey.api.demo.Chance.logistic;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kapsurvey.api.demo.AnswerRules.Amount;
import org.kapsurvey.api.demo.AnswerRules.Rule;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.KapComponent;
import org.kapsurvey.questionnaire.definition.KapItem;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.interview.Interview;
import org.kapsurvey.questionnaire.interview.MadeUpInterview;
import org.kapsurvey.questionnaire.interview.Respondent;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonNull;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.jvm.JvmHost;

/**
 * Answers a form for people or units of which some facts and traits are known, by the rules of {@link AnswerRules}. Each question
 * has its own source of chance, by its name: a question that several forms have gets the same answer in each of them, and a
 * question that is added to a form moves no other answer. Safe for use by several threads.
 */
final class AnswerModel {
    private static final JvmHost HOST = new JvmHost();
    private static final Place NOWHERE = Place.ofFile("");
    /** How many days before the interview a date lies at most. */
    private static final int DAYS_BACK = 200;
    /** The standard deviation of the logarithm of numbers without an end, and of the log-odds of parts. */
    private static final double SPREAD = 0.5;

    private final Questionnaire form;
    private final AnswerRules rules;
    private final Map<String, Known> questions = new HashMap<>();

    /** A question with what its rule and its key say. */
    private record Known(Question question, Rule rule, Optional<KapItem> kap, String trait, List<String> good) {}

    /**
     * Who answers.
     *
     * @param chance the source of all their answers
     * @param facts answers that are settled, by the name of the question; inside repeats followed by the numbers of the rows
     *     from 0, as in {@code member_age 2}
     * @param traits by name, in logits; 0 if absent
     */
    record Subject(Chance chance, Map<String, String> facts, Map<String, Double> traits) {}

    AnswerModel(Questionnaire form, AnswerRules rules) {
        this.form = form;
        this.rules = rules;
        for (Question question : form.questions()) {
            Rule rule = rules.rule(question.name());
            Optional<KapItem> kap = Optional.ofNullable(question.kap());
            String component = kap.map(item -> item.component().written()).orElse("");
            List<String> right = kap.map(KapItem::right).orElse(List.of());
            boolean yes = kap.isPresent()
                    && question.choices() != null
                    && question.choices().choice("yes") != null;
            List<String> good = !rule.good().isEmpty() ? rule.good() : yes && right.isEmpty() ? List.of("yes") : right;
            questions.put(
                    question.name(),
                    new Known(question, rule, kap, rule.trait().isEmpty() ? component : rule.trait(), good));
        }
    }

    Questionnaire form() {
        return form;
    }

    /**
     * The finished interview.
     *
     * @throws IllegalStateException if the form finds fault with the answers; the rules must answer it better
     */
    Interview interview(Subject subject, LocalDate today) {
        Interview made = MadeUpInterview.of(form, today.toString(), new Person(subject, today), HOST);
        if (!made.evaluation().outcome().equals("complete")
                || made.evaluation().findings().stream()
                        .anyMatch(finding -> finding.code().isBlocking())) {
            throw new IllegalStateException("A made-up interview of " + form.form() + " is "
                    + made.evaluation().outcome() + ": "
                    + made.evaluation().findings().stream()
                            .map(finding -> finding.name() + " " + finding.code())
                            .collect(Collectors.joining(", ")));
        }
        return made;
    }

    /** A subject while it answers. */
    private final class Person implements Respondent {
        private final Subject subject;
        private final LocalDate today;

        Person(Subject subject, LocalDate today) {
            this.subject = subject;
            this.today = today;
        }

        @Override
        public int rows(String repeat, List<Integer> around) {
            return Integer.parseInt(subject.facts().getOrDefault(named(repeat, around), "0"));
        }

        @Override
        public Json answer(Respondent.Asked put) {
            Known known = questions.get(put.question().name());
            String name = named(put.question().name(), put.rows());
            String fact =
                    subject.facts().getOrDefault(name, known.rule().always().orElse(""));
            if (!fact.isEmpty()) {
                return text(fact);
            }
            Chance chance = subject.chance().of(name).of(put.attempt());
            if (known.question().missing().contains(MissingCode.REFUSED) && chance.holds(rules.refused())) {
                return missing(MissingCode.REFUSED);
            }
            return switch (put.question().type()) {
                case SELECT_ONE -> one(known, put.offered(), chance);
                case SELECT_MULTIPLE -> several(known, put.offered(), chance);
                case RANK -> text(put.offered().stream().map(Choice::name).collect(Collectors.joining(" ")));
                case INTEGER, DECIMAL, RANGE -> text(Integer.toString(number(known, chance, put.attempt())));
                case DATE -> text(today.minusDays(chance.below(DAYS_BACK)).toString());
                case TIME -> text("08:00");
                case ACKNOWLEDGE -> text("OK");
                case TEXT, GEOPOINT, NOTE, CALCULATE, HIDDEN -> new JsonNull(NOWHERE);
            };
        }

        private Json one(Known known, List<Choice> offered, Chance chance) {
            List<String> codes = offered.stream().map(Choice::name).toList();
            double odds = odds(known);
            KapComponent component = known.kap().map(KapItem::component).orElse(null);
            if (known.good().isEmpty()) {
                return text(
                        component == KapComponent.ATTITUDE
                                        && known.rule().weights().isEmpty()
                                ? degree(known, codes, odds, chance)
                                : codes.get(chance.pick(weights(known, codes))));
            }
            List<String> dontKnow = known.kap().map(KapItem::dontKnow).orElse(List.of());
            boolean good = chance.holds(logistic(odds));
            if (!good && chance.holds(rules.dontKnow())) {
                if (known.question().missing().contains(MissingCode.DONT_KNOW)) {
                    return missing(MissingCode.DONT_KNOW);
                }
                if (!dontKnow.isEmpty()) {
                    return text(dontKnow.get(0));
                }
            }
            List<String> left = codes.stream()
                    .filter(code -> known.good().contains(code) == good && !dontKnow.contains(code))
                    .toList();
            return text(left.get(chance.pick(weights(known, left))));
        }

        /** How far somebody agrees: the first of the choices is the most, and of a reversed item the least favourable. */
        private String degree(Known known, List<String> codes, double odds, Chance chance) {
            double draw = chance.uniform();
            double felt = odds + StrictMath.log(draw / (1 - draw));
            int degree = (int) Math.max(0, Math.min(codes.size() - 1, StrictMath.floor(2 - felt)));
            boolean reversed = known.kap().map(KapItem::reverse).orElse(false);
            return codes.get(reversed ? codes.size() - 1 - degree : degree);
        }

        private static List<Double> weights(Known known, List<String> codes) {
            return codes.stream()
                    .map(code -> known.rule().weights().getOrDefault(code, 1.0))
                    .toList();
        }

        private Json several(Known known, List<Choice> offered, Chance chance) {
            List<String> chosen = new ArrayList<>();
            List<String> instead = new ArrayList<>();
            for (Choice choice : offered) {
                if (choice.exclusive()) {
                    instead.add(choice.name());
                } else if (chance.holds(known.rule().weights().getOrDefault(choice.name(), 0.25))) {
                    chosen.add(choice.name());
                }
            }
            if (chosen.isEmpty()) {
                chosen.add(
                        instead.isEmpty()
                                ? offered.get(chance.below(offered.size())).name()
                                : instead.get(0));
            }
            return text(String.join(" ", chosen));
        }

        private int number(Known known, Chance chance, int attempt) {
            Rule rule = known.rule();
            Amount amount = rule.number().orElse(new Amount(0, 9 + attempt, 0, ""));
            if (!amount.part().isEmpty()) {
                Known whole = questions.get(amount.part());
                double of = number(whole, subject.chance().of(amount.part()).of(0), 0);
                return (int) StrictMath.rint(of * logistic(odds(known) + SPREAD * chance.normal()));
            }
            if (amount.median() > 0) {
                return (int) StrictMath.rint(amount.median() * StrictMath.exp(SPREAD * chance.normal()));
            }
            // Asked again, as for more quarters than there were inspections, a trait would answer the same for ever.
            boolean any = rule.trait().isEmpty() || attempt > 0;
            double place = any ? chance.uniform() : logistic(odds(known) + 2 * SPREAD * chance.normal());
            return amount.least() + (int) (place * (amount.most() - amount.least() + 1));
        }

        private double odds(Known known) {
            return known.rule().ease() + subject.traits().getOrDefault(known.trait(), 0.0);
        }
    }

    private static String named(String name, List<Integer> rows) {
        return rows.isEmpty()
                ? name
                : name + rows.stream().map(row -> " " + row).collect(Collectors.joining());
    }

    private static Json text(String text) {
        return new JsonText(text, true, NOWHERE);
    }

    private static Json missing(MissingCode reason) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put("missing", text(reason.code()));
        return new JsonObject(members, new HashMap<>(), NOWHERE);
    }
}
