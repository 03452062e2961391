package org.kapsurvey.analysis.estimate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SurveyDesign;

/**
 * A made-up stratified cluster sample from a seed: 2 to 6 strata of 2 to 8 PSUs of 1 to 12 interviews, unequal weights
 * (some 0), a yes-or-no item and a score with missing answers, and a group that is absent from some PSUs.
 */
public final class RandomSurvey {
    private record Row(String stratum, String psu, double weight, double yes, double score, String group) {}

    private final List<Row> rows;

    private RandomSurvey(List<Row> rows) {
        this.rows = rows;
    }

    public static RandomSurvey of(long seed) {
        Random random = new Random(seed);
        return of(random, 2 + random.nextInt(5));
    }

    /** A sample of so many strata. */
    public static RandomSurvey of(long seed, int strata) {
        return of(new Random(seed), strata);
    }

    private static RandomSurvey of(Random random, int strata) {
        List<Row> rows = new ArrayList<>();
        for (int h = 0; h < strata; h++) {
            int psus = 2 + random.nextInt(7);
            for (int c = 0; c < psus; c++) {
                double level = random.nextGaussian();
                boolean hasMinority = random.nextInt(3) > 0;
                int interviews = 1 + random.nextInt(12);
                for (int i = 0; i < interviews; i++) {
                    double weight = random.nextInt(20) == 0 ? 0 : 5 + 50 * random.nextDouble();
                    double yes = random.nextInt(15) == 0 ? Double.NaN : level + random.nextGaussian() > 0 ? 1 : 0;
                    double score = random.nextInt(15) == 0 ? Double.NaN : 10 + 3 * level + random.nextGaussian();
                    String group = hasMinority && random.nextInt(4) == 0 ? "minority" : "majority";
                    rows.add(new Row("H" + h, "H" + h + "-" + c, weight, yes, score, group));
                }
            }
        }
        return new RandomSurvey(rows);
    }

    /** The same rows in another order. */
    RandomSurvey shuffled(long seed) {
        List<Row> other = new ArrayList<>(rows);
        Collections.shuffle(other, new Random(seed));
        return new RandomSurvey(other);
    }

    public Table table(double weightFactor) {
        List<Column> columns = List.of(
                TextColumn.of("stratum", rows.stream().map(Row::stratum).toList()),
                TextColumn.of("psu", rows.stream().map(Row::psu).toList()),
                numeric(
                        "w",
                        rows.stream()
                                .mapToDouble(row -> row.weight() * weightFactor)
                                .toArray()),
                numeric("yes", rows.stream().mapToDouble(Row::yes).toArray()),
                numeric("score", rows.stream().mapToDouble(Row::score).toArray()),
                numeric("one", rows.stream().mapToDouble(row -> 1).toArray()),
                TextColumn.of("group", rows.stream().map(Row::group).toList()));
        return Table.of(rows.size(), columns);
    }

    public static SurveyDesign design(Table table) {
        return SurveyDesign.of(table)
                .weights("w")
                .strata("stratum")
                .clusters("psu")
                .build();
    }

    private static Column numeric(String name, double[] values) {
        return NumericColumn.of(name, values);
    }
}
