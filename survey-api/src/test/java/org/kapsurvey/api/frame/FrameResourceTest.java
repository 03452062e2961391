package org.kapsurvey.api.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kapsurvey.api.database.generated.Tables.AUDIT;
import static org.kapsurvey.api.database.generated.Tables.FRAME;
import static org.kapsurvey.api.database.generated.Tables.FRAME_AREA;
import static org.kapsurvey.api.database.generated.Tables.FRAME_SIZE;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.frame.FrameHistory;
import org.kapsurvey.analysis.io.FrameFiles;
import org.kapsurvey.api.TestService;

/** Frames over HTTP and in the database. */
class FrameResourceTest {
    private static final TestService SERVICE = TestService.shared();
    private static final FrameStore FRAMES = new FrameStore(SERVICE.database());

    @Test
    void aFrameIsKeptOnceAndAnotherOneIsItsNextVersion() throws Exception {
        HttpResponse<String> first = SERVICE.post("/api/frames", FrameBody.of("http-frame"));
        HttpResponse<String> again = SERVICE.post("/api/frames", FrameBody.of("http-frame"));
        HttpResponse<String> other =
                SERVICE.post("/api/frames", FrameBody.of("http-frame", "groups.csv", "1.154", "1.155"));

        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(first.headers().firstValue("Location")).hasValue("/api/frames/http-frame/1");
        assertThat(first.body()).contains("\"version\":1", "\"areas\":32", "\"date\":\"2026-09-01\"");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.statusCode()).isEqualTo(201);
        assertThat(other.body()).contains("\"version\":2");
        assertThat(SERVICE.get("/api/frames").body()).contains(first.body(), other.body());
        int audited = SERVICE.database()
                .read(tables -> tables.fetchCount(
                        AUDIT,
                        AUDIT.ACTION.eq("frame.imported").and(DSL.condition("details ->> 'frame' = 'http-frame'"))));
        assertThat(audited).isEqualTo(2);
    }

    @Test
    void whatIsReadFromTheDatabaseIsWhatWasImported() throws Exception {
        FrameHistory history =
                FrameFiles.read(FrameBody.FOLDER.resolve("frame.json")).orThrow();
        StoredFrame stored = FRAMES.add(history).frame();

        assertThat(FRAMES.history(stored.id(), stored.version())).isEqualTo(history);
        assertThat(stored.hash()).isEqualTo(history.hash());
        assertThat(FRAMES.last("made-up")).isEqualTo(stored);

        String areas = SERVICE.get("/api/frames/made-up/" + stored.version() + "/areas.csv?date=2027-01-01")
                .body();
        assertThat(areas).isEqualTo(history.asOf(LocalDate.of(2027, 1, 1)).csv());
        HttpResponse<byte[]> archive = HttpClient.newHttpClient()
                .send(
                        SERVICE.request("/api/frames/made-up/" + stored.version() + "/files")
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(unzipped(archive.body())).isEqualTo(new HashMap<>(history.files()));
    }

    private static Map<String, String> unzipped(byte[] archive) throws Exception {
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    @Test
    void theContentIsThatOfTheDayAskedFor() throws Exception {
        SERVICE.post("/api/frames", FrameBody.of("dated-frame"));
        String now = SERVICE.get("/api/frames/dated-frame/1").body();
        String later = SERVICE.get("/api/frames/dated-frame/1?date=2027-01-01").body();

        assertThat(now).contains("\"asOf\":\"2026-09-01\"", "\"type\":\"phường\",\"areas\":2,");
        assertThat(later).contains("\"asOf\":\"2027-01-01\"", "\"type\":\"phường\",\"areas\":3,");
        assertThat(now).contains("{\"flag\":\"remote\",\"level\":\"commune\",\"areas\":1,\"population\":4252}");
        assertThat(later).doesNotContain("{\"flag\":\"remote\"");
        assertThat(SERVICE.get("/api/frames/dated-frame/1?date=soon").body())
                .contains("\"code\":\"400.2\"", "\"file\":\"?date\"", "không phải là ngày.");
        assertThat(SERVICE.get("/api/frames/dated-frame/1?date=1999-01-01").body())
                .contains(
                        "\"code\":\"400.2\"",
                        "Vào ngày 1999-01-01 khung không có địa bàn nào có dân số.",
                        "On 1999-01-01 the frame has no areas with a population");
        for (String address : List.of("/api/frames/dated-frame/2", "/api/frames/none/1", "/api/frames/none/x")) {
            assertThat(SERVICE.get(address).body()).contains("\"code\":\"404.6\"");
        }
    }

    @Test
    void faultsAreToldInBothLanguagesAndNothingIsKept() throws Exception {
        String body = FrameBody.of("faulty-frame", "groups.csv", "00101;2;", "00909;2;");
        HttpResponse<String> checked = SERVICE.post("/api/frames/check", body);
        HttpResponse<String> refused = SERVICE.post("/api/frames", body);

        assertThat(checked.statusCode()).isEqualTo(200);
        assertThat(checked.body())
                .contains(
                        "{\"kind\":\"PARENT_UNKNOWN\",\"file\":\"groups.csv\",\"line\":3,\"column\":1,\"vi\":{\"message\":\"Mã"
                                + " 00909-2: đơn vị cấp trên \\\"00909\\\" không có trong khung.\",",
                        "\"en\":{\"message\":\"Code 00909-2: its parent \\\"00909\\\" is not in the frame.\"")
                .doesNotContain("\"content\"");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("\"code\":\"422.3\"", "\"kind\":\"PARENT_UNKNOWN\"");
        assertThat(rows("faulty-frame")).isZero();
        assertThat(SERVICE.post("/api/frames/check", FrameBody.of("fine")).body())
                .contains("\"faults\":[]", "\"kind\":\"OTHER_DATE_ACCEPTED\"", "\"content\":{\"frame\":\"fine\"");
        assertThat(rows("fine")).isZero();
    }

    @Test
    void aBodyOfAnotherFormIsRefused() throws Exception {
        assertThat(SERVICE.post("/api/frames", "{\"files\": []}").body()).contains("\"code\":\"400.2\"");
        assertThat(SERVICE.post(
                                "/api/frames/check",
                                "{\"mapping\": \"{}\", \"files\": [{\"name\": \"a.csv\", \"content\": [\"ä\"]}]}")
                        .body())
                .contains("\"code\":\"400.2\"", "must be Base64");
    }

    @Test
    void importsAtOnceGiveOneVersionEach() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Callable<String>> imports = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String body = FrameBody.of("raced-frame", "groups.csv", "1.154", "1.15" + (i % 3));
            imports.add(() -> SERVICE.post("/api/frames", body).body());
        }
        List<String> replies = new ArrayList<>();
        for (Future<String> reply : threads.invokeAll(imports)) {
            replies.add(reply.get());
        }
        threads.shutdown();

        assertThat(replies.stream().distinct().toList()).hasSize(3);
        assertThat(rows("raced-frame")).isEqualTo(3);
    }

    @Test
    void rowsOfAFrameAreNeverChangedAndAPopulationIsNeverZero() throws Exception {
        SERVICE.post("/api/frames", FrameBody.of("firm-frame"));

        assertThatThrownBy(() -> SERVICE.database()
                        .write(tables -> tables.update(FRAME_SIZE)
                                .set(FRAME_SIZE.SIZE, 7L)
                                .where(FRAME_SIZE.FRAME_ID.eq("firm-frame"))
                                .execute()))
                .isNotNull();
        assertThatThrownBy(() -> SERVICE.database()
                        .write(tables -> tables.deleteFrom(FRAME_AREA)
                                .where(FRAME_AREA.FRAME_ID.eq("firm-frame"))
                                .execute()))
                .isNotNull();
        assertThatThrownBy(() -> SERVICE.database()
                        .write(tables -> tables.insertInto(FRAME_SIZE)
                                .values("firm-frame", 1, "00101", "population", LocalDate.of(2000, 1, 1), 0L)
                                .execute()))
                .isNotNull();
        assertThat(FRAMES.history("firm-frame", 1).areas()).hasSize(32);
    }

    @Test
    void aRowAddedByHandIsFoundOut() throws Exception {
        SERVICE.post("/api/frames", FrameBody.of("altered-frame"));
        SERVICE.database()
                .write(tables -> tables.insertInto(FRAME_SIZE)
                        .values("altered-frame", 1, "00101", "population", LocalDate.of(2000, 1, 1), 10L)
                        .execute());

        assertThatThrownBy(() -> FRAMES.history("altered-frame", 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("were changed by hand");
    }

    private static int rows(String frame) {
        return SERVICE.database().read(tables -> tables.fetchCount(FRAME, FRAME.FRAME_ID.eq(frame)));
    }
}
