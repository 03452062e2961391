package org.kapsurvey.questionnaire.interview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/** Who consents, who is asked what, and who is addressed how, in the project's own forms. */
final class WhoIsAskedTest {
    private static final List<String> OF_PERSONS = List.of(
            "youth", "mothers", "reproductive-age", "parents", "duties", "older-people", "officials", "health-staff");

    @Test
    void aYoungPersonUnderSixteenIsAskedOnlyAfterGuardianAndYoungPersonAgreed() {
        String minor = "{'minor':'yes'%s}";
        assertThat(asked("youth", minor.formatted(""), "consent")).isFalse();
        assertThat(asked("youth", minor.formatted(",'guardian_consent':'no'"), "consent"))
                .isFalse();
        assertThat(evaluate("youth", minor.formatted(",'guardian_consent':'no'"))
                        .outcome())
                .isEqualTo("refusal");
        assertThat(asked("youth", minor.formatted(",'guardian_consent':'yes'"), "consent"))
                .isTrue();
        String both = minor.formatted(",'guardian_consent':'yes','consent':'%s','age':'14'");
        assertThat(asked("youth", both.formatted("yes"), "kn_sti_1")).isTrue();
        assertThat(asked("youth", both.formatted("no"), "kn_sti_1")).isFalse();
        assertThat(asked("youth", both.formatted("yes"), "pr_sex_ever")).isFalse();
    }

    @Test
    void nothingIsAskedOfAnybodyBeforeTheyAgreeAndWhoIsUnderSixteenIsRecordedFromTheRoster() {
        for (String form : OF_PERSONS) {
            Questionnaire questionnaire = Forms.parse(Forms.composed(form));
            Evaluation nobodyAgreed = evaluate(form, "{'minor':'no','respondent':'self'}");
            assertThat(questionnaire.questions().stream()
                            .filter(nobodyAgreed::isRelevant)
                            .filter(question ->
                                    question.type() != QuestionType.CALCULATE && question.type() != QuestionType.NOTE)
                            .map(Question::name))
                    .as(form)
                    .isSubsetOf("reached", "respondent", "minor", "consent");
        }
    }

    @ParameterizedTest
    @CsvSource({"youth, yes, 16", "youth, no, 15", "reproductive-age, no, 15", "mothers, yes, 30"})
    void anAgeThatContradictsWhoWasTakenForAMinorIsNotAccepted(String form, String minor, String age) {
        String answers = "{'minor':'%s','guardian_consent':'yes','consent':'yes','age':'%s'}".formatted(minor, age);
        assertThat(evaluate(form, answers).findings()).extracting(Finding::name).contains("age");
        assertThat(evaluate(form, answers.replace("'" + age + "'", minor.equals("yes") ? "'15'" : "'16'"))
                        .findings())
                .extracting(Finding::name)
                .doesNotContain("age");
    }

    @Test
    void whoIsOverThirtyIsAskedAsYouthOnlyBeforeAMarriage() {
        assertThat(asked("youth", "{'minor':'no','age':'30','consent':'yes','about_to_marry':'no'}", "kn_of_1"))
                .isTrue();
        assertThat(asked("youth", "{'minor':'no','age':'31','consent':'yes','about_to_marry':'no'}", "kn_of_1"))
                .isFalse();
        assertThat(asked("youth", "{'minor':'no','age':'31','consent':'yes','about_to_marry':'yes'}", "kn_of_1"))
                .isTrue();
        assertThat(evaluate("youth", "{'minor':'yes','guardian_consent':'yes','consent':'yes','age':'12'}")
                        .findings())
                .extracting(Finding::name)
                .contains("age");
    }

    @Test
    void adultsAloneAreAskedAboutDutiesToOlderPeople() {
        for (String form : List.of("youth", "reproductive-age")) {
            assertThat(asked(form, "{'minor':'no','age':'17','consent':'yes'}", "kn_du_1"))
                    .as(form)
                    .isFalse();
            assertThat(asked(form, "{'minor':'no','age':'18','consent':'yes'}", "kn_du_1"))
                    .as(form)
                    .isTrue();
        }
        assertThat(asked("duties", "{'minor':'no','age':'18','consent':'yes'}", "kn_du_1"))
                .isTrue();
        assertThat(asked("parents", "{'minor':'no','age':'50','consent':'yes','has_children':'yes'}", "kn_du_1"))
                .isTrue();
        assertThat(asked("older-people", "{'respondent':'self','older_age':'60','consent':'yes'}", "kn_du_1"))
                .isTrue();
    }

