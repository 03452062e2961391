package org.kapsurvey.analysis.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A survey made up from a seed: 500 strata of 4 PSUs, 40 items of 0 and 1 that are alike within a PSU, 12 groupings of 3
 * to 5 levels (half of them text), unequal weights, an age, hours with a decimal and a place as text. The same seed and
 * number of rows give the same bytes.
 */
final class BenchData {
    static final int ITEMS = 40;
    static final int GROUPINGS = 12;

    /** Below this a PSU would have fewer than two rows. */
    static final int FEWEST_ROWS = 4_000;

    /** So many groupings, from the first, have known totals in the population. */
    static final int RAKED = 4;

    static final double POPULATION = 9e8;

    private static final int PSUS_PER_STRATUM = 4;
    private static final int PSUS = 500 * PSUS_PER_STRATUM;
    private static final int PLACES = 300;

    private BenchData() {}

    static String item(int index) {
        return "k%02d".formatted(index + 1);
    }

    static String grouping(int index) {
        return "g%02d".formatted(index + 1);
    }

    static int levels(int grouping) {
        return 3 + grouping % 3;
    }

    static char level(int grouping, int level) {
        return (char) ((grouping % 2 == 0 ? '1' : 'a') + level);
    }

    static List<String> header() {
        List<String> names = new ArrayList<>(List.of("stratum", "psu", "weight", "age", "hours", "place"));
        for (int i = 0; i < GROUPINGS; i++) {
            names.add(grouping(i));
        }
        for (int i = 0; i < ITEMS; i++) {
            names.add(item(i));
        }
        return names;
    }

    /** Writes the survey as CSV; a file of that name is replaced. */
    static void write(Path file, int rows, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int[] itemThresholds = new int[ITEMS];
        int psu = -1;
        double psuWeight = 0;
        StringBuilder line = new StringBuilder();
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write(String.join(",", header()) + "\n");
            for (int row = 0; row < rows; row++) {
                int of = (int) ((long) row * PSUS / rows);
                if (of != psu) {
                    psu = of;
                    psuWeight = 100 + 800 * random.nextDouble();
                    double shift = 0.1 * (random.nextDouble() - 0.5);
                    for (int item = 0; item < ITEMS; item++) {
                        double rate = 0.06 + 0.88 * item / (ITEMS - 1) + shift;
                        itemThresholds[item] = (int) (rate * (1 << 16));
                    }
                }
                line.setLength(0);
                line.append(psu / PSUS_PER_STRATUM + 1).append(',').append(psu + 1);
                decimal(line.append(','), Math.round(1000 * psuWeight * (0.5 + random.nextDouble())), 3);
                line.append(',').append(15 + random.nextInt(60));
                decimal(line.append(','), random.nextInt(1000), 1);
                line.append(",p").append(1 + random.nextInt(PLACES));
                for (int i = 0; i < GROUPINGS; i++) {
                    line.append(',').append(level(i, random.nextInt(levels(i))));
                }
                for (int item = 0; item < ITEMS; item += 4) {
                    long bits = random.nextLong();
                    for (int i = item; i < item + 4; i++, bits >>>= 16) {
                        line.append(',').append((bits & 0xFFFF) < itemThresholds[i] ? '1' : '0');
                    }
                }
                csv.append(line.append('\n'));
            }
        }
    }

    /** A number of {@code digits} decimals given in its last decimal: 12345 with 3 is 12.345. */
    private static void decimal(StringBuilder line, long number, int digits) {
        long one = Math.round(Math.pow(10, digits));
        line.append(number / one).append('.');
        String rest = Long.toString(one + number % one);
        line.append(rest, 1, rest.length());
    }
}
