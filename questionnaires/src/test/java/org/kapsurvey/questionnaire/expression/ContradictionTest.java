package org.kapsurvey.questionnaire.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.questionnaire.expression.Contradiction.Known;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.formula.AnswersAlone;
import org.kapsurvey.questionnaire.formula.Formula;
import org.kapsurvey.questionnaire.value.Value;

/** What is told of two comparisons that never hold at once, and what is not. */
final class ContradictionTest {
    private static final List<String> SUBJECTS = List.of(
            "${a}",
            "${a}",
            "${a}",
            "${b}",
            "${t}",
            "${o}",
            "${o}",
            "${w}",
            "today()",
            "${a} + 1",
            "string-length(${a})");
    private static final List<String> LIMITS = List.of(
            "5",
            "5",
            "7",
            "-5",
            "'5'",
            "'5.0'",
            "'yes'",
            "'no'",
            "''",
            "'2026-01-02'",
            "date('2026-01-02')",
            "'2026-01-05'");
    private static final List<String> SIGNS = List.of("=", "!=", "<", "<=", ">", ">=");
    private static final List<Value> VALUES = List.of(
            Value.empty(),
            Value.of(5),
            Value.of(6),
            Value.of(7),
            Value.of(4.5),
            Value.of(-5),
            Value.of(-6),
            Value.of(Double.NaN),
            Value.of("5"),
            Value.of("5.0"),
            Value.of("6"),
            Value.of("yes"),
            Value.of("no"),
            Value.of("2026-01-02"),
            Value.of("2026-01-03"),
            Value.ofDay(20_455),
            Value.ofDay(20_456),
            Value.ofDay(20_459),
            Value.ofDay(6));
    /** Answers to a select_one and to an integer, and none. */
    private static final List<Value> CODES = List.of(Value.empty(), Value.of("yes"), Value.of("no"), Value.of("5"));

    private static final List<Value> WHOLES =
            List.of(Value.empty(), Value.of(4), Value.of(5), Value.of(6), Value.of(7), Value.of(-5), Value.of(-6));
    private static final Map<String, Known> KNOWN = Map.of("t", Known.TRUTH, "o", Known.CODE, "w", Known.WHOLE);
    private static final Map<String, Integer> SLOTS = Map.of("a", 0, "b", 1, "t", 2, "o", 3, "w", 4);
    private static final List<Value> TRUTHS = List.of(Value.of(true), Value.of(false));

    /** Answers by their slots: the third may be a truth, the fourth is one code, the fifth a whole number. */
    private record Several(List<Value> answers, Value today) implements AnswersAlone {
        @Override
        public Value answer(int slot) {
            return answers.get(slot);
        }
    }

    @Test
    void whatIsToldNeverHoldsWhateverIsAnswered() {
        SplittableRandom random = new SplittableRandom(60_20);
        int told = 0;
        for (int i = 0; i < 20_000; i++) {
            String written = comparison(random);
            for (int more = random.nextInt(1, 4); more > 0; more--) {
                written += " and " + (random.nextInt(6) == 0 ? "(" + comparison(random) + ")" : comparison(random));
            }
            if (faults(written).size() == 0) {
                continue;
            }
            told++;
            Formula formula =
                    Formula.compile(read(written), SLOTS, new Faults()).orElseThrow();
            for (Value a : VALUES) {
                for (int j = 0; j < 12; j++) {
                    Several answers = new Several(
                            List.of(
                                    a,
                                    pick(random, VALUES),
                                    random.nextBoolean() ? pick(random, TRUTHS) : pick(random, VALUES),
                                    pick(random, CODES),
                                    pick(random, WHOLES)),
                            pick(random, VALUES));
                    assertThat(formula.test(answers))
                            .as("%s of %s", written, answers)
                            .isFalse();
                }
            }
        }
        assertThat(told).isGreaterThan(500);
    }

