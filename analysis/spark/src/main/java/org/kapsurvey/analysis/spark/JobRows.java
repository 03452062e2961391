package org.kapsurvey.analysis.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.JobColumns;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * What a task needs to make a job's columns of Spark's rows, some thousand at a time, by the same code as in memory: the job as
 * text, and the columns that it uses with their types.
 */
final class JobRows implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int BATCH = 1 << 15;

    private final String job;
    private final List<String> names;
    private final boolean[] numeric;
    private final Cells cells;
    private transient @Nullable AnalysisJob parsed;

    /** @param numeric for each of the names */
    JobRows(String job, List<String> names, boolean[] numeric, Cells cells) {
        this.job = job;
        this.names = List.copyOf(names);
        this.numeric = numeric.clone();
        this.cells = cells;
    }

    /** The columns that rows must have, in order. */
    List<String> names() {
        return names;
    }

    private AnalysisJob job() {
        AnalysisJob known = parsed;
        if (known == null) {
            known = AnalysisJob.parse("job", job, new Faults()).orElseThrow();
            parsed = known;
        }
        return known;
    }

    /** The job's columns of no row, which tell their types; what can't be computed is a fault. */
    static JobColumns types(AnalysisJob job, List<String> names, boolean[] numeric, Faults faults) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(numeric[i] ? NumericColumn.of(names.get(i)) : TextColumn.of(names.get(i), List.of()));
        }
        return JobColumns.of(job, Table.of(0, columns), faults);
    }

    private JobColumns columns(List<Row> rows) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (numeric[i]) {
                double[] values = new double[rows.size()];
                for (int row = 0; row < values.length; row++) {
                    values[row] = cells.number(rows.get(row), i);
                }
                columns.add(NumericColumn.of(names.get(i), values));
            } else {
                List<@Nullable String> values = new ArrayList<>(rows.size());
                for (Row row : rows) {
                    values.add(cells.composed(row, i));
                }
                columns.add(TextColumn.of(names.get(i), values));
            }
        }
        // Faults were reported where the types were found out.
        return JobColumns.of(job(), Table.of(rows.size(), columns), new Faults());
    }

    /** What is made of the rows of a partition, some at a time. */
    interface Task {
        /** What is known after the batch; may be kept back for later. */
        List<Row> batch(JobColumns columns);

        /** What was kept back. */
        List<Row> end();
    }

    /** What the task makes of the rows; no more than a batch of them is held. */
    Iterator<Row> inBatches(Iterator<Row> rows, Task task) {
        return new Iterator<>() {
            private Iterator<Row> ready = List.<Row>of().iterator();
            private boolean ended;

            @Override
            public boolean hasNext() {
                while (!ready.hasNext() && !ended) {
                    List<Row> batch = new ArrayList<>();
                    while (rows.hasNext() && batch.size() < BATCH) {
                        batch.add(rows.next());
                    }
                    ended = batch.isEmpty();
                    ready = (ended ? task.end() : task.batch(columns(batch))).iterator();
                }
                return ready.hasNext();
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.next();
            }
        };
    }
}
