package org.kapsurvey.api.interview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.TestService.bytes;
import static org.kapsurvey.api.TestService.interview;
import static org.kapsurvey.api.TestService.sha256;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_CONFLICT;
import static org.kapsurvey.api.database.generated.Tables.UNOPENED_ENVELOPE;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.seal.Envelopes;
import org.kapsurvey.api.seal.SealingKey;
import org.kapsurvey.api.seal.SealingKeyStore;
import org.kapsurvey.api.seal.TestEnvelope;

/** Interviews that come sealed, by HTTP. */
final class SealedInterviewTest {
    private final TestService service = TestService.shared();
    private final SealingKey key = TestEnvelope.key(service.database());
    private final UUID id = UUID.randomUUID();
    private final byte[] plain = bytes(interview(id, 1));

    @Test
    void whatIsStoredAndTheReceiptAreThoseOfTheInterviewInPlain() throws Exception {
        HttpResponse<String> reply = put(id, TestEnvelope.seal(key, id, 1, plain));
        assertThat(reply.statusCode()).isEqualTo(201);
        assertThat(reply.body()).contains("\"sha256\":\"" + sha256(plain) + "\"", "\"status\":\"stored\"");
        assertThat(payload()).isEqualTo(plain);
        // Sealed anew, in plain, and in a batch: the same interview.
        assertThat(put(id, TestEnvelope.seal(key, id, 1, plain)).body()).isEqualTo(reply.body());
        assertThat(service.put(id, 1, plain).body()).isEqualTo(reply.body());
        assertThat(batch(TestEnvelope.seal(key, id, 1, plain)))
                .isEqualTo("{\"interviews\":[{\"receipt\":" + reply.body() + "}]}");
        assertThat(unopened()).isEmpty();
    }

    @Test
    void aRetiredKeyStillOpens() throws Exception {
        byte[] envelope = TestEnvelope.seal(key, id, 1, plain);
        TestEnvelope.rotate(service.database());
        assertThat(TestEnvelope.key(service.database()).id()).isNotEqualTo(key.id());
        assertThat(put(id, envelope).body()).contains("\"status\":\"stored\"");
        assertThat(payload()).isEqualTo(plain);
    }

    @Test
    void noByteOfAnEnvelopeCanBeChangedSoThatSomethingElseComesOut() throws Exception {
        Envelopes envelopes = new Envelopes(new SealingKeyStore(service.database()));
        byte[] envelope = TestEnvelope.seal(key, id, 1, plain);
        assertThat(envelopes.open(id, 1, envelope).content()).isEqualTo(plain);
        int refused = 0;
        for (int at = 0; at < envelope.length; at++) {
            for (int bit : new int[] {1, 4, 32}) {
                byte[] changed = envelope.clone();
                changed[at] ^= (byte) bit;
                Envelopes.Opened opened = envelopes.open(id, 1, changed);
                if (opened.content() == null) {
                    refused++;
                } else {
                    // The last digit of Base64 has bits that stand for nothing.
                    assertThat(opened.content()).isEqualTo(plain);
                }
            }
        }
        assertThat(refused).isGreaterThan(3 * envelope.length - 6);
        assertThat(envelopes.open(UUID.randomUUID(), 1, envelope).fault()).isEqualTo(Envelopes.Fault.NOT_OPENED);
        assertThat(envelopes.open(id, 2, envelope).fault()).isEqualTo(Envelopes.Fault.NOT_OPENED);
    }

    @Test
    void whatCanNotBeOpenedIsKeptApartAndTheInterviewItselfMayStillCome() throws Exception {
        byte[] changed = TestEnvelope.seal(key, id, 1, plain);
        changed[changed.length - 10] ^= 1;
        HttpResponse<String> reply = put(id, changed);
        assertThat(reply.statusCode()).isEqualTo(201);
        assertThat(reply.body()).contains("\"sha256\":\"" + sha256(changed) + "\"", "\"status\":\"quarantined\"");
        assertThat(put(id, changed).body()).isEqualTo(reply.body());
        byte[] strange = TestEnvelope.seal(TestEnvelope.strange(), id, 1, plain);
        assertThat(batch(strange)).contains(sha256(strange), "\"status\":\"quarantined\"");
        assertThat(unopened()).containsExactlyInAnyOrder("not-opened", "unknown-key");
        assertThat(service.get("/api/interviews/" + id + "/revisions/1").statusCode())
                .isEqualTo(404);

        assertThat(put(id, TestEnvelope.seal(key, id, 1, plain)).body()).contains("\"status\":\"stored\"");
        assertThat(payload()).isEqualTo(plain);
        assertThat(service.database()
                        .<Integer>read(tables ->
                                tables.fetchCount(INTERVIEW_CONFLICT, INTERVIEW_CONFLICT.INTERVIEW_ID.eq(id))))
                .isZero();
    }

    @Test
    void anEnvelopeThatWasCutOnTheWayIsNotKept() throws Exception {
        byte[] envelope = TestEnvelope.seal(key, id, 1, plain);
        HttpResponse<String> reply = TestService.send(request(id)
                .header("Content-Digest", TestService.contentDigest(envelope))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(envelope, 0, envelope.length - 1))
                .build());
        assertThat(reply.body()).contains("\"code\":\"422.1\"");
        assertThat(unopened()).isEmpty();
    }

    @Test
    void whatIsInsideIsReadLikeAnyInterview() throws Exception {
        UUID other = UUID.randomUUID();
        byte[] wrong = bytes(interview(other, 1));
        assertThat(put(id, TestEnvelope.seal(key, id, 1, wrong)).body())
                .contains("\"sha256\":\"" + sha256(wrong) + "\"", "\"status\":\"quarantined\"");
        assertThat(service.database()
                        .<String>read(tables -> tables.select(INTERVIEW.QUARANTINE_REASON)
                                .from(INTERVIEW)
                                .where(INTERVIEW.INTERVIEW_ID.eq(id))
                                .fetchSingle(INTERVIEW.QUARANTINE_REASON)))
                .isEqualTo("other-id");
    }

    private HttpRequest.Builder request(UUID interview) {
        return service.request("/api/interviews/" + interview + "/revisions/1")
                .header("Content-Type", "application/vnd.kap.sealed+json");
    }

    private HttpResponse<String> put(UUID interview, byte[] envelope) throws Exception {
        return TestService.send(request(interview)
                .header("Content-Digest", TestService.contentDigest(envelope))
                .PUT(HttpRequest.BodyPublishers.ofByteArray(envelope))
                .build());
    }

    private String batch(byte[] envelope) throws Exception {
        return service.post(
                        "/api/interviews",
                        "{\"interviews\":[{\"interview\":\"%s\",\"revision\":1,\"sha256\":\"%s\",\"sealed\":[\"%s\"]}]}"
                                .formatted(
                                        id,
                                        sha256(envelope),
                                        Base64.getEncoder().encodeToString(envelope)))
                .body();
    }

    private byte[] payload() {
        return service.database()
                .read(tables -> tables.select(INTERVIEW.PAYLOAD)
                        .from(INTERVIEW)
                        .where(INTERVIEW.INTERVIEW_ID.eq(id))
                        .fetchSingle(INTERVIEW.PAYLOAD));
    }

    private List<String> unopened() {
        return service.database()
                .read(tables -> tables.select(UNOPENED_ENVELOPE.REASON)
                        .from(UNOPENED_ENVELOPE)
                        .where(UNOPENED_ENVELOPE.INTERVIEW_ID.eq(id))
                        .fetch(UNOPENED_ENVELOPE.REASON));
    }
}
