package org.kapsurvey.api.interview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.TestService.interview;
import static org.kapsurvey.api.TestService.sha256;
import static org.kapsurvey.api.database.generated.Tables.AUDIT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_CONFLICT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.database.generated.tables.records.InterviewRecord;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonWriter;

class InterviewBatchTest {
    private final TestService service = TestService.shared();

    /** One interview to send. */
    private static final class Sent {
        private final UUID id;
        private final int revision;
        private final byte[] body;

        Sent(UUID id, int revision, byte[] body) {
            this.id = id;
            this.revision = revision;
            this.body = body;
        }

        static Sent whole() {
            UUID id = UUID.randomUUID();
            return new Sent(id, 1, bytes(interview(id, 1)));
        }

        String item() {
            return item(sha256(body));
        }

        String item(String sha256) {
            return "{\"interview\":\"%s\",\"revision\":%d,\"sha256\":\"%s\",\"content\":[\"%s\"]}"
                    .formatted(id, revision, sha256, Base64.getEncoder().encodeToString(body));
        }

        String address() {
            return "/api/interviews/" + id + "/revisions/" + revision;
        }
    }

    @Test
    void eachOfAMixedBatchHasItsOwnOutcomeInOrder() throws Exception {
        Sent repeated = Sent.whole();
        String earlier = service.put(repeated.id, 1, repeated.body).body();
        Sent taken = Sent.whole();
        service.put(taken.id, 1, taken.body);
        Sent other = new Sent(taken.id, 1, bytes(interview(taken.id, 1, "{\"age\":\"28\",\"heard\":\"no\"}")));
        Sent fresh = Sent.whole();
        Sent noText = new Sent(UUID.randomUUID(), 1, new byte[] {(byte) 0xff, 0, (byte) 0xc3, '{'});
        UUID foreign = UUID.randomUUID();
        Sent unknownForm = new Sent(foreign, 1, bytes(interview(foreign, 1).replace("test-form", "no-form")));
        Sent corrupt = Sent.whole();
        Sent last = Sent.whole();

        List<String> answers = post(
                fresh.item(),
                repeated.item(),
                other.item(),
                noText.item(),
                "7",
                unknownForm.item(),
                corrupt.item(sha256(last.body)),
                "{\"interview\":\"x\",\"revision\":1,\"sha256\":\"" + sha256(fresh.body) + "\",\"content\":[\"\"]}",
                "{\"interview\":\"" + UUID.randomUUID()
                        + "\",\"revision\":0,\"sha256\":\"z\",\"content\":[\"*\"],\"a\":1}",
                last.item());

        assertThat(answers).hasSize(10);
        assertThat(answers.get(0)).contains("\"status\":\"stored\"").isEqualTo(receiptOf(fresh));
        assertThat(answers.get(1)).isEqualTo("{\"receipt\":" + earlier + "}");
        assertThat(answers.get(2))
                .startsWith("{\"problem\":{\"code\":\"409.1\"")
                .contains(sha256(taken.body))
                .contains(sha256(other.body));
        assertThat(answers.get(3)).contains("\"status\":\"quarantined\"").isEqualTo(receiptOf(noText));
        assertThat(answers.get(4)).contains("\"code\":\"400.2\"").contains("body:5:1");
        assertThat(answers.get(5)).contains("\"status\":\"quarantined\"").isEqualTo(receiptOf(unknownForm));
        assertThat(answers.get(6)).contains("\"code\":\"422.1\"");
        assertThat(answers.get(7)).contains("\"code\":\"400.2\"").contains("must be a UUID");
        assertThat(answers.get(8))
                .contains("body:9:")
                .contains("\\\"revision\\\"")
                .contains("Base64");
        assertThat(answers.get(9)).isEqualTo(receiptOf(last));

        for (Sent kept : List.of(fresh, noText, unknownForm, last)) {
            assertThat(row(kept).getPayload()).isEqualTo(kept.body);
            assertThat(row(kept).getSha256()).isEqualTo(sha256(kept.body));
            assertThat(audits(kept)).isEqualTo(1);
            assertThat(state(kept)).isEqualTo("submitted 1 version 1");
        }
        assertThat(row(fresh).getCanonical().data()).contains("\"age\": \"27\"");
        assertThat(row(fresh).getFindings().data()).contains("\"other-engine\"");
        assertThat(row(taken).getPayload()).isEqualTo(taken.body);
        assertThat(conflicts(other)).containsExactly(sha256(other.body));
        assertThat(service.get(corrupt.address()).statusCode()).isEqualTo(404);
    }

