package org.kapsurvey.api.interview;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.database.generated.tables.records.InterviewRecord;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNumber;

/** Reads the comments of a wish to return an interview, and holds them against the questions that it has. */
public final class ReturnComments {
    private static final int LONGEST = 500;

    private final Database database;
    private final QuestionnaireStore questionnaires;

    public ReturnComments(Database database, QuestionnaireStore questionnaires) {
        this.database = database;
        this.questionnaires = questionnaires;
    }

    /** Those of {@code comments}, which may be absent; what is wrong with them is among the faults of {@code fields}. */
    List<ReviewComment> read(JsonFields fields, UUID id, int revision, State to) {
        List<JsonFields> given = fields.optionalObjects("comments");
        if (given.isEmpty()) {
            return List.of();
        }
        if (to != State.RETURNED) {
            fields.fault("comments", "Only an interview that is returned has comments.", "");
        }
        Optional<Set<ShownAnswers.Asked>> questions = questions(id, revision);
        Set<ShownAnswers.Asked> before = new HashSet<>();
        List<ReviewComment> comments = new ArrayList<>();
        for (JsonFields one : given) {
            ShownAnswers.Asked of = new ShownAnswers.Asked(one.text("question"), row(one));
            String text = one.text("text").strip();
            one.refuseUnknown();
            if (text.isEmpty() || text.length() > LONGEST) {
                one.fault("text", "\"text\" must have 1 to 500 characters.", "");
            }
            // Where there is no such interview the move says so.
            if (questions.isPresent() && !questions.get().contains(of)) {
                one.fault("question", "The interview has no such question in that row.", "");
            } else if (!before.add(of)) {
                one.fault("question", "The question has a comment already.", "");
            }
            comments.add(new ReviewComment(of.question(), of.row(), text));
        }
        return comments;
    }

    private static List<Integer> row(JsonFields fields) {
        List<Integer> row = new ArrayList<>();
        for (Json item : fields.optionalItems("row")) {
            if (item instanceof JsonNumber number && number.value() >= 1 && number.value() == (int) number.value()) {
                row.add((int) number.value());
            } else {
                fields.faults().add(item.place(), "\"row\" must hold numbers of rows, from 1.", "");
            }
        }
        return row;
    }

    /** None of an interview that could not be read; empty where there is none that the account may read. */
    private Optional<Set<ShownAnswers.Asked>> questions(UUID id, int revision) {
        InterviewRecord interview = database.read(tables -> tables.selectFrom(INTERVIEW)
                .where(INTERVIEW.INTERVIEW_ID.eq(id))
                .and(INTERVIEW.REVISION.eq(revision))
                .and(Scope.of(INTERVIEW))
                .fetchOne());
        if (interview == null) {
            return Optional.empty();
        }
        if (interview.getStatus().equals(Receipt.Status.QUARANTINED.text())) {
            return Optional.of(Set.of());
        }
        return Optional.of(ShownAnswers.of(
                        questionnaires,
                        Objects.requireNonNull(interview.getFormId()),
                        Objects.requireNonNull(interview.getVersion()),
                        new Payload(interview.getPayload()),
                        "vi")
                .questions());
    }
}
