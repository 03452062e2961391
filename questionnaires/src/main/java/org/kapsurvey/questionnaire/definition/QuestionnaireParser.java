package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.ChoiceRows.ChoiceRow;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Attribute;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.formula.Names;
import org.kapsurvey.questionnaire.json.Characters;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonBoolean;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Words;

/**
 * The publish gate: reads a form, settings, choices and rows, and collects what is wrong with it; {@link FormCompiler} then does
 * what needs all rows: references, cycles, compiled formulas. What can be compiled and yet is a slip is told apart, in
 * {@code judged}: of a form that was published before the gate knew of it nobody asks any more.
 */
final class QuestionnaireParser {
    private static final int MOST_ROWS = 2_000;
    private static final int MOST_CHOICES = 20_000;
    private static final int LONGEST_TEXT = 10_000;
    private static final int DEEPEST_GROUP = 10;
    private static final int DEEPEST_REPEAT = 3;
    private static final List<String> APPEARANCES = List.of("minimal", "likert", "multiline", "horizontal");
    private static final List<String> GROUP_APPEARANCES =
            List.of("minimal", "likert", "multiline", "horizontal", Group.TABLE);

    /** XLSForm types that forms of the field use and this engine doesn't know: refused by name. */
    private static final List<String> TYPES_NOT_YET = List.of(
            "dateTime",
            "geotrace",
            "geoshape",
            "image",
            "audio",
            "video",
            "file",
            "barcode",
            "select_one_from_file",
            "select_multiple_from_file",
            "start",
            "end",
            "today",
            "deviceid",
            "username",
            "phonenumber",
            "email",
            "audit",
            "xml-external",
            "csv-external",
            "background-audio");

    private static final List<String> COLUMNS_NOT_YET =
            List.of("trigger", "image", "audio", "video", "media", "guidance_hint", "instance_name", "save_to");

    private static final int LONGEST_FORM_ID = 40;
    private static final int LONGEST_VERSION = 20;

    private final JsonFields root;
    private final Faults faults;
    private final Faults judged;
    private final Map<String, ChoiceRows> lists = new LinkedHashMap<>();
    private final List<String> languages = new ArrayList<>();
    /** Whether the settings say which languages there are; else only the default one is looked for. */
    private boolean languagesKnown;

    private final List<Row> groups = new ArrayList<>();
    private final List<Row> questions = new ArrayList<>();
    /** In the order of the form. */
    private final List<Row> rows = new ArrayList<>();

    private final Map<String, Row> byName = new LinkedHashMap<>();
    private final Map<String, Row> repeats = new LinkedHashMap<>();
    private final Map<String, Row> byLowerCase = new LinkedHashMap<>();
    private final List<JsonText> refusedExpressions = new ArrayList<>();

    private QuestionnaireParser(Json form, Faults faults, Faults judged) {
        this.faults = faults;
        this.judged = judged;
        root = JsonFields.of(form, "A form", faults);
        Characters.refuseUnseen(form, judged);
    }

    /** For a form that is to be published. */
    static QuestionnaireParser gate(Json form) {
        Faults faults = new Faults();
        return new QuestionnaireParser(form, faults, faults);
    }

    /** For a form that was published, by this gate or by an easier one. */
    static QuestionnaireParser published(Json form) {
        return new QuestionnaireParser(form, new Faults(), new Faults());
    }

