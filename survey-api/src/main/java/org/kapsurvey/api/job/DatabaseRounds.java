package org.kapsurvey.api.job;

import static org.kapsurvey.api.database.generated.Tables.INTERVIEW;
import static org.kapsurvey.api.database.generated.Tables.INTERVIEW_STATE;
import static org.kapsurvey.api.database.generated.Tables.PLAN;
import static org.kapsurvey.api.database.generated.Tables.QUESTIONNAIRE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.indicator.Plan;
import org.kapsurvey.analysis.io.ReplicateFile;
import org.kapsurvey.analysis.io.TableCsv;
import org.kapsurvey.analysis.job.KapInputs;
import org.kapsurvey.analysis.job.RoundRequest;
import org.kapsurvey.analysis.job.RunJson;
import org.kapsurvey.analysis.job.StoredRound;
import org.kapsurvey.analysis.job.StoredRounds;
import org.kapsurvey.analysis.job.WeightingCsv;
import org.kapsurvey.api.database.Database;
import org.kapsurvey.api.database.Scope;
import org.kapsurvey.api.hash.Sha256;
import org.kapsurvey.api.interview.State;
import org.kapsurvey.api.round.Round;
import org.kapsurvey.api.round.RoundStore;
import org.kapsurvey.api.round.RoundTable;
import org.kapsurvey.api.round.UnitTable;
import org.kapsurvey.api.round.WeightStore;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonText;

/** The rounds of the database, each read as one moment has it. Safe for many threads. */
public final class DatabaseRounds implements StoredRounds {
    private static final int LISTED = 10;

    private final Database database;

    public DatabaseRounds(Database database) {
        this.database = database;
    }

    @Override
    public Optional<StoredRound> read(RoundRequest request, Faults faults) {
        return request.units()
                ? findUnits(request, faults).map(this::stored)
                : find(request, faults)
                        .map(found -> stored(
                                found, kap(found.table().round(), found.table().forms())));
    }

    /**
     * A round as it was found.
     *
     * @param replicates of the version of its weights; empty if it has none, or none were wanted
     */
    public record Found(RoundTable table, Optional<WeightStore.Replicates> replicates) {}

    /** The persons of the round that a request names; nothing, and faults, if there is none or it has no interview in the states. */
    public Optional<Found> find(RoundRequest request, Faults faults) {
        int before = faults.size();
        Set<String> states = states(request, faults);
        return database.report(tables -> {
            String id = request.round().value();
            Optional<Round> round = round(tables, request, faults);
            if (faults.size() > before) {
                return Optional.empty();
            }
            Optional<WeightStore.Version> version = Optional.empty();
            if (request.weights().isPresent()) {
                version = WeightStore.find(tables, id, request.weights().getAsInt());
                if (version.isEmpty()) {
                    faults.add(
                            request.place(),
                            "Round \"" + id + "\" has no weights of version "
                                    + request.weights().getAsInt() + ".",
                            versions(tables, id));
                    return Optional.empty();
                }
            }
            RoundTable table = RoundTable.read(tables, round.orElseThrow(), states, version);
            if (table.lost() > 0) {
                faults.add(
                        request.place(),
                        table.lost() + (table.lost() == 1 ? " person has" : " persons have") + " a weight in version "
                                + request.weights().getAsInt() + " and no interview that is "
                                + String.join(" or ", states) + ".",
                        "Name the states that were weighted, or weight the round again.");
                return Optional.empty();
            }
            if (table.interviewed() == 0) {
                faults.add(
                        request.states().isEmpty()
                                ? request.round().place()
                                : request.states().get(0).place(),
                        "Round \"" + id + "\" has no complete interview that is " + String.join(" or ", states) + ".",
                        counts(tables, id));
                return Optional.empty();
            }
            Optional<WeightStore.Replicates> replicates =
                    request.replicates() ? WeightStore.replicates(tables, table) : Optional.empty();
            return Optional.of(new Found(table, replicates));
        });
    }

    private static Optional<Round> round(DSLContext tables, RoundRequest request, Faults faults) {
        String id = request.round().value();
        Optional<Round> round = Round.isId(id) ? RoundStore.find(tables, id) : Optional.empty();
        if (round.isEmpty()) {
            List<String> known = RoundStore.ids(tables);
            faults.add(
                    request.round().place(),
                    "There is no round \"" + id + "\".",
                    (known.isEmpty()
                                    ? "There is none at all yet: open one first."
                                    : "The rounds are " + listed(known) + ".")
                            + JsonFields.suggestion(id, known));
        }
        round.ifPresent(found -> Scope.requireWhole(tables, found.id()));
        return round;
    }

