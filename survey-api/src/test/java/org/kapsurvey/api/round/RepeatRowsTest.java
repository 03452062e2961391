package org.kapsurvey.api.round;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kapsurvey.analysis.io.TableCsv;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.interview.Answers;
import org.kapsurvey.questionnaire.interview.Evaluation;
import org.kapsurvey.questionnaire.json.JsonObject;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.jvm.JvmHost;

/** Repeats as tables, of records as the engine makes them. */
class RepeatRowsTest {
    private static final Questionnaire FORM = Questionnaire.parse("homes", """
            {"settings": {"form_id": "homes", "version": "1", "default_language": "vi", "title": {"vi": "Hộ"}},
             "survey": [
              {"type": "begin_group", "name": "all", "label": {"vi": "a"}},
              {"type": "text", "name": "remark", "label": {"vi": "a"}},
              {"type": "begin_repeat", "name": "member", "label": {"vi": "a"}},
              {"type": "integer", "name": "age", "label": {"vi": "a"}, "missing": ["dk"]},
              {"type": "begin_repeat", "name": "job", "label": {"vi": "a"}},
              {"type": "select_multiple day", "name": "days", "label": {"vi": "a"}},
              {"type": "end_repeat"},
              {"type": "end_repeat"},
              {"type": "end_group"}],
             "choices": [{"list_name": "day", "name": "mon", "label": {"vi": "a"}},
                         {"list_name": "day", "name": "sun", "label": {"vi": "a"}}]}
            """);

    @Test
    void everyRowNamesThePersonAndTheRowsAroundIt() throws IOException {
        RepeatRows rows = new RepeatRows(List.of(FORM));
        rows.add("h1", Map.of("homes", record("""
                {"member": [{"age": "34", "job": [{"days": "mon"}, {"days": "mon sun"}]}, {"age": {"missing": "dk"}}]}""")));
        rows.add("h2", Map.of());
        rows.add("h3", Map.of("homes", record("{\"member\": [{\"job\": [{\"days\": \"sun\"}]}]}")));
        List<RepeatTable> tables = rows.tables();
        assertThat(tables).extracting(RepeatTable::repeat).containsExactly("member", "job");
        assertThat(csv(tables.get(0))).isEqualTo("""
                _selection,_row.member,age,age_missing
                h1,1,34,
                h1,2,,dk
                h3,1,,not_answered
                """);
        assertThat(csv(tables.get(1))).isEqualTo("""
                _selection,_row.member,_row.job,days,days_missing,days.mon,days.sun
                h1,1,1,mon,,1,0
                h1,1,2,mon sun,,1,1
                h3,1,1,sun,,0,1
                """);
    }

    @Test
    void aRepeatThatNobodyFilledInIsATableWithoutRows() throws IOException {
        assertThat(csv(new RepeatRows(List.of(FORM)).tables().get(1)))
                .isEqualTo("_selection,_row.member,_row.job,days,days_missing,days.mon,days.sun\n");
    }

    private static String record(String answers) {
        Answers given = Answers.of((JsonObject) JsonReader.read("", answers), new JvmHost());
        return Evaluation.of(FORM, given, "2026-11-22").canonicalRecord();
    }

    private static String csv(RepeatTable repeat) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TableCsv.write(repeat.table(), bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
