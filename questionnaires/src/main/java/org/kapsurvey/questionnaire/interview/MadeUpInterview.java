package org.kapsurvey.questionnaire.interview;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.Group;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.interview.FormRow.Cell;
import org.kapsurvey.questionnaire.json.JsonObject;

/**
 * An interview that is answered by a model: it is asked what the form's logic asks and nothing else, as often as an answer
 * opens another question, and asked again where the form finds fault with the answer. All chance is the respondent's, so that
 * the same respondent makes the same interview.
 */
public final class MadeUpInterview {
    private static final int MOST_ATTEMPTS = 200;

    private final Interview interview;
    private final Evaluation evaluation;
    private final Respondent respondent;
    private final Host host;
    private final Map<FormRow, Map<String, Integer>> attempts = new LinkedHashMap<>();

    private MadeUpInterview(Interview interview, Respondent respondent, Host host) {
        this.interview = interview;
        this.evaluation = interview.evaluation();
        this.respondent = respondent;
        this.host = host;
    }

    /**
     * Interviews.
     *
     * @param today {@code YYYY-MM-DD}
     * @return the finished interview; it is not complete where the form found fault with every answer to a question, or a
     *     required question got none
     */
    public static Interview of(Questionnaire questionnaire, String today, Respondent respondent, Host host) {
        JsonObject nothing = new JsonObject(new LinkedHashMap<>(), new LinkedHashMap<>(), Place.ofFile(""));
        MadeUpInterview made = new MadeUpInterview(Interview.of(questionnaire, nothing, today, host), respondent, host);
        while (made.ask(made.evaluation.root(), Collections.emptyList())) {
            made.evaluation.settle();
        }
        return made.interview;
    }

    /** Whether there was something to ask in a row or the rows inside it. */
    private boolean ask(FormRow row, List<Integer> rows) {
        boolean asked = false;
        for (int item : row.level.items()) {
            Cell cell = evaluation.cell(row, item);
            if (evaluation.isQuestion(item)) {
                asked = ask(row, rows, evaluation.question(item), cell) || asked;
            } else {
                asked = open(row, rows, evaluation.group(item), cell) || asked;
                for (FormRow inner : cell.rows) {
                    List<Integer> inside = new ArrayList<>(rows);
                    inside.add(inner.position);
                    asked = ask(inner, inside) || asked;
                }
            }
        }
        return asked;
    }

    private boolean ask(FormRow row, List<Integer> rows, Question question, Cell cell) {
        if (!cell.relevant || !question.type().isAsked()) {
            return false;
        }
        int attempt = 0;
        if (row.answers.isDealtWith(question.name())) {
            if (row.answers.answer(question.name()) == null
                    || Evaluation.findings(cell).isEmpty()) {
                return false;
            }
            attempt = nextAttempt(row, question.name());
            if (attempt == MOST_ATTEMPTS) {
                return false;
            }
        }
        ChoiceList list = question.choices();
        Respondent.Asked asked = new Respondent.Asked(
                question, list == null ? Collections.emptyList() : evaluation.offered(row, question), rows, attempt);
        row.answers.put(question.name(), Answers.answer(respondent.answer(asked), host));
        cell.unsettled = true;
        return true;
    }

    /** Counts the answers to a question that the form found fault with, up to the most. */
    private int nextAttempt(FormRow row, String question) {
        Map<String, Integer> ofRow = attempts.get(row);
        if (ofRow == null) {
            ofRow = new LinkedHashMap<>();
            attempts.put(row, ofRow);
        }
        Integer before = ofRow.get(question);
        int attempt = before == null ? 1 : before < MOST_ATTEMPTS ? before + 1 : MOST_ATTEMPTS;
        ofRow.put(question, attempt);
        return attempt;
    }

    private boolean open(FormRow row, List<Integer> rows, Group group, Cell cell) {
        if (!group.isRepeat() || group.count() != null || !cell.relevant) {
            return false;
        }
        int wanted = respondent.rows(group.name(), rows);
        int most = wanted < group.mostRows() ? wanted : group.mostRows();
        if (cell.rows.size() >= most) {
            return false;
        }
        List<Answers> made = new ArrayList<>();
        while (made.size() < most) {
            made.add(Answers.none());
        }
        row.answers.put(group.name(), new Answer.Rows(made));
        cell.unsettled = true;
        return true;
    }
}
