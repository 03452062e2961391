package org.kapsurvey.analysis.expression;

import static org.kapsurvey.analysis.expression.Conversions.toNumber;
import static org.kapsurvey.analysis.expression.Conversions.toTruth;
import static org.kapsurvey.analysis.expression.Conversions.truth;
import static org.kapsurvey.analysis.expression.Operation.NO;
import static org.kapsurvey.analysis.expression.Operation.UNKNOWN;
import static org.kapsurvey.analysis.expression.Operation.YES;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
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
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.number.Numbers;

/** Turns an expression tree into operations on the columns of a table. Types are settled here, once for all rows. */
final class Compiler implements Expression.Visitor<Operation> {
    private final Table table;
    private final Faults faults;
    private final FunctionCompiler functions;
    private final Set<Column> used = new LinkedHashSet<>();

    private final boolean strict;

    Compiler(Table table, Faults faults) {
        this(table, faults, false);
    }

    /** @param strict whether a number beside a text and a comparison with {@code ''} are faults, and not only unequal and unknown */
    Compiler(Table table, Faults faults, boolean strict) {
        this.table = table;
        this.faults = faults;
        this.strict = strict;
        this.functions = new FunctionCompiler(this);
    }

    @Override
    public Operation number(NumberLiteral literal) {
        double value = literal.value();
        return (Operation.OfNumber) row -> value;
    }

    @Override
    public Operation text(TextLiteral literal) {
        if (literal.value().isEmpty()) {
            return new Operation.Missing();
        }
        return new Constant(Normalizer.normalize(literal.value(), Normalizer.Form.NFC));
    }

    @Override
    public Operation reference(Reference reference) {
        return column(reference.name(), reference.place());
    }

    Operation column(String name, Place place) {
        Column column = table.find(name).orElse(null);
        if (column != null) {
            used.add(column);
        }
        if (strict && column instanceof NumericColumn && isWithoutValue(column)) {
            // A file's column without a value is one of numbers whatever was asked.
            return new Operation.Missing();
        }
        if (column instanceof NumericColumn numeric) {
            return (Operation.OfNumber) numeric::value;
        }
        if (column instanceof TextColumn text) {
            return new Cells(text);
        }
        faults.add(
                place,
                "There is no column \"" + name + "\".",
                "Name a column of the data, or a variable defined before."
                        + JsonFields.suggestion(name, table.names()));
        return new Operation.Missing();
    }

    /** Of a column without rows, which stands for its type, it is not known. */
    private static boolean isWithoutValue(Column column) {
        return column.rows() > 0 && IntStream.range(0, column.rows()).allMatch(column::isMissing);
    }

    /** The columns that what was compiled reads, each once. */
    Set<Column> used() {
        return used;
    }

    boolean has(String column) {
        return table.find(column).isPresent();
    }

    @Override
    public Operation self(Self self) {
        return refuse(self.place(), "\".\" is the answer to a question; a table has none.", "Write ${column}.");
    }

    @Override
    public Operation attribute(Attribute attribute) {
        return refuse(attribute.place(), "The word " + attribute.name() + " can't stand alone.", "Write ${column}.");
    }

    @Override
    public Operation rowItself(RowItself row) {
        return refuse(row.place(), "\"..\" is a row of a form's repeat.", "Use a column of the table.");
    }

    @Override
    public Operation negation(Negation negation) {
        Operation.OfNumber operand = numeric(negation.operand());
        return (Operation.OfNumber) row -> -operand.at(row);
    }

    @Override
    public Operation binary(Binary binary) {
        return switch (binary.operator()) {
            case OR -> or(truthOf(binary.left()), truthOf(binary.right()));
            case AND -> and(truthOf(binary.left()), truthOf(binary.right()));
            case EQUAL -> equal(binary, true);
            case NOT_EQUAL -> equal(binary, false);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> ordered(binary);
            case PLUS, MINUS, TIMES, DIVIDE, MODULO ->
                arithmetic(binary.operator(), numeric(binary.left()), numeric(binary.right()));
        };
    }

    @Override
    public Operation call(Call call) {
        return functions.compile(call);
    }

    /** The expression as a condition; a text is refused, for every one that is not missing would hold. */
    Operation.OfTruth truthOf(Expression expression) {
        Operation operation = expression.accept(this);
        refuseAsCondition(expression, operation);
        return toTruth(operation);
    }

