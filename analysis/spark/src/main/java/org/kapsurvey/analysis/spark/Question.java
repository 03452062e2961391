package org.kapsurvey.analysis.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.job.AnalysisJob;
import org.kapsurvey.analysis.job.Statistic;
import org.kapsurvey.analysis.job.TestBlock;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonText;

/**
 * Which combinations of levels occur in some columns; of no column, whether a row with a weight lies in the domain.
 *
 * @param owner the block or test in whose domain, and outside of it, they are looked for
 * @param observed a column that must have a value too; empty without one
 * @param kind whether all combinations are wanted, whether a numeric column holds anything but 0 and 1, or a number near its
 *     mean that its sums are taken about
 * @param place in the job, for the fault that there are too many
 */
record Question(String owner, List<String> columns, String observed, Kind kind, Location place)
        implements Serializable {
    enum Kind {
        LEVELS,
        BINARY,
        ORIGIN
    }

    /** A place that can be sent to other machines. */
    record Location(String file, int line, int column) implements Serializable {
        static Location of(Place place) {
            return new Location(place.file(), place.line(), place.column());
        }

        Place place() {
            return new Place(file, line, column);
        }
    }

    /** All that binding a job asks of its data. Columns that are not there are left to the binding to report. */
    static List<Question> of(AnalysisJob job, Table types) {
        List<Question> questions = new ArrayList<>();
        List<String> owners = new ArrayList<>(List.of(""));
        job.estimates().forEach(block -> owners.add(block.id()));
        job.tests().forEach(test -> owners.add(test.id()));
        Location whole = Location.of(job.design().place());
        owners.forEach(owner -> questions.add(new Question(owner, List.of(), "", Kind.LEVELS, whole)));
        for (AnalysisJob.Block block : job.estimates()) {
            for (List<JsonText> by : block.by()) {
                add(questions, block.id(), by, null, types);
            }
            if (block.statistic().isProportion()) {
                block.variables().forEach(variable -> shares(questions, block, variable, types));
            } else {
                block.variables().forEach(variable -> origin(questions, block.id(), variable, types));
            }
        }
        for (TestBlock test : job.tests()) {
            if (test.kind().isTable()) {
                add(questions, test.id(), List.of(test.first(), test.second()), null, types);
            } else {
                add(questions, test.id(), List.of(test.second()), null, types);
                add(questions, test.id(), List.of(test.second()), test.first(), types);
                origin(questions, test.id(), test.first(), types);
            }
        }
        return questions;
    }

    private static void add(
            List<Question> questions, String owner, List<JsonText> columns, @Nullable JsonText observed, Table types) {
        List<String> names = columns.stream().map(JsonText::value).toList();
        boolean known = names.stream().allMatch(name -> types.find(name).isPresent())
                && (observed == null || types.find(observed.value()).isPresent());
        if (known && !names.isEmpty()) {
            Location place = Location.of(columns.get(0).place());
            questions.add(new Question(owner, names, observed == null ? "" : observed.value(), Kind.LEVELS, place));
        }
    }

    private static void origin(List<Question> questions, String owner, JsonText variable, Table types) {
        if (types.find(variable.value()).orElse(null) instanceof NumericColumn) {
            questions.add(
                    new Question(owner, List.of(variable.value()), "", Kind.ORIGIN, Location.of(variable.place())));
        }
    }

    private static void shares(List<Question> questions, AnalysisJob.Block block, JsonText variable, Table types) {
        boolean numeric = types.find(variable.value()).orElse(null) instanceof NumericColumn;
        if (numeric && block.statistic() == Statistic.PROPORTION && block.category() == null) {
            questions.add(new Question(
                    block.id(), List.of(variable.value()), "", Kind.BINARY, Location.of(variable.place())));
        } else {
            add(questions, block.id(), List.of(variable), null, types);
        }
    }
}
