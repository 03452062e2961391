package org.kapsurvey.analysis.frame;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kapsurvey.analysis.frame.FrameMapping.AreaSource;
import org.kapsurvey.analysis.frame.FrameMapping.CodeRule;
import org.kapsurvey.analysis.frame.FrameMapping.DatedText;
import org.kapsurvey.analysis.frame.FrameMapping.FlagColumn;
import org.kapsurvey.analysis.frame.FrameMapping.FlagSource;
import org.kapsurvey.analysis.frame.FrameMapping.Given;
import org.kapsurvey.analysis.frame.FrameMapping.RowChoice;
import org.kapsurvey.analysis.frame.FrameMapping.SizeColumn;
import org.kapsurvey.analysis.frame.FrameMapping.SizeSource;
import org.kapsurvey.analysis.frame.FrameMapping.TableSource;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Days;

/** Reads {@code frame.json}. What stands in for a value that could not be read never leaves: the faults are thrown first. */
final class FrameMappingReader {
    /** The database keeps frames under such ids, and addresses name them. */
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,39}");

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,39}");
    private static final int MOST_DIGITS = 20;
    private static final int LAST_HEADER = 1_000;

    private final String file;
    private final Faults faults = new Faults();
    private Map<String, Wording> groups = Map.of();
    private Map<String, Wording> flags = Map.of();

    FrameMappingReader(String file) {
        this.file = file;
    }

    FrameMapping read(String text) {
        JsonFields fields = JsonFields.of(JsonReader.read(file, text), "A frame", faults);
        String id = fields.text("frame");
        if (fields.has("frame") && !ID.matcher(id).matches()) {
            fields.fault(
                    "frame",
                    "A frame's id must be small letters, digits, hyphens and underscores, not \"" + id + "\".",
                    "Begin with a letter and write at most 40 of them, such as \"hai-phong-2026\".");
        }
        Wording name = Wording.read(fields.fields("name"));
        LocalDate date = day(fields, "date");
        groups = names(fields, "groups");
        if (fields.has("groups") && !groups.containsKey(Area.POPULATION)) {
            fields.fault(
                    "groups",
                    "The target group \"" + Area.POPULATION + "\" is missing.",
                    "Every frame has it: it stands for everyone.");
        }
        flags = fields.has("flags") ? names(fields, "flags") : Map.of();
        boolean composes = fields.optionalOneOf("unicode", List.of("compose", "refuse"))
                .filter("compose"::equals)
                .isPresent();
        List<AreaSource> areas = new ArrayList<>();
        for (JsonFields source : fields.objects("areas")) {
            areas.add(areaSource(source));
        }
        if (areas.isEmpty() && fields.has("areas")) {
            fields.fault("areas", "The frame names no table of areas.", "Describe at least one.");
        }
        List<SizeSource> sizes = new ArrayList<>();
        for (JsonFields source : fields.optionalObjects("sizes")) {
            sizes.add(sizeSource(source));
        }
        List<FlagSource> flagged = new ArrayList<>();
        for (JsonFields source : fields.optionalObjects("flagged")) {
            flagged.add(flagSource(source));
        }
        fields.refuseUnknown();
        faults.throwIfAny();
        return new FrameMapping(id, name, date, groups, flags, composes, areas, sizes, flagged);
    }

    private Map<String, Wording> names(JsonFields fields, String key) {
        Map<String, Wording> names = new LinkedHashMap<>();
        JsonFields object = fields.fields(key);
        for (String name : object.object().members().keySet()) {
            if (!NAME.matcher(name).matches()) {
                faults.add(
                        object.object().keyPlace(name),
                        "\"" + name + "\" must be small letters, digits and underscores.",
                        "Begin with a letter and write at most 40 of them, such as \"women_15_49\".");
            }
            names.put(name, Wording.read(object.fields(name)));
        }
        return names;
    }

    private AreaSource areaSource(JsonFields fields) {
        TableSource table = table(fields);
        AreaLevel level = AreaLevel.of(fields.oneOf("level", AreaLevel.words())).orElseThrow();
        Optional<RowChoice> rows = fields.optionalFields("rows").map(choice -> {
            RowChoice read = new RowChoice(column(choice, "column"), choice.texts("values"));
            choice.refuseUnknown();
            return read;
        });
        CodeRule code = code(fields, "code");
        Optional<CodeRule> parent = fields.has("parent") ? Optional.of(code(fields, "parent")) : Optional.empty();
        if (level == AreaLevel.RESIDENTIAL_GROUP && parent.isEmpty()) {
            fields.fault("parent", "The key \"parent\" is missing.", "Name the column with the code of the commune.");
        }
        List<DatedText> name = datedTexts(fields, "name");
        if (name.isEmpty()) {
            fields.fault("name", "The key \"name\" is missing.", "Name the column with the names of the areas.");
        }
        Map<String, String> settings = Map.of();
        List<DatedText> setting = List.of();
        if (fields.value("setting").orElse(null) instanceof JsonObject object && object.get("byType") != null) {
            JsonFields by = JsonFields.of(object, faults);
            settings = words(by, "byType");
            by.refuseUnknown();
        } else {
            setting = datedTexts(fields, "setting");
        }
        List<SizeColumn> sizes = new ArrayList<>();
        for (JsonFields size : fields.optionalObjects("sizes")) {
            sizes.add(new SizeColumn(
                    column(size, "column"),
                    declared(size, "group", groups),
                    requiredDay(size, "date"),
                    accepts(size, "otherDate"),
                    accepts(size, "zero")));
            size.refuseUnknown();
        }
        List<FlagColumn> held = new ArrayList<>();
        for (JsonFields flag : fields.optionalObjects("flags")) {
            held.add(new FlagColumn(
                    column(flag, "column"),
                    declared(flag, "flag", flags),
                    flag.texts("yes"),
                    flag.has("no") ? flag.texts("no") : List.of(""),
                    givenDay(flag, "from"),
                    givenDay(flag, "to")));
            flag.refuseUnknown();
        }
        AreaSource source = new AreaSource(
                table,
                level,
                rows,
                code,
                parent,
                name,
                datedTexts(fields, "type"),
                setting,
                settings,
                givenDay(fields, "from"),
                givenDay(fields, "to"),
                sizes,
                held,
                fields.flag("repeats", false));
        fields.refuseUnknown();
        return source;
    }

    private SizeSource sizeSource(JsonFields fields) {
        SizeSource source = new SizeSource(
                table(fields),
                code(fields, "code"),
                givenName(fields, "group", groups),
                requiredDay(fields, "date"),
                column(fields, "size"),
                accepts(fields, "otherDate"),
                accepts(fields, "zero"));
        fields.refuseUnknown();
        return source;
    }

    private FlagSource flagSource(JsonFields fields) {
        FlagSource source = new FlagSource(
                table(fields),
                code(fields, "code"),
                givenName(fields, "flag", flags),
                givenDay(fields, "from"),
                givenDay(fields, "to"));
        fields.refuseUnknown();
        return source;
    }

    private static TableSource table(JsonFields fields) {
        JsonText name = column(fields, "file");
        return new TableSource(
                name,
                fields.optionalText("sheet").orElse(""),
                fields.optionalInteger("headerRow", 1, LAST_HEADER).orElse(1),
                fields.optionalOneOf("thousands", List.of(".", ",", " ")).orElse(""),
                fields.optionalOneOf("dates", List.of("yyyy-mm-dd", "dd/mm/yyyy"))
                        .filter("dd/mm/yyyy"::equals)
                        .isPresent());
    }

    /** A name that must be among the declared ones. */
    private static String declared(JsonFields fields, String key, Map<String, Wording> names) {
        if (!names.isEmpty()) {
            return fields.oneOf(key, List.copyOf(names.keySet()));
        }
        String name = fields.text(key);
        if (!name.isEmpty()) {
            fields.fault(key, "\"" + name + "\" is not declared.", "Declare it under \"" + key + "s\" of the frame.");
        }
        return name;
    }

    private static boolean accepts(JsonFields fields, String key) {
        return fields.optionalOneOf(key, List.of("accept", "refuse"))
                .filter("accept"::equals)
                .isPresent();
    }

    /** A required text with its place. */
    private static JsonText column(JsonFields fields, String key) {
        String text = fields.text(key);
        return new JsonText(text, true, fields.place(key));
    }

    /** {@code "code"}, {@code {"column": "code", "digits": 5}} or {@code {"columns": ["commune", "group"], "digits": [5, 2]}}. */
    private CodeRule code(JsonFields fields, String key) {
        if (!(fields.value(key).orElse(null) instanceof JsonObject object)) {
            return new CodeRule(List.of(column(fields, key)), List.of(0));
        }
        JsonFields rule = JsonFields.of(object, faults);
        boolean several = rule.has("columns");
        List<JsonText> columns = several ? rule.jsonTexts("columns") : List.of(column(rule, "column"));
        if (several && columns.isEmpty()) {
            rule.fault("columns", "A code needs at least one column.", "Name it.");
        }
        List<Integer> digits = new ArrayList<>();
        if (rule.value("digits").orElse(null) instanceof JsonArray list && several) {
            for (Json item : list.items()) {
                double number = item instanceof JsonNumber found ? found.value() : -1;
                if (number < 0 || number > MOST_DIGITS || number != Math.floor(number)) {
                    faults.add(item.place(), "\"digits\" must hold whole numbers from 0 to " + MOST_DIGITS + ".", "");
                }
                digits.add((int) number);
            }
            if (digits.size() != columns.size()) {
                rule.fault(
                        "digits",
                        "\"digits\" has " + digits.size() + " numbers for " + columns.size() + " columns.",
                        "Write one for each column, 0 where the number of digits is not fixed.");
            }
        } else {
            int each = rule.optionalInteger("digits", 0, MOST_DIGITS).orElse(0);
            columns.forEach(column -> digits.add(each));
        }
        rule.refuseUnknown();
        return new CodeRule(columns, digits);
    }

    /** A column, or a list of columns with the day from which each holds; none if the key is absent. */
    private List<DatedText> datedTexts(JsonFields fields, String key) {
        Json value = fields.value(key).orElse(null);
        if (value == null) {
            return List.of();
        }
        List<DatedText> texts = new ArrayList<>();
        List<JsonFields> described = value instanceof JsonArray
                ? fields.objects(key)
                : value instanceof JsonObject object ? List.of(JsonFields.of(object, faults)) : List.of();
        if (described.isEmpty()) {
            return List.of(new DatedText(column(fields, key), Optional.empty(), Map.of(), Map.of()));
        }
        for (JsonFields text : described) {
            Optional<LocalDate> from = text.has("from") ? Optional.of(day(text, "from")) : Optional.empty();
            boolean later = !texts.isEmpty()
                    && from.isPresent()
                    && texts.get(texts.size() - 1)
                            .from()
                            .map(from.get()::isAfter)
                            .orElse(true);
            if (texts.isEmpty() ? from.isPresent() : !later) {
                text.fault(
                        "from",
                        texts.isEmpty()
                                ? "The first \"" + key + "\" must have no \"from\": it holds from the beginning."
                                : "This \"" + key + "\" must have a \"from\" later than the one before.",
                        "");
            }
            texts.add(new DatedText(
                    column(text, "column"),
                    from,
                    text.has("words") ? words(text, "words") : Map.of(),
                    text.has("begins") ? words(text, "begins") : Map.of()));
            text.refuseUnknown();
        }
        return texts;
    }

    private static Map<String, String> words(JsonFields fields, String key) {
        Map<String, String> words = new LinkedHashMap<>();
        JsonFields object = fields.fields(key);
        for (String word : object.object().members().keySet()) {
            words.put(word, object.text(word));
        }
        return words;
    }

    private Given requiredDay(JsonFields fields, String key) {
        if (!fields.has(key)) {
            fields.fault(key, "The key \"" + key + "\" is missing.", "Write a date, or {\"column\": \"…\"}.");
        }
        return givenDay(fields, key);
    }

    /** A date for all rows, or a column of dates; open if the key is absent. */
    private Given givenDay(JsonFields fields, String key) {
        return given(fields, key).orElseGet(() -> {
            day(fields, key);
            return new Given(fields.optionalText(key), Optional.empty(), fields.place(key));
        });
    }

    private Given givenName(JsonFields fields, String key, Map<String, Wording> names) {
        if (!fields.has(key)) {
            fields.text(key);
            return new Given(Optional.of(""), Optional.empty(), fields.place(key));
        }
        return given(fields, key)
                .orElseGet(() ->
                        new Given(Optional.of(declared(fields, key, names)), Optional.empty(), fields.place(key)));
    }

    /** A column, or nothing where the key is absent; empty if a constant stands there. */
    private Optional<Given> given(JsonFields fields, String key) {
        Place place = fields.place(key);
        if (!fields.has(key)) {
            return Optional.of(new Given(Optional.empty(), Optional.empty(), place));
        }
        if (fields.value(key).orElse(null) instanceof JsonObject object) {
            JsonFields column = JsonFields.of(object, faults);
            Given given = new Given(Optional.empty(), Optional.of(column(column, "column")), place);
            column.refuseUnknown();
            return Optional.of(given);
        }
        return Optional.empty();
    }

    private static LocalDate day(JsonFields fields, String key) {
        String text = fields.text(key);
        int day = Days.parse(text);
        if (day == Days.NONE) {
            if (fields.has(key) && !text.isEmpty()) {
                fields.fault(key, "\"" + text + "\" is no date.", "Write it as 2026-09-20.");
            }
            return Validity.ALWAYS.from();
        }
        return LocalDate.ofEpochDay(day);
    }
}
