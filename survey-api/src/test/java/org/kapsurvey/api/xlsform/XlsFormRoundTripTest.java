package org.kapsurvey.api.xlsform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.RandomForms;
import org.kapsurvey.questionnaire.definition.Blocks;
import org.kapsurvey.questionnaire.definition.Composition;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonReader;

/** A form that went through a workbook is the same form: the engine gets the same bytes. */
class XlsFormRoundTripTest {
    private static final int FORMS = 500;

    @Test
    void eachOfOurFormsComesBackAsTheSameForm() {
        assertThat(Forms.ours()).hasSizeGreaterThanOrEqualTo(15);
        for (String name : Forms.ours()) {
            String form = Forms.composed(name);
            assertComesBack(name, form);
            assertThat(compiled(XlsFormImport.read(name, workbook(form)).text()))
                    .isEqualTo(compiled(form));
        }
    }

    @Test
    void randomFormsComeBackAsTheSameForm() {
        int worded = 0;
        for (long seed = 0; seed < FORMS; seed++) {
            String form = RandomForms.form(seed);
            worded += assertComesBack("random " + seed, form).get("survey").get(0).stream()
                            .anyMatch(heading -> heading.matches("kap::(relevant|calculation|constraint|default)"))
                    ? 1
                    : 0;
        }
        assertThat(worded)
                .as("forms of which an expression is worded otherwise")
                .isGreaterThan(150);
    }

    @Test
    void everythingThatAFormCanSayComesBack() {
        assertComesBack("all", EVERYTHING);
        Map<String, List<List<String>>> sheets = sheets(EVERYTHING);
        assertThat(sheets.get("survey").get(0))
                .contains("label::Tiếng Việt (vi)", "label::English (en)", "kap::warning_message::English (en)")
                .contains(
                        "kap::component",
                        "kap::points",
                        "kap::rule",
                        "kap::minus",
                        "kap::dk",
                        "kap::missing",
                        "kap::self_fill",
                        "kap::warning");
        assertThat(sheets.get("choices").get(0)).contains("kap::exclusive", "province");
        assertThat(sheets.get("settings").get(0)).contains("kap::title::English (en)", "kap::refused", "kap::asked_of");
    }

    @Test
    void whatOtherToolsWordOtherwiseStandsInTheirWordsBesideOurs() {
        Map<String, String> row =
                row("{\"type\":\"calculate\",\"name\":\"c\",\"calculation\":\"if(is-missing(${q}), missing-code(${q}),"
                        + " coalesce(${q}, 'a', jr:choice-name(${q}, ${q})))\"}");
        assertThat(row)
                .containsEntry(
                        "calculation",
                        "if((string-length(${q}) = 0), if(${q} = '', 'not_answered', ''),"
                                + " coalesce(${q}, coalesce('a', jr:choice-name(${q}, '${q}'))))")
                .containsEntry(
                        "kap::calculation",
                        "if(is-missing(${q}), missing-code(${q}), coalesce(${q}, 'a', jr:choice-name(${q}, ${q})))");

        assertThat(row(
                        "{\"type\":\"date\",\"name\":\"d\",\"label\":{\"en\":\"D\"},\"constraint\":\". < '2026-03-01' and"
                                + " (1 - (2 - 3)) * -(1 + 2) < string-length(.)\",\"default\":\"=today()\"}"))
                .containsEntry("constraint", ". < date('2026-03-01') and (1 - (2 - 3)) * -(1 + 2) < string-length(.)")
                .containsEntry("default", "today()")
                .doesNotContainKey("kap::default");

        assertThat(row("{\"type\":\"text\",\"name\":\"t\",\"label\":{\"en\":\"T\"},\"default\":\"today()\"}"))
                .as("a text that looks like an expression")
                .containsEntry("kap::default", "today()");
    }

    @Test
    void theNumberOfARowClimbsOverTheGroupsAroundIt() {
        String form = Forms.of("""
                {"type": "begin_repeat", "name": "r", "label": {"en": "R"}},
                {"type": "begin_group", "name": "g"},
                {"type": "calculate", "name": "n", "calculation": "position(..) + string-length('position(..)')"},
                {"type": "end_group"},
                {"type": "end_repeat"}""", "");
        assertThat(sheets(form).get("survey").toString())
                .contains("position(../..) + string-length('position(..)')")
                .doesNotContain("kap::calculation");
        assertComesBack("position", form);
    }

