package org.kapsurvey.questionnaire.interview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/** Who consents, who is asked what, and who is addressed how, in the project's own forms. */
final class WhoIsAskedTest {
    @Test
    void aYoungPersonUnderSixteenIsAskedOnlyAfterGuardianAndYoungPersonAgreed() {
        assertThat(asked("youth", "{'age':'14'}", "consent")).isFalse();
        assertThat(asked("youth", "{'age':'14','guardian_consent':'no'}", "consent"))
                .isFalse();
        assertThat(evaluate("youth", "{'age':'14','guardian_consent':'no'}").outcome())
                .isEqualTo("refusal");
        assertThat(asked("youth", "{'age':'14','guardian_consent':'yes'}", "consent"))
                .isTrue();
        assertThat(asked("youth", "{'age':'14','guardian_consent':'yes','consent':'yes'}", "kn_sti_1"))
                .isTrue();
        assertThat(asked("youth", "{'age':'14','guardian_consent':'yes','consent':'no'}", "kn_sti_1"))
                .isFalse();
        assertThat(asked("youth", "{'age':'14','guardian_consent':'yes','consent':'yes'}", "pr_sex_ever"))
                .isFalse();
    }

    @Test
    void whoIsOverThirtyIsAskedAsYouthOnlyBeforeAMarriage() {
        assertThat(asked("youth", "{'age':'30','consent':'yes','about_to_marry':'no'}", "kn_of_1"))
                .isTrue();
        assertThat(asked("youth", "{'age':'31','consent':'yes','about_to_marry':'no'}", "kn_of_1"))
                .isFalse();
        assertThat(asked("youth", "{'age':'31','consent':'yes','about_to_marry':'yes'}", "kn_of_1"))
                .isTrue();
        assertThat(evaluate("youth", "{'age':'12'}").findings())
                .extracting(Finding::name)
                .contains("age");
    }

    @Test
    void adultsAloneAreAskedAboutDutiesToOlderPeople() {
        for (String form : List.of("youth", "reproductive-age")) {
            assertThat(asked(form, "{'age':'17','consent':'yes'}", "kn_du_1"))
                    .as(form)
                    .isFalse();
            assertThat(asked(form, "{'age':'18','consent':'yes'}", "kn_du_1"))
                    .as(form)
                    .isTrue();
        }
        assertThat(asked("duties", "{'age':'18','consent':'yes'}", "kn_du_1")).isTrue();
        assertThat(asked("parents", "{'age':'50','consent':'yes','has_children':'yes'}", "kn_du_1"))
                .isTrue();
        assertThat(asked("older-people", "{'respondent':'self','older_age':'60','consent':'yes'}", "kn_du_1"))
                .isTrue();
    }

    @Test
    void womenOfReproductiveAgeAreAskedAboutMarriageAndScreening() {
        String someone = "{'age':'30','consent':'yes','sex':'%s'}";
        for (String question : List.of("exp_premarital", "exp_consanguinity", "exp_prenatal", "kn_ps_1")) {
            assertThat(asked("reproductive-age", someone.formatted("female"), question))
                    .isTrue();
            assertThat(asked("reproductive-age", someone.formatted("male"), question))
                    .isFalse();
        }
        assertThat(asked("reproductive-age", someone.formatted("male"), "kn_sr_state_1"))
                .isTrue();
    }

    @Test
    void couplesAloneAreAskedForACommitmentAndTheNewlyMarriedForTheirCheck() {
        String married = "{'age':'30','consent':'yes','marital_status':'married','married_when':'%s'}";
        assertThat(asked("reproductive-age", married.formatted("earlier"), "pr_commit_sex"))
                .isTrue();
        assertThat(asked("reproductive-age", married.formatted("earlier"), "pr_premarital"))
                .isFalse();
        assertThat(asked("reproductive-age", married.formatted("last_24_months"), "pr_premarital"))
                .isTrue();
        String single = "{'age':'30','consent':'yes','marital_status':'never_married'}";
        assertThat(asked("reproductive-age", single, "pr_commit_sex")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "30, household, 1",
        "49, household, 1",
        "15, province, 1",
        "30, elsewhere, 0",
        "14, household, 0",
        "50, household, 0",
        "dk, household, 1",
        "refused, refused, 1",
        "30, dk, 1",
        "50, refused, 0",
        "dk, elsewhere, 0"
    })
    void aSpouseOfWhomNobodyTellsAgeOrPlaceIsTakenToBeSelectable(String age, String place, String eligible) {
        String answers = "{'age':'30','consent':'yes','marital_status':'married','spouse_age':%s,'spouse_place':%s}"
                .formatted(answer(age), answer(place));
        assertThat(evaluate("reproductive-age", answers).canonicalRecord())
                .contains("\"spouse_eligible\":\"" + eligible + "\"");
    }

