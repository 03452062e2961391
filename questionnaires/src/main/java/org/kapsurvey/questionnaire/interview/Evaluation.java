package org.kapsurvey.questionnaire.interview;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.Group;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.formula.Scope;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Value;
import org.kapsurvey.questionnaire.value.Words;

/** The form's logic applied to the answers of one interview. Never fails; equal arguments give equal results everywhere. */
public final class Evaluation {
    /** A payload may name any number of questions that don't exist; a hundred say enough. */
    private static final int MOST_UNKNOWN = 100;

    private final Questionnaire questionnaire;
    private final Answers answers;
    private final Value today;
    private final Value[] values;
    private final @Nullable MissingCode[] missing;
    private final boolean[] relevant;
    private final @Nullable Boolean[] groupRelevant;
    private final List<List<Finding>> findingsBySlot = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private boolean complete = true;

    private Evaluation(Questionnaire questionnaire, Answers answers, String today) {
        this.questionnaire = questionnaire;
        this.answers = answers;
        int day = Days.parse(today);
        this.today = day == Days.NONE ? Value.empty() : new Value.Day(day);
        int count = questionnaire.questions().size();
        values = new Value[count];
        missing = new MissingCode[count];
        relevant = new boolean[count];
        groupRelevant = new Boolean[questionnaire.groups().size()];
        for (int slot = 0; slot < count; slot++) {
            values[slot] = Value.empty();
            findingsBySlot.add(Collections.emptyList());
        }
    }

    /**
     * Evaluates an interview.
     *
     * @param today {@code YYYY-MM-DD}; with any other text {@code today()} is empty
     */
    public static Evaluation of(Questionnaire questionnaire, Answers answers, String today) {
        Evaluation evaluation = new Evaluation(questionnaire, answers, today);
        evaluation.settleAnswers();
        evaluation.check();
        return evaluation;
    }

    public Questionnaire questionnaire() {
        return questionnaire;
    }

    public boolean isRelevant(Question question) {
        return relevant[question.slot()];
    }

    /** Whether a group is relevant, and all groups around it. */
    public boolean isRelevant(Group group) {
        Boolean known = groupRelevant[group.index()];
        if (known != null) {
            return known;
        }
        Group parent = group.parent();
        Formula formula = group.relevant();
        boolean result = (parent == null || isRelevant(parent)) && (formula == null || formula.test(new Sight(null)));
        groupRelevant[group.index()] = result;
        return result;
    }

    /** Whether a question needs an answer here and now. */
    public boolean isRequired(Question question) {
        Formula required = question.required();
        return relevant[question.slot()] && required != null && required.test(new Sight(question));
    }

    /** The answer as a value; empty if there is none, whatever the reason. */
    public Value value(Question question) {
        return values[question.slot()];
    }

    /** Why a question has no answer; nothing if it has one, and for notes. */
    public Optional<MissingCode> missing(Question question) {
        return Optional.ofNullable(missing[question.slot()]);
    }

    /** In the order of the form; then answers to questions that it doesn't have, in the order of the answers. */
    public List<Finding> findings() {
        return Collections.unmodifiableList(findings);
    }

    public List<Finding> findings(Question question) {
        return findingsBySlot.get(question.slot());
    }

    /** Whether nothing that blocks was found: all required answers are there and every answer is acceptable. */
    public boolean isComplete() {
        return complete;
    }

    /** {@code refusal} if the form says so, else {@code complete} or {@code partial}. */
    public String outcome() {
        Formula refusal = questionnaire.refusal();
        if (refusal != null && refusal.test(new Sight(null))) {
            return "refusal";
        }
        return complete ? "complete" : "partial";
    }

    /** The answer as the record keeps it; empty if there is none. A truth is 1 or 0, as in analysis. */
    public String recorded(Question question) {
        Value value = values[question.slot()];
        if (value instanceof Value.Truth truth) {
            return truth.truth() ? "1" : "0";
        }
        return value.text();
    }

