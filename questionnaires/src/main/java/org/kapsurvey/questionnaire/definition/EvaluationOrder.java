package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * The order in which answers take effect: a question after all that its relevance, that of its groups and its calculation
 * refer to. In this order one pass reaches the fixpoint. Questions that depend on themselves have none: faults.
 */
final class EvaluationOrder {
    private final List<Row> questions;
    private final Map<String, Row> byName;
    private final Faults faults;
    private final List<Set<Row>> dependencies = new ArrayList<>();

    private EvaluationOrder(List<Row> questions, Map<String, Row> byName, Faults faults) {
        this.questions = questions;
        this.byName = byName;
        this.faults = faults;
    }

    /** The slots in evaluation order; if there are cycles, those outside them. */
    static List<Integer> of(List<Row> questions, Map<String, Row> byName, Faults faults) {
        return new EvaluationOrder(questions, byName, faults).order();
    }

    private List<Integer> order() {
        List<List<Integer>> dependents = new ArrayList<>();
        int[] waiting = new int[questions.size()];
        for (int i = 0; i < questions.size(); i++) {
            dependents.add(new ArrayList<>());
        }
        for (Row row : questions) {
            Set<Row> found = new LinkedHashSet<>();
            collect(row.calculation, found);
            collect(row.relevant, found);
            for (Row group = row.parent; group != null; group = group.parent) {
                collect(group.relevant, found);
            }
            dependencies.add(found);
            waiting[row.index] = found.size();
            for (Row dependency : found) {
                dependents.get(dependency.index).add(row.index);
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i] == 0) {
                order.add(i);
            }
        }
        for (int next = 0; next < order.size(); next++) {
            for (int dependent : dependents.get(order.get(next))) {
                waiting[dependent]--;
                if (waiting[dependent] == 0) {
                    order.add(dependent);
                }
            }
        }
        if (order.size() < questions.size()) {
            reportCycles(waiting);
        }
        return order;
    }

    private void collect(@Nullable Expression expression, Set<Row> found) {
        if (expression != null) {
            for (String name : Expression.names(expression)) {
                Row row = byName.get(name);
                if (row != null) {
                    found.add(row);
                }
            }
        }
    }

    /** Each question that still waits leads, over one that waits as well, to a cycle; each cycle is reported once. */
    private void reportCycles(int[] waiting) {
        boolean[] seen = new boolean[waiting.length];
        for (int i = 0; i < waiting.length; i++) {
            List<Row> path = new ArrayList<>();
            Row row = waiting[i] > 0 && !seen[i] ? questions.get(i) : null;
            while (row != null && !seen[row.index]) {
                seen[row.index] = true;
                path.add(row);
                row = waitingDependency(row, waiting);
            }
            int from = row == null ? -1 : path.indexOf(row);
            if (from >= 0) {
                report(path.subList(from, path.size()));
            }
        }
    }

    private @Nullable Row waitingDependency(Row row, int[] waiting) {
        for (Row dependency : dependencies.get(row.index)) {
            if (waiting[dependency.index] > 0) {
                return dependency;
            }
        }
        return null;
    }

    private void report(List<Row> cycle) {
        StringBuilder path = new StringBuilder();
        for (Row row : cycle) {
            path.append(row.name).append(" → ");
        }
        Row first = cycle.get(0);
        String key = first.calculation != null ? "calculation" : "relevant";
        faults.add(
                first.fields.place(key),
                "The question " + first.name + " depends on itself: " + path.toString() + first.name + ".",
                "Change the relevance or calculation of one of them.");
    }
}
