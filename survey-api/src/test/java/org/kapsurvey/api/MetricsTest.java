package org.kapsurvey.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final TestService SERVICE = TestService.shared();

    @Test
    void requestsAreCountedByRouteAndNothingOfThemIsTold() throws Exception {
        URI metrics = SERVICE.measure(0);
        UUID id = UUID.randomUUID();
        assertThat(SERVICE.get("/livez").statusCode()).isEqualTo(200);
        assertThat(SERVICE.get("/api/interviews/" + id + "/revisions/7").statusCode())
                .isEqualTo(404);
        assertThat(SERVICE.get("/nowhere/" + id + "?name=Lan").statusCode()).isEqualTo(404);
        assertThat(TestService.send(SERVICE.request("/nowhere/" + id).DELETE().build())
                        .statusCode())
                .isBetween(404, 405);
        String text = TestService.send(HttpRequest.newBuilder(metrics).build()).body();
        assertThat(text)
                .containsPattern(
                        "kap_http_request_duration_seconds_count\\{method=\"GET\",route=\"/livez\",status=\"200\"} [1-9]")
                .containsPattern("kap_http_request_duration_seconds_bucket\\{method=\"GET\","
                        + "route=\"/api/interviews/\\{id}/revisions/\\{revision}\",status=\"404\",le=\"0.25\"} [0-9]")
                .containsPattern("_count\\{method=\"GET\",route=\"/<file>\",status=\"404\"} [1-9]")
                .containsPattern("_count\\{method=\"DELETE\",route=\"none\",status=\"40[45]\"} [1-9]")
                .contains("kap_ready 1.0")
                .contains("kap_database_connections{pool=\"kap\",state=\"most\"} 8.0")
                .contains("kap_database_connections{pool=\"kap-reports\",state=\"waiting\"} 0.0")
                .contains("jvm_memory_used_bytes{area=\"heap\"}")
                .contains("process_start_time_seconds")
                .doesNotContain(id.toString())
                .doesNotContain("Lan");
    }

    @Test
    void onlyThisMachineReadsThemAndAPortThatIsTakenIsNamed() throws Exception {
        URI metrics = SERVICE.measure(0);
        assertThat(metrics.getHost()).isEqualTo("127.0.0.1");
        // Were it bound to all addresses, this one of the same machine would answer too.
        try (Socket socket = new Socket()) {
            assertThatThrownBy(() -> socket.connect(new InetSocketAddress("127.0.0.2", metrics.getPort()), 5_000))
                    .isInstanceOf(ConnectException.class);
        }
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> SERVICE.measure(other.getLocalPort()))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("Port " + other.getLocalPort() + " of 127.0.0.1 is taken")
                    .hasMessageContaining("--metrics-port");
        }
        assertThat(SERVICE.get("/metrics").statusCode())
                .as("not on the port that everybody reaches")
                .isEqualTo(404);
    }
}
