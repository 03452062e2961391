package org.kapsurvey.analysis.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.kapsurvey.analysis.CsvRows;

/** What a job wrote, found by what was asked. */
final class Answers {
    /** The columns by which an answer is found in each file. */
    static final Map<String, List<String>> KEYS = Map.ofEntries(
            Map.entry("estimates.csv", List.of("id", "domain", "interval")),
            Map.entry("covariances.csv", List.of("id", "first", "second")),
            Map.entry("contrasts.csv", List.of("id")),
            Map.entry("targets.csv", List.of("id", "domain")),
            Map.entry("scales.csv", List.of("id", "item")),
            Map.entry("tests.csv", List.of("id")),
            Map.entry("tables.csv", List.of("id", "row", "column")),
            Map.entry("coefficients.csv", List.of("id", "term")),
            Map.entry("models.csv", List.of("id")),
            Map.entry("term_tests.csv", List.of("id", "term")));

    private final Path out;
    private final Map<String, Map<List<String>, Map<String, String>>> files = new HashMap<>();

    Answers(Path out) throws IOException {
        this.out = out;
        for (Map.Entry<String, List<String>> file : KEYS.entrySet()) {
            Map<List<String>, Map<String, String>> rows = new HashMap<>();
            Path path = out.resolve(file.getKey());
            for (Map<String, String> row : Files.exists(path) ? CsvRows.of(path) : List.<Map<String, String>>of()) {
                rows.put(file.getValue().stream().map(row::get).toList(), row);
            }
            files.put(file.getKey(), rows);
        }
    }

    double value(GoldenRow row) throws IOException {
        Question question = Question.of(row);
        if (row.operation().equals("weights")) {
            return ofWeights(row.stat());
        }
        Map<String, String> answer = files.get(question.file()).get(question.key());
        if (row.operation().equals("table") && answer == null) {
            // A cell that does not occur is not written.
            return 0;
        }
        assertThat(answer).as("%s", row).isNotNull();
        if (row.term().equals("eigen")) {
            int place = Integer.parseInt(row.stat().substring("lambda".length()));
            return Double.parseDouble(answer.get("effects").split(";", -1)[place - 1]);
        }
        double value = Double.parseDouble(answer.get(question.column()));
        return row.stat().equals("var") ? value * value : value;
    }

    /** What a difference is measured by: the value itself, of a covariance the root of the two variances. */
    double scale(GoldenRow row) {
        if (!row.operation().equals("bycov") && !row.stat().equals("cov")) {
            return Math.abs(row.number());
        }
        List<String> key = Question.of(row).key();
        return Math.sqrt(variance(key, 1) * variance(key, 2));
    }

    private double variance(List<String> pair, int which) {
        List<String> key = List.of(pair.get(0), pair.get(which), pair.get(which));
        return Double.parseDouble(files.get("covariances.csv").get(key).get("covariance"));
    }

    double[] weights() throws IOException {
        return CsvRows.of(out.resolve("weights.csv")).stream()
                .mapToDouble(row -> Double.parseDouble(row.get("final")))
                .toArray();
    }

    /** A figure of the final weights; the bounds of a trimming as run.json tells them. */
    private double ofWeights(String stat) throws IOException {
        double[] w = weights();
        double sum = DoubleStream.of(w).sum();
        double mean = sum / w.length;
        return switch (stat) {
            case "sum" -> sum;
            case "min" -> DoubleStream.of(w).min().orElseThrow();
            case "max" -> DoubleStream.of(w).max().orElseThrow();
            case "cv" ->
                Math.sqrt(DoubleStream.of(w).map(x -> (x - mean) * (x - mean)).sum() / (w.length - 1)) / mean;
            case "kish_deff" -> w.length * DoubleStream.of(w).map(x -> x * x).sum() / (sum * sum);
            case "trim_lower", "trim_upper" -> {
                Matcher bound = Pattern.compile("\"" + stat.substring(5) + "\":([0-9.eE+-]+)")
                        .matcher(Files.readString(out.resolve("run.json")));
                assertThat(bound.find()).isTrue();
                yield Double.parseDouble(bound.group(1));
            }
            default -> throw new IllegalArgumentException(stat);
        };
    }

    /** The differing blocks, one for each question. */
    static String blocks(List<GoldenRow> rows, String part) {
        List<String> blocks = new ArrayList<>();
        rows.stream()
                .map(Question::of)
                .filter(question -> question.part().equals(part))
                .map(Question::block)
                .distinct()
                .forEach(blocks::add);
        return String.join(",\n", blocks);
    }
}