    /** Of numbers between whole limits everything is told: halves and wholes are all that matters. */
    @Test
    void ofLimitsOnOneNumberExactlyThoseThatLeaveNoneAreTold() {
        SplittableRandom random = new SplittableRandom(20_60);
        int told = 0;
        for (int i = 0; i < 5_000; i++) {
            String written = limit(random);
            for (int more = random.nextInt(1, 4); more > 0; more--) {
                written += " and " + limit(random);
            }
            Formula formula =
                    Formula.compile(read(written), Map.of("a", 0), new Faults()).orElseThrow();
            boolean met = false;
            for (double number = -1; number <= 5; number += 0.5) {
                met = met || formula.test(new Several(List.of(Value.of(number)), Value.empty()));
            }
            assertThat(faults(written).size()).as(written).isEqualTo(met ? 0 : 1);
            told += met ? 0 : 1;
        }
        assertThat(told).isBetween(1_000, 4_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${a} > 60 and ${a} < 61",
                "${a} >= 60 and ${a} <= 60",
                "${a} > 60 or ${a} < 20",
                "${a} > 60 and ${b} < 20",
                "${a} >= ${b} and ${b} >= ${a}",
                "${a} = 'yes' or ${a} = 'no'",
                "${t} = 'yes' and ${t} = 'no'",
                "${a} = '5' and ${a} = 5",
                "not(${a} > 60) and ${a} < 20",
                "concat('a', 'b') = 'c' and not(concat(\"a', 'b\") = 'c')",
                "selected(${a}, 'yes') and selected(${a}, 'no')",
                "selected(${o}, 'yes') and not(selected(${o}, 'no'))",
                "not(selected(${o}, 'yes')) and ${o} != 'no'",
                "${a} = 'yes no' and selected(${a}, 'no')",
                "${a} > 17 and ${a} < 18",
                "${w} > 17 and ${w} < 19",
            })
    void whatMayHoldIsNotTold(String written) {
        assertThat(faults(written).size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "selected(${o}, 'yes') and selected(${o}, 'no')",
                "${o} = 'yes' and selected(${o}, 'no')",
                "not(selected(${o}, 'yes')) and 'yes' = ${o}",
                "${o} != 'yes' and selected(${o}, 'yes')",
                "${a} = 'yes' and selected(${a}, 'no')",
                "selected(${a}, 'yes') and ${a} = ''",
                "${a} = 'yes no' and not(selected(${a}, 'no'))",
                "${w} > 17 and ${w} < 18",
                "${w} >= 17.2 and ${w} <= 17.8",
                "${w} > 4 and ${w} = 4.5",
            })
    void whatOnlyTheKindOfAnswerContradictsIsTold(String written) {
        assertThat(faults(written).list())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("never hold at once"));
    }

    @Test
    void theLaterOfTheTwoIsNamedOnceForAChain() {
        String written = "${b} = 1 and ${a} > 60 and (${b} != 3 and today() >= 20 and 20 > ${a}) and ${a} < 3";
        assertThat(faults(written).list()).singleElement().satisfies(fault -> {
            assertThat(fault.message()).isEqualTo("\"${a} > 60\" and \"20 > ${a}\" never hold at once.");
            assertThat(fault.place().column()).isEqualTo(written.indexOf("20 > "));
        });
        assertThat(faults("if(${a} = 1 and ${a} = 2, 3, 4) = 4 and not(${b} > 2 and ${b} < 2)")
                        .size())
                .isEqualTo(2);
    }

    private static String comparison(SplittableRandom random) {
        if (random.nextInt(5) == 0) {
            String selected = "selected(" + pick(random, List.of("${o}", "${a}")) + ", '"
                    + pick(random, List.of("yes", "no", "5")) + "')";
            return random.nextBoolean() ? selected : "not(" + selected + ")";
        }
        String subject = pick(random, SUBJECTS);
        String limit = random.nextInt(4) == 0 ? pick(random, SUBJECTS) : pick(random, LIMITS);
        String sign = " " + pick(random, SIGNS) + " ";
        String written = random.nextBoolean() ? subject + sign + limit : limit + sign + subject;
        return random.nextInt(8) == 0 ? "not(" + written + ")" : written;
    }

    private static String limit(SplittableRandom random) {
        return "${a} " + pick(random, List.of("=", "<", "<=", ">", ">=")) + " " + random.nextInt(5);
    }

    private static <T> T pick(SplittableRandom random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static Faults faults(String written) {
        Faults faults = new Faults();
        Contradiction.check(read(written), KNOWN, faults);
        return faults;
    }

    private static Expression read(String written) {
        return Expression.parse(written, Place.ofFile(""), new Faults()).orElseThrow();
    }
}
