package org.kapsurvey.api.interview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.TestService.interview;
import static org.kapsurvey.api.database.generated.Tables.AUDIT;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;

class ReviewTest {
    private final TestService service = TestService.shared();
    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void submit() throws Exception {
        assertThat(service.put(id, 1, bytes(interview(id, 1))).statusCode()).isEqualTo(201);
    }

    @Test
    void anInterviewIsReturnedSentAgainAndApproved() throws Exception {
        assertThat(move(1, "submitted", "returned", "Tuổi chưa rõ").body())
                .isEqualTo("{\"interview\":\"" + id + "\",\"revision\":1,\"state\":\"returned\",\"version\":2}");
        service.put(id, 2, bytes(interview(id, 2)));
        assertThat(move(1, "returned", "submitted", "").body())
                .contains("\"code\":\"409.2\"")
                .contains("\"revision\":\"2\"");
        assertThat(move(2, "submitted", "approved", "").body()).contains("\"state\":\"approved\",\"version\":4");
        int moves = service.database()
                .read(tables ->
                        tables.fetchCount(AUDIT, AUDIT.INTERVIEW_ID.eq(id).and(AUDIT.ACTION.eq("interview.moved"))));
        assertThat(moves).as("each move has its entry").isEqualTo(2);
    }

    @Test
    void aRevisionThatComesAfterTheApprovalIsKeptAndChangesNothing() throws Exception {
        move(1, "submitted", "approved", "");
        assertThat(service.put(id, 2, bytes(interview(id, 2))).statusCode()).isEqualTo(201);
        assertThat(move(1, "submitted", "approved", "").body())
                .contains("\"state\":\"approved\"")
                .contains("\"revision\":\"1\"");
    }

    @Test
    void whatIsDecidedStaysDecided() throws Exception {
        move(1, "submitted", "rejected", "Trùng phiếu");
        for (String to : List.of("submitted", "returned", "approved", "void")) {
            HttpResponse<String> reply = move(1, "rejected", to, "x");
            assertThat(reply.statusCode()).isEqualTo(409);
            assertThat(reply.body()).contains("\"code\":\"409.3\"");
        }
    }

    @Test
    void aQuarantinedInterviewIsNotApproved() throws Exception {
        UUID broken = UUID.randomUUID();
        service.put(broken, 1, bytes("{"));
        assertThat(move(broken, 1, "submitted", "approved", "").body()).contains("\"code\":\"409.4\"");
        assertThat(move(broken, 1, "submitted", "void", "Phiếu hỏng").body()).contains("\"state\":\"void\"");
    }

    @Test
    void ofEightWhoDecideAtOnceOneWins() throws Exception {
        CyclicBarrier together = new CyclicBarrier(8);
        ExecutorService supervisors = Executors.newFixedThreadPool(8);
        try {
            List<Future<Integer>> replies = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String to = i % 2 == 0 ? "approved" : "rejected";
                replies.add(supervisors.submit(() -> {
                    together.await();
                    return move(1, "submitted", to, "x").statusCode();
                }));
            }
            List<Integer> codes = new ArrayList<>();
            for (Future<Integer> reply : replies) {
                codes.add(reply.get());
            }
            assertThat(codes).containsOnlyOnce(200).containsOnly(200, 409);
        } finally {
            supervisors.shutdownNow();
        }
    }

    @Test
    void whoGivesAnInterviewBackSaysWhy() throws Exception {
        HttpResponse<String> reply = move(1, "submitted", "returned", "");
        assertThat(reply.statusCode()).isEqualTo(400);
        assertThat(reply.body()).contains("\"code\":\"400.2\"").contains("reason");
    }

    @Test
    void anUnknownInterviewIsNotMoved() throws Exception {
        assertThat(move(UUID.randomUUID(), 1, "submitted", "approved", "").body())
                .contains("\"code\":\"404.3\"");
    }

    private HttpResponse<String> move(int revision, String from, String to, String reason) throws Exception {
        return move(id, revision, from, to, reason);
    }

    private HttpResponse<String> move(UUID interview, int revision, String from, String to, String reason)
            throws Exception {
        return service.post(
                "/api/interviews/" + interview + "/state",
                "{\"revision\":%d,\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"%s\"}"
                        .formatted(revision, from, to, reason));
    }
}
