package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.indicator.SkippedItems;
import org.kapsurvey.analysis.indicator.SkippedItems.Skipped;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.publication.BrokenPlans;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.questionnaire.definition.Blocks;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.jvm.BlockFolder;
import org.kapsurvey.questionnaire.jvm.FormWalks;

/**
 * The forms, blocks and plans that belong together: those of the project's folder {@code questionnaires}, or of a copy of it in which a
 * file lies.
 */
final class ProjectFiles {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final String FORMS = "forms";
    private static final String BLOCKS = "blocks";
    private static final String PLANS = "plans";
    private static final List<String> KINDS = List.of(FORMS, BLOCKS, PLANS);

    private final Path questionnaires;
    private final Path beside;

    /** The files below {@code home}, the folder that holds {@code kap}. */
    ProjectFiles(Path home) {
        this(home.resolve("questionnaires"), home.resolve("questionnaires"));
    }

    private ProjectFiles(Path questionnaires, Path beside) {
        this.questionnaires = questionnaires;
        this.beside = beside;
    }

    /**
     * What belongs to a file: the folders {@code forms}, {@code blocks} and {@code plans} beside it, which are those of the folder
     * above the nearest of these names around it, or else of its own folder. Which of them is not there is the project's.
     */
    ProjectFiles beside(Path file) {
        Path own = file.toAbsolutePath().normalize().getParent();
        for (Path folder = own; folder != null && folder.getFileName() != null; folder = folder.getParent()) {
            Path around = folder.getParent();
            if (around != null && KINDS.contains(folder.getFileName().toString())) {
                return new ProjectFiles(questionnaires, around);
            }
        }
        return own == null ? this : new ProjectFiles(questionnaires, own);
    }

    /** The folders that are not the project's, in the order of their names; none if all are. */
    List<Path> foreign() {
        return isProjects(beside)
                ? List.of()
                : KINDS.stream()
                        .map(beside::resolve)
                        .filter(Files::isDirectory)
                        .sorted()
                        .toList();
    }

    private boolean isProjects(Path folder) {
        try {
            return Files.isDirectory(questionnaires) && Files.isSameFile(folder, questionnaires);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path folder(String kind) {
        Path near = beside.resolve(kind);
        return Files.isDirectory(near) ? near : questionnaires.resolve(kind);
    }

    /** The folder that holds {@code kap}; the launcher says which. */
    static Path home() {
        return Path.of(System.getProperty("kap.home", "."));
    }

    /**
     * The forms, the last version of each first, for plans to be checked against.
     *
     * @throws FaultsException with the faults of all forms
     */
    List<Questionnaire> forms() {
        return lastVersionsFirst(compositions());
    }

    private List<Composition> compositions() {
        Faults faults = new Faults();
        List<Composition> forms = forms(files(FORMS), faults);
        faults.throwIfAny();
        return forms;
    }

    /**
     * What the last versions of the forms do not ask some of a plan's groups, in the order of the forms.
     *
     * @throws FaultsException with the faults of all forms
     */
    List<Skipped> skipped(Plan plan) {
        Map<String, Composition> last = new LinkedHashMap<>();
        compositions().forEach(form -> last.put(form.questionnaire().form(), form));
        List<Skipped> skipped = new ArrayList<>();
        last.values().forEach(form -> skipped.addAll(SkippedItems.of(plan, walks(form), SkippedItems.WALKS)));
        return skipped;
    }

    private static FormWalks walks(Composition form) {
        return FormWalks.of(
                form.questionnaire(), form.text(), LocalDate.now(VIETNAM).toString());
    }

    /** The blocks that a form may name. */
    Blocks blocks() {
        return new BlockFolder(folder(BLOCKS));
    }

    /**
     * The faults that plans have where a form takes the place of an earlier version, and did not have before.
     *
     * @throws FaultsException with the faults of all forms
     */
    List<Fault> brokenPlans(Composition before, Composition after) {
        List<Questionnaire> others = forms().stream()
                .filter(form -> !form.form().equals(after.questionnaire().form()))
                .toList();
        Map<String, String> plans = new LinkedHashMap<>();
        files(PLANS).forEach(plan -> plans.put(plan.name(), plan.text()));
        return BrokenPlans.between(plans, others, walks(before), walks(after));
    }

    /**
     * Checks all files, plans against the forms, and then publishes them; those published before change nothing.
     *
     * @throws FaultsException with the faults of all files; nothing was published
     */
    void publish(Database database) {
        List<InputFile> forms = files(FORMS);
        List<InputFile> plans = files(PLANS);
        Faults faults = new Faults();
        List<String> planIds = new ArrayList<>();
        List<Composition> read = forms(forms, faults);
        // Faults of a form would come again as faults of every plan that it answers.
        List<Questionnaire> known = faults.isEmpty() ? lastVersionsFirst(read) : List.of();
        for (InputFile plan : plans) {
            collect(faults, () -> planIds.add(plan.plan(known).id()));
        }
        faults.throwIfAny();
        QuestionnaireStore questionnaireStore = new QuestionnaireStore(database);
        for (int i = 0; i < forms.size(); i++) {
            byte[] composed = read.get(i).text().getBytes(StandardCharsets.UTF_8);
            questionnaireStore.publish(forms.get(i).name(), composed);
        }
        PlanStore planStore = new PlanStore(database);
        for (int i = 0; i < plans.size(); i++) {
            planStore.publish(planIds.get(i), plans.get(i).bytes());
        }
    }

    private static List<Composition> forms(List<InputFile> files, Faults faults) {
        List<Composition> forms = new ArrayList<>();
        for (InputFile file : files) {
            collect(faults, () -> forms.add(file.form()));
        }
        return forms;
    }

    private static List<Questionnaire> lastVersionsFirst(List<Composition> forms) {
        List<Questionnaire> questionnaires = new ArrayList<>();
        for (Composition form : forms) {
            questionnaires.add(0, form.questionnaire());
        }
        return questionnaires;
    }

    private static void collect(Faults faults, Runnable reading) {
        try {
            reading.run();
        } catch (FaultsException e) {
            faults.addAll(e.faults());
        }
    }

    private List<InputFile> files(String folder) {
        Blocks blocks = blocks();
        Path root = folder(folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(file -> new InputFile(file, blocks))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
