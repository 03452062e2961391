package org.kapsurvey.api.xlsform;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Negation;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.expression.Written;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Days;

/**
 * How other tools of XLSForm word an expression. Most expressions are worded alike and stay as their author wrote them; where
 * one is not, the whole of it is written anew.
 *
 * @param groups how many groups are around the row, inside the innermost repeat: {@code position(..)} must climb over them
 * @param days the questions whose answers are days
 * @param ofDay whether {@code .} is a day
 */
record OdkWording(int groups, Set<String> days, boolean ofDay) {
    /** A text, which is left alone, or a call of {@code position} on a path upwards. */
    private static final Pattern POSITION =
            Pattern.compile("'[^']*'|\"[^\"]*\"|\\bposition\\(\\s*(\\.\\.(?:\\s*/\\s*\\.\\.)*)\\s*\\)");

    private static final Place NOWHERE = Place.ofFile("");

    /** Our expression in the words of other tools; a default with {@code =} before it without that sign. */
    String odk(String key, String ours) {
        String own = key.equals("default") && ours.startsWith("=") ? ours.substring(1) : ours;
        if (key.equals("default") && own.equals(ours)) {
            return ours;
        }
        Optional<Expression> tree = parsed(key, own);
        Writing writing = new Writing();
        String text = tree.map(expression -> expression.accept(writing)).orElse(own);
        return positions(writing.differs ? text : own.strip(), path -> "position(" + "../".repeat(groups) + "..)");
    }

    /**
     * An expression as an author of XLSForm wrote it, in our words.
     *
     * @param cell with the place that faults carry
     */
    String ours(String key, JsonText cell, Faults faults) {
        String text = cell.value();
        if (key.equals("default")) {
            String expression = plain(text);
            return isFormula(expression) ? "=" + expression : text;
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true") ? "true()" : "false()";
        }
        return positions(plain(text), path -> {
            long steps = path.chars().filter(sign -> sign == '/').count();
            if (steps != groups) {
                faults.add(
                        cell.place(),
                        "position(" + path + ") is not the number of the row here, which stands "
                                + (groups == 0 ? "directly in its repeat." : "in " + groups + " groups of its repeat."),
                        "Write position(" + "../".repeat(groups) + "..).");
            }
            return "position(..)";
        });
    }

    /** What copying from a page brings along: no-break spaces, and accents apart from their letters. */
    private static String plain(String text) {
        return Normalizer.normalize(text.replace('\u00a0', ' '), Normalizer.Form.NFC);
    }

    /** XLSForm has no sign for it: a default is an expression if it can be read as one that asks for something. */
    private static boolean isFormula(String text) {
        boolean[] asks = {false};
        parsed("default", text)
                .ifPresent(expression -> expression.accept(new Walk() {
                    @Override
                    public Boolean reference(Reference reference) {
                        asks[0] = true;
                        return true;
                    }

                    @Override
                    public Boolean call(Call call) {
                        asks[0] = true;
                        return true;
                    }
                }));
        return asks[0];
    }

    private static Optional<Expression> parsed(String key, String text) {
        JsonText json = new JsonText(text, false, NOWHERE);
        return key.equals("choice_filter")
                ? Expression.parseFilter(json, new Faults())
                : Expression.parse(json, new Faults());
    }

    private static String positions(String text, UnaryOperator<String> replaced) {
        return POSITION.matcher(text)
                .replaceAll((MatchResult found) -> Matcher.quoteReplacement(
                        found.group(1) == null
                                ? found.group()
                                : replaced.apply(found.group(1).replaceAll("\\s", ""))));
    }

    /** Writes a tree, and notes whether it had to be worded otherwise. */
    private final class Writing extends Written {
        private boolean differs;

        @Override
        public String number(NumberLiteral literal) {
            return new BigDecimal(Numbers.print(literal.value())).toPlainString();
        }

        @Override
        public String negation(Negation negation) {
            return "-" + operand(negation.operand(), true);
        }

        @Override
        public String binary(Binary binary) {
            Operator operator = binary.operator();
            Expression left = day(binary.left(), operator, binary.right());
            Expression right = day(binary.right(), operator, binary.left());
            return operand(left, strength(left) < operator.strength())
                    + " " + operator.sign() + " "
                    + operand(right, strength(right) <= operator.strength());
        }

        @Override
        public String call(Call call) {
            List<String> arguments = new ArrayList<>();
            for (Expression argument : call.arguments()) {
                arguments.add(argument.accept(this));
            }
            return switch (call.function()) {
                case IS_MISSING -> otherwise("(string-length(" + arguments.get(0) + ") = 0)");
                case MISSING_CODE -> otherwise("if(" + arguments.get(0) + " = '', 'not_answered', '')");
                case CHOICE_NAME -> choiceName(arguments);
                case COALESCE -> coalesced(arguments);
                case SUM -> summed(call.arguments(), arguments);
                case COUNT_NON_EMPTY ->
                    call.arguments().get(0) instanceof Reference
                            ? "count-non-empty(" + arguments.get(0) + ")"
                            : otherwise("if(string-length(" + arguments.get(0) + ") > 0, 1, 0)");
                default -> call.function().written() + "(" + String.join(", ", arguments) + ")";
            };
        }

        private String choiceName(List<String> arguments) {
            String question = arguments.get(1);
            boolean quoted = question.startsWith("'");
            return (quoted ? "" : otherwise(""))
                    + Function.CHOICE_NAME.written() + "(" + arguments.get(0) + ", "
                    + (quoted ? question : "'" + question + "'") + ")";
        }

        /** That of other tools takes two. */
        private String coalesced(List<String> arguments) {
            String text = arguments.get(arguments.size() - 1);
            for (int i = arguments.size() - 2; i >= 0; i--) {
                text = "coalesce(" + arguments.get(i) + ", " + text + ")";
            }
            return arguments.size() == 2 ? text : otherwise(text);
        }

        /** That of other tools takes the answers to one question. */
        private String summed(List<Expression> arguments, List<String> texts) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                boolean rows = arguments.get(i) instanceof Reference;
                parts.add((rows ? "sum(" : "coalesce(") + texts.get(i) + (rows ? ")" : ", 0)"));
            }
            boolean alike = parts.size() == 1 && arguments.get(0) instanceof Reference;
            return alike ? parts.get(0) : otherwise("(" + String.join(" + ", parts) + ")");
        }

        private String otherwise(String text) {
            differs = true;
            return text;
        }

        private String operand(Expression operand, boolean bracketed) {
            String text = operand.accept(this);
            return bracketed && operand instanceof Binary ? "(" + text + ")" : text;
        }

        private static int strength(Expression operand) {
            return operand instanceof Binary binary ? binary.operator().strength() : Integer.MAX_VALUE;
        }

        /** Other tools read a text beside a day as a day only for equality. */
        private Expression day(Expression side, Operator operator, Expression other) {
            boolean ordered = operator.strength() == Operator.LESS.strength();
            if (!ordered
                    || !(side instanceof TextLiteral text)
                    || Days.parse(text.value()) == Days.NONE
                    || !isDay(other)) {
                return side;
            }
            differs = true;
            return new Call(Function.DATE, List.of(side), side.place());
        }

        private boolean isDay(Expression expression) {
            return expression instanceof Self
                    ? ofDay
                    : expression instanceof Reference reference
                            ? days.contains(reference.name())
                            : expression instanceof Call call
                                    && (call.function() == Function.TODAY || call.function() == Function.DATE);
        }
    }
}
