package org.kapsurvey.questionnaire.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PatternTest {
    @Test
    void matchesWhatTheJdkMatchesForRandomPatternsAndTexts() {
        SplittableRandom random = new SplittableRandom(17);
        int matched = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = pattern(random, 3);
            java.util.regex.Pattern jdk = java.util.regex.Pattern.compile(pattern);
            Pattern ours = Pattern.parse(pattern);
            for (int j = 0; j < 5; j++) {
                String text = text(random);
                boolean expected = jdk.matcher(text).matches();
                assertThat(ours.matches(text)).as("%s on %s", pattern, text).isEqualTo(expected);
                matched += expected ? 1 : 0;
            }
        }
        assertThat(matched).isGreaterThan(5_000);
    }

    @Test
    void noPatternHangs() {
        Pattern evil = Pattern.parse("(((a*)*)*|(a|aa)+|a{0,500})*b");
        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(evil.matches("a".repeat(5_000))).isFalse());
    }

    @Test
    void anchorsAtTheEndsChangeNothingBecauseTheWholeTextMustMatch() {
        assertThat(Pattern.parse("^[0-9]{9,10}$").matches("0912345678")).isTrue();
        assertThat(Pattern.parse("[0-9]{9,10}").matches("x0912345678")).isFalse();
        assertThat(Pattern.parse("").matches("")).isTrue();
        assertThat(Pattern.parse("\\$\\^").matches("$^")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?=a)b",
                "(?i)a",
                "a*?",
                "a++",
                "\\1",
                "\\p{L}",
                "\\b",
                "a{2",
                "a{3,2}",
                "[",
                "[]",
                "[z-a]",
                "(a",
                "a)",
                "*a",
                "a^b",
                "a$b",
                "{",
                "a{9999}",
                "(a{1000}){1000}",
                "((((){2000}){2000}){2000}){2000}",
                "[\\D]",
                "\\",
                "[a-\\d]",
                "é\\é"
            })
    void whatIsNotSupportedIsRefused(String pattern) {
        assertThatThrownBy(() -> Pattern.parse(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith(".");
    }

    private static String pattern(SplittableRandom random, int depth) {
        if (depth == 0) {
            String[] atoms = {"a", "b", ".", "[ab]", "[^a]", "\\d", "\\w", "\\s", "ế", "😀", "[a-c1]", "\\.", "\\S"};
            return atoms[random.nextInt(atoms.length)];
        }
        String inner = pattern(random, depth - 1);
        return switch (random.nextInt(8)) {
            case 0 -> "(" + inner + ")*";
            case 1 -> "(" + inner + ")+";
            case 2 -> "(?:" + inner + ")?";
            case 3 -> "(" + inner + "|" + pattern(random, depth - 1) + ")";
            case 4 -> "(" + inner + "){1,3}";
            case 5 -> "(" + inner + "){2}";
            case 6 -> "(" + inner + "){1,}";
            default -> inner + pattern(random, depth - 1);
        };
    }

    private static String text(SplittableRandom random) {
        String[] parts = {"a", "b", "c", "1", " ", "ế", "😀", ".", "\n"};
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(6);
        for (int i = 0; i < length; i++) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}