    /** The compiled form. @throws org.kapsurvey.questionnaire.fault.FaultsException with all faults */
    String compile() {
        JsonFields settings = root.fields("settings");
        List<JsonFields> surveyRows = root.objects("survey");
        List<JsonFields> choices = root.optionalObjects("choices");
        root.refuseUnknown();
        most("survey", surveyRows.size(), MOST_ROWS, "2,000 rows", "Split the form.");
        most(
                "choices",
                choices.size(),
                MOST_CHOICES,
                "20,000 choices",
                "Ask for the area in steps, or leave choices out.");

        names(settings);
        identifier(settings, "default_language");
        languages(settings);
        Map<String, JsonText> title = texts(settings, "title", true);
        for (JsonText text : title.values()) {
            if (text.value().contains("${")) {
                judged.add(text.place(), "The title can't hold a reference ${…}.", "Word it without the answer.");
            }
        }
        Map<String, Expression> endings = new LinkedHashMap<>();
        for (String key : Ending.keys()) {
            expression(settings, key).ifPresent(expression -> endings.put(key, expression));
        }
        if (settings.has("target_group")) {
            identifier(settings, "target_group");
        }
        settings.optionalOneOf("asked_of", AskedOf.names());
        if (settings.has("asked_of") && !settings.has("target_group")) {
            settings.fault(
                    "asked_of",
                    "\"asked_of\" says which members of a target group are asked, but the form names no group.",
                    "Write \"target_group\" too.");
        }
        settings.refuseUnknown();

        choices(choices);
        survey(surveyRows);
        columns();
        namesInRefused();
        for (ChoiceRows list : lists.values()) {
            if (list.users.isEmpty()) {
                judged.add(
                        list.place,
                        "No question uses the choice list \"" + list.name + "\".",
                        "Remove it, or write a question of type select_one " + list.name + ".");
            }
        }
        boolean asks = false;
        for (Row row : questions) {
            asks = asks || (row.type != null && row.type.hasAnswer());
        }
        if (!asks && root.has("survey")) {
            root.fault("survey", "The form asks nothing.", "Add at least one question to \"survey\".");
        }
        return new FormCompiler(languages, lists, groups, questions, rows, byName, repeats, faults, judged)
                .compile(settings, title, endings);
    }

    /** More would not open on a phone. */
    private void most(String key, int found, int most, String told, String remedy) {
        if (found > most) {
            root.fault(key, "A form holds " + told + " at most, found " + String.valueOf(found) + ".", remedy);
        }
    }

    /** What stands in addresses and names of files, so that a database and a file system can keep it: no letter differs by its size alone. */
    private void names(JsonFields settings) {
        String form = settings.text("form_id");
        if (settings.isText("form_id") && !isFormId(form)) {
            judged.add(
                    settings.place("form_id"),
                    "\"form_id\" must be at most 40 small letters, digits, - or _ and begin with a letter, found \""
                            + form + "\".",
                    "Write it like reproductive-age; what people read goes into the title.");
        }
        String version = settings.text("version");
        if (settings.isText("version")
                && (!isCode(version, true)
                        || version.length() > LONGEST_VERSION
                        || !(isLetter(version.charAt(0)) || isDigit(version.charAt(0))))) {
            judged.add(
                    settings.place("version"),
                    "\"version\" must be at most 20 letters, digits, - . or _ and begin with a letter or digit, found \""
                            + version + "\".",
                    "Write it like 2 or 2027-01.");
        }
    }

