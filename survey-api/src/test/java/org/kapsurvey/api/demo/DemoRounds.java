package org.kapsurvey.api.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.design.SurveyDesign;
import org.kapsurvey.analysis.weighting.ClassRules;
import org.kapsurvey.analysis.weighting.WeightingClasses;

/** The rounds of the default seed, made once, and their samples as tables that no database has seen. */
final class DemoRounds {
    static final String HAI_PHONG = DemoRound.PLANS.get(0);
    static final String BAC_NINH = DemoRound.PLANS.get(1);

    private static final Map<String, DemoRound> MADE = new ConcurrentHashMap<>();

    private DemoRounds() {}

    static DemoRound of(String plan) {
        return MADE.computeIfAbsent(
                plan, id -> made(id, new DemoRound.Size(2026, DemoRound.Size.CLUSTERS, DemoRound.Size.PEOPLE)));
    }

    static DemoRound made(String plan, DemoRound.Size size) {
        try {
            return DemoRound.of(questionnaires(), plan, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path questionnaires() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("kap"))) {
                return folder.resolve("questionnaires");
            }
        }
        throw new IllegalStateException("No folder above this one holds the launcher kap");
    }

    /**
     * A sample as a table, a row for each selected person, weighted for non-response by stratum as a stored round is: the answers
     * of those who respond, and the columns w, stratum and psu.
     */
    static Table table(DemoRound demo, ClusterSample sample) {
        List<ClusterSample.Selected> selected = sample.selected();
        int rows = selected.size();
        int[] people = new int[rows];
        double[] weights = new double[rows];
        boolean[] responds = new boolean[rows];
        List<String> stratumOf = new ArrayList<>();
        List<String> psuOf = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            ClusterSample.Selected one = selected.get(row);
            people[row] = one.person();
            weights[row] = one.designWeight();
            responds[row] = one.responds();
            stratumOf.add(one.stratum());
            psuOf.add(demo.population().people().get(one.person()).psu());
        }
        TextColumn strata = TextColumn.of("stratum", stratumOf);
        List<Column> columns = new ArrayList<>(List.of(
                strata,
                TextColumn.of("psu", psuOf),
                NumericColumn.of(
                        "w",
                        WeightingClasses.forResponse(
                                        "by stratum", strata.codes(), strata.levels(), responds, ClassRules.USUAL)
                                .apply(weights)
                                .weights())));
        for (Column column : demo.truth().people().columns()) {
            columns.add(of(column, people, responds));
        }
        return Table.of(rows, columns);
    }

    private static Column of(Column column, int[] people, boolean[] responds) {
        if (column instanceof NumericColumn numbers) {
            double[] values = new double[people.length];
            for (int row = 0; row < people.length; row++) {
                values[row] = responds[row] ? numbers.value(people[row]) : Double.NaN;
            }
            return NumericColumn.of(column.name(), values);
        }
        List<@Nullable String> texts = new ArrayList<>();
        for (int row = 0; row < people.length; row++) {
            texts.add(responds[row] ? ((TextColumn) column).value(people[row]) : null);
        }
        return TextColumn.of(column.name(), texts);
    }

    static SurveyDesign design(Table table) {
        return SurveyDesign.of(table)
                .weights("w")
                .strata("stratum")
                .clusters("psu")
                .nested(true)
                .build();
    }
}
