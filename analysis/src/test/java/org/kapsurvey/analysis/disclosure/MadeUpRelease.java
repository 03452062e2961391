package org.kapsurvey.analysis.disclosure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/** Tables about made-up persons, from a seed, in one edition or in two between which a few persons came, went or changed their answer. */
final class MadeUpRelease {
    /** Groupings, among them age bands that lie within wider ones. */
    private static final List<List<String>> GROUPINGS = List.of(
            List.of(),
            List.of("sex"),
            List.of("age"),
            List.of("wide"),
            List.of("area"),
            List.of("sex", "age"),
            List.of("sex", "area"),
            List.of("sex", "wide", "area"));

    final List<Person> persons = new ArrayList<>();
    final List<Measure> measures = new ArrayList<>();
    final boolean hasEarlier;

    /** @param answers to each measure in the first and in the second edition; absent where there is none */
    record Person(Map<String, String> level, Map<String, List<Optional<String>>> answers, List<Boolean> isIn) {
        /** The answer that counts in an edition. */
        Optional<String> answer(String measure, int edition) {
            return isIn.get(edition) ? answers.get(measure).get(edition) : Optional.empty();
        }
    }

    /** @param categories those that tables tell of; none where persons are only counted */
    record Measure(String name, List<String> categories, List<List<String>> groupings) {}

    /** A cell of the tables by what stands in it. */
    record Place(String measure, String category, Map<String, String> domain, List<String> by) {}

    MadeUpRelease(long seed) {
        Random random = new Random(seed);
        int size = 20 + random.nextInt(140);
        hasEarlier = random.nextInt(5) < 2;
        double missing = random.nextInt(3) == 0 ? 0.04 : 0;
        int ages = 2 + random.nextInt(3);
        for (int m = 0; m <= random.nextInt(2); m++) {
            List<List<String>> tables =
                    GROUPINGS.stream().filter(by -> random.nextInt(5) < 2).toList();
            List<String> categories = List.of(List.of("yes"), List.of("a", "b", "c"), List.<String>of())
                    .get(Math.max(0, random.nextInt(5) - 2));
            measures.add(new Measure("m" + m, categories, tables.isEmpty() ? GROUPINGS.subList(0, 3) : tables));
        }
        double share = random.nextDouble();
        for (int i = 0; i < size; i++) {
            Map<String, String> level = new HashMap<>();
            int age = (int) (ages * Math.pow(random.nextDouble(), 1.5));
            level.put("sex", random.nextInt(3) == 0 ? "m" : "f");
            level.put("age", "" + age);
            level.put("wide", age < 2 ? "young" : "old");
            level.put("area", random.nextInt(6) == 0 ? "island" : "land");
            level.values().removeIf(value -> random.nextDouble() < missing);
            Map<String, List<Optional<String>>> answers = new HashMap<>();
            for (Measure measure : measures) {
                Optional<String> first = answer(measure, share, missing, random);
                boolean changes = hasEarlier && random.nextInt(size) < 2;
                answers.put(measure.name(), List.of(first, changes ? answer(measure, share, missing, random) : first));
            }
            boolean was = !hasEarlier || random.nextInt(size) >= 2;
            persons.add(new Person(level, answers, List.of(was, !was || !hasEarlier || random.nextInt(size) >= 2)));
        }
    }

    private static Optional<String> answer(Measure measure, double share, double missing, Random random) {
        if (random.nextDouble() < missing) {
            return Optional.empty();
        }
        double chance = random.nextDouble();
        return Optional.of(
                measure.categories().size() > 1
                        ? chance < share ? "a" : random.nextBoolean() ? "b" : "c"
                        : chance < share ? "yes" : "no");
    }

    /** All cells that somebody is in, in one of the editions. */
    Map<Place, PersonCell> cells(int edition) {
        Map<Place, PersonCell> cells = new LinkedHashMap<>();
        for (Measure measure : measures) {
            for (List<String> by : measure.groupings()) {
                List<Map<String, String>> domains = persons.stream()
                        .filter(person -> person.level().keySet().containsAll(by))
                        .map(person -> {
                            Map<String, String> domain = new HashMap<>(person.level());
                            domain.keySet().retainAll(by);
                            return domain;
                        })
                        .distinct()
                        .toList();
                for (Map<String, String> domain : domains) {
                    BitSet those = those(measure, domain, edition);
                    List<String> categories = measure.categories().isEmpty() ? List.of("") : measure.categories();
                    for (String category : categories) {
                        BitSet yes = (BitSet) those.clone();
                        those.stream()
                                .filter(i -> !persons.get(i)
                                        .answer(measure.name(), edition)
                                        .orElseThrow()
                                        .equals(category))
                                .forEach(yes::clear);
                        cells.put(
                                new Place(measure.name(), category, domain, by),
                                new PersonCell(
                                        measure.name(),
                                        category,
                                        by.toString(),
                                        those,
                                        Optional.of(yes).filter(y -> !category.isEmpty())));
                    }
                }
            }
        }
        return cells;
    }

    private BitSet those(Measure measure, Map<String, String> domain, int edition) {
        BitSet those = new BitSet();
        IntStream.range(0, persons.size())
                .filter(i -> persons.get(i).answer(measure.name(), edition).isPresent())
                .filter(i -> persons.get(i).level().entrySet().containsAll(domain.entrySet()))
                .forEach(those::set);
        return those;
    }

    /** What was shown of the first edition, beside the same cells by the second. */
    List<EarlierCell> earlier(List<Shown> shown) {
        Map<Place, PersonCell> now = cells(1);
        List<EarlierCell> earlier = new ArrayList<>();
        int i = 0;
        for (Map.Entry<Place, PersonCell> then : cells(0).entrySet()) {
            Shown of = shown.get(i++);
            if (of != Shown.NOTHING) {
                PersonCell cell = then.getValue();
                earlier.add(new EarlierCell(
                        now.get(then.getKey()),
                        cell.persons().cardinality(),
                        of == Shown.EVERYTHING && cell.yes().isPresent()
                                ? OptionalLong.of(cell.yes().get().cardinality())
                                : OptionalLong.empty()));
            }
        }
        return earlier;
    }
}
