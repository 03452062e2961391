package org.kapsurvey.api.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.analysis.codebook.Table;
import org.kapsurvey.analysis.codebook.TextColumn;
import org.kapsurvey.questionnaire.definition.KapItem;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Everybody aged 15 to 49 in the made-up province, with what each would answer. Indicators computed over all of them are
 * the true rates that a sample estimates.
 *
 * <p>An answer is drawn with probability logistic(item + trait of the person); the trait is a sum of effects of stratum,
 * age, sex, schooling, the person and the group that he or she lives in. So answers of a person hang together, answers of
 * neighbours are alike (the intraclass correlation that makes cluster samples less precise), and rates differ by sex, age
 * and schooling. Someone unsure of a statement may say "don't know"; now and then a question is refused.
 */
final class Population {

    /** Marks a code that is no answer but the reason for its absence, such as {@code !dk}. */
    static final char MISSING = '!';

    private static final List<String> YES_NO = List.of("yes", "no", "!dk", "!refused");
    private static final List<String> INTENTION = List.of("yes", "no", "undecided", "!dk", "!refused");
    private static final List<String> TRUE_FALSE = List.of("true", "false", "dont_know", "!refused");
    private static final List<String> AGREEMENT =
            List.of("strongly_agree", "agree", "neutral", "disagree", "strongly_disagree", "!refused");
    private static final List<String> EDUCATION =
            List.of("none", "primary", "lower_secondary", "upper_secondary", "vocational", "tertiary");
    private static final List<String> MARITAL =
            List.of("never_married", "married", "cohabiting", "separated", "widowed");
    private static final List<String> AGES = numbers(15, 49);
    private static final List<String> COUNTS = numbers(0, 6);
    private static final List<String> KNOWLEDGE_SCALES = List.of("kn_two_", "kn_low_", "kn_contra_");
    private static final List<String> ATTITUDES =
            List.of("at_discuss", "at_chance", "at_use", "at_women_only", "at_advice", "at_too_much");
    private static final double[] EASE = {0.4, 0.1, -0.2, -0.4, 0.3};

    private final Province province;
    private final int[] firstOfGroup;
    private final int[] groupOf;
    private final Map<String, Item> items;

    /** An item of the form: the codes that occur, and the place of each person's code among them. */
    static final class Item {
        private final String name;
        private final List<String> codes;
        private final byte[] answers;

        Item(String name, List<String> codes, byte[] answers) {
            this.name = name;
            this.codes = codes;
            this.answers = answers;
        }

        String name() {
            return name;
        }

        /** The person's code; empty if the form would not ask. */
        String code(int person) {
            return answers[person] < 0 ? "" : codes.get(answers[person]);
        }

        private TextColumn texts() {
            int[] places = new int[answers.length];
            for (int person = 0; person < places.length; person++) {
                String code = code(person);
                places[person] = code.isEmpty() || code.charAt(0) == MISSING ? TextColumn.MISSING : answers[person];
            }
            return TextColumn.of(name, places, codes);
        }

        private NumericColumn numbers() {
            double[] numbers = new double[answers.length];
            for (int person = 0; person < numbers.length; person++) {
                String code = code(person);
                numbers[person] = code.isEmpty() || code.charAt(0) == MISSING ? Double.NaN : Numbers.parse(code);
            }
            return NumericColumn.of(name, numbers);
        }
    }

    private Population(Province province, int[] firstOfGroup, int[] groupOf, Map<String, Item> items) {
        this.province = province;
        this.firstOfGroup = firstOfGroup;
        this.groupOf = groupOf;
        this.items = items;
    }

