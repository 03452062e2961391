package org.kapsurvey.api.round;

import static org.kapsurvey.api.database.generated.Tables.PERSON_WEIGHT;
import static org.kapsurvey.api.database.generated.Tables.SURVEY_ROUND;
import static org.kapsurvey.api.database.generated.Tables.WEIGHTS_VERSION;
import static org.kapsurvey.api.database.generated.Tables.WEIGHT_REPLICATE;

import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.io.ReplicateFile;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.analysis.job.WeightingResult;
import org.kapsurvey.analysis.replicates.ReplicateFactors;
import org.kapsurvey.analysis.replicates.RowFactors;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.database.generated.tables.records.PersonWeightRecord;
import org.kapsurvey.api.database.generated.tables.records.WeightReplicateRecord;
import org.kapsurvey.api.database.generated.tables.records.WeightsVersionRecord;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;

/** The versions of the rounds' weights. A version never changes. */
public final class WeightStore {
    private static final int ROWS = 1_000;
    private static final int REPLICATES = 20;

    private final Database database;

    public WeightStore(Database database) {
        this.database = database;
    }

    /**
     * A version.
     *
     * @param name of the weighting file
     * @param hash SHA-256 of the weighting file's bytes
     * @param states of the interviews, in order, joined by blanks
     * @param interviewsHash over the complete interviews that were weighted
     * @param ofUnits whether they are the weights of units that several persons can tell of, and not of persons
     * @param replicates how many are kept with it
     * @param collapsed weighting classes that were put together, each as its labels joined by {@code +}
     */
    public record Version(
            int version,
            String name,
            String hash,
            String states,
            String interviewsHash,
            boolean ofUnits,
            int replicates,
            List<String> collapsed,
            OffsetDateTime createdAt) {
        public Version {
            collapsed = List.copyOf(collapsed);
        }
    }

    /** How the states of interviews are written in a version. */
    public static String states(Collection<String> states) {
        return String.join(" ", new TreeSet<>(states));
    }

    /**
     * Keeps weights and their replicates as the round's next version, in one transaction. The same file on the same interviews as in the last version
     * is that version again.
     *
     * @param table the round as it was weighted
     * @param text of the weighting file
     * @param run the text of its {@code run.json}
     * @throws FaultsException if a replicate can't be weighted
     */
    public Version keep(RoundTable table, Collection<String> states, WeightingResult weights, String text, String run) {
        String round = table.round().id();
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        String hash = Sha256.hex(content);
        return database.write(tables -> {
            // Of two who weight a round at once the second waits here, and takes the number after; interviews don't
            // wait.
            tables.selectOne()
                    .from(SURVEY_ROUND)
                    .where(SURVEY_ROUND.ROUND_ID.eq(round))
                    .forNoKeyUpdate()
                    .fetch();
            Optional<Version> last = list(tables, round).stream().findFirst();
            if (last.isPresent()
                    && last.get().hash().equals(hash)
                    && last.get().states().equals(states(states))
                    && last.get().interviewsHash().equals(table.interviewsHash())
                    && finals(tables, round, last.get().version()).equals(finals(weights))
                    && last.get().replicates() == replicates(weights)) {
                return last.get();
            }
            WeightsVersionRecord row = new WeightsVersionRecord();
            row.setRoundId(round);
            row.setVersion(last.map(Version::version).orElse(0) + 1);
            row.setName(weights.job().input().name());
            row.setContent(content);
            row.setHash(hash);
            row.setStates(states(states));
            row.setInterviewsHash(table.interviewsHash());
            row.setOfUnits(weights.job().share().isPresent());
            row.setReplicates(replicates(weights));
            row.setRun(JSONB.valueOf(run));
            tables.insertInto(WEIGHTS_VERSION).set(row).execute();
            insert(tables, round, row.getVersion(), weights);
            weights.replicates().ifPresent(replicates -> insert(tables, round, row.getVersion(), replicates));
            return find(tables, round, row.getVersion()).orElseThrow();
        });
    }

    private static Map<String, Double> finals(WeightingResult weights) {
        Map<String, Double> finals = new HashMap<>();
        for (int row = 0; row < weights.ids().size(); row++) {
            finals.put(weights.ids().get(row), weights.weights().calibrated()[row]);
        }
        return finals;
    }

    private static void insert(DSLContext tables, String round, int version, WeightingResult weights) {
        List<PersonWeightRecord> rows = new ArrayList<>();
        for (int row = 0; row < weights.ids().size(); row++) {
            PersonWeightRecord one = new PersonWeightRecord();
            one.setRoundId(round);
            one.setVersion(version);
            one.setSelectionId(weights.ids().get(row));
            one.setBase(weights.weights().initial()[row]);
            one.setEligibilityFactor(factor(weights, WeightingResult.Stage.ELIGIBILITY, row));
            one.setNonresponseFactor(factor(weights, WeightingResult.Stage.NONRESPONSE, row));
            one.setShareFactor(factor(weights, WeightingResult.Stage.SHARE, row));
            one.setCalibrationFactor(factor(weights, WeightingResult.Stage.CALIBRATION, row));
            one.setTrimmingFactor(factor(weights, WeightingResult.Stage.TRIMMING, row));
            one.setFinal(weights.weights().calibrated()[row]);
            rows.add(one);
            if (rows.size() == ROWS || row == weights.ids().size() - 1) {
                tables.insertInto(PERSON_WEIGHT).set(rows).execute();
                rows.clear();
            }
        }
    }

