package org.kapsurvey.analysis.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.sampling.Assignment.Cluster;
import org.kapsurvey.analysis.sampling.Assignment.Surveyor;
import org.kapsurvey.questionnaire.chance.RandomStream;

/** Who is sent where. */
class AssignmentTest {
    @Test
    void nobodyIsSentWhereHeDeliversAndNumbersAreAsEvenAsThatAllows() {
        for (int seed = 0; seed < 200; seed++) {
            RandomStream random = RandomStream.of("assignment", String.valueOf(seed));
            List<Cluster> clusters = clusters(1 + random.nextInt(9), 1 + random.nextInt(3));
            List<Surveyor> surveyors = new ArrayList<>();
            for (int s = 0; s < 1 + random.nextInt(4); s++) {
                surveyors.add(
                        new Surveyor("s" + s, random.nextInt(2) == 0 ? Set.of("p" + random.nextInt(4)) : Set.of()));
            }
            if (!Assignment.without(clusters, surveyors).isEmpty()) {
                continue;
            }
            Map<String, String> assigned = Assignment.balanced(clusters, surveyors, Map.of());
            Map<String, Integer> load = new HashMap<>();
            for (Cluster cluster : clusters) {
                String id = String.valueOf(assigned.get(cluster.code()));
                load.merge(id, 1, Integer::sum);
                assertThat(surveyors).anyMatch(surveyor -> surveyor.id().equals(id) && surveyor.mayWorkIn(cluster));
            }
            int most = load.values().stream().mapToInt(Integer::intValue).max().orElse(0);
            assertThat(most).as("seed %d", seed).isEqualTo(least(clusters, surveyors, 0, new HashMap<>(), most));
        }
    }

    @Test
    void whatIsDecidedStaysAndTheOthersAreGivenRoundIt() {
        List<Cluster> clusters = clusters(4, 2);
        Map<String, String> assigned = Assignment.balanced(
                clusters,
                List.of(new Surveyor("a", Set.of()), new Surveyor("b", Set.of())),
                Map.of("c0", "a", "c1", "a", "c2", "a"));
        assertThat(assigned).containsEntry("c0", "a").containsEntry("c1", "a").containsEntry("c2", "a");
        assertThat(assigned.values().stream().filter("a"::equals)).hasSize(4);
    }

    @Test
    void aClusterThatNobodyMayWorkInIsNamed() {
        List<Cluster> clusters = clusters(2, 1);
        assertThat(Assignment.without(clusters, List.of(new Surveyor("a", Set.of("p1")))))
                .containsExactly(clusters.get(1));
    }

    /** The smallest largest number, by trying every assignment. */
    private static int least(
            List<Cluster> clusters, List<Surveyor> surveyors, int from, Map<String, Integer> load, int best) {
        if (from == clusters.size()) {
            return load.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        }
        int least = Integer.MAX_VALUE;
        for (Surveyor surveyor : surveyors) {
            int now = load.getOrDefault(surveyor.id(), 0);
            if (surveyor.mayWorkIn(clusters.get(from)) && now < best) {
                load.put(surveyor.id(), now + 1);
                least = Math.min(least, least(clusters, surveyors, from + 1, load, best));
                load.put(surveyor.id(), now);
            }
        }
        return least;
    }

    private static List<Cluster> clusters(int psus, int each) {
        List<Cluster> clusters = new ArrayList<>();
        for (int psu = 0; psu < psus; psu++) {
            for (int i = 0; i < each; i++) {
                String code = "c" + clusters.size();
                clusters.add(new Cluster(code, "p" + psu, Set.of(code, "p" + psu)));
            }
        }
        return clusters.size() > 10 ? clusters.subList(0, 10) : clusters;
    }
}