    /** @param form whose key says which judgement of a statement is right and which attitude item is reversed */
    static Population of(Province province, Questionnaire form, Random random) {
        int people = province.people();
        int[] first = new int[province.groups().size()];
        int[] groupOf = new int[people];
        Map<String, Item> items = new LinkedHashMap<>();
        Draft draft = new Draft(people, form, items);
        int person = 0;
        for (int g = 0; g < first.length; g++) {
            first[g] = person;
            Province.Group group = province.groups().get(g);
            double urban = province.strata().get(group.stratum()).urban();
            for (int i = 0; i < group.people(); i++) {
                groupOf[person] = g;
                draft.answers(person, group, urban, random);
                person++;
            }
        }
        return new Population(province, first, groupOf, items);
    }

    Province province() {
        return province;
    }

    int people() {
        return groupOf.length;
    }

    Province.Group group(int person) {
        return province.groups().get(groupOf[person]);
    }

    /** The number of a person of a group in the whole population. */
    int person(ClusterSample.Selected selected) {
        return firstOfGroup[selected.group()] + selected.person();
    }

    /** The items that the model answers, in its order. */
    List<Item> items() {
        return new ArrayList<>(items.values());
    }

    /** The item of that name; empty if the model does not answer it. */
    Optional<Item> item(String name) {
        return Optional.ofNullable(items.get(name));
    }

    /** Everybody's answers as columns, in the types of a survey round's table: what the true rates are computed from. */
    Table table(Questionnaire form) {
        List<Column> columns = new ArrayList<>();
        for (Item item : items.values()) {
            boolean number = form.question(item.name())
                    .filter(q -> q.type() == QuestionType.INTEGER)
                    .isPresent();
            columns.add(number ? item.numbers() : item.texts());
        }
        return Table.of(people(), columns);
    }

    /** The answers while they are being drawn, one person after the other. */
    private static final class Draft {
        private final int people;
        private final Questionnaire form;
        private final Map<String, Item> items;

        Draft(int people, Questionnaire form, Map<String, Item> items) {
            this.people = people;
            this.form = form;
            this.items = items;
        }

        void answers(int person, Province.Group group, double urban, Random random) {
            int age = 15 + (int) (35 * StrictMath.pow(random.nextDouble(), 0.95));
            boolean woman = random.nextDouble() < 0.505;
            int schooling = schooling(age, 1.2 * urban - 0.03 * (age - 32) + random.nextGaussian());
            double years = (age - 25) * 0.33 - 0.12 * (schooling - 3) + (woman ? 0.5 : 0);
            boolean union = age >= 18 && random.nextDouble() < logistic(years);
            set(person, "age", AGES, age - 15);
            set(person, "sex", List.of("male", "female"), woman ? 1 : 0);
            set(person, "education", EDUCATION, schooling);
            set(person, "marital_status", MARITAL, marital(union, age, random));
            int children = union ? Math.min(4, (int) (random.nextDouble() * Math.min(3.4, 0.6 + (age - 18) / 8.0))) : 0;
            int boys = 0;
            for (int child = 0; child < children; child++) {
                boys += random.nextDouble() < 0.52 ? 1 : 0;
            }
            set(person, "children_boys", COUNTS, boys);
            set(person, "children_girls", COUNTS, children - boys);

            double background = 0.3 * urban + 0.22 * (schooling - 3) + (woman ? 0.2 : -0.2);
            double person0 = random.nextGaussian();
            exposure(person, background + (union ? 0.2 : -0.2), group, person0, random);
            knowledge(person, background - 0.0012 * (age - 33) * (age - 33), group, person0, random);
            attitude(person, background, group, union, random);
        }

        private void exposure(int person, double background, Province.Group group, double person0, Random random) {
            // Whom no channel reaches has heard of little; whom one reaches has heard of nearly everything.
            double reach = 4.65 + background + 1.65 * group.exposure() + 0.6 * person0;
            double trait = random.nextDouble() < logistic(reach) ? 5.8 + 0.5 * background : -1.1;
            yesNo(person, "exp_campaign", trait + 0.5, random);
            yesNo(person, "exp_rights", trait + 0.1, random);
            yesNo(person, "exp_low_fertility", trait - 0.2, random);
            yesNo(person, "exp_contraception", trait + 0.4, random);
        }