    /** The registered units of the round that a request names; nothing, and faults, if there is none or it asks no units. */
    Optional<UnitTable> findUnits(RoundRequest request, Faults faults) {
        int before = faults.size();
        Set<String> states = states(request, faults);
        return database.report(tables -> {
            Optional<Round> round = round(tables, request, faults);
            if (faults.size() > before) {
                return Optional.empty();
            }
            UnitTable units = UnitTable.read(tables, round.orElseThrow(), states);
            if (units.table().rows() == 0) {
                faults.add(
                        request.round().place(),
                        "Round \"" + round.get().id() + "\" asks no registered units.",
                        "Take a register into it: ./kap round units ROUND SURVEY.");
                return Optional.empty();
            }
            return Optional.of(units);
        });
    }

    /** The plan that a round was opened with, and forms of it. */
    private Supplier<KapInputs> kap(Round round, List<RoundTable.Form> forms) {
        byte[] plan = planBytes(round);
        return () -> new KapInputs(
                Optional.of(Plan.parse(RoundJob.PLAN, new String(plan, StandardCharsets.UTF_8))),
                forms.stream().map(RoundTable.Form::questionnaire).toList(),
                inputs(plan, forms));
    }

    private static List<RunJson.Input> inputs(byte[] plan, List<RoundTable.Form> forms) {
        List<RunJson.Input> inputs = new ArrayList<>(List.of(new RunJson.Input(RoundJob.PLAN, Sha256.hex(plan))));
        forms.forEach(form -> inputs.add(new RunJson.Input(RoundJob.formFile(form.questionnaire()), form.hash())));
        return inputs;
    }

    /** The plan of a round as it was published. */
    byte[] planBytes(Round round) {
        return database.report(tables -> tables.select(PLAN.CONTENT)
                .from(PLAN)
                .where(PLAN.PLAN_ID.eq(round.plan()))
                .fetchSingle(PLAN.CONTENT));
    }

    /** A form as it was published. */
    byte[] formBytes(Questionnaire form) {
        return database.report(tables -> tables.select(QUESTIONNAIRE.CONTENT)
                .from(QUESTIONNAIRE)
                .where(QUESTIONNAIRE.FORM_ID.eq(form.form()).and(QUESTIONNAIRE.VERSION.eq(form.version())))
                .fetchSingle(QUESTIONNAIRE.CONTENT));
    }

    private StoredRound stored(UnitTable units) {
        String file = unitsFile(units.round());
        return new StoredRound(
                file,
                RoundJob.dataOfFile(file, units.table(), units.questionnaires()),
                sha256(out -> TableCsv.write(units.table(), out)),
                units.table(),
                Optional.empty(),
                kap(units.round(), units.forms()));
    }

    /** The name of the exported table of a round's units. */
    static String unitsFile(Round round) {
        return round.id() + "-units.csv";
    }

    /** A round as the analysis takes it, with the hashes of the files that an export of it are, but without plan and forms. */
    public static StoredRound stored(Found found) {
        return stored(found, () -> KapInputs.NONE);
    }

    private static StoredRound stored(Found found, Supplier<KapInputs> kap) {
        Table rows = found.table().table();
        String file = found.table().round().id() + ".csv";
        return new StoredRound(
                file,
                RoundJob.dataOfFile(file, rows, found.table().questionnaires()),
                sha256(out -> TableCsv.write(rows, out)),
                rows,
                found.replicates()
                        .map(replicates -> new StoredRound.Replicates(
                                replicates.factors(),
                                sha256(out -> ReplicateFile.write(replicates.factors(), out)),
                                scales(replicates),
                                Sha256.hex(WeightingCsv.scales(replicates.coefficients(), replicates.mse())
                                        .getBytes(StandardCharsets.UTF_8)),
                                replicates.degreesOfFreedom())),
                kap);
    }

