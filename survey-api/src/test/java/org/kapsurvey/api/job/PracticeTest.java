package org.kapsurvey.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.database.generated.tables.records.InterviewRecord;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.RoundTable;

/** An interview that was made up to practise never counts, whatever a client sends and whatever is decided about it. */
class PracticeTest {
    private static final String ROUND = "practice";
    private static final String ANSWERS = "{\"sex\":\"f\",\"age\":\"30\",\"knows\":\"yes\",\"channels\":\"tv\"}";

    private final TestService service = TestService.shared();

    @Test
    void practiceThatIsSentAsAnInterviewOfARoundReachesNoTable() throws Exception {
        TestRound.open(service.database(), ROUND);
        String empty = read().interviewsHash();
        String outcomes = service.get("/api/rounds/" + ROUND + "/outcomes").body();
        for (String practice : List.of("true", "1", "\"yes\"", "null", "{}")) {
            UUID id = UUID.randomUUID();
            String body = TestRound.payload(id, ROUND, 0, ANSWERS)
                    .replace("\"revision\":1,", "\"revision\":1,\"practice\":" + practice + ",");
            assertThat(service.put(id, 1, TestService.bytes(body)).body()).contains("\"status\":\"quarantined\"");
            InterviewRecord row =
                    service.database().read(tables -> tables.fetchSingle(INTERVIEW, INTERVIEW.INTERVIEW_ID.eq(id)));
            assertThat(row.getQuarantineReason()).isEqualTo("practice");
            assertThat(row.getRoundId()).isNull();
            assertThat(row.getCanonical()).isNull();
            assertThat(service.post(
                                    "/api/interviews/" + id + "/state",
                                    "{\"revision\":1,\"from\":\"submitted\",\"to\":\"approved\"}")
                            .body())
                    .contains("\"code\":\"409.4\"");
        }
        assertThat(read().interviewed()).isZero();
        assertThat(read().interviewsHash()).isEqualTo(empty);
        assertThat(service.get("/api/rounds/" + ROUND + "/outcomes").body()).isEqualTo(outcomes);

        // The same answers in earnest do count.
        TestRound.put(service.uri(), TestRound.interview(ROUND, 0), ROUND, 0, ANSWERS);
        assertThat(read().interviewed()).isOne();
        assertThat(read().interviewsHash()).isNotEqualTo(empty);
    }

    private RoundTable read() {
        return service.database().report(tables -> {
            Round round = RoundStore.find(tables, ROUND).orElseThrow();
            return RoundTable.read(tables, round, List.of("submitted", "approved"));
        });
    }
}
