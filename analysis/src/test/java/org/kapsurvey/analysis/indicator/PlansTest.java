package org.kapsurvey.analysis.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.ProjectFiles;
import org.kapsurvey.analysis.indicator.Indicator.Counting;
import org.kapsurvey.analysis.indicator.Indicator.TargetGroup;
import org.kapsurvey.analysis.indicator.SkippedItems.Skipped;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonNumber;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.jvm.FormWalks;

/** The plans of the project against its forms, and what is easily got wrong in writing such plans down. */
class PlansTest {
    private static final Path FOLDER = ProjectFiles.root().resolve("questionnaires");

    private static List<Questionnaire> forms;
    private static Plan haiPhong;
    private static Plan bacNinh;

    @BeforeAll
    static void read() throws IOException {
        forms = new ArrayList<>();
        try (Stream<Path> folders = Files.list(FOLDER.resolve("forms"))) {
            for (Path folder : folders.sorted().toList()) {
                forms.add(ProjectFiles.form(String.valueOf(folder.getFileName())));
            }
        }
        haiPhong = plan("hai-phong-2026-2030");
        bacNinh = plan("bac-ninh-2026-2030");
    }

    /** Reading is the test that every rule names only questions that the form of each of its groups has. */
    private static Plan plan(String id) throws IOException {
        return Plan.parse(id + ".json", Files.readString(FOLDER.resolve("plans/" + id + ".json")), forms);
    }

    private static Stream<Indicator> all() {
        return Stream.concat(haiPhong.indicators().stream(), bacNinh.indicators().stream());
    }

