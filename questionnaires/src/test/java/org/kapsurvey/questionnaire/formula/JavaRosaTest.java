package org.kapsurvey.questionnaire.formula;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.javarosa.core.model.FormDef;
import org.javarosa.core.model.condition.EvaluationContext;
import org.javarosa.core.model.instance.InstanceInitializationFactory;
import org.javarosa.core.model.instance.TreeReference;
import org.javarosa.xform.util.XFormUtils;
import org.javarosa.xpath.XPathParseTool;
import org.javarosa.xpath.expr.XPathFuncExpr;
import org.javarosa.xpath.parser.XPathSyntaxException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;
import org.kapsurvey.questionnaire.number.Numbers;

/** Field staff know what expressions mean from ODK Collect, so its engine is asked, and each difference has a reason. */
final class JavaRosaTest {
    /** Where JavaRosa is not followed: the expressions of {@link FormulaTest} and the reason. */
    private static final Map<String, String> DIFFERENCES = differences();

    private static FormDef form;

    private static Map<String, String> differences() {
        Map<String, String> reasons = new LinkedHashMap<>();
        String ours = "our own function: JavaRosa has no missing codes";
        reasons.put("is-missing(${none})", ours);
        reasons.put("is-missing(0 div 0)", ours);
        reasons.put("missing-code(${none})", ours);
        reasons.put("missing-code(${n})", ours);
        String infinity = "a number that is not finite is no answer: the record never holds Infinity";
        reasons.put("1 div 0", infinity);
        reasons.put("'01' = 1", "a code with a leading zero is a code, as in the columns of an analysis");
        reasons.put(
                "0.1 + 0.2 = 0.3",
                "JavaRosa takes numbers within 1e-12 as equal; exact equality is the same everywhere");
        reasons.put(
                "${d} < '2026-03-01'", "a text beside a day is read as a day: with = JavaRosa does, with < it doesn't");
        reasons.put("round(5, 99)", "places are cut to 20 instead of an overflow");
        reasons.put("round(5, -99)", "places are cut to 20 instead of an overflow");
        reasons.put("round(1, 'x')", "what is no number of places gives no result");
        reasons.put("max(3, 'x')", "JavaRosa's result depends on the order of the arguments");
        String codePoints = "JavaRosa counts halves of surrogate pairs";
        reasons.put("string-length(${e})", codePoints);
        reasons.put("substr(${e}, 0, 2)", codePoints);
        reasons.put("substr(${e}, 'x')", "what is no place gives no text");
        reasons.put("concat('a', 1.50, true(), ${d}, 0 div 0)", "NaN is the empty text");
        String selected = "JavaRosa looks for the code as a part of the answer";
        reasons.put("selected(${t}, 'tv radio')", selected);
        reasons.put("selected(${none}, '')", selected);
        reasons.put("jr:choice-name('tv', '${t}')", "needs a question with choices in the XForm");
        String sum = "a row without an answer adds nothing, as in min and max";
        reasons.put("sum(${n}, ${none}, 2)", sum);
        reasons.put("sum(${n}, 'x')", "JavaRosa refuses what is no number; here the sum is no number");
        reasons.put("date('x' )", "what is no day gives no day instead of an exception");
        return reasons;
    }

    @BeforeAll
    static void open() throws Exception {
        String xform = "<h:html xmlns:h='http://www.w3.org/1999/xhtml' xmlns='http://www.w3.org/2002/xforms'"
                + " xmlns:jr='http://openrosa.org/javarosa'><h:head><h:title>t</h:title><model><instance><data id='x'>"
                + "<none/><n>7</n><t>tv radio</t><d>2026-02-28</d><e>a😀ế</e></data></instance>"
                + "<bind nodeset='/data/none' type='string'/><bind nodeset='/data/n' type='int'/>"
                + "<bind nodeset='/data/t' type='string'/><bind nodeset='/data/d' type='date'/>"
                + "<bind nodeset='/data/e' type='string'/></model></h:head>"
                + "<h:body><input ref='/data/n'><label>n</label></input></h:body></h:html>";
        form = XFormUtils.getFormFromInputStream(new ByteArrayInputStream(xform.getBytes(StandardCharsets.UTF_8)));
        form.initialize(true, new InstanceInitializationFactory());
    }

