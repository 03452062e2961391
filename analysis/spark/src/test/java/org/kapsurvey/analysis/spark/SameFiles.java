package org.kapsurvey.analysis.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kapsurvey.analysis.CsvRows;

/**
 * Compares what two engines wrote: the same files, the same lines, the same texts, and numbers within 1e-10 of their size; of an
 * estimate and its limits also of the standard error, of a covariance of the root of the two variances. A tail below 1e-12
 * is compared by its logarithm, within 1e-8.
 */
public final class SameFiles {
    private static final double TOLERANCE = 1e-10;

    private final Path first;
    private final Path second;
    private long numbers;

    private SameFiles(Path first, Path second) {
        this.first = first;
        this.second = second;
    }

    /** Fails where they differ; the number of numbers that were compared. */
    public static long of(Path first, Path second) throws IOException {
        SameFiles files = new SameFiles(first, second);
        assertThat(names(second)).isEqualTo(names(first));
        for (String name : names(first)) {
            if (name.endsWith(".csv")) {
                files.csv(name);
            }
        }
        assertThat(withoutFiles(second)).isEqualTo(withoutFiles(first));
        return files.numbers;
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** {@code run.json} but for the names and hashes of job and data. */
    private static String withoutFiles(Path folder) throws IOException {
        return Files.readString(folder.resolve("run.json"))
                .replaceAll("\\{\\s*\"file\":\\s*\"[^\"]*\",\\s*\"sha256\":\\s*\"[^\"]*\"\\s*\\},?", "");
    }

    private void csv(String name) throws IOException {
        List<Map<String, String>> ours = CsvRows.of(first.resolve(name));
        List<Map<String, String>> theirs = CsvRows.of(second.resolve(name));
        assertThat(theirs).as(name).hasSameSizeAs(ours);
        Map<List<String>, Double> variances = new HashMap<>();
        for (Map<String, String> row : ours) {
            if (row.containsKey("covariance") && row.get("first").equals(row.get("second"))) {
                variances.put(
                        List.of(row.get("id"), row.get("variable"), row.get("first")),
                        Double.parseDouble(row.get("covariance")));
            }
        }
        for (int i = 0; i < ours.size(); i++) {
            Map<String, String> row = ours.get(i);
            assertThat(theirs.get(i).keySet()).isEqualTo(row.keySet());
            for (Map.Entry<String, String> cell : row.entrySet()) {
                String other = theirs.get(i).get(cell.getKey());
                assertThat(same(row, cell.getKey(), cell.getValue(), other, variances))
                        .as("%s of %s: %s and %s", cell.getKey(), row, cell.getValue(), other)
                        .isTrue();
            }
        }
    }

    private boolean same(
            Map<String, String> row, String column, String ours, String theirs, Map<List<String>, Double> variances) {
        if (ours.equals(theirs)) {
            return true;
        }
        if (column.equals("effects")) {
            String[] left = ours.split(";", -1);
            String[] right = theirs.split(";", -1);
            boolean same = left.length == right.length;
            for (int i = 0; same && i < left.length; i++) {
                same = near(Double.parseDouble(left[i]), Double.parseDouble(right[i]), 0);
            }
            return same;
        }
        double a;
        double b;
        try {
            a = Double.parseDouble(ours);
            b = Double.parseDouble(theirs);
        } catch (NumberFormatException e) {
            return false;
        }
        numbers++;
        if (column.startsWith("p") && a > 0 && a < 1e-12) {
            return Math.abs(Math.log(a / b)) <= 1e-8;
        }
        double scale = 0;
        if (column.equals("covariance")) {
            scale = Math.sqrt(variance(row, "first", variances) * variance(row, "second", variances));
        } else if (List.of("estimate", "lower", "upper").contains(column)) {
            String error = row.getOrDefault("se", "NaN");
            scale = error.isEmpty() ? 0 : Double.parseDouble(error);
        }
        return near(a, b, Double.isNaN(scale) ? 0 : scale);
    }

    private static double variance(Map<String, String> row, String which, Map<List<String>, Double> variances) {
        return variances.getOrDefault(List.of(row.get("id"), row.get("variable"), row.get(which)), 0.0);
    }

    private static boolean near(double a, double b, double scale) {
        return Math.abs(a - b) <= TOLERANCE * Math.max(scale, Math.max(Math.abs(a), Math.abs(b)));
    }
}
