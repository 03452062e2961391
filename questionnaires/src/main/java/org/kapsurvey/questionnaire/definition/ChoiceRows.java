package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/** The rows of one choice list while a form is being read. */
final class ChoiceRows {
    /** One choice. */
    record ChoiceRow(JsonFields fields, String name, Map<String, JsonText> label, boolean exclusive) {}

    final String name;
    /** Among the lists of the form. */
    final int index;
    /** Of the first row. */
    final Place place;

    final List<ChoiceRow> rows = new ArrayList<>();
    /** The questions that take their choices from it. */
    final List<Row> users = new ArrayList<>();
    /** The columns that choice filters look at. */
    final Set<String> columns = new LinkedHashSet<>();

    /** Whether a filter could not be read, so that it is not known at which columns it looks. */
    boolean filtersUnread;

    ChoiceRows(String name, int index, Place place) {
        this.name = name;
        this.index = index;
        this.place = place;
    }

    List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (ChoiceRow row : rows) {
            codes.add(row.name);
        }
        return codes;
    }

    /** The codes of choices that go together with no other. */
    List<String> alone() {
        List<String> codes = new ArrayList<>();
        for (ChoiceRow row : rows) {
            if (row.exclusive) {
                codes.add(row.name);
            }
        }
        return codes;
    }

    /** In the labels of all choices and languages. */
    List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        for (ChoiceRow row : rows) {
            for (JsonText text : row.label.values()) {
                references.addAll(Template.references(text));
            }
        }
        return references;
    }
}
