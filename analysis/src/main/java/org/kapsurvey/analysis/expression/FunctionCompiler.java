package org.kapsurvey.analysis.expression;

import static org.kapsurvey.analysis.expression.Conversions.toNumber;
import static org.kapsurvey.analysis.expression.Conversions.truth;
import static org.kapsurvey.analysis.expression.Operation.UNKNOWN;
import static org.kapsurvey.analysis.expression.Operation.YES;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Operations;
import org.kapsurvey.questionnaire.value.Pattern;

/** Turns the functions of the questionnaires into operations on columns. An unknown argument makes the result unknown. */
final class FunctionCompiler {
    private final Compiler compiler;

    FunctionCompiler(Compiler compiler) {
        this.compiler = compiler;
    }

    Operation compile(Call call) {
        List<Expression> arguments = call.arguments();
        return switch (call.function()) {
            case IF -> choose(call);
            case COALESCE -> coalesce(call);
            case IS_MISSING -> isMissing(arguments.get(0).accept(compiler));
            case MISSING_CODE -> missingCode(call);
            case NOT -> {
                compiler.refuseReason(arguments.get(0), Compiler.hasReason(arguments.get(0)));
                yield not(compiler.truthOf(arguments.get(0)));
            }
            case TRUE -> (Operation.OfTruth) row -> YES;
            case FALSE -> (Operation.OfTruth) row -> Operation.NO;
            case BOOLEAN -> Conversions.toTruth(arguments.get(0).accept(compiler));
            case NUMBER -> number(arguments.get(0).accept(compiler));
            case INT -> number(compiler.numeric(arguments.get(0)), Operations::whole);
            case ROUND -> round(arguments);
            case ABS -> number(compiler.numeric(arguments.get(0)), Math::abs);
            case MIN -> extreme(arguments, Math::min);
            case MAX -> extreme(arguments, Math::max);
            case STRING -> string(arguments.get(0).accept(compiler));
            case STRING_LENGTH -> ofText(arguments.get(0), text -> text.codePointCount(0, text.length()));
            case COUNT_SELECTED -> ofText(arguments.get(0), text -> tokens(text).size());
            case SELECTED -> twoTexts(arguments, Operations::selected);
            case CONTAINS -> twoTexts(arguments, String::contains);
            case STARTS_WITH -> twoTexts(arguments, String::startsWith);
            case ENDS_WITH -> twoTexts(arguments, String::endsWith);
            case CONCAT -> concat(arguments);
            case SUBSTR -> substr(arguments);
            case DATE, DECIMAL_DATE -> day(arguments.get(0));
            case REGEX -> regex(arguments);
            case TODAY ->
                compiler.refuse(
                        call.place(),
                        "today() is not known in an analysis, which must give the same result on any day.",
                        "Write the day: date('2026-11-21').");
            case SUM, COUNT, COUNT_NON_EMPTY, JOIN, POSITION, INDEXED ->
                compiler.refuse(
                        call.place(),
                        "The function " + call.function().written() + " goes through the rows of a form's repeat.",
                        "In an analysis use columns: ${a} + ${b}, or compute the value in the form.");
            case CHOICE_NAME, FORMAT_DATE ->
                compiler.refuse(
                        call.place(),
                        "The function " + call.function().written() + " is not supported yet in an analysis.",
                        "Compute the column before, or use another function.");
        };
    }

    private Operation choose(Call call) {
        Operation.OfTruth condition = compiler.truthOf(call.arguments().get(0));
        List<Operation> branches = compiler.all(call.arguments().subList(1, 3));
        if (anyText(branches)) {
            List<Operation.OfText> texts = texts(call, branches);
            Operation.OfText yes = texts.get(0);
            Operation.OfText no = texts.get(1);
            return (Operation.OfText) row -> condition.at(row) == YES ? yes.at(row) : no.at(row);
        }
        Operation.OfNumber yes = toNumber(branches.get(0));
        Operation.OfNumber no = toNumber(branches.get(1));
        return (Operation.OfNumber) row -> condition.at(row) == YES ? yes.at(row) : no.at(row);
    }