    /**
     * The record that is kept: every question in the order of the form with its answer or its missing code, and the
     * findings in the form's default language.
     */
    public String canonicalRecord() {
        JsonWriter out = new JsonWriter();
        out.beginObject().name("answers").beginObject();
        for (Question question : questionnaire.questions()) {
            if (!question.type().hasAnswer()) {
                continue;
            }
            out.name(question.name());
            MissingCode reason = missing[question.slot()];
            if (reason == null) {
                out.value(recorded(question));
            } else {
                out.beginObject().name("missing").value(reason.code()).endObject();
            }
        }
        out.endObject().name("findings").beginArray();
        for (Finding finding : findings) {
            out.beginObject().name("question").value(finding.name());
            out.name("code").value(finding.code().code());
            out.name("message").value(finding.message(questionnaire.defaultLanguage()));
            out.endObject();
        }
        return out.endArray().endObject().toString();
    }

    /** What a question's answer was as it came, for showing it again; empty if it was no text. */
    String given(Question question) {
        return answers.answer(question.name()) instanceof Answer.Given given ? given.text() : "";
    }

    private void settleAnswers() {
        for (Question question : questionnaire.evaluationOrder()) {
            int slot = question.slot();
            Group group = question.group();
            Formula formula = question.relevant();
            relevant[slot] =
                    (group == null || isRelevant(group)) && (formula == null || formula.test(new Sight(question)));
            if (!question.type().hasAnswer()) {
                continue;
            }
            if (!relevant[slot]) {
                missing[slot] = MissingCode.NOT_ASKED;
                if (question.type() != QuestionType.CALCULATE && isAnswered(question)) {
                    find(question, FindingCode.ANSWER_TO_IRRELEVANT);
                }
                continue;
            }
            Formula calculation = question.calculation();
            if (calculation != null) {
                Value value = calculation.evaluate(new Sight(question));
                values[slot] = value.isEmpty() ? Value.empty() : value;
            } else {
                read(question);
            }
            if (values[slot].isEmpty() && missing[slot] == null) {
                missing[slot] = MissingCode.NOT_ANSWERED;
            }
        }
    }

    private boolean isAnswered(Question question) {
        Answer answer = answers.answer(question.name());
        if (answer instanceof Answer.Given given) {
            return !Words.trim(given.text()).isEmpty();
        }
        if (answer instanceof Answer.Missing reason) {
            MissingCode code = MissingCode.of(reason.code());
            return code == null || code.isOffered();
        }
        return answer != null;
    }

    private void read(Question question) {
        Answer answer = answers.answer(question.name());
        if (answer instanceof Answer.Given given) {
            if (given.cleaned()) {
                find(question, FindingCode.CLEANED);
            }
            if (given.cut()) {
                find(question, FindingCode.TOO_LONG);
            }
            if (!Words.trim(given.text()).isEmpty()) {
                values[question.slot()] = read(question, given.text());
            }
        } else if (answer instanceof Answer.Missing reason) {
            MissingCode code = MissingCode.of(reason.code());
            if (code != null && question.missing().contains(code)) {
                missing[question.slot()] = code;
            } else if (code == null || code.isOffered()) {
                find(question, FindingCode.MISSING_CODE);
            }
        } else if (answer != null) {
            find(question, FindingCode.TYPE);
        }
    }

