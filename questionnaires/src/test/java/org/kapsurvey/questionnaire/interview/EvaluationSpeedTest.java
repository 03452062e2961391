package org.kapsurvey.questionnaire.interview;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.jvm.JvmHost;

/** A whole round is evaluated again when it is exported, so an interview must cost little. */
final class EvaluationSpeedTest {
    private static final int INTERVIEWS = 10_000;

    @Test
    void tenThousandInterviewsOfAHundredAndTwentyQuestionsTakeAboutASecondOfProcessorTime() {
        StringBuilder rows = new StringBuilder();
        StringBuilder answers = new StringBuilder("{");
        for (int i = 0; i < 120; i++) {
            String relevant = i % 3 == 2
                    ? ", \"relevant\": \"${q" + (i - 1) + "} > 2 and selected(${q" + (i - 2) + "}, 'a')\""
                    : "";
            String type = i % 3 == 0 ? "select_multiple l" : "integer";
            String constraint = i % 3 == 0 ? "" : ", \"constraint\": \". >= 0 and . < 100\"";
            rows.append(i == 0 ? "" : ",\n")
                    .append("{\"type\": \"" + type + "\", \"name\": \"q" + i
                            + "\", \"label\": {\"en\": \"Q\"}, \"required\": true" + relevant + constraint + "}");
            answers.append(i == 0 ? "" : ",").append("\"q" + i + "\":\"" + (i % 3 == 0 ? "a b" : "7") + "\"");
        }
        String json = answers.append('}').toString();
        Questionnaire form = Forms.parse(Forms.of(
                rows.toString(),
                "{\"list_name\": \"l\", \"name\": \"a\", \"label\": {\"en\": \"A\"}},"
                        + "{\"list_name\": \"l\", \"name\": \"b\", \"label\": {\"en\": \"B\"}}"));
        JvmHost host = new JvmHost();
        int complete = 0;
        long started = 0;
        for (int i = -3_000; i < INTERVIEWS; i++) {
            if (i == 0) {
                started = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            }
            Evaluation evaluation = Evaluation.of(form, Answers.parse(json, host), "2026-11-21");
            complete += evaluation.isComplete() && evaluation.canonicalRecord().length() > 1_000 ? 1 : 0;
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - started) / 1e9;
        System.out.println(
                INTERVIEWS + " interviews of 120 questions read, evaluated and written in " + seconds + " s");
        assertThat(complete).isEqualTo(INTERVIEWS + 3_000);
        // Ten times what it takes on the machine where it was written: this finds a slip, it is no benchmark.
        assertThat(seconds).isLessThan(10);
    }
}
