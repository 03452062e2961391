package org.kapsurvey.api.interview;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.io.ReturnFile;
import org.kapsurvey.analysis.io.VisitFile;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.questionnaire.Published;
import org.kapsurvey.api.questionnaire.QuestionnaireStore;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundForm;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.Selection;
import org.kapsurvey.api.seal.Envelopes;
import org.kapsurvey.api.seal.SealingKeyStore;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.interview.Finding;
import org.kapsurvey.questionnaire.interview.FindingCode;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonWriter;
import org.kapsurvey.questionnaire.jvm.JvmHost;

/**
 * Keeps returns of a round's registered units that come in a file, each as an interview of the unit: what the engine makes of the
 * answers decides, as of those that a form sends. An interview's id is made of round, form and unit, so that a file may be imported
 * again as it grows.
 */
public final class ReturnImport {
    private static final String MISSING = "_missing";

    private final RoundStore rounds;
    private final QuestionnaireStore questionnaires;
    private final InterviewStore interviews;
    private final InterviewReader reader;
    private final String engineHash;

    /**
     * An import into a database.
     *
     * @param engineHash of the {@code engine.js} of this program; null where it was built without one
     */
    public ReturnImport(Database database, @Nullable String engineHash) {
        this.rounds = new RoundStore(database);
        this.questionnaires = new QuestionnaireStore(database);
        this.interviews = new InterviewStore(database);
        this.reader = new InterviewReader(questionnaires, new Envelopes(new SealingKeyStore(database)), engineHash);
        this.engineHash = engineHash == null ? "" : engineHash;
    }

    /**
     * What came of an import.
     *
     * @param returns in the file
     * @param fresh of them those that were not kept before
     * @param partial of them those that leave a question unanswered which needs an answer
     */
    public record Imported(int returns, int fresh, int partial) {}

    /** A return that is ready to be kept. */
    record Ready(UUID id, String unit, Payload payload, Reading reading, Place place) {}

    /**
     * Keeps the returns of a file, in one transaction; those that are there already, just so, change nothing.
     *
     * @param form that the units return
     * @param day on which they did
     * @param faults those found in the file so far; nothing is kept if there are any
     * @throws FaultsException with every fault of the file: unknown columns and units, answers that the form does not take, returns that are kept
     *     already otherwise; the first hundred, and how many more
     */
    public Imported keep(String round, String form, LocalDate day, ReturnFile file, Faults faults) {
        Faults found = new Faults();
        found.addAll(faults.list());
        Optional<Round> known = Round.isId(round) ? rounds.find(round) : Optional.empty();
        if (known.isEmpty()) {
            found.add(
                    Place.ofFile("ROUND"), "There is no round \"" + round + "\".", "./kap round list has the rounds.");
            throw new FaultsException(found.list());
        }
        Optional<RoundForm> asked = known.get().form(form).filter(RoundForm::isOfUnits);
        if (asked.isEmpty()) {
            String there = known.get().forms().stream()
                    .filter(RoundForm::isOfUnits)
                    .map(RoundForm::form)
                    .collect(Collectors.joining(", "));
            found.add(
                    Place.ofFile("FORM"),
                    "The round has no form \"" + form + "\" that units return.",
                    there.isEmpty() ? "It has none at all." : "Use one of " + there + ".");
            throw new FaultsException(found.list());
        }
        Published published = questionnaires.find(form, asked.get().version()).orElseThrow();
        checkColumns(published.questionnaire(), file, found);
        Map<String, String> kinds = new HashMap<>();
        for (Selection selection : rounds.selections(round)) {
            if (selection.kind() != null) {
                kinds.put(selection.id(), selection.kind());
            }
        }
        List<Ready> ready = new ArrayList<>();
        int partial = 0;
        for (ReturnFile.Row row : file.rows()) {
            @Nullable String kind = kinds.get(row.code());
            if (kind == null) {
                found.add(
                        row.place(),
                        "The round asks no unit with the code \"" + row.code() + "\".",
                        "Correct the code, or take its register into the round with ./kap round units.");
            } else if (!asked.get().kinds().contains(kind)) {
                found.add(
                        row.place(),
                        "The unit \"" + row.code() + "\" is of the kind \"" + kind + "\", which does not return \""
                                + form + "\".",
                        "Take the line out, or name the form that it returns.");
            }
            Evaluation evaluation = evaluation(published.questionnaire(), file, row, day, found);
            partial += evaluation.isComplete() ? 0 : 1;
            if (found.isEmpty()) {
                ready.add(ready(round, published, row, day, evaluation));
            }
        }
        throwCapped(found);
        int fresh = interviews.keepReturns(round, form, ready);
        return new Imported(file.rows().size(), fresh, partial);
    }

