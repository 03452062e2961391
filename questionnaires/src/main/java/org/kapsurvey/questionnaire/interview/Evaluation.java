package org.kapsurvey.questionnaire.interview;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.Ending;
import org.kapsurvey.questionnaire.definition.Group;
import org.kapsurvey.questionnaire.definition.Level;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.formula.Scope;
import org.kapsurvey.questionnaire.interview.FormRow.Cell;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Value;
import org.kapsurvey.questionnaire.value.Words;

/** The form's logic applied to the answers of one interview. Never fails; equal arguments give equal results everywhere. */
public final class Evaluation {
    /** A payload may name any number of questions that don't exist; a hundred say enough. */
    private static final int MOST_UNKNOWN = 100;

    private final Questionnaire questionnaire;
    private final Value today;
    /** Whether changes go on to what depends on them, and defaults are filled in. */
    private final boolean live;

    private final FormRow root;
    private final Sight sight = new Sight();
    /** Of the answers as they are now; null until somebody asks. */
    private @Nullable List<Finding> findings;

    private boolean complete;

    Evaluation(Questionnaire questionnaire, Answers answers, String today, boolean live) {
        this.questionnaire = questionnaire;
        this.live = live;
        int day = Days.parse(today);
        this.today = day == Days.NONE ? Value.empty() : new Value.Day(day);
        root = new FormRow(questionnaire.levels().get(0), null, 0, answers);
        settle();
    }

    /**
     * Evaluates an interview.
     *
     * @param today {@code YYYY-MM-DD}; with any other text {@code today()} is empty
     */
    public static Evaluation of(Questionnaire questionnaire, Answers answers, String today) {
        return new Evaluation(questionnaire, answers, today, false);
    }

    public Questionnaire questionnaire() {
        return questionnaire;
    }

    /** Whether a question is asked; of one inside a repeat never. */
    public boolean isRelevant(Question question) {
        return cell(question).relevant;
    }

    /** The answer as a value; empty if there is none, whatever the reason, and of a question inside a repeat. */
    public Value value(Question question) {
        return cell(question).value;
    }

    /** Why a question has no answer; nothing if it has one, for notes, and for questions inside a repeat. */
    public Optional<MissingCode> missing(Question question) {
        return Optional.ofNullable(cell(question).missing);
    }

    /** In the order of the form; then answers to questions that it doesn't have, in the order of their names. */
    public List<Finding> findings() {
        List<Finding> found = findings;
        if (found == null) {
            found = new ArrayList<>();
            collect(root, found);
            unknown(root, 0, found);
            findings = found;
        }
        return Collections.unmodifiableList(found);
    }

    /** Of a question outside repeats. */
    public List<Finding> findings(Question question) {
        return findings(cell(question));
    }

    /** Whether nothing that blocks was found: all required answers are there and every answer is acceptable. */
    public boolean isComplete() {
        return complete;
    }

    /** {@code refusal} or another {@link Ending} if the form says so, else {@code complete} or {@code partial}. */
    public String outcome() {
        for (Ending ending : questionnaire.endings()) {
            if (ending.test().test(sight.from(root, null))) {
                return ending.outcome();
            }
        }
        return complete ? "complete" : "partial";
    }

    /** The answer as the record keeps it; empty if there is none. A truth is 1 or 0, as in analysis. */
    public String recorded(Question question) {
        return recorded(cell(question));
    }

    /**
     * The record that is kept: every question in the order of the form with its answer or its missing code, every repeat with
     * its rows, and the findings in the form's default language.
     */
    public String canonicalRecord() {
        JsonWriter out = new JsonWriter();
        out.beginObject().name("answers");
        record(out, root);
        out.name("findings").beginArray();
        for (Finding finding : findings()) {
            out.beginObject().name("question").value(finding.name());
            List<Integer> rows = finding.rows();
            if (!rows.isEmpty()) {
                out.name("rows").beginArray();
                for (int row : rows) {
                    out.value(row);
                }
                out.endArray();
            }
            out.name("code").value(finding.code().code());
            out.name("message").value(finding.message(questionnaire.defaultLanguage()));
            out.endObject();
        }
        return out.endArray().endObject().toString();
    }

