package org.kapsurvey.analysis.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kapsurvey.analysis.frame.Area;
import org.kapsurvey.analysis.frame.AreaLevel;
import org.kapsurvey.analysis.frame.Frame;
import org.kapsurvey.questionnaire.chance.RandomStream;

/**
 * Two provinces that do not exist, down to every person: communes, urban or rural, one of them a town so large that it is always in
 * the sample; residential groups; households; persons with sex, age and what they would answer. Answers are alike within a
 * commune and a group, and differ by area, sex and age. The sizes of the frame are those of an old census, which the groups
 * have grown or shrunk from. Immutable, and always the same.
 */
final class ChainPopulation {
    static final List<String> PROVINCES = List.of("91", "92");
    static final List<String> SETTINGS = List.of("urban", "rural");

    private static final int COMMUNES = 110;
    private static final int GROUPS_OF_TOWN = 80;
    private static final double ALIKE_IN_COMMUNE = .35;
    private static final double ALIKE_IN_GROUP = .3;
    private static final int MOST_VISITS = 6;
    private static final double GONE = .03;

    private final Frame frame;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    ChainPopulation() {
        List<Area> areas = new ArrayList<>();
        RandomStream chance = RandomStream.of("the population of the chain");
        for (String province : PROVINCES) {
            areas.add(area(province, "", AreaLevel.PROVINCE, "", Map.of()));
            for (String setting : SETTINGS) {
                for (int number = 1; number <= COMMUNES; number++) {
                    String code = province + setting.charAt(0) + (1000 + number);
                    boolean town = setting.equals("urban") && province.equals("91") && number == 1;
                    areas.add(area(code, province, AreaLevel.COMMUNE, setting, Map.of()));
                    addGroups(areas, code, province + ";" + setting, town, chance.split(code));
                }
            }
        }
        frame = Frame.of("chain", LocalDate.of(2026, 11, 1), areas);
    }

    private void addGroups(List<Area> areas, String commune, String stratum, boolean town, RandomStream chance) {
        double alike = ALIKE_IN_COMMUNE * normal(chance);
        int count = town ? GROUPS_OF_TOWN : 3 + chance.nextInt(7);
        for (int number = 1; number <= count; number++) {
            String code = commune + "-" + (100 + number);
            Group group = new Group(stratum, alike + ALIKE_IN_GROUP * normal(chance), 30 + chance.nextInt(31), chance);
            groups.put(code, group);
            long census = Math.round(group.persons() * (.8 + .45 * chance.nextDouble()));
            areas.add(area(code, commune, AreaLevel.RESIDENTIAL_GROUP, "", Map.of(Area.POPULATION, census)));
        }
    }

    private static Area area(String code, String parent, AreaLevel level, String setting, Map<String, Long> sizes) {
        return new Area(code, parent, level, code, "", setting, sizes, Set.of());
    }

    /** A normal deviate (Box and Muller 1958, Annals of Mathematical Statistics 29, 610–611), the same on every machine. */
    private static double normal(RandomStream chance) {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - chance.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * chance.nextDouble());
    }

    Frame frame() {
        return frame;
    }

    Group group(String code) {
        Group group = groups.get(code);
        if (group == null) {
            throw new IllegalArgumentException("There is no group " + code);
        }
        return group;
    }

    Iterable<Group> groups() {
        return groups.values();
    }

    /** A person of a household. */
    record Person(String stratum, boolean female, int age, boolean gone, boolean knows, boolean rare, int visits) {
        boolean isUrban() {
            return stratum.endsWith("urban");
        }

        boolean isAdolescent() {
            return age >= 10 && age <= 19;
        }

        boolean isReproductive() {
            return age >= 15 && age <= 49;
        }

        boolean isOlder() {
            return age >= 60;
        }

        /** Whether the person is on a household's roster of target groups. */
        boolean isListed() {
            return isAdolescent() || isReproductive() || isOlder();
        }

        /** Whether the person belongs to the population that is estimated; who is gone is found on rosters all the same. */
        boolean counts() {
            return isListed() && !gone;
        }

        /** The level of the margin of ages. */
        String ageGroup() {
            return age < 15 ? "10-14" : age < 20 ? "15-19" : age < 35 ? "20-34" : age < 50 ? "35-49" : "60+";
        }
    }

    /** A residential group: its households in the order in which a listing finds them. */
    static final class Group {
        private final List<List<Person>> households = new ArrayList<>();

        private Group(String stratum, double alike, int count, RandomStream chance) {
            for (int household = 0; household < count; household++) {
                List<Person> members = new ArrayList<>();
                int head = 22 + chance.nextInt(58);
                boolean female = chance.nextInt(3) == 0;
                members.add(person(stratum, alike, female, head, chance));
                if (chance.nextDouble() < .75) {
                    members.add(person(stratum, alike, !female, Math.max(18, head - 4 + chance.nextInt(9)), chance));
                }
                for (int child = chance.nextInt(4); child > 0; child--) {
                    int oldest = Math.max(1, Math.min(head - 18, 32));
                    members.add(person(stratum, alike, chance.nextInt(2) == 0, chance.nextInt(oldest), chance));
                }
                if (chance.nextDouble() < .2) {
                    members.add(person(stratum, alike, chance.nextInt(5) < 3, 60 + chance.nextInt(30), chance));
                }
                households.add(members);
            }
        }

        private static Person person(String stratum, double alike, boolean female, int age, RandomStream chance) {
            double area = (stratum.endsWith("urban") ? .5 : -.1) + (stratum.startsWith("92") ? -.3 : 0);
            double ofAge = age >= 60 ? -.6 : age < 20 ? -.3 : .1;
            double knows = area + alike + ofAge + (female ? .3 : 0);
            double rare = -2.9 + alike + (age < 20 ? .4 : 0);
            double visit = -1.3 + .5 * alike + (age >= 60 ? .7 : 0) + (female ? .2 : 0);
            int visits = 0;
            for (int time = 0; time < MOST_VISITS; time++) {
                visits += chance.nextDouble() < logistic(visit) ? 1 : 0;
            }
            return new Person(
                    stratum,
                    female,
                    age,
                    chance.nextDouble() < GONE,
                    chance.nextDouble() < logistic(knows),
                    chance.nextDouble() < logistic(rare),
                    visits);
        }

        private static double logistic(double logit) {
            return 1 / (1 + StrictMath.exp(-logit));
        }

        List<List<Person>> households() {
            return households;
        }

        int persons() {
            return households.stream().mapToInt(List::size).sum();
        }
    }
}
