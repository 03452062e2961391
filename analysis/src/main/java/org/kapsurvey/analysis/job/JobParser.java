package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.design.SinglePsu;
import org.kapsurvey.analysis.disclosure.ProtectionRule;
import org.kapsurvey.analysis.inference.ProportionInterval;
import org.kapsurvey.analysis.job.AnalysisJob.Block;
import org.kapsurvey.analysis.job.AnalysisJob.Data;
import org.kapsurvey.analysis.job.AnalysisJob.Design;
import org.kapsurvey.analysis.job.AnalysisJob.Variable;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.Characters;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonFields;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

/** Reads the JSON of a job. Parts of the format that are not built yet are refused by name, never passed over. */
final class JobParser {
    /** The keys of a block that its statistic has or has not. */
    private static final List<String> OF_STATISTIC =
            List.of("variables", "numerator", "denominator", "category", "probabilities", "rule", "interval");

    /** What tells of persons and has no cells that could be hidden. */
    private static final List<String> NOT_GUARDED =
            List.of("calibration", "targets", "tests", "models", "scales", "plan", "explain");

    private static final List<String> GUARDED = List.of("count", "proportion", "proportions");
    private static final String OWN_JOB = "Leave it out, or ask for it in a job without \"confidentiality\".";

    private static final double DEFAULT_LEVEL = 0.95;

    private final Faults faults;
    private boolean replicated;

    JobParser(Faults faults) {
        this.faults = faults;
    }

    static Optional<AnalysisJob> parse(String file, String text, Faults faults) {
        Json json;
        try {
            json = JsonReader.read(file, text);
        } catch (FaultsException e) {
            faults.addAll(e.faults());
            return Optional.empty();
        }
        Characters.refuse(json, faults);
        return Optional.of(new JobParser(faults).job(JsonFields.of(json, "A job", faults)));
    }

    private AnalysisJob job(JsonFields fields) {
        String name = fields.optionalText("name").orElse("");
        Data data = data(fields.fields("data"), fields.object().get("data") instanceof JsonObject);
        List<Variable> variables = new ArrayList<>();
        for (JsonFields variable : fields.optionalObjects("variables")) {
            variable(variable).ifPresent(variables::add);
        }
        Design design = fields.optionalFields("design")
                .map(this::design)
                .orElseGet(() -> new Design(
                        null, List.of(), List.of(), List.of(), false, SinglePsu.FAIL, false, fields.place()));
        List<CalibrationRequest> calibration = new ArrayList<>();
        for (JsonFields step : fields.optionalObjects("calibration")) {
            new CalibrationParser(faults).step(step).ifPresent(calibration::add);
        }
        replicated = fields.object().get("replicates") != null
                || data.round()
                        .filter(round -> round.weights().isPresent() && round.replicates())
                        .isPresent();
        Optional<ReplicatesRequest> replicates =
                fields.optionalFields("replicates").flatMap(new ReplicatesParser(faults)::replicates);
        Optional<Expression> domain = expression(fields, "domain");
        List<Double> levels = levels(fields).orElse(List.of(DEFAULT_LEVEL));
        List<Block> estimates = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        boolean asksElse = Stream.of("tests", "models", "scales", "plan").anyMatch(fields::has);
        // A job of tests, scales or indicators alone needs no estimates.
        for (JsonFields block : asksElse ? fields.optionalObjects("estimates") : fields.objects("estimates")) {
            block(block, levels, ids).ifPresent(estimates::add);
        }
        if (fields.object().get("estimates") instanceof JsonArray list
                && list.items().isEmpty()) {
            fields.fault("estimates", "The job asks for no estimate.", "Add a block to \"estimates\".");
        }
        List<AnalysisJob.Target> targets = TargetParser.parse(fields, estimates);
        List<TestBlock> tests = new ArrayList<>();
        for (JsonFields test : fields.optionalObjects("tests")) {
            Optional<JsonText> id = requiredName(test, "id");
            new TestParser(test)
                    .parse(id, ids, expression(test, "where"), levels.get(0))
                    .ifPresent(tests::add);
        }
        List<ModelRequest> models = new ArrayList<>();
        for (JsonFields model : fields.optionalObjects("models")) {
            Optional<JsonText> id = requiredName(model, "id");
            List<Double> own = levels(model).orElse(levels);
            new ModelParser(model)
                    .parse(id, ids, expression(model, "where"), own.get(0))
                    .ifPresent(models::add);
        }
        List<ScaleRequest> scales = new ArrayList<>();
        for (JsonFields scale : fields.optionalObjects("scales")) {
            scale(scale, ids).ifPresent(scales::add);
        }
        Optional<PlanRequest> plan = fields.optionalFields("plan").map(this::plan);
        boolean explain = fields.flag("explain", false);
        Optional<ProtectionRule> confidentiality = confidentiality(fields);
        fields.refuseUnknown();
        return new AnalysisJob(
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
                models,
                scales,
                plan,
                explain,
                confidentiality);
    }

