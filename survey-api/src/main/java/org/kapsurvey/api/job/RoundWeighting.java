package org.kapsurvey.api.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.io.AnalyseRun;
import org.kapsurvey.analysis.io.WeightRun;
import org.kapsurvey.analysis.job.Attachments;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.analysis.job.RunJson;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.analysis.job.StoredRounds;
import org.kapsurvey.analysis.job.WeightingJob;
import org.kapsurvey.analysis.job.WeightingResult;
import org.kapsurvey.analysis.job.WeightingRun;
import org.kapsurvey.analysis.job.WeightingRunJson;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.interview.State;
import org.kapsurvey.api.round.RoundTable;
import org.kapsurvey.api.round.WeightStore;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** Has a round weighted and keeps the weights as a version of the round's. Of one weighting; not safe for many threads. */
public final class RoundWeighting implements StoredRounds {
    private final Database database;
    private @Nullable RoundTable table;
    private Set<String> states = Set.of();

    public RoundWeighting(Database database) {
        this.database = database;
    }

    @Override
    public Optional<StoredRound> read(RoundRequest request, Faults faults) {
        if (request.units()) {
            faults.add(
                    request.place(),
                    "Registered units are not weighted: nobody stands for a unit that did not answer.",
                    "Leave \"units\" out.");
            return Optional.empty();
        }
        Optional<DatabaseRounds.Found> read = new DatabaseRounds(database).find(request, faults);
        table = read.map(DatabaseRounds.Found::table).orElse(null);
        states = DatabaseRounds.states(request, new Faults());
        return read.map(DatabaseRounds::stored);
    }

    /**
     * Weights a round without files and keeps the weights.
     *
     * @param text of a weighting file that names a round and no other file
     * @throws FaultsException with every fault of the file and the data
     */
    public static WeightStore.Version make(Database database, String text) throws IOException {
        Faults faults = new Faults();
        RoundWeighting rounds = new RoundWeighting(database);
        Optional<WeightingJob> job = WeightingJob.parse("weighting.json", text, faults);
        Optional<StoredRound> stored =
                job.flatMap(parsed -> parsed.input().data().round()).flatMap(request -> rounds.read(request, faults));
        Optional<WeightingResult> result =
                stored.flatMap(round -> WeightingRun.run(job.orElseThrow(), round.table(), Attachments.NONE, faults));
        faults.throwIfAny();
        StoredRound round = stored.orElseThrow();
        String run = WeightingRunJson.write(
                result.orElseThrow(),
                AnalyseRun.version(),
                new RunJson.Input("weighting.json", Sha256.hex(text.getBytes(StandardCharsets.UTF_8))),
                List.of(new RunJson.Input(round.file(), round.sha256())));
        return rounds.keep(new WeightRun.Made(result.orElseThrow(), text, run));
    }

    /**
     * The version that the summary of the round that was read takes; empty if it has none.
     *
     * @throws IllegalStateException if none was read
     */
    public Optional<WeightStore.Version> latest() {
        String round = read().round().id();
        return database.read(tables -> WeightStore.latest(tables, round, Set.of(State.APPROVED.text())));
    }

    private RoundTable read() {
        if (table == null) {
            throw new IllegalStateException("No round was read to be weighted");
        }
        return table;
    }

    /**
     * Keeps what was made of the round that was read.
     *
     * @throws IllegalStateException if none was
     */
    public WeightStore.Version keep(WeightRun.Made made) {
        return new WeightStore(database).keep(read(), states, made.result(), made.text(), made.run());
    }
}
