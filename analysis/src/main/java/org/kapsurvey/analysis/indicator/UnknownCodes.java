package org.kapsurvey.analysis.indicator;

import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kapsurvey.analysis.codebook.Column;
import org.kapsurvey.analysis.codebook.NumericColumn;
import org.kapsurvey.questionnaire.definition.Choice;
import org.kapsurvey.questionnaire.definition.ChoiceList;
import org.kapsurvey.questionnaire.definition.MissingCode;
import org.kapsurvey.questionnaire.definition.Question;
import org.kapsurvey.questionnaire.definition.QuestionType;
import org.kapsurvey.questionnaire.definition.Questionnaire;
import org.kapsurvey.questionnaire.number.Numbers;

/**
 * Answers of a column that no form's list of choices has, or that no form's calculation gives: they would count as a no wherever a
 * choice is asked for, and a text as a yes wherever a truth is.
 *
 * @param rows that hold one
 * @param codes each once, in the order of the rows
 */
public record UnknownCodes(BitSet rows, List<String> codes) {
    public UnknownCodes {
        codes = List.copyOf(codes);
    }

    /** Reasons for no answer that are none, among some rows; empty if there are none such, or if no form asks the question. */
    public static Optional<UnknownCodes> ofReasons(
            Column reasons, String question, List<Questionnaire> forms, BitSet among) {
        if (forms.stream().noneMatch(form -> form.question(question).isPresent())) {
            return Optional.empty();
        }
        Set<String> unknown = new LinkedHashSet<>();
        BitSet rows = new BitSet();
        for (int row = among.nextSetBit(0); row >= 0; row = among.nextSetBit(row + 1)) {
            String reason = reasons.isMissing(row) ? "" : ItemKey.text(reasons, row);
            if (!reason.isEmpty() && MissingCode.of(reason) == null) {
                rows.set(row);
                unknown.add(reason);
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new UnknownCodes(rows, List.copyOf(unknown)));
    }

    /** Among some rows; empty if every answer is one in at least one of the forms, or if what the column may hold can't be told of one of them. */
    public static Optional<UnknownCodes> of(Column column, List<Questionnaire> forms, BitSet among) {
        List<Question> questions = forms.stream()
                .flatMap(form -> form.question(column.name()).stream())
                .toList();
        Set<String> known = new LinkedHashSet<>();
        boolean several = false;
        for (Question question : questions) {
            ChoiceList choices = question.choices();
            if (choices == null && question.values().isEmpty()) {
                return Optional.empty();
            }
            if (choices == null) {
                known.addAll(question.values());
            } else {
                choices.choices().stream().map(Choice::name).forEach(known::add);
                several = several || question.type() != QuestionType.SELECT_ONE;
            }
        }
        if (known.isEmpty()) {
            return Optional.empty();
        }
        // Of a column that was read as numbers 01 is 1.
        Set<Double> numbers = new LinkedHashSet<>();
        known.forEach(code -> numbers.add(Numbers.parse(code)));
        Map<String, List<String>> others = new LinkedHashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        BitSet rows = new BitSet();
        for (int row = among.nextSetBit(0); row >= 0; row = among.nextSetBit(row + 1)) {
            if (column.isMissing(row)) {
                continue;
            }
            List<String> strange;
            if (column instanceof NumericColumn numeric) {
                strange = numbers.contains(numeric.value(row)) ? List.of() : List.of(ItemKey.text(column, row));
            } else {
                boolean split = several;
                strange = others.computeIfAbsent(
                        ItemKey.text(column, row),
                        answer -> Arrays.stream(split ? answer.split(" ", -1) : new String[] {answer})
                                .filter(code -> !known.contains(code))
                                .toList());
            }
            if (!strange.isEmpty()) {
                rows.set(row);
                unknown.addAll(strange);
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new UnknownCodes(rows, List.copyOf(unknown)));
    }
}
