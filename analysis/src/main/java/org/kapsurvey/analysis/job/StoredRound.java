package org.kapsurvey.analysis.job;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.replicates.RowFactors;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A stored round as a table, and what it is called when it is exported: a job on the round and the same job on the exported
 * files give the same bytes.
 *
 * @param file name of the exported table
 * @param data the JSON that stands as {@code data} in a job on the exported table
 * @param sha256 of the bytes of the exported table, in hex
 * @param replicates of the version of the round's weights that is asked for; empty if it has none, or none is wanted
 * @param kap the round's plan and forms, which are exported beside it; read when a job needs them
 */
public record StoredRound(
        String file,
        String data,
        String sha256,
        Table table,
        Optional<Replicates> replicates,
        Supplier<KapInputs> kap) {
    /** The column that names the selected person. */
    public static final String SELECTION = "_selection";

    /** The column that says what became of them, as {@link org.kapsurvey.analysis.outcome.Disposition} writes it. */
    public static final String OUTCOME = "_outcome";

    /** The columns whose cells messages may quote, codes of the sample; all others hold answers, or are made of them. */
    static final Set<String> CODED = Set.of("_stratum", "_psu", "_ssu");

    /** The column of weights; {@code _weight.FORM} are those in one form. */
    public static final String WEIGHT = "_weight";

    private static final String REMEDY =
            "Take \"_weight\" or \"_weight.FORM\" as \"weights\" of the design, or write \"replicates\": false in \"data\".";

    /**
     * The replicates of a version of weights, and the hashes of the files that they are exported to.
     *
     * @param factors on the weights of the table's rows
     * @param factorsSha256 of the file {@link WeightedData#FACTORS}
     * @param scales how each replicate counts, as the file {@link WeightedData#SCALES} has it
     * @param scalesSha256 of that file
     * @param degreesOfFreedom that the weighting file gave them; empty to count them
     */
    public record Replicates(
            RowFactors factors,
            String factorsSha256,
            Table scales,
            String scalesSha256,
            OptionalInt degreesOfFreedom) {}

    /** A round whose weights have no replicates, without a plan and forms. */
    public StoredRound(String file, String data, String sha256, Table table) {
        this(file, data, sha256, table, Optional.empty(), () -> KapInputs.NONE);
    }

    /**
     * The job with the replicates of the round's weights; itself if there are none, or if it has replicates of its own.
     *
     * @param faults get one if the job's weights are not those of the version that has the replicates, and one if a quantile asks
     *     for the spread of replicates and there are none
     */
    public AnalysisJob completed(AnalysisJob job, Faults faults) {
        refuseIdleDegrees(job, faults);
        if (takesReplicates(job)) {
            Place place = place(job);
            return job.withReplicates(new ReplicatesRequest.Given(
                    new JsonText(WeightedData.FACTORS, true, place),
                    Map.of(),
                    new JsonText(WeightedData.SCALES, true, place),
                    degreesOfFreedom(job),
                    place));
        }
        if (replicates.isPresent() && job.replicates().isEmpty()) {
            refuseOtherWeights(job, faults);
            return job;
        }
        boolean asked = job.estimates().stream()
                .anyMatch(block -> block.quantiles()
                        .filter(quantiles -> quantiles.share().isEmpty())
                        .isPresent());
        if (asked && job.replicates().isEmpty()) {
            faults.add(
                    place(job),
                    "The interval \"replicates\" needs replicates, and these weights have none.",
                    "Name a version of weights that was made with \"replicates\", or add \"replicates\" to the job.");
        }
        return job;
    }

    /** Degrees of freedom that would count for nothing. */
    private void refuseIdleDegrees(AnalysisJob job, Faults faults) {
        RoundRequest round = job.data().round().orElseThrow();
        if (round.degreesOfFreedom().isEmpty()) {
            return;
        }
        if (job.replicates().isPresent()) {
            faults.add(
                    place(job),
                    "\"degreesOfFreedom\" in \"data\" is of the version's replicates, in whose place the job has others.",
                    "Write it in \"replicates\" of the job.");
        } else if (replicates.isEmpty() && round.replicates()) {
            faults.add(
                    place(job),
                    "\"degreesOfFreedom\" in \"data\" is of replicates, and this version of the weights has none.",
                    "Leave it out, or name a version that was made with \"replicates\".");
        }
    }

    private static Place place(AnalysisJob job) {
        return job.data().round().orElseThrow().place();
    }

    /** A column that is not there has its fault when the job is bound. */
    private void refuseOtherWeights(AnalysisJob job, Faults faults) {
        @Nullable JsonText weights = job.design().weights();
        if (weights == null) {
            faults.add(place(job), "The design names no weights for the replicates of this version.", REMEDY);
        } else if (table.find(weights.value()).isPresent()
                || job.variables().stream()
                        .anyMatch(variable -> variable.name().value().equals(weights.value()))) {
            faults.add(
                    weights.place(),
                    "The replicates of this version are of \"_weight\" and the weights in forms, not of \""
                            + weights.value() + "\".",
                    REMEDY);
        }
    }

    private boolean takesReplicates(AnalysisJob job) {
        @Nullable JsonText weights = job.design().weights();
        return replicates.isPresent() && job.replicates().isEmpty() && weights != null && isOfVersion(weights.value());
    }

    /** A weight in a form is that of the person times a factor which is the same in all replicates. */
    private boolean isOfVersion(String weights) {
        return weights.equals(WEIGHT)
                || (weights.startsWith(WEIGHT + ".") && table.find(weights).isPresent());
    }

    private OptionalInt degreesOfFreedom(AnalysisJob job) {
        OptionalInt own = job.data().round().orElseThrow().degreesOfFreedom();
        return own.isPresent() ? own : replicates.orElseThrow().degreesOfFreedom();
    }

    /** The files beside the data that {@link #completed} names. */
    public Attachments attachments() {
        return replicates
                .map(own -> new Attachments(
                        Map.of(WeightedData.SCALES, own.scales()), Map.of(WeightedData.FACTORS, own.factors())))
                .orElse(Attachments.NONE);
    }

    /** The exported files that a job reads, with their hashes. */
    public List<RunJson.Input> inputs(AnalysisJob job) {
        RunJson.Input rows = new RunJson.Input(file, sha256);
        return replicates
                .filter(own -> takesReplicates(job))
                .map(own -> List.of(
                        rows,
                        new RunJson.Input(WeightedData.FACTORS, own.factorsSha256()),
                        new RunJson.Input(WeightedData.SCALES, own.scalesSha256())))
                .orElse(List.of(rows));
    }

    /** What stands in the place of {@code data} in the same job on the exported files. */
    String dataOnFiles(AnalysisJob job) {
        return takesReplicates(job)
                ? data + ",\n  \"replicates\": " + WeightedData.replicates(degreesOfFreedom(job))
                : data;
    }
}
