package org.kapsurvey.api.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.kapsurvey.analysis.frame.Cell;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonBoolean;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Words;

/**
 * Writes a form as an XLSForm workbook, the rows of its blocks in their places. What is written is read again before it is handed
 * over: a form that would come back as another one is refused.
 */
public final class XlsFormExport {
    private static final int LONGEST_CELL = 32_767;

    /** How workbooks write signs that XML can't hold; a text that looks like it would be read as such a sign. */
    private static final Pattern ESCAPE = Pattern.compile("_x[0-9A-Fa-f]{4}_");

    private final Faults faults = new Faults();
    private final JsonObject form;
    private final List<String> languages;
    private final Set<String> days = new LinkedHashSet<>();

    private XlsFormExport(String file, Composition form) {
        this.form = (JsonObject) JsonReader.read(file, form.text());
        this.languages = form.questionnaire().languages();
    }

    /**
     * The workbook of a form.
     *
     * @param file the name that faults carry
     * @throws FaultsException with all that a workbook can't hold: blanks at the ends of a text, control characters, texts of more
     *     than 32,767 characters
     */
    public static byte[] workbook(String file, Composition form) {
        byte[] workbook = FormWorkbook.write(sheets(file, form));
        Faults faults = new Faults();
        Place whole = Place.ofFile(file);
        try {
            String read = XlsFormImport.read(file, workbook).text();
            if (!compiled(file, read).equals(compiled(file, form.text()))) {
                faults.add(whole, "The workbook would be read as another form.", "Please report the form.");
            }
        } catch (FaultsException e) {
            faults.add(whole, "The workbook would be refused when it is read again.", "Please report the form.");
            faults.addAll(e.faults());
        }
        faults.throwIfAny();
        return workbook;
    }

    private static String compiled(String file, String form) {
        return Questionnaire.compile(JsonReader.read(file, form));
    }

    /** The sheets survey, choices and settings, the first row of each its headings. */
    static Map<String, List<List<String>>> sheets(String file, Composition form) {
        XlsFormExport export = new XlsFormExport(file, form);
        Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
        sheets.put("survey", table(export.survey(), Columns.SURVEY));
        sheets.put("choices", table(export.choices(), List.of("list_name", "name", "label", "kap::exclusive")));
        sheets.put("settings", table(List.of(export.settings()), Columns.SETTINGS));
        export.faults.throwIfAny();
        return sheets;
    }

    private List<Map<Heading, String>> survey() {
        List<Json> rows = items("survey");
        for (Json row : rows) {
            if (text((JsonObject) row, "type").equals("date")) {
                days.add(text((JsonObject) row, "name"));
            }
        }
        List<Boolean> open = new ArrayList<>();
        List<Map<Heading, String>> written = new ArrayList<>();
        for (Json json : rows) {
            JsonObject row = (JsonObject) json;
            String type = text(row, "type");
            if (type.startsWith("end_")) {
                open.remove(open.size() - 1);
            }
            written.add(row(row, new OdkWording(SurveyRows.groupsInside(open), days, type.equals("date"))));
            if (type.startsWith("begin_")) {
                open.add(type.equals("begin_repeat"));
            }
        }
        return written;
    }

    private Map<Heading, String> row(JsonObject row, OdkWording wording) {
        Map<Heading, String> cells = new LinkedHashMap<>();
        row.members().forEach((key, value) -> {
            if (Columns.EXPRESSIONS.contains(key)) {
                expression(cells, key, value, wording);
            } else if (key.equals("kap")) {
                ((JsonObject) value).members().forEach((member, measure) -> put(cells, Heading.OWN + member, measure));
            } else {
                boolean known = Columns.SURVEY.contains(key);
                texts(cells, known ? key : Heading.OWN + key, value);
            }
        });
        return cells;
    }

    private void expression(Map<Heading, String> cells, String key, Json value, OdkWording wording) {
        if (!(value instanceof JsonText ours)) {
            put(cells, key, value);
            return;
        }
        String odk = wording.odk(key, ours.value());
        JsonText cell = new JsonText(odk, false, ours.place());
        put(cells, key, cell);
        if (!wording.ours(key, cell, new Faults()).equals(Words.trim(ours.value()))) {
            put(cells, Heading.OWN + key, ours);
        }
    }

