package org.kapsurvey.analysis.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.fault.VietnameseFaults;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** A plan against the form that answers it. */
class PlanFormTest {
    @Test
    void theFormOfReproductiveAgeAnswersEveryRuleOfThePlanOfHaiPhong() throws IOException {
        Plan plan = Plan.parse("reproductive-age.json", PlanTest.text(), List.of(form()));
        assertThat(plan.indicators()).hasSize(3);
    }

    @Test
    void everythingThatTheFormDoesNotHaveIsReportedAtOnce() throws IOException {
        String text = PlanTest.text()
                .replaceFirst("\\$\\{exp_rights\\}", "\\${exp_right}")
                .replaceFirst("\"kn_low_2\"", "\"kn_low_9\"")
                .replaceFirst("\"kn_two_1\"", "\"sex\"")
                .replaceFirst("\"item\": \"age\"", "\"item\": \"sex\"")
                .replaceFirst("\"id\": \"hp_2_1_any\"", "\"id\": \"education\"")
                .replaceFirst("\"from\": 15, \"to\": 49", "\"from\": 15, \"to\": 54");
        List<Fault> faults = faults(text);
        assertThat(faults)
                .extracting(Fault::message)
                .anySatisfy(m -> assertThat(m).contains("no question \"exp_right\""))
                .anySatisfy(m -> assertThat(m).contains("no question \"kn_low_9\""))
                .anySatisfy(m -> assertThat(m).contains("\"sex\" has no right answer"))
                .anySatisfy(m -> assertThat(m).contains("an age is a number"))
                .anySatisfy(m -> assertThat(m).contains("\"education\" has the name of a question"));
        assertThat(faults)
                .filteredOn(f -> f.message().contains("exp_right"))
                .singleElement()
                .satisfies(f -> assertThat(f.remedy()).contains("Did you mean \"exp_rights\"?"));
    }

    @Test
    void aRuleThatNamesNoChoiceOfItsQuestionIsRefusedAtTheCode() throws IOException {
        String text = PlanTest.text();
        String good = "${exp_rights} = 'yes'";
        assertThat(text).contains(good);
        assertThat(faults(text.replace(good, "${exp_rights} = 'yse'")))
                .isNotEmpty()
                .allSatisfy(fault -> {
                    assertThat(fault.message()).isEqualTo("The question exp_rights has no choice 'yse'.");
                    assertThat(fault.remedy()).contains("Did you mean \"yes\"?");
                });
    }

    @Test
    void aGroupIsHeldToTheChoicesOfItsOwnFormAsEveryOtherExpressionIs() throws IOException {
        String group = "\"form\": \"reproductive-age\"";
        for (String[] slip : new String[][] {
            {"${marital_status} = 'cohabitng'", "The question marital_status has no choice 'cohabitng'."},
            {"selected(${area_groups}, 'minority')", "The question area_groups has no choice 'minority'."},
            {"${age} = 'x'", "The answer to age is a number and never compares with 'x'."},
            {"not(${marital_status} != 'cohabitng')", "The question marital_status has no choice 'cohabitng'."},
        }) {
            assertThat(faults(PlanTest.text().replaceFirst(group, group + ", \"where\": \"" + quoted(slip[0]) + "\"")))
                    .singleElement()
                    .satisfies(fault -> {
                        assertThat(fault.message()).isEqualTo(slip[1]);
                        assertThat(fault.remedy()).isNotBlank();
                        assertThat(fault.place().line()).isGreaterThan(20);
                    });
        }
    }

    @Test
    void aChoiceThatIsRenamedInTheFormIsMissedByTheGroup() {
        Plan good = MadeUpPlan.of(RENAMED, married("cohabiting"));
        assertThat(good.indicators()).hasSize(1);
        assertThat(catchThrowableOfType(FaultsException.class, () -> MadeUpPlan.of(RENAMED, married("living_together")))
                        .faults())
                .singleElement()
                .satisfies(fault ->
                        assertThat(fault.message()).isEqualTo("The question status has no choice 'cohabiting'."));
    }

    private static final String RENAMED =
            "'groups': [" + MadeUpPlan.group("g", "f", ", 'where': '${status} = `cohabiting`'")
                    + "], 'numerator': '${q} = `yes`', 'target': 90";

    private static Questionnaire married(String choice) {
        return MadeUpPlan.form(
                "f",
                List.of("{'list_name': 'status', 'name': '" + choice + "', 'label': {'vi': 'a'}}"),
                MadeUpPlan.question("select_one status", "status", ""),
                MadeUpPlan.question("select_one yes_no", "q", ""));
    }

