package org.kapsurvey.questionnaire.jvm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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
 * Faults in Vietnamese. The engine words them in English, as it runs on phones too, where no author reads them and every sentence
 * would cost; here they are translated sentence by sentence. What is in no list stays English. Immutable.
 */
public final class Translation {
    private static final Pattern SUGGESTION = Pattern.compile("(.*) Did you mean \"(.*)\"\\?", Pattern.DOTALL);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([0-9])(!?)}");
    private static final Pattern ROWS = Pattern.compile("\\b([0-9][0-9,]*) rows?\\b");
    private static final Pattern ROW = Pattern.compile("\\brow ([0-9]+)\\b");
    private static final Translation FORMS =
            new Translation(List.of(), List.of(), Map.of()).with(FormSentences.SENTENCES, FormSentences.WORDS);

    /** The more is fixed in a sentence, the surer it is meant: those come first. */
    private final List<Sentence> sentences;

    /** What may stand in the places of sentences and has places itself. */
    private final List<Sentence> phrases;

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

    private Translation(List<Sentence> sentences, List<Sentence> phrases, Map<String, String> words) {
        this.sentences = sentences;
        this.phrases = phrases;
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
        List<Sentence> furtherPhrases = new ArrayList<>();
        Map<String, String> allWords = new HashMap<>(words);
        furtherWords.lines().forEach(line -> {
            if (PLACEHOLDER.matcher(line).find()) {
                furtherPhrases.add(Sentence.of(line));
            } else {
                String[] parts = line.split("\\|", -1);
                allWords.put(parts[0], parts[1]);
            }
        });
        return new Translation(
                surestFirst(lines.lines().map(Sentence::of).toList(), sentences),
                surestFirst(furtherPhrases, phrases),
                Map.copyOf(allWords));
    }

    private static List<Sentence> surestFirst(List<Sentence> further, List<Sentence> known) {
        return Stream.concat(further.stream(), known.stream())
                .sorted(Comparator.comparingInt(Sentence::fixed).reversed())
                .toList();
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
        return translated(sentences, english).orElse(english);
    }

    private Optional<String> translated(List<Sentence> among, String english) {
        for (Sentence sentence : among) {
            Matcher matcher = sentence.pattern.matcher(english);
            if (matcher.matches()) {
                return Optional.of(PLACEHOLDER
                        .matcher(sentence.vietnamese)
                        .replaceAll(found -> Matcher.quoteReplacement(filled(
                                sentence,
                                matcher,
                                found.group(1),
                                !found.group(2).isEmpty()))));
            }
        }
        return Optional.empty();
    }

    private String filled(Sentence sentence, Matcher matcher, String number, boolean verbatim) {
        String value = matcher.group(Integer.parseInt(number) + 1);
        return verbatim || sentence.english.contains("\"{" + number + "}\"") ? value : word(value);
    }

    private String word(String english) {
        String word = words.get(english);
        return word == null ? phrase(english) : word;
    }

    /** What is made up of several things: sentences, parts of them, rows. */
    private String phrase(String english) {
        if (english.contains("; ")) {
            return Arrays.stream(english.split("; ")).map(this::word).collect(Collectors.joining("; "));
        }
        boolean whole = english.endsWith(".");
        return translated(whole ? sentences : phrases, english)
                .or(() -> translated(whole ? phrases : sentences, english))
                .orElseGet(() ->
                        ROW.matcher(ROWS.matcher(english).replaceAll("$1 dòng")).replaceAll("dòng $1"));
    }
}
