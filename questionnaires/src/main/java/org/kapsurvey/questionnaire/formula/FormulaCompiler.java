package org.kapsurvey.questionnaire.formula;

import java.util.ArrayList;
import java.util.List;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Attribute;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Negation;
import org.kapsurvey.questionnaire.expression.Expression.NumberLiteral;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.RowItself;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Expression.TextLiteral;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Pattern;
import org.kapsurvey.questionnaire.value.Words;

/** Turns a tree into the code that {@link Node} reads. After a fault the code is a placeholder that is never run. */
final class FormulaCompiler implements Expression.Visitor<String> {
    private static final String NOTHING = "\"\"";

    private final Names names;
    private final Faults faults;

    FormulaCompiler(Names names, Faults faults) {
        this.names = names;
        this.faults = faults;
    }

    @Override
    public String number(NumberLiteral literal) {
        return new JsonWriter().value(literal.value()).toString();
    }

    @Override
    public String text(TextLiteral literal) {
        return quoted(literal.value());
    }

    @Override
    public String reference(Reference reference) {
        return code("$", slot(names.answer(reference, faults)));
    }

    @Override
    public String self(Self self) {
        return code(".");
    }

    @Override
    public String attribute(Attribute attribute) {
        return code("@", quoted(attribute.name()));
    }

    @Override
    public String rowItself(RowItself row) {
        if (!names.isInRepeat()) {
            return fault(row.place(), "position(..) has a meaning only inside a repeat.", "Move it into one.");
        }
        return NOTHING;
    }

    @Override
    public String negation(Negation negation) {
        return code("neg", negation.operand().accept(this));
    }

    @Override
    public String binary(Binary binary) {
        String left = binary.left().accept(this);
        String right = binary.right().accept(this);
        return binary.operator().isOrder() && names.isTime(binary.left()) && names.isTime(binary.right())
                ? code(binary.operator().sign(), fraction(left), fraction(right))
                : code(binary.operator().sign(), left, right);
    }

    /** Of a time the number 0.HHMM, in whose order times are; of the empty text none, for {@code 0.} is no number. */
    private static String fraction(String time) {
        return code("concat", quoted("0."), code("substr", time, "0", "2"), code("substr", time, "3"));
    }

    @Override
    public String call(Call call) {
        Function function = call.function();
        List<Expression> arguments = call.arguments();
        return switch (function) {
            case TRUE -> "true";
            case FALSE -> "false";
            case MISSING_CODE -> missingCode(arguments.get(0));
            case CHOICE_NAME -> choiceName(arguments.get(0), arguments.get(1));
            case REGEX -> regex(arguments.get(0), arguments.get(1));
            case DATE -> date(arguments.get(0));
            case FORMAT_DATE -> formatDate(arguments.get(0), arguments.get(1));
            case COUNT -> count(arguments.get(0));
            case COUNT_NON_EMPTY ->
                arguments.get(0) instanceof Reference
                        ? inAllRows(call)
                        : fault(
                                arguments.get(0).place(),
                                "count-non-empty takes a question.",
                                "Write count-non-empty(${name}).");
            case POSITION -> position(arguments.get(0));
            case INDEXED -> indexed(call);
            default -> function.takesAllRows() ? inAllRows(call) : code(function.written(), all(arguments));
        };
    }

    private String[] all(List<Expression> arguments) {
        String[] codes = new String[arguments.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = arguments.get(i).accept(this);
        }
        return codes;
    }

    private String inAllRows(Call call) {
        String[] codes = new String[call.arguments().size()];
        for (int i = 0; i < codes.length; i++) {
            Expression argument = call.arguments().get(i);
            boolean rows = argument instanceof Reference && (i > 0 || call.function() != Function.JOIN);
            codes[i] = rows ? code("$$", slot(names.answers((Reference) argument, faults))) : argument.accept(this);
        }
        return code(call.function().written(), codes);
    }

    private String count(Expression argument) {
        if (!(argument instanceof Reference reference)) {
            return fault(argument.place(), "count takes a repeat or a question.", "Write count(${name}).");
        }
        int repeat = names.repeat(reference);
        return repeat < 0
                ? code("count", code("$$", slot(names.answers(reference, faults))))
                : code("rows", String.valueOf(repeat));
    }

