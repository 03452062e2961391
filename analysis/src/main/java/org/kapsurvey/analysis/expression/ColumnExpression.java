package org.kapsurvey.analysis.expression;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;

/** An expression compiled for the columns of one table. Immutable. */
public final class ColumnExpression {
    private final Operation operation;
    private final int rows;

    private ColumnExpression(Operation operation, int rows) {
        this.operation = operation;
        this.rows = rows;
    }

    /** The compiled expression; nothing, and every fault, if it names an absent column or mixes types. */
    public static Optional<ColumnExpression> compile(Expression expression, Table table, Faults faults) {
        int before = faults.size();
        Operation operation = expression.accept(new Compiler(table, faults));
        return faults.size() > before ? Optional.empty() : Optional.of(new ColumnExpression(operation, table.rows()));
    }

    /** The value in each row as a column: truths as 1 and 0, unknown as missing, texts in NFC, {@code ''} as missing. */
    public Column column(String name) {
        if (operation instanceof Operation.OfText text) {
            List<@Nullable String> values = new ArrayList<>(rows);
            for (int row = 0; row < rows; row++) {
                String value = text.at(row);
                values.add(value == null ? null : Normalizer.normalize(value, Normalizer.Form.NFC));
            }
            return TextColumn.of(name, values);
        }
        Operation.OfNumber number = Conversions.toNumber(operation);
        return NumericColumn.computed(name, rows, row -> {
            double value = number.at(row);
            return Double.isFinite(value) ? value : Double.NaN;
        });
    }

    /** 1 in the rows where the expression holds, 0 where it does not or is unknown. */
    public NumericColumn condition(String name) {
        Operation.OfTruth truth = Conversions.toTruth(operation);
        return NumericColumn.indicator(name, rows, row -> truth.at(row) == Operation.YES);
    }
}