    /** Throws the first hundred faults, and how many more there are. */
    static void throwCapped(Faults found) {
        Faults told = new Faults();
        VisitFile.add(found, told);
        told.throwIfAny();
    }

    private static void checkColumns(Questionnaire form, ReturnFile file, Faults faults) {
        file.columns().forEach((column, place) -> {
            String name = question(column, form);
            Optional<Question> question = form.question(name)
                    .filter(one -> one.repeat() == null && one.type().isAsked());
            if (question.isEmpty()) {
                faults.add(
                        place,
                        "Form \"" + form.form() + "\" has no question \"" + name + "\" that a file could answer.",
                        "Name a question outside repeats, or begin the column's name with _ to have it passed over.");
            }
        });
    }

    /** The question that a column is of: its own name, or what stands before {@code _missing}. */
    private static String question(String column, Questionnaire form) {
        return column.endsWith(MISSING) && form.question(column).isEmpty()
                ? column.substring(0, column.length() - MISSING.length())
                : column;
    }

    private static Evaluation evaluation(
            Questionnaire form, ReturnFile file, ReturnFile.Row row, LocalDate day, Faults faults) {
        row.cells().keySet().stream()
                .filter(column ->
                        !question(column, form).equals(column) && row.cells().containsKey(question(column, form)))
                .forEach(column -> faults.add(
                        file.place(row, column),
                        "The question \"" + question(column, form) + "\" has an answer and a reason for having none.",
                        "Keep one of them."));
        JsonWriter answers = new JsonWriter();
        write(answers, form, row);
        JsonObject given = (JsonObject) JsonReader.read("", answers.toString());
        Evaluation evaluation = Evaluation.of(form, Answers.of(given, new JvmHost()), day.toString());
        for (Finding finding : evaluation.findings()) {
            // What a return leaves open is told as partial; a column that the form has not was told of the header.
            if (finding.code() != FindingCode.REQUIRED
                    && finding.code() != FindingCode.WARNING
                    && finding.code() != FindingCode.UNKNOWN_QUESTION) {
                String column = row.cells().containsKey(finding.name()) ? finding.name() : finding.name() + MISSING;
                faults.add(
                        file.place(row, column),
                        "\"" + finding.name() + "\": " + finding.message("en"),
                        finding.code() == FindingCode.ANSWER_TO_IRRELEVANT
                                ? "Empty the cell, or correct the answer that it depends on."
                                : "Correct the cell.");
            }
        }
        return evaluation;
    }

    private Ready ready(String round, Published published, ReturnFile.Row row, LocalDate day, Evaluation evaluation) {
        Questionnaire form = published.questionnaire();
        UUID id = UUID.nameUUIDFromBytes(
                ("return\n" + round + "\n" + form.form() + "\n" + row.code()).getBytes(StandardCharsets.UTF_8));
        JsonWriter json = new JsonWriter().beginObject();
        json.name("format").value("kap-interview/1");
        json.name("interview").value(id.toString());
        json.name("revision").value(1);
        json.name("questionnaire").beginObject();
        json.name("form").value(form.form());
        json.name("version").value(form.version());
        json.name("hash").value(published.hash());
        json.endObject();
        json.name("engine").value(engineHash);
        json.name("round").value(round);
        json.name("selection").value(row.code());
        // A file has no clock: the day that was named stands for both ends, so that the same line makes the same bytes.
        json.name("device").beginObject();
        json.name("openedAt").value(day + "T00:00:00.000Z");
        json.name("finishedAt").value(day + "T00:00:00.000Z");
        json.name("today").value(day.toString());
        json.name("language").value(form.defaultLanguage());
        json.endObject();
        json.name("outcome").value(evaluation.outcome());
        write(json.name("answers"), form, row);
        byte[] bytes = json.endObject().toString().getBytes(StandardCharsets.UTF_8);
        Payload payload = new Payload(bytes);
        return new Ready(id, row.code(), payload, reader.read(id, 1, payload), row.place());
    }

    /** The answers; of a question with a reason for having none beside it the answer alone, which then is a fault. */
    private static void write(JsonWriter json, Questionnaire form, ReturnFile.Row row) {
        json.beginObject();
        row.cells().forEach((column, cell) -> {
            String name = question(column, form);
            if (name.equals(column)) {
                json.name(name).value(cell);
            } else if (!row.cells().containsKey(name)) {
                json.name(name).beginObject().name("missing").value(cell).endObject();
            }
        });
        json.endObject();
    }
}
