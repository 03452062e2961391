package org.kapsurvey.api.interview;

import static org.kapsurvey.api.database.generated.Tables.ACCOUNT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.SELECTION;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.outcome.Disposition;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.Group;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.json.JsonWriter;

/**
 * The flags of a round's interviews, of those that the account may read: computed when they are asked for, by thresholds that may
 * have changed. Of interviews that were rejected or voided, or that nobody answered, none is looked at.
 */
final class RoundFlags {
    private static final String NOT_ASKED = "{\"missing\":\"not_asked\"}";
    private static final String DONT_KNOW = "{\"missing\":\"dk\"}";
    private static final int ROWS = 1_000;

    private final Database database;
    private final QuestionnaireStore questionnaires;
    private final ReviewThresholds thresholds;

    RoundFlags(Database database, QuestionnaireStore questionnaires, ReviewThresholds thresholds) {
        this.database = database;
        this.questionnaires = questionnaires;
        this.thresholds = thresholds;
    }

    /**
     * An interview that was looked at.
     *
     * @param name of the account that sent it; null where none did
     * @param flags empty where it has none
     */
    record Checked(
            UUID interview,
            State state,
            @Nullable String selection,
            String stratum,
            @Nullable String psu,
            @Nullable String name,
            Map<InterviewFlags.Flag, InterviewFlags.Told> flags) {}

    /**
     * All interviews that were looked at, as they came.
     *
     * @param whole whether they are of the whole round
     */
    record Result(boolean whole, List<Checked> interviews) {}

    /** Empty if there is no such round. */
    Optional<Result> of(String round) {
        if (!Round.isId(round)) {
            return Optional.empty();
        }
        List<Checked> checked = new ArrayList<>();
        List<InterviewFlags.Facts> facts = new ArrayList<>();
        Optional<Boolean> whole = database.report(tables -> {
            if (RoundStore.find(tables, round).isEmpty()) {
                return Optional.empty();
            }
            read(tables, round, checked, facts);
            return Optional.of(Scope.isWhole(tables, round));
        });
        // Pairs are compared without a connection, which others need.
        return whole.map(all -> {
            Map<UUID, Map<InterviewFlags.Flag, InterviewFlags.Told>> flags = InterviewFlags.of(facts, thresholds);
            return new Result(
                    all,
                    checked.stream()
                            .map(one -> new Checked(
                                    one.interview,
                                    one.state,
                                    one.selection,
                                    one.stratum,
                                    one.psu,
                                    one.name,
                                    flags.getOrDefault(one.interview, Map.of())))
                            .toList());
        });
    }

    private void read(DSLContext tables, String round, List<Checked> checked, List<InterviewFlags.Facts> facts) {
        Map<String, FormFacts> forms = new HashMap<>();
        try (Cursor<? extends Record> rows = tables.select(
                        INTERVIEW_STATE.INTERVIEW_ID,
                        INTERVIEW_STATE.STATE,
                        INTERVIEW_STATE.SELECTION_ID,
                        INTERVIEW_STATE.SENT_BY,
                        INTERVIEW_STATE.RECEIVED_AT,
                        SELECTION.STRATUM,
                        SELECTION.PSU,
                        ACCOUNT.DISPLAY_NAME,
                        INTERVIEW.FORM_ID,
                        INTERVIEW.VERSION,
                        INTERVIEW.PAYLOAD,
                        INTERVIEW.CANONICAL,
                        INTERVIEW.DEVICE_ID,
                        INTERVIEW.DEVICE_NUMBER)
                .from(ReviewQueue.current())
                .where(INTERVIEW_STATE.ROUND_ID.eq(round))
                .and(INTERVIEW_STATE.STATE.notIn(State.REJECTED.text(), State.VOID.text()))
                .and(INTERVIEW_STATE.STATUS.eq(Receipt.Status.STORED.text()))
                .and(INTERVIEW_STATE.OUTCOME.in(Disposition.COMPLETE.text(), Disposition.PARTIAL.text()))
                .and(Scope.of(INTERVIEW_STATE))
                .and(Scope.of(INTERVIEW))
                .orderBy(INTERVIEW_STATE.RECEIVED_AT, INTERVIEW_STATE.INTERVIEW_ID)
                .fetchSize(ROWS)
                .fetchLazy()) {
            for (Record row : rows) {
                String form = row.get(INTERVIEW.FORM_ID);
                String version = row.get(INTERVIEW.VERSION);
                FormFacts ofForm = forms.computeIfAbsent(
                        form + " " + version,
                        any -> new FormFacts(
                                questionnaires.find(form, version).orElseThrow().questionnaire()));
                checked.add(new Checked(
                        row.get(INTERVIEW_STATE.INTERVIEW_ID),
                        State.of(row.get(INTERVIEW_STATE.STATE)),
                        row.get(INTERVIEW_STATE.SELECTION_ID),
                        Objects.requireNonNullElse(row.get(SELECTION.STRATUM), ""),
                        row.get(SELECTION.PSU),
                        row.get(ACCOUNT.DISPLAY_NAME),
                        Map.of()));
                facts.add(ofForm.of(row));
            }
        }
    }