    private static String answer(String text) {
        return text.equals("dk") || text.equals("refused") ? "{'missing':'" + text + "'}" : "'" + text + "'";
    }

    @Test
    void whoLivesTogetherUnmarriedIsAskedWhetherTheyWillMarryAndIsThenAskedAsYouth() {
        String couple = "{'contact':'met','consent':'yes','members':'1','answering':'1','roster':[{'relation':'head',"
                + "'member_sex':'male','member_age':'52','member_marital':'%s','member_marrying':'yes'}]}";
        assertThat(evaluate("household", couple.formatted("cohabiting")).canonicalRecord())
                .contains("\"member_marrying\":\"yes\"", "\"member_groups\":\"youth \"");
        assertThat(evaluate("household", couple.formatted("married")).canonicalRecord())
                .contains("\"member_marrying\":{\"missing\":\"not_asked\"}")
                .contains("\"member_groups\":\"duties\"");
    }

    @Test
    void pregnantWomenAndMothersAnswerTheirOwnPages() {
        String woman = "{'age':'30','consent':'yes','pregnant':'%s','infant':'%s'}";
        assertThat(asked("mothers", woman.formatted("yes", "no"), "pr_prenatal_agree"))
                .isTrue();
        assertThat(asked("mothers", woman.formatted("yes", "no"), "pr_newborn_agree"))
                .isFalse();
        assertThat(asked("mothers", woman.formatted("no", "yes"), "pr_newborn_agree"))
                .isTrue();
        assertThat(asked("mothers", woman.formatted("no", "no"), "sex")).isFalse();
        assertThat(asked("mothers", woman.formatted("no", "no"), "not_eligible"))
                .isTrue();
    }

    @Test
    void parentsOfTheYoungAreAskedWhatTheyDoForThem() {
        String parent = "{'age':'45','consent':'yes','has_children':'yes','has_young':'%s'}";
        assertThat(asked("parents", parent.formatted("yes"), "pr_talked")).isTrue();
        assertThat(asked("parents", parent.formatted("no"), "pr_talked")).isFalse();
        assertThat(asked("parents", parent.formatted("no"), "kn_sr_state_1")).isTrue();
        assertThat(asked("parents", "{'age':'45','consent':'yes','has_children':'no'}", "sex"))
                .isFalse();
    }

    @Test
    void aCarerAnswersForAnOlderPersonIsAddressedAsACarerAndAskedAboutTheOlderPerson() {
        String carer = "{'respondent':'carer','older_age':'81','consent':'yes','carer_age':'44'}";
        Evaluation evaluation = evaluate("older-people", carer);
        assertThat(asked("older-people", carer, "pr_checkup")).isTrue();
        assertThat(evaluation.canonicalRecord()).contains("\"age\":\"81\"");
        assertThat(asked("older-people", carer, "kn_du_1")).isFalse();
        assertThat(FormState.of(evaluation, "vi"))
                .contains(
                        "Anh/chị có đồng ý tham gia không?",
                        "Tình trạng hôn nhân hiện nay của người cao tuổi được chăm sóc là gì?",
                        "Trong 12 tháng qua, người cao tuổi được chăm sóc có đi khám sức khỏe định kỳ lần nào không?");
        String self = "{'respondent':'self','older_age':'81','consent':'yes'}";
        assertThat(FormState.of(evaluate("older-people", self), "vi"))
                .contains("Trong 12 tháng qua, Ông/bà có đi khám sức khỏe định kỳ lần nào không?");
    }

    @Test
    void whoCannotWalkOrWasNotIllIsNotAskedWhatTheyCannotHaveDone() {
        String self = "{'respondent':'self','older_age':'81','consent':'yes','pr_walks':'%s','pr_ill':'%s'}";
        for (String name : List.of("pr_exercise_days", "pr_first_step")) {
            assertThat(asked("older-people", self.formatted("no", "no"), name))
                    .as(name)
                    .isFalse();
            assertThat(asked("older-people", self.formatted("yes", "yes"), name))
                    .as(name)
                    .isTrue();
        }
        assertThat(asked("older-people", "{'respondent':'self','older_age':'81','consent':'yes'}", "pr_first_step"))
                .isTrue();
    }

