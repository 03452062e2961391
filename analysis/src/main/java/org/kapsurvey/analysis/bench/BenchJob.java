package org.kapsurvey.analysis.bench;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** The jobs that are timed, written as any user would write them. */
final class BenchJob {
    private static final List<String> VARIABLES = List.of(
            "if(${age} < 25, 1, 0)",
            "if(${age} >= 25 and ${age} < 50, 1, 0)",
            "${k01} + ${k02} + ${k03} + ${k04} + ${k05}",
            "if(${k01} = 1 and ${k02} = 1 and ${k03} = 1, 1, 0)",
            "if(${k10} = 1 or ${k11} = 1, 1, 0)",
            "${hours} * 52 div 12",
            "if(${g02} = 'a', 1, 0)",
            "if(${g01} = 1 and not(${g04} = 'b'), 1, 0)",
            "coalesce(${hours}, ${age})",
            "(${age} - 15) div 60 * ${k20}");

    private BenchJob() {}

    /** Every item in every grouping: proportion, SE, df, design effects and the korn-graubard interval. */
    static AnalysisJob table() {
        return parse("""
                {"data": {"file": "bench.csv"},
                 "design": {"weights": "weight", "strata": ["stratum"], "clusters": ["psu"]},
                 "estimates": [{"id": "items", "statistic": "proportion", "variables": [%s], "by": [%s],
                                "intervals": ["korn-graubard"]}]}
                """.formatted(
                        list(BenchData.ITEMS, i -> "\"" + BenchData.item(i) + "\""),
                        list(BenchData.GROUPINGS, i -> "[\"" + BenchData.grouping(i) + "\"]")));
    }

    /** Ten derived variables. */
    static AnalysisJob derived() {
        return parse("""
                {"data": {"file": "bench.csv"}, "variables": [%s], "design": {},
                 "estimates": [{"id": "rows", "statistic": "count"}]}
                """.formatted(list(VARIABLES.size(), i -> """
                        {"name": "v%d", "value": "%s"}""".formatted(i, VARIABLES.get(i)))));
    }

    /** Weights raked to the margins of four groupings. */
    static AnalysisJob rake() {
        return parse("""
                {"data": {"file": "bench.csv"},
                 "design": {"weights": "weight", "strata": ["stratum"], "clusters": ["psu"]},
                 "calibration": [{"method": "rake", "margins": [%s]}],
                 "estimates": [{"id": "rows", "statistic": "count"}]}
                """.formatted(list(BenchData.RAKED, i -> """
                        {"by": ["%s"], "totals": {%s}}""".formatted(BenchData.grouping(i), totals(i)))));
    }

    /**
     * The whole chain: unknown eligibility, non-response in classes, a raking to the margins of four groupings, trimming, and a
     * bootstrap's replicates through all of it.
     */
    static String weighting(String data, int replicates) {
        return """
                {"name": "bench", "data": {"file": "%s"},
                 "variables": [{"name": "result", "value": "if(${k01} = 1, 'refusal', if(${k02} = 1, 'unknown-household', if(${k03} = 1, 'ineligible', if(${k04} = 1, 'non-contact', 'complete'))))"}],
                 "design": {"weights": "weight", "strata": ["stratum"], "clusters": ["psu"]},
                 "outcome": {"column": "result"},
                 "eligibility": {"by": ["g05"]},
                 "nonresponse": {"by": ["g05", "g06"]},
                 "calibration": [{"method": "rake", "margins": [%s]}],
                 "trimming": {"upperQuantile": 0.98},
                 "replicates": {"method": "subbootstrap", "count": %d, "seed": 1}}
                """.formatted(
                        data, list(BenchData.RAKED, i -> """
                        {"by": ["%s"], "totals": {%s}}""".formatted(BenchData.grouping(i), totals(i))), replicates);
    }

    /** The population in a level of a grouping, rising by a tenth of the first from one to the next. */
    static double total(int grouping, int level) {
        int levels = BenchData.levels(grouping);
        return BenchData.POPULATION * ((10 + level) / (levels * 10 + levels * (levels - 1) / 2.0));
    }

    private static String totals(int grouping) {
        return list(
                BenchData.levels(grouping),
                level -> "\"" + BenchData.level(grouping, level) + "\": " + total(grouping, level));
    }

    private static String list(int length, IntFunction<String> text) {
        return IntStream.range(0, length).mapToObj(text).collect(Collectors.joining(", "));
    }

    private static AnalysisJob parse(String text) {
        Faults faults = new Faults();
        AnalysisJob job =
                AnalysisJob.parse("bench.json", text, faults).orElseThrow(() -> new FaultsException(faults.list()));
        faults.throwIfAny();
        return job;
    }
}