    /** The questions of a version of a form that are looked at: those asked outside of repeats. */
    private static final class FormFacts {
        private final List<String> names = new ArrayList<>();
        private final List<List<Integer>> lines = new ArrayList<>();
        private final Map<String, Integer> codes = new HashMap<>(Map.of(NOT_ASKED, 0, DONT_KNOW, 1));

        FormFacts(Questionnaire questionnaire) {
            Map<Group, Map<ChoiceList, List<Integer>>> tables = new HashMap<>();
            for (Question question : questionnaire.questions()) {
                if (!question.type().isAsked() || question.repeat() != null) {
                    continue;
                }
                Group group = question.group();
                ChoiceList list = question.choices();
                if (group != null
                        && group.appearance().equals(Group.TABLE)
                        && list != null
                        && question.type() == QuestionType.SELECT_ONE) {
                    tables.computeIfAbsent(group, any -> new HashMap<>())
                            .computeIfAbsent(list, any -> new ArrayList<>())
                            .add(names.size());
                }
                names.add(question.name());
            }
            tables.values().forEach(ofGroup -> lines.addAll(ofGroup.values()));
        }

        InterviewFlags.Facts of(Record row) {
            JsonObject payload = object(new String(row.get(INTERVIEW.PAYLOAD), StandardCharsets.UTF_8));
            JsonObject device = (JsonObject) Objects.requireNonNull(payload.get("device"));
            JsonObject answers = (JsonObject) Objects.requireNonNull(
                    object(row.get(INTERVIEW.CANONICAL).data()).get("answers"));
            int[] given = new int[names.size()];
            for (int i = 0; i < given.length; i++) {
                Json answer = answers.get(names.get(i));
                given[i] = answer == null ? 0 : codes.computeIfAbsent(JsonWriter.write(answer), any -> codes.size());
            }
            // A correction has a number of its own and the times of the interview that it corrects.
            Integer number = payload.get("correction") == null ? row.get(INTERVIEW.DEVICE_NUMBER) : null;
            return new InterviewFlags.Facts(
                    row.get(INTERVIEW_STATE.INTERVIEW_ID),
                    row.get(INTERVIEW.FORM_ID),
                    row.get(INTERVIEW.VERSION),
                    row.get(INTERVIEW_STATE.SENT_BY),
                    row.get(SELECTION.PSU),
                    time(device.get("openedAt")),
                    time(device.get("finishedAt")),
                    row.get(INTERVIEW_STATE.RECEIVED_AT).toInstant(),
                    number == null ? null : row.get(INTERVIEW.DEVICE_ID),
                    number == null ? 0 : number,
                    new InterviewFlags.Answered(given),
                    lines);
        }

        private static JsonObject object(String json) {
            return (JsonObject) JsonReader.read("", json);
        }

        /** The device's clock, as it says; null where that is no time. */
        private static @Nullable Instant time(@Nullable Json text) {
            try {
                return text instanceof JsonText time ? Instant.parse(time.value()) : null;
            } catch (DateTimeParseException e) {
                return null;
            }
        }
    }
}