    @Test
    void womenOfReproductiveAgeAreAskedAboutMarriageAndScreening() {
        String someone = "{'minor':'no','age':'30','consent':'yes','sex':'%s'}";
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
        String married = "{'minor':'no','age':'30','consent':'yes','marital_status':'married','married_when':'%s'}";
        assertThat(asked("reproductive-age", married.formatted("earlier"), "pr_commit_sex"))
                .isTrue();
        assertThat(asked("reproductive-age", married.formatted("earlier"), "pr_premarital"))
                .isFalse();
        assertThat(asked("reproductive-age", married.formatted("last_24_months"), "pr_premarital"))
                .isTrue();
        String single = "{'minor':'no','age':'30','consent':'yes','marital_status':'never_married'}";
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
        String answers =
                "{'minor':'no','age':'30','consent':'yes','marital_status':'married','spouse_age':%s,'spouse_place':%s}"
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
        String woman = "{'minor':'no','age':'30','consent':'yes','pregnant':'%s','infant':'%s'}";
        assertThat(asked("mothers", woman.formatted("yes", "no"), "pr_prenatal_agree"))
                .isTrue();
        assertThat(asked("mothers", woman.formatted("yes", "no"), "pr_newborn_agree"))
                .isFalse();
        assertThat(asked("mothers", woman.formatted("no", "yes"), "pr_newborn_agree"))
                .isTrue();
        assertThat(asked("mothers", woman.formatted("no", "no"), "education")).isFalse();
        assertThat(asked("mothers", woman.formatted("no", "no"), "not_eligible"))
                .isTrue();
    }

    @Test
    void parentsOfTheYoungAreAskedWhatTheyDoForThem() {
        String parent = "{'minor':'no','age':'45','consent':'yes','has_children':'yes','has_young':'%s'}";
        assertThat(asked("parents", parent.formatted("yes"), "pr_talked")).isTrue();
        assertThat(asked("parents", parent.formatted("no"), "pr_talked")).isFalse();
        assertThat(asked("parents", parent.formatted("no"), "kn_sr_state_1")).isTrue();
        assertThat(asked("parents", "{'minor':'no','age':'45','consent':'yes','has_children':'no'}", "sex"))
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
                        "Người cao tuổi được chăm sóc năm nay bao nhiêu tuổi (tính tuổi tròn)?",
                        "Tình trạng hôn nhân hiện nay của người cao tuổi được chăm sóc là gì?",
                        "Trong 12 tháng qua, người cao tuổi được chăm sóc có đi khám sức khỏe định kỳ lần nào không?");
        assertThat(FormState.of(evaluate("older-people", carer.replace("'44'", "'76'")), "vi"))
                .contains("Ông/bà có đồng ý tham gia không?");
        String self = "{'respondent':'self','older_age':'81','consent':'yes'}";
        assertThat(FormState.of(evaluate("older-people", self), "vi"))
                .contains("Ông/bà năm nay bao nhiêu tuổi (tính tuổi tròn)?")
                .contains("Trong 12 tháng qua, ông/bà có đi khám sức khỏe định kỳ lần nào không?");
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

    @ParameterizedTest
    @CsvSource({
        "youth, 17, em",
        "youth, 18, bạn",
        "youth, 30, bạn",
        "youth, 31, anh/chị",
        "reproductive-age, 17, em",
        "reproductive-age, 31, anh/chị",
        "mothers, 22, chị",
        "parents, 22, anh/chị",
        "parents, 59, anh/chị",
        "parents, 60, ông/bà",
        "duties, 76, ông/bà"
    })
    void peopleAreAddressedByTheirAgeInsideASentenceAndAtItsBeginning(String form, String age, String you) {
        String answers = "{'minor':'no','consent':'yes','age':'" + age
                + "','about_to_marry':'yes','pregnant':'yes','has_children':'yes'}";
        String first = Character.toUpperCase(you.charAt(0)) + you.substring(1);
        assertThat(FormState.of(evaluate(form, answers), "vi"))
                .contains("Tình trạng hôn nhân hiện nay của " + you + " là gì?", first + " là người dân tộc nào?");
    }

