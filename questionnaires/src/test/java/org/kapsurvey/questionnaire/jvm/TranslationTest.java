package org.kapsurvey.questionnaire.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Place;

/** Faults of forms in Vietnamese. */
final class TranslationTest {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]!?}");

    @Test
    void wordsOfTheGateAreTranslatedAndWhatTheAuthorWroteIsNot() {
        assertThat(message("\"label\" must be an object, found a text."))
                .isEqualTo("\"label\" phải là một đối tượng, nhưng ở đây là chuỗi.");
        assertThat(message("The group group is not closed.")).isEqualTo("Nhóm group chưa được đóng.");
        assertThat(message("The question label has no choice 'a list'."))
                .isEqualTo("Câu hỏi label không có lựa chọn 'a list'.");
        assertThat(message("The label has no text in the language \"en\"."))
                .isEqualTo("Thiếu nhãn (\"label\") bằng ngôn ngữ \"en\".");
        assertThat(message("There is no question ${a$1{0}}. Did you mean \"b\"?"))
                .isEqualTo("Không có câu hỏi ${a$1{0}}. Có phải là \"b\" không?");
        assertThat(message("The function not takes 1 argument, found 2."))
                .isEqualTo("Hàm not cần 1 đối số, nhưng ở đây có 2.");
        assertThat(message("The function if takes at least 2 arguments, found 1."))
                .isEqualTo("Hàm if cần ít nhất 2 đối số, nhưng ở đây có 1.");
        assertThat(message("Pattern '*': Nothing stands before *.")).isEqualTo("Mẫu '*': trước * không có gì.");
        assertThat(message("A sentence that nobody wrote.")).isEqualTo("A sentence that nobody wrote.");
    }

    @Test
    void furtherSentencesAreTranslatedBesideThoseOfForms() {
        Translation further = Translation.ofForms().with("{0} is no \"{1}\".|{0} không phải \"{1}\".\n", "a cat|mèo\n");
        assertThat(further.of(new Fault(Place.ofFile(""), "a cat is no \"a cat\".", "Remove it."))
                        .toString())
                .isEqualTo("mèo không phải \"a cat\". Xóa phần đó.");
    }

    @Test
    void everySentenceHasTheSamePlacesInBothLanguages() {
        List<String[]> lines = Stream.concat(FormSentences.SENTENCES.lines(), FormSentences.WORDS.lines())
                .map(line -> line.split("\\|", -1))
                .toList();
        assertThat(lines).hasSizeGreaterThan(200);
        for (String[] line : lines) {
            assertThat(line).as(String.join("|", line)).hasSize(2);
            assertThat(places(line[1])).as(line[0]).isEqualTo(places(line[0]));
        }
        assertThat(lines.stream().map(line -> line[0])).doesNotHaveDuplicates();
    }

    private static String message(String english) {
        return Translation.ofForms()
                .of(new Fault(Place.ofFile("x"), english, ""))
                .message();
    }

    private static Set<String> places(String sentence) {
        return PLACEHOLDER
                .matcher(sentence)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
