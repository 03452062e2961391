package org.kapsurvey.analysis.sampling;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which surveyor works in which cluster. Nobody is sent where he delivers the programme himself: people would be asked about
 * the work of the one who asks. Otherwise the numbers of clusters are as even as that allows.
 */
public final class Assignment {
    private Assignment() {}

    /**
     * A cluster.
     *
     * @param areas codes of the areas that it is or lies in
     * @param psu what clusters that are near one another have in common
     */
    public record Cluster(String code, String psu, Set<String> areas) {
        public Cluster {
            areas = Set.copyOf(areas);
        }
    }

    /**
     * A surveyor.
     *
     * @param delivers codes of areas whose programme he delivers
     */
    public record Surveyor(String id, Set<String> delivers) {
        public Surveyor {
            delivers = Set.copyOf(delivers);
        }

        public boolean mayWorkIn(Cluster cluster) {
            return delivers.stream().noneMatch(cluster.areas()::contains);
        }
    }

    /** Clusters that nobody may work in. */
    public static List<Cluster> without(List<Cluster> clusters, List<Surveyor> surveyors) {
        return clusters.stream()
                .filter(cluster -> surveyors.stream().noneMatch(surveyor -> surveyor.mayWorkIn(cluster)))
                .toList();
    }

    /**
     * For each cluster its surveyor, the largest number of clusters of one as small as can be.
     *
     * <p>Each cluster goes to the one with the fewest so far, of equals to one who is in its PSU already; then clusters are
     * passed on along chains that make the numbers more even, until there is none (Harvey, Ladner, Lovász and Tamir 2006,
     * Semi-matchings for bipartite graphs and load balancing, Journal of Algorithms 59, 53–78).
     *
     * @param fixed clusters whose surveyor is decided, by code; they stay
     * @throws IllegalArgumentException if nobody may work in a cluster
     */
    public static Map<String, String> balanced(
            List<Cluster> clusters, List<Surveyor> surveyors, Map<String, String> fixed) {
        return new Balancing(clusters, surveyors, fixed).assigned();
    }

    private static final class Balancing {
        private final List<Cluster> clusters;
        private final List<Surveyor> surveyors;
        private final Map<String, String> fixed;
        private final Map<String, List<Cluster>> held = new LinkedHashMap<>();
        private final Map<String, Integer> load = new HashMap<>();

        Balancing(List<Cluster> clusters, List<Surveyor> surveyors, Map<String, String> fixed) {
            this.clusters = clusters;
            this.surveyors = surveyors;
            this.fixed = fixed;
            surveyors.forEach(surveyor -> {
                held.put(surveyor.id(), new ArrayList<>());
                load.put(surveyor.id(), 0);
            });
            fixed.values().forEach(id -> load.merge(id, 1, Integer::sum));
        }

        Map<String, String> assigned() {
            for (Cluster cluster : clusters) {
                if (!fixed.containsKey(cluster.code())) {
                    give(cluster);
                }
            }
            while (passOn()) {}
            Map<String, String> ofCluster = new HashMap<>(fixed);
            held.forEach((id, given) -> given.forEach(cluster -> ofCluster.put(cluster.code(), id)));
            Map<String, String> ordered = new LinkedHashMap<>();
            clusters.forEach(cluster -> ordered.put(cluster.code(), ofCluster.get(cluster.code())));
            return ordered;
        }

        private void give(Cluster cluster) {
            Surveyor to = surveyors.stream()
                    .filter(surveyor -> surveyor.mayWorkIn(cluster))
                    .min(Comparator.<Surveyor>comparingInt(surveyor -> load.get(surveyor.id()))
                            .thenComparing(surveyor -> isNear(surveyor, cluster) ? 0 : 1))
                    .orElseThrow(() -> new IllegalArgumentException("Nobody may work in cluster " + cluster.code()));
            held.get(to.id()).add(cluster);
            load.merge(to.id(), 1, Integer::sum);
        }

        private boolean isNear(Surveyor surveyor, Cluster cluster) {
            return held.get(surveyor.id()).stream()
                    .anyMatch(other -> other.psu().equals(cluster.psu()));
        }

        /** Passes clusters on along one chain that begins at a surveyor with many and ends at one with at least two less. */
        private boolean passOn() {
            for (Surveyor from : surveyors.stream()
                    .sorted(Comparator.comparingInt(surveyor -> -load.get(surveyor.id())))
                    .toList()) {
                Optional<List<Move>> chain = chain(from);
                if (chain.isPresent()) {
                    for (Move move : chain.get()) {
                        held.get(move.from()).remove(move.cluster());
                        held.get(move.to()).add(move.cluster());
                        load.merge(move.from(), -1, Integer::sum);
                        load.merge(move.to(), 1, Integer::sum);
                    }
                    return true;
                }
            }
            return false;
        }

        private record Move(String from, String to, Cluster cluster) {}

        private Optional<List<Move>> chain(Surveyor from) {
            Map<String, List<Move>> reached = new HashMap<>();
            reached.put(from.id(), List.of());
            Deque<String> next = new ArrayDeque<>(List.of(from.id()));
            while (!next.isEmpty()) {
                String at = next.remove();
                List<Move> moves = reached.get(at);
                if (moves == null) {
                    continue;
                }
                if (load.get(at) <= load.get(from.id()) - 2) {
                    return Optional.of(moves);
                }
                for (Surveyor to : surveyors) {
                    if (!reached.containsKey(to.id())) {
                        held.get(at).stream().filter(to::mayWorkIn).findFirst().ifPresent(cluster -> {
                            List<Move> longer = new ArrayList<>(moves);
                            longer.add(new Move(at, to.id(), cluster));
                            reached.put(to.id(), longer);
                            next.add(to.id());
                        });
                    }
                }
            }
            return Optional.empty();
        }
    }
}