    @Test
    void countsOfOneReturnAgree() {
        assertThat(evaluate("commune-return", "{'villages':'5','villages_covered':'5','collaborators':'0'}")
                        .findings())
                .extracting(Finding::name)
                .contains("collaborators");
        assertThat(evaluate("commune-return", "{'villages':'5','villages_covered':'0','collaborators':'0'}")
                        .findings())
                .extracting(Finding::name)
                .doesNotContain("collaborators");
        for (String form : List.of("commune-return", "agency-return")) {
            assertThat(evaluate(form, "{'inspections':'2','inspection_quarters':'3'}")
                            .findings())
                    .extracting(Finding::name)
                    .contains("inspection_quarters");
            assertThat(evaluate(form, "{'inspections':'2','inspection_quarters':'2'}")
                            .findings())
                    .extracting(Finding::name)
                    .doesNotContain("inspection_quarters");
        }
    }

    @Test
    void theYoungAreAddressedAsTheYoung() {
        assertThat(FormState.of(evaluate("youth", "{'age':'17','consent':'yes'}"), "vi"))
                .contains("Em có dự định kết hôn hoặc đăng ký kết hôn trong 12 tháng tới không?")
                .contains("Tình trạng hôn nhân hiện nay của Em là gì?");
        assertThat(FormState.of(evaluate("reproductive-age", "{'age':'31','consent':'yes'}"), "vi"))
                .contains("Tình trạng hôn nhân hiện nay của Anh/chị là gì?");
    }

    @Test
    void aHouseholdTellsTheTargetGroupsOfItsMembersWithoutTheirNames() {
        String household = "{'contact':'met','consent':'yes','members':'5','answering':'1','roster':["
                + "{'relation':'head','member_sex':'male','member_age':'67','member_marital':'married','member_children':'yes','member_able':'%s'},"
                + "{'relation':'child_in_law','member_sex':'female','member_age':'29','member_marital':'married',"
                + "'member_pregnant':'no','member_infant':'yes','member_children':'yes'},"
                + "{'relation':'grandchild','member_sex':'male','member_age':'14'},"
                + "{'relation':'grandchild','member_sex':'female','member_age':'1'},"
                + "{'relation':'other','member_sex':'female','member_age':'55','member_children':'no'}]}";
        assertThat(evaluate("household", household.formatted("no")).canonicalRecord())
                .contains("\"member_groups\":\"older-people \"");
        assertThat(evaluate("household", household.formatted("yes")).canonicalRecord())
                .contains("\"member_groups\":\"parents older-people \"")
                .contains("\"member_groups\":\"reproductive-age youth mothers parents \"")
                .contains("\"member_groups\":\"youth \"")
                .contains("\"member_groups\":\"duties\"")
                .contains("\"heads\":\"1\"", "\"n_youth\":\"2\"", "\"n_mothers\":\"1\"", "\"n_older\":\"1\"");
    }

    @ParameterizedTest
    @CsvSource({
        "13,youth",
        "15,reproductive-age youth",
        "18,reproductive-age youth parents",
        "31,reproductive-age parents",
        "50,parents",
        "60,parents older-people"
    })
    void whoseAgeNobodyKnowsBelongsToTheGroupsOfAnAgeBand(String band, String groups) {
        String household = "{'contact':'met','consent':'yes','members':'1','answering':'1','roster':["
                + "{'relation':'head','member_sex':'male','member_age':{'missing':'dk'},'member_age_band':'" + band
                + "','member_marital':'married','member_children':'yes','member_able':'yes'}]}";
        assertThat(evaluate("household", household).canonicalRecord())
                .contains("\"member_groups\":\"" + groups + " \"")
                .contains("\"member_age_band\":\"" + band + "\"");
        assertThat(evaluate("household", household.replace("{'missing':'dk'}", "'36'"))
                        .canonicalRecord())
                .contains("\"member_age_band\":{\"missing\":\"not_asked\"}");
    }

