package org.kapsurvey.analysis.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.disclosure.ProtectionRule;
import org.kapsurvey.analysis.indicator.Direction;
import org.kapsurvey.analysis.inference.Contrast;
import org.kapsurvey.analysis.inference.ProportionInterval;
import org.kapsurvey.analysis.inference.QuantileRule;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * A job as its author wrote it, with the places of all names, so that what the data lacks is reported where it stands.
 *
 * @param name of the job; empty if it has none
 * @param calibration the steps from design weights to those of the estimates, in order
 * @param replicates what the variance comes from instead of linearisation; empty for linearisation
 * @param domain the analysis population; empty if it is everybody
 * @param levels the confidence levels of blocks that have none of their own
 * @param explain whether every number is written with those that it is made of
 * @param confidentiality which small numbers the results must not tell; empty where they tell all
 */
public record AnalysisJob(
        String name,
        Data data,
        List<Variable> variables,
        Design design,
        List<CalibrationRequest> calibration,
        Optional<ReplicatesRequest> replicates,
        Optional<Expression> domain,
        List<Double> levels,
        List<Block> estimates,
        List<Target> targets,
        List<TestBlock> tests,
        List<ModelRequest> models,
        List<ScaleRequest> scales,
        Optional<PlanRequest> plan,
        boolean explain,
        Optional<ProtectionRule> confidentiality) {

    public AnalysisJob {
        targets = List.copyOf(targets);
        variables = List.copyOf(variables);
        calibration = List.copyOf(calibration);
        levels = List.copyOf(levels);
        estimates = List.copyOf(estimates);
        tests = List.copyOf(tests);
        models = List.copyOf(models);
        scales = List.copyOf(scales);
    }

    /** A job that asks for no models, no scales and no indicators. */
    AnalysisJob(
            String name,
            Data data,
            List<Variable> variables,
            Design design,
            List<CalibrationRequest> calibration,
            Optional<ReplicatesRequest> replicates,
            Optional<Expression> domain,
            List<Double> levels,
            List<Block> estimates,
            List<Target> targets,
            List<TestBlock> tests) {
        this(
                name,
                data,
                variables,
                design,
                calibration,
                replicates,
                domain,
                levels,
                estimates,
                targets,
                tests,
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** Whether the job needs the plan or the forms that go with its data. */
    public boolean wantsKap() {
        return plan.isPresent() || !scales.isEmpty();
    }

    /**
     * Reads a job. Nothing is returned if the text is no JSON object; otherwise what could be read of it, to be checked
     * against the data too, and every fault in {@code faults}.
     *
     * @param file the name that faults carry
     */
    public static Optional<AnalysisJob> parse(String file, String text, Faults faults) {
        return JobParser.parse(file, text, faults);
    }

    /** The job with its variance from replicates. */
    AnalysisJob withReplicates(ReplicatesRequest request) {
        return new AnalysisJob(
                name,
                data,
                variables,
                design,
                calibration,
                Optional.of(request),
                domain,
                levels,
                estimates,
                targets,
                tests,
                models,
                scales,
                plan,
                explain,
                confidentiality);
    }

    /** The files beside the data that the job names, each once. */
    public List<JsonText> attachments() {
        Map<String, JsonText> files = new LinkedHashMap<>();
        calibration.forEach(step -> step.files().forEach(file -> files.putIfAbsent(file.value(), file)));
        replicates.ifPresent(made -> made.files().forEach(file -> files.putIfAbsent(file.value(), file)));
        return List.copyOf(files.values());
    }

    /**
     * A stored round, or CSV files, stacked, with paths relative to the job.
     *
     * @param round empty where the data is in files
     * @param waves for each file the wave that it belongs to; empty without waves
     * @param plan the file of the plan that the data measures; empty without one
     * @param forms files of the forms that were answered
     * @param sharedPsus whether a PSU of the same label in several waves is one PSU
     */
    public record Data(
            Optional<RoundRequest> round,
            List<JsonText> files,
            List<String> waves,
            boolean sharedPsus,
            Set<String> missing,
            List<JsonText> text,
            List<JsonText> numeric,
            Optional<JsonText> plan,
            List<JsonText> forms) {
        /** The text column that tells the waves apart. */
        public static final String WAVE = "_wave";

        public Data {
            files = List.copyOf(files);
            waves = List.copyOf(waves);
            missing = Set.copyOf(missing);
            text = List.copyOf(text);
            numeric = List.copyOf(numeric);
            forms = List.copyOf(forms);
        }
    }

    /** A derived column. */
    public record Variable(JsonText name, Optional<Expression> value) {}

    /** How the rows were sampled; clusters, strata and fpc have a column for each stage, outermost first. */
    public record Design(
            @Nullable JsonText weights,
            List<JsonText> clusters,
            List<JsonText> strata,
            List<JsonText> fpc,
            boolean nested,
            SinglePsu singlePsu,
            boolean singlePsuInDomains,
            Place place) {
        public Design {
            clusters = List.copyOf(clusters);
            strata = List.copyOf(strata);
            fpc = List.copyOf(fpc);
        }

        /**
         * What makes the design of a table's rows.
         *
         * @param data of the job, which says whether there are waves
         */
        public SurveyDesign.Builder builder(Table table, Data data) {
            SurveyDesign.Builder builder = SurveyDesign.of(table)
                    .strata(names(strata))
                    .clusters(names(clusters))
                    .fpc(names(fpc))
                    .nested(nested)
                    .singlePsu(singlePsu)
                    .singlePsuInDomains(singlePsuInDomains);
            if (!data.waves().isEmpty()) {
                builder.waves(Data.WAVE, data.sharedPsus());
            }
            if (weights != null) {
                builder.weights(weights.value());
            }
            return builder;
        }

        private static String[] names(List<JsonText> columns) {
            return columns.stream().map(JsonText::value).toArray(String[]::new);
        }
    }

    /**
     * One block of estimates.
     *
     * @param variables for a ratio the numerator and the denominator
     * @param category of a proportion; null where the variable is of 0 and 1
     * @param quantiles of statistic quantile alone
     * @param by groupings, each a list of columns; an empty one is the whole domain
     */
    public record Block(
            String id,
            Statistic statistic,
            List<JsonText> variables,
            @Nullable JsonText category,
            List<List<JsonText>> by,
            List<ProportionInterval> intervals,
            List<Double> levels,
            Optional<Expression> where,
            boolean covariances,
            Optional<Quantiles> quantiles,
            List<BlockContrast> contrasts) {
        public Block {
            contrasts = List.copyOf(contrasts);
            variables = List.copyOf(variables);
            by = by.stream().map(List::copyOf).toList();
            intervals = List.copyOf(intervals);
            levels = List.copyOf(levels);
        }
    }

    /**
     * What a block of quantiles asks for.
     *
     * @param probabilities between 0 and 1
     * @param share the interval of the share that the limits are mapped back from; empty for the spread of the quantiles
     *     of replicates
     */
    public record Quantiles(List<Double> probabilities, QuantileRule rule, Optional<ProportionInterval> share) {
        /** The name of the interval that is the spread of the replicates. */
        static final String REPLICATES = "replicates";

        public Quantiles {
            probabilities = List.copyOf(probabilities);
        }

        /** The interval as the job calls it: {@code mean} of a share ± t·se, as R does. */
        String interval() {
            return share.map(method -> method == ProportionInterval.T ? "mean" : method.text())
                    .orElse(REPLICATES);
        }
    }

    /** A comparison of the groups of a block's one grouping. */
    public record BlockContrast(String name, List<Coefficient> coefficients, Contrast.Scale scale) {
        public BlockContrast {
            coefficients = List.copyOf(coefficients);
        }
    }

    /**
     * How much a group counts in a contrast.
     *
     * @param level the group's level, of several columns joined by {@code ;}
     * @param value negative on the minus side
     */
    public record Coefficient(String level, double value, Place place) {}

    /**
     * What the estimates of a block should reach, or should not exceed.
     *
     * @param of the block's id
     * @param value of rates a share from 0 to 1
     */
    public record Target(String id, String of, double value, Direction direction) {}
}