    private static boolean isFormId(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean inside = i > 0 && (isDigit(c) || c == '-' || c == '_');
            if (!inside && !(c >= 'a' && c <= 'z')) {
                return false;
            }
        }
        return !id.isEmpty() && id.length() <= LONGEST_FORM_ID;
    }

    private void identifier(JsonFields settings, String key) {
        String value = settings.text(key);
        if (settings.isText(key) && !isCode(value, true)) {
            settings.fault(key, "\"" + key + "\" must be letters, digits, - . or _, found \"" + value + "\".", "");
        }
    }

    private void languages(JsonFields settings) {
        String first = settings.optionalText("default_language").orElse("");
        List<String> declared = new ArrayList<>();
        if (settings.has("languages")) {
            for (JsonText language : settings.jsonTexts("languages")) {
                if (declared.contains(language.value())) {
                    faults.add(
                            language.place(), "The language \"" + language.value() + "\" stands twice.", "Keep one.");
                } else {
                    declared.add(language.value());
                }
            }
        }
        if (declared.isEmpty() && settings.value("title").orElse(null) instanceof JsonObject title) {
            declared = new ArrayList<>(title.members().keySet());
        }
        languagesKnown = !declared.isEmpty();
        if (isCode(first, true) && (declared.isEmpty() || declared.contains(first))) {
            languages.add(first);
        } else if (isCode(first, true)) {
            settings.fault(
                    settings.has("languages") ? "languages" : "title",
                    "The default language \"" + first + "\" is not among the languages.",
                    "Add it.");
        }
        for (String language : declared) {
            if (!languages.contains(language)) {
                languages.add(language);
            }
        }
    }

    /** A text in every language of the form. */
    private Map<String, JsonText> texts(JsonFields fields, String key, boolean required) {
        Map<String, JsonText> found = new LinkedHashMap<>();
        if (!required && !fields.has(key)) {
            return found;
        }
        JsonFields texts = fields.fields(key);
        for (String language : languages) {
            Optional<JsonText> label = texts.jsonText(language);
            String value = label.map(JsonText::value).orElse("");
            if (Words.trim(value).isEmpty()
                    && (!texts.has(language) || texts.isText(language))
                    && fields.value(key).orElse(null) instanceof JsonObject) {
                texts.fault(
                        language, "The " + key + " has no text in the language \"" + language + "\".", "Write one.");
            }
            if (value.length() > LONGEST_TEXT) {
                texts.fault(language, "The " + key + " is longer than 10,000 characters.", "Shorten it.");
            }
            if (label.isPresent()) {
                Template.parts(label.get(), faults);
                found.put(language, label.get());
            }
        }
        for (String language : texts.object().members().keySet()) {
            if (languagesKnown && !languages.contains(language)) {
                judged.add(
                        texts.object().keyPlace(language),
                        "The language \"" + language + "\" is not one of the form's: " + JsonFields.listed(languages)
                                + ".",
                        "Remove the text, or give the title in that language too.");
            }
        }
        return found;
    }

    private void choices(List<JsonFields> choiceRows) {
        for (JsonFields row : choiceRows) {
            String list = row.text("list_name");
            String name = row.text("name");
            Map<String, JsonText> label = texts(row, "label", true);
            boolean exclusive = row.flag("exclusive", false);
            if (row.isText("name") && !isCode(name, false)) {
                row.fault(
                        "name",
                        "A choice's name must be letters, digits, - . or _, found \"" + name + "\".",
                        "What people read goes into the label.");
            }
            if (!row.isText("list_name")) {
                continue;
            }
            ChoiceRows choices = lists.get(list);
            if (choices == null) {
                choices = new ChoiceRows(list, lists.size(), row.place("list_name"));
                lists.put(list, choices);
            }
            if (row.isText("name") && choices.codes().contains(name)) {
                row.fault(
                        "name",
                        "The choice list \"" + list + "\" has the choice \"" + name + "\" twice.",
                        "Rename one.");
            }
            choices.rows.add(new ChoiceRow(row, name, label, exclusive));
        }
    }

    /** Further columns of choices are those that a filter looks at; any other key is a slip. */
    private void columns() {
        for (ChoiceRows list : lists.values()) {
            for (Row user : list.users) {
                Expression filter = user.expression("choice_filter");
                if (filter != null) {
                    filter.accept(new Columns(list));
                }
            }
            for (ChoiceRow row : list.rows) {
                for (String column : list.columns) {
                    row.fields().optionalText(column);
                }
                if (!list.filtersUnread) {
                    row.fields().refuseUnknown(judged);
                }
            }
        }
    }

    /** Notes the columns that a filter looks at, and reports those that no choice of the list has. */
    private final class Columns extends Walk {
        private final ChoiceRows list;

        Columns(ChoiceRows list) {
            this.list = list;
        }

        @Override
        public Boolean attribute(Attribute attribute) {
            String column = attribute.name();
            Set<String> known = new LinkedHashSet<>();
            for (ChoiceRow row : list.rows) {
                known.addAll(row.fields().object().members().keySet());
            }
            known.removeAll(List.of("list_name", "label", "exclusive"));
            if (!known.contains(column)) {
                judged.add(
                        attribute.place(),
                        "No choice of the list \"" + list.name + "\" has a column \"" + column + "\".",
                        "Give its choices that key, or write a text as '" + column + "' and a question as ${" + column
                                + "}." + JsonFields.suggestion(column, known));
                String meant = JsonFields.nearest(column, known);
                if (!meant.isEmpty() && !meant.equals("name")) {
                    // It is the one name that is wrong, not every choice that has the other.
                    list.columns.add(meant);
                }
            }
            if (!column.equals("name")) {
                list.columns.add(column);
            }
            return true;
        }
    }

    private void survey(List<JsonFields> surveyRows) {
        Row group = null;
        for (JsonFields fields : surveyRows) {
            String written = fields.text("type");
            List<String> words = Words.of(written);
            String type = words.isEmpty() ? "" : words.get(0);
            boolean begins = type.equals("begin_group") || type.equals("begin_repeat");
            boolean ends = type.equals("end_group") || type.equals("end_repeat");
            if ((begins || ends) && words.size() > 1) {
                refuseFurtherWords(fields, type);
            }
            if (begins) {
                group = group(fields, group, type.equals("begin_repeat"));
            } else if (ends) {
                group = endGroup(fields, group, type.equals("end_repeat"));
            } else {
                question(fields, words, group);
            }
        }
        for (Row open = group; open != null; open = open.parent) {
            String what = open.isRepeat() ? "repeat" : "group";
            open.fields.fault(
                    "type",
                    "The " + what + " " + open.name + " is not closed.",
                    "Add a row {\"type\": \"end_" + what + "\"}.");
        }
    }

    private Row group(JsonFields fields, @Nullable Row parent, boolean repeat) {
        int level = 0;
        if (repeat) {
            level = 1;
            for (Row other : groups) {
                level += other.isRepeat() ? 1 : 0;
            }
        }
        Row row = new Row(fields, name(fields), null, groups.size(), parent, level);
        groups.add(row);
        rows.add(row);
        declare(row);
        if (row.depth() == DEEPEST_GROUP + 1) {
            fields.fault("type", "Groups are nested deeper than 10.", "Use fewer levels.");
        }
        if (repeat && row.repeats() == DEEPEST_REPEAT + 1) {
            fields.fault("type", "Repeats are nested deeper than 3.", "Use fewer levels.");
        }
        row.texts.put("label", texts(fields, "label", repeat));
        row.appearance = fields.optionalOneOf("appearance", GROUP_APPEARANCES).orElse("");
        keep(row, "relevant");
        if (repeat) {
            keep(row, "repeat_count");
        } else if (fields.flag("self_fill", false) && parent != null) {
            fields.fault(
                    "self_fill",
                    "Only a group at the top of the form can be handed to the respondent.",
                    "Move the group to the top, or put \"self_fill\" there.");
        }
        refuseUnknown(fields);
        return row;
    }

    private @Nullable Row endGroup(JsonFields fields, @Nullable Row group, boolean repeat) {
        Optional<String> name = fields.optionalText("name");
        refuseUnknown(fields);
        String what = repeat ? "repeat" : "group";
        if (group == null) {
            fields.fault(
                    "type", "No " + what + " is open here.", "Remove the row, or add begin_" + what + " before it.");
            return null;
        }
        if (repeat != group.isRepeat()) {
            fields.fault(
                    "type",
                    "What is open here is the " + (repeat ? "group " : "repeat ") + group.name + ".",
                    "Write end_" + (repeat ? "group" : "repeat") + ", or close the inner one first.");
        }
        if (name.isPresent() && !name.get().equals(group.name)) {
            fields.fault(
                    "name",
                    "The open " + what + " is " + group.name + ", found end_" + what + " of " + name.get() + ".",
                    "Close the groups from the inside out.");
        }
        return group.parent;
    }

    private void question(JsonFields fields, List<String> words, @Nullable Row parent) {
        String written = words.isEmpty() ? "" : words.get(0);
        QuestionType type = QuestionType.of(written);
        if (type == null) {
            if (fields.isText("type")) {
                refuseType(fields, written, words);
            }
            refused(fields, parent);
            return;
        }
        Row row = new Row(fields, name(fields), type, questions.size(), parent, 0);
        questions.add(row);
        rows.add(row);
        declare(row);
        if (type.hasChoices()) {
            choicesOf(row, words);
            keepFilter(row);
        } else if (words.size() > 1) {
            refuseFurtherWords(fields, written);
        }
        keep(row, "relevant");
        if (type == QuestionType.CALCULATE) {
            if (!fields.has("calculation")) {
                fields.text("calculation");
            }
            keep(row, "calculation");
        } else if (type != QuestionType.HIDDEN) {
            row.texts.put("label", texts(fields, "label", true));
            row.appearance = fields.optionalOneOf("appearance", APPEARANCES).orElse("");
        }
        if (type.isAsked()) {
            keepFlag(row, "required");
            keep(row, "constraint");
            keep(row, "warning");
            keepFlag(row, "read_only");
            keepDefault(row);
            for (String key : List.of("required_message", "constraint_message", "warning_message")) {
                row.texts.put(key, texts(fields, key, false));
            }
        }
        if (type == QuestionType.NOTE || type.isAsked()) {
            row.texts.put("hint", texts(fields, "hint", false));
        }
    }

    private static void refuseFurtherWords(JsonFields fields, String type) {
        fields.fault("type", "The type " + type + " takes no further words.", "Write \"" + type + "\".");
    }

    /** A row of no known type still has a name, to which others may refer, and what every question has. */
    private void refused(JsonFields fields, @Nullable Row parent) {
        Row row = new Row(fields, name(fields), QuestionType.HIDDEN, questions.size(), parent, 0);
        row.refused = true;
        questions.add(row);
        rows.add(row);
        declare(row);
        keep(row, "relevant");
        keep(row, "constraint");
        if (fields.has("label")) {
            row.texts.put("label", texts(fields, "label", true));
        }
    }

    private void refuseType(JsonFields fields, String written, List<String> words) {
        if (written.equals("block")) {
            fields.fault(
                    "type",
                    "A block must be replaced by its rows before the form is read.",
                    "Publish the form with its folder of blocks.");
        } else if (TYPES_NOT_YET.contains(written)) {
            fields.fault(
                    "type",
                    "The question type " + written + " is not supported yet.",
                    "Use one of " + JsonFields.listed(QuestionType.names()) + ".");
        } else if (written.equals("begin") || written.equals("end")) {
            String joined = String.join("_", words);
            fields.fault("type", "Unknown question type \"" + String.join(" ", words) + "\".", "Write " + joined + ".");
        } else {
            fields.fault(
                    "type",
                    "Unknown question type \"" + written + "\".",
                    "Use one of " + JsonFields.listed(QuestionType.names()) + "."
                            + JsonFields.suggestion(written, QuestionType.names()));
        }
    }

    private void choicesOf(Row row, List<String> words) {
        JsonFields fields = row.fields;
        if (words.size() == 3 && words.get(2).equals("or_other")) {
            fields.fault(
                    "type", "or_other is not supported yet.", "Add a choice and a text question for the other answer.");
        } else if (words.size() != 2) {
            fields.fault(
                    "type",
                    "The type " + words.get(0) + " must name its choice list.",
                    "Write \"" + words.get(0) + " listname\".");
            return;
        }
        ChoiceRows list = lists.get(words.get(1));
        if (list == null) {
            fields.fault(
                    "type",
                    "There is no choice list \"" + words.get(1) + "\".",
                    "Add rows with \"list_name\": \"" + words.get(1) + "\" to the choices."
                            + JsonFields.suggestion(words.get(1), lists.keySet()));
            return;
        }
        row.list = list.name;
        list.users.add(row);
    }

    private void keep(Row row, String key) {
        expression(row.fields, key).ifPresent(found -> row.expressions.put(key, found));
    }

    private void keepFilter(Row row) {
        row.fields
                .jsonText("choice_filter")
                .flatMap(found -> Expression.parseFilter(found, faults))
                .ifPresent(found -> row.expressions.put("choice_filter", found));
        ChoiceRows list = lists.get(row.list);
        if (list != null && row.fields.has("choice_filter") && row.expression("choice_filter") == null) {
            list.filtersUnread = true;
        }
    }

    /** A true or false, or an expression. */
    private void keepFlag(Row row, String key) {
        Json value = row.fields.value(key).orElse(null);
        if (value instanceof JsonBoolean flag) {
            if (flag.value()) {
                Expression.parse("true()", flag.place(), faults).ifPresent(found -> row.expressions.put(key, found));
            }
            return;
        }
        keep(row, key);
    }

    /** The text of an answer; after an = an expression. */
    private void keepDefault(Row row) {
        row.fields.jsonText("default").ifPresent(text -> {
            if (text.value().startsWith("=")) {
                JsonText rest = new JsonText(
                        text.value().substring(1),
                        text.plain(),
                        text.plain() ? text.place().plus(1) : text.place());
                Expression.parse(rest, faults).ifPresent(found -> row.expressions.put("default", found));
            } else {
                row.expressions.put("default", new Expression.TextLiteral(text.value(), text.place()));
            }
        });
    }

    private Optional<Expression> expression(JsonFields fields, String key) {
        Optional<JsonText> text = fields.jsonText(key);
        Optional<Expression> expression = text.flatMap(found -> Expression.parse(found, faults));
        if (text.isPresent() && expression.isEmpty()) {
            refusedExpressions.add(text.get());
        }
        return expression;
    }

    /** What else is wrong with an expression that was refused, so that it need not be corrected twice. */
    private void namesInRefused() {
        for (JsonText text : refusedExpressions) {
            for (Reference reference : Expression.referencesOfRefused(text)) {
                if (!byName.containsKey(reference.name()) && !repeats.containsKey(reference.name())) {
                    Names.unknown(reference, byName.keySet(), faults);
                }
            }
        }
    }

    private String name(JsonFields fields) {
        String name = fields.text("name");
        if (fields.isText("name") && !isName(name)) {
            fields.fault(
                    "name",
                    "A name must begin with a letter and hold letters, digits and _ only, 64 at most, found \"" + name
                            + "\".",
                    "Names become columns of the data.");
        }
        return name;
    }

    private void declare(Row row) {
        if (row.name.isEmpty()) {
            return;
        }
        String lower = lowerCase(row.name);
        Row first = byLowerCase.get(lower);
        if (first != null) {
            row.fields.fault(
                    "name",
                    "The name " + row.name + " is taken: " + first.name + " on line "
                            + String.valueOf(first.fields.place("name").line()) + ".",
                    "Names must differ in more than upper and lower case.");
            return;
        }
        byLowerCase.put(lower, row);
        if (row.type != null) {
            byName.put(row.name, row);
        } else if (row.isRepeat()) {
            repeats.put(row.name, row);
        }
    }

    static void refuseUnknown(JsonFields fields) {
        for (String key : COLUMNS_NOT_YET) {
            if (fields.object().get(key) != null) {
                fields.has(key);
                fields.faults()
                        .add(
                                fields.object().keyPlace(key),
                                "The key \"" + key + "\" is not supported yet.",
                                "Remove it.");
            }
        }
        fields.refuseUnknown();
    }

    private static boolean isName(String name) {
        if (name.isEmpty() || name.length() > 64 || !isLetter(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '_') {
                return false;
            }
        }
        return true;
    }

    static boolean isCode(String code, boolean identifier) {
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '_' && c != '-' && c != '.') {
                return false;
            }
        }
        return !code.isEmpty() && !(identifier && code.charAt(0) == '.') && code.length() <= 64;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** ASCII only, which is all that names may hold; the JDK's own depends on its Unicode version. */
    static String lowerCase(String name) {
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return lower.toString();
    }
}
