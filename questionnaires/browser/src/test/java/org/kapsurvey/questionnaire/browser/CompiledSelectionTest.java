package org.kapsurvey.questionnaire.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.RandomRosters;
import org.kapsurvey.questionnaire.jvm.JvmHost;
import org.kapsurvey.questionnaire.selection.PersonSelection;

/** The browser draws, byte for byte, what the JVM draws. */
final class CompiledSelectionTest {
    private static final int ROSTERS = 100_000;

    private final CompiledEngine compiled = new CompiledEngine();
    private final List<String> expected = new ArrayList<>();

    @BeforeEach
    void nodeIsHere() {
        assumeTrue(CompiledEngine.hasNode(), "Skipped: Node is not on the PATH, so the compiled engine can't be run.");
    }

    @Test
    void thePersonsOfManyRostersAreDrawnAlike() throws Exception {
        for (int seed = 0; seed < ROSTERS; seed++) {
            askSelection("2026", RandomRosters.roster(seed));
        }
        askSelection("", "{\"household\":\"\",\"groups\":[\"a\",\"a\"],\"persons\":[{\"id\":\"1\"},{\"id\":\"1\"}]}");
        askSelection("\uD83D", "{\"household\":\"\uD83D\",\"groups\":[],\"persons\":[");

        int different =
                CompiledEngine.differentBytes(compiled.answers(CompiledEngine.module("selection.js")), expected);

        System.out.println(ROSTERS + " rosters, " + different + " bytes different");
        assertThat(different).isZero();
    }

    @Test
    void streamsOfRandomNumbersAreEqual() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        List<Integer> bounds = new ArrayList<>(List.of(1, 2, 3, 3 << 29, (1 << 30) + 1, Integer.MAX_VALUE));
        while (bounds.size() < 1_000) {
            bounds.add(1 + random.nextInt(Integer.MAX_VALUE));
        }
        for (int bound : bounds) {
            String keys = "2026\nĐồ Sơn\n\uD842\uDFB7\n\uD83D\n" + bound;
            compiled.ask("draws", keys, String.valueOf(bound), "20");
            expected.add(SelectionModule.draws(keys, bound, 20));
        }
        assertThat(CompiledEngine.differentBytes(compiled.answers(CompiledEngine.module("selection.js")), expected))
                .isZero();
    }

    private void askSelection(String seed, String roster) {
        compiled.ask("select", seed, roster);
        expected.add(PersonSelection.json(seed, roster, new JvmHost()));
    }
}
