package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.frame.FrameHistory;
import org.kapsurvey.analysis.hash.ContentHash;
import org.kapsurvey.analysis.io.FrameFiles;
import org.kapsurvey.api.TestService;
import org.kapsurvey.api.frame.FrameBody;
import picocli.CommandLine;

/** {@code kap frame}, while a service uses the same database. */
class FrameCommandTest {
    private static final String MADE_UP = FrameBody.FOLDER.resolve("frame.json").toString();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    private int run(String... arguments) {
        CommandLine kap = Kap.commandLine();
        kap.setOut(new PrintWriter(out));
        kap.setErr(new PrintWriter(error));
        return kap.execute(arguments);
    }

    @Test
    void aGoodFrameIsToldByProvinceLevelAndType() throws IOException {
        FrameHistory history = FrameFiles.read(Path.of(MADE_UP)).orThrow();

        assertThat(run("frame", "check", MADE_UP)).isZero();
        assertThat(out.toString())
                .startsWith("made-up as of 2026-09-01: 32 areas, hash "
                        + history.frame().hash() + "\n")
                .contains(
                        "  01 Bãi Mới commune xã: 3, population 18933 (4252 to 9234)\n",
                        "  flag sea_border_island, commune: 1, population 96\n");
        assertThat(error.toString()).startsWith("warning: ").contains("6 sizes of \"households\" were accepted");

        assertThat(run("frame", "check", MADE_UP, "--language", "vi")).isZero();
        assertThat(out.toString())
                .contains(
                        "made-up vào ngày 01/09/2026: 32 địa bàn, mã băm ",
                        "  01 Bãi Mới – xã: 3, dân số 18933 (4252 đến 9234)\n");
        assertThat(error.toString()).contains("cảnh báo: ", "6 số liệu \"households\" được chấp nhận");
        assertThat(run("frame", "check", MADE_UP, "--language", "fr")).isEqualTo(2);
    }

    @Test
    void everyFaultGoesToStandardErrorWithExitCodeTwo() throws IOException {
        for (String file : FrameBody.FILES) {
            Files.copy(FrameBody.FOLDER.resolve(file), folder.resolve(file));
        }
        Path groups = folder.resolve("groups.csv");
        Files.writeString(
                groups, Files.readString(groups).replace("1.154;277", "1.154;;").replace("714", "-714"));

        assertThat(run("frame", "check", MADE_UP, "--files", folder.toString())).isEqualTo(2);
        assertThat(error.toString()).contains("groups.csv:2:1: The row has 7 cells, the header has 6.", "1 fault.");
        assertThat(out.toString()).isEmpty();
        assertThat(run("frame", "import", MADE_UP, "--files", folder.toString(), "--data", "nowhere"))
                .isEqualTo(2);
        assertThat(run("frame", "check", folder.resolve("none.json").toString()))
                .isEqualTo(2);
        assertThat(error.toString()).contains("none.json: The file is not there. Check the name.");
    }

    @Test
    void anImportedFrameIsListedAndItsExportReadsTheSameFrame() throws IOException {
        String data = TestService.shared().data().toString();
        FrameHistory history = FrameFiles.read(Path.of(MADE_UP)).orThrow();

        assertThat(run("frame", "import", MADE_UP, "--data", data))
                .as(error.toString())
                .isZero();
        assertThat(out.toString()).contains("made-up version ", "32 areas, hash " + history.hash());
        assertThat(run("frame", "import", MADE_UP, "--data", data)).isZero();
        assertThat(out.toString()).contains("(was there already)");
        assertThat(run("frame", "list", "--data", data)).isZero();
        assertThat(out.toString()).contains("as of 2026-09-01, 32 areas, imported ");

        Path export = folder.resolve("export");
        assertThat(run(
                        "frame",
                        "export",
                        "made-up",
                        "--date",
                        "2027-01-01",
                        "--out",
                        export.toString(),
                        "--data",
                        data))
                .as(error.toString())
                .isZero();
        assertThat(FrameFiles.read(export.resolve("frame.json")).orThrow()).isEqualTo(history);
        assertThat(ContentHash.of(Files.readAllBytes(export.resolve("as-of.csv"))))
                .isEqualTo(history.asOf(LocalDate.of(2027, 1, 1)).hash());
        assertThat(run("frame", "export", "unknown", "--out", export.toString(), "--data", data))
                .isEqualTo(2);
        assertThat(error.toString()).contains("There is no sampling frame with this id and version.");
    }
}
