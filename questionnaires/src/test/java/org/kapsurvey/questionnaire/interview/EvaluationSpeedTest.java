package org.kapsurvey.questionnaire.interview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.jvm.EngineBench;

/** A whole round is evaluated again when it is exported, so an interview must cost little. */
final class EvaluationSpeedTest {
    @Test
    void tenThousandInterviewsOfAHundredAndTwentyQuestionsTakeAboutASecondOfProcessorTime() {
        double seconds = EngineBench.validate(1).get(0);
        System.out.println(EngineBench.INTERVIEWS + " interviews of " + EngineBench.QUESTIONS
                + " questions read, evaluated and written in " + seconds + " s");
        // Ten times what it takes on the machine where it was written: this finds a slip, it is no benchmark.
        assertThat(seconds).isLessThan(10);
    }
}
