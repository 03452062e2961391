package org.kapsurvey.api.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.io.SampleFolder;
import org.kapsurvey.analysis.io.SampleRun;
import org.kapsurvey.analysis.sampling.DrawnUnit;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.frame.FrameBody;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.questionnaire.fault.Faults;

/** A sample drawn by the service from a stored frame, and gone on with by the command. */
class ServiceDrawTest {
    private static final TestService SERVICE = TestService.shared();
    private static final String PLAN = """
            {"name": "mau-9", "seed": "hạt giống", "frame": {"file": "draw-frame-1-2026-09-01.csv", "date": "2026-09-01"},
             "indicators": [{"id": "A", "rate": 0.8, "icc": 0.05}], "size": {"clusters": 4, "take": 6},
             "stages": [{"unit": "commune"}, {"unit": "residential_group", "count": 2}, {"unit": "household", "count": 3}]}
            """;

    @TempDir
    Path folder;

    private static void open(String round) throws Exception {
        SERVICE.post("/api/frames", FrameBody.of("draw-frame"));
        new PlanStore(SERVICE.database()).publish("sample-plan", "{}".getBytes(StandardCharsets.UTF_8));
        new RoundStore(SERVICE.database())
                .open(new Round(round, "sample-plan", "test-form", "1", "Đợt", "Round", 2027, 1.5, true));
    }

    private static HttpResponse<String> draw(String round, String plan) throws Exception {
        return SERVICE.post("/api/rounds/" + round + "/sample", plan);
    }

    @Test
    void theServiceDrawsWhatTheCommandDrawsAndTheCommandGoesOn() throws Exception {
        open("draw-here");
        HttpResponse<String> drawn = draw("draw-here", PLAN);
        assertThat(drawn.statusCode()).as(drawn.body()).isEqualTo(201);
        assertThat(draw("draw-here", PLAN).statusCode()).isEqualTo(200);
        SampleStore samples = new SampleStore(SERVICE.database());
        SampleStore.Stored stored = samples.find("draw-here").orElseThrow();
        assertThat(stored.frameDate()).isEqualTo("2026-09-01");
        assertThat(stored.second().orElseThrow()).hasSizeGreaterThanOrEqualTo(8);

        unpack("/api/rounds/draw-here/sample.zip");
        SampleRun.run(folder.resolve("sample.json"), SampleRun.Input.none(), folder.resolve("again"));
        for (String file : List.of("psus.csv", "ssus.csv")) {
            assertThat(Files.readString(folder.resolve("again").resolve(file)))
                    .isEqualTo(Files.readString(folder.resolve("drawn").resolve(file)));
        }
        StringBuilder listing = new StringBuilder("cluster,household\n");
        for (DrawnUnit cluster : stored.second().orElseThrow()) {
            for (int i = 1; i <= 5; i++) {
                listing.append("%s,%s-%d\n".formatted(cluster.code(), cluster.code(), i));
            }
        }
        Path listed = Files.writeString(folder.resolve("listing.csv"), listing);
        SampleRun.run(
                folder.resolve("sample.json"),
                new SampleRun.Input(Optional.of(folder.resolve("drawn")), List.of(), List.of(listed), List.of()),
                folder.resolve("next"));
        Faults faults = new Faults();
        SampleFolder next = SampleFolder.read(folder.resolve("next"), faults).orElseThrow();
        SampleStore.Loaded loaded = samples.load("draw-here", next, Map.of());
        assertThat(loaded.units()).isZero();
        assertThat(loaded.households())
                .isEqualTo(3 * stored.second().orElseThrow().size());
    }

    @Test
    void whatCanNotBeDrawnIsToldInBothLanguagesAndNothingIsKept() throws Exception {
        open("draw-refused");
        assertThat(draw("draw-refused", PLAN.replace("\"seed\": \"hạt giống\",", ""))
                        .body())
                .contains("422.5", "The plan has no seed.", "Kế hoạch chưa có chuỗi khởi tạo ngẫu nhiên.");
        assertThat(draw("draw-refused", PLAN.replace("\"clusters\": 4", "\"clusters\": 40"))
                        .body())
                .contains("422.5", "The strata have only");
        assertThat(draw("draw-refused", PLAN.replace("draw-frame-1", "draw-frame-8"))
                        .body())
                .contains("422.5", "Không có khung draw-frame phiên bản 8.");
        assertThat(draw("draw-refused", PLAN.replace("\"size\"", "\"panel\": {\"round\": 2, \"keep\": 0.5}, \"size\""))
                        .body())
                .contains("A later round of a panel");
        assertThat(draw("draw-nowhere", PLAN).body()).contains("404.4");
        assertThat(new SampleStore(SERVICE.database()).find("draw-refused")).isEmpty();
        assertThat(SERVICE.get("/api/rounds/draw-refused/sample.zip").statusCode())
                .isEqualTo(404);
        assertThat(draw("draw-refused", PLAN).statusCode()).isEqualTo(201);
        assertThat(draw("draw-refused", PLAN.replace("hạt giống", "khác")).body())
                .contains("422.5", "has another seed", "khác chuỗi khởi tạo");
    }

    @Test
    void aPlanWhoseGroupsNoFormOfTheRoundIsAskedOfIsRefusedInBothLanguages() throws Exception {
        open("draw-other-groups");
        String form = new String(TestService.form(), StandardCharsets.UTF_8)
                .replace("\"test-form\"", "\"draw-older\"")
                .replaceFirst("\"version\"", "\"target_group\": \"older-people\", \"version\"");
        new QuestionnaireStore(SERVICE.database()).publish("draw-older/v1.json", form.getBytes(StandardCharsets.UTF_8));
        new RoundStore(SERVICE.database())
                .open(new Round("draw-groups", "sample-plan", "draw-older", "1", "Đợt", "Round", 2027, 1.5, true));
        String persons = PLAN.replace("\"count\": 3}]", "\"count\": 3}, {\"unit\": \"person\", \"groups\": [\"%s\"]}]");
        assertThat(draw("draw-groups", persons.formatted("older")).body())
                .contains(
                        "422.5", "No form of the round is asked of the groups", "không phiếu nào của đợt hỏi nhóm đó");
        assertThat(new SampleStore(SERVICE.database()).find("draw-groups")).isEmpty();
        HttpResponse<String> drawn = draw("draw-groups", persons.formatted("older-people"));
        assertThat(drawn.statusCode()).as(drawn.body()).isEqualTo(201);
        assertThat(drawn.body()).contains("\"notes\":[");
    }

    private void unpack(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                HttpClient.newHttpClient().send(SERVICE.request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
    }
}
