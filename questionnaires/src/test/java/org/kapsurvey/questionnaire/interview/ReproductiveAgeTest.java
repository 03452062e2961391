package org.kapsurvey.questionnaire.interview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.definition.KapComponent;
import org.kapsurvey.questionnaire.definition.KapItem;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.Questionnaire;

/** The form for people of reproductive age: who is asked what, and how an interview ends. */
final class ReproductiveAgeTest {
    private final Questionnaire form = Questionnaire.parse("forms/reproductive-age/v1.json", Forms.reproductiveAge());

    @Test
    void passesThePublishGateInVietnameseAndEnglish() {
        assertThat(Questionnaire.faults("v1.json", Forms.reproductiveAge())).isEmpty();
        assertThat(form.languages()).containsExactly("vi", "en");
        assertThat(form.questions()).hasSizeBetween(100, 150);
    }

    @Test
    void aRefusalEndsTheFormAndIsARefusal() {
        Evaluation refused = evaluate("{\"reached\":\"met\",\"minor\":\"no\",\"consent\":\"no\"}");
        assertThat(refused.outcome()).isEqualTo("refusal");
        assertThat(refused.isComplete()).isTrue();
        assertThat(refused.canonicalRecord())
                .contains("\"result\":{\"missing\":\"not_asked\"}", "\"kn_two_1\":{\"missing\":\"not_asked\"}");
    }

    @Test
    void anyoneUnderSixteenIsAskedOnlyWithAGuardiansConsent() {
        String minor = "{\"reached\":\"met\",\"minor\":\"yes\"";
        assertThat(evaluate(minor + "}").isRelevant(question("consent"))).isFalse();
        assertThat(evaluate(minor + ",\"guardian_consent\":\"yes\"}").isRelevant(question("consent")))
                .isTrue();
        assertThat(evaluate(minor + ",\"guardian_consent\":\"no\"}").outcome()).isEqualTo("refusal");
        assertThat(evaluate(minor + ",\"guardian_consent\":\"yes\",\"consent\":\"yes\",\"age\":\"15\"}")
                        .isRelevant(question("sex")))
                .isTrue();
        assertThat(evaluate("{\"reached\":\"met\",\"minor\":\"no\"}").isRelevant(question("guardian_consent")))
                .isFalse();
    }

    @Test
    void theAgeMustAgreeWithWhetherTheGuardianWasAsked() {
        assertThat(evaluate("{\"reached\":\"met\",\"minor\":\"no\",\"consent\":\"yes\",\"age\":\"15\"}")
                        .findings(question("age")))
                .isNotEmpty();
        assertThat(evaluate("{\"reached\":\"met\",\"minor\":\"no\",\"consent\":\"yes\",\"age\":\"16\"}")
                        .findings(question("age")))
                .isEmpty();
    }

    @Test
    void anAnswerOutsideTheAgesIsAFindingInTheFormsWords() {
        Evaluation evaluation = evaluate("{\"reached\":\"met\",\"minor\":\"no\",\"consent\":\"yes\",\"age\":\"50\"}");
        assertThat(evaluation.findings(question("age")))
                .extracting(finding -> finding.message("vi"))
                .singleElement()
                .asString()
                .startsWith("Phiếu này dành cho người từ 15 đến 49 tuổi.");
        assertThat(evaluation.outcome()).isEqualTo("partial");
    }

    @Test
    void everyKnowledgeStatementHasOneRightAnswerAndFalseOnesAreAmongThem() {
        for (String scale : List.of("hp-2.2-two", "hp-2.2-low", "hp-2.2-contra")) {
            List<String> right = form.questions().stream()
                    .map(Question::kap)
                    .filter(kap -> kap != null
                            && kap.component() == KapComponent.KNOWLEDGE
                            && kap.scale().equals(scale))
                    .map(KapItem::right)
                    .map(codes -> String.join("+", codes))
                    .toList();
            assertThat(right).hasSize(5).containsOnly("true", "false").contains("true", "false");
        }
    }

    @Test
    void aWholeInterviewIsComplete() {
        Evaluation whole = evaluate(Forms.wholeInterview());
        assertThat(whole.findings()).isEmpty();
        assertThat(whole.outcome()).isEqualTo("complete");
        assertThat(whole.canonicalRecord())
                .contains("\"children_total\":\"2\"", "\"exp_rights_channels\":\"tv zalo\"")
                .contains("\"pr_intend\":{\"missing\":\"not_asked\"}", "\"pr_want_child\":{\"missing\":\"dk\"}");
    }

    @Test
    void aRecordsOwnAnswersGiveTheSameRecord() {
        String record = evaluate(Forms.wholeInterview()).canonicalRecord();
        String answers = record.substring("{\"answers\":".length(), record.indexOf(",\"findings\""));
        assertThat(evaluate(answers).canonicalRecord()).isEqualTo(record);
    }

    private Evaluation evaluate(String answers) {
        return Forms.evaluate(Forms.reproductiveAge(), answers);
    }

    private Question question(String name) {
        return form.question(name).orElseThrow();
    }
}
