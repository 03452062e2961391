package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.api.xlsform.WorkbookSentences;
import org.kapsurvey.api.xlsform.XlsFormImport;
import org.kapsurvey.questionnaire.definition.Blocks;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kap import-xlsform FORM.xlsx}. */
@Command(
        name = "import-xlsform",
        description = "Reads an XLSForm workbook as a form, or lists every fault with its sheet, row and column.",
        mixinStandardHelpOptions = true)
final class ImportXlsformCommand implements Callable<Integer> {
    private static final long LARGEST = 16L << 20;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "XLSForm workbook (.xlsx).")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A new file. Default: the workbook's name with .json, in the folder where you are.")
    private @Nullable Path out;

    @Mixin
    private final PrintedLanguage language = new PrintedLanguage();

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), () -> {
            language.check();
            try {
                read();
                return 0;
            } catch (FaultsException e) {
                PrintWriter error = spec.commandLine().getErr();
                e.faults().forEach(fault -> error.println(told(fault)));
                error.flush();
                return 2;
            }
        });
    }

    private void read() throws IOException {
        OutputFile form = OutputFile.of(out, file, ".json");
        byte[] workbook = new InputFile(file, Blocks.NONE).bytes(LARGEST);
        XlsFormImport.Imported imported = XlsFormImport.read(file.toString(), workbook);
        form.write(imported.text().getBytes(StandardCharsets.UTF_8));
        PrintWriter print = spec.commandLine().getOut();
        for (String leftOut : imported.leftOut()) {
            print.println(told(new Fault(Place.ofFile(""), leftOut, "")).message());
        }
        print.printf(
                language.isVietnamese() ? "%s: %d câu hỏi, không có lỗi%n" : "%s: %d questions, no faults%n",
                form.path(),
                imported.questionnaire().questions().size());
        print.flush();
    }

    private Fault told(Fault english) {
        return language.isVietnamese() ? WorkbookSentences.translation().of(english) : english;
    }
}