    @Test
    void beforeAnAgeIsKnownNobodyIsTakenForYoungOrOld() {
        assertThat(FormState.of(evaluate("youth", "{'minor':'no'}"), "vi"))
                .contains("Xin chào anh/chị/bạn!", "Anh/chị/bạn có đồng ý tham gia không?");
        assertThat(FormState.of(evaluate("youth", "{'minor':'yes','guardian_consent':'yes'}"), "vi"))
                .contains("Xin chào em!", "Em có đồng ý tham gia không?");
        assertThat(FormState.of(evaluate("duties", "{}"), "vi"))
                .contains("Xin chào ông/bà/anh/chị!", "Ông/bà/anh/chị có đồng ý tham gia không?");
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
        for (String form : OF_PERSONS) {
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
        assertThat(evaluate("mothers", "{'minor':'no','age':'30','consent':'yes','pregnant':'no','infant':'no'}")
                        .outcome())
                .isEqualTo("ineligible");
        assertThat(evaluate("parents", "{'minor':'no','age':'30','consent':'yes','has_children':'no'}")
                        .outcome())
                .isEqualTo("ineligible");
        String over30 = "{'minor':'no','age':'40','consent':'yes','about_to_marry':%s}";
        assertThat(evaluate("youth", over30.formatted("'no'")).outcome()).isEqualTo("ineligible");
        assertThat(asked("youth", over30.formatted("'no'"), "not_eligible")).isTrue();
        assertThat(evaluate("youth", over30.formatted("{'missing':'refused'}")).outcome())
                .isEqualTo("refusal");
        assertThat(evaluate("youth", over30.formatted("'yes'")).outcome()).isEqualTo("partial");
    }

    @Test
    void aGuardianIsInformedBeforeAnythingElseIsAsked() {
        for (String form : List.of("youth", "mothers", "reproductive-age")) {
            assertThat(asked(form, "{'minor':'yes'}", "guardian_intro"))
                    .as(form)
                    .isTrue();
            assertThat(asked(form, "{'minor':'yes'}", "intro")).as(form).isFalse();
            assertThat(asked(form, "{'minor':'no'}", "guardian_intro")).as(form).isFalse();
            assertThat(asked(form, "{'minor':'no'}", "intro")).as(form).isTrue();
        }
        String girl = "{'minor':'yes','age':'15','guardian_consent':'%s','consent':'yes'}";
        for (String question : List.of("pregnant", "infant")) {
            assertThat(asked("mothers", girl.formatted("no"), question)).isFalse();
            assertThat(asked("mothers", girl.formatted("yes"), question)).isTrue();
        }
        assertThat(FormState.of(evaluate("mothers", girl.formatted("yes")), "vi"))
                .contains("Hiện nay em có đang mang thai không?");
    }

    @Test
    void mothersAreNotAskedTheirSexAndAWomanInHerFirstPregnancyIsAskedOfThisOne() {
        Evaluation evaluation =
                evaluate("mothers", "{'minor':'no','age':'30','consent':'yes','pregnant':'yes','infant':'no'}");
        assertThat(evaluation.canonicalRecord()).contains("\"sex\":\"female\"");
        assertThat(FormState.of(evaluation, "vi"))
                .doesNotContain("Giới tính của")
                .contains("Trong lần mang thai này hoặc lần gần đây nhất, khi chưa sinh, chị có biết");
    }

    @Test
    void whoWasToldNothingIsNotAskedHowAndWhetherInTime() {
        String official = "{'consent':'yes','age':'40','inf_law':'none','inf_plan':'%s'}";
        for (String question : List.of("inf_ways", "inf_timely")) {
            assertThat(asked("officials", official.formatted("none"), question)).isFalse();
            assertThat(asked("officials", official.formatted("partly"), question))
                    .isTrue();
        }
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
