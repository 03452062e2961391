package org.kapsurvey.questionnaire.definition;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kapsurvey.questionnaire.fault.Faults;

/**
 * The order in which answers take effect: a question after all that its relevance, calculation, choices and default refer to
 * and after its group, and a group likewise. In this order one pass reaches the fixpoint. What depends on itself has none:
 * faults.
 */
final class EvaluationOrder {
    /** The keys through which a row may depend on others, as a fault names them. */
    static final List<String> KEYS = List.of("calculation", "relevant", "repeat_count", "choice_filter", "default");

    private final List<Row> items;
    private final int questions;
    private final List<List<Row>> dependencies;
    private final Faults faults;

    private EvaluationOrder(List<Row> items, int questions, List<List<Row>> dependencies, Faults faults) {
        this.items = items;
        this.questions = questions;
        this.dependencies = dependencies;
        this.faults = faults;
    }

    /**
     * The numbers of the items in evaluation order; if there are cycles, those outside them.
     *
     * @param items questions, then groups
     * @param questions how many
     * @param dependencies of each item, once each
     */
    static List<Integer> of(List<Row> items, int questions, List<List<Row>> dependencies, Faults faults) {
        return new EvaluationOrder(items, questions, dependencies, faults).order();
    }

    private int item(Row row) {
        return row.type == null ? questions + row.index : row.index;
    }

    private List<Integer> order() {
        List<List<Integer>> dependents = new ArrayList<>();
        int[] waiting = new int[items.size()];
        for (int i = 0; i < waiting.length; i++) {
            dependents.add(new ArrayList<>());
        }
        for (int i = 0; i < waiting.length; i++) {
            Set<Row> distinct = new LinkedHashSet<>(dependencies.get(i));
            waiting[i] = distinct.size();
            for (Row dependency : distinct) {
                dependents.get(item(dependency)).add(i);
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
        if (order.size() < items.size()) {
            reportCycles(waiting);
        }
        return order;
    }

    /** Each item that still waits leads, over one that waits as well, to a cycle; each cycle is reported once. */
    private void reportCycles(int[] waiting) {
        boolean[] seen = new boolean[waiting.length];
        for (int i = 0; i < waiting.length; i++) {
            List<Row> path = new ArrayList<>();
            int at = waiting[i] > 0 && !seen[i] ? i : -1;
            while (at >= 0 && !seen[at]) {
                seen[at] = true;
                path.add(items.get(at));
                at = waitingDependency(at, waiting);
            }
            int from = at < 0 ? -1 : path.indexOf(items.get(at));
            if (from >= 0) {
                report(path.subList(from, path.size()));
            }
        }
    }

    private int waitingDependency(int item, int[] waiting) {
        for (Row dependency : dependencies.get(item)) {
            int at = item(dependency);
            if (waiting[at] > 0) {
                return at;
            }
        }
        return -1;
    }

    /** Groups are named only where nothing else is in the cycle. */
    private void report(List<Row> cycle) {
        List<Row> named = new ArrayList<>();
        for (Row row : cycle) {
            if (row.type != null) {
                named.add(row);
            }
        }
        if (named.isEmpty()) {
            named = cycle;
        }
        StringBuilder path = new StringBuilder();
        for (Row row : named) {
            path.append(row.name).append(" → ");
        }
        Row first = named.get(0);
        String key = key(first);
        faults.add(
                key == null ? first.fields.place() : first.fields.place(key),
                "The " + (first.type == null ? "group " : "question ") + first.name + " depends on itself: "
                        + path.toString() + first.name + ".",
                "Change the relevance or calculation of one of them.");
    }

    private static @Nullable String key(Row row) {
        for (String key : KEYS) {
            if (row.expression(key) != null) {
                return key;
            }
        }
        return null;
    }
}
