package org.kapsurvey.analysis.job;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.codebook.Grouping;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.disclosure.Disclosure;
import org.kapsurvey.analysis.disclosure.PersonCell;
import org.kapsurvey.analysis.disclosure.ProtectionRule;
import org.kapsurvey.analysis.disclosure.Shown;
import org.kapsurvey.analysis.job.AnalysisJob.Block;
import org.kapsurvey.analysis.job.BoundBlock.BoundCategory;
import org.kapsurvey.analysis.job.BoundBlock.BoundVariable;
import org.kapsurvey.questionnaire.json.JsonText;

/** How much of each estimate of counts and shares is published: what {@link Disclosure} says of the persons that it is made of. */
final class HeldBack {
    /** The note of a row of which something is held back. */
    static final String NOTE = "held-back";

    /** What a share of ones, without a category, is the share of. */
    private static final String ONE = "1";

    private final Table table;
    private final double[] weights;
    private final List<PersonCell> cells = new ArrayList<>();
    private final Map<Place, Integer> places = new HashMap<>();

    /** Where an estimate stands. */
    private record Place(String id, String variable, String category, String domain) {}

    HeldBack(Table table, double[] weights, List<BoundBlock> blocks) {
        this.table = table;
        this.weights = weights;
        for (BoundBlock bound : blocks) {
            for (BoundVariable variable : bound.variables()) {
                for (List<JsonText> by : bound.block().by()) {
                    Grouping groups =
                            Grouping.of(table, by.stream().map(JsonText::value).toList());
                    add(bound.block(), variable, BoundBlock.within(groups, bound.domain()));
                }
            }
        }
    }

    private void add(Block block, BoundVariable variable, Grouping groups) {
        boolean counts = block.statistic() == Statistic.COUNT;
        Grouping values = Grouping.of(
                table, counts ? block.variables().stream().map(JsonText::value).toList() : List.of(variable.name()));
        List<BitSet> persons = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            persons.add(new BitSet());
        }
        for (int row = 0; row < weights.length; row++) {
            if (weights[row] > 0 && groups.code(row) != Grouping.NONE && values.code(row) != Grouping.NONE) {
                persons.get(groups.code(row)).set(row);
            }
        }
        for (BoundCategory category : variable.categories()) {
            String answer = category.category().isEmpty() ? ONE : category.category();
            for (int group = 0; group < groups.size(); group++) {
                BitSet yes = new BitSet();
                persons.get(group).stream()
                        .filter(row -> !counts
                                && values.levels(values.code(row)).get(0).equals(answer))
                        .forEach(yes::set);
                places.put(
                        new Place(block.id(), variable.name(), category.category(), groups.label(group)), cells.size());
                cells.add(new PersonCell(
                        variable.name(),
                        counts ? "" : answer,
                        block.id() + groups.by(),
                        persons.get(group),
                        counts ? Optional.empty() : Optional.of(yes)));
            }
        }
    }

    /**
     * The rows, each as much of it as is published.
     *
     * @throws IllegalStateException if a row does not rest on the persons that were looked at, which is an error of the program
     */
    List<JobResult.Row> of(List<JobResult.Row> rows, ProtectionRule rule) {
        List<Shown> shown = Disclosure.of(cells, List.of(), rule).shown();
        List<JobResult.Row> result = new ArrayList<>();
        for (JobResult.Row row : rows) {
            Integer cell = places.get(new Place(
                    row.id(), row.variable(), row.category(), row.estimate().domain()));
            if (cell == null
                    || cells.get(cell).persons().cardinality() != row.estimate().rows()) {
                throw new IllegalStateException("The persons of an estimate of \"" + row.id() + "\" are not known");
            }
            result.add(row.shown(shown.get(cell)));
        }
        return result;
    }
}
