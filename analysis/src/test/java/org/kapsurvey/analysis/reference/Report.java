package org.kapsurvey.analysis.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What became of every golden row, by operation. Each row asked is excluded by name, reported or run: nothing else. */
final class Report {
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Map<String, String> reasons = new TreeMap<>();
    private final List<String> wrong = new ArrayList<>();
    private double worst;

    /** The rows of one operation. */
    private static final class Tally {
        private int asked;
        private int excluded;
        private int reported;
        private int agreeing;
        private int run;
        private int passed;
    }

    private Tally tally(GoldenRow row) {
        return tallies.computeIfAbsent(row.counted(), key -> new Tally());
    }

    void excluded(GoldenRow row, String reason) {
        tally(row).asked++;
        tally(row).excluded++;
        reasons.put(row.counted(), reason);
    }

    /** A row of a method that no job has. */
    void notComputed(GoldenRow row) {
        tally(row).asked++;
        tally(row).reported++;
    }

    void compare(GoldenRow row, double ours, double scale) {
        tally(row).asked++;
        boolean agrees = agrees(row, ours, scale);
        if (row.isReportedOnly()) {
            tally(row).reported++;
            tally(row).agreeing += agrees ? 1 : 0;
            return;
        }
        tally(row).run++;
        if (agrees) {
            tally(row).passed++;
            if (row.tolerance().equals("exact") && !row.isOfAFitStoppedEarly() && scale > 0 && !tiny(row)) {
                double difference = Math.abs(ours - row.number()) / scale;
                worst = Double.isNaN(difference) ? worst : Math.max(worst, difference);
            }
        } else {
            wrong.add(row + " but " + ours);
        }
    }

    /** A tail so far out that it is compared by its logarithm, as the reference says. */
    private static boolean tiny(GoldenRow row) {
        return row.stat().startsWith("p") && row.number() > 0 && row.number() < 1e-12;
    }

    private static boolean agrees(GoldenRow row, double ours, double scale) {
        double expected = row.number();
        if (Double.isNaN(ours) || Double.isNaN(expected)) {
            return Double.isNaN(ours) && Double.isNaN(expected);
        }
        if (tiny(row)) {
            return Math.abs(Math.log(ours / expected)) <= 1e-8;
        }
        double difference = Math.abs(ours - expected);
        return switch (row.tolerance()) {
            case "exact", "info" -> difference <= (row.isOfAFitStoppedEarly() ? 1e-8 : 1e-10) * scale;
            case "iter" -> difference <= 1e-6 * scale;
            case "approx" -> difference <= 1e-3 * scale;
            case "zero" -> difference <= 1e-10;
            default -> throw new IllegalArgumentException("Unknown tolerance " + row.tolerance());
        };
    }

    /** The rows that were run and did not pass. */
    List<String> wrong() {
        return wrong;
    }

    int asked() {
        return tallies.values().stream().mapToInt(tally -> tally.asked).sum();
    }

    int run() {
        return tallies.values().stream().mapToInt(tally -> tally.run).sum();
    }

    int passed() {
        return tallies.values().stream().mapToInt(tally -> tally.passed).sum();
    }

    void print(String what) {
        System.out.println("Reference values, " + what
                + ": rows asked = run + reported only + excluded; passed of those run; agreeing of those reported");
        tallies.forEach((operation, tally) -> print(operation, tally));
        Tally all = new Tally();
        for (Tally tally : tallies.values()) {
            all.asked += tally.asked;
            all.run += tally.run;
            all.reported += tally.reported;
            all.excluded += tally.excluded;
            all.passed += tally.passed;
            all.agreeing += tally.agreeing;
        }
        print("all", all);
        for (String reason : new TreeSet<>(reasons.values())) {
            List<String> operations = reasons.keySet().stream()
                    .filter(operation -> reason.equals(reasons.get(operation)))
                    .toList();
            System.out.println("  excluded: " + String.join(", ", operations) + ": " + reason);
        }
        System.out.printf("  largest relative difference of an exact row %.1e%n", worst);
    }

    private static void print(String operation, Tally tally) {
        System.out.printf(
                "  %-20s %6d = %6d + %5d + %5d; passed %6d; agreeing %4d%n",
                operation, tally.asked, tally.run, tally.reported, tally.excluded, tally.passed, tally.agreeing);
    }
}