    /** What {@link WeightingCsv#scales} writes, as it is read again. */
    private static Table scales(WeightStore.Replicates replicates) {
        int count = replicates.coefficients().size();
        return Table.of(
                count,
                List.of(
                        NumericColumn.of(
                                "replicate",
                                IntStream.rangeClosed(1, count).asDoubleStream().toArray()),
                        NumericColumn.of(
                                "rscale",
                                replicates.coefficients().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray()),
                        NumericColumn.indicator("scale", count, any -> true),
                        NumericColumn.indicator("mse", count, any -> replicates.mse())));
    }

    @FunctionalInterface
    private interface Written {
        void to(OutputStream out) throws IOException;
    }

    private static String sha256(Written written) {
        try (DigestOutputStream digest = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest())) {
            written.to(digest);
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A job to begin with on a round: on its approved interviews, or while there are none on those submitted. Empty if there is
     * no such round.
     */
    Optional<String> example(String id) {
        if (!Round.isId(id)) {
            return Optional.empty();
        }
        return database.report(tables -> RoundStore.find(tables, id).map(round -> {
            Scope.requireWhole(tables, id);
            boolean approved = tables.fetchExists(tables.selectOne()
                    .from(INTERVIEW)
                    .join(INTERVIEW_STATE)
                    .on(INTERVIEW_STATE.INTERVIEW_ID.eq(INTERVIEW.INTERVIEW_ID))
                    .where(INTERVIEW.ROUND_ID.eq(id).and(INTERVIEW_STATE.STATE.eq(State.APPROVED.text()))));
            State state = approved ? State.APPROVED : State.SUBMITTED;
            return RoundJob.text(round, questionnaires(tables, round), RoundJob.dataOfRound(id, state.text()));
        }));
    }

    /** The forms that persons answer. */
    private static List<Questionnaire> questionnaires(DSLContext tables, Round round) {
        return RoundTable.forms(tables, round).stream()
                .map(RoundTable.Form::questionnaire)
                .filter(form -> !round.form(form.form()).orElseThrow().isOfUnits())
                .toList();
    }

    private static String versions(DSLContext tables, String round) {
        List<WeightStore.Version> versions = WeightStore.list(tables, round);
        return versions.isEmpty()
                ? "It has none yet: make one with ./kap weight, or leave \"weights\" out."
                : "It has versions 1 to " + versions.get(0).version() + ".";
    }

    /** The states of the interviews that a request reads; with faults for those that are none. */
    static Set<String> states(RoundRequest request, Faults faults) {
        if (request.states().isEmpty()) {
            return Set.of(State.APPROVED.text());
        }
        Set<String> states = new LinkedHashSet<>();
        for (JsonText state : request.states()) {
            if (!State.TEXTS.contains(state.value())) {
                faults.add(
                        state.place(),
                        "Unknown state \"" + state.value() + "\".",
                        "Use " + JsonFields.listed(State.TEXTS) + "."
                                + JsonFields.suggestion(state.value(), State.TEXTS));
            } else if (!states.add(state.value())) {
                faults.add(state.place(), "The state \"" + state.value() + "\" stands twice.", "Name it once.");
            }
        }
        return states;
    }

    /** How many interviews the round has in which states. */
    private static String counts(DSLContext tables, String round) {
        List<String> counts = tables.select(INTERVIEW_STATE.STATE, INTERVIEW.OUTCOME, DSL.count())
                .from(INTERVIEW)
                .join(INTERVIEW_STATE)
                .on(INTERVIEW_STATE
                        .INTERVIEW_ID
                        .eq(INTERVIEW.INTERVIEW_ID)
                        .and(INTERVIEW_STATE.REVISION.eq(INTERVIEW.REVISION)))
                .where(INTERVIEW.ROUND_ID.eq(round).and(INTERVIEW.STATUS.eq("stored")))
                .groupBy(INTERVIEW_STATE.STATE, INTERVIEW.OUTCOME)
                .orderBy(INTERVIEW_STATE.STATE, INTERVIEW.OUTCOME)
                .fetch(row -> String.format(Locale.ROOT, "%,d %s (%s)", row.value3(), row.value1(), row.value2()));
        return counts.isEmpty()
                ? "Nobody has been interviewed for it yet."
                : "It has " + String.join(", ", counts)
                        + ". Approve interviews, or name their states: \"states\": [\"submitted\"].";
    }

    private static String listed(List<String> names) {
        String some = names.stream().limit(LISTED).map(name -> '"' + name + '"').collect(Collectors.joining(", "));
        return names.size() > LISTED ? some + ", … (" + names.size() + " in all)" : some;
    }
}