    private void record(JsonWriter out, FormRow row) {
        out.beginObject();
        for (int item : row.level.items()) {
            Cell cell = cell(row, item);
            if (isQuestion(item)) {
                Question question = question(item);
                if (question.type().hasAnswer()) {
                    out.name(question.name());
                    MissingCode reason = cell.missing;
                    if (reason == null) {
                        out.value(recorded(cell));
                    } else {
                        out.beginObject().name("missing").value(reason.code()).endObject();
                    }
                }
            } else if (group(item).isRepeat()) {
                out.name(group(item).name()).beginArray();
                for (FormRow inner : cell.rows) {
                    record(out, inner);
                }
                out.endArray();
            }
        }
        out.endObject();
    }

    private static String recorded(Cell cell) {
        if (cell.value instanceof Value.Truth truth) {
            return truth.truth() ? "1" : "0";
        }
        return cell.value.text();
    }

    FormRow root() {
        return root;
    }

    boolean isQuestion(int item) {
        return item < questionnaire.questions().size();
    }

    Question question(int item) {
        return questionnaire.questions().get(item);
    }

    Group group(int item) {
        return questionnaire.groups().get(item - questionnaire.questions().size());
    }

    Cell cell(FormRow row, int item) {
        return row.cells[questionnaire.place(item)];
    }

    private Cell cell(Question question) {
        return questionnaire.level(question.slot()).index() == 0 ? cell(root, question.slot()) : new Cell();
    }

    static List<Finding> findings(Cell cell) {
        if (cell.judged.isEmpty()) {
            return cell.read;
        }
        List<Finding> all = new ArrayList<>(cell.read);
        all.addAll(cell.judged);
        return all;
    }

    /** Whether a question needs an answer here and now. */
    boolean isRequired(FormRow row, Question question) {
        Formula required = question.required();
        return cell(row, question.slot()).relevant && required != null && required.test(sight.from(row, question));
    }

    /** Whether its answer can't be changed here and now. */
    boolean isReadOnly(FormRow row, Question question) {
        Formula readOnly = question.readOnly();
        return readOnly != null && readOnly.test(sight.from(row, question));
    }

    /** The choices that a question offers in a row. */
    List<Choice> offered(FormRow row, Question question) {
        List<Choice> offered = cell(row, question.slot()).offered;
        ChoiceList list = question.choices();
        return offered != null ? offered : list == null ? Collections.emptyList() : list.choices();
    }

    /** The answer to a question as a text that people read, from where a row stands; empty if there is none. */
    String told(FormRow row, int slot, String language) {
        Question question = question(slot);
        FormRow own = row.at(questionnaire.level(slot));
        if (own == null) {
            return "";
        }
        String text = cell(own, slot).value.text();
        ChoiceList list = question.choices();
        if (list == null) {
            return text;
        }
        StringBuilder labels = new StringBuilder();
        for (String code : Words.of(text)) {
            Choice choice = list.choice(code);
            if (choice != null) {
                labels.append(labels.length() == 0 ? "" : ", ");
                labels.append(choice.label().in(language, (other, in) -> told(own, other, in)));
            }
        }
        return labels.toString();
    }

    /** Whether nothing that blocks was found in a question or a repeat, its rows left aside. */
    static boolean isComplete(Cell cell) {
        return isComplete(cell.read) && isComplete(cell.judged);
    }

    private static boolean isComplete(List<Finding> findings) {
        for (Finding finding : findings) {
            if (finding.code().isBlocking()) {
                return false;
            }
        }
        return true;
    }

    /** Settles and judges whatever is not. */
    void settle() {
        for (int item : questionnaire.order()) {
            settle(root, questionnaire.level(item), item);
        }
        findings = null;
        complete = true;
        judge(root);
    }

