package org.kapsurvey.api.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A made-up household: who lives in it and how they belong together.
 *
 * @param id unique in the province
 * @param group place of its residential group in {@link Province#groups()}
 * @param members one at least, the head first
 */
record Household(String id, int group, List<Member> members) {
    private static final List<String> EDUCATION =
            List.of("none", "primary", "lower_secondary", "upper_secondary", "vocational", "tertiary");

    /** How often each {@link Kind} of household occurs, in their order. */
    private static final List<Double> KINDS = List.of(0.5, 0.2, 0.14, 0.09, 0.07);

    private static final int OF_AGE = 18;
    private static final int LAST_REPRODUCTIVE = 49;
    private static final int OLD = 60;

    private enum Kind {
        COUPLE,
        THREE_GENERATIONS,
        OLDER,
        YOUNG,
        ALONE_WITH_CHILDREN
    }

    Household {
        members = List.copyOf(members);
    }

    /**
     * A member.
     *
     * @param relation to the head, as the household's form has it
     * @param schooling place in the levels of schooling, from 0 to 5
     * @param infantMonths the age of her youngest child in months if below 24, else −1
     * @param marrying whether he or she will marry within a year
     * @param boys all the sons, wherever they live
     * @param youngChild whether a child is 10 to 30 years old
     * @param able to answer; others have a carer in the household who answers
     * @param spouseEligible whether the spouse is 15 to 49 years old too
     */
    record Member(
            int age,
            boolean woman,
            String relation,
            String marital,
            int schooling,
            boolean pregnant,
            int infantMonths,
            boolean marrying,
            int boys,
            int girls,
            boolean youngChild,
            boolean grandparent,
            boolean able,
            boolean spouseEligible) {
        boolean isParent() {
            return boys + girls > 0;
        }

        boolean isInUnion() {
            return marital.equals("married") || marital.equals("cohabiting");
        }
    }

    /** @param urban how far living here raises schooling */
    static Household of(String id, int group, double urban, Chance chance) {
        Making making = new Making(urban, chance);
        switch (Kind.values()[chance.pick(KINDS)]) {
            case COUPLE -> making.couple(chance.between(21, 58), "head");
            case THREE_GENERATIONS -> {
                int man = making.couple(chance.between(23, 50), "head");
                making.elders(man + chance.between(22, 32), "parent");
            }
            case OLDER -> making.elders(chance.between(60, 86), "head");
            case YOUNG -> making.young(chance.between(1, 3));
            case ALONE_WITH_CHILDREN -> making.alone(chance.between(26, 55));
        }
        return new Household(id, group, making.members);
    }

    /** The place of the member who answers for one who is not able to. */
    int carerOf(int member) {
        for (int place = 0; place < members.size(); place++) {
            if (place != member
                    && members.get(place).age() >= OF_AGE
                    && members.get(place).able()) {
                return place;
            }
        }
        throw new IllegalStateException("Nobody in the household answers for member " + member + ".");
    }

    /** The answers of the household's form that are settled. */
    Map<String, String> roster(String areas) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("members", Integer.toString(members.size()));
        facts.put("area_groups", areas);
        for (int row = 0; row < members.size(); row++) {
            Member member = members.get(row);
            facts.put("relation " + row, member.relation());
            facts.put("member_sex " + row, sex(member));
            facts.put("member_age " + row, Integer.toString(member.age()));
            facts.put("member_marital " + row, member.marital());
            facts.put("member_pregnant " + row, yes(member.pregnant()));
            facts.put("member_infant " + row, yes(member.infantMonths() >= 0));
            facts.put("member_marrying " + row, yes(member.marrying()));
            facts.put("member_children " + row, yes(member.isParent()));
            facts.put("member_able " + row, yes(member.able()));
        }
        return facts;
    }

    /** What is settled of a member's own answers, whatever the form. */
    Map<String, String> facts(int place, String areas) {
        Member member = members.get(place);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("sex", sex(member));
        facts.put("education", EDUCATION.get(member.schooling()));
        facts.put("marital_status", member.marital());
        facts.put("area_groups", areas);
        facts.put("minor", yes(member.age() < 16));
        facts.put("age", Integer.toString(member.age()));
        facts.put("about_to_marry", yes(member.marrying()));
        facts.put("children_boys", Integer.toString(member.boys()));
        facts.put("children_girls", Integer.toString(member.girls()));
        facts.put("has_children", yes(member.isParent()));
        facts.put("has_young", yes(member.youngChild()));
        facts.put("has_grandchildren", yes(member.grandparent()));
        facts.put("pregnant", yes(member.pregnant()));
        facts.put("infant", yes(member.infantMonths() >= 0));
        facts.put("child_months", Integer.toString(Math.max(0, member.infantMonths())));
        facts.put(
                "spouse_age",
                Integer.toString(
                        member.spouseEligible()
                                ? Math.max(OF_AGE, Math.min(member.age(), LAST_REPRODUCTIVE))
                                : Math.max(member.age(), LAST_REPRODUCTIVE + 1)));
        facts.put("spouse_place", "household");
        if (member.age() < OF_AGE) {
            facts.put("in_school", "yes");
        } else if (member.age() > OLD) {
            facts.put("in_school", "no");
        }
        facts.put("respondent", "self");
        facts.put("older_age", Integer.toString(member.age()));
        if (!member.able()) {
            facts.put("respondent", "carer");
            facts.put("carer_age", Integer.toString(members.get(carerOf(place)).age()));
            facts.put("carer_relation", "child");
        }
        return facts;
    }

    private static String sex(Member member) {
        return member.woman() ? "female" : "male";
    }

    private static String yes(boolean holds) {
        return holds ? "yes" : "no";
    }

    /** A household while people move in. */
    private static final class Making {
        private final double urban;
        private final Chance chance;
        private final List<Member> members = new ArrayList<>();

        Making(double urban, Chance chance) {
            this.urban = urban;
            this.chance = chance;
        }

        /** A couple with the children who still live at home; the man's age. */
        int couple(int woman, String relation) {
            int man = woman + chance.between(-1, 5);
            String marital = chance.holds(0.96) ? "married" : "cohabiting";
            List<Integer> children = children(woman);
            int boys = boys(children.size());
            int youngest = children.isEmpty() ? -1 : children.get(children.size() - 1);
            int months = youngest < 0 || youngest >= 2 ? -1 : 12 * youngest + chance.below(12);
            boolean pregnant = months < 0 && woman <= 42 && chance.holds(woman < 34 ? 0.24 : 0.07);
            boolean young = children.stream().anyMatch(age -> age >= 10 && age <= 30);
            boolean grand = children.stream().anyMatch(age -> age > 27) && chance.holds(0.7);
            members.add(new Member(
                    man,
                    false,
                    relation,
                    marital,
                    schooling(man),
                    false,
                    -1,
                    false,
                    boys,
                    children.size() - boys,
                    young,
                    grand,
                    true,
                    woman <= 49));
            members.add(new Member(
                    woman,
                    true,
                    "spouse",
                    marital,
                    schooling(woman),
                    pregnant,
                    months,
                    false,
                    boys,
                    children.size() - boys,
                    young,
                    grand,
                    true,
                    man <= 49));
            home(children);
            return man;
        }

        /** A mother or father without a spouse. */
        void alone(int age) {
            List<Integer> children = children(age);
            if (children.isEmpty()) {
                children = List.of(Math.max(0, age - 25));
            }
            int boys = boys(children.size());
            boolean woman = chance.holds(0.8);
            int youngest = children.get(children.size() - 1);
            members.add(new Member(
                    age,
                    woman,
                    "head",
                    chance.holds(0.6) ? "separated" : "widowed",
                    schooling(age),
                    false,
                    woman && youngest < 2 ? 12 * youngest + chance.below(12) : -1,
                    chance.holds(0.05),
                    boys,
                    children.size() - boys,
                    children.stream().anyMatch(child -> child >= 10 && child <= 30),
                    children.stream().anyMatch(child -> child > 27) && chance.holds(0.7),
                    true,
                    false));
            home(children);
        }

        /** One or two older people; with others in the household some can't answer for themselves. */
        void elders(int man, String relation) {
            boolean others = !members.isEmpty();
            boolean two = chance.holds(0.6);
            boolean woman = !two && chance.holds(0.7);
            int boys = others ? chance.between(1, 3) : chance.between(0, 2);
            int girls = chance.between(0, 3);
            boolean young = others && members.get(0).age() <= 30;
            for (int i = 0; i < (two ? 2 : 1); i++) {
                int age = i == 0 ? man : man - chance.between(0, 4);
                boolean able = !others || age < OLD || !chance.holds((age - 55) * 0.012);
                members.add(new Member(
                        age,
                        i == 0 ? woman : true,
                        others || i == 0 ? relation : "spouse",
                        two ? "married" : "widowed",
                        schooling(age),
                        false,
                        -1,
                        false,
                        boys,
                        girls,
                        young,
                        boys + girls > 0 && (others ? members.size() > 2 : chance.holds(0.85)),
                        able,
                        false));
            }
        }

        /** Unmarried young people who share a room. */
        void young(int count) {
            for (int i = 0; i < count; i++) {
                int age = chance.between(18, 30);
                members.add(single(age, chance.holds(0.5), i == 0 ? "head" : "unrelated"));
            }
        }

        private void home(List<Integer> children) {
            for (int age : children) {
                if (age <= OF_AGE || (age <= 30 && chance.holds(0.5))) {
                    members.add(single(age, chance.holds(0.48), "child"));
                }
            }
        }

        private Member single(int age, boolean woman, String relation) {
            boolean marrying = age >= OF_AGE && chance.holds(age < 22 ? 0.04 : 0.14);
            return new Member(
                    age,
                    woman,
                    relation,
                    "never_married",
                    schooling(age),
                    false,
                    -1,
                    marrying,
                    0,
                    0,
                    false,
                    false,
                    true,
                    false);
        }

        /** Ages of a woman's children, the oldest first. */
        private List<Integer> children(int woman) {
            int wanted = chance.pick(List.of(0.06, 0.24, 0.5, 0.2));
            List<Integer> ages = new ArrayList<>();
            int birth = chance.between(20, 28);
            while (ages.size() < wanted && birth <= Math.min(woman, 42)) {
                ages.add(woman - birth);
                birth += chance.between(2, 6);
            }
            return ages;
        }

        private int boys(int children) {
            int boys = 0;
            for (int child = 0; child < children; child++) {
                boys += chance.holds(0.525) ? 1 : 0;
            }
            return boys;
        }

        private int schooling(int age) {
            double taste = 1.2 * urban - 0.025 * (age - 34) + chance.normal();
            int reached =
                    taste < -2.2 ? 0 : taste < -1.3 ? 1 : taste < -0.1 ? 2 : taste < 0.7 ? 3 : taste < 1.0 ? 4 : 5;
            return Math.min(reached, age < 6 ? 0 : age < 11 ? 1 : age < 18 ? 2 : age < 21 ? 3 : 5);
        }
    }
}