    private Operation coalesce(Call call) {
        List<Operation> operations = compiler.all(call.arguments());
        if (anyText(operations)) {
            List<Operation.OfText> texts = texts(call, operations);
            return (Operation.OfText) row -> firstKnown(texts, row);
        }
        List<Operation.OfNumber> numbers =
                operations.stream().map(Conversions::toNumber).toList();
        return (Operation.OfNumber) row -> {
            for (Operation.OfNumber number : numbers) {
                double value = number.at(row);
                if (!Double.isNaN(value)) {
                    return value;
                }
            }
            return Double.NaN;
        };
    }

    private static @Nullable String firstKnown(List<Operation.OfText> texts, int row) {
        for (Operation.OfText text : texts) {
            String value = text.at(row);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static boolean anyText(List<Operation> operations) {
        return operations.stream().anyMatch(Operation.OfText.class::isInstance);
    }

    /** All operations as texts; a number among them is refused: a column holds numbers or texts, not both. */
    private List<Operation.OfText> texts(Call call, List<Operation> operations) {
        List<Operation.OfText> texts = new ArrayList<>();
        boolean mixed = false;
        for (Operation operation : operations) {
            if (operation instanceof Operation.OfText text) {
                texts.add(text);
            } else {
                mixed |= !(operation instanceof Operation.Missing);
                texts.add(row -> null);
            }
        }
        if (mixed) {
            compiler.refuse(
                    call.place(),
                    call.function().written() + " can't give a text in one row and a number in another.",
                    "Make all its results texts, with string(…), or all numbers, with number(…).");
        }
        return texts;
    }

    private static Operation isMissing(Operation operation) {
        if (operation instanceof Operation.OfText text) {
            return (Operation.OfTruth) row -> truth(text.at(row) == null);
        }
        Operation.OfNumber number = toNumber(operation);
        return (Operation.OfTruth) row -> truth(!Double.isFinite(number.at(row)));
    }

    /** Why the answer is missing, from the column {@code q_missing} that an exported round has beside {@code q}. */
    private Operation missingCode(Call call) {
        Expression argument = call.arguments().get(0);
        if (argument instanceof Reference reference && compiler.has(reference.name() + "_missing")) {
            return compiler.column(reference.name() + "_missing", reference.place());
        }
        return compiler.refuse(
                call.place(),
                "missing-code needs a question with a column of missing codes beside it.",
                "Use it on ${q} where the data has a column q_missing, or use is-missing(${q}).");
    }

    private static Operation.OfTruth not(Operation.OfTruth truth) {
        return row -> {
            int value = truth.at(row);
            return value == UNKNOWN ? UNKNOWN : 1 - value;
        };
    }

    private static Operation number(Operation operation) {
        if (operation instanceof Operation.OfText text) {
            return (Operation.OfNumber) row -> {
                String value = text.at(row);
                return value == null ? Double.NaN : Numbers.parse(value);
            };
        }
        return toNumber(operation);
    }

    private static Operation number(Operation.OfNumber number, DoubleUnaryOperator function) {
        return (Operation.OfNumber) row -> function.applyAsDouble(number.at(row));
    }

    /** With a number of decimals as its second argument. */
    private Operation round(List<Expression> arguments) {
        Operation.OfNumber number = compiler.numeric(arguments.get(0));
        if (arguments.size() == 1) {
            return number(number, Operations::round);
        }
        Operation.OfNumber decimals = compiler.numeric(arguments.get(1));
        return (Operation.OfNumber) row -> Operations.round(number.at(row), decimals.at(row));
    }

    /** The least or greatest of the known numbers, as in forms and as SQL's LEAST; unknown if none is known. */
    private Operation extreme(List<Expression> arguments, DoubleBinaryOperator better) {
        List<Operation.OfNumber> numbers =
                arguments.stream().map(compiler::numeric).toList();
        return (Operation.OfNumber) row -> {
            double extreme = Double.NaN;
            for (Operation.OfNumber number : numbers) {
                double value = number.at(row);
                if (!Double.isNaN(value)) {
                    extreme = Double.isNaN(extreme) ? value : better.applyAsDouble(extreme, value);
                }
            }
            return extreme;
        };
    }

    private static Operation string(Operation operation) {
        if (operation instanceof Operation.OfText) {
            return operation;
        }
        if (operation instanceof Operation.OfTruth truth) {
            return (Operation.OfText) row -> {
                int value = truth.at(row);
                return value == UNKNOWN ? null : value == YES ? "true" : "false";
            };
        }
        Operation.OfNumber number = toNumber(operation);
        return (Operation.OfText) row -> {
            double value = number.at(row);
            return Double.isNaN(value) ? null : Numbers.print(value);
        };
    }

    private Operation ofText(Expression argument, ToDoubleFunction<String> function) {
        Operation.OfText text = compiler.textual(argument);
        return (Operation.OfNumber) row -> {
            String value = text.at(row);
            return value == null ? Double.NaN : function.applyAsDouble(value);
        };
    }

    private Operation twoTexts(List<Expression> arguments, BiPredicate<String, String> test) {
        Operation.OfText first = asText(arguments.get(0));
        Operation.OfText second = asText(arguments.get(1));
        return (Operation.OfTruth) row -> {
            String a = first.at(row);
            String b = second.at(row);
            return a == null || b == null ? UNKNOWN : truth(test.test(a, b));
        };
    }

    private Operation concat(List<Expression> arguments) {
        List<Operation.OfText> texts = arguments.stream().map(this::asText).toList();
        return (Operation.OfText) row -> {
            StringBuilder joined = new StringBuilder();
            for (Operation.OfText text : texts) {
                String value = text.at(row);
                if (value == null) {
                    return null;
                }
                joined.append(value);
            }
            return joined.toString();
        };
    }

    /** A list of codes that is one number was read as a number: {@code selected(${q}, '1')} must still hold. */
    private Operation.OfText asText(Expression argument) {
        return string(argument.accept(compiler)) instanceof Operation.OfText text ? text : row -> null;
    }

    /** From a position counted from 0 to before another, in code points. */
    private Operation substr(List<Expression> arguments) {
        Operation.OfText text = asText(arguments.get(0));
        Operation.OfNumber from = compiler.numeric(arguments.get(1));
        Operation.OfNumber to =
                arguments.size() > 2 ? compiler.numeric(arguments.get(2)) : row -> Double.POSITIVE_INFINITY;
        return (Operation.OfText) row -> {
            String value = text.at(row);
            double start = from.at(row);
            double end = to.at(row);
            if (value == null || Double.isNaN(start) || Double.isNaN(end)) {
                return null;
            }
            return Operations.substring(value, start, end);
        };
    }

    private static List<String> tokens(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    private Operation regex(List<Expression> arguments) {
        Operation.OfText text = asText(arguments.get(0));
        if (!(arguments.get(1) instanceof TextLiteral literal)) {
            return compiler.refuse(
                    arguments.get(1).place(), "The pattern of regex must be a text in quotes.", "Write it as '…'.");
        }
        try {
            Pattern pattern = Pattern.parse(literal.value());
            return (Operation.OfTruth) row -> {
                String value = text.at(row);
                return value == null ? UNKNOWN : truth(pattern.matches(value));
            };
        } catch (IllegalArgumentException refused) {
            return compiler.refuse(
                    literal.place(),
                    "Pattern '" + literal.value() + "': " + refused.getMessage(),
                    "docs/formats.md lists what a pattern may hold.");
        }
    }

    /** Days since 1970-01-01 of a day written YYYY-MM-DD, unknown if it is none; a number is days already. */
    private Operation day(Expression argument) {
        if (argument instanceof TextLiteral literal && Days.parse(literal.value()) == Days.NONE) {
            return compiler.refuse(
                    literal.place(), "There is no day '" + literal.value() + "'.", "Write it as '2026-11-21'.");
        }
        Operation operation = argument.accept(compiler);
        if (operation instanceof Operation.OfText text) {
            return (Operation.OfNumber) row -> {
                String value = text.at(row);
                int day = value == null ? Days.NONE : Days.parse(value);
                return day == Days.NONE ? Double.NaN : day;
            };
        }
        return toNumber(operation);
    }
}
