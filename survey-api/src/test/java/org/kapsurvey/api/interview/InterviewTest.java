package org.kapsurvey.api.interview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.TestService.interview;
import static org.kapsurvey.api.TestService.sha256;
import static org.kapsurvey.api.database.generated.Tables.AUDIT;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_CONFLICT;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.database.generated.tables.records.InterviewRecord;

class InterviewTest {
    private final TestService service = TestService.shared();

    @Test
    void theSameInterviewPostedEightTimesAtOnceIsOneRowAndEightEqualReceipts() throws Exception {
        int ids = 60;
        ExecutorService devices = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < ids; i++) {
                UUID id = UUID.randomUUID();
                byte[] body = bytes(interview(id, 1));
                CyclicBarrier together = new CyclicBarrier(8);
                List<Future<HttpResponse<String>>> replies = new ArrayList<>();
                for (int copy = 0; copy < 8; copy++) {
                    replies.add(devices.submit(() -> {
                        together.await();
                        return service.put(id, 1, body);
                    }));
                }
                Set<String> receipts = new HashSet<>();
                for (Future<HttpResponse<String>> reply : replies) {
                    assertThat(reply.get().statusCode()).isEqualTo(201);
                    receipts.add(reply.get().body());
                }
                assertThat(receipts).hasSize(1);
                assertThat(receipts.iterator().next()).contains("\"sha256\":\"" + sha256(body) + "\"");
                assertThat(rows(id)).isEqualTo(1);
                assertThat(audits(id, "interview.received")).isEqualTo(1);
            }
        } finally {
            devices.shutdownNow();
        }
        System.out.println(ids + " interviews x 8 posts at once: rows=" + ids + " equal receipts=" + ids * 8);
    }

    @Test
    void anInterviewIsKeptByteForByteBesideTheRecordThatTheEngineMakes() throws Exception {
        UUID id = UUID.randomUUID();
        byte[] body =
                bytes(interview(id, 1, "{ \"age\" : \"12\", \"heard\":{\"missing\":\"dk\"}, \"channels\":\"tv\"}"));
        HttpResponse<String> reply = service.put(id, 1, body);
        assertThat(reply.statusCode()).isEqualTo(201);
        assertThat(reply.body()).contains("\"status\":\"stored\"");
        InterviewRecord row = row(id);
        assertThat(row.getPayload()).isEqualTo(body);
        assertThat(row.getSha256()).isEqualTo(sha256(body));
        assertThat(row.getCanonical().data())
                .contains("\"age\": \"12\"")
                .contains("\"heard\": {\"missing\": \"dk\"}")
                .contains("\"channels\": {\"missing\": \"not_asked\"}");
        assertThat(row.getFindings().data())
                .contains("\"constraint\"")
                .as("the device's engine and outcome are not ours: reported, not refused")
                .contains("\"other-engine\"")
                .contains("\"other-outcome\"");
    }

    @Test
    void otherBytesForTheSameRevisionAreRefusedAndBothAreKept() throws Exception {
        UUID id = UUID.randomUUID();
        byte[] first = bytes(interview(id, 1));
        byte[] second = bytes(interview(id, 1, "{\"age\":\"28\",\"heard\":\"no\"}"));
        HttpResponse<String> receipt = service.put(id, 1, first);
        for (int again = 0; again < 3; again++) {
            HttpResponse<String> reply = service.put(id, 1, second);
            assertThat(reply.statusCode()).isEqualTo(409);
            assertThat(reply.body())
                    .contains("\"code\":\"409.1\"")
                    .contains(sha256(first))
                    .contains(sha256(second));
        }
        assertThat(service.put(id, 1, first).body()).isEqualTo(receipt.body());
        assertThat(row(id).getPayload()).isEqualTo(first);
        List<byte[]> conflicts = service.database()
                .read(tables -> tables.select(INTERVIEW_CONFLICT.PAYLOAD)
                        .from(INTERVIEW_CONFLICT)
                        .where(INTERVIEW_CONFLICT.INTERVIEW_ID.eq(id))
                        .fetch(INTERVIEW_CONFLICT.PAYLOAD));
        assertThat(conflicts).as("a repeated conflict adds no row").hasSize(1);
        assertThat(conflicts.get(0)).isEqualTo(second);
        assertThat(audits(id, "interview.conflict")).isEqualTo(1);
    }

    @Test
    void aReceiptCanBeAskedForAgain() throws Exception {
        UUID id = UUID.randomUUID();
        String address = "/api/interviews/" + id + "/revisions/1";
        assertThat(service.get(address).body()).contains("\"code\":\"404.3\"");
        String receipt = service.put(id, 1, bytes(interview(id, 1))).body();
        HttpResponse<String> again = service.get(address);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(receipt);
    }

    /** What is replaced in a good interview, what by, and why the result is set aside. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "27                  | \\u0000                                | nul",
                "\"tv radio\"        | \"tv\",\"age\":\"28\"                 | not-json",
                "}}                  | }                                     | not-json",
                "kap-interview/1     | kap-interview/9                       | wrong-format",
                "\"outcome\":\"complete\"| \"outcome\":\"done\"              | wrong-format",
                "\"age\"             | \"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]],\"age\" | too-complex",
                "\"revision\":1      | \"revision\":2                        | other-id",
                "\"version\":\"1\"   | \"version\":\"77\"                    | unknown-questionnaire",
                "\"form\":\"test-form\"| \"form\":\"../../etc\"              | unknown-questionnaire",
                "\"hash\":\"         | \"hash\":\"0                          | other-questionnaire",
                "\"round\":null      | \"round\":\"nowhere\"                 | unknown-round",
                "\"selection\":null  | \"selection\":\"p-1\"                 | unknown-selection"
            })
    void whatCanNotBeReadIsSetAsideWithAReceipt(String good, String bad, String reason) throws Exception {
        UUID id = UUID.randomUUID();
        String text = interview(id, 1);
        assertThat(text).contains(good);
        byte[] body = bytes(text.replace(good, bad));
        HttpResponse<String> reply = service.put(id, 1, body);
        assertThat(reply.statusCode()).isEqualTo(201);
        assertThat(reply.body()).contains("\"status\":\"quarantined\"");
        assertThat(service.put(id, 1, body).body()).isEqualTo(reply.body());
        InterviewRecord row = row(id);
        assertThat(row.getQuarantineReason()).isEqualTo(reason);
        assertThat(row.getPayload()).isEqualTo(body);
        assertThat(row.getCanonical()).isNull();
    }

    @Test
    void bytesThatAreNoTextAreSetAsideWithAReceipt() throws Exception {
        UUID id = UUID.randomUUID();
        byte[] body = {(byte) 0xff, 0, (byte) 0xc3, '{'};
        assertThat(service.put(id, 1, body).body()).contains("\"status\":\"quarantined\"");
        assertThat(row(id).getQuarantineReason()).isEqualTo("not-utf8");
        assertThat(row(id).getPayload()).isEqualTo(body);
    }

    @Test
    void aRecordThatTheDatabaseCanNotHoldIsSetAsideAndItsBytesAreKept() {
        UUID id = UUID.randomUUID();
        Payload payload = new Payload(bytes("{}"));
        Reading unstorable = new Reading(
                null, null, null, "test-form", "1", null, null, "complete", "{\"a\":\"\\u0000\"}", "[]", null);
        Receipt receipt = new InterviewStore(service.database()).keepOne(new Arrival(id, 1, payload, unstorable));
        assertThat(receipt.status()).isEqualTo(Receipt.Status.QUARANTINED);
        assertThat(row(id).getQuarantineReason()).isEqualTo("not-storable");
        assertThat(row(id).getPayload()).isEqualTo(payload.bytes());
    }

    private int rows(UUID id) {
        return service.database().read(tables -> tables.fetchCount(INTERVIEW, INTERVIEW.INTERVIEW_ID.eq(id)));
    }

    private int audits(UUID id, String action) {
        return service.database()
                .read(tables ->
                        tables.fetchCount(AUDIT, AUDIT.INTERVIEW_ID.eq(id).and(AUDIT.ACTION.eq(action))));
    }

    private InterviewRecord row(UUID id) {
        return service.database().read(tables -> tables.fetchSingle(INTERVIEW, INTERVIEW.INTERVIEW_ID.eq(id)));
    }
}