    /** What is not guarded can't stand beside what is. */
    private Optional<ProtectionRule> confidentiality(JsonFields fields) {
        Optional<String> word = fields.optionalOneOf("confidentiality", List.of("outside", "inside"));
        if (word.isEmpty()) {
            return Optional.empty();
        }
        for (String key : NOT_GUARDED) {
            if (fields.has(key)) {
                fields.fault(key, "\"confidentiality\" does not guard \"" + key + "\" yet.", OWN_JOB);
            }
        }
        if (fields.object().get("estimates") instanceof JsonArray blocks) {
            blocks.items().stream()
                    .filter(JsonObject.class::isInstance)
                    .map(block -> JsonFields.of(block, "A block", faults))
                    .forEach(this::refuseUnguarded);
        }
        return Optional.of(word.get().equals("outside") ? ProtectionRule.OUTSIDE : ProtectionRule.INSIDE);
    }

    private void refuseUnguarded(JsonFields block) {
        for (String key : List.of("covariances", "contrasts")) {
            if (block.has(key)) {
                block.fault(key, "\"confidentiality\" does not guard \"" + key + "\" yet.", OWN_JOB);
            }
        }
        if (block.object().get("statistic") instanceof JsonText text
                && Statistic.names().contains(text.value())
                && !GUARDED.contains(text.value())) {
            block.fault(
                    "statistic",
                    "\"confidentiality\" does not guard the statistic \"" + text.value() + "\" yet.",
                    OWN_JOB);
        }
    }

    private Optional<ScaleRequest> scale(JsonFields fields, Set<String> ids) {
        Optional<JsonText> id = requiredName(fields, "id");
        if (id.isPresent() && !ids.add(id.get().value())) {
            fields.fault("id", "Two blocks have the id \"" + id.get().value() + "\".", "Give each an id of its own.");
        }
        Map<String, JsonText> items = new LinkedHashMap<>();
        for (JsonText item : fields.jsonTexts("items")) {
            if (items.put(item.value(), item) != null) {
                faults.add(item.place(), "The item \"" + item.value() + "\" stands twice.", "Name it once.");
            }
        }
        if (items.isEmpty() && fields.has("items")) {
            fields.fault("items", "A scale without items measures nothing.", "Name its columns.");
        }
        Optional<Expression> where = expression(fields, "where");
        fields.refuseUnknown();
        return id.map(name -> new ScaleRequest(name.value(), List.copyOf(items.values()), where));
    }

    private PlanRequest plan(JsonFields fields) {
        Optional<JsonText> file = fields.jsonText("file");
        List<JsonText> forms = fields.has("forms") ? fields.jsonTexts("forms") : List.of();
        List<JsonText> indicators = fields.has("indicators") ? fields.jsonTexts("indicators") : List.of();
        Set<String> seen = new HashSet<>();
        for (JsonText indicator : indicators) {
            if (!seen.add(indicator.value())) {
                faults.add(
                        indicator.place(),
                        "The indicator \"" + indicator.value() + "\" stands twice.",
                        "Name it once.");
            }
        }
        List<List<JsonText>> by = by(fields);
        fields.refuseUnknown();
        return new PlanRequest(file, forms, indicators, by, fields.place());
    }

