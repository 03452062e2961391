package org.kapsurvey.api.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.json.JsonReader;

class XlsformCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter error = new StringWriter();

    @TempDir
    private Path folder;

    @Test
    void aFormGoesOutAsAWorkbookAndComesBackAsTheSameForm() throws IOException {
        Path source = folder.resolve("form.json");
        Files.writeString(source, Forms.composed("household"));
        Path workbook = folder.resolve("household.xlsx");
        assertThat(run("export-xlsform", source.toString(), "--out", workbook.toString()))
                .isZero();
        assertThat(out.toString().strip()).isEqualTo(workbook.toString());

        Path back = folder.resolve("back.json");
        assertThat(run("import-xlsform", workbook.toString(), "--out", back.toString()))
                .isZero();
        assertThat(out.toString()).contains("questions, no faults");
        assertThat(compiled(Files.readString(back))).isEqualTo(compiled(Files.readString(source)));

        assertThat(run("import-xlsform", workbook.toString(), "--out", back.toString()))
                .isEqualTo(2);
        assertThat(error.toString()).contains("The file is there already.");
    }

    @Test
    void aFileThatIsNoWorkbookIsAFaultOfTheInputAndLeavesNothing() throws IOException {
        Path text = Files.writeString(folder.resolve("form.xlsx"), "type,name\n");
        Path back = folder.resolve("back.json");
        assertThat(run("import-xlsform", text.toString(), "--out", back.toString()))
                .isEqualTo(2);
        assertThat(error.toString()).contains("form.xlsx: The file can't be read as an XLSX workbook");
        assertThat(run("import-xlsform", folder.resolve("absent.xlsx").toString()))
                .isEqualTo(2);
        assertThat(back).doesNotExist();
        error.getBuffer().setLength(0);
        assertThat(run("import-xlsform", text.toString(), "--out", back.toString(), "--language", "vi"))
                .isEqualTo(2);
        assertThat(error.toString())
                .contains("form.xlsx: Không đọc được tệp này như sổ tính XLSX")
                .contains("Lưu lại bằng Excel hoặc LibreOffice");
        assertThat(run("import-xlsform", text.toString(), "--language", "fr")).isEqualTo(2);
        assertThat(error.toString()).contains("--language must be en or vi, found \"fr\".");

        Path large = folder.resolve("large.xlsx");
        Files.write(large, new byte[(16 << 20) + 1]);
        assertThat(run("import-xlsform", large.toString())).isEqualTo(2);
        assertThat(error.toString()).contains("large.xlsx: The file is larger than 16 MB.");
    }

    private static String compiled(String form) {
        return Questionnaire.compile(JsonReader.read("form.json", form));
    }

    private int run(String... arguments) {
        return CommandLines.kap(new PrintWriter(out), new PrintWriter(error)).execute(arguments);
    }
}