    private String position(Expression argument) {
        return argument instanceof RowItself row
                ? code("position", row.accept(this))
                : fault(argument.place(), "position takes the row: two points.", "Write position(..).");
    }

    private String indexed(Call call) {
        List<Expression> arguments = call.arguments();
        List<Reference> repeats = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        for (int i = 1; i + 1 < arguments.size(); i += 2) {
            int repeat = arguments.get(i) instanceof Reference named ? names.repeat(named) : -1;
            if (repeat < 0) {
                return fault(
                        arguments.get(i).place(),
                        "indexed-repeat takes a repeat as its argument " + String.valueOf(i + 1) + ".",
                        "Write indexed-repeat(${question}, ${repeat}, number).");
            }
            repeats.add((Reference) arguments.get(i));
            parts.add(String.valueOf(repeat));
            parts.add(arguments.get(i + 1).accept(this));
        }
        if (arguments.size() % 2 == 0 || !(arguments.get(0) instanceof Reference question)) {
            return fault(
                    call.place(),
                    "indexed-repeat takes a question, and then a repeat and a number for each level.",
                    "Write indexed-repeat(${question}, ${repeat}, number).");
        }
        parts.add(0, slot(names.indexed(question, repeats, faults)));
        String[] codes = new String[parts.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = parts.get(i);
        }
        return code("indexed-repeat", codes);
    }

    private String regex(Expression text, Expression pattern) {
        if (!(pattern instanceof TextLiteral literal)) {
            return fault(pattern.place(), "The pattern of regex must be a text in quotes.", "Write it as '…'.");
        }
        try {
            return code(
                    "regex", text.accept(this), Pattern.parse(literal.value()).written());
        } catch (IllegalArgumentException refused) {
            return fault(
                    literal.place(),
                    "Pattern '" + literal.value() + "': " + refused.getMessage(),
                    "docs/formats.md lists what a pattern may hold.");
        }
    }

    private String date(Expression argument) {
        if (argument instanceof TextLiteral literal && Days.parse(literal.value()) == Days.NONE) {
            return fault(literal.place(), "There is no day '" + literal.value() + "'.", "Write it as '2026-11-21'.");
        }
        return code("date", argument.accept(this));
    }

    private String formatDate(Expression day, Expression format) {
        if (!(format instanceof TextLiteral literal)) {
            return fault(
                    format.place(), "The format of format-date must be a text in quotes.", "For instance '%d/%m/%Y'.");
        }
        String unknown = Days.unknownCode(literal.value());
        if (!unknown.isEmpty()) {
            return fault(
                    literal.place(),
                    "Unknown code " + unknown + " in the format of a date.",
                    "Use %Y %y %m %n %d %e %%.");
        }
        return code("format-date", day.accept(this), quoted(literal.value()));
    }

    private String missingCode(Expression argument) {
        return argument instanceof Reference reference
                ? code("missing-code", slot(names.answer(reference, faults)))
                : fault(argument.place(), "missing-code takes a question.", "Write missing-code(${name}).");
    }

    /** ODK writes the question as a text, '${name}'; without quotes is taken as well. */
    private String choiceName(Expression choice, Expression question) {
        Expression named = question;
        if (question instanceof TextLiteral literal) {
            String text = literal.value();
            if (text.startsWith("${") && text.endsWith("}")) {
                named = new Reference(Words.trim(text.substring(2, text.length() - 1)), literal.place());
            }
        }
        String code = choice.accept(this);
        return named instanceof Reference reference
                ? code("jr:choice-name", slot(names.answer(reference, faults)), code)
                : fault(
                        question.place(),
                        "jr:choice-name takes the question as its second argument.",
                        "Write jr:choice-name(${name}, '${name}').");
    }

    private static String slot(int slot) {
        return String.valueOf(slot);
    }

    private static String quoted(String text) {
        return new JsonWriter().value(text).toString();
    }

    private static String code(String word, String... arguments) {
        JsonWriter out = new JsonWriter().beginArray().value(word);
        for (String argument : arguments) {
            out.raw(argument);
        }
        return out.endArray().toString();
    }

    private String fault(Place place, String message, String remedy) {
        faults.add(place, message, remedy);
        return NOTHING;
    }
}
