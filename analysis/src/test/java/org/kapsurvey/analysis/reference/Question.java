package org.kapsurvey.analysis.reference;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a golden row is asked of a job, and where its answer stands.
 *
 * @param part of the job that {@code block} belongs to: estimates, tests, or none for figures of the weights
 * @param block the JSON that is asked; rows that share a block are asked once
 * @param target the JSON of the target that judges the block, if the row is of one
 * @param file that the job writes the answer into
 * @param key the cells of the answer's row that find it, in the order of {@link Answers#KEYS}
 * @param column of the answer
 */
record Question(String part, String block, Optional<String> target, String file, List<String> key, String column) {

    private static final Map<String, String> STATISTICS = Map.of(
            "mean", "mean",
            "by_mean", "mean",
            "bycov", "mean",
            "diff", "mean",
            "logratio", "mean",
            "prop", "proportion",
            "target", "proportion",
            "total", "total",
            "var", "variance");
    private static final Map<String, String> INTERVALS = Map.ofEntries(
            Map.entry("ci_t", "t"),
            Map.entry("ci_mean", "t"),
            Map.entry("ci_z", "normal"),
            Map.entry("ci_logit", "logit"),
            Map.entry("ci_xlogit", "xlogit"),
            Map.entry("ci_asin", "asin"),
            Map.entry("ci_beta", "beta"),
            Map.entry("ci_beta_n", "beta"),
            Map.entry("ci_likelihood", "likelihood"),
            Map.entry("ci_likelihood_exact", "likelihood"),
            Map.entry("ci_wilson", "wilson"));
    private static final Map<String, String> COLUMNS = Map.ofEntries(
            Map.entry("est", "estimate"),
            Map.entry("var", "se"),
            Map.entry("deff_replace", "deff_wr"),
            Map.entry("sumw", "weighted_n"),
            Map.entry("p_below", "p_lower"),
            Map.entry("p_above", "p_upper"),
            Map.entry("p_below_logit", "p_lower_logit"));
    private static final Map<String, String> TESTS = Map.of(
            "F",
            "F",
            "Chisq",
            "chisq",
            "Wald",
            "wald",
            "adjWald",
            "adjusted-wald",
            "lincom_exact",
            "lincom",
            "saddlepoint",
            "saddlepoint");
    /** Orthogonal polynomials of degree 2 and 3 over four groups. */
    private static final Map<String, double[]> POLYNOMIALS = Map.of(
            "quadratic", new double[] {0.5, -0.5, -0.5, 0.5},
            "cubic", new double[] {-1 / Math.sqrt(20), 3 / Math.sqrt(20), -3 / Math.sqrt(20), 1 / Math.sqrt(20)});

    /** The question of a row. */
    static Question of(GoldenRow row) {
        return switch (row.operation()) {
            case "mean", "by_mean", "prop", "total", "var" -> estimate(row);
            case "ratio" -> ratio(row);
            case "bycov" -> covariance(row);
            case "quantile" -> quantile(row);
            case "diff", "logratio" -> comparison(row);
            case "wave_diff" -> change(row);
            case "target" -> target(row);
            case "alpha", "item" -> scale(row);
            case "weights" -> new Question("", "", Optional.empty(), "weights.csv", List.of(), row.stat());
            case "chisq", "table" -> independence(row);
            case "ttest" -> difference(row);
            case "kappa" -> agreement(row);
            case "ranktest" -> ranks(row);
            case "glm" -> model(row);
            case "polytrend" -> row.term().equals("linear") ? trend(row) : polynomial(row);
            default -> throw new IllegalArgumentException("No job is asked for " + row);
        };
    }

    private static Question estimate(GoldenRow row) {
        boolean proportion = row.operation().equals("prop");
        String id = row.operation() + "|" + row.variable() + "|" + row.by();
        String intervals = proportion
                ? "\"t\", \"logit\", \"xlogit\", \"asin\", \"beta\", \"likelihood\", \"wilson\", \"korn-graubard\""
                : "\"t\", \"normal\"";
        return ofEstimates(row, id, block(row, id, ", \"intervals\": [" + intervals + "]"));
    }

    private static Question ofEstimates(GoldenRow row, String id, String block) {
        String interval = row.term().isEmpty() ? "t" : INTERVALS.get(row.term());
        return new Question(
                "estimates",
                block,
                Optional.empty(),
                "estimates.csv",
                List.of(id, row.label(row.domain()), interval),
                column(row));
    }

