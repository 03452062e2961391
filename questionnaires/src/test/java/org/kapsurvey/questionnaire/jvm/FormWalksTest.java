package org.kapsurvey.questionnaire.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.jvm.FormWalks.Coverage;
import org.kapsurvey.questionnaire.jvm.FormWalks.Walk;

/** Walks through forms with made-up answers. */
final class FormWalksTest {
    private static final String CHOICES = """
            {"list_name": "yn", "name": "yes", "label": {"en": "Yes"}},
            {"list_name": "yn", "name": "no", "label": {"en": "No"}}""";

    @Test
    void everyQuestionOfOurFormsIsReached() {
        for (String name : Forms.ours()) {
            String form = Forms.composed(name);
            Coverage coverage = FormWalks.of(Questionnaire.parse(name, form), form, "2026-11-22")
                    .coverage(1, 120);
            assertThat(coverage.unreached().stream().map(Question::name))
                    .as(name)
                    .isEmpty();
            assertThat(coverage.complete()).as(name).isPositive();
        }
    }

    @Test
    void aNumberAtWhichAConditionTurnsIsHit() {
        Coverage coverage = walks("""
                {"type": "integer", "name": "income", "label": {"en": "Income?"}},
                {"type": "text", "name": "exactly", "label": {"en": "Exactly?"}, "relevant": "${income} = 73291"},
                {"type": "date", "name": "born", "label": {"en": "Born?"}},
                {"type": "text", "name": "leap", "label": {"en": "Leap?"}, "relevant": "${born} = date('1996-02-29')"},
                {"type": "text", "name": "word", "label": {"en": "Word?"}},
                {"type": "text", "name": "why", "label": {"en": "Why?"}, "relevant": "${word} = 'xyzzy'"}""").coverage(1, 200);
        assertThat(coverage.unreached()).isEmpty();
    }

    @Test
    void aConditionThatNoChoiceMeetsIsProvenToBeImpossible() {
        Coverage coverage = walks("""
                {"type": "select_one yn", "name": "a", "label": {"en": "A?"}},
                {"type": "select_one yn", "name": "b", "label": {"en": "B?"}},
                {"type": "text", "name": "never", "label": {"en": "Never?"}, "relevant": "${a} = 'yes' and ${b} = 'no' and ${a} = ${b}"},
                {"type": "begin_group", "name": "g", "relevant": "${a} = 'no' and ${b} = 'yes' and ${a} = ${b}"},
                {"type": "text", "name": "inside", "label": {"en": "Inside?"}},
                {"type": "end_group"},
                {"type": "integer", "name": "n", "label": {"en": "N?"}, "constraint": ". < 5"},
                {"type": "text", "name": "unproven", "label": {"en": "Unproven?"}, "relevant": "${n} > 9"},
                {"type": "text", "name": "both", "label": {"en": "Both?"}, "relevant": "${a} = 'yes' and ${b} = 'no'"}""").coverage(1, 60);
        assertThat(coverage.unreached().stream().map(Question::name)).containsExactly("never", "inside", "unproven");
        assertThat(coverage.impossible().stream().map(Question::name)).containsExactly("never", "inside");
    }

    @Test
    void aWalkHasAnAnswerOfEveryQuestionAskedOnceAndComesAgainFromItsSeed() {
        FormWalks walks = walks("""
                {"type": "integer", "name": "n", "label": {"en": "N?"}, "required": true, "constraint": ". < 3"},
                {"type": "begin_repeat", "name": "r", "label": {"en": "R"}, "repeat_count": "${n}"},
                {"type": "select_one yn", "name": "q", "label": {"en": "Q?"}, "required": true},
                {"type": "end_repeat"}""");
        for (long seed = 0; seed < 20; seed++) {
            Walk walk = walks.walk(seed);
            List<String> asked = walk.steps().stream()
                    .map(step -> step.question().name() + step.rows())
                    .toList();
            assertThat(asked).doesNotHaveDuplicates().startsWith("n[]");
            assertThat(walk.steps())
                    .hasSize(1 + Integer.parseInt(walk.steps().get(0).answer()));
            assertThat(walk.outcome()).isEqualTo("complete");
            assertThat(walks.walk(seed)).isEqualTo(walk);
        }
    }

    private static FormWalks walks(String rows) {
        String form = Forms.of(rows, rows.contains("yn") ? CHOICES : "");
        return FormWalks.of(Questionnaire.parse("f.json", form), form, "2026-11-22");
    }
}