    void refuseAsCondition(Expression expression, Operation operation) {
        if (operation instanceof Operation.OfText) {
            refuse(
                    expression.place(),
                    "A condition must stand here, found a text, of which everyone would hold.",
                    "Compare it, as in ${q} = '1'; if ${q} should be a number, name in \"missing\" what stands for no answer in its column.");
        }
    }

    /** The expression as a number; a text is refused, for a number in a text would be unknown without a word. */
    Operation.OfNumber numeric(Expression expression) {
        Operation operation = expression.accept(this);
        if (operation instanceof Operation.OfText) {
            refuseText(expression);
        }
        return toNumber(operation);
    }

    void refuseText(Expression expression) {
        refuse(
                expression.place(),
                "A number must stand here, found a text.",
                "Use number(…) to convert it, date(…) where it is a day.");
    }

    /** The expression as a text; numbers and truths are refused. */
    Operation.OfText textual(Expression expression) {
        Operation operation = expression.accept(this);
        if (operation instanceof Operation.OfText text) {
            return text;
        }
        if (!(operation instanceof Operation.Missing)) {
            refuse(expression.place(), "A text must stand here, found a number.", "Use string(…) to convert it.");
        }
        return row -> null;
    }

    Operation refuse(Place place, String message, String remedy) {
        faults.add(place, message, remedy);
        return new Operation.Missing();
    }

    private static Operation.OfTruth or(Operation.OfTruth left, Operation.OfTruth right) {
        return row -> {
            int first = left.at(row);
            if (first == YES) {
                return YES;
            }
            int second = right.at(row);
            return second == YES ? YES : first == UNKNOWN || second == UNKNOWN ? UNKNOWN : NO;
        };
    }

    private static Operation.OfTruth and(Operation.OfTruth left, Operation.OfTruth right) {
        return row -> {
            int first = left.at(row);
            if (first == NO) {
                return NO;
            }
            int second = right.at(row);
            return second == NO ? NO : first == UNKNOWN || second == UNKNOWN ? UNKNOWN : YES;
        };
    }

    /** Equality of two numbers or two texts. A number and a text never compare equal. */
    private Operation.OfTruth equal(Binary binary, boolean whenEqual) {
        if (strict) {
            refuseNothing(binary.left());
            refuseNothing(binary.right());
        }
        if (!whenEqual) {
            refuseReason(binary.left(), isReason(binary.left()));
            refuseReason(binary.right(), isReason(binary.right()));
        }
        Operation left = binary.left().accept(this);
        Operation right = binary.right().accept(this);
        if (left instanceof Operation.Missing || right instanceof Operation.Missing) {
            return row -> UNKNOWN;
        }
        if (strict
                && left instanceof Operation.OfText != right instanceof Operation.OfText
                && !(table.rows() > 0 && (isNoNumber(left) || isNoNumber(right)))) {
            refuse(
                    binary.right().place(),
                    "In an analysis a number and a text are never equal.",
                    "Write a number without quotes and a code in quotes, or convert one of the two by number(…) or string(…).");
        }
        if (left instanceof Cells cells && right instanceof Constant constant) {
            return cellsEqual(cells.column(), constant.value(), whenEqual);
        }
        if (left instanceof Constant constant && right instanceof Cells cells) {
            return cellsEqual(cells.column(), constant.value(), whenEqual);
        }
        if (left instanceof Operation.OfText a && right instanceof Operation.OfText b) {
            return row -> {
                String first = a.at(row);
                String second = b.at(row);
                return first == null || second == null ? UNKNOWN : truth(first.equals(second) == whenEqual);
            };
        }
        if (left instanceof Operation.OfText text) {
            return neverEqual(text, toNumber(right), whenEqual);
        }
        if (right instanceof Operation.OfText text) {
            return neverEqual(text, toNumber(left), whenEqual);
        }
        Operation.OfNumber a = toNumber(left);
        Operation.OfNumber b = toNumber(right);
        return row -> {
            double first = a.at(row);
            double second = b.at(row);
            return Double.isNaN(first) || Double.isNaN(second) ? UNKNOWN : truth((first == second) == whenEqual);
        };
    }

