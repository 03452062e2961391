package org.kapsurvey.questionnaire;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.kapsurvey.questionnaire.json.JsonWriter;

/** Rosters from seeds, all without faults: one to nine members, of whom each group of four has none to all. */
public final class RandomRosters {
    public static final List<String> GROUPS = List.of("reproductive_age", "older", "vị thành niên", "carer");

    private static final List<String> COMMUNES =
            List.of("31-11320-0", "Đồ Sơn/", "Do\u0302\u0300 So\u031Bn/", "\uD842\uDFB7-");

    private RandomRosters() {}

    /** The same seed gives the same roster; neighbouring seeds are households of their own. */
    public static String roster(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        JsonWriter out = new JsonWriter().beginObject().name("household");
        out.value(COMMUNES.get(random.nextInt(COMMUNES.size())) + seed)
                .name("groups")
                .beginArray();
        GROUPS.forEach(out::value);
        out.endArray().name("persons").beginArray();
        int persons = 1 + random.nextInt(9);
        double[] shares = new double[GROUPS.size()];
        for (int group = 0; group < shares.length; group++) {
            shares[group] = random.nextDouble();
        }
        for (int person = 1; person <= persons; person++) {
            List<String> groups = new ArrayList<>();
            for (int group = 0; group < shares.length; group++) {
                if (random.nextDouble() < shares[group]) {
                    groups.add(random.nextInt(groups.size() + 1), GROUPS.get(group));
                }
            }
            out.beginObject().name("id").value(String.valueOf(person));
            if (!groups.isEmpty() || random.nextBoolean()) {
                out.name("groups").beginArray();
                groups.forEach(out::value);
                out.endArray();
            }
            out.endObject();
        }
        return out.endArray().endObject().toString();
    }
}
