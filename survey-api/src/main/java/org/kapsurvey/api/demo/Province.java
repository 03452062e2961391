package org.kapsurvey.api.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.json.JsonFields;

/**
 * The land of a made-up province: strata of communes of residential groups, its health facilities, and its registers. A group is
 * the primary sampling unit. How large all of it is stands in {@code demo/PLAN.json}.
 *
 * <p>Communes are unequal on purpose (lognormal sizes), and people of one group answer alike: for each trait a group has a normal
 * effect, of which three tenths come from its commune.
 *
 * @param name with the word that marks it as invented
 * @param code as the heads of returns have it
 */
record Province(
        Wording name,
        String code,
        List<Stratum> strata,
        List<Group> groups,
        Optional<Facilities> facilities,
        List<Register> registers) {
    private static final double COMMUNE_SHARE = 0.3;

    /**
     * A stratum.
     *
     * @param code as stored with the selected persons
     * @param urban how far living here raises schooling and traits, in logits
     * @param response share of selected persons who are interviewed
     * @param share of the sample's groups
     */
    record Stratum(String code, double urban, double response, double share) {}

    /**
     * A residential group.
     *
     * @param code unique in the province
     * @param stratum its place in {@link #strata()}
     * @param households how many live there, at least 8
     * @param listed what the frame says that number is; the draw uses it, so weights are unequal as in the field
     * @param effects by trait, standard normal in the province
     * @param areas what kinds of area it lies in, as an answer of several codes
     */
    record Group(String code, int stratum, int households, int listed, Map<String, Double> effects, String areas) {}

    /**
     * Health facilities and the draw of their staff.
     *
     * @param group target group of their staff
     * @param number of facilities
     * @param staff in each, on average
     * @param drawn facilities
     * @param drawnStaff staff drawn in each
     */
    record Facilities(String group, int number, int staff, int drawn, int drawnStaff, double response) {}

    /**
     * Registered units.
     *
     * @param forms that each of them returns
     * @param returned share that does
     */
    record Register(String kind, List<String> forms, int units, double returned) {}

    /** @param plan whose province it stands for */
    static Province of(String plan, AnswerRules rules, Chance chance) {
        Faults faults = new Faults();
        JsonFields fields = AnswerRules.resource(plan + ".json", faults);
        List<Stratum> strata = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        for (JsonFields stratum : fields.objects("strata")) {
            String code = stratum.text("code");
            groups.addAll(groups(stratum, strata.size(), code, rules, chance.of(code)));
            strata.add(new Stratum(code, stratum.number("urban"), stratum.number("response"), stratum.number("share")));
            stratum.refuseUnknown();
        }
        Optional<Facilities> facilities = fields.optionalFields("facilities").map(Province::facilities);
        List<Register> registers = new ArrayList<>();
        for (JsonFields register : fields.objects("registers")) {
            registers.add(new Register(
                    register.text("kind"),
                    register.texts("forms"),
                    register.integer("units", 1, 10_000),
                    register.number("returned")));
            register.refuseUnknown();
        }
        Province province = new Province(
                Wording.read(fields.fields("name")), fields.text("province"), strata, groups, facilities, registers);
        fields.refuseUnknown();
        faults.throwIfAny();
        return province;
    }

    private static Facilities facilities(JsonFields fields) {
        Facilities facilities = new Facilities(
                fields.text("group"),
                fields.integer("number", 2, 1_000),
                fields.integer("staff", 2, 1_000),
                fields.integer("drawn", 2, 1_000),
                fields.integer("drawnStaff", 1, 1_000),
                fields.number("response"));
        fields.refuseUnknown();
        return facilities;
    }

    private static List<Group> groups(JsonFields stratum, int place, String code, AnswerRules rules, Chance ofStratum) {
        Map<String, Double> areas = new LinkedHashMap<>();
        JsonFields named = stratum.fields("areas");
        named.object().members().keySet().forEach(area -> areas.put(area, named.number(area)));
        int communes = stratum.integer("communes", 1, 1_000);
        double inCommune = stratum.number("groups");
        double inGroup = stratum.number("households");
        List<Group> groups = new ArrayList<>();
        for (int c = 1; c <= communes; c++) {
            Chance ofCommune = ofStratum.of(c);
            int count = Math.max(3, (int) (inCommune * ofCommune.factor(0.4)));
            Map<String, Double> shared = new LinkedHashMap<>();
            rules.traits().keySet().forEach(trait -> shared.put(trait, ofCommune.normal()));
            String kinds = areas(areas, ofCommune);
            for (int g = 1; g <= count; g++) {
                Chance chance = ofCommune.of(g);
                int households = Math.max(8, (int) (inGroup * chance.factor(0.35)));
                int listed = Math.max(6, (int) StrictMath.rint(households * chance.factor(0.12)));
                Map<String, Double> effects = new LinkedHashMap<>();
                shared.forEach((trait, ofAll) -> effects.put(
                        trait,
                        StrictMath.sqrt(COMMUNE_SHARE) * ofAll + StrictMath.sqrt(1 - COMMUNE_SHARE) * chance.normal()));
                groups.add(new Group(
                        code + "-" + twoDigits(c) + "-" + twoDigits(g), place, households, listed, effects, kinds));
            }
        }
        return groups;
    }

    private static String areas(Map<String, Double> areas, Chance chance) {
        List<String> kinds = new ArrayList<>();
        areas.forEach((area, share) -> {
            if (chance.holds(share)) {
                kinds.add(area);
            }
        });
        return kinds.isEmpty() ? "none" : String.join(" ", kinds);
    }

    private static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
