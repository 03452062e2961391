package org.kapsurvey.questionnaire.jvm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kapsurvey.questionnaire.fault.Fault;

/**
 * Faults in Vietnamese. The engine words them in English, as it runs on phones too, where no author reads them and every sentence
 * would cost; here they are translated sentence by sentence. What is in no list stays English. Immutable.
 */
public final class Translation {
    private static final Pattern SUGGESTION = Pattern.compile("(.*) Did you mean \"(.*)\"\\?", Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([0-9])(!?)}");
    private static final Translation FORMS =
            new Translation(List.of(), Map.of()).with(FormSentences.SENTENCES, FormSentences.WORDS);

    /** The more is fixed in a sentence, the surer it is meant: those come first. */
    private final List<Sentence> sentences;

    private final Map<String, String> words;

    /** @param pattern has a group for each place of the English sentence, in the order of their numbers */
    private record Sentence(String english, Pattern pattern, String vietnamese) {
        static Sentence of(String line) {
            String[] parts = line.split("\\|", -1);
            StringBuilder pattern = new StringBuilder();
            Matcher placeholder = PLACEHOLDER.matcher(parts[0]);
            int from = 0;
            while (placeholder.find()) {
                pattern.append(Pattern.quote(parts[0].substring(from, placeholder.start())))
                        .append("(.*?)");
                from = placeholder.end();
            }
            pattern.append(Pattern.quote(parts[0].substring(from)));
            return new Sentence(parts[0], Pattern.compile(pattern.toString(), Pattern.DOTALL), parts[1]);
        }

        int fixed() {
            return PLACEHOLDER.matcher(english).replaceAll("").length();
        }
    }

    private Translation(List<Sentence> sentences, Map<String, String> words) {
        this.sentences = sentences;
        this.words = words;
    }

    /** Of whatever the JSON reader and the publish gate say. */
    public static Translation ofForms() {
        return FORMS;
    }

    /**
     * This one with further sentences and words, of which each that is known already takes the place of the other.
     *
     * @param lines an English sentence, {@code |} and the Vietnamese one on each line; {@code {0}} to {@code {9}} stand for a word,
     *     which is translated unless it stands in quotes, {@code {0!}} for what is left as it is
     * @param furtherWords the same of what may stand in the places
     */
    public Translation with(String lines, String furtherWords) {
        List<Sentence> all = new ArrayList<>(sentences);
        Map<String, String> allWords = new HashMap<>(words);
        lines.lines().map(Sentence::of).forEach(all::add);
        furtherWords.lines().forEach(line -> {
            if (PLACEHOLDER.matcher(line).find()) {
                all.add(Sentence.of(line));
            } else {
                String[] parts = line.split("\\|", -1);
                allWords.put(parts[0], parts[1]);
            }
        });
        all.sort((a, b) -> Integer.compare(b.fixed(), a.fixed()));
        return new Translation(List.copyOf(all), Map.copyOf(allWords));
    }

    /** The fault in Vietnamese; a sentence that is in no list stays as it is. */
    public Fault of(Fault english) {
        return new Fault(english.place(), sentence(english.message()), sentence(english.remedy()));
    }

    private String sentence(String english) {
        Matcher suggested = SUGGESTION.matcher(english);
        if (suggested.matches()) {
            return sentence(suggested.group(1)) + " Có phải là \"" + suggested.group(2) + "\" không?";
        }
        for (Sentence sentence : sentences) {
            Matcher matcher = sentence.pattern.matcher(english);
            if (matcher.matches()) {
                return PLACEHOLDER
                        .matcher(sentence.vietnamese)
                        .replaceAll(found -> Matcher.quoteReplacement(filled(
                                sentence,
                                matcher,
                                found.group(1),
                                !found.group(2).isEmpty())));
            }
        }
        return english;
    }

    private String filled(Sentence sentence, Matcher matcher, String number, boolean verbatim) {
        String value = matcher.group(Integer.parseInt(number) + 1);
        if (verbatim || sentence.english.contains("\"{" + number + "}\"")) {
            return value;
        }
        String word = words.get(value);
        return word == null ? sentence(value) : word;
    }
}
