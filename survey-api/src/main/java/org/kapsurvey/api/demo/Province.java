package org.kapsurvey.api.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The land of a made-up province: strata of communes of residential groups, each group with its number of people aged 15
 * to 49 and with what its people have in common. A group is the primary sampling unit.
 *
 * <p>Communes are unequal on purpose (lognormal sizes), and people of one group answer alike: each group has a normal
 * effect on exposure, knowledge and attitude, of which three tenths come from its commune.
 */
record Province(List<Stratum> strata, List<Group> groups) {

    /** What it is called wherever it is shown, with the word that marks it as invented. */
    static final String NAME_VI = "tỉnh Mộng Giang (giả định)";

    static final String NAME_EN = "Mộng Giang province (invented)";

    private static final double COMMUNE_SHARE = 0.3;

    /**
     * A stratum.
     *
     * @param code as stored with the selected persons
     * @param urban how far living here raises schooling and exposure, in logits
     * @param response share of selected persons who are interviewed
     */
    record Stratum(String code, double urban, double response) {}

    /**
     * A residential group.
     *
     * @param code unique in the province
     * @param stratum its place in {@link #strata()}
     * @param people number of people aged 15 to 49, at least 30
     * @param listed what the frame says that number is; the draw uses it, so weights are unequal as in the field
     * @param exposure effect of the group on exposure, standard normal in the province
     * @param knowledge the same on knowledge
     * @param attitude the same on attitude and practice
     */
    record Group(
            String code, int stratum, int people, int listed, double exposure, double knowledge, double attitude) {}

    static Province of(Random random) {
        List<Stratum> strata = List.of(
                new Stratum("urban", 0.35, 0.86), new Stratum("rural", -0.1, 0.93), new Stratum("coastal", -0.4, 0.9));
        int[] communes = {12, 16, 8};
        double[] groupsInCommune = {28, 22, 14};
        double[] peopleInGroup = {170, 120, 95};
        List<Group> groups = new ArrayList<>();
        int commune = 0;
        for (int h = 0; h < strata.size(); h++) {
            for (int c = 0; c < communes[h]; c++) {
                commune++;
                int count = Math.max(4, (int) (groupsInCommune[h] * lognormal(random, 0.5)));
                double[] shared = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
                for (int g = 1; g <= count; g++) {
                    int people = Math.max(30, (int) (peopleInGroup[h] * lognormal(random, 0.35)));
                    int listed = Math.max(20, (int) (people * lognormal(random, 0.12)));
                    groups.add(new Group(
                            "C" + twoDigits(commune) + "-" + twoDigits(g),
                            h,
                            people,
                            listed,
                            mixed(shared[0], random),
                            mixed(shared[1], random),
                            mixed(shared[2], random)));
                }
            }
        }
        return new Province(strata, List.copyOf(groups));
    }

    /** Number of people aged 15 to 49 in the province. */
    int people() {
        return groups.stream().mapToInt(Group::people).sum();
    }

    private static double mixed(double ofCommune, Random random) {
        return StrictMath.sqrt(COMMUNE_SHARE) * ofCommune + StrictMath.sqrt(1 - COMMUNE_SHARE) * random.nextGaussian();
    }

    /** A positive size factor with mean one. */
    private static double lognormal(Random random, double sigma) {
        return StrictMath.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