    @Test
    void aBatchWhoseReplyWasLostIsSentAgainAndGivesTheSameReply() throws Exception {
        String[] items = wholes(200).stream().map(Sent::item).toArray(String[]::new);
        List<String> first = post(items);
        assertThat(first).hasSize(200).allSatisfy(answer -> assertThat(answer).startsWith("{\"receipt\":"));
        assertThat(post(items)).isEqualTo(first);
        List<String> backwards = new ArrayList<>(first);
        Collections.reverse(backwards);
        Collections.reverse(Arrays.asList(items));
        assertThat(post(items)).isEqualTo(backwards);
    }

    @Test
    void revisionsRepetitionsAndConflictsWithinOneBatchAreTakenInTheirOrder() throws Exception {
        UUID id = UUID.randomUUID();
        Sent second = new Sent(id, 2, bytes(interview(id, 2)));
        Sent first = new Sent(id, 1, bytes(interview(id, 1)));
        Sent otherwise = new Sent(id, 1, bytes(interview(id, 1, "{\"age\":\"30\",\"heard\":\"no\"}")));
        List<String> answers = post(
                second.item(),
                first.item(),
                otherwise.item(),
                first.item(),
                Sent.whole().item());
        assertThat(answers.get(0)).isEqualTo(receiptOf(second));
        assertThat(answers.get(1)).isEqualTo(receiptOf(first)).isEqualTo(answers.get(3));
        assertThat(answers.get(2)).contains("\"code\":\"409.1\"");
        assertThat(answers.get(4)).startsWith("{\"receipt\":");
        assertThat(row(first).getPayload()).isEqualTo(first.body);
        assertThat(state(first)).isEqualTo("submitted 2 version 2");
    }

    /** Eight devices, or one of which seven replies were lost, with the same interviews in other orders. */
    @Test
    void theSameBatchEightTimesAtOnceIsOneRowEachAndEqualReceipts() throws Exception {
        List<Sent> sent = wholes(60);
        ExecutorService devices = Executors.newFixedThreadPool(8);
        try {
            CyclicBarrier together = new CyclicBarrier(8);
            List<Future<List<String>>> replies = new ArrayList<>();
            for (int copy = 0; copy < 8; copy++) {
                List<Sent> shuffled = new ArrayList<>(sent);
                Collections.shuffle(shuffled, new Random(copy));
                replies.add(devices.submit(() -> {
                    together.await();
                    return post(shuffled.stream().map(Sent::item).toArray(String[]::new)).stream()
                            .sorted()
                            .toList();
                }));
            }
            List<String> first = replies.get(0).get();
            assertThat(first)
                    .hasSize(60)
                    .allSatisfy(answer -> assertThat(answer).startsWith("{\"receipt\":"));
            for (Future<List<String>> reply : replies) {
                assertThat(reply.get()).isEqualTo(first);
            }
        } finally {
            devices.shutdownNow();
        }
        assertThat(sent).allSatisfy(one -> assertThat(audits(one)).isEqualTo(1));
    }

