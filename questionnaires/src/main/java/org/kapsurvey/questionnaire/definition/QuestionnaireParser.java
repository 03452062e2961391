package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonBoolean;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.value.Words;

/** Reads a form: settings, choices, rows; then what needs all rows: references, cycles, compiled formulas. */
final class QuestionnaireParser {
    private static final int DEEPEST_GROUP = 10;
    private static final List<String> APPEARANCES = List.of("minimal", "likert", "multiline", "horizontal");
    private static final List<String> COLUMNS_NOT_YET = List.of(
            "default",
            "choice_filter",
            "read_only",
            "repeat_count",
            "trigger",
            "parameters",
            "image",
            "audio",
            "video",
            "media",
            "guidance_hint",
            "instance_name",
            "save_to");

    private final Json source;
    private final Faults faults = new Faults();
    private final Map<String, ChoiceList> lists = new LinkedHashMap<>();
    private final Map<String, Place> listPlaces = new LinkedHashMap<>();
    private final Set<String> usedLists = new LinkedHashSet<>();
    private final List<String> languages = new ArrayList<>();
    private final List<Row> groups = new ArrayList<>();
    private final List<Row> questions = new ArrayList<>();
    private final Map<String, Row> byName = new LinkedHashMap<>();
    private final Map<String, Row> byLowerCase = new LinkedHashMap<>();

    QuestionnaireParser(Json source) {
        this.source = source;
    }

    Questionnaire parse() {
        JsonFields root = JsonFields.of(source, "A form", faults);
        JsonFields settings = root.fields("settings");
        List<JsonFields> rows = root.objects("survey");
        List<JsonFields> choices = root.optionalObjects("choices");
        root.refuseUnknown();

        String form = identifier(settings, "form_id");
        String version = identifier(settings, "version");
        languages(settings);
        Labels title = labels(settings, "title", true);
        Optional<Expression> refusal = expression(settings, "refused");
        String targetGroup = settings.has("target_group") ? identifier(settings, "target_group") : "";
        AskedOf askedOf =
                AskedOf.of(settings.optionalOneOf("asked_of", AskedOf.names()).orElse(AskedOf.SELECTED.written()));
        if (settings.has("asked_of") && !settings.has("target_group")) {
            settings.fault(
                    "asked_of",
                    "\"asked_of\" says which members of a target group are asked, but the form names no group.",
                    "Write \"target_group\" too.");
        }
        settings.refuseUnknown();

        choices(choices);
        survey(rows);
        for (Map.Entry<String, Place> list : listPlaces.entrySet()) {
            if (!usedLists.contains(list.getKey())) {
                faults.add(
                        list.getValue(),
                        "No question uses the choice list \"" + list.getKey() + "\".",
                        "Remove it, or write a question of type select_one " + list.getKey() + ".");
            }
        }

        Map<String, Integer> slots = new LinkedHashMap<>();
        for (Row row : questions) {
            if (row.type != null && row.type.hasAnswer()) {
                slots.put(row.name, row.index);
            }
        }
        if (slots.isEmpty() && root.has("survey")) {
            root.fault("survey", "The form asks nothing.", "Add at least one question to \"survey\".");
        }
        List<Integer> order = EvaluationOrder.of(questions, byName, faults);
        FormulaOfRow formulas = new FormulaOfRow(slots, byName, faults);
        Formula refusalFormula = formulas.outside(refusal.orElse(null));
        List<Group> madeGroups = new ArrayList<>();
        for (Row row : groups) {
            Group parent = row.parent == null ? null : madeGroups.get(row.parent.index);
            Formula relevant = formulas.of(row, row.relevant, false);
            madeGroups.add(new Group(row.index, row.name, row.label, relevant, parent, row.appearance));
        }
        List<Question> madeQuestions = new ArrayList<>();
        for (Row row : questions) {
            madeQuestions.add(question(row, formulas, madeGroups));
        }
        faults.throwIfAny();

        List<Question> evaluationOrder = new ArrayList<>();
        for (int slot : order) {
            evaluationOrder.add(madeQuestions.get(slot));
        }
        return new Questionnaire(
                form,
                version,
                languages,
                title,
                refusalFormula,
                targetGroup,
                askedOf,
                madeGroups,
                madeQuestions,
                evaluationOrder,
                pages(madeQuestions));
    }