    @Test
    void whatAWorkbookCannotHoldIsRefusedAtItsPlace() {
        String form = Forms.of("""
                {"type": "integer", "name": "a", "label": {"en": " blank before"}},
                {"type": "integer", "name": "b", "label": {"en": "no character \\uffff"}},
                {"type": "integer", "name": "c", "label": {"en": "an escape _x0041_"}},
                {"type": "select_one l", "name": "d", "label": {"en": "D"}, "choice_filter": "zone != ''"}""", """
                {"list_name": "l", "name": "x", "label": {"en": "X"}, "zone": "%s"}""".formatted("x".repeat(32_768)));
        assertThatThrownBy(() -> workbook(form))
                .isInstanceOfSatisfying(
                        FaultsException.class,
                        refused -> assertThat(refused.faults())
                                .extracting(fault -> fault.place().line() + " " + fault.message())
                                .containsExactly(
                                        "3 The text begins or ends with blanks, which a workbook's cell loses.",
                                        "4 The text has signs that a workbook can't hold.",
                                        "5 The text has signs that a workbook can't hold.",
                                        "9 The text is longer than a workbook's cell can be, 32,767 characters."));
    }

    /** The sheets that it went through. */
    private static Map<String, List<List<String>>> assertComesBack(String name, String form) {
        Map<String, List<List<String>>> sheets = sheets(form);
        XlsFormImport.Imported read = XlsFormImport.read(name + ".xlsx", FormWorkbook.write(sheets));
        assertThat(compiled(read.text())).as(name).isEqualTo(compiled(form));
        assertThat(read.leftOut()).isEmpty();
        assertThat(sheets(read.text())).as(name).isEqualTo(sheets);
        return sheets;
    }

    private static String compiled(String form) {
        return Questionnaire.compile(JsonReader.read("form.json", form));
    }

    private static byte[] workbook(String form) {
        return XlsFormExport.workbook("form.json", composition(form));
    }

    private static Map<String, List<List<String>>> sheets(String form) {
        return XlsFormExport.sheets("form.json", composition(form));
    }

    /** The cells of the row after a question {@code q}, by heading. */
    private static Map<String, String> row(String row) {
        List<List<String>> survey = sheets(Forms.of(
                        "{\"type\":\"select_one l\",\"name\":\"q\",\"label\":{\"en\":\"Q\"}},\n" + row,
                        "{\"list_name\":\"l\",\"name\":\"a\",\"label\":{\"en\":\"A\"}}"))
                .get("survey");
        Map<String, String> cells = new LinkedHashMap<>();
        for (int i = 0; i < survey.get(0).size(); i++) {
            if (!survey.get(2).get(i).isEmpty()) {
                cells.put(survey.get(0).get(i), survey.get(2).get(i));
            }
        }
        return cells;
    }

    private static Composition composition(String form) {
        return Composition.of("form.json", form, Blocks.NONE);
    }

