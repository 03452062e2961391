package org.kapsurvey.analysis.fault;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kapsurvey.questionnaire.fault.Fault;

/**
 * Faults of jobs, plans and tables in Vietnamese. They are worded in English where they are found, some by the JSON reader, which
 * runs on phones too, where its faults are never seen; here they are translated, sentence by sentence, by the lists of
 * {@link FaultSentences} and {@link JobSentences}. What is in no list stays English.
 */
public final class VietnameseFaults {
    private static final Pattern SUGGESTION = Pattern.compile("(.*) Did you mean \"(.*)\"\\?", Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([0-9])}");
    private static final Pattern RANGE = Pattern.compile("a whole number from (.*) to (.*)");
    private static final Pattern AT_LEAST = Pattern.compile("a whole number, (.*) or more");
    private static final Map<String, String> WORDS = new HashMap<>();
    private static final Pattern ROWS = Pattern.compile("\\b([0-9][0-9,]*) rows?\\b");
    private static final Pattern ROW = Pattern.compile("\\brow ([0-9]+)\\b");
    private static final List<Sentence> SENTENCES = sentences(FaultSentences.SENTENCES, JobSentences.SENTENCES);
    private static final List<Sentence> FRAGMENTS = sentences(JobSentences.FRAGMENTS);

    static {
        Stream.of(FaultSentences.WORDS, JobSentences.WORDS)
                .flatMap(words -> lines(words).stream())
                .forEach(line -> WORDS.put(line[0], line[1]));
    }

    private VietnameseFaults() {}

    private record Sentence(String english, Pattern pattern, String vietnamese) {}

    /** The fault in Vietnamese; a sentence that is not in the list stays as it is. */
    public static Fault of(Fault english) {
        return new Fault(english.place(), sentence(english.message()), sentence(english.remedy()));
    }

    private static String sentence(String english) {
        Matcher suggested = SUGGESTION.matcher(english);
        if (suggested.matches()) {
            return sentence(suggested.group(1)) + " Có phải là \"" + suggested.group(2) + "\" không?";
        }
        return translated(SENTENCES, english).orElse(english);
    }

    private static Optional<String> translated(List<Sentence> among, String english) {
        for (Sentence sentence : among) {
            Matcher matcher = sentence.pattern.matcher(english);
            if (matcher.matches()) {
                return Optional.of(PLACEHOLDER
                        .matcher(sentence.vietnamese)
                        .replaceAll(found -> Matcher.quoteReplacement(filled(sentence, matcher, found.group(1)))));
            }
        }
        return Optional.empty();
    }

    private static String filled(Sentence sentence, Matcher matcher, String number) {
        String value = matcher.group(Integer.parseInt(number) + 1);
        return sentence.english.contains("\"{" + number + "}\"") ? value : word(value);
    }

    private static String word(String english) {
        Matcher range = RANGE.matcher(english);
        if (range.matches()) {
            return "số nguyên từ " + range.group(1) + " đến " + range.group(2);
        }
        Matcher least = AT_LEAST.matcher(english);
        if (least.matches()) {
            return "số nguyên từ " + least.group(1) + " trở lên";
        }
        String word = WORDS.get(english);
        return word != null ? word : phrase(english);
    }

    /** What is made up of several things: sentences, parts of them, rows. */
    private static String phrase(String english) {
        if (english.contains("; ")) {
            return Arrays.stream(english.split("; "))
                    .map(VietnameseFaults::word)
                    .collect(Collectors.joining("; "));
        }
        Optional<String> whole =
                english.endsWith(".") ? translated(SENTENCES, english) : translated(FRAGMENTS, english);
        return whole.orElseGet(
                () -> ROW.matcher(ROWS.matcher(english).replaceAll("$1 dòng")).replaceAll("dòng $1"));
    }

    private static List<Sentence> sentences(String... texts) {
        return Arrays.stream(texts)
                .flatMap(text -> lines(text).stream())
                .map(line -> new Sentence(line[0], pattern(line[0]), line[1]))
                // The more is fixed in a sentence, the surer it is meant.
                .sorted((a, b) -> Integer.compare(fixed(b.english()), fixed(a.english())))
                .toList();
    }

    private static int fixed(String english) {
        return PLACEHOLDER.matcher(english).replaceAll("").length();
    }

    private static Pattern pattern(String english) {
        StringBuilder pattern = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(english);
        int from = 0;
        while (placeholder.find()) {
            pattern.append(Pattern.quote(english.substring(from, placeholder.start())))
                    .append("(.*?)");
            from = placeholder.end();
        }
        return Pattern.compile(pattern + Pattern.quote(english.substring(from)), Pattern.DOTALL);
    }

    private static List<String[]> lines(String text) {
        return text.lines().map(line -> line.split("\\|", -1)).toList();
    }
}