    private List<Map<Heading, String>> choices() {
        List<Map<Heading, String>> written = new ArrayList<>();
        for (Json row : items("choices")) {
            Map<Heading, String> cells = new LinkedHashMap<>();
            ((JsonObject) row)
                    .members()
                    .forEach((key, value) -> texts(cells, key.equals("exclusive") ? Heading.OWN + key : key, value));
            written.add(cells);
        }
        return written;
    }

    private Map<Heading, String> settings() {
        Map<Heading, String> cells = new LinkedHashMap<>();
        JsonObject settings = (JsonObject) form.members().get("settings");
        String first = languages.get(0);
        settings.members().forEach((key, value) -> {
            switch (key) {
                case "title" ->
                    ((JsonObject) value).members().forEach((language, text) -> {
                        if (language.equals(first)) {
                            put(cells, "form_title", text);
                        }
                        put(cells, Heading.OWN + key, language, text);
                    });
                case "default_language" -> cells.put(new Heading(key, ""), Heading.languageName(first));
                case "languages" -> {}
                case "form_id", "version" -> put(cells, key, value);
                default -> put(cells, Heading.OWN + key, value);
            }
        });
        for (String language : languages) {
            if (!Heading.of(new Heading("label", language).written()).language().equals(language)) {
                faults.add(
                        settings.place(),
                        "The language \"" + language + "\" can't stand in a heading.",
                        "Name it by its code, such as vi or en.");
            }
        }
        return cells;
    }

    /** An object has a text for each language; anything else is one cell. */
    private void texts(Map<Heading, String> cells, String key, Json value) {
        if (value instanceof JsonObject texts) {
            texts.members().forEach((language, text) -> put(cells, key, language, text));
        } else {
            put(cells, key, value);
        }
    }

    private void put(Map<Heading, String> cells, String key, Json value) {
        put(cells, key, "", value);
    }

    private void put(Map<Heading, String> cells, String key, String language, Json value) {
        String text = cell(value);
        refuseUnfit(value.place(), text);
        if (!text.isEmpty()) {
            cells.put(new Heading(key, language), text);
        }
    }

    private static String cell(Json value) {
        if (value instanceof JsonBoolean truth) {
            return truth.value() ? "yes" : "no";
        }
        if (value instanceof JsonNumber number) {
            return Numbers.print(number.value());
        }
        List<String> words = new ArrayList<>();
        if (value instanceof JsonArray list) {
            list.items().forEach(item -> words.add(cell(item)));
        } else if (value instanceof JsonObject pairs) {
            pairs.members().forEach((key, number) -> words.add(key + "=" + cell(number)));
        }
        return value instanceof JsonText text ? text.value() : String.join(" ", words);
    }

    private void refuseUnfit(Place place, String text) {
        boolean unfit = text.codePoints()
                .anyMatch(sign -> (sign < 0x20 && sign != '\n' && sign != '\t')
                        || (sign >= 0xd800 && sign < 0xe000)
                        || sign == 0xfffe
                        || sign == 0xffff);
        if (unfit || ESCAPE.matcher(text).find()) {
            faults.add(place, "The text has signs that a workbook can't hold.", "Remove them.");
        } else if (!Cell.withoutBlanks(text).equals(text)) {
            faults.add(place, "The text begins or ends with blanks, which a workbook's cell loses.", "Remove them.");
        } else if (text.length() > LONGEST_CELL) {
            faults.add(place, "The text is longer than a workbook's cell can be, 32,767 characters.", "Shorten it.");
        }
    }

    /** Headings and rows of the columns that any row fills: the known in their order, then the others as they come. */
    private static List<List<String>> table(List<Map<Heading, String>> rows, List<String> order) {
        Set<Heading> used = new LinkedHashSet<>();
        rows.forEach(row -> used.addAll(row.keySet()));
        Set<Heading> headings = new LinkedHashSet<>();
        for (String key : order) {
            used.stream().filter(heading -> heading.key().equals(key)).forEach(headings::add);
        }
        headings.addAll(used);
        List<List<String>> table = new ArrayList<>();
        table.add(headings.stream().map(Heading::written).toList());
        for (Map<Heading, String> row : rows) {
            table.add(headings.stream()
                    .map(heading -> row.getOrDefault(heading, ""))
                    .toList());
        }
        return table;
    }

    private List<Json> items(String key) {
        return form.get(key) instanceof JsonArray items ? items.items() : List.of();
    }

    private static String text(JsonObject row, String key) {
        return row.get(key) instanceof JsonText text ? text.value() : "";
    }
}