    /**
     * Where the rows are.
     *
     * @param present false where {@code data} is missing or no object, which is a fault already
     */
    Data data(JsonFields fields, boolean present) {
        List<JsonText> files = new ArrayList<>();
        List<String> waves = new ArrayList<>();
        Optional<RoundRequest> round = Optional.empty();
        if (fields.has("round")) {
            round = round(fields);
        } else if (fields.has("waves")) {
            waves(fields, files, waves);
        } else if (fields.has("file")) {
            files.addAll(oneOrMore(fields, "file"));
        } else if (present) {
            faults.add(fields.place(), "\"data\" names no data.", "Name a \"round\", a \"file\" or \"waves\" in it.");
        }
        if (fields.has("states") && !fields.has("round")) {
            fields.fault("states", "\"states\" belongs to a round.", "Name a \"round\", or leave it out.");
        }
        if (fields.has("units") && !fields.has("round")) {
            fields.fault("units", "\"units\" belongs to a round.", "Name a \"round\", or leave it out.");
        }
        if (fields.has("weights") && !fields.has("round")) {
            fields.fault(
                    "weights",
                    "\"weights\" in \"data\" is a version of a round's weights.",
                    "Name the column of weights in \"design\".");
        }
        boolean shared = fields.flag("sharedPsus", false);
        if (shared && waves.isEmpty()) {
            fields.fault("sharedPsus", "\"sharedPsus\" belongs to waves.", "Name \"waves\", or leave it out.");
        }
        Set<String> missing = new LinkedHashSet<>(fields.optionalTexts("missing"));
        List<JsonText> text = fields.has("text") ? fields.jsonTexts("text") : List.of();
        List<JsonText> numeric = fields.has("numeric") ? fields.jsonTexts("numeric") : List.of();
        Set<String> forcedText = new HashSet<>();
        text.forEach(column -> forcedText.add(column.value()));
        for (JsonText column : numeric) {
            if (forcedText.contains(column.value())) {
                faults.add(
                        column.place(),
                        "The column \"" + column.value() + "\" can't be both text and numeric.",
                        "Name it in one of the two lists.");
            }
        }
        Optional<JsonText> plan = fields.jsonText("plan");
        List<JsonText> forms = fields.has("forms") ? fields.jsonTexts("forms") : List.of();
        fields.refuseUnknown();
        return new Data(round, files, waves, shared, missing, text, numeric, plan, forms);
    }

    private Optional<RoundRequest> round(JsonFields fields) {
        for (String key : List.of("file", "waves", "missing", "text", "numeric", "plan", "forms")) {
            if (fields.has(key)) {
                fields.fault(
                        key,
                        "\"round\" and \"" + key + "\" exclude each other.",
                        "A round knows its columns, their types and what is missing: leave \"" + key + "\" out.");
            }
        }
        List<JsonText> states = fields.has("states") ? oneOrMore(fields, "states") : List.of();
        OptionalInt weights = fields.optionalInteger("weights", 1, Integer.MAX_VALUE);
        boolean replicates = fields.flag("replicates", true);
        OptionalInt degrees = fields.optionalInteger("degreesOfFreedom", 1, Integer.MAX_VALUE);
        if (weights.isPresent() && !replicates && degrees.isPresent()) {
            fields.fault(
                    "degreesOfFreedom",
                    "\"degreesOfFreedom\" in \"data\" is of the replicates that \"replicates\": false leaves aside.",
                    "Leave one of the two out.");
        }
        for (String key : List.of("replicates", "degreesOfFreedom")) {
            if (fields.has(key) && weights.isEmpty()) {
                fields.fault(
                        key,
                        "\"" + key + "\" in \"data\" belongs to the replicates of a version of the round's weights.",
                        "Name the version in \"weights\", or leave \"" + key + "\" out.");
            }
        }
        boolean units = fields.flag("units", false);
        if (units && weights.isPresent()) {
            fields.fault(
                    "weights",
                    "Registered units have no weights of a version: nobody stands for a unit that did not answer.",
                    "Leave \"weights\" or \"units\" out.");
        }
        return fields.jsonText("round")
                .map(name -> new RoundRequest(name, states, weights, replicates, degrees, units, fields.place()));
    }

