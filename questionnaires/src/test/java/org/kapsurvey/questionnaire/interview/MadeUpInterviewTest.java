package org.kapsurvey.questionnaire.interview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.json.Json;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.jvm.JvmHost;

final class MadeUpInterviewTest {
    private static final String ROWS = """
            {"type": "begin_group", "name": "page", "label": {"en": "Page"}},
            {"type": "select_one yn", "name": "agrees", "label": {"en": "A"}, "required": true},
            {"type": "integer", "name": "members", "label": {"en": "M"}, "relevant": "${agrees} = 'yes'",
             "constraint": ". >= 1 and . <= 4", "required": true},
            {"type": "begin_repeat", "name": "roster", "label": {"en": "R"}, "repeat_count": "${members}"},
            {"type": "integer", "name": "age", "label": {"en": "A"}, "constraint": ". > 10", "required": true},
            {"type": "begin_repeat", "name": "child", "label": {"en": "C"}, "relevant": "${age} >= 15"},
            {"type": "select_one yn", "name": "well", "label": {"en": "W"}, "required": true, "choice_filter": "name != 'maybe'"},
            {"type": "end_repeat"},
            {"type": "end_repeat"},
            {"type": "text", "name": "why", "label": {"en": "W"}, "relevant": "${agrees} = 'no'"},
            {"type": "text", "name": "more", "label": {"en": "M"}, "relevant": "${agrees} != 'no'"},
            {"type": "end_group"}""";

    private static final String CHOICES = """
            {"list_name": "yn", "name": "yes", "label": {"en": "Yes"}},
            {"list_name": "yn", "name": "no", "label": {"en": "No"}},
            {"list_name": "yn", "name": "maybe", "label": {"en": "Maybe"}}""";

    private final List<String> asked = new ArrayList<>();

    private Interview interview(Function<Respondent.Asked, String> answers) {
        Respondent respondent = new Respondent() {
            @Override
            public Json answer(Asked question) {
                asked.add(question.question().name() + question.rows() + question.attempt());
                String text = answers.apply(question);
                return JsonReader.read("", text.isEmpty() ? "null" : "\"" + text + "\"");
            }

            @Override
            public int rows(String repeat, List<Integer> around) {
                return around.get(0) + 1;
            }
        };
        return MadeUpInterview.of(Forms.parse(Forms.of(ROWS, CHOICES)), "2026-10-05", respondent, new JvmHost());
    }

    @Test
    void asksWhatTheAnswersOpenInEveryRowAndNothingElse() {
        Interview made = interview(question -> switch (question.question().name()) {
            case "agrees" -> "yes";
            case "members" -> "2";
            case "age" -> question.rows().equals(List.of(0)) ? "12" : "30";
            case "well" -> question.offered().get(question.offered().size() - 1).name();
            default -> "";
        });
        assertThat(made.evaluation().isComplete()).isTrue();
        assertThat(made.relevantAnswers())
                .isEqualTo(
                        "{\"agrees\":\"yes\",\"members\":\"2\",\"roster\":[{\"age\":\"12\"},{\"age\":\"30\",\"child\":"
                                + "[{\"well\":\"no\"},{\"well\":\"no\"}]}]}");
        assertThat(asked)
                .containsExactlyInAnyOrder(
                        "agrees[]0", "more[]0", "members[]0", "age[0]0", "age[1]0", "well[1, 0]0", "well[1, 1]0");
    }

    @Test
    void asksAgainUntilTheFormFindsNoFault() {
        Interview made = interview(question -> switch (question.question().name()) {
            case "agrees" -> "yes";
            case "members" -> Integer.toString(7 - question.attempt());
            case "age" -> Integer.toString(9 + question.attempt());
            default -> "";
        });
        assertThat(made.evaluation().isComplete()).isTrue();
        assertThat(made.relevantAnswers())
                .isEqualTo("{\"agrees\":\"yes\",\"members\":\"4\",\"roster\":[{\"age\":\"11\"},{\"age\":\"11\"},"
                        + "{\"age\":\"11\"},{\"age\":\"11\"}]}");
    }

    @Test
    void isNotCompleteWhereNoAnswerIsAcceptedOrARequiredOneIsWanting() {
        Interview refused = interview(question -> question.question().name().equals("agrees") ? "never" : "");
        assertThat(refused.evaluation().isComplete()).isFalse();
        assertThat(asked).hasSizeLessThan(300);
        Interview silent = interview(question -> "");
        assertThat(silent.evaluation().isComplete()).isFalse();
        assertThat(silent.evaluation().findings()).extracting(Finding::name).containsExactly("agrees");
    }

    @Test
    void anAnswerThatALaterOneMakesIrrelevantIsNotSent() {
        Interview made = interview(question -> {
            List<String> codes = question.offered().stream().map(Choice::name).toList();
            return codes.isEmpty() ? "x" : codes.get(question.question().name().equals("agrees") ? 1 : 0);
        });
        assertThat(asked).contains("more[]0");
        assertThat(made.relevantAnswers()).isEqualTo("{\"agrees\":\"no\",\"roster\":[],\"why\":\"x\"}");
    }
}
