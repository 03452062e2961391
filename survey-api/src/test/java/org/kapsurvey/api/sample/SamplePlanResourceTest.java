package org.kapsurvey.api.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.frame.FrameBody;

class SamplePlanResourceTest {
    private static final String PLAN = """
            {"groups": [{"id": "adults", "share": 0.8}],
             "indicators": [{"id": "A", "rate": 0.8, "icc": 0.05, "target": 0.9}],
             "size": {"margin": 0.04, "take": 16, "response": 0.9},
             "allocation": {"strata": [
               {"stratum": "urban", "population": 600000, "clusters": 200},
               {"stratum": "rural", "population": 400000, "clusters": 190}]}}
            """;

    private final TestService service = TestService.shared();

    @Test
    void aPlanIsAnsweredWithItsReasoningAllocationAndPrecision() throws Exception {
        HttpResponse<String> reply = service.post("/api/sample/plan", PLAN);
        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body())
                .startsWith(
                        "{\"strata\":[],\"faults\":[],\"conflicts\":[],\"basis\":\"needs\",\"take\":16,\"clusters\":52,\"units\":832,")
                .contains("n₀ = z² p(1 − p) deff / e² = 1,960² × 0,800 × 0,200 × 1,540 / 0,0400² = 591,6.")
                .contains("{\"stratum\":\"urban\",\"population\":600000,")
                .contains("{\"indicator\":\"A\",\"domain\":\"rural\",\"rate\":0.8,")
                .doesNotContain("NaN");
    }

    @Test
    void allFaultsAreAnsweredAtOnceAndConflictsInBothLanguages() throws Exception {
        HttpResponse<String> faulty = service.post(
                "/api/sample/plan", PLAN.replace("\"rate\": 0.8", "\"rate\": 8").replace("0.05", "-1"));
        assertThat(faulty.statusCode()).isEqualTo(200);
        assertThat(faulty.body())
                .startsWith(
                        "{\"strata\":[],\"faults\":[{\"kind\":\"FORM\",\"file\":\"\",\"line\":2,\"column\":37,\"vi\":{\"message\":"
                                + "\"\\\"rate\\\" phải là tỷ lệ lớn hơn 0 và nhỏ hơn 1, nhưng ở đây là 8.\",")
                .contains("\"remedy\":\"Write per cent as a share: 0.08.\"}")
                .contains("\\\"icc\\\" must be a share from 0 to 1, found -1.")
                .endsWith("\"conflicts\":[]}");
        HttpResponse<String> impossible = service.post("/api/sample/plan", PLAN.replace("0.04", "0.004"));
        assertThat(impossible.body())
                .startsWith(
                        "{\"strata\":[],\"faults\":[],\"conflicts\":[{\"message\":{\"vi\":\"Các tầng chỉ có 390, ít hơn cỡ mẫu")
                .contains("\"en\":\"The strata have only 390, less than the size")
                .doesNotContain("basis");
    }

    @Test
    void noFileIsReadAndNoHoursAreSpent() throws Exception {
        HttpResponse<String> file =
                service.post("/api/sample/plan", PLAN.replace("\"groups\"", "\"plan\": \"/etc/hostname\", \"groups\""));
        assertThat(file.body()).contains("The service reads no files.");
        String many = IntStream.range(0, 700)
                .mapToObj(i -> "{\"id\": \"A" + i + "\", \"rate\": 0.8, \"icc\": 0.05}")
                .collect(Collectors.joining(","));
        HttpResponse<String> large = service.post(
                "/api/sample/plan",
                PLAN.replace("{\"id\": \"A\", \"rate\": 0.8, \"icc\": 0.05, \"target\": 0.9}", many));
        assertThat(large.body()).contains("are 2100, more than 2000.");
    }

    @Test
    void strataComeFromAStoredFrameAsOfADay() throws Exception {
        assertThat(service.post("/api/frames", FrameBody.of("plan-frame")).statusCode())
                .isEqualTo(201);
        String plan = """
                {"name": "p", "frame": {"file": "plan-frame-1-2026-09-01.csv", "date": "2026-09-01"},
                 "strata": {"by": ["setting"], "merge": {"island": "rural"}}, "stages": [{"unit": "residential_group"}],
                 "indicators": [{"id": "A", "rate": 0.8, "icc": 0.05}], "size": {"clusters": 8, "take": 10}}
                """;
        HttpResponse<String> reply = service.post(
                "/api/sample/plan", plan.replace("\"setting\"], \"merge\": {\"island\": \"rural\"}", "\"commune\"]"));
        assertThat(reply.body())
                .startsWith("{\"strata\":[{\"stratum\":\"00101\",\"population\":")
                .contains("\"faults\":[],\"conflicts\":[{\"message\":{\"vi\":");
        String all = service.post(
                        "/api/sample/plan",
                        plan.replace("\"by\": [\"setting\"], \"merge\": {\"island\": \"rural\"}", ""))
                .body();
        assertThat(all).startsWith("{\"strata\":[{\"stratum\":\"all\",").contains("\"basis\":\"clusters\"");

        String other = plan.replace("plan-frame-1-2026-09-01", "plan-frame-7-2026-09-01");
        assertThat(service.post("/api/sample/plan", other).body())
                .contains("There is no frame plan-frame version 7.", "plan-frame-1");
        assertThat(service.post(
                                "/api/sample/plan",
                                plan.replace("\"date\": \"2026-09-01\"", "\"date\": \"2026-09-02\""))
                        .body())
                .contains("The date is 2026-09-02, but the file is of 2026-09-01.");
        assertThat(service.post("/api/sample/plan", plan.replace("plan-frame-1-2026-09-01.csv", "/etc/hostname"))
                        .body())
                .contains("names no stored frame.");
        assertThat(service.post("/api/sample/plan", plan.replace("2026-09-01", "1999-01-01"))
                        .body())
                .contains("\"faults\":[{\"kind\":\"FORM\",");
    }

    @Test
    void whatIsNoPlanIsRefused() throws Exception {
        assertThat(service.post("/api/sample/plan", "[]").body()).contains("A sample plan must be an object");
        assertThat(service.post("/api/sample/plan", "{").body()).contains("\"line\":1");
        HttpResponse<String> deep = service.post("/api/sample/plan", "[".repeat(100));
        assertThat(deep.statusCode()).isEqualTo(400);
        assertThat(deep.body()).contains("400.6");
    }
}
