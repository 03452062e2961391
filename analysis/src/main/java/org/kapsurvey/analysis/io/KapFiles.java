package org.kapsurvey.analysis.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.KapInputs;
import org.kapsurvey.analysis.job.PlanRequest;
import org.kapsurvey.analysis.job.RunJson;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.jvm.BlockFolder;

/** The plan and the forms that a job names, that lie beside its plan, or that go with its round. */
final class KapFiles {
    private final JobFile job;
    private final Faults faults;
    private final List<Questionnaire> forms = new ArrayList<>();
    private final List<RunJson.Input> planFile = new ArrayList<>();
    private final List<RunJson.Input> formFiles = new ArrayList<>();

    private KapFiles(JobFile job, Faults faults) {
        this.job = job;
        this.faults = faults;
    }

    /** What is named, with a fault for each file that can't be read. */
    static KapInputs read(JobFile job, Optional<StoredRound> stored, Faults faults) {
        KapInputs ofRound = stored.map(round -> round.kap().get()).orElse(KapInputs.NONE);
        AnalysisJob wanted = job.job();
        Optional<JsonText> plan = wanted.plan()
                .flatMap(PlanRequest::file)
                .or(() -> wanted.data().plan().filter(named -> wanted.plan().isPresent()));
        List<JsonText> named = wanted.plan().map(PlanRequest::forms).orElse(List.of());
        List<JsonText> forms = named.isEmpty() ? wanted.data().forms() : named;
        if (plan.isEmpty() && forms.isEmpty()) {
            return ofRound;
        }
        return new KapFiles(job, faults).read(plan, forms, ofRound);
    }

    private KapInputs read(Optional<JsonText> planName, List<JsonText> named, KapInputs ofRound) {
        for (JsonText name : named) {
            job.resolve(name, faults).ifPresent(file -> form(file, name.value()));
        }
        Optional<Plan> plan = ofRound.plan();
        Optional<Path> path = planName.flatMap(name -> job.resolve(name, faults));
        if (path.isPresent()) {
            String name = planName.orElseThrow().value();
            Optional<String> text = text(path.get(), name, "plan", planFile);
            if (named.isEmpty() && ofRound.forms().isEmpty()) {
                Optional<Plan> unchecked = text.flatMap(found -> parsed(name, found, List.of()));
                unchecked.ifPresent(one -> besideThePlan(one, path.get(), name));
                text = unchecked.isPresent() ? text : Optional.empty();
            }
            List<Questionnaire> answering = forms.isEmpty() ? ofRound.forms() : forms;
            plan = text.flatMap(found -> parsed(name, found, answering));
        }
        List<RunJson.Input> files = new ArrayList<>(planFile);
        files.addAll(formFiles);
        return new KapInputs(plan, forms.isEmpty() ? ofRound.forms() : forms, files);
    }

    /** The plan, held to the gate with the forms that there are: data often is of one form alone. */
    private Optional<Plan> parsed(String name, String text, List<Questionnaire> answering) {
        try {
            return Optional.of(Plan.parseWithSome(name, text, answering));
        } catch (FaultsException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
    }

    /** The last version of each form that the plan names, in the folder of forms beside that of plans. */
    private void besideThePlan(Plan plan, Path file, String name) {
        Set<String> wanted = new LinkedHashSet<>();
        plan.indicators().forEach(indicator -> wanted.addAll(indicator.forms()));
        Path folder =
                file.toAbsolutePath().normalize().resolveSibling("../forms").normalize();
        for (String form : wanted) {
            Optional<Path> last = Optional.empty();
            if (Files.isDirectory(folder.resolve(form))) {
                try (Stream<Path> versions = Files.list(folder.resolve(form))) {
                    last = versions.filter(
                                    version -> version.getFileName().toString().matches("v[0-9]+\\.json"))
                            .max(Comparator.comparingInt(version -> {
                                String number = version.getFileName().toString();
                                return Integer.parseInt(number.substring(1, number.indexOf('.')));
                            }));
                } catch (IOException e) {
                    faults.add(
                            job.job().plan().orElseThrow().place(),
                            "The folder of the form \"" + form + "\" beside the plan can't be read.",
                            "Check its rights, or name \"forms\".");
                }
            }
            String prefix = name.contains("/") ? name.substring(0, name.lastIndexOf('/') + 1) : "";
            last.ifPresent(version -> form(version, prefix + "../forms/" + form + "/" + version.getFileName()));
        }
    }

    private void form(Path file, String name) {
        text(file, name, "form", formFiles).ifPresent(text -> {
            try {
                Path blocks = file.toAbsolutePath()
                        .normalize()
                        .resolveSibling("../../blocks")
                        .normalize();
                forms.add(Composition.ofPublished(name, text, new BlockFolder(blocks))
                        .questionnaire());
            } catch (FaultsException e) {
                faults.addAll(e.faults());
            }
        });
    }

    private Optional<String> text(Path file, String name, String what, List<RunJson.Input> into) {
        Optional<String> text = JobFile.text(file, what, faults);
        text.ifPresent(read -> {
            try {
                into.add(new RunJson.Input(name, Sha256.of(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return text;
    }
}
