package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.ChoiceRows.ChoiceRow;
import org.kapsurvey.questionnaire.definition.Uses.Use;
import org.kapsurvey.questionnaire.expression.Contradiction;
import org.kapsurvey.questionnaire.expression.Contradiction.Known;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Expression.Binary;
import org.kapsurvey.questionnaire.expression.Expression.Call;
import org.kapsurvey.questionnaire.expression.Expression.Reference;
import org.kapsurvey.questionnaire.expression.Expression.Self;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.expression.NoCondition;
import org.kapsurvey.questionnaire.expression.Operator;
import org.kapsurvey.questionnaire.expression.Walk;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.formula.Undecided;
import org.kapsurvey.questionnaire.formula.Undecided.Found;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.number.Numbers;

/** The second half of the publish gate: the checks that need all rows, and then the compiled form. */
final class FormCompiler {
    private static final List<String> CONDITIONS =
            List.of("relevant", "required", "constraint", "warning", "read_only", "choice_filter");

    private final List<String> languages;
    private final Map<String, ChoiceRows> lists;
    private final List<Row> groups;
    private final List<Row> questions;
    private final List<Row> rows;
    private final Map<String, Row> byName;
    private final Map<String, Row> repeats;
    private final Faults faults;
    private final Faults judged;
    private final Map<String, List<Reference>> referencesOfLists = new LinkedHashMap<>();
    private final Map<Row, RowDetails> details = new LinkedHashMap<>();
    private final Set<String> coded = new LinkedHashSet<>();

    FormCompiler(
            List<String> languages,
            Map<String, ChoiceRows> lists,
            List<Row> groups,
            List<Row> questions,
            List<Row> rows,
            Map<String, Row> byName,
            Map<String, Row> repeats,
            Faults faults,
            Faults judged) {
        this.languages = languages;
        this.lists = lists;
        this.groups = groups;
        this.questions = questions;
        this.rows = rows;
        this.byName = byName;
        this.repeats = repeats;
        this.faults = faults;
        this.judged = judged;
    }

    /** @throws org.kapsurvey.questionnaire.fault.FaultsException with all faults of the form */
    String compile(JsonFields settings, Map<String, JsonText> title, Map<String, Expression> endings) {
        for (ChoiceRows list : lists.values()) {
            referencesOfLists.put(list.name, list.references());
            exclusive(list);
        }
        for (Row row : questions) {
            if (row.refused) {
                continue;
            }
            details.put(row, new RowDetails(row, lists, byName, judged));
            if (row.type != null && (row.type == QuestionType.NOTE || row.type.isAsked() || row.type.hasAnswer())) {
                QuestionnaireParser.refuseUnknown(row.fields);
            }
        }
        tables();
        List<Row> items = new ArrayList<>(questions);
        items.addAll(groups);
        List<List<Use>> uses = new ArrayList<>();
        List<List<Row>> dependencies = new ArrayList<>();
        for (Row row : items) {
            List<Use> found = settledBy(row);
            uses.add(found);
            List<Row> on = new ArrayList<>();
            for (Use use : found) {
                if (!on.contains(use.row())) {
                    on.add(use.row());
                }
            }
            dependencies.add(on);
        }
        List<Integer> order = EvaluationOrder.of(items, questions.size(), dependencies, faults);
        Map<String, String> tests = new LinkedHashMap<>();
        for (Map.Entry<String, Expression> ending : endings.entrySet()) {
            int sound = found();
            ending.getValue().accept(new CodeCheck(byName, lists, null, judged));
            tests.put(ending.getKey(), formula(null, ending.getValue(), false));
            NoCondition.check(ending.getValue(), true, coded(null), judged);
            if (found() == sound) {
                Contradiction.check(ending.getValue(), known(null, ending.getValue()), judged);
            }
            if (found() == sound) {
                undecided(ending.getKey(), ending.getValue(), true);
            }
        }
        Map<Row, Map<String, String>> formulas = new LinkedHashMap<>();
        for (Row row : items) {
            formulas.put(row, formulas(row));
        }
        choiceLabels();
        Map<String, String> texts = new LinkedHashMap<>();
        for (Row row : items) {
            for (Map.Entry<String, Map<String, JsonText>> text : row.texts.entrySet()) {
                if (!text.getValue().isEmpty()) {
                    texts.put(row.name + " " + text.getKey(), labels(row.repeat(), text.getValue()));
                }
            }
        }
        faults.throwIfAny();

        JsonWriter out = new JsonWriter().beginObject();
        out.name("form").value(settings.text("form_id"));
        out.name("version").value(settings.text("version"));
        out.name("languages").beginArray();
        for (String language : languages) {
            out.value(language);
        }
        out.endArray().name("title").raw(labels(null, title));
        out.name("endings").beginArray();
        for (Map.Entry<String, String> test : tests.entrySet()) {
            out.beginObject().name("outcome").value(Ending.outcome(test.getKey()));
            raw(out, "test", test.getValue());
            out.endObject();
        }
        out.endArray();
        out.name("targetGroup").value(settings.optionalText("target_group").orElse(""));
        out.name("askedOf").value(settings.optionalText("asked_of").orElse(AskedOf.SELECTED.written()));
        out.name("lists").beginArray();
        for (ChoiceRows list : lists.values()) {
            write(out, list);
        }
        out.endArray().name("groups").beginArray();
        for (Row row : groups) {
            group(out, row, formulas, texts);
        }
        out.endArray().name("questions").beginArray();
        for (Row row : questions) {
            question(out, row, formulas, texts);
        }
        out.endArray().name("survey").beginArray();
        for (Row row : rows) {
            out.value(item(row));
        }
        out.endArray().name("order").beginArray();
        for (int item : order) {
            out.value(item);
        }
        out.endArray();
        effects(out, "settles", items, uses);
        List<List<Use>> checks = new ArrayList<>();
        for (Row row : items) {
            checks.add(checkedBy(row));
        }
        effects(out, "checks", items, checks);
        return out.endObject().toString();
    }

