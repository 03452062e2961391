package org.kapsurvey.analysis.frame;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kapsurvey.questionnaire.fault.Fault;

/**
 * Faults of files that are read by the one JSON reader, in Vietnamese. That reader runs on phones too, where its faults are never
 * seen, so that they are worded in English there and translated here, sentence by sentence, by the list of
 * {@link FaultSentences}. What is not in the list stays English.
 */
final class VietnameseFaults {
    private static final Pattern SUGGESTION = Pattern.compile("(.*) Did you mean \"(.*)\"\\?", Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([0-9])}");
    private static final Pattern RANGE = Pattern.compile("a whole number from (.*) to (.*)");
    private static final Pattern AT_LEAST = Pattern.compile("a whole number, (.*) or more");
    private static final Map<String, String> WORDS = new HashMap<>();
    private static final List<Sentence> SENTENCES = new ArrayList<>();

    static {
        lines(FaultSentences.WORDS).forEach(line -> WORDS.put(line[0], line[1]));
        lines(FaultSentences.SENTENCES)
                .forEach(line -> SENTENCES.add(new Sentence(line[0], pattern(line[0]), line[1])));
        // The more is fixed in a sentence, the surer it is meant.
        SENTENCES.sort((a, b) -> Integer.compare(fixed(b.english()), fixed(a.english())));
    }

    private VietnameseFaults() {}

    private record Sentence(String english, Pattern pattern, String vietnamese) {}

    /** The fault in Vietnamese; a sentence that is not in the list stays as it is. */
    static Fault of(Fault english) {
        return new Fault(english.place(), sentence(english.message()), sentence(english.remedy()));
    }

    private static String sentence(String english) {
        Matcher suggested = SUGGESTION.matcher(english);
        if (suggested.matches()) {
            return sentence(suggested.group(1)) + " Có phải là \"" + suggested.group(2) + "\" không?";
        }
        for (Sentence sentence : SENTENCES) {
            Matcher matcher = sentence.pattern.matcher(english);
            if (matcher.matches()) {
                return PLACEHOLDER
                        .matcher(sentence.vietnamese)
                        .replaceAll(found -> Matcher.quoteReplacement(filled(sentence, matcher, found.group(1))));
            }
        }
        return english;
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
        return least.matches() ? "số nguyên từ " + least.group(1) + " trở lên" : WORDS.getOrDefault(english, english);
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