    private static final String EVERYTHING = """
            {"settings": {"form_id": "all", "version": "20261121", "default_language": "vi", "languages": ["vi", "en"],
              "title": {"vi": "Tất cả", "en": "Everything"}, "refused": "${consent} = 'no'", "ineligible": "${age} > 60",
              "not_met": "${consent} = ''", "prevented": "${age} = 50", "not_found": "${age} = 51", "target_group": "adult",
              "asked_of": "drawn"},
            "survey": [
            {"type": "begin_group", "name": "page", "label": {"vi": "Trang", "en": "Page"}, "self_fill": true},
            {"type": "select_one yes_no", "name": "consent", "label": {"vi": "Đồng ý?\\nXin trả lời.", "en": "Agree?"},
             "hint": {"vi": "Đọc to", "en": "Read out"}, "required": true,
             "required_message": {"vi": "Cần trả lời", "en": "Needed"}, "appearance": "likert"},
            {"type": "integer", "name": "age", "label": {"vi": "Tuổi?", "en": "Age?"}, "relevant": "${consent} = 'yes'",
             "required": "${consent} = 'yes'", "constraint": ". >= 15", "constraint_message": {"vi": "Từ 15", "en": "From 15"},
             "warning": ". < 80", "warning_message": {"vi": "Kiểm tra", "en": "Check"}, "missing": ["dk", "refused"],
             "default": "20", "read_only": "${consent} = 'no'"},
            {"type": "range", "name": "how", "label": {"vi": "Mức", "en": "How"}, "parameters": "start=0 end=1 step=0.1",
             "kap": {"component": "attitude", "scale": "s-1", "reverse": true}},
            {"type": "date", "name": "day", "label": {"vi": "Ngày", "en": "Day"}, "default": "=today()"},
            {"type": "select_multiple yes_no", "name": "many", "label": {"vi": "Nhiều", "en": "Many"},
             "kap": {"component": "knowledge", "right": ["yes"], "points": 2.5, "rule": 1, "minus": 0.5, "dk": "none"}},
            {"type": "select_multiple yes_no", "name": "summed", "label": {"vi": "Cộng", "en": "Summed"},
             "kap": {"component": "knowledge", "points": {"yes": 2, "no": -0.5}, "rule": "sum", "dk": "none"}},
            {"type": "select_one commune", "name": "commune", "label": {"vi": "Xã", "en": "Commune"},
             "choice_filter": "province = ${consent} or name = 'x'",
             "kap": {"component": "practice", "points": {"a": 4, "x": -0.5}}},
            {"type": "end_group"},
            {"type": "begin_group", "name": "table", "label": {"vi": "Bảng", "en": "Table"}, "appearance": "table-list"},
            {"type": "select_one yes_no", "name": "t1", "label": {"vi": "Một", "en": "One"}},
            {"type": "select_one yes_no", "name": "t2", "label": {"vi": "Hai ${age}", "en": "Two ${age}"}},
            {"type": "end_group", "name": "table"},
            {"type": "begin_repeat", "name": "r1", "label": {"vi": "Lặp", "en": "Repeat"}, "repeat_count": "${age} mod 4"},
            {"type": "begin_repeat", "name": "r2", "label": {"vi": "Lặp", "en": "Repeat"}, "relevant": "${age} > 20"},
            {"type": "begin_repeat", "name": "r3", "label": {"vi": "Lặp", "en": "Repeat"}},
            {"type": "rank yes_no", "name": "order", "label": {"vi": "Xếp", "en": "Rank"}},
            {"type": "geopoint", "name": "place", "label": {"vi": "Nơi", "en": "Place"}},
            {"type": "time", "name": "time", "label": {"vi": "Giờ", "en": "Time"}},
            {"type": "decimal", "name": "weight", "label": {"vi": "Cân", "en": "Weight"}},
            {"type": "acknowledge", "name": "ok", "label": {"vi": "Đã đọc", "en": "Read"}},
            {"type": "text", "name": "words", "label": {"vi": "Lời", "en": "Words"}, "default": "001",
             "appearance": "multiline", "constraint": "regex(., '[A-Z]{2,3}')"},
            {"type": "end_repeat"}, {"type": "end_repeat"}, {"type": "end_repeat"},
            {"type": "note", "name": "n", "label": {"vi": "Cảm ơn", "en": "Thanks"}, "hint": {"vi": "Hết", "en": "End"}},
            {"type": "hidden", "name": "h"},
            {"type": "calculate", "name": "c", "calculation": "sum(${weight}) + indexed-repeat(${weight}, ${r1}, 1, ${r2}, 1, ${r3}, 2)",
             "kap": {"component": "exposure"}}
            ],
            "choices": [
            {"list_name": "yes_no", "name": "yes", "label": {"vi": "Có", "en": "Yes"}},
            {"list_name": "yes_no", "name": "no", "label": {"vi": "Không", "en": "No"}},
            {"list_name": "yes_no", "name": "none", "label": {"vi": "Không biết", "en": "Don't know"}, "exclusive": true},
            {"list_name": "commune", "name": "a", "label": {"vi": "A", "en": "A"}, "province": "31"},
            {"list_name": "commune", "name": "x", "label": {"vi": "X", "en": "X"}}
            ]}
            """;
}