    /** How many faults were found until now. */
    private int found() {
        return faults.size() + judged.size();
    }

    /** Where one choice is made, every choice excludes the others. */
    private void exclusive(ChoiceRows list) {
        boolean several = list.users.isEmpty();
        for (Row user : list.users) {
            several = several || user.type == QuestionType.SELECT_MULTIPLE;
        }
        for (ChoiceRow choice : list.rows) {
            if (choice.exclusive() && !several) {
                judged.add(
                        choice.fields().place("exclusive"),
                        "The choice \"" + choice.name()
                                + "\" is exclusive, but no question lets people choose several of"
                                + " the list \"" + list.name + "\".",
                        "Remove \"exclusive\", or make the question a select_multiple.");
            }
        }
    }

    private int item(Row row) {
        return row.type == null ? questions.size() + row.index : row.index;
    }

    /** What decides whether a row is asked, and what its answer is. */
    private List<Use> settledBy(Row row) {
        Uses uses = new Uses(byName, repeats, referencesOfLists, row.repeat());
        for (String key : EvaluationOrder.KEYS) {
            uses.of(row.expression(key));
        }
        List<Use> found = new ArrayList<>(uses.found());
        if (row.parent != null) {
            found.add(new Use(row.parent, row.parent.level()));
        }
        return found;
    }

    /** What else decides how a row is judged and worded. */
    private List<Use> checkedBy(Row row) {
        Uses uses = new Uses(byName, repeats, referencesOfLists, row.repeat());
        for (String key : List.of("required", "constraint", "warning", "read_only")) {
            uses.of(row.expression(key));
        }
        for (Row worded = row; worded != null; worded = worded.parent) {
            for (Map<String, JsonText> texts : worded.texts.values()) {
                for (JsonText text : texts.values()) {
                    for (Reference reference : Template.references(text)) {
                        uses.of(reference);
                    }
                }
            }
        }
        for (Reference reference : referencesOfLists.getOrDefault(row.list, List.of())) {
            uses.of(reference);
        }
        return uses.found();
    }

