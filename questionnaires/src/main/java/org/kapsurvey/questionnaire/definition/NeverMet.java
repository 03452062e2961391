package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Attribute;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.RowItself;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.formula.OneAnswer;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Operations;
import org.kapsurvey.questionnaire.value.Value;

/**
 * Tells a constraint that no answer meets, and a warning that every answer gives or none. Only what looks at nothing but its own
 * answer is judged: the whole, or those of its parts joined by {@code and} that do. Where answers can be
 * counted (choices, a range, times) all are tried; of a number, a day, or the length of a text the truth changes at the numbers and
 * days that stand in it, so those, what lies beside them, and far ends are.
 */
final class NeverMet {
    private static final double FAR = 1e9;
    private static final int FAR_DAY = 40_000;

    /** An answer is cut to so many characters. */
    private static final int LONGEST_TEXT = 5_000;

    /** 2^12 answers of several choices, and 720 orders of six, are tried in no time; of more nothing is told. */
    private static final int MOST_CHOICES = 12;

    private static final int MOST_RANKED = 6;
    private static final int MINUTES = 24 * 60;
    private static final int DIGITS = 9;

    private final QuestionType type;

    /** Every answer that there is; none where they can't be counted. */
    private final List<Value> all;

    /**
     * @param codes the choices of the question
     * @param range of a question of that type
     */
    NeverMet(QuestionType type, List<String> codes, @Nullable Range range) {
        this.type = type;
        this.all = all(type, codes, range);
    }

    /**
     * What of a condition can be judged: those parts, joined by {@code and}, that look at nothing but the answer; null if none
     * does.
     */
    @Nullable
    Expression judged(Expression condition) {
        return !all.isEmpty() || type == QuestionType.DATE || type == QuestionType.TEXT || isAnyNumber(type)
                ? parts(condition)
                : null;
    }

    private @Nullable Expression parts(Expression condition) {
        if (condition instanceof Binary both && both.operator() == Operator.AND) {
            Expression left = parts(both.left());
            Expression right = parts(both.right());
            if (left == both.left() && right == both.right()) {
                return condition;
            }
            return left == null ? right : right == null ? left : new Binary(Operator.AND, left, right, both.place());
        }
        Sight sight = Sight.of(condition, type, !all.isEmpty());
        // A day beside a number is for the engine to read: nothing is told of it here.
        boolean numbered = type == QuestionType.DATE && !sight.numbers.isEmpty();
        return sight.looksElsewhere || numbered ? null : condition;
    }

    /** The fault's message of a constraint that no answer meets. */
    String message() {
        return switch (type) {
            case SELECT_ONE -> "No choice meets this constraint.";
            case SELECT_MULTIPLE, RANK, ACKNOWLEDGE -> "No answer meets this constraint.";
            case DATE -> "No day meets this constraint.";
            case TIME -> "No time meets this constraint.";
            case TEXT -> "No text meets this constraint.";
            default -> "No number meets this constraint.";
        };
    }