    private static String column(GoldenRow row) {
        return COLUMNS.getOrDefault(row.stat(), row.stat());
    }

    private static String block(GoldenRow row, String id, String more) {
        return "{\"id\": \"%s\", \"statistic\": \"%s\", \"variables\": [\"%s\"]%s%s}"
                .formatted(id, STATISTICS.get(row.operation()), row.variable(), by(row.by()), more);
    }

    private static String by(String column) {
        return column.isEmpty() ? "" : ", \"by\": [[\"" + column + "\"]]";
    }

    private static Question ratio(GoldenRow row) {
        String[] parts = row.variable().split("/", 2);
        String id = "ratio|" + row.variable() + "|" + row.by();
        return ofEstimates(
                row,
                id,
                "{\"id\": \"%s\", \"statistic\": \"ratio\", \"numerator\": \"%s\", \"denominator\": \"%s\"%s, \"intervals\": [\"t\"]}"
                        .formatted(id, parts[0], parts[1], by(row.by())));
    }

    private static Question covariance(GoldenRow row) {
        String id = "bycov|" + row.variable() + "|" + row.by();
        List<String> groups = List.of(row.term().split("\\|", -1));
        return new Question(
                "estimates",
                block(row, id, ", \"covariances\": true"),
                Optional.empty(),
                "covariances.csv",
                List.of(id, row.label(groups.get(0)), row.label(groups.get(1))),
                "covariance");
    }

    /** A quantile's term is {@code rule@p} or {@code rule@p#interval}; R's math is hf1, its quantile ours by replicates. */
    private static Question quantile(GoldenRow row) {
        String term = row.term();
        String rule = term.substring(0, term.indexOf('@')).replace("math", "hf1");
        String p = term.substring(term.indexOf('@') + 1).split("#", -1)[0];
        boolean ofReplicates = row.design().startsWith("kap26_") && row.stat().equals("se") && !term.contains("#");
        String interval = term.contains("#") ? term.split("#", -1)[1] : ofReplicates ? "quantile" : "mean";
        String ours = interval.replace("quantile", "replicates");
        String id = "quantile|" + row.variable() + "|" + row.by() + "|" + rule + "@" + p + "#" + ours;
        String block =
                "{\"id\": \"%s\", \"statistic\": \"quantile\", \"variables\": [\"%s\"]%s, \"probabilities\": [%s], \"rule\": \"%s\", \"interval\": \"%s\"}"
                        .formatted(id, row.variable(), by(row.by()), p, rule, ours);
        return new Question(
                "estimates",
                block,
                Optional.empty(),
                "estimates.csv",
                List.of(id, row.label(row.domain()), ours),
                column(row));
    }

    private static Question comparison(GoldenRow row) {
        String[] groups = row.term().split("\\|", -1);
        String id = row.operation() + "|" + row.variable() + "|" + row.by() + "|" + row.term();
        String contrast = "{\"name\": \"c\", \"plus\": {\"%s\": 1}, \"minus\": {\"%s\": 1}, \"scale\": \"%s\"}"
                .formatted(groups[0], groups[1], row.operation().equals("diff") ? "difference" : "logratio");
        return ofContrasts(id, block(row, id, ", \"contrasts\": [" + contrast + "]"), column(row));
    }

    private static Question ofContrasts(String id, String block, String column) {
        return new Question("estimates", block, Optional.empty(), "contrasts.csv", List.of(id), column);
    }

    /** The change from the first wave to the second, in a domain. */
    private static Question change(GoldenRow row) {
        String id = "wave_diff|" + row.variable() + "|" + row.domain();
        String where = row.by().isEmpty() ? "" : ", \"where\": \"${%s} = '%s'\"".formatted(row.by(), row.domain());
        String block =
                "{\"id\": \"%s\", \"statistic\": \"mean\", \"variables\": [\"%s\"], \"by\": [[\"_wave\"]]%s, \"contrasts\": [{\"name\": \"c\", \"plus\": {\"2027\": 1}, \"minus\": {\"2026\": 1}}]}"
                        .formatted(id, row.variable(), where);
        return ofContrasts(id, block, row.term().equals("satterthwaite") ? "df_satterthwaite" : column(row));
    }