    private void waves(JsonFields fields, List<JsonText> files, List<String> waves) {
        if (fields.has("file")) {
            fields.fault("file", "\"file\" and \"waves\" exclude each other.", "Keep one of them.");
        }
        Set<String> names = new HashSet<>();
        for (JsonFields wave : fields.objects("waves")) {
            String name = wave.text("wave");
            if (!name.isEmpty() && !names.add(name)) {
                wave.fault("wave", "Two waves are called \"" + name + "\".", "Give each a name of its own.");
            }
            for (JsonText file : oneOrMore(wave, "file")) {
                files.add(file);
                waves.add(name);
            }
            wave.refuseUnknown();
        }
    }

    Optional<Variable> variable(JsonFields fields) {
        Optional<JsonText> name = requiredName(fields, "name");
        Optional<Expression> value = Optional.empty();
        if (fields.has("value")) {
            value = expression(fields, "value");
        } else {
            fields.text("value");
        }
        fields.refuseUnknown();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Variable(name.get(), value));
    }

    Design design(JsonFields fields) {
        JsonText weights = fields.jsonText("weights").orElse(null);
        List<JsonText> clusters = stages(fields, "clusters");
        List<JsonText> strata = stages(fields, "strata");
        List<JsonText> fpc = stages(fields, "fpc");
        boolean nested = fields.flag("nested", false);
        if (nested && (strata.isEmpty() || clusters.isEmpty())) {
            fields.fault("nested", "\"nested\" needs strata and clusters.", "Name both, or leave \"nested\" out.");
        }
        SinglePsu policy = SinglePsu.FAIL;
        if (fields.has("singlePsu")) {
            List<String> names = new ArrayList<>();
            for (SinglePsu one : SinglePsu.values()) {
                names.add(one.name().toLowerCase(Locale.ROOT));
            }
            policy = SinglePsu.valueOf(fields.oneOf("singlePsu", names).toUpperCase(Locale.ROOT));
        }
        boolean inDomains = fields.flag("singlePsuInDomains", false);
        refuseNotYet(fields, "degreesOfFreedom");
        fields.refuseUnknown();
        return new Design(weights, clusters, strata, fpc, nested, policy, inDomains, fields.place());
    }

    /** A column for each stage; one column may stand as a text. */
    private List<JsonText> stages(JsonFields fields, String key) {
        return fields.has(key) ? oneOrMore(fields, key) : List.of();
    }

    private List<JsonText> oneOrMore(JsonFields fields, String key) {
        if (fields.object().get(key) instanceof JsonText text) {
            fields.has(key);
            return List.of(text);
        }
        List<JsonText> several = fields.jsonTexts(key);
        if (fields.object().get(key) instanceof JsonArray list && list.items().isEmpty()) {
            fields.fault(key, "\"" + key + "\" is an empty list.", "Name at least one, or leave it out.");
        }
        return several;
    }

    private Optional<Block> block(JsonFields fields, List<Double> jobLevels, Set<String> ids) {
        Optional<JsonText> id = requiredName(fields, "id");
        if (id.isPresent() && !ids.add(id.get().value())) {
            fields.fault("id", "Two blocks have the id \"" + id.get().value() + "\".", "Give each an id of its own.");
        }
        int before = faults.size();
        Statistic written = statistic(fields);
        // Of a statistic that is misspelt or missing nobody knows what it needs: only what holds of all is looked at,
        // which is that the columns are there. Proportions take columns of every kind.
        boolean known = faults.size() == before;
        Statistic statistic = known ? written : Statistic.PROPORTIONS;
        if (!known) {
            OF_STATISTIC.forEach(fields::has);
        }
        List<JsonText> variables = known ? variables(fields, statistic) : namedColumns(fields);
        JsonText category = known ? category(fields, statistic) : null;
        List<List<JsonText>> by = by(fields);
        Optional<AnalysisJob.Quantiles> quantiles =
                known ? new QuantileParser(fields, replicated, faults).parse(statistic) : Optional.empty();
        List<ProportionInterval> intervals = statistic == Statistic.QUANTILE ? List.of() : intervals(fields, statistic);
        List<Double> levels = levels(fields).orElse(jobLevels);
        Optional<Expression> where = expression(fields, "where");
        boolean covariances = fields.flag("covariances", false);
        if (covariances && statistic == Statistic.QUANTILE) {
            fields.fault("covariances", "Quantiles have no covariances.", "Leave \"covariances\" out.");
        }
        List<AnalysisJob.BlockContrast> contrasts = new ContrastParser(fields, faults).parse(statistic, by);
        fields.refuseUnknown();
        if (id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Block(
                id.get().value(),
                statistic,
                variables,
                category,
                by,
                intervals,
                levels,
                where,
                covariances,
                quantiles,
                contrasts));
    }

    private Statistic statistic(JsonFields fields) {
        return Statistic.valueOf(fields.oneOf("statistic", Statistic.names()).toUpperCase(Locale.ROOT));
    }

    private List<JsonText> variables(JsonFields fields, Statistic statistic) {
        if (statistic == Statistic.RATIO) {
            List<JsonText> both = new ArrayList<>();
            requiredName(fields, "numerator").ifPresent(both::add);
            requiredName(fields, "denominator").ifPresent(both::add);
            if (fields.has("variables")) {
                fields.fault(
                        "variables",
                        "A ratio has no \"variables\".",
                        "Name its \"numerator\" and \"denominator\" alone.");
            }
            return both;
        }
        for (String key : List.of("numerator", "denominator")) {
            if (fields.object().get(key) != null) {
                fields.has(key);
                fields.fault(key, "\"" + key + "\" belongs to a ratio.", "Use \"variables\", or statistic \"ratio\".");
            }
        }
        if (statistic == Statistic.COUNT && !fields.has("variables")) {
            return List.of();
        }
        List<JsonText> variables = fields.jsonTexts("variables");
        Set<String> seen = new HashSet<>();
        for (JsonText variable : variables) {
            if (!seen.add(variable.value())) {
                faults.add(
                        variable.place(),
                        "The variable \"" + variable.value() + "\" stands twice in this block.",
                        "Name it once.");
            }
        }
        if (fields.object().get("variables") instanceof JsonArray list
                && list.items().isEmpty()) {
            fields.fault("variables", "The block names no variable.", "Name at least one column.");
        }
        return variables;
    }

    private List<JsonText> namedColumns(JsonFields fields) {
        List<JsonText> columns = new ArrayList<>();
        for (String key : List.of("numerator", "denominator")) {
            if (fields.isText(key)) {
                columns.add((JsonText) fields.object().get(key));
            }
        }
        if (fields.has("variables")) {
            columns.addAll(fields.jsonTexts("variables"));
        }
        return columns;
    }

    /** A category may be written as text or, of a numeric variable, as a number. */
    private @Nullable JsonText category(JsonFields fields, Statistic statistic) {
        Json value = fields.object().get("category");
        if (value == null) {
            return null;
        }
        fields.has("category");
        if (statistic != Statistic.PROPORTION) {
            fields.fault(
                    "category",
                    "\"category\" belongs to statistic \"proportion\".",
                    "Use \"proportion\", or leave \"category\" out.");
            return null;
        }
        if (value instanceof JsonNumber number) {
            return new JsonText(Numbers.print(number.value()), false, number.place());
        }
        return fields.jsonText("category").orElse(null);
    }

    List<List<JsonText>> by(JsonFields fields) {
        if (!fields.has("by")) {
            return List.of(List.of());
        }
        List<List<JsonText>> groupings = new ArrayList<>();
        Set<List<String>> seen = new HashSet<>();
        for (Json item : fields.items("by")) {
            if (!(item instanceof JsonArray list)) {
                faults.add(
                        item.place(),
                        "A grouping must be a list of columns, found " + item.kind() + ".",
                        "Write \"by\": [[], [\"sex\"], [\"sex\", \"area\"]].");
                continue;
            }
            Map<String, JsonText> columns = new LinkedHashMap<>();
            for (Json column : list.items()) {
                if (!(column instanceof JsonText text)) {
                    faults.add(
                            column.place(),
                            "A grouping must name columns, found " + column.kind() + ".",
                            "Write the name of a column in double quotes.");
                } else if (columns.put(text.value(), text) != null) {
                    faults.add(
                            text.place(),
                            "The column \"" + text.value() + "\" stands twice in this grouping.",
                            "Name it once.");
                }
            }
            if (!seen.add(List.copyOf(columns.keySet()))) {
                faults.add(item.place(), "This grouping stands twice in \"by\".", "Keep one of them.");
            }
            groupings.add(List.copyOf(columns.values()));
        }
        if (groupings.isEmpty()
                && fields.object().get("by") instanceof JsonArray list
                && list.items().isEmpty()) {
            fields.fault("by", "\"by\" has no grouping.", "Write [[]] for the whole domain, or leave \"by\" out.");
        }
        return groupings;
    }

    private List<ProportionInterval> intervals(JsonFields fields, Statistic statistic) {
        List<ProportionInterval> methods = new ArrayList<>();
        if (!fields.has("intervals")) {
            return methods;
        }
        for (JsonText text : fields.jsonTexts("intervals")) {
            Optional<ProportionInterval> method = ProportionInterval.parse(text.value());
            if (method.isEmpty()) {
                faults.add(
                        text.place(),
                        "Unknown interval \"" + text.value() + "\".",
                        "Use one of " + JsonFields.listed(ProportionInterval.names()) + "."
                                + JsonFields.suggestion(text.value(), ProportionInterval.names()));
            } else if (!statistic.isProportion() && !method.get().forEveryEstimate()) {
                faults.add(
                        text.place(),
                        "The interval \"" + text.value() + "\" is for proportions, not for a " + statistic.text() + ".",
                        "Use t or normal.");
            } else if (methods.contains(method.get())) {
                faults.add(text.place(), "The interval \"" + text.value() + "\" stands twice.", "Name it once.");
            } else {
                methods.add(method.get());
            }
        }
        return methods;
    }

    private Optional<List<Double>> levels(JsonFields fields) {
        Json value = fields.object().get("level");
        if (value == null) {
            fields.value("level");
            return Optional.empty();
        }
        fields.has("level");
        List<Json> items = value instanceof JsonArray list ? list.items() : List.of(value);
        List<Double> levels = new ArrayList<>();
        for (Json item : items) {
            if (item instanceof JsonNumber number && number.value() > 0 && number.value() < 1) {
                levels.add(number.value());
            } else {
                String found = item instanceof JsonNumber number ? Numbers.print(number.value()) : item.kind();
                faults.add(
                        item.place(),
                        "A confidence level must be a number between 0 and 1, found " + found + ".",
                        "Write 0.95 for 95 %.");
            }
        }
        if (items.isEmpty()) {
            fields.fault("level", "\"level\" is an empty list.", "Write 0.95, or leave it out.");
        }
        return levels.isEmpty() ? Optional.empty() : Optional.of(levels);
    }

    private Optional<Expression> expression(JsonFields fields, String key) {
        return fields.jsonText(key).flatMap(text -> Expression.parse(text, faults));
    }

    private Optional<JsonText> requiredName(JsonFields fields, String key) {
        if (!fields.has(key)) {
            fields.text(key);
            return Optional.empty();
        }
        Optional<JsonText> text = fields.jsonText(key);
        if (text.isPresent() && text.get().value().isEmpty()) {
            fields.fault(key, "\"" + key + "\" is empty.", "Write a name.");
            return Optional.empty();
        }
        return text;
    }

    /** Whether one of the keys is there; each that is, is a fault. */
    private boolean refuseNotYet(JsonFields fields, String... keys) {
        boolean found = false;
        for (String key : keys) {
            if (fields.object().get(key) != null) {
                fields.has(key);
                faults.add(
                        fields.object().keyPlace(key),
                        "\"" + key + "\" is not supported yet.",
                        "Leave it out; docs/formats.md lists what a job can hold now.");
                found = true;
            }
        }
        return found;
    }
}