    /**
     * Whether a condition holds with some answer.
     *
     * @param condition of which everything can be judged
     * @param code the same, compiled
     */
    boolean isMet(Expression condition, String code) {
        Formula formula = Formula.of(JsonReader.read("", code, Formula.DEEPEST));
        for (Value value : all.isEmpty() ? candidates(Sight.of(condition, type, false)) : all) {
            if (formula.test(new OneAnswer(value))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnyNumber(QuestionType type) {
        return type == QuestionType.INTEGER || type == QuestionType.DECIMAL;
    }

    /** Every answer that there is, as the engine reads it; none where they can't be counted, or are too many. */
    private static List<Value> all(QuestionType type, List<String> codes, @Nullable Range range) {
        List<Value> values = new ArrayList<>();
        switch (type) {
            case SELECT_ONE -> {
                for (String code : codes) {
                    values.add(Value.of(code));
                }
            }
            case SELECT_MULTIPLE -> {
                for (int chosen = 1; codes.size() <= MOST_CHOICES && chosen < 1 << codes.size(); chosen++) {
                    StringBuilder several = new StringBuilder();
                    for (int i = 0; i < codes.size(); i++) {
                        if ((chosen >> i & 1) == 1) {
                            several.append(several.length() == 0 ? "" : " ").append(codes.get(i));
                        }
                    }
                    values.add(Value.of(several.toString()));
                }
            }
            case RANK -> {
                if (codes.size() <= MOST_RANKED) {
                    orders("", codes, values);
                }
            }
            case RANGE -> {
                for (int step = 0; range != null && step <= range.steps(); step++) {
                    // 0.1 and its multiples are no exact doubles, and are typed with few digits.
                    values.add(Value.of(Operations.round(range.start() + step * range.step(), DIGITS)));
                }
            }
            case TIME -> {
                for (int minute = 0; minute < MINUTES; minute++) {
                    values.add(Value.of(twoDigits(minute / 60) + ":" + twoDigits(minute % 60)));
                }
            }
            case ACKNOWLEDGE -> values.add(Value.of("OK"));
            default -> {
                // Numbers, days and texts have no end.
            }
        }
        return values;
    }

    private static void orders(String begun, List<String> left, List<Value> values) {
        if (left.isEmpty()) {
            values.add(Value.of(begun));
        }
        for (int i = 0; i < left.size(); i++) {
            List<String> rest = new ArrayList<>(left.subList(0, i));
            rest.addAll(left.subList(i + 1, left.size()));
            orders(begun.isEmpty() ? left.get(i) : begun + " " + left.get(i), rest, values);
        }
    }

    private static String twoDigits(int number) {
        return (number < 10 ? "0" : "") + number;
    }

    /**
     * Whether an answer breaks a constraint that looks at nothing but the answer.
     *
     * @param code the compiled constraint
     */
    static boolean isBrokenBy(Expression constraint, String code, QuestionType type, Value answer) {
        Sight sight = Sight.of(constraint, type.isNumber() ? type : QuestionType.SELECT_ONE, false);
        return !code.isEmpty()
                && !sight.looksElsewhere
                && !Formula.of(JsonReader.read("", code, Formula.DEEPEST)).test(new OneAnswer(answer));
    }

    private List<Value> candidates(Sight sight) {
        return type == QuestionType.DATE
                ? someDays(sight.days)
                : type == QuestionType.TEXT ? lengths(sight.numbers) : someNumbers(sight.numbers);
    }

    private static List<Value> someDays(List<Integer> days) {
        List<Value> values = new ArrayList<>(List.of(Value.ofDay(0), Value.ofDay(FAR_DAY)));
        for (int day : days) {
            for (int beside = -1; beside <= 1; beside++) {
                values.add(Value.ofDay(day + beside));
            }
        }
        return values;
    }

    /** A text of every length that stands in the constraint, and of those beside it; none is empty, for that is no answer. */
    private static List<Value> lengths(List<Double> numbers) {
        List<Value> values = new ArrayList<>(List.of(Value.of("x"), Value.of("x".repeat(LONGEST_TEXT))));
        for (double number : numbers) {
            for (double length = Math.floor(number) - 1; length <= Math.ceil(number) + 1; length++) {
                if (length >= 1 && length <= LONGEST_TEXT) {
                    values.add(Value.of("x".repeat((int) length)));
                }
            }
        }
        return values;
    }

    private List<Value> someNumbers(List<Double> numbers) {
        List<Double> ends = new ArrayList<>(List.of(0.0, FAR, -FAR));
        for (double number : numbers) {
            ends.add(number);
            ends.add(-number);
        }
        List<Value> values = new ArrayList<>();
        for (double end : ends) {
            for (double beside : new double[] {0, 1, -1, 0.5, -0.5, 0.001, -0.001}) {
                double value = end + beside;
                if (type != QuestionType.INTEGER || value == Math.floor(value)) {
                    values.add(Value.of(value));
                }
            }
            if (type == QuestionType.INTEGER) {
                values.add(Value.of(Math.ceil(end)));
                values.add(Value.of(Math.floor(end)));
            }
        }
        return values;
    }

    /** At what a condition looks. */
    private static final class Sight extends Walk {
        private final QuestionType type;
        private final boolean tryingAll;
        private final List<Double> numbers = new ArrayList<>();
        private final List<Integer> days = new ArrayList<>();
        private boolean looksElsewhere;

        private Sight(QuestionType type, boolean tryingAll) {
            this.type = type;
            this.tryingAll = tryingAll;
        }

        /** @param tryingAll whether every answer is tried, so that it does not matter where the condition's truth changes */
        static Sight of(Expression condition, QuestionType type, boolean tryingAll) {
            Sight sight = new Sight(type, tryingAll);
            condition.accept(sight);
            return sight;
        }

        /** What is computed changes its truth at other numbers than those that stand there. */
        @Override
        public Boolean binary(Binary binary) {
            looksElsewhere = looksElsewhere || (!tryingAll && !binary.operator().isTruth());
            return super.binary(binary);
        }

        @Override
        public Boolean number(NumberLiteral literal) {
            return numbers.add(literal.value());
        }

        @Override
        public Boolean text(TextLiteral literal) {
            int day = Days.parse(literal.value());
            return day == Days.NONE || days.add(day);
        }

        /** Of a text only its length is tried. */
        @Override
        public Boolean self(Self self) {
            looksElsewhere = looksElsewhere || type == QuestionType.TEXT;
            return true;
        }

        @Override
        public Boolean reference(Reference reference) {
            looksElsewhere = true;
            return true;
        }

        @Override
        public Boolean attribute(Attribute attribute) {
            looksElsewhere = true;
            return true;
        }

        @Override
        public Boolean rowItself(RowItself row) {
            looksElsewhere = true;
            return true;
        }

        /** What a function makes of the answer may change its truth anywhere; those that read it as it is are told. */
        @Override
        public Boolean call(Call call) {
            boolean length = call.function() == Function.STRING_LENGTH
                    && type == QuestionType.TEXT
                    && call.arguments().get(0) instanceof Self;
            if (length) {
                return true;
            }
            boolean told = tryingAll
                    ? switch (call.function()) {
                        case TODAY, MISSING_CODE, CHOICE_NAME, POSITION, COUNT, COUNT_NON_EMPTY, INDEXED -> false;
                        default -> true;
                    }
                    : switch (call.function()) {
                        case NOT, TRUE, FALSE, BOOLEAN, SELECTED -> true;
                        case DATE -> type == QuestionType.DATE;
                        default -> false;
                    };
            looksElsewhere = looksElsewhere || !told;
            return super.call(call);
        }
    }
}