    /** The rows of a round are in the order of the bytes of their ids, and so the factors of a replicate. */
    private static void insert(DSLContext tables, String round, int version, WeightingResult.Replicates replicates) {
        replicates.make(carried -> carried.forEach((replicate, factors) -> {
            WeightReplicateRecord row = new WeightReplicateRecord();
            row.setRoundId(round);
            row.setVersion(version);
            row.setReplicate(replicate + 1);
            row.setCoefficient(carried.factors().coefficient(replicate));
            row.setMse(carried.factors().mse());
            row.setFactors(ReplicateFile.bytes(factors));
            tables.insertInto(WEIGHT_REPLICATE).set(row).execute();
        }));
    }

    private static int replicates(WeightingResult weights) {
        return weights.replicates().map(WeightingResult.Replicates::count).orElse(0);
    }

    /**
     * The replicates of a version for some persons.
     *
     * @param degreesOfFreedom that the weighting file gave them; empty to count them
     */
    public record Replicates(RowFactors factors, List<Double> coefficients, boolean mse, OptionalInt degreesOfFreedom) {
        public Replicates {
            coefficients = List.copyOf(coefficients);
        }

        /** What they do to the weights. */
        public ReplicateFactors onWeights() {
            return ReplicateFactors.of(
                    factors,
                    coefficients.stream().mapToDouble(Double::doubleValue).toArray(),
                    mse);
        }
    }

    /**
     * The replicates of the version that a round was read with, for the rows of its table, 0 for persons whom the version does not
     * know; empty if it was read without a version, or this was made without replicates. Inside a transaction of the caller's.
     */
    public static Optional<Replicates> replicates(DSLContext tables, RoundTable table) {
        TextColumn selection = (TextColumn) table.table().column(StoredRound.SELECTION);
        return table.version().filter(version -> version.replicates() > 0).flatMap(version -> {
            List<String> persons = IntStream.range(0, selection.rows())
                    .mapToObj(row -> Objects.requireNonNull(selection.value(row)))
                    .toList();
            return replicates(tables, table.round().id(), version.version(), persons);
        });
    }