        private void knowledge(int person, double background, Province.Group group, double person0, Random random) {
            double trait = 1.75 + background + 0.45 * group.knowledge() + 0.5 * person0 + 0.6 * random.nextGaussian();
            for (String scale : KNOWLEDGE_SCALES) {
                for (int i = 0; i < EASE.length; i++) {
                    statement(person, scale + (i + 1), trait + EASE[i], random);
                }
            }
        }

        private void attitude(int person, double background, Province.Group group, boolean union, Random random) {
            double trait = 2.4 + 0.5 * background + 0.65 * group.attitude() + 0.6 * random.nextGaussian();
            for (String item : ATTITUDES) {
                agreement(person, item, trait, random);
            }
            boolean uses = random.nextDouble() < logistic(trait - (union ? 1.5 : 4.0));
            boolean silent = !uses && random.nextDouble() < 0.01;
            set(person, "pr_method_now", YES_NO, uses ? 0 : silent ? 3 : 1);
            if (!uses) {
                boolean intends = random.nextDouble() < logistic(trait + 0.9);
                double draw = random.nextDouble();
                set(
                        person,
                        "pr_intend",
                        INTENTION,
                        intends ? 0 : draw < 0.5 ? 1 : draw < 0.8 ? 2 : draw < 0.95 ? 3 : 4);
            }
        }

        private void yesNo(int person, String name, double trait, Random random) {
            boolean yes = random.nextDouble() < logistic(trait);
            double draw = random.nextDouble();
            set(person, name, YES_NO, draw < 0.002 ? 3 : yes ? 0 : draw < 0.35 ? 2 : 1);
        }

        /** A statement to be judged true or false. */
        private void statement(int person, String name, double trait, Random random) {
            boolean right = random.nextDouble() < logistic(trait);
            double draw = random.nextDouble();
            boolean saysTrue = right == rightIsTrue(name);
            set(person, name, TRUE_FALSE, draw < 0.002 ? 3 : !right && draw < 0.6 ? 2 : saysTrue ? 0 : 1);
        }

        /** How far someone agrees: favourable to family planning with the trait's probability. */
        private void agreement(int person, String name, double trait, Random random) {
            boolean favourable = random.nextDouble() < logistic(trait);
            double draw = random.nextDouble();
            int degree = favourable ? (draw < 0.4 ? 0 : 1) : draw < 0.5 ? 2 : draw < 0.85 ? 3 : 4;
            boolean refused = random.nextDouble() < 0.002;
            set(person, name, AGREEMENT, refused ? 5 : isReversed(name) ? 4 - degree : degree);
        }

        private boolean rightIsTrue(String name) {
            return kap(name).right().contains("true");
        }

        private boolean isReversed(String name) {
            return kap(name).reverse();
        }

        private KapItem kap(String name) {
            return form.question(name)
                    .map(Question::kap)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The form has no item \"" + name + "\" that measures something; the demo needs it."));
        }

        private void set(int person, String name, List<String> codes, int code) {
            Item item = items.get(name);
            if (item == null) {
                byte[] none = new byte[people];
                Arrays.fill(none, (byte) -1);
                item = new Item(name, codes, none);
                items.put(name, item);
            }
            item.answers[person] = (byte) code;
        }

        private static int marital(boolean union, int age, Random random) {
            double draw = random.nextDouble();
            if (union) {
                return draw < 0.96 ? 1 : 2;
            }
            return age < 22 || draw < 0.85 ? 0 : draw < 0.97 ? 3 : 4;
        }

        private static int schooling(int age, double taste) {
            int reached =
                    taste < -2.2 ? 0 : taste < -1.3 ? 1 : taste < -0.1 ? 2 : taste < 0.7 ? 3 : taste < 1.0 ? 4 : 5;
            return Math.min(reached, age < 18 ? 2 : age < 21 ? 3 : 5);
        }
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    private static double logistic(double x) {
        return 1 / (1 + StrictMath.exp(-x));
    }
}
