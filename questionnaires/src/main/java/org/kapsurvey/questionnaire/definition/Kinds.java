package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Times;
import org.kapsurvey.questionnaire.value.Words;

/** Tells of expressions in one row what kind of value they have: from the types of questions, through calculations too. */
final class Kinds implements Expression.Visitor<Kind> {
    /** Of more than these nothing is told. */
    private static final int MOST_VALUES = 100;

    private final Map<String, Row> questions;
    private final Map<String, ChoiceRows> lists;
    private final @Nullable Row owner;
    /** The calculations that are being looked through: one that leads to itself is told elsewhere. */
    private final List<Row> open = new ArrayList<>();
    // What was found of calculations: one that names another twice, in a chain of such, would else be looked through 2ⁿ
    // times.
    private final Map<Row, Kind> kindOf = new LinkedHashMap<>();
    private final Map<Row, Boolean> alwaysNumber = new LinkedHashMap<>();
    private final Map<Row, Boolean> leftEmpty = new LinkedHashMap<>();
    private final Map<Row, List<String>> valuesOf = new LinkedHashMap<>();

    /** @param owner the row that the expressions belong to; null if they belong to none */
    Kinds(Map<String, Row> questions, Map<String, ChoiceRows> lists, @Nullable Row owner) {
        this.questions = questions;
        this.lists = lists;
        this.owner = owner;
    }

    Kind of(Expression expression) {
        return expression.accept(this);
    }

    @Override
    public Kind number(NumberLiteral literal) {
        return Kind.NUMBER;
    }

    /** A number in quotes may be meant as a code: nothing is told of it. */
    @Override
    public Kind text(TextLiteral literal) {
        String word = Words.trim(literal.value());
        if (!Double.isNaN(Numbers.parse(word))) {
            return Kind.ANY;
        }
        return Days.parse(word) != Days.NONE ? Kind.DAY : Times.isTime(word) ? Kind.TIME : Kind.WORDS;
    }

    @Override
    public Kind reference(Reference reference) {
        return answer(questions.get(reference.name()));
    }

    @Override
    public Kind self(Self self) {
        return answer(owner);
    }

    private Kind answer(@Nullable Row row) {
        if (row == null || row.type == null || row.refused) {
            return Kind.ANY;
        }
        return switch (row.type) {
            case INTEGER, DECIMAL, RANGE -> Kind.NUMBER;
            case DATE -> Kind.DAY;
            case TIME -> Kind.TIME;
            case GEOPOINT, ACKNOWLEDGE -> Kind.WORDS;
            case SELECT_ONE, SELECT_MULTIPLE, RANK -> codes(lists.get(row.list));
            case CALCULATE -> calculated(row);
            case TEXT, NOTE, HIDDEN -> Kind.ANY;
        };
    }

    /** The codes of a question's choices; none of a question without. */
    List<String> codes(Row row) {
        ChoiceRows list = lists.get(row.list);
        return list == null ? List.of() : list.codes();
    }

    private static Kind codes(@Nullable ChoiceRows list) {
        boolean words = list != null && !list.codes().isEmpty();
        for (String code : list == null ? List.<String>of() : list.codes()) {
            words = words && Double.isNaN(Numbers.parse(code));
        }
        return words ? Kind.WORDS : Kind.ANY;
    }

    private Kind calculated(Row row) {
        Expression calculation = row.expression("calculation");
        if (calculation == null || open.contains(row)) {
            return Kind.ANY;
        }
        Kind known = kindOf.get(row);
        if (known != null) {
            return known;
        }
        open.add(row);
        Kind kind = calculation.accept(this);
        open.remove(open.size() - 1);
        kindOf.put(row, kind);
        return kind;
    }