    /** The value of a text that is not blank; empty, and a finding, if the question can't take it. */
    private Value read(Question question, String text) {
        String word = Words.trim(text);
        switch (question.type()) {
            case INTEGER, DECIMAL -> {
                double number = question.type() == QuestionType.INTEGER
                        ? AnswerNumbers.integer(word)
                        : AnswerNumbers.decimal(word);
                return Double.isNaN(number) ? refuse(question, FindingCode.TYPE) : Value.of(number);
            }
            case DATE -> {
                int day = Days.parse(word);
                return day == Days.NONE ? refuse(question, FindingCode.TYPE) : new Value.Day(day);
            }
            case SELECT_ONE -> {
                ChoiceList list = question.choices();
                boolean known = list != null && list.choice(word) != null;
                return known ? Value.of(word) : refuse(question, FindingCode.UNKNOWN_CHOICE);
            }
            case SELECT_MULTIPLE -> {
                return choices(question, Words.of(text));
            }
            case ACKNOWLEDGE -> {
                return word.equals("OK") ? Value.of(word) : refuse(question, FindingCode.TYPE);
            }
            case TEXT, HIDDEN -> {
                return Value.of(text);
            }
            case NOTE, CALCULATE -> {
                return Value.empty();
            }
        }
        return Value.empty();
    }

    /** The known choices, each once, in the order of the list. */
    private Value choices(Question question, List<String> words) {
        ChoiceList list = question.choices();
        if (list == null) {
            return Value.empty();
        }
        StringBuilder chosen = new StringBuilder();
        int count = 0;
        boolean exclusive = false;
        for (Choice choice : list.choices()) {
            if (words.contains(choice.name())) {
                if (count > 0) {
                    chosen.append(' ');
                }
                chosen.append(choice.name());
                count++;
                exclusive = exclusive || choice.exclusive();
            }
        }
        for (String word : words) {
            if (list.choice(word) == null) {
                find(question, FindingCode.UNKNOWN_CHOICE);
                break;
            }
        }
        if (exclusive && count > 1) {
            find(question, FindingCode.EXCLUSIVE);
        }
        return Value.of(chosen.toString());
    }

    private Value refuse(Question question, FindingCode code) {
        find(question, code);
        return Value.empty();
    }

    /** Required and constraint, once all answers are settled; then the findings in the order of the form. */
    private void check() {
        for (Question question : questionnaire.questions()) {
            int slot = question.slot();
            if (relevant[slot] && question.type().isAsked()) {
                Formula constraint = question.constraint();
                if (missing[slot] == MissingCode.NOT_ANSWERED) {
                    if (findingsBySlot.get(slot).isEmpty() && isRequired(question)) {
                        find(question, FindingCode.REQUIRED);
                    }
                } else if (missing[slot] == null && constraint != null && !constraint.test(new Sight(question))) {
                    find(question, FindingCode.CONSTRAINT);
                }
            }
            findings.addAll(findingsBySlot.get(slot));
        }
        int unknown = 0;
        for (String name : answers.questions()) {
            if (questionnaire.question(name).isEmpty() && unknown < MOST_UNKNOWN) {
                unknown++;
                findings.add(new Finding(shortened(name), FindingCode.UNKNOWN_QUESTION, null));
            }
        }
        for (Finding finding : findings) {
            complete = complete && !finding.code().isBlocking();
        }
    }

    private void find(Question question, FindingCode code) {
        List<Finding> found = findingsBySlot.get(question.slot());
        if (found.isEmpty()) {
            found = new ArrayList<>();
            findingsBySlot.set(question.slot(), found);
        }
        found.add(new Finding(question.name(), code, question));
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

    /** What the formulas of one question see. */
    private final class Sight implements Scope {
        private final @Nullable Question owner;

        private Sight(@Nullable Question owner) {
            this.owner = owner;
        }

        @Override
        public Value answer(int slot) {
            return values[slot];
        }

        @Override
        public String missingCode(int slot) {
            MissingCode code = missing[slot];
            return code == null ? "" : code.code();
        }

        @Override
        public String choiceLabel(int slot, String choice) {
            ChoiceList list = questionnaire.questions().get(slot).choices();
            Choice found = list == null ? null : list.choice(choice);
            return found == null ? "" : found.label().in(questionnaire.defaultLanguage());
        }

        @Override
        public Value self() {
            return owner == null ? Value.empty() : values[owner.slot()];
        }

        @Override
        public Value today() {
            return today;
        }
    }
}
