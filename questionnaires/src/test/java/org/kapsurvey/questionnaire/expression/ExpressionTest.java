package org.kapsurvey.questionnaire.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.Faults;
import org.kapsurvey.questionnaire.fault.Place;
import org.kapsurvey.questionnaire.json.JsonArray;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.json.JsonText;
import org.kapsurvey.questionnaire.number.Numbers;

final class ExpressionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "1 + 2 * 3|(1 + (2 * 3))",
                "1 - 2 - 3|((1 - 2) - 3)",
                "-1 * 2|(-(1) * 2)",
                "not(${a} = 1 or ${b} != 'x') and . >= .5|(not(((${a} = 1) or (${b} != 'x'))) and (. >= 0.5))",
                "1 < 2 = 2 > 1|((1 < 2) = (2 > 1))",
                "today()-1|(today() - 1)",
                "count-selected(${q})-1|(count-selected(${q}) - 1)",
                "8 div 2 mod 3|((8 div 2) mod 3)",
                "--1|-(-(1))",
                "${ a }='it''s'|",
                "if(selected(., \"it's\"), 007, 1.)|if(selected(., 'it's'), 7, 1)",
            })
    void operatorsBindAsInXPath(String text, String printed) {
        Faults faults = new Faults();
        String tree = Expression.parse(text, new Place("", 1, 1), faults)
                .map(e -> e.accept(new Printer()))
                .orElse(null);
        assertThat(tree).isEqualTo(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "${a} = |f:3:15: A value must stand here, found the end.",
                "${a|f:3:9: $ begins a reference that has no end. Write ${name}.",
                "age > 1|f:3:9: The word age can't stand alone. Write a question as ${age}",
                "selectd(${a}, 'x')|f:3:9: Unknown function selectd.",
                "once(1)|f:3:9: The function once depends on when it is computed",
                "..|f:3:9: The path .. stands only in position(..).",
                "count(..)|f:3:15: The path .. stands only in position(..).",
                "if(1, 2)|f:3:9: The function if takes 3 arguments, found 2.",
                "(1 + 2|f:3:9: This opening bracket has no closing one.",
                "1)|f:3:10: This closing bracket has no opening one.",
                "1 2|f:3:11: An operator must stand here, found 2.",
                "'a|f:3:9: The text that begins here has no closing quote.",
                "'é😀' = ‘x’|f:3:16: Unexpected character ‘. Use straight quotes: 'text'.",
                "1 ! 2|f:3:11: Unexpected character !.",
                "1e5|f:3:9: Not a number: 1e.",
                "''|",
            })
    void saysWhatIsWrongAndWhere(String text, String fault) {
        Faults faults = new Faults();
        boolean parsed = Expression.parse(text, new Place("f", 3, 9), faults).isPresent();
        if (fault == null) {
            assertThat(parsed).isTrue();
            return;
        }
        assertThat(parsed).isFalse();
        assertThat(faults.list().get(0).toString()).startsWith(fault);
    }

    @Test
    void everyUnknownFunctionOfAnExpressionIsReported() {
        Faults faults = new Faults();
        Expression.parse("foo(1) + bar(2) + not()", new Place("f", 1, 1), faults);
        assertThat(faults.list()).extracting(fault -> fault.place().column()).containsExactly(1, 10, 19);
    }

    @Test
    void aFaultInATextWithEscapesIsAtItsOpeningQuote() {
        Faults faults = new Faults();
        JsonText text = (JsonText)
                ((JsonArray) JsonReader.read("f", "[\"\\\"a\\\" = \"]")).items().get(0);
        assertThat(Expression.parse(text, faults)).isEmpty();
        assertThat(faults.list()).extracting(Fault::place).containsExactly(new Place("f", 1, 2));
    }

    @Test
    void referencesAreListedOnceInOrder() {
        Expression expression = Expression.parse("if(${b}, -${a}, ${b} + ${c})", new Place("f", 1, 1), new Faults())
                .orElseThrow();
        assertThat(Expression.names(expression)).containsExactly("b", "a", "c");
        assertThat(Expression.references(expression).get(1).place()).isEqualTo(new Place("f", 1, 11));
    }

    @Test
    void depthLengthAndChainsAreCapped() {
        assertThat(refusal("(".repeat(64) + "1" + ")".repeat(64))).contains("deeper than 64");
        assertThat(refusal("(".repeat(63) + "1" + ")".repeat(63))).isEmpty();
        assertThat(refusal("-".repeat(5000) + "1")).contains("deeper than 64");
        assertThat(refusal("1+".repeat(499) + "1")).isEmpty();
        assertThat(refusal("1+".repeat(500) + "1")).contains("More than 500 operators");
        String chain = "1+".repeat(100) + "(";
        assertThat(refusal(chain.repeat(4) + "1" + ")".repeat(4))).isEmpty();
        assertThat(refusal(chain.repeat(5) + "1" + ")".repeat(5))).isEmpty();
        String leftChain = "(".repeat(6) + "1" + ("+1".repeat(100) + ")").repeat(6);
        assertThat(refusal(leftChain)).contains("More than 500 operators");
        assertThat(refusal(" ".repeat(10_000) + "1")).contains("longer than 10,000");
    }

    @Test
    void anyTextEitherParsesOrIsRefusedWithAPlace() {
        SplittableRandom random = new SplittableRandom(9);
        List<String> parts = List.of(
                "1", "${a}", "'x'", "(", ")", "and", "or ", "not(", "-", "=", "<", ",", ".", "if(", "today()", "$",
                "div", "😀", "2.5", " ");
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(12);
            for (int j = 0; j < length; j++) {
                text.append(parts.get(random.nextInt(parts.size())));
            }
            Faults faults = new Faults();
            boolean parsed = Expression.parse(text.toString(), new Place("f", 1, 1), faults)
                    .isPresent();
            assertThat(parsed).as(text.toString()).isEqualTo(faults.isEmpty());
        }
    }

    private static String refusal(String text) {
        Faults faults = new Faults();
        Expression.parse(text, new Place("", 1, 1), faults);
        return faults.isEmpty() ? "" : faults.list().get(0).message();
    }

    /** Prints a tree with every bracket. */
    private static final class Printer implements Expression.Visitor<String> {
        @Override
        public String number(Expression.NumberLiteral literal) {
            return Numbers.print(literal.value());
        }

        @Override
        public String text(Expression.TextLiteral literal) {
            return "'" + literal.value() + "'";
        }

        @Override
        public String reference(Expression.Reference reference) {
            return "${" + reference.name() + "}";
        }

        @Override
        public String self(Expression.Self self) {
            return ".";
        }

        @Override
        public String attribute(Expression.Attribute attribute) {
            return attribute.name();
        }

        @Override
        public String rowItself(Expression.RowItself row) {
            return "..";
        }

        @Override
        public String negation(Expression.Negation negation) {
            return "-(" + negation.operand().accept(this) + ")";
        }

        @Override
        public String binary(Expression.Binary binary) {
            return "(" + binary.left().accept(this) + " " + binary.operator().sign() + " "
                    + binary.right().accept(this) + ")";
        }

        @Override
        public String call(Expression.Call call) {
            return call.function().written() + "("
                    + String.join(
                            ", ",
                            call.arguments().stream().map(a -> a.accept(this)).toList()) + ")";
        }
    }
}
