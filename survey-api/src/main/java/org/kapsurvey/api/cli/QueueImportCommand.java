package org.kapsurvey.api.cli;

import java.nio.file.Path;
import java.util.List;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.interview.QueueImport;
import org.kapsurvey.api.interview.Receipt;
import org.kapsurvey.api.web.Pages;
import org.kapsurvey.questionnaire.definition.Blocks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./kap queue import FILE}. */
@Command(
        name = "import",
        description =
                "Keeps the interviews of a device's file and says of each what became of it; the same file again changes nothing.",
        mixinStandardHelpOptions = true)
final class QueueImportCommand extends DatabaseCommand {
    @Parameters(paramLabel = "FILE", description = "The file that the start page of the device wrote.")
    private Path file = Path.of("");

    @Mixin
    private final PrintedLanguage language = new PrintedLanguage();

    @Override
    int run() {
        language.check();
        InputFile input = new InputFile(file, Blocks.NONE);
        String text = input.text();
        try (CommandDatabase opened = open()) {
            List<QueueImport.Told> told =
                    new QueueImport(opened.database(), new Pages().hash("engine.js")).keep(input.name(), text);
            told.forEach(one -> say(one.interview() + "\t" + words(one)));
            return told.stream().allMatch(one -> one.problem() == null && one.opened()) ? 0 : 2;
        }
    }

    private String words(QueueImport.Told one) {
        boolean vietnamese = language.isVietnamese();
        if (one.problem() != null) {
            return vietnamese ? one.problem().vietnamese() : one.problem().english();
        }
        if (!one.opened()) {
            return vietnamese
                    ? "Chưa mở được niêm phong; nội dung đã giữ nguyên. Đừng xóa dữ liệu trên máy."
                    : "The seal could not be opened; its bytes are kept. Do not clear the device.";
        }
        if (one.status() == Receipt.Status.QUARANTINED) {
            return vietnamese ? "Đã lưu, chờ kiểm tra." : "Stored, to be checked.";
        }
        return vietnamese ? "Đã lưu." : "Stored.";
    }
}
