package org.kapsurvey.api.xlsform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;

/** Reads an XLSForm workbook as a form that passes the publish gate. */
public final class XlsFormImport {
    private static final String SURVEY = "survey";
    private static final String CHOICES = "choices";
    private static final String SETTINGS = "settings";

    private static final Pattern MISSING_ROW = Pattern.compile("Add a row \\{\"type\": \"(end_[a-z]+)\"}\\.");

    private final String file;
    private final Faults faults = new Faults();
    private final FormWorkbook workbook;
    private final List<String> leftOut = new ArrayList<>();
    private String defaultLanguage = "";

    private XlsFormImport(String file, byte[] bytes) {
        this.file = file;
        this.workbook = FormWorkbook.read(file, bytes, faults);
    }

    /**
     * A form that was read.
     *
     * @param text JSON, a row a line
     * @param leftOut what the workbook says and a form has no use for, a sentence each; empty if nothing
     */
    public record Imported(String text, Questionnaire questionnaire, List<String> leftOut) {}

    /**
     * Reads a workbook and makes every check of the publish gate.
     *
     * @param file the name that faults carry; without its ending the form's id, if the workbook names none
     * @throws FaultsException with all faults, their places those of the workbook: the sheet, then row and column, both from 1
     */
    public static Imported read(String file, byte[] bytes) {
        return new XlsFormImport(file, bytes).read();
    }

    private Imported read() {
        List<SheetRow> settingsRows = workbook.rows(SETTINGS, Heading::of);
        SheetRow settings =
                settingsRows.isEmpty() ? new SheetRow(workbook.place(SETTINGS, 1, 1), Map.of()) : settingsRows.get(0);
        defaultLanguage = Heading.language(settings.text("default_language"));
        List<SheetRow> survey = workbook.rows(SURVEY, this::heading);
        List<SheetRow> choices = workbook.rows(CHOICES, this::choiceHeading);
        refuseNoSurvey(survey);
        List<String> languages = languages(settings, survey, choices);
        refuseUnknownColumns(survey);
        refuseUnknownSettings(settings);

        OtherChoice others = new OtherChoice(languages, faults);
        List<Json> rows = new SurveyRows(survey, others, leftOut, faults).read();
        Map<String, Json> members = new LinkedHashMap<>();
        members.put(SETTINGS, settings(settings, languages));
        members.put(SURVEY, new JsonArray(rows, workbook.place(SURVEY, 1, 1)));
        members.put(CHOICES, new JsonArray(others.added(choices(choices), rows), workbook.place(CHOICES, 1, 1)));
        JsonObject form = new JsonObject(members, Map.of(), Place.ofFile(file));
        return new Imported(Composition.written(form), passed(form), List.copyOf(leftOut));
    }

    /** Through the gate, whose faults come together with those found before. */
    private Questionnaire passed(JsonObject form) {
        try {
            Questionnaire questionnaire = Questionnaire.of(form);
            faults.throwIfAny();
            return questionnaire;
        } catch (FaultsException refused) {
            for (Fault inForm : refused.faults()) {
                Fault fault = ofWorkbook(inForm);
                if (!faults.list().contains(fault)) {
                    faults.addAll(List.of(fault));
                }
            }
            throw new FaultsException(faults.list());
        }
    }

    /** The fault as it is mended in a workbook, where a row is not written in braces. */
    private static Fault ofWorkbook(Fault fault) {
        Matcher row = MISSING_ROW.matcher(fault.remedy());
        return row.matches()
                ? new Fault(
                        fault.place(),
                        fault.message(),
                        "Add a row of the type " + row.group(1) + " below its last row.")
                : fault;
    }

    /** A text without a language is in the default language. */
    private Heading heading(String written) {
        if (Columns.isRemark(written)) {
            return new Heading(written, "");
        }
        Heading heading = Heading.of(written);
        return Columns.TEXTS.contains(heading.key()) && heading.language().isEmpty()
                ? new Heading(heading.key(), defaultLanguage)
                : heading;
    }

    /** Further columns of choices have the names that filters call them by. */
    private Heading choiceHeading(String written) {
        Heading heading = heading(written);
        boolean known = List.of("list_name", "name", "label", "kap::exclusive").contains(heading.key());
        boolean olderName = heading.key().equals("value")
                && workbook.written(CHOICES).stream()
                        .noneMatch(other -> Heading.of(other).key().equals("name"));
        return known ? heading : new Heading(olderName ? "name" : written, "");
    }

    private void refuseNoSurvey(List<SheetRow> survey) {
        int before = faults.size();
        List<String> headings = workbook.written(SURVEY);
        if (headings.isEmpty()) {
            faults.add(
                    Place.ofFile(file),
                    "The workbook has no sheet \"survey\", or nothing stands in it.",
                    "An XLSForm has the sheets survey, choices and settings.");
        } else if (headings.stream()
                .noneMatch(written -> Heading.of(written).key().equals("type"))) {
            faults.add(
                    workbook.place(SURVEY, 1, 1),
                    "The first row of the sheet has no heading \"type\".",
                    "Headings such as type, name and label stand in the first row, nothing above them.");
        } else if (survey.isEmpty()) {
            faults.add(workbook.place(SURVEY, 1, 1), "The form asks nothing.", "Add at least one question.");
        }
        // What is wrong with other columns and sheets is told together with what the rows say.
        if (faults.size() > before) {
            faults.throwIfAny();
        }
    }