    /**
     * Whether what is recorded of a value reads as a number, or is empty, whatever is answered: of a number and a truth, but also of
     * numbers in quotes and of a question whose every code is one.
     */
    boolean isAlwaysNumber(Expression expression) {
        Kind kind = of(expression);
        if (kind != Kind.ANY) {
            return kind == Kind.NUMBER || kind == Kind.TRUTH;
        }
        if (expression instanceof TextLiteral literal) {
            return !Double.isNaN(Numbers.parse(literal.value()));
        }
        if (expression instanceof Reference reference) {
            Row row = questions.get(reference.name());
            return row != null && isAlwaysNumber(row);
        }
        if (!(expression instanceof Call call)) {
            return false;
        }
        List<Expression> arguments = call.arguments();
        return switch (call.function()) {
            case IF -> areAlwaysNumbers(arguments.subList(1, arguments.size()));
            case COALESCE -> areAlwaysNumbers(arguments);
            case INDEXED -> isAlwaysNumber(arguments.get(0));
            case STRING -> of(arguments.get(0)) == Kind.NUMBER;
            default -> false;
        };
    }

    private boolean isAlwaysNumber(Row row) {
        if (row.refused || open.contains(row)) {
            return false;
        }
        Expression calculation = row.expression("calculation");
        if (row.type == QuestionType.CALCULATE && calculation != null) {
            Boolean known = alwaysNumber.get(row);
            if (known != null) {
                return known;
            }
            open.add(row);
            boolean always = isAlwaysNumber(calculation);
            open.remove(open.size() - 1);
            alwaysNumber.put(row, always);
            return always;
        }
        boolean numbers = row.type == QuestionType.SELECT_ONE && !codes(row).isEmpty();
        for (String code : codes(row)) {
            numbers = numbers && !Double.isNaN(Numbers.parse(code));
        }
        return numbers;
    }

    private boolean areAlwaysNumbers(List<Expression> expressions) {
        boolean any = false;
        for (Expression expression : expressions) {
            if (expression instanceof TextLiteral text && text.value().isEmpty()) {
                continue;
            }
            if (!isAlwaysNumber(expression)) {
                return false;
            }
            any = true;
        }
        return any;
    }

    /** What is recorded of a calculation, one text for each value that it may have but the empty one; none if they can't be told. */
    List<String> values(Row row) {
        Expression calculation = row.type == QuestionType.CALCULATE ? row.expression("calculation") : null;
        List<String> values = new ArrayList<>();
        if (calculation == null || row.refused) {
            return values;
        }
        if (of(calculation) == Kind.TRUTH) {
            values.add("1");
            values.add("0");
            return values;
        }
        return values(calculation);
    }

    /** The same of an expression that is neither true nor false. */
    List<String> values(Expression expression) {
        List<String> values = new ArrayList<>();
        return addValues(expression, values) ? values : new ArrayList<>();
    }

    /** @return whether all are known */
    private boolean addValues(Expression expression, List<String> values) {
        if (expression instanceof TextLiteral literal) {
            return add(literal.value(), values);
        }
        if (expression instanceof NumberLiteral literal) {
            return add(Numbers.print(literal.value()), values);
        }
        if (expression instanceof Negation negation && negation.operand() instanceof NumberLiteral literal) {
            return add(Numbers.print(-literal.value()), values);
        }
        if (expression instanceof Call call
                && (call.function() == Function.IF || call.function() == Function.COALESCE)) {
            boolean all = true;
            for (int i = call.function() == Function.IF ? 1 : 0;
                    i < call.arguments().size();
                    i++) {
                all = all && addValues(call.arguments().get(i), values);
            }
            return all;
        }
        Row row = expression instanceof Reference reference
                ? questions.get(reference.name())
                : expression instanceof Self ? owner : null;
        if (row == null || row.refused || open.contains(row)) {
            return false;
        }
        if (row.type == QuestionType.SELECT_ONE) {
            boolean all = !codes(row).isEmpty();
            for (String code : codes(row)) {
                all = all && add(code, values);
            }
            return all;
        }
        Expression calculation = row.expression("calculation");
        if (calculation == null) {
            return false;
        }
        List<String> known = valuesOf.get(row);
        if (known == null) {
            open.add(row);
            known = values(calculation);
            open.remove(open.size() - 1);
            valuesOf.put(row, known);
        }
        boolean all = !known.isEmpty();
        for (String value : known) {
            all = all && add(value, values);
        }
        return all;
    }