    @Test
    void everyExampleMeansTheSameOrItsDifferenceHasAReason() throws Exception {
        List<String> different = new ArrayList<>();
        int asked = 0;
        for (String line : FormulaTest.class
                .getDeclaredMethod("meansWhatTheFormatsSay", String.class, String.class)
                .getAnnotation(CsvSource.class)
                .value()) {
            String expression = line.substring(0, line.lastIndexOf('|'));
            String expected = line.substring(line.lastIndexOf('|') + 1);
            // JavaRosa's day is that of the machine.
            if (!expression.contains("today()")) {
                asked++;
                if (!javaRosa(expression).equals(expected)) {
                    different.add(expression);
                }
            }
        }
        assertThat(asked).isGreaterThan(80);
        assertThat(different).containsExactlyInAnyOrderElementsOf(DIFFERENCES.keySet());
    }

    @Test
    void randomExpressionsMeanTheSame() {
        SplittableRandom random = new SplittableRandom(41);
        for (int i = 0; i < 10_000; i++) {
            String expression = i % 2 == 0 ? truth(random, 3) : number(random, 3);
            assertThat(FormulaTest.evaluate(expression)).as(expression).isEqualTo(javaRosa(expression));
        }
    }

    /** The result as our text: numbers printed by us, NaN and infinities empty. */
    private static String javaRosa(String expression) {
        String xpath = expression.replaceAll("\\$\\{([a-z]+)\\}", "/data/$1");
        try {
            Object result = XPathParseTool.parseXPath(xpath)
                    .eval(
                            form.getMainInstance(),
                            new EvaluationContext(form.getEvaluationContext(), TreeReference.rootRef()));
            Object value = XPathFuncExpr.unpack(result);
            if (value instanceof Double number) {
                return Double.isNaN(number) ? "" : Numbers.print(number);
            }
            return XPathFuncExpr.toString(value);
        } catch (RuntimeException refused) {
            return "refused: " + refused.getClass().getSimpleName();
        } catch (XPathSyntaxException refused) {
            throw new AssertionError(expression, refused);
        }
    }

    private static String number(SplittableRandom random, int depth) {
        if (depth == 0) {
            return pick(random, "0", "1", "2", "7", "2.5", "10", "${n}", "${none}", "'3'", "'x'");
        }
        int d = depth - 1;
        return switch (random.nextInt(11)) {
            case 0 -> number(random, d) + " + " + number(random, d);
            case 1 -> number(random, d) + " - " + number(random, d);
            case 2 -> "(" + number(random, d) + ") * (" + number(random, d) + ")";
            case 3 -> "(" + number(random, d) + ") mod 4";
            case 4 -> "(" + number(random, d) + ") div 8";
            case 5 -> "int(" + number(random, d) + ")";
            case 6 -> "if(" + truth(random, d) + ", " + number(random, d) + ", " + number(random, d) + ")";
            case 7 -> "string-length(" + text(random) + ")";
            case 8 -> "count-selected(" + text(random) + ")";
            case 9 -> "-(" + number(random, d) + ")";
            default -> "abs(" + number(random, d) + ")";
        };
    }

    private static String truth(SplittableRandom random, int depth) {
        if (depth == 0) {
            return pick(random, "true()", "false()", "${n} = 7", "${none} = ''", "${t} != 'tv'");
        }
        int d = depth - 1;
        return switch (random.nextInt(9)) {
            case 0 -> truth(random, d) + " and " + truth(random, d);
            case 1 -> "(" + truth(random, d) + " or " + truth(random, d) + ")";
            case 2 -> "not(" + truth(random, d) + ")";
            case 3 -> number(random, d) + pick(random, " = ", " != ", " < ", " <= ", " > ", " >= ") + number(random, d);
            case 4 -> text(random) + pick(random, " = ", " != ") + text(random);
            case 5 -> "contains(" + text(random) + ", " + text(random) + ")";
            case 6 -> "starts-with(" + text(random) + ", " + text(random) + ")";
            case 7 -> "selected(${t}, " + pick(random, "'tv'", "'radio'", "'zalo'") + ")";
            default -> "boolean(" + text(random) + ")";
        };
    }

    private static String text(SplittableRandom random) {
        return pick(
                random,
                "''",
                "'a'",
                "'tv radio'",
                "${t}",
                "${none}",
                "concat(${t}, 'x')",
                "substr(${t}, 1, 4)",
                "coalesce(${none}, ${t})",
                "string(${n})");
    }

    private static String pick(SplittableRandom random, String... from) {
        return from[random.nextInt(from.length)];
    }
}
