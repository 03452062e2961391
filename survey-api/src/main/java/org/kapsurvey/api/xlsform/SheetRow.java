package org.kapsurvey.api.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A row of a sheet that is not empty.
 *
 * @param place of the row: its number in the sheet, column 1
 * @param cells those that are not empty, without blanks around, in the order of the columns
 */
record SheetRow(Place place, Map<Heading, JsonText> cells) {
    /** The cell below a heading without a language; null if it is empty. */
    @Nullable
    JsonText cell(String key) {
        return cells.get(new Heading(key, ""));
    }

    /** What stands in it; the empty text if nothing does. */
    String text(String key) {
        return Optional.ofNullable(cell(key)).map(JsonText::value).orElse("");
    }

    /** The cells below a heading in all languages, by language. */
    Map<String, JsonText> texts(String key) {
        Map<String, JsonText> texts = new LinkedHashMap<>();
        cells.forEach((heading, cell) -> {
            if (heading.key().equals(key)) {
                texts.put(heading.language(), cell);
            }
        });
        return texts;
    }

    /** The rows' own headings, each once. */
    static List<Heading> headings(List<SheetRow> rows) {
        List<Heading> headings = new ArrayList<>();
        for (SheetRow row : rows) {
            for (Heading heading : row.cells().keySet()) {
                if (!headings.contains(heading)) {
                    headings.add(heading);
                }
            }
        }
        return headings;
    }
}
