package org.kapsurvey.analysis.spark;

import java.io.Serializable;
import java.text.Normalizer;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.io.CsvNumber;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * The cells of Spark's rows as the analysis reads them: texts by the rule for CSV, numbers of Parquet as they are (truths as 1
 * and 0), NaN as missing. A number is compared with the cells that mean missing by its shortest text.
 */
final class Cells implements Serializable {
    private static final long serialVersionUID = 1;

    /** Below this code point every text is in NFC. */
    private static final char FIRST_COMBINING = '\u0300';

    private final Set<String> missing;

    Cells(Set<String> missing) {
        this.missing = Set.copyOf(missing);
    }

    /** The cell as text, unchanged; null if it is missing. */
    @Nullable
    String text(Row row, int column) {
        Object cell = row.get(column);
        String text;
        if (cell == null) {
            return null;
        } else if (cell instanceof String string) {
            text = string;
        } else {
            double number = number(cell);
            if (Double.isNaN(number)) {
                return null;
            }
            text = Numbers.print(number + 0.0);
        }
        return text.isEmpty() || missing.contains(text) ? null : text;
    }

    /** The cell as text in NFC; null if it is missing. */
    @Nullable
    String composed(Row row, int column) {
        String text = text(row, column);
        for (int i = 0; text != null && i < text.length(); i++) {
            if (text.charAt(i) >= FIRST_COMBINING) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    /** The number in a cell; NaN if it is missing or no number. */
    double number(Row row, int column) {
        Object cell = row.get(column);
        if (cell == null) {
            return Double.NaN;
        }
        if (!(cell instanceof String string)) {
            double number = number(cell);
            return missing.isEmpty() || text(row, column) != null ? number : Double.NaN;
        }
        return string.isEmpty() || missing.contains(string) ? Double.NaN : parse(string);
    }

    static double parse(String text) {
        return CsvNumber.parse(text.toCharArray(), 0, text.length());
    }

    private static double number(Object cell) {
        return cell instanceof Boolean truth ? (truth ? 1 : 0) : ((Number) cell).doubleValue();
    }
}