    private static final Questionnaire TOLD = MadeUpPlan.form(
            "f",
            List.of(),
            MadeUpPlan.question("integer", "age", ""),
            MadeUpPlan.question("select_one yes_no", "q", ""),
            "{'type': 'calculate', 'name': 'told', 'calculation': 'if(${age} > 20, `old`, `young`)'}",
            "{'type': 'calculate', 'name': 'years', 'calculation': '${age} + 1'}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "${p} = 2#The part \"p\" is 1 or 0, so this never holds.",
                "2 <= ${p}#The part \"p\" is 1 or 0, so this never holds.",
                "not(${p} > 1)#The part \"p\" is 1 or 0, so this never holds.",
                "${q} = `yes` and ${age} > 3 and ${q} = `no`#\"${q} = 'yes'\" and \"${q} = 'no'\" never hold at once.",
                "${q} = `yes` and selected(${q}, `no`)#\"${q} = 'yes'\" and \"selected(${q}, 'no')\" never hold at once.",
                "${age} > 17 and ${age} < 18#\"${age} > 17\" and \"${age} < 18\" never hold at once.",
                "${q} = `yes` or `no`#Nothing is compared with 'no' here: it stands as a condition of its own, the same whatever is"
                        + " answered.",
                "${q}#The question ${q} stands as a condition of its own, which every choice meets.",
                "${age} > 20 and not(${q})#The question ${q} stands as a condition of its own, which every choice meets.",
                "count-selected(${age}) > 1#The question age of type integer has no choices for count-selected().",
                "${age} > 60 and ${p} = 1 and 20 > ${age}#\"${age} > 60\" and \"20 > ${age}\" never hold at once.",
                "${q} = `yes` and (${p} = 1 and ${p} = 0)#\"${p} = 1\" and \"${p} = 0\" never hold at once.",
                "${q} = `yes` or ${age} > ${years} and ${years} > ${age}"
                        + "#\"${age} > ${years}\" and \"${years} > ${age}\" never hold at once.",
                "${told} > 5#The calculation told never gives a number.",
                "${told} + 1 = 3#This is never a number, so what is computed with it is always empty.",
                "-${q} < 3#This is never a number, so what is computed with it is always empty.",
            })
    void whatNeverHoldsIsRefusedOnceInARule(String rule, String message) {
        assertThat(catchThrowableOfType(FaultsException.class, () -> told("age", rule))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).isEqualTo(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${p} = 1",
                "1 > ${p}",
                "${p} != 2",
                "${q} = `yes` or ${q} = `no`",
                "${told} = `old` and ${q} = `yes`",
                "${years} + ${p} > 20",
                "${age} > 20 and ${age} < 60 or ${age} < 5 and ${q} != `no`",
                "${age} >= ${years} and ${years} >= ${age}",
            })
    void whatMayHoldPasses(String rule) {
        assertThat(told("age", rule).indicators()).hasSize(1);
        assertThat(told("years", rule).indicators()).hasSize(1);
    }

    /** What an analysis can't compute, or computes otherwise than a form, is told before anybody is asked. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "${age} > 20 and today() > 5#today() is not known in an analysis, which must give the same result on any day.",
                "${age} >= `32`#A number must stand here, found a text.",
                "${q} != ``#In an analysis '' is unknown, so that a comparison with it never holds.",
                "not(`` = ${age})#In an analysis '' is unknown, so that a comparison with it never holds.",
                "missing-code(${q}) = ``#In an analysis '' is unknown, so that a comparison with it never holds.",
                "`30` != ${age} + 1#In an analysis a number and a text are never equal.",
                "string(${age}) = 30#In an analysis a number and a text are never equal.",
                "${either} = `a` and ${either} > 2#In an analysis a number and a text are never equal.",
                "${years} = `30`#In an analysis a number and a text are never equal.",
                "${old} = `1`#In an analysis a number and a text are never equal.",
                "${old_too} != `1`#In an analysis a number and a text are never equal.",
                "${quoted} = `1`#In an analysis a number and a text are never equal.",
                "${truth} = `true`#The calculation truth never gives `true`.",
                "${told} = `maybe`#The calculation told never gives `maybe`.",
                "2 = ${old}#The calculation old never gives 2.",
                "${truth} > 1#The calculation truth is never > 1.",
                "${tm} = `7:30`#The answer to tm is a time and never compares with `7:30`.",
                "${day} = `2026-11-31`#The answer to day is a day and never compares with `2026-11-31`.",
                "${of_code} = `2`#In an analysis a number and a text are never equal.",
                "coalesce(${old}, 0) = `0`#In an analysis a number and a text are never equal.",
                "string(${old}) = 1#In an analysis a number and a text are never equal.",
                "${day} = 5#In an analysis a number and a text are never equal.",
                "${free} = `1`#In an analysis a number and a text are never equal.",
                "missing-code(${q}) != `dk`#Of whoever has answered missing-code(…) is unknown, so that this holds of none of them.",
                "not(missing-code(${q}) = `dk` or ${age} > 5)#Of whoever has answered missing-code(…) is unknown, so that this holds of"
                        + " none of them.",
                "${told}#The question ${told} stands as a condition of its own, which every choice meets.",
                "${age} > 5 or if(${age} > 3, `a`, `b`)#Nothing is compared with `a` here: it stands as a condition of its own, the same"
                        + " whatever is answered.",
                "number(${on}) > 3#number() of a day is unknown.",
                "${told_too} = ${old}#In an analysis a number and a text are never equal.",
                "${row_age} > 5#Question \"row_age\" stands in the repeat \"r\" of form \"f\", so it has no column in the"
                        + " table of those who answer.",
                "sum(${row_age}) > 5#Question \"row_age\" stands in the repeat \"r\" of form \"f\", so it has no column in the"
                        + " table of those who answer.",
            })
    void whatTheAnalysisCannotComputeIsRefusedWithThePlan(String rule, String message) {
        for (String keys : new String[] {
            "'numerator': '" + rule + "'",
            "'numerator': '${q} = `yes`', 'denominator': '" + rule + "'",
            "'parts': [{'id': 'p', 'title': BOTH, 'numerator': '" + rule + "'}], 'numerator': '${p} = 1'"
        }) {
            String text = MadeUpPlan.text("'groups': [" + MadeUpPlan.group("g", "f", "") + "], 'target': 90, " + keys);
            assertThat(catchThrowableOfType(FaultsException.class, () -> Plan.parse("plan.json", text, List.of(ROWS)))
                            .faults())
                    .as(keys)
                    .anySatisfy(fault -> {
                        assertThat(fault.message()).isEqualTo(message.replace('`', '\''));
                        assertThat(VietnameseFaults.of(fault).message()).isNotEqualTo(fault.message());
                        assertThat(fault.place().column()).isPositive();
                    });
        }
        String where = MadeUpPlan.text("'groups': [" + MadeUpPlan.group("g", "f", ", 'where': '" + rule + "'")
                + "], 'target': 90, 'numerator': '${q} = `yes`'");
        assertThat(catchThrowableOfType(FaultsException.class, () -> Plan.parse("plan.json", where, List.of(ROWS)))
                        .faults())
                .anySatisfy(fault -> assertThat(fault.message()).isEqualTo(message.replace('`', '\'')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${age} = 30 and ${years} = 3",
                "${either} = `a`",
                "${either} = 1",
                "string(${free}) = `1`",
                "${free} = 1",
                "coalesce(missing-code(${q}), `none`) != `dk`",
                "date(${day}) > 3",
                "if(${age} > 3, 1, 0)",
                "string(${several_codes}) = `1`",
                "date(${on}) > 3",
                "${old} = 1 and ${quoted} = 1 and ${truth} = 1 and ${of_code} = 2",
                "string(${old}) = `1`",
                "${told} = `old` and ${told_too} = `young`",
                "${tm} = `07:30` and ${truth} > 0 and ${told} != `young`",
                "${code} = `2`",
                "number(${code}) = 2",
                "${day} = `2026-11-21`",
                "if(${old} = 1, `a`, `b`) = `a`",
                "missing-code(${q}) = `dk` or ${q} = `yes`",
                "selected(${several}, `no`) and count-selected(${several}) > 1",
                "coalesce(${told}, ${q}) = `old`",
                "${of_rows} > 4",
            })
    void whatTheAnalysisComputesPasses(String rule) {
        Plan plan = MadeUpPlan.of(
                "'groups': [" + MadeUpPlan.group("g", "f", "") + "], 'target': 90, 'numerator': '" + rule + "'", ROWS);
        assertThat(plan.indicators()).hasSize(1);
    }

    private static final Questionnaire ROWS = MadeUpPlan.form(
            "f",
            List.of(
                    "{'list_name': 'number', 'name': '1', 'label': {'vi': 'a'}}",
                    "{'list_name': 'number', 'name': '2', 'label': {'vi': 'b'}}"),
            MadeUpPlan.question("integer", "age", ""),
            MadeUpPlan.question("select_one yes_no", "q", ", 'missing': ['dk']"),
            MadeUpPlan.question("select_multiple yes_no", "several", ""),
            MadeUpPlan.question("date", "on", ""),
            MadeUpPlan.question("time", "tm", ""),
            "{'type': 'calculate', 'name': 'told', 'calculation': 'if(${age} > 20, `old`, `young`)'}",
            "{'type': 'calculate', 'name': 'years', 'calculation': '${age}'}",
            MadeUpPlan.question("select_one number", "code", ""),
            MadeUpPlan.question("select_multiple number", "numbers", ""),
            "{'type': 'calculate', 'name': 'either', 'calculation': 'if(${age} > 20, `a`, ${age})'}",
            "{'type': 'calculate', 'name': 'free', 'calculation': 'concat(${age}, ``)'}",
            "{'type': 'calculate', 'name': 'several_codes', 'calculation': '${numbers}'}",
            "{'type': 'calculate', 'name': 'old', 'calculation': 'if(${age} > 20, 1, 0)'}",
            "{'type': 'calculate', 'name': 'old_too', 'calculation': 'coalesce(${old}, ${quoted})'}",
            "{'type': 'calculate', 'name': 'quoted', 'calculation': 'if(${age} > 20, `1`, if(${age} > 10, `0`, ``))'}",
            "{'type': 'calculate', 'name': 'truth', 'calculation': '${age} > 20'}",
            "{'type': 'calculate', 'name': 'of_code', 'calculation': '${code}'}",
            "{'type': 'calculate', 'name': 'day', 'calculation': 'if(${age} > 20, today(), date(`2026-11-21`))'}",
            "{'type': 'calculate', 'name': 'told_too', 'calculation': 'if(${age} > 20, ${told}, `young`)'}",
            "{'type': 'begin_repeat', 'name': 'r', 'label': {'vi': 'a'}}",
            MadeUpPlan.question("integer", "row_age", ""),
            "{'type': 'end_repeat'}",
            "{'type': 'calculate', 'name': 'of_rows', 'calculation': 'sum(${row_age})'}");

    /** A cut-off may stand in a comparison, and is held to the scale there too. */
    @Test
    void aScoreIsComparedWithWhatDividesIt() {
        Questionnaire form = MadeUpPlan.form(
                "f",
                MadeUpPlan.question("select_one degree", "one", ", 'kap': {'component': 'attitude'}"),
                MadeUpPlan.question("select_one degree", "two", ", 'kap': {'component': 'attitude'}"));
        for (String[] rule : new String[][] {
            {"percent", "> 0.8", "A score in per cent beside 0.8 is compared with 0.8 per cent of the points."},
            {"percent", "= 1", "A score in per cent beside 1 is compared with 1 per cent of the points."},
            {"percent", "> 100", "The number 100 divides nobody: the score goes from 0 to 100."},
            {"percent", ">= 0", "The number 0 divides nobody: the score goes from 0 to 100."},
            {"percent", ">= 80", ""},
            {"percent", "= 100", ""},
            {"percent", "> 0", ""},
            {"sum", "> 6", "The number 6 divides nobody: the score goes from 2 to 6."},
            {"sum", "< 2", "The number 2 divides nobody: the score goes from 2 to 6."},
            {"sum", "= 7", "The number 7 divides nobody: the score goes from 2 to 6."},
            {"sum", ">= 6", ""},
            {"mean", "<= 3", "The number 3 divides nobody: the score goes from 1 to 3."},
            {"mean", "> 2.5", ""}
        }) {
            String keys = "'groups': [" + MadeUpPlan.group("g", "f", "")
                    + "], 'parts': [{'id': 'p', 'title': BOTH, 'score': {'items': ['one', 'two'], 'of': '" + rule[0]
                    + "'}}], 'numerator': '${p} " + rule[1] + "', 'target': 90";
            if (rule[2].isEmpty()) {
                assertThat(MadeUpPlan.of(keys, form).indicators()).hasSize(1);
            } else {
                assertThat(catchThrowableOfType(FaultsException.class, () -> MadeUpPlan.of(keys, form))
                                .faults())
                        .as(rule[1])
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.message()).isEqualTo(rule[2]));
            }
        }
    }

    /** As that with which a new version is compared. */
    @Test
    void withoutFormsAPlanIsReadUnchecked() throws IOException {
        assertThat(Plan.parse("plan.json", PlanTest.text(), List.of()).indicators())
                .hasSameSizeAs(Plan.parse("plan.json", PlanTest.text(), List.of(form()))
                        .indicators());
    }

    /** What holds of everybody or nobody before anybody is asked: each slip beside what is nearly the same and sound. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "'denominator': '1 = 2'#This never holds, whatever is answered: nobody would be counted by it.",
                "'denominator': '0'#This never holds, whatever is answered: nobody would be counted by it.",
                "'denominator': 'false()'#This never holds, whatever is answered: nobody would be counted by it.",
                "'denominator': '${q} = `no` or 2 > 1'#This always holds, whatever is answered.",
                "'denominator': '${age} >= 50'#\"${age} <= 49\" and \"${age} >= 50\" never hold at once.",
                "'denominator': '${q} = `no`'#\"${q} = 'no'\" and \"${q} = 'yes'\" never hold at once.",
                "'denominator': '${p}'#The number ${p} stands as a condition of its own, which every number but 0 meets.",
                "'denominator': '${age} and ${d} = `agree`'"
                        + "#The number ${age} stands as a condition of its own, which every number but 0 meets.",
                "'denominator': '1'#",
                "'denominator': 'true()'#",
                "'denominator': '${age} >= 49'#",
                "'denominator': '${old}'#",
                "'denominator': '${p} >= 60'#",
                "'denominator': '${counts} and ${q} != `no`'#",
            })
    void aConditionThatNothingDecidesIsRefused(String denominator, @Nullable String message) {
        Questionnaire form = MadeUpPlan.form(
                "f",
                MadeUpPlan.question("integer", "age", ""),
                MadeUpPlan.question("select_one yes_no", "q", ""),
                MadeUpPlan.question("select_one degree", "d", ", 'kap': {'component': 'attitude'}"),
                "{'type': 'calculate', 'name': 'old', 'calculation': 'if(${age} > 20, 1, 0)'}");
        String keys = "'groups': [" + MadeUpPlan.group("g", "f", ", 'age': {'item': 'age', 'from': 15, 'to': 49}")
                + "], 'parts': [{'id': 'p', 'title': BOTH, 'score': {'items': ['d'], 'of': 'percent'}},"
                + " {'id': 'counts', 'title': BOTH, 'numerator': '${q} = `yes`'}], " + denominator
                + ", 'numerator': '${q} = `yes`', 'target': 90";
        refusedOrNot(keys, message, form);
    }

    /** A text, or a number of many, which everybody meets who has answered; beside each what is 1 or 0 and sound. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "concat(${q}, `a`)#A condition must stand here, found a text, of which everyone would hold.",
                "string(${age})#A condition must stand here, found a text, of which everyone would hold.",
                "coalesce(${q}, `no`)#A condition must stand here, found a text, of which everyone would hold.",
                "${words}#A condition must stand here, found a text, of which everyone would hold.",
                "count-selected(${several})#The number count-selected(${several}) stands as a condition of its own, which every number"
                        + " but 0 meets.",
                "${age} - 18#The number ${age} - 18 stands as a condition of its own, which every number but 0 meets.",
                "-${age}#The number -${age} stands as a condition of its own, which every number but 0 meets.",
                "${flag} + 1#The number ${flag} + 1 stands as a condition of its own, which every number but 0 meets.",
                "2 - ${flag}#The number 2 - ${flag} stands as a condition of its own, which every number but 0 meets.",
                "${age} * 2 div 3#The number (${age} * 2) div 3 stands as a condition of its own, which every number but 0 meets.",
                "(${q} = `yes`) + (${age} > 40)#The number (${q} = 'yes') + (${age} > 40) stands as a condition of its own, which every"
                        + " number but 0 meets.",
                "${band}#The number ${band} stands as a condition of its own, which every number but 0 meets.",
                "number(${coded})#The number number(${coded}) stands as a condition of its own, which every number but 0 meets.",
                "if(${age} > 20, 1, 2)#The number if(${age} > 20, 1, 2) stands as a condition of its own, which every number but 0 meets.",
                "coalesce(${age}, 0)#The number coalesce(${age}, 0) stands as a condition of its own, which every number but 0 meets.",
                "max(${age}, 15)#The number max(${age}, 15) stands as a condition of its own, which every number but 0 meets.",
                "${q} = `yes` and ${age} - 18#The number ${age} - 18 stands as a condition of its own, which every number but 0 meets.",
                "not(count-selected(${several}))#The number count-selected(${several}) stands as a condition of its own, which every"
                        + " number but 0 meets.",
                "1 - ${flag}#",
                "${flag} * (${q} = `yes`)#",
                "${flag} * ${unknown}#",
                "${age} mod 2#",
                "${flag}#",
                "${unknown}#",
                "number(${bit})#",
                "min(${age}, 1)#",
                "if(${age} > 20, 2, 0)#",
                "coalesce(${flag}, 0)#",
                "count-selected(${several}) >= 2#",
                "(${q} = `yes`) + (${age} > 40) >= 1#",
                "${age} - 18 > 0#"
            })
    void whatIsNoConditionIsRefusedWhereOneMustStand(String rule, @Nullable String message) {
        Questionnaire form = MadeUpPlan.form(
                "f",
                List.of(
                        "{'list_name': 'two', 'name': '1', 'label': {'vi': 'a'}}",
                        "{'list_name': 'two', 'name': '2', 'label': {'vi': 'b'}}",
                        "{'list_name': 'bit', 'name': '0', 'label': {'vi': 'a'}}",
                        "{'list_name': 'bit', 'name': '1', 'label': {'vi': 'b'}}"),
                MadeUpPlan.question("integer", "age", ""),
                MadeUpPlan.question("select_one yes_no", "q", ""),
                MadeUpPlan.question("select_multiple yes_no", "several", ""),
                MadeUpPlan.question("text", "words", ""),
                MadeUpPlan.question("select_one two", "coded", ""),
                MadeUpPlan.question("select_one bit", "bit", ""),
                "{'type': 'calculate', 'name': 'flag', 'calculation': 'if(${age} > 30, 1, 0)'}",
                "{'type': 'calculate', 'name': 'band', 'calculation': 'if(${age} > 30, 2, if(${age} > 20, 1, 0))'}",
                "{'type': 'calculate', 'name': 'unknown', 'calculation': '(${age} > 30) * (${q} = `yes`)'}");
        String keys =
                "'groups': [" + MadeUpPlan.group("g", "f", "%s") + "], 'target': 90, 'denominator': '%s', 'parts':"
                        + " [{'id': 'p', 'title': BOTH, 'numerator': '%s'}], 'numerator': '%s'";
        String sound = "${age} > 16";
        refusedOrNot(keys.formatted(", 'where': '" + rule + "'", sound, sound, sound), message, form);
        refusedOrNot(keys.formatted("", rule, sound, sound), message, form);
        refusedOrNot(keys.formatted("", sound, rule, sound), message, form);
        refusedOrNot(keys.formatted("", sound, sound, rule), message, form);
    }

    /** A part is held to the groups as the indicator is: in one of them somebody must be able to meet it. */
    @Test
    void aPartThatNobodyOfTheGroupsMeetsIsRefused() {
        Questionnaire form = MadeUpPlan.form(
                "f", MadeUpPlan.question("integer", "age", ""), MadeUpPlan.question("select_one yes_no", "q", ""));
        String keys = "'groups': [" + MadeUpPlan.group("g", "f", ", 'age': {'item': 'age', 'from': 15, 'to': 49}")
                + "], 'parts': [{'id': 'p', 'title': BOTH, 'numerator': '%s'%s}], 'numerator': '${q} = `yes`',"
                + " 'target': 90";
        refusedOrNot(
                keys.formatted("${age} >= 50", ""), "\"${age} <= 49\" and \"${age} >= 50\" never hold at once.", form);
        refusedOrNot(
                keys.formatted("${q} = `yes`", ", 'denominator': '${age} < 15'"),
                "\"${age} >= 15\" and \"${age} < 15\" never hold at once.",
                form);
        refusedOrNot(
                keys.formatted("${q} = `yes`", ", 'denominator': '${q} = `no`'"),
                "\"${q} = 'no'\" and \"${q} = 'yes'\" never hold at once.",
                form);
        refusedOrNot(keys.formatted("${age} >= 49", ""), null, form);
    }

    private static void refusedOrNot(String keys, @Nullable String message, Questionnaire form) {
        if (message == null) {
            assertThat(MadeUpPlan.of(keys, form).indicators()).hasSize(1);
            return;
        }
        assertThat(catchThrowableOfType(FaultsException.class, () -> MadeUpPlan.of(keys, form))
                        .faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.message()).isEqualTo(message);
                    assertThat(fault.place().column()).isPositive();
                    assertThat(VietnameseFaults.of(fault).message()).isNotEqualTo(fault.message());
                    assertThat(VietnameseFaults.of(fault).remedy()).isNotEqualTo(fault.remedy());
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "${age} >= 50#\"${age} <= 49\" and \"${age} >= 50\" never hold at once.",
                "${age} < 15 and ${q} = `yes`#\"${age} >= 15\" and \"${age} < 15\" never hold at once.",
                "1 = 2#This never holds, whatever is answered: nobody would be counted by it.",
                "${q} = `no`#\"${q} = 'no'\" and \"${q} = 'yes'\" never hold at once.",
                "${age} >= 49#",
                "${age} >= 50 or ${q} = `yes`#",
                "true()#",
            })
    void aGroupOfNobodyIsRefused(String where, @Nullable String message) {
        Questionnaire form = MadeUpPlan.form(
                "f", MadeUpPlan.question("integer", "age", ""), MadeUpPlan.question("select_one yes_no", "q", ""));
        String more = ", 'age': {'item': 'age', 'from': 15, 'to': 49}, 'where': '" + where + "'";
        String rest = "], 'numerator': '${q} = `yes`', 'target': 90";
        refusedOrNot("'groups': [" + MadeUpPlan.group("g", "f", more) + rest, message, form);
        if (where.equals("${q} = `no`")) {
            // Another group can meet the numerator.
            refusedOrNot(
                    "'groups': [" + MadeUpPlan.group("g", "f", more) + ", " + MadeUpPlan.group("h", "f", "") + rest,
                    null,
                    form);
        }
    }

    @Test
    void anAgeIsNoCalculationOfTexts() {
        assertThat(catchThrowableOfType(FaultsException.class, () -> told("told", "${q} = `yes`"))
                        .faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.message())
                            .isEqualTo("The calculation \"told\" never gives a number, an age is one.");
                    assertThat(fault.place().line()).isPositive();
                });
    }

    private static Plan told(String age, String rule) {
        return MadeUpPlan.of(
                "'groups': [" + MadeUpPlan.group("g", "f", ", 'age': {'item': '" + age + "', 'from': 15, 'to': 49}")
                        + "], 'parts': [{'id': 'p', 'title': BOTH, 'numerator': '${q} = `yes`'}], 'numerator': '" + rule
                        + "', 'target': 90",
                TOLD);
    }

    @Test
    void aPartIsANumberAndNoAnswer() throws IOException {
        String good = "${hp_2_1_rights} = 1";
        assertThat(PlanTest.text()).contains(good);
        assertThat(faults(PlanTest.text().replace(good, "${hp_2_1_rights} = 'yes'")))
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.message())
                        .isEqualTo("The answer to hp_2_1_rights is a number and never compares with 'yes'."));
    }

    @Test
    void valuesThatCanNotBeMeantAreRefused() throws IOException {
        for (String[] slip : new String[][] {
            {"\"target\": 95", "\"target\": 0", "A target of 0 per cent is always reached."},
            {"\"target\": 95", "\"target\": 0.95", "A target of 0.95 is judged as 0.95 per cent. Did you mean 95?"},
            {"\"target\": 95", "\"target\": 1", "Did you mean 100?"},
            {
                "\"numerator\": \"${exp_rights} = 'yes'\"",
                "\"numerator\": \"'yes'\"",
                "This numerator looks at no answer, so it is the same for everybody."
            }
        }) {
            assertThat(PlanTest.text()).contains(slip[0]);
            assertThat(faults(PlanTest.text().replace(slip[0], slip[1])))
                    .as(slip[1])
                    .anySatisfy(fault -> assertThat(fault.toString()).contains(slip[2]));
        }
    }

    @Test
    void aCutOffThatTheScaleCanNotReachOrThatNobodyMissesIsRefused() {
        Questionnaire form = MadeUpPlan.form(
                "f",
                MadeUpPlan.question("select_one degree", "one", ", 'kap': {'component': 'attitude'}"),
                MadeUpPlan.question("select_one degree", "two", ", 'kap': {'component': 'attitude'}"));
        for (String[] score : new String[][] {
            {"mean", "3", ""},
            {"mean", "1.5", ""},
            {"mean", "7", "divides nobody: the score goes from 1 to 3."},
            {"mean", "1", "divides nobody: the score goes from 1 to 3."},
            {"sum", "6", ""},
            {"sum", "6.5", "divides nobody: the score goes from 2 to 6."},
            {"percent", "100", ""},
            {"percent", "0", "divides nobody: the score goes from 0 to 100."},
            {"percent", "-5", "divides nobody: the score goes from 0 to 100."},
            {"percent", "101", "divides nobody: the score goes from 0 to 100."},
            {"percent", "1.5", ""},
            {"percent", "0.8", "reaches the cut-off 0.8 with 0.8 per cent of the points."},
            {"percent", "1", "reaches the cut-off 1 with 1 per cent of the points."}
        }) {
            String keys = "'groups': [" + MadeUpPlan.group("g", "f", "")
                    + "], 'parts': [{'id': 'p', 'title': BOTH, 'score': {"
                    + "'items': ['one', 'two'], 'of': '" + score[0] + "', 'cutOff': " + score[1]
                    + "}}], 'numerator': '${p} = 1', 'target': 90";
            if (score[2].isEmpty()) {
                assertThat(MadeUpPlan.of(keys, form).indicators()).hasSize(1);
            } else {
                assertThat(catchThrowableOfType(FaultsException.class, () -> MadeUpPlan.of(keys, form))
                                .faults())
                        .singleElement()
                        .satisfies(fault -> assertThat(fault.message()).endsWith(score[2]));
            }
        }
    }

    @Test
    void aShareAsTheCutOffOfAScoreInPerCentIsToldWithTheNumberThatIsMeantAndItsPlace() {
        Questionnaire form = MadeUpPlan.form(
                "f", MadeUpPlan.question("select_one degree", "one", ", 'kap': {'component': 'attitude'}"));
        String text = MadeUpPlan.text("'groups': [" + MadeUpPlan.group("g", "f", "")
                + "], 'parts': [{'id': 'p', 'title': BOTH, 'score': {'items': ['one'], 'of': 'percent', 'cutOff': 0.8}}],"
                + " 'numerator': '${p} = 1', 'target': 90");
        assertThat(catchThrowableOfType(FaultsException.class, () -> Plan.parse("plan.json", text, List.of(form)))
                        .faults())
                .singleElement()
                .satisfies(fault -> {
                    assertThat(fault.remedy()).startsWith("Did you mean 80?");
                    assertThat(fault.place().column()).isEqualTo(text.indexOf("0.8") + 1);
                    assertThat(VietnameseFaults.of(fault).message())
                            .isEqualTo("Điểm tính theo phần trăm đạt ngưỡng 0.8 khi chỉ có 0.8 phần trăm số điểm.");
                });
    }

    @Test
    void routesThatAreNoNumberOfPersonsAreRefused() {
        Questionnaire form = MadeUpPlan.form(
                "f",
                MadeUpPlan.question("select_one yes_no", "q", ""),
                MadeUpPlan.question("integer", "n", ""),
                MadeUpPlan.question("text", "words", ""));
        for (String[] routes : new String[][] {
            {"2", ""},
            {"if(${q} = `yes`, 2, 1)", ""},
            {"${n}", ""},
            {"${n} + 1", ""},
            {"number(${words})", ""},
            {"0", "Routes can't be 0: who tells of a unit is one of those who could."},
            {"-2", "Routes can't be -2: who tells of a unit is one of those who could."},
            {"0.5", "Routes can't be 0.5: who tells of a unit is one of those who could."},
            {"2 - 2", "Routes can't be 0: who tells of a unit is one of those who could."},
            {"2 div 0", "Routes can't be unknown: who tells of a unit is one of those who could."},
            {"if(${q} = `yes`, 2, 0)", "Routes can't be 0: who tells of a unit is one of those who could."},
            {"coalesce(${n}, 0)", "Routes can't be 0: who tells of a unit is one of those who could."},
            {"`two`", "Routes are a number of persons, not a text."},
            {"concat(${q}, `2`)", "Routes are a number of persons, not a text."},
            {"${q} = `yes`", "Routes are a number of persons, not yes or no."},
            {"not(${q} = `yes`)", "Routes are a number of persons, not yes or no."},
            {"${q}", "Routes are a number of persons, but question \"q\" is of type select_one."},
            {"${words}", "Routes are a number of persons, but question \"words\" is of type text."}
        }) {
            String keys = "'groups': [" + MadeUpPlan.group("g", "f", "") + "], 'routes': '" + routes[0]
                    + "', 'numerator': '${q} = `yes`', 'target': 90";
            if (routes[1].isEmpty()) {
                assertThat(MadeUpPlan.of(keys, form).indicators()).as(routes[0]).hasSize(1);
            } else {
                String text = MadeUpPlan.text(keys);
                int from = text.indexOf("\"routes\": \"") + "\"routes\": \"".length();
                assertThat(catchThrowableOfType(FaultsException.class, () -> MadeUpPlan.of(keys, form))
                                .faults())
                        .as(routes[0])
                        .singleElement()
                        .satisfies(fault -> {
                            assertThat(fault.message()).isEqualTo(routes[1]);
                            assertThat(fault.place().column() - 1).isBetween(from, from + routes[0].length());
                            assertThat(VietnameseFaults.of(fault).message())
                                    .contains("\"routes\"")
                                    .isNotEqualTo(fault.message());
                        });
            }
        }
    }

    @Test
    void unitsHaveNoAge() {
        Questionnaire form = MadeUpPlan.form(
                "f", MadeUpPlan.question("select_one yes_no", "q", ""), MadeUpPlan.question("integer", "n", ""));
        String keys = "'counts': 'units', 'groups': ["
                + MadeUpPlan.group("g", "f", ", 'kinds': ['k'], 'age': {'item': 'n', 'from': 1, 'to': 2}")
                + "], 'numerator': '${q} = `yes`', 'target': 90";
        assertThat(catchThrowableOfType(FaultsException.class, () -> MadeUpPlan.of(keys, form))
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).isEqualTo("Units of a register have no age."));
    }

    private static String quoted(String expression) {
        return Matcher.quoteReplacement(expression);
    }

    @Test
    void aGroupThatTheFormCanNotAskIsRefused() throws IOException {
        assertThat(faults(PlanTest.text().replaceFirst("\"from\": 15, \"to\": 49", "\"from\": 15, \"to\": 54")))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("does not take the age 50"));
    }

    @Test
    void aPartIsKnownOnlyAfterItsDefinition() throws IOException {
        String text = PlanTest.text().replaceFirst("\\$\\{exp_campaign\\} = 'yes'", "\\${hp_2_1_rights} = 1");
        assertThat(faults(text))
                .singleElement()
                .satisfies(f -> assertThat(f.message()).contains("no part of that id stands before"));
    }

    @Test
    void aFormThatIsNotThereIsNamed() throws IOException {
        assertThat(faults(PlanTest.text().replace("\"form\": \"reproductive-age\"", "\"form\": \"older-people\"")))
                .hasSize(3)
                .first()
                .satisfies(f -> assertThat(f.toString())
                        .contains("There is no form \"older-people\". Forms: reproductive-age."));
    }

    static Questionnaire form() throws IOException {
        return ProjectFiles.form("reproductive-age");
    }

    private static List<Fault> faults(String text) throws IOException {
        Questionnaire form = form();
        return catchThrowableOfType(
                        FaultsException.class, () -> Plan.parse("reproductive-age.json", text, List.of(form)))
                .faults();
    }
}
