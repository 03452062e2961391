package org.kapsurvey.api.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.indicator.PlanChange;
import org.kapsurvey.analysis.indicator.PlanChanges;
import org.kapsurvey.analysis.indicator.SkippedItems.Skipped;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./kap check FILE…}: every fault of every file on standard error, each with its place and remedy; with {@code --against}
 * what a form or a plan changes, on standard output.
 */
@Command(
        name = "check",
        description =
                "Checks forms with their blocks, and plans against the forms beside them or the project's, and lists every fault with its place and remedy.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private static final int MOST_WALKS = 100_000;
    private static final int ENOUGH = 20;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Form, block or plan (JSON).")
    private List<Path> files = List.of();

    @Option(
            names = "--against",
            paramLabel = "OLD",
            description =
                    "An earlier version of the form: what is otherwise now, what is comparable, what breaks in plans; of a plan: what is computed otherwise, with which version of the rule.")
    private @Nullable Path against;

    @Option(
            names = "--walks",
            paramLabel = "N",
            description =
                    "Walk through forms N times with made-up answers and list the questions that are never reached.")
    private int walks;

    @Mixin
    private final PrintedLanguage language = new PrintedLanguage();

    @Override
    public Integer call() throws Exception {
        return ServeOptions.told(spec.commandLine().getErr(), this::check);
    }

    private int check() {
        language.check();
        if (walks < 0 || walks > MOST_WALKS) {
            throw new IllegalArgumentException("--walks must be 0 to " + MOST_WALKS + ", found " + walks + ".");
        }
        if (against != null && files.size() != 1) {
            throw new IllegalArgumentException(
                    "--against compares one form or plan, found " + files.size() + " files.");
        }
        boolean vietnamese = language.isVietnamese();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter error = spec.commandLine().getErr();
        ProjectFiles program = new ProjectFiles(ProjectFiles.home());
        Set<String> told = new HashSet<>();
        int faults = 0;
        for (Path file : files) {
            ProjectFiles project = program.beside(file);
            tellForeign(project, told);
            try {
                InputFile input = new InputFile(file, project.blocks());
                InputFile.Checked checked = input.check(project::forms);
                Optional<Composition> form = checked.form();
                List<Skipped> skipped = checked.plan().map(project::skipped).orElse(List.of());
                // A handful of interviews would be too few to say that nobody is asked.
                List<Fault> ofNobody = skipped.stream()
                        .filter(one -> one.isAskedOfNobody() && one.members() >= ENOUGH)
                        .map(Skipped::fault)
                        .toList();
                if (!ofNobody.isEmpty()) {
                    throw new FaultsException(ofNobody);
                }
                out.println(file + (vietnamese ? ": không có lỗi" : ": no faults"));
                skipped.stream()
                        .filter(one -> !one.ruleDecides())
                        .forEach(one -> out.println("  " + ToldFault.in(language.code(), one.fault())));
                if (walks > 0 && form.isPresent()) {
                    new WalkLines(out, language.code()).print(form.get(), walks);
                }
                if (against != null && checked.plan().isPresent()) {
                    InputFile earlier =
                            new InputFile(against, program.beside(against).blocks());
                    // Against forms of its own time, which may be gone.
                    earlier.plan(List.of());
                    comparePlans(earlier, input);
                } else if (against != null) {
                    InputFile earlier =
                            new InputFile(against, program.beside(against).blocks());
                    new ChangeLines(out, language.code()).print(project, earlier.publishedForm(), input.form());
                }
            } catch (FaultsException e) {
                for (Fault fault : e.faults()) {
                    error.println(ToldFault.in(language.code(), fault));
                }
                faults += e.faults().size();
            }
        }
        if (faults > 0) {
            error.println(vietnamese ? faults + " lỗi." : faults == 1 ? "1 fault." : faults + " faults.");
        }
        out.flush();
        error.flush();
        return faults == 0 ? 0 : 2;
    }

    /** Says once which folders a file is checked with where they are not the program's: faults would be looked for in the wrong ones. */
    private void tellForeign(ProjectFiles project, Set<String> told) {
        String folders = project.foreign().stream().map(Path::toString).collect(Collectors.joining(", "));
        if (!folders.isEmpty() && told.add(folders)) {
            spec.commandLine()
                    .getOut()
                    .println((language.isVietnamese() ? "Đọc cùng với: " : "Read together with: ") + folders);
        }
    }

    /** Lists what the plan has otherwise; what is computed otherwise under the same version of a rule is a fault. */
    private void comparePlans(InputFile before, InputFile after) {
        PrintWriter out = spec.commandLine().getOut();
        List<PlanChange> changes = PlanChanges.between(before.text(), after.name(), after.text());
        changes.forEach(change -> out.println("  " + change.in(language.code())));
        List<Fault> unversioned = changes.stream()
                .filter(change -> change.kind() == PlanChange.Kind.UNVERSIONED)
                .map(PlanChange::fault)
                .toList();
        if (!unversioned.isEmpty()) {
            throw new FaultsException(unversioned);
        }
        if (changes.isEmpty()) {
            out.println(language.isVietnamese() ? "  không có gì thay đổi" : "  nothing is otherwise");
        }
    }
}
