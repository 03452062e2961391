package org.kapsurvey.api.institution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.io.InstitutionRun;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.cli.CommandLines;

/** Register and returns kept over the API and by the command, and what they tell. */
class InstitutionResourceTest {
    private static final TestService SERVICE = TestService.shared();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    private HttpResponse<String> post() throws Exception {
        return SERVICE.post("/api/institutions", InstitutionFolder.body(folder));
    }

    private String get(String path) throws Exception {
        HttpResponse<String> answer = SERVICE.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private int run(String... arguments) {
        return CommandLines.kap(new PrintWriter(out), new PrintWriter(error)).execute(arguments);
    }

    @Test
    void theServiceTellsTheNumbersOfTheCommandAndMoreReturnsAreTheNextVersion() throws Exception {
        Path job = InstitutionFolder.write(folder, "ins-api");
        InstitutionRun.run(job, folder.resolve("told"));
        HttpResponse<String> first = post();
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        assertThat(first.headers().firstValue("Location")).hasValue("/institutions/ins-api/1");
        for (String file : List.of("results.csv", "unanswered.csv")) {
            assertThat(get("/api/institutions/ins-api/1/" + file))
                    .isEqualTo(Files.readString(folder.resolve("told").resolve(file)));
        }
        assertThat(get("/institutions/ins-api/1"))
                .isEqualTo(Files.readString(folder.resolve("told/institutions.html")))
                .contains("Cơ quan tỉnh Mẫu năm 2026", "Agencies of the sample province 2026");
        assertThat(SERVICE.get("/institutions/ins-api/1")
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElseThrow())
                .doesNotContain("script-src");
        assertThat(post().statusCode()).as("the same files").isEqualTo(200);

        Files.writeString(folder.resolve("returns.csv"), "code,date,briefed\nCQ1,,yes\nCQ2,,no\nCQ3,,yes\n");
        assertThat(run(
                        "institutions",
                        "import",
                        job.toString(),
                        "--data",
                        SERVICE.data().toString()))
                .as(error.toString())
                .isZero();
        assertThat(out.toString()).startsWith("ins-api version 2, register of 2026-11-01, hash ");
        assertThat(run("institutions", "list", "--data", SERVICE.data().toString()))
                .isZero();
        assertThat(out.toString())
                .contains(
                        "ins-api version 2 \"Cơ quan tỉnh Mẫu năm 2026\", register of 2026-11-01", "ins-api version 1");
        assertThat(get("/api/institutions/ins-api/1/unanswered.csv")).contains("CQ3");
        assertThat(get("/api/institutions/ins-api/2/unanswered.csv")).doesNotContain("CQ3");
        assertThat(get("/api/institutions"))
                .contains("\"survey\":\"ins-api\",\"version\":2,", "\"date\":\"2026-11-01\"");
        assertThat(SERVICE.get("/api/institutions/ins-api/3/results.csv").body())
                .contains("404.8");
        assertThat(SERVICE.get("/api/institutions/ins-api/1/job.json").body()).contains("404.8");
    }

    @Test
    void everyFaultIsAnsweredAndNothingIsKept() throws Exception {
        InstitutionFolder.write(folder, "ins-faults");
        Files.writeString(folder.resolve("returns.csv"), "code,briefed\nCQ1,maybe\nCQ9,yes\n");
        HttpResponse<String> refused = post();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("422.4", "\"file\":\"returns.csv\",\"line\":2", "\"file\":\"returns.csv\",\"line\":3")
                .doesNotContain(System.getProperty("java.io.tmpdir"));
        InstitutionFolder.write(folder, "Tên không được");
        assertThat(post().body()).contains("can't be the id of a stored survey");
        String outside =
                InstitutionFolder.body(folder).replace("\"register.csv\",\"content\"", "\"../x.csv\",\"content\"");
        assertThat(SERVICE.post("/api/institutions", outside).body()).contains("can't be sent under this name");
        assertThat(get("/api/institutions")).doesNotContain("ins-faults");
    }

    @Test
    void theCommandOnFilesStillNeedsBothOfItsArguments() throws IOException {
        assertThat(run("institutions")).isEqualTo(2);
        assertThat(error.toString()).contains("JOB.json");
        assertThat(run("institutions", InstitutionFolder.write(folder, "x").toString()))
                .isEqualTo(2);
        assertThat(error.toString()).contains("--out=DIR");
    }
}
