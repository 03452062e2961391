package org.kapsurvey.api.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.PlanStore;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** The forms and plans of the project's folder {@code questionnaires}. */
final class ProjectFiles {
    private final Path questionnaires;

    /** The files below {@code home}, the folder that holds {@code kap}. */
    ProjectFiles(Path home) {
        this.questionnaires = home.resolve("questionnaires");
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
        Faults faults = new Faults();
        List<Questionnaire> forms = forms(files("forms"), faults);
        faults.throwIfAny();
        return forms;
    }

    /**
     * Checks all files, plans against the forms, and then publishes them; those published before change nothing.
     *
     * @throws FaultsException with the faults of all files; nothing was published
     */
    void publish(Database database) {
        List<InputFile> forms = files("forms");
        List<InputFile> plans = files("plans");
        Faults faults = new Faults();
        List<String> planIds = new ArrayList<>();
        List<Questionnaire> read = forms(forms, faults);
        // Faults of a form would come again as faults of every plan that it answers.
        List<Questionnaire> known = faults.isEmpty() ? read : List.of();
        for (InputFile plan : plans) {
            collect(faults, () -> planIds.add(plan.plan(known).id()));
        }
        faults.throwIfAny();
        QuestionnaireStore questionnaireStore = new QuestionnaireStore(database);
        forms.forEach(form -> questionnaireStore.publish(form.name(), form.bytes()));
        PlanStore planStore = new PlanStore(database);
        for (int i = 0; i < plans.size(); i++) {
            planStore.publish(planIds.get(i), plans.get(i).bytes());
        }
    }

    private static List<Questionnaire> forms(List<InputFile> files, Faults faults) {
        List<Questionnaire> forms = new ArrayList<>();
        for (InputFile file : files) {
            collect(faults, () -> forms.add(0, file.questionnaire()));
        }
        return forms;
    }

    private static void collect(Faults faults, Runnable reading) {
        try {
            reading.run();
        } catch (FaultsException e) {
            faults.addAll(e.faults());
        }
    }

    private List<InputFile> files(String folder) {
        Path root = questionnaires.resolve(folder);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(InputFile::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
