package org.kapsurvey.questionnaire.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.questionnaire.expression.Expression;
import org.kapsurvey.questionnaire.expression.Function;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.value.Value;

/** What expressions mean in a form. ${none} is unanswered, ${n} 7, ${t} "tv radio", ${d} 2026-02-28, ${yes} true. */
final class FormulaTest {
    private static final Map<String, Value> ANSWERS = answers();

    private static Map<String, Value> answers() {
        Map<String, Value> answers = new LinkedHashMap<>();
        answers.put("none", Value.of(""));
        answers.put("n", Value.of(7));
        answers.put("t", Value.of("tv radio"));
        answers.put("d", new Value.Day(20512));
        answers.put("yes", Value.of(true));
        answers.put("e", Value.of("a😀ế"));
        answers.put("long", Value.of("😀".repeat(3_000)));
        return answers;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                // An unanswered question equals no number and is neither below nor above one.
                "${none} = 0|false",
                "${none} != 0|true",
                "${none} < 5|false",
                "${none} >= 5|false",
                "${none} = ''|true",
                "${n} = ''|false",
                "${n} != ''|true",
                "${none} + 1|",
                "not(${none})|true",
                "coalesce(${none}, ${n})|7",
                "is-missing(${none})|true",
                "is-missing(0 div 0)|true",
                "missing-code(${none})|dk",
                "missing-code(${n})|",
                // Comparison
                "1 = '1.0'|true",
                "'01' = 1|false",
                "'1' = '1.0'|false",
                "'a' = true()|true",
                "'false' = false()|false",
                "0.1 + 0.2 = 0.3|false",
                "${d} = '2026-02-28'|true",
                "${d} < '2026-03-01'|true",
                "'2026-02-28' < '2026-03-01'|false",
                "date('2026-03-01') - ${d}|1",
                "${d} < today()|true",
                "(0 div 0) = (0 div 0)|false",
                "(0 div 0) != (0 div 0)|true",
                "1 div 0 > 5|true",
                "1 < 2 and 2 < 3 or false()|true",
                // Arithmetic
                "7 mod 3|1",
                "-7 mod 3|-1",
                "7 mod -3|1",
                "5.5 mod 2|1.5",
                "1 div 0|",
                "0 div 0|",
                "-(1 - 1)|0",
                "10 div 4|2.5",
                "'3' * '4'|12",
                "0.1 + 0.2|0.30000000000000004",
                // Numbers
                "int(2.9)|2",
                "int(-2.9)|-2",
                "round(2.5)|3",
                "round(-2.5)|-2",
                "round(0.49999999999999994)|0",
                "round(1.005, 2)|1.01",
                "round(1234.5, -2)|1200",
                "round(123456789012345678901234567890.5, 2)|1.2345678901234568e29",
                "round(0.1, 20)|0.1",
                "round(5, 99)|5",
                "round(5, -99)|0",
                "round(-1.25, 1)|-1.2",
                "round('x')|",
                "round(1, 'x')|",
                "abs(-3)|3",
                "number('')|",
                "number(' 12 ')|12",
                "number(true())|1",
                "min(3, ${none}, 2)|2",
                "max(3, ${none}, 2)|3",
                "max(${none})|",
                "max(3, 'x')|",
                // Texts
                "string-length(${e})|3",
                "substr(${e}, 1)|😀ế",
                "substr(${e}, 0, 2)|a😀",
                "substr(${e}, -1)|ế",
                "substr(${e}, 5)|",
                "substr(${e}, 'x')|",
                "substr('abc', 1, 1)|",
                "substr('abcdef', 1, -1)|bcde",
                "concat('a', 1.50, true(), ${d}, 0 div 0)|a1.5true2026-02-28",
                "contains('Hải Phòng', 'Phòng')|true",
                "starts-with('abc', 'ab')|true",
                "ends-with('abc', 'ab')|false",
                "regex('0912', '[0-9]+')|true",
                "regex('x0912', '[0-9]+')|false",
                "string(0.5)|0.5",
                // Selections
                "selected(${t}, 'tv')|true",
                "selected(${t}, 'tv radio')|false",
                "selected(${t}, 't')|false",
                "selected(${t}, '')|false",
                "selected(${none}, '')|false",
                "count-selected(${t})|2",
                "count-selected(${none})|0",
                "jr:choice-name('tv', '${t}')|label tv",
                // Days
                "today()|2026-11-21",
                "date(20513)|2026-03-01",
                "date(20513.9)|2026-03-01",
                "date('x' )|",
                "decimal-date-time(${d})|20512",
                "decimal-date-time(${none})|",
                "format-date(${d}, '%d/%m/%Y')|28/02/2026",
                "format-date(${none}, '%d/%m/%Y')|",
                "int((today() - ${d}) div 365.25)|0",
                // Choosing
                "if(${n} > 5, 'a', 'b')|a",
                "if(${none}, 'a', 'b')|b",
                "sum(${n}, ${none}, 2)|9",
                "sum(${n}, 'x')|",
                "sum(${none})|0",
                "count(${n})|1",
                "count-non-empty(${none})|0",
                "join('-', ${t}, 'x', ${none})|tv radio-x-",
                "boolean('false')|true",
            })
    void meansWhatTheFormatsSay(String expression, String expected) {
        Faults faults = new Faults();
        String result = compile(expression, faults);
        assertThat(faults.isEmpty() ? result : "").isEqualTo(expected == null ? "" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "${nn} = 1|1:1: There is no question ${nn}. References are to the names of questions.",
                "regex(${t}, ${t})|1:13: The pattern of regex must be a text in quotes.",
                "regex(${t}, '(?=a)')|1:13: Pattern '(?=a)': Groups that begin with (? are not supported, except (?: ).",
                "date('2026-02-30')|1:6: There is no day '2026-02-30'.",
                "format-date(today(), '%H')|1:22: Unknown code %H in the format of a date.",
                "missing-code('x')|1:14: missing-code takes a question.",
                "jr:choice-name('a', 'b')|1:21: jr:choice-name takes the question as its second argument.",
            })
    void whatCanNeverBeRightIsRefused(String expression, String fault) {
        Faults faults = new Faults();
        compile(expression, faults);
        assertThat(faults.list().get(0).toString()).startsWith(fault);
    }

    @Test
    void everyFunctionOfTheTableIsTriedAbove() throws Exception {
        String tried = String.join(
                " ",
                FormulaTest.class
                        .getDeclaredMethod("meansWhatTheFormatsSay", String.class, String.class)
                        .getAnnotation(CsvSource.class)
                        .value());
        // What looks at rows is tried in RepeatsTest.
        List<String> ofRows = List.of("position", "indexed-repeat");
        assertThat(Function.names())
                .filteredOn(name -> !ofRows.contains(name))
                .allSatisfy(name -> assertThat(tried).contains(name + "("));
    }

    @Test
    void textsThatFormulasMakeAreCut() {
        String text = compile("concat('x', ${long}, ${long})", new Faults());
        assertThat(text).hasSize(9_999).endsWith("😀");
    }

    static String evaluate(String expression) {
        Faults faults = new Faults();
        String result = compile(expression, faults);
        assertThat(faults.list()).as(expression).isEmpty();
        return result;
    }

    private static String compile(String text, Faults faults) {
        Map<String, Integer> slots = new LinkedHashMap<>();
        for (String name : ANSWERS.keySet()) {
            slots.put(name, slots.size());
        }
        return Expression.parse(text, new Place("", 1, 1), faults)
                .flatMap(tree -> Formula.compile(tree, slots, faults))
                .map(formula -> formula.evaluate(new Answered()).text())
                .orElse("");
    }

    private static final class Answered implements Scope {
        private final List<Value> values = List.copyOf(ANSWERS.values());

        @Override
        public Value answer(int slot) {
            return values.get(slot);
        }

        @Override
        public String missingCode(int slot) {
            return slot == 0 ? "dk" : "";
        }

        @Override
        public String choiceLabel(int slot, String choice) {
            return "label " + choice;
        }

        @Override
        public Value self() {
            return Value.empty();
        }

        @Override
        public Value today() {
            return new Value.Day(20778);
        }
    }
}
