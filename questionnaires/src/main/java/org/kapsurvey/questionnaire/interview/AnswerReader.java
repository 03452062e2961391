package org.kapsurvey.questionnaire.interview;

import java.util.List;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Range;
import org.kapsurvey.questionnaire.number.Numbers;
import org.kapsurvey.questionnaire.value.Days;
import org.kapsurvey.questionnaire.value.Times;
import org.kapsurvey.questionnaire.value.Value;
import org.kapsurvey.questionnaire.value.Words;

/** What the text of an answer means to a question. */
final class AnswerReader {
    private static final double[] FARTHEST = {90, 180};

    private AnswerReader() {}

    /** Takes what is found. */
    interface Findings {
        void find(FindingCode code);
    }

    /**
     * The value of a text that is not blank; empty, and a finding, if the question can't take it.
     *
     * @param offered the choices that it may take
     */
    static Value read(Question question, List<Choice> offered, String text, Findings findings) {
        String word = Words.trim(text);
        return switch (question.type()) {
            case INTEGER, DECIMAL, RANGE -> number(question, word, findings);
            case DATE -> {
                int day = Days.parse(word);
                yield day == Days.NONE ? refuse(FindingCode.TYPE, findings) : new Value.Day(day);
            }
            case TIME -> Times.isTime(word) ? Value.of(word) : refuse(FindingCode.TYPE, findings);
            case GEOPOINT -> geopoint(Words.of(text), findings);
            case SELECT_ONE -> {
                for (Choice choice : offered) {
                    if (choice.name().equals(word)) {
                        yield Value.of(word);
                    }
                }
                yield refuse(FindingCode.UNKNOWN_CHOICE, findings);
            }
            case SELECT_MULTIPLE -> choices(offered, Words.of(text), findings);
            case RANK -> rank(offered, Words.of(text), findings);
            case ACKNOWLEDGE -> word.equals("OK") ? Value.of(word) : refuse(FindingCode.TYPE, findings);
            case TEXT, HIDDEN -> Value.of(text);
            case NOTE, CALCULATE -> Value.empty();
        };
    }

    private static Value number(Question question, String word, Findings findings) {
        double number =
                question.type() == QuestionType.INTEGER ? AnswerNumbers.integer(word) : AnswerNumbers.decimal(word);
        Range range = question.range();
        boolean fits = !Double.isNaN(number) && (range == null || range.contains(number));
        return fits ? Value.of(number) : refuse(FindingCode.TYPE, findings);
    }

    /** Latitude and longitude in degrees; then, if known, altitude and accuracy in metres. */
    private static Value geopoint(List<String> words, Findings findings) {
        boolean good = words.size() >= 2 && words.size() <= 4;
        StringBuilder point = new StringBuilder();
        for (int i = 0; i < words.size() && good; i++) {
            double number = AnswerNumbers.decimal(words.get(i));
            good = !Double.isNaN(number) && (i > 1 || Math.abs(number) <= FARTHEST[i]) && (i < 3 || number >= 0);
            point.append(i == 0 ? "" : " ").append(Numbers.print(number));
        }
        return good ? Value.of(point.toString()) : refuse(FindingCode.TYPE, findings);
    }

    /** The known choices, each once, in the order of the list. */
    private static Value choices(List<Choice> offered, List<String> words, Findings findings) {
        StringBuilder chosen = new StringBuilder();
        int count = 0;
        boolean exclusive = false;
        for (Choice choice : offered) {
            if (words.contains(choice.name())) {
                if (count > 0) {
                    chosen.append(' ');
                }
                chosen.append(choice.name());
                count++;
                exclusive = exclusive || choice.exclusive();
            }
        }
        refuseUnknown(offered, words, findings);
        if (exclusive && count > 1) {
            findings.find(FindingCode.EXCLUSIVE);
        }
        return Value.of(chosen.toString());
    }

    /** All choices, each once, in the order of the answer. */
    private static Value rank(List<Choice> offered, List<String> words, Findings findings) {
        if (refuseUnknown(offered, words, findings)) {
            return Value.empty();
        }
        StringBuilder ranked = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            if (words.indexOf(words.get(i)) < i) {
                return refuse(FindingCode.TYPE, findings);
            }
            ranked.append(i == 0 ? "" : " ").append(words.get(i));
        }
        return words.size() == offered.size() ? Value.of(ranked.toString()) : refuse(FindingCode.TYPE, findings);
    }

    private static boolean refuseUnknown(List<Choice> offered, List<String> words, Findings findings) {
        for (String word : words) {
            boolean known = false;
            for (Choice choice : offered) {
                known = known || choice.name().equals(word);
            }
            if (!known) {
                findings.find(FindingCode.UNKNOWN_CHOICE);
                return true;
            }
        }
        return false;
    }

    private static Value refuse(FindingCode code, Findings findings) {
        findings.find(code);
        return Value.empty();
    }
}
