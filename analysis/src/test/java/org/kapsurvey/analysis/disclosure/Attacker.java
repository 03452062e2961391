package org.kapsurvey.analysis.disclosure;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Works out of published sums what follows from them, by elimination with whole numbers without limit. Written apart from what it attacks:
 * unknowns are called by texts, and each row is kept as the few of its coefficients that are not 0.
 */
final class Attacker {
    private final List<String> leading = new ArrayList<>();
    private final List<SortedMap<String, BigInteger>> rows = new ArrayList<>();

    /** Who knows the same, and learns apart. */
    Attacker copy() {
        Attacker copy = new Attacker();
        copy.leading.addAll(leading);
        copy.rows.addAll(rows);
        return copy;
    }

    void learn(Map<String, Integer> sum) {
        SortedMap<String, BigInteger> row = reduced(sum);
        if (!row.isEmpty()) {
            leading.add(row.firstKey());
            rows.add(row);
        }
    }

    /** Whether the value of a sum follows from what was learnt. */
    boolean knows(Map<String, Integer> sum) {
        return reduced(sum).isEmpty();
    }

    private SortedMap<String, BigInteger> reduced(Map<String, Integer> sum) {
        SortedMap<String, BigInteger> row = new TreeMap<>();
        sum.forEach((unknown, factor) -> {
            if (factor != 0) {
                row.put(unknown, BigInteger.valueOf(factor));
            }
        });
        for (int i = 0; i < rows.size(); i++) {
            BigInteger factor = row.get(leading.get(i));
            if (factor != null) {
                BigInteger pivot = rows.get(i).get(leading.get(i));
                row.replaceAll((unknown, value) -> value.multiply(pivot));
                rows.get(i)
                        .forEach((unknown, value) ->
                                row.merge(unknown, value.multiply(factor).negate(), BigInteger::add));
                row.values().removeIf(value -> value.signum() == 0);
                BigInteger common = row.values().stream().reduce(BigInteger.ZERO, BigInteger::gcd);
                row.replaceAll((unknown, value) -> value.divide(common));
            }
        }
        return row;
    }
}