    @Test
    void aHouseholdThatNobodyOpensIsCompleteWithoutConsent() {
        String away = "{'contact':'not_home'}";
        assertThat(evaluate("household", away).findings()).isEmpty();
        assertThat(asked("household", away, "consent")).isFalse();
        assertThat(asked("household", away, "household_result")).isFalse();
        assertThat(asked("household", "{'contact':'met','consent':'no'}", "household_result"))
                .isFalse();
        assertThat(asked("household", "{'contact':'met','consent':'yes'}", "household_result"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "refused,refusal",
        "vacant,ineligible",
        "not_dwelling,ineligible",
        "not_home,non-contact",
        "postponed,other",
        "incapacitated,other",
        "other,other",
        "not_found,unknown-household"
    })
    void whatTheVisitFoundIsTheOutcomeOfAHousehold(String contact, String outcome) {
        Evaluation evaluation = evaluate("household", "{'contact':'" + contact + "','consent':'no'}");
        assertThat(evaluation.outcome()).isEqualTo(outcome);
        assertThat(evaluation.isComplete()).isTrue();
    }

    @Test
    void whoCanNotBeInterviewedIsAskedNothingAndTheReasonIsTheOutcome() {
        Map<String, String> outcomes = Map.of(
                "not_met", "non-contact",
                "refused", "refusal",
                "incapacitated", "other",
                "ineligible", "ineligible",
                "other", "other");
        for (String form : List.of(
                "youth",
                "mothers",
                "reproductive-age",
                "parents",
                "duties",
                "older-people",
                "officials",
                "health-staff")) {
            outcomes.forEach((reached, outcome) -> {
                Evaluation evaluation =
                        evaluate(form, "{'reached':'" + reached + "','age':'30','consent':'no','result':'completed'}");
                assertThat(evaluation.outcome()).as(form + " " + reached).isEqualTo(outcome);
                assertThat(evaluation.isComplete()).as(form + " " + reached).isTrue();
                assertThat(evaluation.canonicalRecord()).contains("\"consent\":{\"missing\":\"not_asked\"}");
            });
        }
    }

    @Test
    void whoDoesNotBelongIsNotCountedAsAnswering() {
        assertThat(evaluate("mothers", "{'age':'30','consent':'yes','pregnant':'no','infant':'no'}")
                        .outcome())
                .isEqualTo("ineligible");
        assertThat(evaluate("parents", "{'age':'30','consent':'yes','has_children':'no'}")
                        .outcome())
                .isEqualTo("ineligible");
        String over30 = "{'age':'40','consent':'yes','about_to_marry':%s}";
        assertThat(evaluate("youth", over30.formatted("'no'")).outcome()).isEqualTo("ineligible");
        assertThat(asked("youth", over30.formatted("'no'"), "not_eligible")).isTrue();
        assertThat(evaluate("youth", over30.formatted("{'missing':'refused'}")).outcome())
                .isEqualTo("refusal");
        assertThat(evaluate("youth", over30.formatted("'yes'")).outcome()).isEqualTo("partial");
    }

    @Test
    void aGuardianIsInformedBeforeAnythingElseIsAsked() {
        for (String form : List.of("youth", "mothers", "reproductive-age")) {
            assertThat(asked(form, "{'age':'15'}", "guardian_intro")).as(form).isTrue();
            assertThat(asked(form, "{'age':'15'}", "intro")).as(form).isFalse();
            assertThat(asked(form, "{'age':'16'}", "guardian_intro")).as(form).isFalse();
            assertThat(asked(form, "{'age':'16'}", "intro")).as(form).isTrue();
        }
        String girl = "{'age':'15','guardian_consent':'%s','consent':'yes'}";
        for (String question : List.of("pregnant", "infant")) {
            assertThat(asked("mothers", girl.formatted("no"), question)).isFalse();
            assertThat(asked("mothers", girl.formatted("yes"), question)).isTrue();
        }
        assertThat(FormState.of(evaluate("mothers", girl.formatted("yes")), "vi"))
                .contains("Hiện nay Em có đang mang thai không?");
    }

    private static boolean asked(String form, String answers, String question) {
        Questionnaire questionnaire = Forms.parse(Forms.composed(form));
        Evaluation evaluation = evaluate(form, answers);
        return evaluation.isRelevant(questionnaire.question(question).orElseThrow());
    }

    private static Evaluation evaluate(String form, String answers) {
        return Forms.evaluate(Forms.composed(form), answers.replace('\'', '"'));
    }
}
