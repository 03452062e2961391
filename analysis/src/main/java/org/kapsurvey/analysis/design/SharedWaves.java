package org.kapsurvey.analysis.design;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.codebook.Grouping;

/** Waves whose PSUs of the same label are the same PSU, revisited. */
final class SharedWaves {
    private final Grouping waves;
    private final int[] psuOfRow;
    private final PsuFrame pooled;
    private final boolean[][] visited;

    /** @param pooled the frame of all PSUs, of one stage without fpc */
    SharedWaves(Grouping waves, int[] psuOfRow, PsuFrame pooled) {
        this.waves = waves;
        this.psuOfRow = psuOfRow;
        this.pooled = pooled;
        this.visited = new boolean[waves.size()][pooled.psus()];
        for (int row = 0; row < psuOfRow.length; row++) {
            visited[waves.code(row)][psuOfRow[row]] = true;
        }
    }

    /** Whether every PSU is in every wave, so that the waves are one design. */
    boolean shareAll() {
        for (boolean[] wave : visited) {
            for (boolean here : wave) {
                if (!here) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Adds a finding for each wave that has one PSU in a stratum, and for a policy that is not defined here. */
    void check(SinglePsu policy, List<String> findings) {
        List<String> single = new ArrayList<>();
        for (int wave = 0; wave < visited.length; wave++) {
            int[] sampled = new int[pooled.strata()];
            for (int psu = 0; psu < pooled.psus(); psu++) {
                sampled[pooled.stratum(psu)] += visited[wave][psu] ? 1 : 0;
            }
            for (int stratum = 0; stratum < sampled.length; stratum++) {
                if (sampled[stratum] == 1) {
                    single.add("\"" + pooled.stratumLabel(stratum) + "\" in wave "
                            + waves.levels(wave).get(0));
                }
            }
        }
        if (single.isEmpty() || policy == SinglePsu.REMOVE || policy == SinglePsu.CERTAINTY) {
            return;
        }
        String strata = single.stream().limit(5).collect(Collectors.joining(", ")) + (single.size() > 5 ? ", …" : "");
        findings.add(
                policy == SinglePsu.FAIL
                        ? "Strata with 1 sampled PSU in a wave; variance needs 2: " + strata
                                + ". Choose singlePsu = certainty or remove."
                        : "singlePsu = " + policy.name().toLowerCase(Locale.ROOT)
                                + " is not supported where waves share some of their PSUs, and there are strata with 1"
                                + " sampled PSU in a wave: " + strata + ". Choose singlePsu = certainty or remove.");
    }

    /** For each row its PSU in its wave. */
    int[] unitOfRow() {
        int[] numbers = numbers();
        int[] units = new int[psuOfRow.length];
        for (int row = 0; row < units.length; row++) {
            units[row] = numbers[psuOfRow[row] * visited.length + waves.code(row)];
        }
        return units;
    }

    /** The frame of the PSUs in their waves. */
    PsuFrame frame() {
        List<Integer> psus = new ArrayList<>();
        List<Integer> wavesOfUnits = new ArrayList<>();
        for (int psu = 0; psu < pooled.psus(); psu++) {
            for (int wave = 0; wave < visited.length; wave++) {
                if (visited[wave][psu]) {
                    psus.add(psu);
                    wavesOfUnits.add(wave);
                }
            }
        }
        return new PsuFrame(
                List.of(pooled.stages()
                        .get(0)
                        .within(psus.stream().mapToInt(Integer::intValue).toArray())),
                wavesOfUnits.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The number of each PSU in each wave, counted in the same order as by {@link #frame}. */
    private int[] numbers() {
        int[] numbers = new int[pooled.psus() * visited.length];
        int next = 0;
        for (int psu = 0; psu < pooled.psus(); psu++) {
            for (int wave = 0; wave < visited.length; wave++) {
                numbers[psu * visited.length + wave] = visited[wave][psu] ? next++ : Grouping.NONE;
            }
        }
        return numbers;
    }
}