    /** In every row of a level that lies in a row. */
    private void settle(FormRow row, Level level, int item) {
        if (row.level == level) {
            Cell cell = cell(row, item);
            if (cell.unsettled) {
                cell.unsettled = false;
                cell.unjudged = true;
                if (isQuestion(item)) {
                    settle(row, question(item), cell);
                } else {
                    settle(row, group(item), cell);
                }
            }
            return;
        }
        for (FormRow inner : rows(row, level)) {
            settle(inner, level, item);
        }
    }

    /** The rows of a row that lie on the way to a level inside. */
    private List<FormRow> rows(FormRow row, Level inside) {
        Level next = inside;
        Level around = next.parent();
        while (around != null && around != row.level) {
            next = around;
            around = next.parent();
        }
        Group repeat = next.repeat();
        return repeat == null ? Collections.emptyList() : cell(row, questionnaire.item(repeat)).rows;
    }

    private boolean isRelevant(FormRow row, @Nullable Group group) {
        if (group == null) {
            return true;
        }
        int item = questionnaire.item(group);
        FormRow own = row.at(questionnaire.level(item));
        return own != null && cell(own, item).relevant;
    }

    private void settle(FormRow row, Group group, Cell cell) {
        boolean before = cell.relevant;
        Formula relevant = group.relevant();
        cell.relevant = isRelevant(row, group.parent()) && (relevant == null || relevant.test(sight.from(row, null)));
        boolean changed = before != cell.relevant;
        if (group.isRepeat()) {
            changed = settleRows(row, group, cell) || changed;
        }
        if (live && changed) {
            affect(row, questionnaire.item(group));
        }
    }

    /** Makes the rows of a repeat; whether there are others than before. */
    private boolean settleRows(FormRow row, Group repeat, Cell cell) {
        Answer answer = row.answers.answer(repeat.name());
        List<Answers> given = answer instanceof Answer.Rows rows ? rows.rows() : new ArrayList<>();
        double wanted = given.size();
        Formula counted = repeat.count();
        if (counted != null) {
            double count = Math.floor(counted.evaluate(sight.from(row, null)).number());
            wanted = count > 0 ? count : 0;
        }
        int count = cell.relevant ? (int) (wanted > repeat.mostRows() ? repeat.mostRows() : wanted) : 0;
        // What takes the place of an answer that is no rows is judged, not that answer.
        if (live && count > given.size()) {
            if (!(answer instanceof Answer.Rows)) {
                answer = new Answer.Rows(given);
                row.answers.put(repeat.name(), answer);
            }
            while (given.size() < count) {
                given.add(Answers.none());
            }
        }
        cell.read = Collections.emptyList();
        if (!cell.relevant) {
            if (Answers.isAnswered(answer)) {
                find(row, repeat, cell, FindingCode.ANSWER_TO_IRRELEVANT);
            }
        } else {
            if (answer instanceof Answer.Rows rows ? !rows.isWhole() : Answers.isAnswered(answer)) {
                find(row, repeat, cell, FindingCode.TYPE);
            }
            boolean more = wanted > repeat.mostRows();
            for (int i = count; i < given.size(); i++) {
                more = more || given.get(i).isAnswered();
            }
            if (more) {
                find(row, repeat, cell, FindingCode.TOO_MANY_ROWS);
            }
        }
        return rows(row, repeat, cell, given, count);
    }

