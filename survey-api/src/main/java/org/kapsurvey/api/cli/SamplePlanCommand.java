package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.io.ResultFolder;
import org.kapsurvey.analysis.io.SamplePlanFile;
import org.kapsurvey.analysis.planning.PlanFiles;
import org.kapsurvey.analysis.planning.PlanText;
import org.kapsurvey.analysis.planning.PlannedSample;
import org.kapsurvey.questionnaire.fault.Faults;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code kap sample plan SAMPLE.json [--out DIR] [--language vi]}. */
@Command(
        name = "plan",
        description = "Says how large a sample must be, how it is allocated, what it costs and what it can decide.",
        mixinStandardHelpOptions = true)
final class SamplePlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SAMPLE.json", description = "The sample plan; docs/formats.md says what it can hold.")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "A folder that is new or empty, for plan.html and the tables.")
    private @Nullable Path out;

    @Mixin
    private final PrintedLanguage language = new PrintedLanguage();

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), this::plan);
    }

    private int plan() throws IOException {
        language.check();
        Faults faults = new Faults();
        ResultFolder folder = out == null ? null : new ResultFolder(out, faults);
        if (folder != null) {
            folder.check();
            faults.throwIfAny();
        }
        PlannedSample plan = SamplePlanFile.plan(file);
        if (folder != null) {
            Map<String, String> files = PlanFiles.of(plan);
            folder.write(partial -> {
                for (Map.Entry<String, String> content : files.entrySet()) {
                    Files.writeString(partial.resolve(content.getKey()), content.getValue());
                }
            });
        }
        PrintWriter printed = spec.commandLine().getOut();
        printed.print(PlanText.write(plan, language.code()));
        printed.flush();
        return 0;
    }
}