    private static Question target(GoldenRow row) {
        String of = "target|" + row.variable() + "|" + row.by();
        String id = of + "|" + row.term();
        String target = "{\"id\": \"%s\", \"of\": \"%s\", \"target\": %s, \"direction\": \"atLeast\"}"
                .formatted(id, of, row.term());
        return new Question(
                "estimates",
                block(row, of, ""),
                Optional.of(target),
                "targets.csv",
                List.of(id, row.label(row.domain())),
                column(row));
    }

    /** A test's statistic, a generalised design effect (of the F test), or a cell of its table. */
    private static Question independence(GoldenRow row) {
        String[] parts = row.variable().split("\\*", 2);
        String statistic = row.term().equals("pearson") ? "chisq" : TESTS.getOrDefault(row.term(), "F");
        String id = "chisq|" + row.variable() + "|" + statistic;
        String block =
                "{\"id\": \"%s\", \"test\": \"independence\", \"rows\": \"%s\", \"columns\": \"%s\", \"statistic\": \"%s\"}"
                        .formatted(id, parts[0], parts[1], statistic);
        if (row.operation().equals("table")) {
            String[] cell = row.term().split("\\|", 2);
            return new Question(
                    "tests", block, Optional.empty(), "tables.csv", List.of(id, cell[0], cell[1]), "weighted_n");
        }
        return ofTests(id, block, row.term().equals("pearson") ? "statistic" : row.stat());
    }

    private static Question agreement(GoldenRow row) {
        String[] parts = row.variable().split("\\*", 2);
        String id = "kappa|" + row.variable();
        return ofTests(
                id,
                "{\"id\": \"%s\", \"test\": \"kappa\", \"rows\": \"%s\", \"columns\": \"%s\"}"
                        .formatted(id, parts[0], parts[1]),
                column(row));
    }

    private static Question ranks(GoldenRow row) {
        String[] parts = row.variable().split("~", 2);
        String scores = row.term().toLowerCase(Locale.ROOT);
        String id = "ranktest|" + row.variable() + "|" + scores;
        return ofTests(
                id,
                "{\"id\": \"%s\", \"test\": \"rank\", \"variable\": \"%s\", \"groups\": \"%s\", \"scores\": \"%s\"}"
                        .formatted(id, parts[0], parts[1], scores),
                columnOfT(row));
    }

    private static Question ofTests(String id, String block, String column) {
        return new Question("tests", block, Optional.empty(), "tests.csv", List.of(id), column);
    }

    /** The items of R's scales, by the name that the golden rows give them. */
    private static final Map<String, List<String>> SCALES = Map.of(
            "knowledge_kr20", List.of("k1", "k2", "k3", "k4", "k5"),
            "attitude_alpha", List.of("l1", "l2", "l3r", "l4"),
            "practice_kr20", List.of("p1", "p2", "p3"));

    private static final Map<String, String> SCALE_COLUMNS = Map.of(
            "est", "alpha",
            "difficulty_or_mean", "difficulty",
            "item_total_r", "item_total",
            "item_rest_r", "item_rest",
            "alpha_if_deleted", "alpha_if_deleted");

    private static Question scale(GoldenRow row) {
        String items = SCALES.get(row.variable()).stream()
                .map(item -> "\"" + item + "\"")
                .collect(Collectors.joining(", "));
        return new Question(
                "scales",
                "{\"id\": \"%s\", \"items\": [%s]}".formatted(row.variable(), items),
                Optional.empty(),
                "scales.csv",
                List.of(row.variable(), row.term()),
                SCALE_COLUMNS.get(row.stat()));
    }

    /** R's names of a model's columns, with which ours begin: a level follows the name of its factor. */
    private static final List<String> FACTORS =
            List.of("factor(race)", "stype", "sex", "area", "ageg", "agec", "eth", "grp");