    @Test
    void whatTheDatabaseCanNotHoldIsSetAsideAndTheOthersAreKept() {
        InterviewStore store = new InterviewStore(service.database());
        Reading good = reading("complete", "{}");
        List<Arrival> arrivals = List.of(
                arrival(good),
                arrival(reading("complete", "{\"a\":\"\\u0000\"}")),
                arrival(reading("no such outcome", "{}")),
                arrival(good));
        List<InterviewStore.Outcome> outcomes = store.keep(arrivals);
        assertThat(outcomes.get(0).receipt().status()).isEqualTo(Receipt.Status.STORED);
        assertThat(outcomes.get(1).receipt().status()).isEqualTo(Receipt.Status.QUARANTINED);
        assertThat(outcomes.get(2).problem().problem().code()).isEqualTo("500.1");
        assertThat(outcomes.get(3).receipt().status()).isEqualTo(Receipt.Status.STORED);
        assertThat(store.receipt(arrivals.get(2).id(), 1)).isEmpty();
        assertThat(store.receipt(arrivals.get(3).id(), 1))
                .contains(outcomes.get(3).receipt());
    }

    @Test
    void aListThatIsTooLongOrNoListIsRefusedAsAWhole() throws Exception {
        String[] items = wholes(201).stream().map(Sent::item).toArray(String[]::new);
        HttpResponse<String> tooMany = service.post("/api/interviews", body(items));
        assertThat(tooMany.statusCode()).isEqualTo(400);
        assertThat(tooMany.body()).contains("\"code\":\"400.2\"").contains("at most 200 interviews, found 201");
        assertThat(service.post("/api/interviews", "{\"interviews\":{}}").body())
                .contains("\"code\":\"400.2\"");
        assertThat(service.post("/api/interviews", "{\"interviews\":[").body()).contains("\"code\":\"400.1\"");
        assertThat(service.post("/api/interviews", body(" ".repeat(2_000_000))).body())
                .contains("\"code\":\"413.1\"");
        assertThat(post()).isEmpty();
    }

    private List<String> post(String... items) throws Exception {
        HttpResponse<String> reply = service.post("/api/interviews", body(items));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(200);
        JsonObject answer = (JsonObject) JsonReader.read("reply", reply.body());
        return ((JsonArray) answer.get("interviews"))
                .items().stream().map(JsonWriter::write).toList();
    }

    /** Each item on a line of its own, so that its line is its number. */
    private static String body(String... items) {
        return "{\"interviews\":[" + String.join(",\n", items) + "]}";
    }

    private static List<Sent> wholes(int count) {
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sent.add(Sent.whole());
        }
        return sent;
    }

    private String receiptOf(Sent sent) throws Exception {
        return "{\"receipt\":" + service.get(sent.address()).body() + "}";
    }

    private static Arrival arrival(Reading reading) {
        return new Arrival(UUID.randomUUID(), 1, new Payload(bytes("{}")), reading);
    }

    private static Reading reading(String outcome, String canonical) {
        return new Reading(null, null, null, "test-form", "1", null, null, outcome, canonical, "[]", null);
    }

    private InterviewRecord row(Sent sent) {
        return service.database()
                .read(tables -> tables.fetchSingle(
                        INTERVIEW, INTERVIEW.INTERVIEW_ID.eq(sent.id).and(INTERVIEW.REVISION.eq(sent.revision))));
    }

    private int audits(Sent sent) {
        return service.database()
                .read(tables -> tables.fetchCount(
                        AUDIT,
                        AUDIT.INTERVIEW_ID
                                .eq(sent.id)
                                .and(AUDIT.REVISION.eq(sent.revision))
                                .and(AUDIT.ACTION.eq("interview.received"))));
    }

    private String state(Sent sent) {
        return service.database()
                .read(tables -> tables.fetchSingle(INTERVIEW_STATE, INTERVIEW_STATE.INTERVIEW_ID.eq(sent.id)))
                .map(row -> row.get(INTERVIEW_STATE.STATE) + " " + row.get(INTERVIEW_STATE.REVISION) + " version "
                        + row.get(INTERVIEW_STATE.VERSION));
    }

    private List<String> conflicts(Sent sent) {
        return service.database()
                .read(tables -> tables
                        .select(INTERVIEW_CONFLICT.SHA256)
                        .from(INTERVIEW_CONFLICT)
                        .where(INTERVIEW_CONFLICT.INTERVIEW_ID.eq(sent.id))
                        .stream()
                        .map(row -> row.value1())
                        .collect(Collectors.toList()));
    }
}
