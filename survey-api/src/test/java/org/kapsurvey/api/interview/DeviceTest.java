package org.kapsurvey.api.interview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.database.generated.tables.records.InterviewRecord;

/** Numbers that devices give to their interviews, against the real service and its PostgreSQL. */
class DeviceTest {
    private final TestService service = TestService.shared();

    @Test
    void aNumberThatDoesNotComeIsAGapAndALateArrivalClosesIt() throws Exception {
        UUID device = UUID.randomUUID();
        send(device, "1");
        assertThat(gaps(device, "0")).isEmpty();
        send(device, "5");
        Instant later = Instant.now();
        assertThat(gaps(device, "0")).containsExactly("{\"from\":2,\"to\":4}");
        send(device, "3");
        assertThat(gaps(device, "0")).containsExactly("{\"from\":2,\"to\":2}", "{\"from\":4,\"to\":4}");
        DeviceStore.Gap gap = of(device).gaps().get(0);
        assertThat(gap.since()).as("when the first higher number came").isBefore(later);
        send(device, "4");
        send(device, "2");
        assertThat(gaps(device, "0")).isEmpty();
        assertThat(of(device).interviews()).isEqualTo(5);
        assertThat(of(device).highest()).isEqualTo(5);
    }

    @Test
    void aGapIsToldOnlyWhenItHasBeenThereForTheHoursThatAreAsked() throws Exception {
        UUID device = UUID.randomUUID();
        send(device, "2");
        assertThat(gaps(device, "0")).containsExactly("{\"from\":1,\"to\":1}");
        assertThat(gaps(device, "1")).isEmpty();
        assertThat(service.get("/api/devices?hours=x").statusCode()).isEqualTo(400);
    }

    @Test
    void anInterviewThatIsQuarantinedClosesItsGapToo() throws Exception {
        UUID device = UUID.randomUUID();
        send(device, "2");
        UUID id = UUID.randomUUID();
        String unknown =
                numbered(TestService.interview(id, 1), device, "1").replace("\"test-form\"", "\"no-such-form\"");
        assertThat(service.put(id, 1, TestService.bytes(unknown)).body()).contains("\"quarantined\"");
        assertThat(gaps(device, "0")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"7\"", "99999999999", "1e3", "null"})
    void aNumberThatIsNoneRefusesNoInterview(String number) throws Exception {
        UUID device = UUID.randomUUID();
        InterviewRecord row = send(device, number);
        assertThat(row.getStatus()).isEqualTo("stored");
        assertThat(row.getDeviceId()).isNull();
        assertThat(row.getDeviceNumber()).isNull();
    }

    /** An interview of a device; its row. */
    private InterviewRecord send(UUID device, String number) throws Exception {
        UUID id = UUID.randomUUID();
        byte[] body = TestService.bytes(numbered(TestService.interview(id, 1), device, number));
        assertThat(service.put(id, 1, body).statusCode()).isEqualTo(201);
        return service.database().read(tables -> tables.fetchSingle(INTERVIEW, INTERVIEW.INTERVIEW_ID.eq(id)));
    }

    private static String numbered(String interview, UUID device, String number) {
        return interview.replace("\"device\":{", "\"device\":{\"id\":\"" + device + "\",\"number\":" + number + ",");
    }

    private DeviceStore.Device of(UUID device) {
        return new DeviceStore(service.database())
                .devices(Instant.now()).stream()
                        .filter(one -> one.device().equals(device))
                        .findFirst()
                        .orElseThrow();
    }

    /** The gaps of a device as the service tells them, without their times. */
    private List<String> gaps(UUID device, String hours) throws Exception {
        String body = service.get("/api/devices?hours=" + hours).body();
        String own = body.substring(body.indexOf("{\"device\":\"" + device));
        String gaps = own.substring(own.indexOf("\"gaps\":[") + 8, own.indexOf(']'));
        return gaps.isEmpty()
                ? List.of()
                : List.of(gaps.replaceAll(",\"since\":\"[^\"]+\"", "").split("(?<=}),"));
    }
}