    /** Such a code is another than every number of the column, whatever was thought of its type. */
    private static boolean isNoNumber(Operation side) {
        return side instanceof Constant constant && Double.isNaN(Numbers.parse(constant.value()));
    }

    private static boolean isReason(Expression side) {
        return side instanceof Call call && call.function() == Function.MISSING_CODE;
    }

    /** What is not of the reason for having no answer is unknown of whoever has one, who is meant as a rule. */
    void refuseReason(Expression where, boolean bare) {
        if (strict && bare) {
            refuse(
                    where.place(),
                    "Of whoever has answered missing-code(…) is unknown, so that this holds of none of them.",
                    "Write coalesce(missing-code(…), 'none') for it, which is 'none' of whoever has answered.");
        }
    }

    /** Whether a reason for having no answer makes the whole unknown of whoever has one. */
    static boolean hasReason(Expression expression) {
        if (expression instanceof Binary binary) {
            return hasReason(binary.left()) || hasReason(binary.right());
        }
        if (!(expression instanceof Call call)) {
            return false;
        }
        return switch (call.function()) {
            case MISSING_CODE -> true;
            case COALESCE, IS_MISSING -> false;
            case IF -> call.arguments().stream().skip(1).anyMatch(Compiler::hasReason);
            default -> call.arguments().stream().anyMatch(Compiler::hasReason);
        };
    }

    /** In a form {@code ''} is no answer; here it is unknown, and so is whether anything equals it. */
    private void refuseNothing(Expression side) {
        if (side instanceof TextLiteral literal && literal.value().isEmpty()) {
            refuse(
                    literal.place(),
                    "In an analysis '' is unknown, so that a comparison with it never holds.",
                    "Write is-missing(…), or not(is-missing(…)) of whoever has answered.");
        }
    }

    /** A text column against a constant, by the number of the level instead of character by character. */
    private static Operation.OfTruth cellsEqual(TextColumn column, String constant, boolean whenEqual) {
        int[] codes = column.codes();
        int sought = column.levels().indexOf(constant);
        return row -> codes[row] == TextColumn.MISSING ? UNKNOWN : truth((codes[row] == sought) == whenEqual);
    }

    private static Operation.OfTruth neverEqual(Operation.OfText text, Operation.OfNumber number, boolean whenEqual) {
        return row -> text.at(row) == null || Double.isNaN(number.at(row)) ? UNKNOWN : truth(!whenEqual);
    }

    private Operation.OfTruth ordered(Binary binary) {
        Operation.OfNumber left = numeric(binary.left());
        Operation.OfNumber right = numeric(binary.right());
        Operator operator = binary.operator();
        return row -> {
            double a = left.at(row);
            double b = right.at(row);
            if (Double.isNaN(a) || Double.isNaN(b)) {
                return UNKNOWN;
            }
            return truth(
                    switch (operator) {
                        case LESS -> a < b;
                        case LESS_OR_EQUAL -> a <= b;
                        case GREATER -> a > b;
                        default -> a >= b;
                    });
        };
    }

    /** NaN in, NaN out; division by 0 gives no finite number, so that the result is missing. */
    private static Operation.OfNumber arithmetic(Operator operator, Operation.OfNumber left, Operation.OfNumber right) {
        return switch (operator) {
            case PLUS -> row -> left.at(row) + right.at(row);
            case MINUS -> row -> left.at(row) - right.at(row);
            case TIMES -> row -> left.at(row) * right.at(row);
            case DIVIDE ->
                row -> {
                    double divisor = right.at(row);
                    return divisor == 0 ? Double.NaN : left.at(row) / divisor;
                };
            case MODULO -> row -> left.at(row) % right.at(row);
            default -> throw new IllegalArgumentException(operator.sign() + " is no arithmetic");
        };
    }

    List<Operation> all(List<Expression> expressions) {
        return expressions.stream().map(expression -> expression.accept(this)).toList();
    }

    /** The cells of a text column. */
    record Cells(TextColumn column) implements Operation.OfText {
        @Override
        public @Nullable String at(int row) {
            return column.value(row);
        }
    }

    /** The same text in every row. */
    record Constant(String value) implements Operation.OfText {
        @Override
        public String at(int row) {
            return value;
        }
    }
}