    private static boolean add(String value, List<String> values) {
        if (!value.isEmpty() && !values.contains(value)) {
            values.add(value);
        }
        return values.size() <= MOST_VALUES;
    }

    /** Whether it is a calculation of texts that is never left empty on purpose, as {@code if(…, 'yes', '')} is. */
    boolean isAlwaysText(Row row) {
        Expression calculation = row.type == QuestionType.CALCULATE ? row.expression("calculation") : null;
        return calculation != null && of(calculation).isNeverNumber() && !isLeftEmpty(calculation);
    }

    private boolean isLeftEmpty(Expression expression) {
        if (expression instanceof TextLiteral text) {
            return text.value().isEmpty();
        }
        if (expression instanceof Call call && call.function() == Function.IF) {
            return isLeftEmpty(call.arguments().get(1))
                    || isLeftEmpty(call.arguments().get(2));
        }
        Row row = expression instanceof Reference reference ? questions.get(reference.name()) : null;
        Expression calculation = row == null ? null : row.expression("calculation");
        if (row == null || calculation == null || open.contains(row)) {
            return false;
        }
        Boolean known = leftEmpty.get(row);
        if (known != null) {
            return known;
        }
        open.add(row);
        boolean empty = isLeftEmpty(calculation);
        open.remove(open.size() - 1);
        leftEmpty.put(row, empty);
        return empty;
    }

    @Override
    public Kind attribute(Attribute attribute) {
        return Kind.ANY;
    }

    @Override
    public Kind rowItself(RowItself row) {
        return Kind.ANY;
    }

    @Override
    public Kind negation(Negation negation) {
        return Kind.NUMBER;
    }

    @Override
    public Kind binary(Binary binary) {
        return switch (binary.operator()) {
            case PLUS, MINUS, TIMES, DIVIDE, MODULO -> Kind.NUMBER;
            case OR, AND, EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> Kind.TRUTH;
        };
    }

    @Override
    public Kind call(Call call) {
        List<Expression> arguments = call.arguments();
        return switch (call.function()) {
            case IF -> common(arguments.subList(1, arguments.size()));
            case COALESCE -> common(arguments);
            case INDEXED -> arguments.get(0).accept(this);
            case TODAY, DATE -> Kind.DAY;
            case MISSING_CODE -> Kind.WORDS;
            case SELECTED, IS_MISSING, NOT, TRUE, FALSE, BOOLEAN, CONTAINS, STARTS_WITH, ENDS_WITH, REGEX -> Kind.TRUTH;
            case COUNT_SELECTED,
                    NUMBER,
                    INT,
                    ROUND,
                    ABS,
                    MIN,
                    MAX,
                    SUM,
                    COUNT,
                    COUNT_NON_EMPTY,
                    POSITION,
                    STRING_LENGTH,
                    DECIMAL_DATE -> Kind.NUMBER;
            case CHOICE_NAME, JOIN, STRING, CONCAT, SUBSTR, FORMAT_DATE -> Kind.ANY;
        };
    }

    /** Of one of several values; the empty text is of every kind. */
    private Kind common(List<Expression> expressions) {
        Kind common = null;
        for (Expression expression : expressions) {
            boolean empty =
                    expression instanceof TextLiteral text && text.value().isEmpty();
            Kind kind = empty ? common : expression.accept(this);
            if (common != null && kind != common) {
                return Kind.ANY;
            }
            common = kind;
        }
        return common == null ? Kind.ANY : common;
    }
}