    private String identifier(JsonFields settings, String key) {
        String value = settings.text(key);
        if (settings.has(key) && !isCode(value, true)) {
            settings.fault(key, "\"" + key + "\" must be letters, digits, - . or _, found \"" + value + "\".", "");
        }
        return value;
    }

    private void languages(JsonFields settings) {
        String first = settings.text("default_language");
        languages.add(first);
        List<String> declared = settings.optionalTexts("languages");
        if (declared.isEmpty() && settings.value("title").orElse(null) instanceof JsonObject title) {
            declared = new ArrayList<>(title.members().keySet());
        }
        for (String language : declared) {
            if (!languages.contains(language)) {
                languages.add(language);
            }
        }
        if (settings.has("languages") && !declared.contains(first)) {
            settings.fault(
                    "languages", "The default language \"" + first + "\" is not among the languages.", "Add it.");
        }
    }

    /** A text in every language of the form. */
    private Labels labels(JsonFields fields, String key, boolean required) {
        if (!required && !fields.has(key)) {
            return Labels.NONE;
        }
        JsonFields texts = fields.fields(key);
        Map<String, String> found = new LinkedHashMap<>();
        for (String language : languages) {
            Optional<JsonText> label = texts.jsonText(language);
            String value = label.map(JsonText::value).orElse("");
            if (Words.trim(value).isEmpty()) {
                if (fields.has(key) && fields.value(key).orElse(null) instanceof JsonObject) {
                    texts.fault(
                            language,
                            "The " + key + " has no text in the language \"" + language + "\".",
                            "Write one.");
                }
            } else if (value.contains("${")) {
                texts.fault(
                        language,
                        "A reference ${…} in a " + key + " is not supported yet.",
                        "Word it without the answer.");
            }
            found.put(language, value);
        }
        for (String language : texts.object().members().keySet()) {
            if (!languages.contains(language)) {
                faults.add(
                        texts.object().keyPlace(language),
                        "The language \"" + language + "\" is not one of the form's: " + JsonFields.listed(languages)
                                + ".",
                        "Remove the text, or give the title in that language too.");
            }
        }
        return new Labels(found);
    }

    private void choices(List<JsonFields> rows) {
        for (JsonFields row : rows) {
            String list = row.text("list_name");
            String name = row.text("name");
            Labels label = labels(row, "label", true);
            boolean exclusive = row.flag("exclusive", false);
            row.refuseUnknown();
            if (row.has("name") && !isCode(name, false)) {
                row.fault(
                        "name",
                        "A choice's name must be letters, digits, - . or _, found \"" + name + "\".",
                        "What people read goes into the label.");
            }
            ChoiceList choices = lists.get(list);
            if (choices == null) {
                choices = new ChoiceList(list);
                lists.put(list, choices);
                listPlaces.put(list, row.place("list_name"));
            }
            if (choices.choice(name) != null) {
                row.fault(
                        "name",
                        "The choice list \"" + list + "\" has the choice \"" + name + "\" twice.",
                        "Rename one.");
            } else {
                choices.add(new Choice(name, label, exclusive));
            }
        }
    }

    private void survey(List<JsonFields> rows) {
        Row group = null;
        for (JsonFields fields : rows) {
            String written = fields.text("type");
            List<String> words = Words.of(written);
            String type = words.isEmpty() ? "" : words.get(0);
            if (type.equals("begin_group")) {
                group = group(fields, group);
            } else if (type.equals("end_group")) {
                group = endGroup(fields, group);
            } else if (fields.has("type")) {
                question(fields, words, group);
            }
        }
        for (Row open = group; open != null; open = open.parent) {
            open.fields.fault(
                    "type", "The group " + open.name + " is not closed.", "Add a row {\"type\": \"end_group\"}.");
        }
    }

    private Row group(JsonFields fields, @Nullable Row parent) {
        Row row = new Row(fields, name(fields), null, groups.size(), parent);
        groups.add(row);
        declare(row);
        if (row.depth() > DEEPEST_GROUP) {
            fields.fault("type", "Groups are nested deeper than 10.", "Use fewer levels.");
        }
        row.label = labels(fields, "label", false);
        row.appearance = appearance(fields);
        row.relevant = expression(fields, "relevant").orElse(null);
        refuseUnknown(fields);
        return row;
    }