    /** Keeps the rows whose answers are still there, in their order, and adds what is wanting. */
    private boolean rows(FormRow row, Group repeat, Cell cell, List<Answers> given, int count) {
        boolean changed = cell.rows.size() != count;
        List<FormRow> before = cell.rows;
        int next = 0;
        List<FormRow> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Answers answers = i < given.size() ? given.get(i) : Answers.none();
            FormRow kept = null;
            for (int at = next; at < before.size() && kept == null; at++) {
                if (before.get(at).answers == answers) {
                    kept = before.get(at);
                    next = at + 1;
                }
            }
            if (kept == null || kept.position != i) {
                changed = true;
                // What is told of a row may depend on its number.
                kept = new FormRow(questionnaire.levelOfRows(repeat), row, i, answers);
            }
            rows.add(kept);
        }
        cell.rows = rows;
        return changed;
    }

    private void settle(FormRow row, Question question, Cell cell) {
        Value valueBefore = cell.value;
        MissingCode missingBefore = cell.missing;
        boolean relevantBefore = cell.relevant;
        Formula relevant = question.relevant();
        cell.relevant =
                isRelevant(row, question.group()) && (relevant == null || relevant.test(sight.from(row, question)));
        cell.read = Collections.emptyList();
        cell.value = Value.empty();
        cell.missing = null;
        cell.offered = null;
        if (question.type().hasAnswer()) {
            if (cell.relevant) {
                answer(row, question, cell);
            } else {
                cell.missing = MissingCode.NOT_ASKED;
                Answer given = row.answers.answer(question.name());
                if (question.calculation() == null && (given instanceof Answer.Rows || Answers.isAnswered(given))) {
                    find(row, question, cell, FindingCode.ANSWER_TO_IRRELEVANT);
                }
            }
        }
        if (live
                && (relevantBefore != cell.relevant
                        || missingBefore != cell.missing
                        || !isSame(cell.value, valueBefore))) {
            affect(row, question.slot());
        }
    }

    private static boolean isSame(Value a, Value b) {
        return a == b
                || (a instanceof Value.Text == b instanceof Value.Text
                        && a instanceof Value.Truth == b instanceof Value.Truth
                        && a instanceof Value.Day == b instanceof Value.Day
                        && a.text().equals(b.text()));
    }

    private void answer(FormRow row, Question question, Cell cell) {
        Formula filter = question.choiceFilter();
        ChoiceList list = question.choices();
        if (filter != null && list != null) {
            List<Choice> offered = new ArrayList<>();
            for (Choice choice : list.choices()) {
                sight.from(row, question).choice = choice;
                if (filter.test(sight)) {
                    offered.add(choice);
                }
            }
            cell.offered = offered;
        }
        Formula calculation = question.calculation();
        if (calculation != null) {
            Value value = calculation.evaluate(sight.from(row, question));
            cell.value = value.isEmpty() ? Value.empty() : value;
        } else {
            fillIn(row, question);
            read(row, question, cell);
        }
        if (cell.value.isEmpty() && cell.missing == null) {
            cell.missing = MissingCode.NOT_ANSWERED;
        }
    }

    /** Fills in the default once, when the question is first asked: what was dealt with is never filled in again. */
    private void fillIn(FormRow row, Question question) {
        Formula filled = question.defaultAnswer();
        if (live && filled != null && !row.answers.isDealtWith(question.name())) {
            String text = filled.evaluate(sight.from(row, question)).text();
            row.answers.put(
                    question.name(),
                    text.isEmpty() ? new Answer.Nothing() : new Answer.Given(text, false, false, text));
        }
    }

    private void read(FormRow row, Question question, Cell cell) {
        Answer answer = row.answers.answer(question.name());
        if (answer instanceof Answer.Given given) {
            if (given.cleaned()) {
                find(row, question, cell, FindingCode.CLEANED);
            }
            if (given.cut()) {
                find(row, question, cell, FindingCode.TOO_LONG);
            }
            if (!Words.trim(given.text()).isEmpty()) {
                cell.value = AnswerReader.read(
                        question, offered(row, question), given.text(), code -> find(row, question, cell, code));
            }
        } else if (answer instanceof Answer.Missing reason) {
            MissingCode code = MissingCode.of(reason.code());
            if (code != null && question.missing().contains(code)) {
                cell.missing = code;
            } else if (code == null || code.isOffered()) {
                find(row, question, cell, FindingCode.MISSING_CODE);
            }
        } else if (answer != null) {
            find(row, question, cell, FindingCode.TYPE);
        }
    }

    /** Required, constraint and warning, once all answers are settled. */
    private void judge(FormRow row) {
        for (int item : row.level.items()) {
            Cell cell = cell(row, item);
            if (cell.unjudged) {
                cell.unjudged = false;
                cell.undrawn = true;
                cell.judged = Collections.emptyList();
                if (isQuestion(item) && cell.relevant && question(item).type().isAsked()) {
                    judge(row, question(item), cell);
                }
            }
            complete = complete && isComplete(cell);
            for (FormRow inner : cell.rows) {
                judge(inner);
            }
        }
    }

    /** What was found, in the order of the form. */
    private static void collect(FormRow row, List<Finding> found) {
        for (Cell cell : row.cells) {
            found.addAll(cell.read);
            found.addAll(cell.judged);
            for (FormRow inner : cell.rows) {
                collect(inner, found);
            }
        }
    }

    private void judge(FormRow row, Question question, Cell cell) {
        Formula constraint = question.constraint();
        Formula warning = question.warning();
        FindingCode code = null;
        if (cell.missing == MissingCode.NOT_ANSWERED) {
            if (cell.read.isEmpty() && isRequired(row, question)) {
                code = FindingCode.REQUIRED;
            }
        } else if (cell.missing == null) {
            if (constraint != null && !constraint.test(sight.from(row, question))) {
                code = FindingCode.CONSTRAINT;
            } else if (warning != null && !warning.test(sight.from(row, question))) {
                code = FindingCode.WARNING;
            }
        }
        if (code != null) {
            cell.judged = new ArrayList<>();
            cell.judged.add(finding(row, question, code));
        }
    }

    /** Answers to questions that the form doesn't have here; returns how many were found up to now. */
    private int unknown(FormRow row, int before, List<Finding> all) {
        int found = before;
        for (String name : row.answers.names()) {
            if (found < MOST_UNKNOWN && !isKnown(row, name)) {
                found++;
                all.add(new Finding(shortened(name), FindingCode.UNKNOWN_QUESTION, null, row, (slot, language) -> ""));
            }
        }
        for (Cell cell : row.cells) {
            for (FormRow inner : cell.rows) {
                found = unknown(inner, found, all);
            }
        }
        return found;
    }

    private boolean isKnown(FormRow row, String name) {
        int item = questionnaire.itemOf(name);
        return item >= 0 && questionnaire.level(item) == row.level;
    }

    private Finding finding(FormRow row, Question question, FindingCode code) {
        return new Finding(question.name(), code, question, row, (slot, language) -> told(row, slot, language));
    }

    private void find(FormRow row, Question question, Cell cell, FindingCode code) {
        add(cell, finding(row, question, code));
    }

    private void find(FormRow row, Group repeat, Cell cell, FindingCode code) {
        add(cell, new Finding(repeat.name(), code, null, row, (slot, language) -> told(row, slot, language)));
    }

    private static void add(Cell cell, Finding finding) {
        if (cell.read.isEmpty()) {
            cell.read = new ArrayList<>();
        }
        cell.read.add(finding);
    }

    /** Names come from outside: only the beginning is kept, without what can't be stored. */
    private static String shortened(String name) {
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < name.length() && kept.length() < 64; i++) {
            char c = name.charAt(i);
            kept.append(c >= 0x20 && c <= 0x7e ? c : '?');
        }
        return kept.toString();
    }

    /** Has everything that depends on an item in a row settled or judged again. */
    private void affect(FormRow row, int item) {
        int[] settles = questionnaire.settles(item);
        for (int i = 0; i < settles.length; i += 2) {
            affect(row, settles[i], settles[i + 1], true);
        }
        int[] checks = questionnaire.checks(item);
        for (int i = 0; i < checks.length; i += 2) {
            affect(row, checks[i], checks[i + 1], false);
        }
    }

    private void affect(FormRow row, int item, int level, boolean settle) {
        FormRow shared = row.at(questionnaire.levels().get(level));
        if (shared != null) {
            mark(shared, questionnaire.level(item), item, settle);
        }
    }

    private void mark(FormRow row, Level level, int item, boolean settle) {
        if (row.level == level) {
            Cell cell = cell(row, item);
            cell.unsettled = cell.unsettled || settle;
            cell.unjudged = true;
            return;
        }
        for (FormRow inner : rows(row, level)) {
            mark(inner, level, item, settle);
        }
    }

    /** What the formulas of one question see; one object for all, as formulas are evaluated one after the other. */
    private final class Sight implements Scope {
        private @Nullable FormRow row;
        private @Nullable Question owner;
        private @Nullable Choice choice;

        Sight from(FormRow newRow, @Nullable Question newOwner) {
            row = newRow;
            owner = newOwner;
            return this;
        }

        private @Nullable Cell cellOf(int slot) {
            FormRow own = row == null ? null : row.at(questionnaire.level(slot));
            return own == null ? null : cell(own, slot);
        }

        @Override
        public Value answer(int slot) {
            Cell cell = cellOf(slot);
            return cell == null ? Value.empty() : cell.value;
        }

        @Override
        public List<Value> answers(int slot) {
            List<Value> answers = new ArrayList<>();
            Level level = questionnaire.level(slot);
            FormRow shared = row;
            while (shared != null && !shared.level.encloses(level)) {
                shared = shared.parent;
            }
            if (shared != null) {
                collect(shared, level, slot, answers);
            }
            return answers;
        }

        private void collect(FormRow from, Level level, int slot, List<Value> answers) {
            if (from.level == level) {
                Cell cell = cell(from, slot);
                if (cell.relevant) {
                    answers.add(cell.value);
                }
                return;
            }
            for (FormRow inner : rows(from, level)) {
                collect(inner, level, slot, answers);
            }
        }

        @Override
        public int rows(int repeat) {
            int item = questionnaire.questions().size() + repeat;
            Level level = questionnaire.level(item);
            FormRow shared = row;
            while (shared != null && !shared.level.encloses(level)) {
                shared = shared.parent;
            }
            return shared == null ? 0 : count(shared, level, item);
        }

        private int count(FormRow from, Level level, int item) {
            if (from.level == level) {
                return cell(from, item).rows.size();
            }
            int count = 0;
            for (FormRow inner : Evaluation.this.rows(from, level)) {
                count += count(inner, level, item);
            }
            return count;
        }

        private List<FormRow> rows(FormRow from, Level level) {
            return Evaluation.this.rows(from, level);
        }

        @Override
        public Value indexed(int slot, int[] repeats, double[] positions) {
            Level level = questionnaire.level(slot);
            FormRow at = row;
            while (at != null && (!at.level.encloses(level) || isNamed(at.level, repeats))) {
                at = at.parent;
            }
            while (at != null && at.level != level) {
                List<FormRow> inner = rows(at, level);
                FormRow next = null;
                for (FormRow candidate : inner) {
                    Group repeat = candidate.level.repeat();
                    for (int i = 0; i < repeats.length; i++) {
                        if (repeat != null && repeat.index() == repeats[i] && candidate.position + 1 == positions[i]) {
                            next = candidate;
                        }
                    }
                }
                at = next;
            }
            return at == null ? Value.empty() : cell(at, slot).value;
        }

        private boolean isNamed(Level level, int[] repeats) {
            for (Level at = level; at != null; at = at.parent()) {
                Group repeat = at.repeat();
                for (int named : repeats) {
                    if (repeat != null && repeat.index() == named) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public int position() {
            return row == null || row.parent == null ? 0 : row.position + 1;
        }

        @Override
        public String attribute(String name) {
            return choice == null ? "" : name.equals("name") ? choice.name() : choice.attribute(name);
        }

        @Override
        public String missingCode(int slot) {
            Cell cell = cellOf(slot);
            return cell == null || cell.missing == null ? "" : cell.missing.code();
        }

        @Override
        public String choiceLabel(int slot, String code) {
            FormRow own = row == null ? null : row.at(questionnaire.level(slot));
            ChoiceList list = question(slot).choices();
            Choice found = list == null ? null : list.choice(code);
            return found == null || own == null
                    ? ""
                    : found.label().in(questionnaire.defaultLanguage(), (other, in) -> told(own, other, in));
        }

        @Override
        public Value self() {
            return owner == null ? Value.empty() : answer(owner.slot());
        }

        @Override
        public Value today() {
            return today;
        }
    }
}
