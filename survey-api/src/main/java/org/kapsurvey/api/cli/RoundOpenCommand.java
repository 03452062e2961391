package org.kapsurvey.api.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.io.SampleFolder;
import org.kapsurvey.api.database.CommandDatabase;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundOpening;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.sample.SampleStore;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./kap round open ROUND}. */
@Command(
        name = "open",
        description = "Opens a survey round; the same again changes nothing.",
        mixinStandardHelpOptions = true)
final class RoundOpenCommand extends DatabaseCommand {
    @Parameters(
            paramLabel = "ROUND",
            description = "Id of the round: a small letter, then small letters, digits, - and _, 40 at most.")
    private String round = "";

    @Option(names = "--title", required = true, paramLabel = "TEXT", description = "The round's title in Vietnamese.")
    private String title = "";

    @Option(names = "--title-en", paramLabel = "TEXT", description = "Its title in English. Default: as in Vietnamese.")
    private @Nullable String titleEn;

    @Option(names = "--year", required = true, paramLabel = "YEAR", description = "The year that is measured.")
    private int year;

    @Option(
            names = "--plan",
            required = true,
            paramLabel = "PLAN",
            description = "Id of the plan whose targets it measures.")
    private String plan = "";

    @Option(
            names = "--form",
            required = true,
            paramLabel = "FORM[:VERSION]",
            split = ",",
            description = "Id of a questionnaire; of several, name each. Default version: the one published last.")
    private List<String> forms = List.of();

    @Option(
            names = "--design-effect",
            required = true,
            paramLabel = "NUMBER",
            description = "The design effect that the size was planned with, 1 or more; reports compare with it.")
    private double designEffect;

    @Option(names = "--synthetic", description = "Its interviews are made up; every page of the round says so.")
    private boolean synthetic;

    @Option(names = "--sample", paramLabel = "DIR", description = "The folder of its drawn sample.")
    private @Nullable Path sample;

    @Override
    int run() {
        Faults faults = new Faults();
        Optional<SampleFolder> drawn = Optional.ofNullable(sample).flatMap(folder -> SampleFolder.read(folder, faults));
        try (CommandDatabase opened = open()) {
            RoundOpening opening = new RoundOpening(
                    round,
                    plan,
                    forms.stream()
                            .map(form -> new JsonText(form, true, Place.ofFile(option("forms"))))
                            .toList(),
                    title,
                    titleEn == null ? title : titleEn,
                    year,
                    designEffect,
                    synthetic);
            RoundStore rounds = new RoundStore(opened.database());
            Optional<Round> checked = rounds.check(opening, key -> Place.ofFile(option(key)), faults);
            faults.throwIfAny();
            Round found = checked.orElseThrow();
            SampleStore samples = new SampleStore(opened.database());
            // Before the round is opened: its forms can't be changed afterwards.
            drawn.ifPresent(folder -> samples.check(found, folder, faults));
            faults.throwIfAny();
            boolean fresh = rounds.open(found);
            drawn.ifPresent(folder -> samples.load(found.id(), folder, Map.of()));
            say("Round %s: plan %s, %s %s, %d%s%s"
                    .formatted(
                            found.id(),
                            found.plan(),
                            found.forms().size() == 1 ? "form" : "forms",
                            found.formNames(),
                            found.year(),
                            drawn.map(folder -> ", sample " + folder.name()).orElse(""),
                            fresh ? "" : " (was open already)"));
        }
        return 0;
    }

    /** How the command line names a field of the opening. */
    private static String option(String key) {
        return switch (key) {
            case "round" -> "ROUND";
            case "forms" -> "--form";
            case "titleVi" -> "--title";
            case "titleEn" -> "--title-en";
            case "planningDesignEffect" -> "--design-effect";
            default -> "--" + key;
        };
    }
}
