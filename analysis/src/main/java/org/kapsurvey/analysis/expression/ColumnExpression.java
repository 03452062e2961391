package org.kapsurvey.analysis.expression;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * An expression compiled for the columns of one table. Immutable. Where its columns hold few different values, as those of closed
 * questions do, it is computed once for each combination of them instead of once for each row.
 */
public final class ColumnExpression {
    private final Operation operation;
    private final int rows;
    private final Optional<Combinations> combinations;

    private ColumnExpression(Operation operation, int rows, Optional<Combinations> combinations) {
        this.operation = operation;
        this.rows = rows;
        this.combinations = combinations;
    }

    /** The compiled expression; nothing, and every fault, if it names an absent column or mixes types. */
    public static Optional<ColumnExpression> compile(Expression expression, Table table, Faults faults) {
        return compiled(expression, table, false, new Compiler(table, faults), faults);
    }

    /** The same of what must be a condition, where a text is a fault too. */
    public static Optional<ColumnExpression> compileCondition(Expression expression, Table table, Faults faults) {
        return compiled(expression, table, true, new Compiler(table, faults), faults);
    }

    /** The same of a plan's rule, in which a number beside a text is a fault too, and not only unequal: its rate would be 0 without a word. */
    public static Optional<ColumnExpression> compileRule(Expression expression, Table table, Faults faults) {
        return compiled(expression, table, false, new Compiler(table, faults, true), faults);
    }

    /** The same of a plan's condition, where a text is a fault too. */
    public static Optional<ColumnExpression> compileRuleCondition(Expression expression, Table table, Faults faults) {
        return compiled(expression, table, true, new Compiler(table, faults, true), faults);
    }

    private static Optional<ColumnExpression> compiled(
            Expression expression, Table table, boolean condition, Compiler compiler, Faults faults) {
        int before = faults.size();
        Operation operation = expression.accept(compiler);
        if (condition) {
            compiler.refuseAsCondition(expression, operation);
        }
        if (faults.size() > before) {
            return Optional.empty();
        }
        Optional<Combinations> combinations = Combinations.of(compiler.used(), table.rows());
        return Optional.of(new ColumnExpression(
                combinations
                        .map(few -> expression.accept(new Compiler(few.table(), faults)))
                        .orElse(operation),
                table.rows(),
                combinations));
    }

    /**
     * Adds what an analysis would find wrong with an expression on a table of such columns, of which no row is looked at: the faults
     * of {@link #compile}, and numbers beside texts, which never are equal.
     *
     * @param condition whether the whole is a condition, which no text is
     * @param number whether a number is needed, as what is added up
     */
    public static void check(Expression expression, Table columns, boolean condition, boolean number, Faults faults) {
        int before = faults.size();
        Compiler compiler = new Compiler(columns, faults, true);
        Operation operation = expression.accept(compiler);
        if (number && operation instanceof Operation.OfText && faults.size() == before) {
            compiler.refuseText(expression);
        } else if (condition && faults.size() == before) {
            compiler.refuseAsCondition(expression, operation);
        }
    }

    /** The names of the table's columns that an expression reads, {@code q_missing} and not q by {@code missing-code(${q})}. */
    public static Set<String> columns(Expression expression, Table table) {
        Compiler compiler = new Compiler(table, new Faults());
        expression.accept(compiler);
        return compiler.used().stream().map(Column::name).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The value in each row as a column: truths as 1 and 0, unknown as missing, texts in NFC, {@code ''} as missing. */
    public Column column(String name) {
        if (operation instanceof Operation.OfText text) {
            int computed = combinations.map(Combinations::count).orElse(rows);
            List<@Nullable String> values = new ArrayList<>(computed);
            for (int at = 0; at < computed; at++) {
                String value = text.at(at);
                values.add(value == null ? null : Normalizer.normalize(value, Normalizer.Form.NFC));
            }
            return TextColumn.of(
                    name, combinations.map(few -> few.spread(values)).orElse(values));
        }
        Operation.OfNumber number = Conversions.toNumber(operation);
        return computed(name, at -> {
            double value = number.at(at);
            return Double.isFinite(value) ? value : Double.NaN;
        });
    }

    /** 1 in the rows where the expression holds, 0 where it does not or is unknown. */
    public NumericColumn condition(String name) {
        Operation.OfTruth truth = Conversions.toTruth(operation);
        return computed(name, at -> truth.at(at) == Operation.YES ? 1 : 0);
    }

    private NumericColumn computed(String name, IntToDoubleFunction value) {
        if (combinations.isEmpty()) {
            return NumericColumn.computed(name, rows, value);
        }
        Combinations few = combinations.get();
        double[] values = new double[few.count()];
        Arrays.setAll(values, value);
        char[] codes = few.codes();
        return NumericColumn.computed(name, rows, row -> values[codes[row]]);
    }
}