    /** A model of R's formula; a family's name is R's without quasi. */
    private static Question model(GoldenRow row) {
        String[] sides = row.variable().split("~", 2);
        // a*b is a, b and a:b.
        String terms = Arrays.stream(sides[1].split("\\+", -1))
                .flatMap(term -> term.contains("*")
                        ? Stream.of(term.split("\\*", -1)[0], term.split("\\*", -1)[1], term.replace('*', ':'))
                        : Stream.of(term))
                .map(term -> "\"" + term + "\"")
                .collect(Collectors.joining(", "));
        String tests = TERM_TESTS.getOrDefault(row.variable(), List.of()).stream()
                .map(term -> "\"" + term + "\"")
                .collect(Collectors.joining(", "));
        String id = "glm|" + row.variable();
        String block =
                "{\"id\": \"%s\", \"family\": \"%s\", \"response\": \"%s\", \"terms\": [%s], \"covariance\": true%s}"
                        .formatted(
                                id,
                                row.domain().replace("quasi", ""),
                                sides[0],
                                terms,
                                tests.isEmpty() ? "" : ", \"termTests\": [[" + tests + "]]");
        String term = row.term();
        if (term.isEmpty()) {
            String column = row.stat().equals("df_resid") ? "df" : row.stat();
            return new Question("models", block, Optional.empty(), "models.csv", List.of(id), column);
        }
        if (term.contains("Wald:~")) {
            String prefix = term.startsWith("Working") ? "working_" : "";
            return new Question(
                    "models",
                    block,
                    Optional.empty(),
                    "term_tests.csv",
                    List.of(id, term.substring(term.indexOf('~') + 1)),
                    prefix + row.stat());
        }
        if (row.stat().equals("cov")) {
            String[] pair = term.split("\\|", -1);
            return new Question(
                    "models",
                    block,
                    Optional.empty(),
                    "covariances.csv",
                    List.of(id, named(pair[0]), named(pair[1])),
                    "covariance");
        }
        return new Question(
                "models", block, Optional.empty(), "coefficients.csv", List.of(id, named(term)), column(row));
    }

    /** The terms that R's tests are of. */
    private static final Map<String, List<String>> TERM_TESTS = Map.of(
            "api00~ell+meals+mobility", List.of("ell", "mobility"),
            "awards_1~ell+meals+stype", List.of("stype"),
            "HI_CHOL~factor(race)+agec+sex", List.of("factor(race)"),
            "kgood80~sex+area+ageg", List.of("ageg"),
            "kscore~sex+age_obs+eth", List.of("eth"),
            "p2~kgood80+area+sex", List.of("kgood80"),
            "kgood80~t*grp", List.of("t:grp"));

    private static String named(String column) {
        if (column.equals("(Intercept)")) {
            return "(intercept)";
        }
        return Arrays.stream(column.split(":", -1))
                .map(part -> FACTORS.stream()
                        .filter(factor -> part.startsWith(factor) && part.length() > factor.length())
                        .max(Comparator.comparingInt(String::length))
                        .map(factor -> factor + "=" + part.substring(factor.length()))
                        .orElse(part))
                .collect(Collectors.joining(":"));
    }

    /** The column of a t in {@code tests.csv}. */
    private static String columnOfT(GoldenRow row) {
        return switch (row.stat()) {
            case "t" -> "statistic";
            case "df" -> "df1";
            default -> column(row);
        };
    }

    private static Question difference(GoldenRow row) {
        String[] parts = row.variable().split("~", 2);
        String id = "ttest|" + row.variable();
        return ofTests(
                id,
                "{\"id\": \"%s\", \"test\": \"t\", \"variable\": \"%s\", \"groups\": \"%s\"}"
                        .formatted(id, parts[0], parts[1]),
                columnOfT(row));
    }

    private static Question trend(GoldenRow row) {
        String id = "trend|" + row.variable() + "|" + row.by();
        return ofTests(
                id,
                "{\"id\": \"%s\", \"test\": \"trend\", \"variable\": \"%s\", \"over\": \"%s\"}"
                        .formatted(id, row.variable(), row.by()),
                columnOfT(row));
    }

    /** A contrast whose coefficients are a polynomial over the four groups of ages. */
    private static Question polynomial(GoldenRow row) {
        String id = "trend|" + row.variable() + "|" + row.by() + "|" + row.term();
        double[] c = POLYNOMIALS.get(row.term());
        String block =
                "{\"id\": \"%s\", \"statistic\": \"mean\", \"variables\": [\"%s\"]%s, \"contrasts\": [{\"name\": \"c\", \"plus\": {\"15-24\": %s, \"25-39\": %s, \"40-59\": %s, \"60+\": %s}, \"minus\": {}}]}"
                        .formatted(id, row.variable(), by(row.by()), c[0], c[1], c[2], c[3]);
        return ofContrasts(id, block, column(row));
    }
}