    private static Indicator indicator(String id) {
        return all().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    @Test
    void bothPlansHoldEveryAtomicIndicatorWithItsTarget() throws IOException {
        assertThat(haiPhong.indicators()).hasSize(36);
        assertThat(bacNinh.indicators()).hasSize(16);
        List<String> written = Files.readAllLines(ProjectFiles.resource("plans/targets.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(all().map(PlansTest::target)).containsExactlyElementsOf(written);
    }

    private static String target(Indicator indicator) {
        long target = Math.round(100 * indicator.target());
        assertThat(indicator.direction()).isEqualTo(Direction.AT_LEAST);
        return String.join(
                " | ",
                indicator.id(),
                (target == 100 ? "= " : ">= ") + target,
                indicator.due().isPresent() ? Integer.toString(indicator.due().getAsInt()) : "yearly",
                indicator.baseline().map(baseline -> baseline.stated().vi()).orElse("-"),
                indicator.lead().name().vi() + (indicator.lead().isInferred() ? " *" : ""));
    }

    @Test
    void theListOfTargetsIsThatOfTheDocumentsWhereTheyStandBesideTheProject() throws IOException {
        Path list = ProjectFiles.shared("plans/indicators.json");
        assumeThat(Files.exists(list))
                .as("the list of indicators beside the project")
                .isTrue();
        Map<String, Double> wanted = new LinkedHashMap<>();
        for (Json one : ((JsonArray) JsonReader.read("indicators.json", Files.readString(list))).items()) {
            JsonObject object = (JsonObject) one;
            wanted.put(text(object, "id"), ((JsonNumber) value(object, "target_pct")).value());
        }
        Map<String, Double> found = new LinkedHashMap<>();
        all().forEach(one -> found.put(one.id(), (double) Math.round(100 * one.target())));
        assertThat(found).isEqualTo(wanted);
    }

    @Test
    void noSentenceOfAPlanIsCopied() throws IOException {
        Path list = ProjectFiles.shared("plans/indicators.json");
        assumeThat(Files.exists(list))
                .as("the list of indicators beside the project")
                .isTrue();
        for (Json one : ((JsonArray) JsonReader.read("indicators.json", Files.readString(list))).items()) {
            String quote = text((JsonObject) one, "quote_vi");
            Indicator indicator = indicator(text((JsonObject) one, "id"));
            for (int start = 0; start + 60 <= quote.length(); start++) {
                String piece = quote.substring(start, start + 60);
                assertThat(indicator.title().vi()).doesNotContain(piece);
                assertThat(indicator.rule().text().vi()).doesNotContain(piece);
            }
        }
    }

    /** Who is not asked these, the rule itself counts: by the question that decides, which it names too. */
    private static final Map<String, String> COUNTED_THOUGH_NOT_ASKED = Map.of(
            "HP-6.2a pr_medicine", "who has no long-term illness takes no medicine for it: cared for",
            "HP-6.2b pr_medicine", "who has no long-term illness takes no medicine for it: cared for",
            "HP-6.2a pr_exercise_days", "who can't walk is taken to have done it",
            "HP-6.2b pr_exercise_days", "who can't walk is taken to have done it",
            "HP-6.2a pr_first_step", "who was not ill all year is taken to have done it",
            "HP-6.2b pr_first_step", "who was not ill all year is taken to have done it");

    @Test
    void everybodyInAGroupIsAskedWhatItsRuleNeeds() throws IOException {
        for (Questionnaire form : forms) {
            for (Skipped skipped : skipped(form.form(), text -> text)) {
                assertThat(COUNTED_THOUGH_NOT_ASKED)
                        .as(skipped.fault().toString())
                        .containsKey(skipped.indicator().id() + " " + skipped.item());
                assertThat(skipped.ruleDecides()).as(skipped.item()).isTrue();
                assertThat(skipped.isAskedOfNobody()).as(skipped.item()).isFalse();
            }
        }
    }

    @Test
    void anItemThatPartOfAGroupIsNoLongerAskedIsTold() throws IOException {
        for (String[] slip : new String[][] {
            {"reproductive-age", "exp_rights", "${children_total} > 0", "children_total = 0", "HP-2.1", "BN-2"},
            {"youth", "exp_offences", "${in_school} = 'yes'", "in_school = no", "HP-3.5a", "HP-3.5b", "BN-3b"},
            {"youth", "sk_late", "${sex} = 'female'", "sex = male", "HP-5.3b"},
        }) {
            List<Skipped> found = skipped(slip[0], only(slip[1], slip[2]));
            assertThat(found).isNotEmpty().allSatisfy(one -> {
                assertThat(one.item()).isEqualTo(slip[1]);
                assertThat(one.when()).contains(slip[3]);
                assertThat(one.isAskedOfNobody()).isFalse();
                assertThat(one.ruleDecides()).isFalse();
                assertThat(one.fault().message())
                        .contains("asks question \"" + slip[1] + "\" of only some of the group");
                assertThat(one.place().line()).isGreaterThan(20);
            });
            assertThat(found.stream().map(one -> one.indicator().id()).distinct())
                    .containsExactly(Arrays.copyOfRange(slip, 4, slip.length));
        }
    }

    @Test
    void anItemThatNobodyInAGroupIsAskedAndAGroupOfNobodyAreTold() throws IOException {
        assertThat(skipped("mothers", only("pr_newborn_agree", "${infant} = 'no'")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.isAskedOfNobody()).isTrue();
                    assertThat(one.members()).isGreaterThan(50);
                    assertThat(one.fault().message())
                            .isEqualTo(
                                    "Form \"mothers\" asks question \"pr_newborn_agree\" of nobody in the group \"mothers\""
                                            + " of HP-4.5b.");
                });
        String text = Files.readString(FOLDER.resolve("plans/hai-phong-2026-2030.json"));
        String where = "\"where\": \"${pregnant} = 'yes'\"";
        assertThat(text).contains(where);
        Plan plan = Plan.parse(
                "plan.json",
                text.replace(where, "\"where\": \"${pregnant} = 'yes' and not(contains(${pregnant}, 'yes'))\""),
                forms);
        Composition mothers = ProjectFiles.composition("mothers", form -> form);
        FormWalks walks = FormWalks.of(mothers.questionnaire(), mothers.text(), "2026-11-02");
        assertThat(SkippedItems.of(plan, walks, 100))
                .singleElement()
                .satisfies(one -> assertThat(one.fault().message())
                        .isEqualTo(
                                "No made-up interview of form \"mothers\" is of the group \"pregnant\" of HP-4.5a."));
        String reason =
                "\"where\": \"${pregnant} = 'yes' and coalesce(missing-code(${pregnant}), 'none') != 'refused'\"";
        assertThat(SkippedItems.of(Plan.parse("plan.json", text.replace(where, reason), forms), walks, 100))
                .isEmpty();
    }

    private static UnaryOperator<String> only(String item, String condition) {
        String row = "\"name\": \"" + item + "\"";
        return text -> {
            assertThat(text).contains(row);
            return text.replace(row, row + ", \"relevant\": \"" + condition + "\"");
        };
    }

    private static List<Skipped> skipped(String form, UnaryOperator<String> change) throws IOException {
        Composition composition = ProjectFiles.composition(form, change);
        FormWalks walks = FormWalks.of(composition.questionnaire(), composition.text(), "2026-11-02");
        List<Skipped> skipped = new ArrayList<>(SkippedItems.of(haiPhong, walks, SkippedItems.WALKS));
        skipped.addAll(SkippedItems.of(bacNinh, walks, SkippedItems.WALKS));
        return skipped;
    }

    @Test
    void everyWordThatAPlanLeavesUndefinedIsReadBesideTheNumber() {
        for (String[] read : new String[][] {
            {"HP-1.1a", "đầy đủ thông tin"},
            {"HP-1.2b", "kịp thời"},
            {"HP-1.3c", "thường xuyên"},
            {"HP-3.2b", "cơ sở y tế cung cấp các dịch vụ liên quan"},
            {"HP-5.3a", "nắm được địa chỉ cung cấp các dịch vụ"},
            {"HP-6.2a", "việc không áp dụng được"},
            {"HP-6.2b", "biết cách tự xử lý bước đầu"},
            {"HP-6.3", "người chăm sóc trả lời thay"},
            {"BN-5", "cặp nam, nữ thanh niên"},
            {"HP-2.1", "được cung cấp thông tin"},
            {"HP-2.2", "hiểu biết đầy đủ"},
            {"HP-3.4", "thường xuyên"},
            {"HP-3.3", "tích hợp vào các môn học và hoạt động giáo dục"},
            {"HP-5.1", "tích hợp vào các môn học và hoạt động giáo dục"},
            {"HP-3.5a", "đầy đủ"},
            {"HP-4.2", "sức khỏe sinh sản, kế hoạch hóa gia đình"},
            {"HP-3.5b", "hiểu biết đầy đủ"},
            {"HP-4.2", "hiểu rõ"},
            {"HP-4.3b", "mẫu số"},
            {"HP-4.4b", "mẫu số"},
            {"BN-3c", "thường xuyên"},
            {"BN-12b", "thường xuyên"},
            {"BN-12b", "hiệu quả"}
        }) {
            assertThat(indicator(read[0]).rule().readings())
                    .as(read[0])
                    .extracting(Indicator.Reading::word)
                    .contains(read[1]);
        }
        assertThat(all()).allSatisfy(one -> {
            boolean again = List.of("HP-3.3", "HP-5.1").contains(one.id());
            assertThat(one.rule().version()).isEqualTo(again ? "2" : "1");
            assertThat(one.rule().text().vi()).isNotBlank();
        });
        assertThat(all().filter(one -> one.counting() == Counting.PERSONS))
                .allSatisfy(
                        one -> assertThat(one.rule().readings()).as(one.id()).isNotEmpty());
    }

    @Test
    void onePercentageOverTwoConditionsIsJudgedOnThoseWhoMeetBoth() {
        for (String id : List.of("HP-3.1a", "HP-3.1b", "HP-5.3a", "HP-5.3b", "HP-6.2a", "HP-6.2b")) {
            assertThat(indicator(id).judged().part()).as(id).endsWith("_joint");
        }
        assertThat(indicator("HP-1.1b").judged().isNothing()).isTrue();
        assertThat(all().filter(one -> one.judged().equals(Indicator.Judged.NUMERATOR)))
                .hasSize(52 - 7);
    }

    @Test
    void theSameGroupMayHaveAnotherTargetInAnotherPlan() {
        assertThat(indicator("HP-5.2").target()).isEqualTo(0.9);
        assertThat(indicator("BN-9").target()).isEqualTo(0.95);
        assertThat(indicator("HP-3.3").target()).isEqualTo(0.95);
        assertThat(indicator("HP-5.1").target()).isEqualTo(1);
        assertThat(indicator("BN-8").target()).isEqualTo(1);
        assertThat(IndicatorEstimation.names(indicator("HP-3.1a"))).contains("exp_sr_state", "exp_sr_causes");
        assertThat(IndicatorEstimation.names(indicator("BN-3a")))
                .contains("exp_sr_consequences")
                .doesNotContain("exp_sr_state", "exp_sr_causes");
    }

    @Test
    void groupsUnderOneFigureAreGroupsOfOneIndicator() {
        assertThat(indicator("HP-3.1a").groups())
                .extracting(TargetGroup::form)
                .containsExactly("reproductive-age", "parents");
        assertThat(indicator("HP-3.5a").groups()).extracting(TargetGroup::id).containsExactly("young", "marrying");
        assertThat(indicator("HP-6.3").groups()).hasSize(5);
        assertThat(indicator("HP-3.1c").routes()).isPresent();
        assertThat(indicator("HP-6.1").groups())
                .singleElement()
                .satisfies(group -> assertThat(group.ages()).hasValue(new Indicator.Ages("older_age", 60, 120)));
    }

    @Test
    void aTargetThatStandsInTheTextAloneSaysSo() {
        assertThat(indicator("BN-3c").clause().vi()).contains("không có trong phụ lục");
        assertThat(indicator("BN-1").due()).isEmpty();
        assertThat(indicator("BN-1").rule().readings())
                .extracting(Indicator.Reading::word)
                .contains("hằng năm");
    }

    @Test
    void aProvinceIsNamedAndMadeUpAsOfTheDay() {
        Province.Dated before = bacNinh.province().on(LocalDate.of(2026, 9, 19));
        Province.Dated after = bacNinh.province().on(LocalDate.of(2026, 9, 20));
        assertThat(before.authority().vi()).isEqualTo("Ủy ban nhân dân tỉnh Bắc Ninh");
        assertThat(after.authority().vi()).isEqualTo("Ủy ban nhân dân thành phố Bắc Ninh");
        assertThat(before.communes()).extracting(Province.Units::count).containsExactly(33, 66);
        assertThat(after.communes()).extracting(Province.Units::count).containsExactly(45, 54);
        assertThat(haiPhong.province().on(LocalDate.of(2030, 1, 1)).communes())
                .extracting(Province.Units::count)
                .containsExactly(45, 67, 2);
    }

    @Test
    void aStatedPastKeepsItsQualifierAndIsNeverComparable() {
        assertThat(all().filter(one -> one.baseline().isPresent()))
                .extracting(Indicator::id)
                .containsExactly("HP-2.1", "HP-3.1a", "HP-4.5a", "HP-4.5b", "HP-6.1", "HP-6.2a", "HP-6.2b");
        assertThat(all().flatMap(one -> one.baseline().stream())).allSatisfy(baseline -> {
            assertThat(baseline.comparable()).isFalse();
            assertThat(baseline.stated().vi()).containsPattern("^(trên|khoảng) [0-9]+%$");
        });
    }

    @Test
    void aLeadThatThePlanDoesNotNameIsMarkedAsInferred() {
        assertThat(all().filter(one -> one.lead().isInferred()))
                .extracting(Indicator::id)
                .contains("HP-3.3", "HP-3.4", "HP-5.1", "BN-3c")
                .doesNotContain("BN-1", "BN-8", "BN-12a");
    }

    @Test
    void aBodyThatThePlanDoesNotNameForATargetIsMarkedAsInferredWhereItHelpsToo() {
        assertThat(all().filter(one -> one.cooperating().stream().anyMatch(Indicator.Body::isInferred)))
                .extracting(Indicator::id)
                .containsExactly(
                        "HP-1.2b", "HP-1.3a", "HP-1.3b", "HP-1.3c", "HP-3.2a", "HP-3.2b", "HP-3.3", "HP-3.4", "HP-5.1",
                        "HP-6.1", "HP-6.2a", "HP-6.2b", "HP-6.3", "BN-3c");
        for (String id : List.of("HP-6.1", "HP-6.3")) {
            assertThat(indicator(id).cooperating())
                    .extracting(body -> body.name().vi() + (body.isInferred() ? " *" : ""))
                    .containsExactly("Các sở, ban, ngành, đoàn thể", "UBND các xã, phường, đặc khu", "Sở Nội vụ *");
        }
        assertThat(all().flatMap(one -> one.cooperating().stream()))
                .extracting(body -> body.name().vi())
                .noneMatch(name -> name.contains("suy ra") || name.matches(".*(?<!cấp) tỉnh"));
    }

    @Test
    void defectsOfTheSourcesAreNotHandedOn() throws IOException {
        for (String id : List.of("hai-phong-2026-2030", "bac-ninh-2026-2030")) {
            assertThat(Files.readString(FOLDER.resolve("plans/" + id + ".json")))
                    .doesNotContain("chuyên đổi", "Lòng ghép", "Phân đầu", "KHHGD", "cô đọng", "PTTT");
        }
    }

    private static Json value(JsonObject object, String key) {
        Json value = object.get(key);
        if (value == null) {
            throw new IllegalArgumentException("No " + key);
        }
        return value;
    }

    private static String text(JsonObject object, String key) {
        return ((JsonText) value(object, key)).value();
    }
}