    private static Optional<Replicates> replicates(DSLContext tables, String round, int version, List<String> persons) {
        List<String> known = tables.select(PERSON_WEIGHT.SELECTION_ID)
                .from(PERSON_WEIGHT)
                .where(PERSON_WEIGHT
                        .ROUND_ID
                        .eq(round)
                        .and(PERSON_WEIGHT.VERSION.eq(version))
                        .and(Scope.of(PERSON_WEIGHT)))
                .orderBy(PERSON_WEIGHT.SELECTION_ID.collate("C"))
                .fetch(PERSON_WEIGHT.SELECTION_ID);
        boolean same = known.equals(persons);
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < known.size() && !same; place++) {
            places.put(known.get(place), place);
        }
        List<FloatBuffer> factors = new ArrayList<>();
        List<Double> coefficients = new ArrayList<>();
        boolean mse = false;
        try (Cursor<WeightReplicateRecord> rows = tables.selectFrom(WEIGHT_REPLICATE)
                .where(WEIGHT_REPLICATE
                        .ROUND_ID
                        .eq(round)
                        .and(WEIGHT_REPLICATE.VERSION.eq(version))
                        .and(Scope.of(WEIGHT_REPLICATE)))
                .orderBy(WEIGHT_REPLICATE.REPLICATE)
                .fetchSize(REPLICATES)
                .fetchLazy()) {
            for (WeightReplicateRecord row : rows) {
                FloatBuffer stored = ReplicateFile.factors(row.getFactors());
                factors.add(same ? stored : of(persons, places, stored));
                coefficients.add(row.getCoefficient());
                mse = row.getMse();
            }
        }
        return factors.isEmpty()
                ? Optional.empty()
                : Optional.of(new Replicates(
                        new RowFactors(persons.size(), factors),
                        coefficients,
                        mse,
                        degreesOfFreedom(content(tables, round, version))));
    }

    /** What a weighting file says of its replicates; whether it may was seen to when it was kept. */
    private static OptionalInt degreesOfFreedom(String weighting) {
        JsonObject file = (JsonObject) JsonReader.read("weighting.json", weighting);
        return file.get("replicates") instanceof JsonObject replicates
                        && replicates.get("degreesOfFreedom") instanceof JsonNumber degrees
                ? OptionalInt.of((int) degrees.value())
                : OptionalInt.empty();
    }

    private static FloatBuffer of(List<String> persons, Map<String, Integer> places, FloatBuffer stored) {
        float[] factors = new float[persons.size()];
        for (int row = 0; row < factors.length; row++) {
            @Nullable Integer place = places.get(persons.get(row));
            factors[row] = place == null ? 0 : stored.get(place);
        }
        return FloatBuffer.wrap(factors);
    }

    /** What a stage multiplied a row's weight by, over all of its steps; null if it had none, or no weight to act on. */
    private static @Nullable Double factor(WeightingResult weights, WeightingResult.Stage stage, int row) {
        @Nullable Double factor = null;
        for (int step = 0; step < weights.steps().size(); step++) {
            double before = weights.before(step)[row];
            if (weights.steps().get(step).stage() == stage && before != 0) {
                double now = weights.outcome(step).weights()[row] / before;
                factor = factor == null ? now : factor * now;
            }
        }
        return factor;
    }

    /** The versions of a round that there is, the newest first; problem 403.4 where not all of it may be read. */
    public List<Version> list(String round) {
        return database.read(tables -> {
            Scope.requireWhole(tables, round);
            return list(tables, round);
        });
    }

    /** Inside a transaction of the caller's. */
    public static List<Version> list(DSLContext tables, String round) {
        return tables.selectFrom(WEIGHTS_VERSION)
                .where(WEIGHTS_VERSION.ROUND_ID.eq(round).and(Scope.of(WEIGHTS_VERSION)))
                .orderBy(WEIGHTS_VERSION.VERSION.desc())
                .fetch(WeightStore::version);
    }

    /** Inside a transaction of the caller's. */
    public static Optional<Version> find(DSLContext tables, String round, int version) {
        return tables.selectFrom(WEIGHTS_VERSION)
                .where(WEIGHTS_VERSION
                        .ROUND_ID
                        .eq(round)
                        .and(WEIGHTS_VERSION.VERSION.eq(version))
                        .and(Scope.of(WEIGHTS_VERSION)))
                .fetchOptional(WeightStore::version);
    }

    /** The text of the weighting file that made a version; inside a transaction of the caller's. */
    public static String content(DSLContext tables, String round, int version) {
        byte[] content = tables.select(WEIGHTS_VERSION.CONTENT)
                .from(WEIGHTS_VERSION)
                .where(WEIGHTS_VERSION
                        .ROUND_ID
                        .eq(round)
                        .and(WEIGHTS_VERSION.VERSION.eq(version))
                        .and(Scope.of(WEIGHTS_VERSION)))
                .fetchSingle(WEIGHTS_VERSION.CONTENT);
        return new String(content, StandardCharsets.UTF_8);
    }

    /** The newest version of weights of persons made of interviews in just these states; inside a transaction of the caller's. */
    public static Optional<Version> latest(DSLContext tables, String round, Collection<String> states) {
        return list(tables, round).stream()
                .filter(version -> !version.ofUnits() && version.states().equals(states(states)))
                .findFirst();
    }

    /** The final weight of each person; inside a transaction of the caller's. */
    static Map<String, Double> finals(DSLContext tables, String round, int version) {
        Map<String, Double> finals = new HashMap<>();
        tables.select(PERSON_WEIGHT.SELECTION_ID, PERSON_WEIGHT.FINAL)
                .from(PERSON_WEIGHT)
                .where(PERSON_WEIGHT
                        .ROUND_ID
                        .eq(round)
                        .and(PERSON_WEIGHT.VERSION.eq(version))
                        .and(Scope.of(PERSON_WEIGHT)))
                .forEach(row -> finals.put(row.value1(), row.value2()));
        return finals;
    }

    private static Version version(WeightsVersionRecord row) {
        return new Version(
                row.getVersion(),
                row.getName(),
                row.getHash(),
                row.getStates(),
                row.getInterviewsHash(),
                row.getOfUnits(),
                row.getReplicates(),
                collapsed(row.getRun().data()),
                row.getCreatedAt());
    }

    /** The classes of more than one label in a {@code run.json}. */
    private static List<String> collapsed(String run) {
        List<String> collapsed = new ArrayList<>();
        JsonObject json = (JsonObject) JsonReader.read("run.json", run);
        for (Json step : ((JsonArray) Objects.requireNonNull(json.get("weights"))).items()) {
            if (((JsonObject) step).get("classes") instanceof JsonArray classes) {
                for (Json one : classes.items()) {
                    List<String> labels = ((JsonArray) Objects.requireNonNull(((JsonObject) one).get("class")))
                            .items().stream()
                                    .map(label -> ((JsonText) label).value())
                                    .toList();
                    if (labels.size() > 1) {
                        collapsed.add(String.join(" + ", labels));
                    }
                }
            }
        }
        return collapsed;
    }
}
