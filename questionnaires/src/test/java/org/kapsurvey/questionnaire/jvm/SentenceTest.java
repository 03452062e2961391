package org.kapsurvey.questionnaire.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {
    @Test
    void placesAreFilledInAnyOrderAndAWordIsNotReadAgain() {
        List<String> words = List.of("{1}", "hai");
        assertThat(Sentence.filled("{1}, {0}, {1}", words::get)).isEqualTo("hai, {1}, hai");
    }

    @Test
    void aBraceThatNoDigitFollowsIsABrace() {
        assertThat(Sentence.filled("${age} {", index -> "?")).isEqualTo("${age} {");
    }
}