    /** The default language first, the others in the order of the columns that have texts. */
    private List<String> languages(SheetRow settings, List<SheetRow> survey, List<SheetRow> choices) {
        Set<String> found = new LinkedHashSet<>();
        List<SheetRow> all = new ArrayList<>(List.of(settings));
        all.addAll(survey);
        all.addAll(choices);
        for (Heading heading : SheetRow.headings(all)) {
            if (Columns.TEXTS.contains(heading.key())) {
                found.add(heading.language());
            }
        }
        JsonText declared = settings.cell("default_language");
        boolean named = declared != null || !(found.isEmpty() || found.contains(""));
        if (!named) {
            faults.add(
                    workbook.place(SETTINGS, 1, 1),
                    "The workbook does not say in which language its labels are.",
                    "Write default_language in the sheet settings, such as Tiếng Việt (vi).");
        } else if (declared != null && !found.contains(defaultLanguage)) {
            faults.add(
                    declared.place(),
                    "No column has texts in the default language \"" + defaultLanguage + "\".",
                    "Write label::" + Heading.languageName(defaultLanguage) + ", or another default language.");
        }
        if (!named || (declared != null && !found.contains(defaultLanguage))) {
            // Every text would be a fault of its own.
            faults.throwIfAny();
        }
        if (declared == null) {
            defaultLanguage = found.iterator().next();
        }
        List<String> languages = new ArrayList<>(List.of(defaultLanguage));
        found.stream().filter(language -> !language.equals(defaultLanguage)).forEach(languages::add);
        return languages;
    }

    private void refuseUnknownColumns(List<SheetRow> survey) {
        for (Heading heading : SheetRow.headings(survey)) {
            if (!Columns.SURVEY.contains(heading.key())) {
                refuseUnknown(SURVEY, heading, Columns.SURVEY);
            }
        }
    }

    private void refuseUnknownSettings(SheetRow settings) {
        for (Heading heading : settings.cells().keySet()) {
            if (Columns.SETTINGS_OF_OTHERS.contains(heading.key())) {
                leftOut.add("settings: " + heading.key() + " has no meaning here.");
            } else if (!Columns.SETTINGS.contains(heading.key())) {
                refuseUnknown(SETTINGS, heading, Columns.SETTINGS);
            }
        }
    }

    private void refuseUnknown(String sheet, Heading heading, List<String> known) {
        faults.add(
                workbook.place(sheet, heading, this::heading),
                "The column \"" + heading.written() + "\" is not known or not supported yet.",
                "Known columns: " + JsonFields.listed(known) + "." + JsonFields.suggestion(heading.key(), known)
                        + " A heading that begins with # marks remarks.");
    }

    private JsonObject settings(SheetRow row, List<String> languages) {
        Place place = row.place();
        Map<String, Json> settings = new LinkedHashMap<>();
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        int ending = name.lastIndexOf('.');
        settings.put("form_id", orElse(row.cell("form_id"), ending > 0 ? name.substring(0, ending) : name, place));
        settings.put("version", orElse(row.cell("version"), "1", place));
        settings.put("default_language", new JsonText(languages.get(0), false, place));
        List<Json> codes = new ArrayList<>();
        languages.forEach(language -> codes.add(new JsonText(language, false, place)));
        settings.put("languages", new JsonArray(codes, place));
        Map<String, Json> titles = new LinkedHashMap<>();
        JsonText title = orElse(row.cell("form_title"), ((JsonText) settings.get("form_id")).value(), place);
        for (String language : languages) {
            JsonText own = row.texts("kap::title").get(language);
            titles.put(language, own == null ? title : own);
        }
        settings.put("title", new JsonObject(titles, Map.of(), title.place()));
        for (String key : Columns.OWN_SETTINGS) {
            JsonText cell = row.cell(Heading.OWN + key);
            if (cell != null) {
                settings.put(key, cell);
            }
        }
        return new JsonObject(settings, Map.of(), place);
    }

    private static JsonText orElse(@Nullable JsonText cell, String absent, Place place) {
        return cell == null ? new JsonText(absent, false, place) : cell;
    }

    private List<Json> choices(List<SheetRow> rows) {
        List<Json> choices = new ArrayList<>();
        for (SheetRow row : rows) {
            FormRow choice = new FormRow(row, faults);
            choice.copy("list_name");
            choice.copy("name");
            choice.texts("label", "label");
            choice.flag("kap::exclusive", "exclusive");
            for (Heading heading : row.cells().keySet()) {
                if (!List.of("list_name", "name", "label", "kap::exclusive").contains(heading.key())) {
                    choice.copy(heading.key());
                }
            }
            choices.add(choice.json());
        }
        return choices;
    }
}