    private @Nullable Row endGroup(JsonFields fields, @Nullable Row group) {
        Optional<String> name = fields.optionalText("name");
        refuseUnknown(fields);
        if (group == null) {
            fields.fault("type", "No group is open here.", "Remove the row, or add begin_group before it.");
            return null;
        }
        if (name.isPresent() && !name.get().equals(group.name)) {
            fields.fault(
                    "name",
                    "The open group is " + group.name + ", found end_group of " + name.get() + ".",
                    "Close the groups from the inside out.");
        }
        return group.parent;
    }

    private void question(JsonFields fields, List<String> words, @Nullable Row parent) {
        String written = words.isEmpty() ? "" : words.get(0);
        QuestionType type = QuestionType.of(written);
        if (type == null) {
            refuseType(fields, written, words);
            return;
        }
        Row row = new Row(fields, name(fields), type, questions.size(), parent);
        questions.add(row);
        declare(row);
        if (type.isSelect()) {
            row.choices = choicesOf(fields, words);
        } else if (words.size() > 1) {
            fields.fault("type", "The type " + written + " takes no further words.", "Write \"" + written + "\".");
        }
        row.relevant = expression(fields, "relevant").orElse(null);
        if (type == QuestionType.CALCULATE) {
            if (!fields.has("calculation")) {
                fields.text("calculation");
            }
            row.calculation = expression(fields, "calculation").orElse(null);
        } else if (type != QuestionType.HIDDEN) {
            row.label = labels(fields, "label", true);
            row.appearance = appearance(fields);
        }
        if (type.isAsked()) {
            row.required = required(fields);
            row.constraint = expression(fields, "constraint").orElse(null);
        }
    }