    private void effects(JsonWriter out, String key, List<Row> items, List<List<Use>> uses) {
        List<List<Integer>> effects = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            effects.add(new ArrayList<>());
        }
        for (int i = 0; i < items.size(); i++) {
            for (Use use : uses.get(i)) {
                List<Integer> effect = effects.get(item(use.row()));
                effect.add(i);
                effect.add(use.level());
            }
        }
        out.name(key).beginArray();
        for (List<Integer> effect : effects) {
            out.beginArray();
            for (int part : effect) {
                out.value(part);
            }
            out.endArray();
        }
        out.endArray();
    }

    private Map<String, String> formulas(Row row) {
        Map<String, String> codes = new LinkedHashMap<>();
        int before = found();
        for (Map.Entry<String, Expression> entry : row.expressions.entrySet()) {
            String key = entry.getKey();
            int sound = found();
            entry.getValue().accept(new CodeCheck(byName, lists, row, judged));
            NoCondition.check(entry.getValue(), CONDITIONS.contains(key), coded(row), judged);
            boolean self = key.equals("constraint") || key.equals("warning");
            String code = formula(row, entry.getValue(), self);
            codes.put(key, code);
            if (key.equals("repeat_count")) {
                rows(row, entry.getValue());
            }
            if (found() == sound && self && row.type != null && !row.refused) {
                ofItself(row, row.type, key, entry.getValue(), codes);
            }
            if (found() == sound) {
                Contradiction.check(entry.getValue(), known(row, entry.getValue()), judged);
            }
            if (found() == sound) {
                undecided(key, entry.getValue(), CONDITIONS.contains(key));
            }
        }
        RowDetails more = details.get(row);
        if (found() == before) {
            Unanswerable.check(row, more != null && more.isDefaultSound(), codes, byName, lists, judged);
        }
        return codes;
    }

    /** Tells of conditions that no answer decides; that something is always required or read-only is what {@code true} says. */
    private void undecided(String key, Expression expression, boolean condition) {
        boolean flag = key.equals("required") || key.equals("read_only");
        if (flag && expression instanceof Call call && call.function() == Function.TRUE) {
            return;
        }
        for (Found found : Undecided.in(expression, condition)) {
            String remedy = "Compare an answer with something, or take this part away.";
            if (found.isWhole()) {
                remedy = flag && found.holds()
                        ? "Write true, or compare an answer with something."
                        : key.equals("relevant") && !found.holds()
                                ? "Take the row away, or compare an answer with something."
                                : "Leave \"" + key + "\" out, or compare an answer with something.";
            }
            judged.add(
                    found.condition().place(),
                    found.holds()
                            ? "This always holds, whatever is answered."
                            : "This never holds, whatever is answered.",
                    remedy);
        }
    }

    /** A number of rows that no repeat can have. */
    private void rows(Row row, Expression count) {
        String constant = RowDetails.constant(count);
        double number = constant == null ? Double.NaN : Numbers.parse(constant);
        int most = row.repeat() == null ? Group.MOST_ROWS : Group.MOST_ROWS_INSIDE;
        if (new Kinds(byName, lists, row).of(count).isNeverNumber()) {
            judged.add(
                    row.fields.place("repeat_count"),
                    "The number of rows is never a number, so there are no rows.",
                    "Write a number, or a question whose answer is one.");
        } else if (!Double.isNaN(number) && (number < 1 || number > most || number != Math.floor(number))) {
            judged.add(
                    row.fields.place("repeat_count"),
                    "The number of rows must be a whole number from 1 to " + String.valueOf(most) + ", found "
                            + constant + ".",
                    "Write such a number, or a question whose answer is one.");
        }
    }

    /** Finds constraints that no answer meets, and warnings that every answer gives or none. */
    private void ofItself(Row row, QuestionType type, String key, Expression condition, Map<String, String> codes) {
        ChoiceRows list = lists.get(row.list);
        RowDetails more = details.get(row);
        NeverMet tried =
                new NeverMet(type, list == null ? List.of() : list.codes(), more == null ? null : more.range());
        Expression tested = tried.judged(condition);
        if (tested == null) {
            return;
        }
        if (key.equals("constraint")) {
            if (!isMet(row, tried, tested)) {
                judged.add(row.fields.place(key), tried.message(), "Check its signs and limits: nobody could go on.");
            }
            return;
        }
        boolean always = !isMet(row, tried, tested);
        if (always || (tested == condition && !isMet(row, tried, not(tested)))) {
            judged.add(
                    row.fields.place(key),
                    always ? "Every answer gives this warning." : "No answer gives this warning.",
                    "Write what an ordinary answer meets and an unlikely one does not.");
            return;
        }
        Expression constraint = row.expression("constraint");
        Expression taken =
                constraint == null || codes.getOrDefault("constraint", "").isEmpty() ? null : tried.judged(constraint);
        // A constraint that nothing meets was told itself.
        if (taken == null || !isMet(row, tried, taken)) {
            return;
        }
        always = !isMet(row, tried, both(taken, tested));
        if (always || (tested == condition && !isMet(row, tried, both(taken, not(tested))))) {
            judged.add(
                    row.fields.place(key),
                    always
                            ? "Every answer that the constraint takes gives this warning."
                            : "No answer that the constraint takes gives this warning.",
                    "Warn of answers that the constraint takes, or take a limit out of the constraint.");
        }
    }

    private boolean isMet(Row row, NeverMet tried, Expression tested) {
        return tried.isMet(tested, formula(row, tested, true));
    }

    private static Expression not(Expression expression) {
        return new Call(Function.NOT, List.of(expression), expression.place());
    }

    private static Expression both(Expression one, Expression other) {
        return new Binary(Operator.AND, one, other, one.place());
    }

    /** The questions with choices, the calculations of texts, and the answer of a row that is such a question. */
    private Set<String> coded(@Nullable Row row) {
        if (coded.isEmpty()) {
            Kinds kinds = new Kinds(byName, lists, null);
            for (Row question : questions) {
                if ((question.type != null && question.type.hasChoices()) || kinds.isAlwaysText(question)) {
                    coded.add(question.name);
                }
            }
        }
        if (row == null || row.type == null || !row.type.hasChoices()) {
            return coded;
        }
        Set<String> withSelf = new LinkedHashSet<>(coded);
        withSelf.add(Contradiction.SELF);
        return withSelf;
    }

    /** What is known of the answers that an expression looks at, by the types of their questions. */
    private Map<String, Known> known(@Nullable Row row, Expression expression) {
        Kinds kinds = new Kinds(byName, lists, row);
        Map<String, Known> known = new LinkedHashMap<>();
        for (Reference reference : Expression.references(expression)) {
            Row other = byName.get(reference.name());
            Kind kind = kinds.of(reference);
            if (other != null && other.type == QuestionType.CALCULATE && (kind == Kind.TRUTH || kind == Kind.ANY)) {
                known.put(reference.name(), Known.TRUTH);
            } else {
                byType(reference.name(), other, known);
            }
        }
        byType(Contradiction.SELF, row, known);
        return known;
    }

    private static void byType(String name, @Nullable Row row, Map<String, Known> known) {
        if (row != null && row.type == QuestionType.SELECT_ONE) {
            known.put(name, Known.CODE);
        } else if (row != null && row.type == QuestionType.INTEGER) {
            known.put(name, Known.WHOLE);
        }
    }

    /**
     * The code of an expression; empty after a fault.
     *
     * @param self whether {@code .} has a meaning: only in a constraint or warning, which are tested where there is an answer
     */
    private String formula(@Nullable Row owner, Expression expression, boolean self) {
        if (!self) {
            expression.accept(new NoSelf());
        }
        Row around = owner == null ? null : owner.repeat();
        return Formula.compile(expression, names(around, owner), faults).orElse("");
    }

    private RowNames names(@Nullable Row around, @Nullable Row owner) {
        return new RowNames(byName, repeats, around, new Kinds(byName, lists, owner));
    }

    /** Reports every {@code .}. */
    private final class NoSelf extends Walk {
        @Override
        public Boolean self(Self self) {
            faults.add(self.place(), "The sign . stands for the answer only in a constraint.", "Write ${name}.");
            return true;
        }
    }

    /** Answers in the labels of choices must be in sight of every question that offers them, and be told without choices. */
    private void choiceLabels() {
        for (ChoiceRows list : lists.values()) {
            for (Reference reference : list.references()) {
                int before = faults.size();
                for (Row user : list.users) {
                    if (faults.size() == before) {
                        names(user.repeat(), null).answer(reference, faults);
                    }
                }
                Row row = byName.get(reference.name());
                if (row != null
                        && !referencesOfLists.getOrDefault(row.list, List.of()).isEmpty()) {
                    faults.add(
                            reference.place(),
                            "The label of a choice can't hold the answer to " + row.name
                                    + ", whose choices have such labels themselves.",
                            "Word it without that answer.");
                }
            }
        }
    }

    /** The code of a text: for each language the text, or a list of texts and slots. */
    private String labels(@Nullable Row around, Map<String, JsonText> texts) {
        JsonWriter out = new JsonWriter().beginObject();
        for (Map.Entry<String, JsonText> entry : texts.entrySet()) {
            out.name(entry.getKey());
            List<Template.Part> parts = Template.parts(entry.getValue(), new Faults());
            if (parts.size() == 1) {
                out.value(entry.getValue().value());
                continue;
            }
            out.beginArray();
            for (Template.Part part : parts) {
                if (part.reference() != null) {
                    out.value(names(around, null).answer(part.reference(), faults));
                } else if (!part.text().isEmpty()) {
                    out.value(part.text());
                }
            }
            out.endArray();
        }
        return out.endObject().toString();
    }

    /** A table has one list of choices over its columns and nothing but questions in its rows. */
    private void tables() {
        for (Row group : groups) {
            if (!group.appearance.equals(Group.TABLE)) {
                continue;
            }
            String list = "";
            for (Row row : rows) {
                boolean unknown = row.refused || (row.type == QuestionType.SELECT_ONE && row.list.isEmpty());
                if (row.parent != group || unknown) {
                    continue;
                }
                boolean fits = row.type == QuestionType.SELECT_ONE && row.expression("choice_filter") == null;
                if (!fits || (!list.isEmpty() && !list.equals(row.list))) {
                    row.fields.fault(
                            "type",
                            "In the table " + group.name
                                    + " every row must be a select_one of one list, without filter.",
                            "Move " + row.name + " out of the group, or take \"" + Group.TABLE + "\" away.");
                }
                list = list.isEmpty() ? row.list : list;
            }
        }
    }

    private void write(JsonWriter out, ChoiceRows list) {
        out.beginObject().name("name").value(list.name).name("choices").beginArray();
        for (ChoiceRow choice : list.rows) {
            out.beginObject().name("name").value(choice.name());
            Row user = list.users.isEmpty() ? null : list.users.get(0).repeat();
            out.name("label").raw(labels(user, choice.label()));
            flag(out, "exclusive", choice.exclusive());
            if (!list.columns.isEmpty()) {
                out.name("attributes").beginObject();
                for (String column : list.columns) {
                    out.name(column).value(choice.fields().optionalText(column).orElse(""));
                }
                out.endObject();
            }
            out.endObject();
        }
        out.endArray().endObject();
    }

    private static void group(
            JsonWriter out, Row row, Map<Row, Map<String, String>> formulas, Map<String, String> texts) {
        out.beginObject().name("name").value(row.name);
        raw(out, "label", texts.getOrDefault(row.name + " label", ""));
        raw(out, "relevant", formulas.get(row).getOrDefault("relevant", ""));
        raw(out, "count", formulas.get(row).getOrDefault("repeat_count", ""));
        if (row.parent != null) {
            out.name("parent").value(row.parent.index);
        }
        text(out, "appearance", row.appearance);
        flag(out, "selfFill", !row.isRepeat() && row.fields.flag("self_fill", false));
        flag(out, "repeat", row.isRepeat());
        out.endObject();
    }

    private void question(JsonWriter out, Row row, Map<Row, Map<String, String>> formulas, Map<String, String> texts) {
        Map<String, String> codes = formulas.get(row);
        out.beginObject().name("name").value(row.name);
        out.name("type").value(row.type == null ? "" : row.type.written());
        raw(out, "label", texts.getOrDefault(row.name + " label", ""));
        raw(out, "hint", texts.getOrDefault(row.name + " hint", ""));
        raw(out, "requiredMessage", texts.getOrDefault(row.name + " required_message", ""));
        raw(out, "constraintMessage", texts.getOrDefault(row.name + " constraint_message", ""));
        raw(out, "warningMessage", texts.getOrDefault(row.name + " warning_message", ""));
        ChoiceRows list = lists.get(row.list);
        if (list != null) {
            out.name("list").value(list.index);
        }
        raw(out, "filter", codes.getOrDefault("choice_filter", ""));
        for (String key : List.of("required", "relevant", "constraint", "warning", "default", "calculation")) {
            raw(out, key, codes.getOrDefault(key, ""));
        }
        Expression calculation = row.expression("calculation");
        if (calculation != null) {
            Kinds kinds = new Kinds(byName, lists, row);
            Kind kind = kinds.of(calculation);
            flag(out, "neverNumber", kind.isNeverNumber());
            flag(out, "alwaysNumber", kinds.isAlwaysNumber(calculation));
            flag(out, "alwaysText", kind.isNeverNumber() || kind == Kind.DAY);
            List<String> values = kinds.values(row);
            if (!values.isEmpty()) {
                out.name("values").beginArray();
                for (String value : values) {
                    out.value(value);
                }
                out.endArray();
            }
        }
        raw(out, "readOnly", codes.getOrDefault("read_only", ""));
        text(out, "appearance", row.appearance);
        RowDetails more = details.get(row);
        if (more != null) {
            more.write(out);
        }
        if (row.parent != null) {
            out.name("group").value(row.parent.index);
        }
        out.endObject();
    }

    private static void raw(JsonWriter out, String key, String code) {
        if (!code.isEmpty()) {
            out.name(key).raw(code);
        }
    }

    private static void text(JsonWriter out, String key, String text) {
        if (!text.isEmpty()) {
            out.name(key).value(text);
        }
    }

    private static void flag(JsonWriter out, String key, boolean flag) {
        if (flag) {
            out.name(key).value(true);
        }
    }
}
