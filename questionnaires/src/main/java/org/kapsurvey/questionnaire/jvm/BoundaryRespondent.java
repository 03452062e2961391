package org.kapsurvey.questionnaire.jvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.chance.RandomStream;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.Ending;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Range;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.interview.Respondent;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonNull;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Times;

/**
 * Answers at random, but gladly with the values at which the form's conditions turn: a number, day or text that an expression
 * compares the question with, and those beside it. Equal forms and seeds give equal answers.
 */
final class BoundaryRespondent implements Respondent {
    private static final Set<String> EXPRESSIONS = expressions();
    private static final int MOST_ROWS = 3;

    private static Set<String> expressions() {
        Set<String> keys = new HashSet<>(List.of(
                "relevant", "constraint", "warning", "calculation", "repeat_count", "required", "choice_filter"));
        keys.addAll(Ending.keys());
        return keys;
    }

    private final Map<String, List<String>> boundaries;
    private final RandomStream random;
    private final int today;

    /** @param today days since 1970-01-01 */
    BoundaryRespondent(Map<String, List<String>> boundaries, long seed, int today) {
        this.boundaries = boundaries;
        this.random = RandomStream.of(seed);
        this.today = today;
    }

    @Override
    public int rows(String repeat, List<Integer> around) {
        return below(MOST_ROWS + 1);
    }

    @Override
    public Json answer(Asked asked) {
        Question question = asked.question();
        Place place = Place.ofFile("");
        if (!question.missing().isEmpty() && below(8) == 0) {
            MissingCode code = question.missing().get(below(question.missing().size()));
            return new JsonObject(
                    Map.of("missing", new JsonText(code.code(), true, place)), Map.of("missing", place), place);
        }
        if (question.required() == null && below(10) == 0) {
            return new JsonNull(place);
        }
        return new JsonText(text(question, asked.offered()), true, place);
    }

    private String text(Question question, List<Choice> offered) {
        return switch (question.type()) {
            case SELECT_ONE ->
                offered.isEmpty() ? "" : offered.get(below(offered.size())).name();
            case SELECT_MULTIPLE -> several(offered);
            case RANK -> ranked(offered);
            case INTEGER, DECIMAL -> number(question.name());
            case RANGE -> inRange(question.range());
            case DATE -> day(question.name());
            case TIME -> time(question.name());
            case GEOPOINT -> "20.8651 106.6838";
            case ACKNOWLEDGE -> "OK";
            case TEXT, NOTE, CALCULATE, HIDDEN -> anyOf(question.name(), "x");
        };
    }

    private String several(List<Choice> offered) {
        List<String> chosen = new ArrayList<>();
        int many = below(3);
        for (Choice choice : offered) {
            if (choice.exclusive() ? many == 0 && below(4) == 0 : below(3) < many) {
                if (choice.exclusive()) {
                    return choice.name();
                }
                chosen.add(choice.name());
            }
        }
        if (chosen.isEmpty() && !offered.isEmpty()) {
            chosen.add(offered.get(below(offered.size())).name());
        }
        return String.join(" ", chosen);
    }

    private String ranked(List<Choice> offered) {
        List<String> left = new ArrayList<>();
        offered.forEach(choice -> left.add(choice.name()));
        List<String> ranked = new ArrayList<>();
        while (!left.isEmpty()) {
            ranked.add(left.remove(below(left.size())));
        }
        return String.join(" ", ranked);
    }

    private String number(String question) {
        if (boundaries.containsKey(question) && below(4) > 0) {
            double boundary = Numbers.parse(anyOf(question, "1"));
            if (!Double.isNaN(boundary)) {
                double beside = boundary + below(3) - 1;
                return Numbers.print(beside < 0 && boundary >= 0 ? 0 : beside);
            }
        }
        return String.valueOf(below(below(2) == 0 ? 10 : 100));
    }

    private String inRange(@Nullable Range range) {
        if (range == null) {
            return "";
        }
        return Numbers.print(range.start() + range.step() * below(range.steps() + 1));
    }

    private String day(String question) {
        int boundary = boundaries.containsKey(question) && below(2) == 0 ? Days.parse(anyOf(question, "")) : Days.NONE;
        return Days.print(boundary == Days.NONE ? today - below(400) : boundary + below(3) - 1);
    }

    private String time(String question) {
        String boundary = anyOf(question, "");
        if (Times.isTime(boundary) && below(2) == 0) {
            return boundary;
        }
        return (below(2) == 0 ? "0" : "1") + below(10) + ":" + below(6) + below(10);
    }

    private String anyOf(String question, String otherwise) {
        List<String> values = boundaries.getOrDefault(question, List.of());
        return values.isEmpty() ? otherwise : values.get(below(values.size()));
    }

    private int below(int bound) {
        return random.nextInt(bound);
    }

    /** What a form's expressions compare each question with. */
    static Map<String, List<String>> boundaries(JsonObject form) {
        Map<String, Set<String>> found = new HashMap<>();
        if (form.get("settings") instanceof JsonObject settings) {
            collect(settings, found);
        }
        if (form.get("survey") instanceof JsonArray rows) {
            for (Json row : rows.items()) {
                if (row instanceof JsonObject object) {
                    collect(object, found);
                }
            }
        }
        Map<String, List<String>> boundaries = new HashMap<>();
        found.forEach((question, values) -> boundaries.put(question, List.copyOf(values)));
        return boundaries;
    }

    private static void collect(JsonObject row, Map<String, Set<String>> found) {
        String own = row.get("name") instanceof JsonText name ? name.value() : "";
        for (String key : EXPRESSIONS) {
            if (row.get(key) instanceof JsonText text) {
                (key.equals("choice_filter")
                                ? Expression.parseFilter(text, new Faults())
                                : Expression.parse(text, new Faults()))
                        .ifPresent(expression -> expression.accept(new Comparisons(own, found)));
            }
        }
    }

    /** Notes, for each question in a comparison, the constants on the other side. */
    private static final class Comparisons extends Walk {
        private final String own;
        private final Map<String, Set<String>> found;

        Comparisons(String own, Map<String, Set<String>> found) {
            this.own = own;
            this.found = found;
        }

        @Override
        public Boolean binary(Binary binary) {
            Names left = new Names(own);
            Names right = new Names(own);
            binary.left().accept(left);
            binary.right().accept(right);
            left.questions.forEach(question -> values(question).addAll(right.constants));
            right.questions.forEach(question -> values(question).addAll(left.constants));
            return super.binary(binary);
        }

        private Set<String> values(String question) {
            return found.computeIfAbsent(question, absent -> new LinkedHashSet<>());
        }
    }

    /** The questions and the constants of one side. */
    private static final class Names extends Walk {
        private final String own;
        private final Set<String> questions = new LinkedHashSet<>();
        private final Set<String> constants = new LinkedHashSet<>();

        Names(String own) {
            this.own = own;
        }

        @Override
        public Boolean number(NumberLiteral literal) {
            return constants.add(Numbers.print(literal.value()));
        }

        @Override
        public Boolean text(TextLiteral literal) {
            return !literal.value().isEmpty() && constants.add(literal.value());
        }

        @Override
        public Boolean reference(Reference reference) {
            return questions.add(reference.name());
        }

        @Override
        public Boolean self(Self self) {
            return questions.add(own);
        }

        @Override
        public Boolean call(Call call) {
            // A pattern is no value, and a format of a day neither.
            return call.function() == Function.REGEX || call.function() == Function.FORMAT_DATE || super.call(call);
        }
    }
}