    private void refuseType(JsonFields fields, String written, List<String> words) {
        if (written.equals("block")) {
            fields.fault(
                    "type",
                    "A block must be replaced by its rows before the form is read.",
                    "Publish the form with its folder of blocks.");
        } else if (QuestionType.isNotYet(written)) {
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

    private @Nullable ChoiceList choicesOf(JsonFields fields, List<String> words) {
        if (words.size() == 3 && words.get(2).equals("or_other")) {
            fields.fault(
                    "type", "or_other is not supported yet.", "Add a choice and a text question for the other answer.");
        } else if (words.size() != 2) {
            fields.fault(
                    "type",
                    "The type " + words.get(0) + " must name its choice list.",
                    "Write \"" + words.get(0) + " listname\".");
            return null;
        }
        ChoiceList list = lists.get(words.get(1));
        if (list == null) {
            fields.fault(
                    "type",
                    "There is no choice list \"" + words.get(1) + "\".",
                    "Add rows with \"list_name\": \"" + words.get(1) + "\" to the choices."
                            + JsonFields.suggestion(words.get(1), lists.keySet()));
            return null;
        }
        usedLists.add(words.get(1));
        return list;
    }

    private @Nullable Expression required(JsonFields fields) {
        Json value = fields.value("required").orElse(null);
        if (value instanceof JsonBoolean truth) {
            return truth.value()
                    ? Expression.parse("true()", truth.place(), faults).orElse(null)
                    : null;
        }
        return expression(fields, "required").orElse(null);
    }

    private Optional<Expression> expression(JsonFields fields, String key) {
        return fields.jsonText(key).flatMap(found -> Expression.parse(found, faults));
    }

    private String appearance(JsonFields fields) {
        return fields.optionalOneOf("appearance", APPEARANCES).orElse("");
    }

    private String name(JsonFields fields) {
        String name = fields.text("name");
        if (fields.has("name") && !isName(name)) {
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
        }
    }

    private Question question(Row row, FormulaOfRow formulas, List<Group> madeGroups) {
        JsonFields fields = row.fields;
        QuestionType type = row.type == null ? QuestionType.NOTE : row.type;
        Labels hint = Labels.NONE;
        Labels requiredMessage = Labels.NONE;
        Labels constraintMessage = Labels.NONE;
        List<MissingCode> missing = new ArrayList<>();
        KapItem kap = null;
        if (type == QuestionType.NOTE || type.isAsked()) {
            hint = labels(fields, "hint", false);
        }
        if (type.isAsked()) {
            requiredMessage = labels(fields, "required_message", false);
            constraintMessage = labels(fields, "constraint_message", false);
            missing = missing(fields);
        }
        if (type.hasAnswer()) {
            kap = kap(row);
            refuseColumnClash(row);
        }
        refuseUnknown(fields);
        return new Question(
                row.index,
                row.name,
                type,
                row.label,
                hint,
                row.choices,
                formulas.of(row, row.required, false),
                requiredMessage,
                formulas.of(row, row.relevant, false),
                formulas.of(row, row.constraint, true),
                constraintMessage,
                formulas.of(row, row.calculation, false),
                row.appearance,
                missing,
                kap,
                row.parent == null ? null : madeGroups.get(row.parent.index));
    }

    /** The table of answers has a column q_missing for each question q. */
    private void refuseColumnClash(Row row) {
        String suffix = "_missing";
        if (row.name.endsWith(suffix)) {
            String base = row.name.substring(0, row.name.length() - suffix.length());
            if (byName.containsKey(base)) {
                row.fields.fault(
                        "name",
                        "The name " + row.name + " is that of the column which says why " + base + " has no answer.",
                        "Choose another.");
            }
        }
    }

    private List<MissingCode> missing(JsonFields fields) {
        List<MissingCode> codes = new ArrayList<>();
        if (!fields.has("missing")) {
            return codes;
        }
        for (JsonText code : fields.jsonTexts("missing")) {
            MissingCode found = MissingCode.of(code.value());
            if (found == null || !found.isOffered()) {
                faults.add(
                        code.place(),
                        "Unknown missing code \"" + code.value() + "\".",
                        "Use one of " + JsonFields.listed(MissingCode.offered()) + "."
                                + JsonFields.suggestion(code.value(), MissingCode.offered()));
            } else if (codes.contains(found)) {
                faults.add(code.place(), "The missing code \"" + code.value() + "\" stands twice.", "Keep one.");
            } else {
                codes.add(found);
            }
        }
        return codes;
    }

    private @Nullable KapItem kap(Row row) {
        Optional<JsonFields> given = row.fields.optionalFields("kap");
        if (given.isEmpty()) {
            return null;
        }
        JsonFields kap = given.get();
        String component = kap.oneOf("component", KapComponent.names());
        String scale = kap.optionalText("scale").orElse("");
        boolean reverse = kap.flag("reverse", false);
        List<JsonText> right = new ArrayList<>();
        if (kap.value("right").orElse(null) instanceof JsonText single) {
            right.add(single);
        } else if (kap.has("right")) {
            right = kap.jsonTexts("right");
        }
        kap.refuseUnknown();
        List<String> codes = new ArrayList<>();
        for (JsonText code : right) {
            if (row.type != null && !row.type.isSelect()) {
                faults.add(code.place(), "Only a select question has right answers.", "Remove \"right\".");
            } else if (row.choices != null && row.choices.choice(code.value()) == null) {
                faults.add(
                        code.place(),
                        "The right answer \"" + code.value() + "\" is no choice of " + row.name + ".",
                        "Its choices are " + JsonFields.listed(row.choices.codes()) + "."
                                + JsonFields.suggestion(code.value(), row.choices.codes()));
            }
            codes.add(code.value());
        }
        return new KapItem(KapComponent.of(component), scale, codes, reverse);
    }

    private void refuseUnknown(JsonFields fields) {
        for (String key : COLUMNS_NOT_YET) {
            if (fields.object().get(key) != null) {
                fields.has(key);
                faults.add(
                        fields.object().keyPlace(key), "The key \"" + key + "\" is not supported yet.", "Remove it.");
            }
        }
        fields.refuseUnknown();
    }

    private List<Page> pages(List<Question> made) {
        List<Page> pages = new ArrayList<>();
        List<Question> open = new ArrayList<>();
        Group openGroup = null;
        for (Question question : made) {
            Group top = question.group();
            while (top != null && top.parent() != null) {
                top = top.parent();
            }
            if (!open.isEmpty() && index(top) != index(openGroup)) {
                pages.add(page(openGroup, open));
                open = new ArrayList<>();
            }
            openGroup = top;
            open.add(question);
        }
        if (!open.isEmpty()) {
            pages.add(page(openGroup, open));
        }
        return pages;
    }

    private static int index(@Nullable Group group) {
        return group == null ? -1 : group.index();
    }

    private static Page page(@Nullable Group group, List<Question> questions) {
        return new Page(group == null ? questions.get(0).name() : group.name(), group, questions);
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
    private static String lowerCase(String name) {
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 32) : c);
        }
        return lower.toString();
    }
}
