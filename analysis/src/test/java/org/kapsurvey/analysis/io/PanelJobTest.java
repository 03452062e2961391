package org.kapsurvey.analysis.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kapsurvey.analysis.CsvRows;
import org.kapsurvey.questionnaire.chance.RandomStream;

/** Two rounds of a panel of clusters as they were drawn, and the change between them in a job. */
final class PanelJobTest {
    private static final int PERSONS = 6;
    private static final List<String> ROUNDS = List.of("2026", "2027");

    @TempDir
    Path folder;

    /** The total of linearised values of a PSU in a round. */
    private record Psu(String stratum, double z) {}

    @Test
    void theErrorOfAChangeBetweenDrawnRoundsCountsTheClustersThatTheyShare() throws IOException {
        JobFolder jobs = new JobFolder(folder);
        Map<String, Map<String, String>> strata = new HashMap<>();
        Map<String, Double> means = new HashMap<>();
        Map<String, Map<String, Psu>> totals = new HashMap<>();
        for (int round = 0; round < 2; round++) {
            Map<String, String> stratumOf = draw(round);
            strata.put(ROUNDS.get(round), stratumOf);
            totals.put(ROUNDS.get(round), interview(jobs, ROUNDS.get(round), stratumOf, means));
        }
        Set<String> shared = new TreeSet<>(strata.get("2026").keySet());
        shared.retainAll(strata.get("2027").keySet());
        assertThat(shared).hasSizeBetween(5, strata.get("2026").size() - 3);

        jobs.run("""
                {"data": {"waves": [{"wave": "2026", "file": "y2026.csv"}, {"wave": "2027", "file": "y2027.csv"}],
                          "sharedPsus": true, "text": ["psu"]},
                 "design": {"weights": "w", "strata": ["stratum"], "clusters": ["psu"]},
                 "estimates": [{"id": "rate", "statistic": "proportion", "variables": ["yes"], "by": [["_wave"]],
                                "contrasts": [{"name": "change", "plus": {"2027": 1}, "minus": {"2026": 1}}]}]}
                """);
        Map<String, String> change = jobs.rows("contrasts.csv").get(0);
        double apart = variance(totals.get("2026").values().stream().toList())
                + variance(totals.get("2027").values().stream().toList());
        double together = covariance(totals.get("2026"), totals.get("2027"), shared);
        double difference = means.get("2027") - means.get("2026");
        assertThat(Double.parseDouble(change.get("estimate"))).isCloseTo(difference, within(1e-12));
        assertThat(Double.parseDouble(change.get("se"))).isCloseTo(Math.sqrt(apart - 2 * together), within(1e-12));
        // Clusters have a level of their own that stays, so revisiting them tells more of the change.
        assertThat(together).isPositive();
    }

    /** Draws a round; the stratum of each PSU. */
    private Map<String, String> draw(int round) throws IOException {
        if (round == 0) {
            StringBuilder frame = new StringBuilder("level,code,parent,name,type,setting,flags,population\n")
                    .append("province,81,,Tỉnh Mẫu,tỉnh,,,\n");
            for (int i = 10; i < 60; i++) {
                frame.append("commune,81%d,81,Xã %d,xã,%s,,%d\n"
                        .formatted(i, i, i < 25 ? "urban" : "rural", 9_000 + 137 * (i * i % 40)));
            }
            Files.writeString(folder.resolve("frame.csv"), frame);
        }
        Path plan = Files.writeString(folder.resolve("sample.json"), """
                {"name": "panel", "seed": "s", "frame": {"file": "frame.csv", "date": "2026-11-01"},
                 "strata": {"by": ["setting"]},
                 "stages": [{"unit": "commune", "count": {"urban": 5, "rural": 9}}],
                 "panel": {"round": %d, "keep": 0.5}}
                """.formatted(round + 1));
        Optional<Path> before = round == 0 ? Optional.empty() : Optional.of(folder.resolve("drawn0"));
        SampleRun.run(
                plan, new SampleRun.Input(before, List.of(), List.of(), List.of()), folder.resolve("drawn" + round));
        Map<String, String> stratumOf = new TreeMap<>();
        for (Map<String, String> unit :
                CsvRows.of(folder.resolve("drawn" + round).resolve("psus.csv"))) {
            stratumOf.put(unit.get("code"), unit.get("stratum"));
        }
        assertThat(stratumOf).hasSize(14);
        return stratumOf;
    }

    /** Writes what the persons of a round say, and computes the mean and the linearised totals of its PSUs by itself. */
    private static Map<String, Psu> interview(
            JobFolder jobs, String round, Map<String, String> stratumOf, Map<String, Double> means) throws IOException {
        StringBuilder csv = new StringBuilder("stratum,psu,w,yes\n");
        Map<String, List<double[]>> said = new TreeMap<>();
        double sum = 0;
        double yes = 0;
        for (Map.Entry<String, String> psu : stratumOf.entrySet()) {
            double rate = .2 + .6 * RandomStream.of("panel", psu.getKey()).nextDouble();
            RandomStream random = RandomStream.of("panel", psu.getKey(), round);
            List<double[]> rows = new ArrayList<>();
            for (int person = 0; person < PERSONS; person++) {
                double weight = 100 + random.nextInt(50);
                double answer = random.nextDouble() < rate ? 1 : 0;
                csv.append(psu.getValue()).append(',').append(psu.getKey()).append(',');
                csv.append((int) weight).append(',').append((int) answer).append('\n');
                rows.add(new double[] {weight, answer});
                sum += weight;
                yes += weight * answer;
            }
            said.put(psu.getKey(), rows);
        }
        jobs.write("y" + round + ".csv", csv.toString());
        double mean = yes / sum;
        means.put(round, mean);
        Map<String, Psu> totals = new TreeMap<>();
        for (Map.Entry<String, List<double[]>> psu : said.entrySet()) {
            double z = 0;
            for (double[] row : psu.getValue()) {
                z += row[0] * (row[1] - mean) / sum;
            }
            totals.put(psu.getKey(), new Psu(stratumOf.get(psu.getKey()), z));
        }
        return totals;
    }

    /** Σ_h n/(n − 1) Σ (z − z̄)², with replacement. */
    private static double variance(List<Psu> psus) {
        double variance = 0;
        for (String stratum : List.of("urban", "rural")) {
            double[] z = psus.stream()
                    .filter(psu -> psu.stratum().equals(stratum))
                    .mapToDouble(Psu::z)
                    .toArray();
            variance += products(z, z);
        }
        return variance;
    }

    /** The same of products, over the PSUs that are in both rounds. */
    private static double covariance(Map<String, Psu> first, Map<String, Psu> second, Set<String> shared) {
        double covariance = 0;
        for (String stratum : List.of("urban", "rural")) {
            List<String> here = shared.stream()
                    .filter(psu -> first.get(psu).stratum().equals(stratum))
                    .toList();
            covariance += products(
                    here.stream().mapToDouble(psu -> first.get(psu).z()).toArray(),
                    here.stream().mapToDouble(psu -> second.get(psu).z()).toArray());
        }
        return covariance;
    }

    private static double products(double[] a, double[] b) {
        double n = a.length;
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < n; i++) {
            meanA += a[i] / n;
            meanB += b[i] / n;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (a[i] - meanA) * (b[i] - meanB);
        }
        return n < 2 ? 0 : n / (n - 1) * sum;
    }
}
