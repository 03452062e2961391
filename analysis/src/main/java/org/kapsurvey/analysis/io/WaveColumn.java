package org.kapsurvey.analysis.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.job.AnalysisJob;

/** The column that says which wave a row of stacked files belongs to. */
final class WaveColumn {
    private final List<String> waves = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();

    /** The rows up to but not including {@code end}, after those added before, belong to the wave. */
    void add(String wave, int end) {
        waves.add(wave);
        ends.add(end);
    }

    /** The table with the column, in the place of one that the files have; without waves the table as it is. */
    Table addedTo(Table table) {
        if (waves.stream().allMatch(String::isEmpty)) {
            return table;
        }
        String name = AnalysisJob.Data.WAVE;
        List<String> levels = waves.stream().distinct().toList();
        int[] codes = new int[table.rows()];
        int from = 0;
        for (int i = 0; i < waves.size(); i++) {
            Arrays.fill(codes, from, ends.get(i), levels.indexOf(waves.get(i)));
            from = ends.get(i);
        }
        return table.with(TextColumn.of(name, codes, levels));
    }
}
