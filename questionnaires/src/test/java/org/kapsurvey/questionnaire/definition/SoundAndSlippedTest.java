package org.kapsurvey.questionnaire.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.jvm.Translation;

/** Conditions that an author may well write, and such that look alike and ask everybody or nobody. */
class SoundAndSlippedTest {
    private static final String ROWS = """
            {"type": "select_one abc", "name": "x", "label": {"en": "X?"}, "missing": ["dk"]},
            {"type": "select_one num", "name": "num", "label": {"en": "Num?"}},
            {"type": "select_multiple abc", "name": "several", "label": {"en": "Several?"}},
            {"type": "integer", "name": "n", "label": {"en": "N?"}, "missing": ["refused"]},
            {"type": "date", "name": "d", "label": {"en": "D?"}},
            {"type": "time", "name": "tm", "label": {"en": "Time?"}},
            {"type": "text", "name": "t", "label": {"en": "T?"}},
            {"type": "calculate", "name": "truth", "calculation": "${n} > 18 and ${x} = 'a'"},
            {"type": "calculate", "name": "flag", "calculation": "if(${x} = 'a', 1, 0)"},
            {"type": "calculate", "name": "word", "calculation": "if(${x} = 'a', 'yes', 'no')"},
            {"type": "calculate", "name": "mark", "calculation": "if(${x} = 'a', 'yes', '')"},
            {"type": "calculate", "name": "again", "calculation": "${word}"},
            {"type": "calculate", "name": "copy", "calculation": "${x}"},
            {"type": "calculate", "name": "sum", "calculation": "${n} + 1"},
            {"type": "calculate", "name": "birth", "calculation": "if(${n} > 3, ${d}, today())"},
            {"type": "ROW", "name": "z", "label": {"en": "Z?"}, "KEY": "EXPRESSION"}""";

    private static final String CHOICES = """
            {"list_name": "abc", "name": "a", "label": {"en": "A"}},
            {"list_name": "abc", "name": "b", "label": {"en": "B"}},
            {"list_name": "abc", "name": "c", "label": {"en": "C"}},
            {"list_name": "num", "name": "1", "label": {"en": "One"}},
            {"list_name": "num", "name": "2", "label": {"en": "Two"}},
            {"list_name": "num", "name": "3", "label": {"en": "Three"}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${x} = 'a' or ${x} = 'b'",
                "selected(${several}, 'a') and not(selected(${several}, 'b'))",
                "${num} = 1 or ${num} = '2'",
                "${num} >= 2",
                "number(${num}) + ${n} > 4",
                "${x} != '' and ${n} = ''",
                "${truth}",
                "not(${truth})",
                "${truth} = 1 or ${truth} = 0",
                "${truth} = true()",
                "${truth} = ''",
                "(${n} > 1) = (${x} = 'a')",
                "(${n} > 1) + (${x} = 'a') + ${truth} >= 2",
                "${flag}",
                "${flag} = 1 and ${n}",
                "${flag} = '1'",
                "${word} = 'yes'",
                "${again} != 'no'",
                "${mark}",
                "not(${mark})",
                "${mark} = ''",
                "${copy} = 'b' or ${copy} = ${x}",
                "if(${n} > 3, ${truth}, ${n} < 2)",
                "if(${x} = 'a', ${n} > 3, '')",
                "${d} < today() and ${d} > '2020-01-01'",
                "today() > '2026-01-01'",
                "${tm} >= '07:30' and ${tm} != '12:00'",
                "${t} = '12' or ${t}",
                "missing-code(${x}) = 'dk' or is-missing(${n})",
                "boolean(${t}) and string-length(${t}) > 2",
                "regex(${t}, '[0-9]+') or contains(${t}, 'x')",
                "${sum} > 18 and ${sum} mod 2 = 0",
                "coalesce(${n}, 0) > 3",
                "coalesce(${x}, 'none') = 'none'",
                "if(${x} = 'a', 1, ${n}) = 7",
                "if(${x} = 'a', 'b', 'none') = ${x}",
                "${word} = if(${n} > 3, 'no', 'never')",
                "${flag} < 1 or 1 <= ${flag}",
                "${num} = ${flag} or ${num} = ${n}",
                "${birth} < '2010-01-01' or ${birth} = ${d}",
                "substr(${d}, 0, 4) = '2000'",
                "${truth} > 0",
            })
    void whatAnAuthorMayWellWritePasses(String expression) {
        assertThat(told(expression)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "${word}#0#The question ${word} stands as a condition of its own",
                "not(${again})#4#The question ${again} stands as a condition of its own",
                "${n} > 3 and ${copy}#13#The question ${copy} stands as a condition of its own",
                "if(${word}, ${n}, 0) > 3#3#The question ${word} stands as a condition of its own",
                "if(${x} = 'a', 'yes', 'no')#15#Nothing is compared with 'yes' here",
                "${n} > 1 or if(${x} = 'a', ${word}, 'no')#27#The question ${word} stands as a condition",
                "1 = 2#0#This never holds, whatever is answered.",
                "2 > 1#0#This always holds, whatever is answered.",
                "true()#0#This always holds, whatever is answered. Leave \"relevant\" out",
                "false()#0#This never holds, whatever is answered. Take the row away",
                "not(false())#0#This always holds, whatever is answered.",
                "1#0#This always holds, whatever is answered.",
                "0#0#This never holds, whatever is answered.",
                "'a' = 'a'#0#This always holds, whatever is answered.",
                "date('2026-01-01') > date('2025-01-01')#0#This always holds, whatever is answered.",
                "${x} = 'a' or 1 = 1#14#This always holds, whatever is answered. Compare an answer with something, or",
                "${x} = 'a' and true()#15#This always holds, whatever is answered.",
                "${x} = 'a' and ('b' = 'a' or ${n} > 1)#16#This never holds, whatever is answered.",
                "if(true(), ${n}, 0) > 3#3#This always holds, whatever is answered.",
                "${n} > if(1 = 2, 3, 4)#10#This never holds, whatever is answered.",
                "(${n} > 1) = 'yes'#13#Beside a truth 'yes' counts as true",
                "'no' != (${n} > 1)#0#Beside a truth 'no' counts as true",
                "${truth} = 'true'#11#The calculation truth never gives 'true'. It gives 1, 0.",
                "${truth} = '0'#11#Beside a truth '0' counts as true",
                "selected(${several}, 'a') = 'a'#28#Beside a truth 'a' counts as true",
                "${truth} = ${word}#11#Beside a truth ${word} counts as true",
                "${truth} = 2#11#The calculation truth never gives 2. It gives 1, 0.",
                "(${n} > 1) = ${x}#13#Beside a truth ${x} counts as true",
                "is-missing(${n}) = 'refused'#19#Beside a truth 'refused' counts as true",
                "${tm} = '7:30'#8#The answer to tm is a time and never compares with '7:30'.",
                "${word} = 'maybe'#10#The calculation word never gives 'maybe'. It gives yes, no.",
                "'Yes' != ${word}#0#The calculation word never gives 'Yes'. It gives yes, no. Did you mean \"yes\"?",
                "${again} = 'x'#11#The calculation again never gives 'x'. It gives yes, no.",
                "${mark} = 'no'#10#The calculation mark never gives 'no'. It gives yes.",
                "${copy} = 'd'#10#The calculation copy never gives 'd'. It gives a, b, c.",
                "${flag} = 2#10#The calculation flag never gives 2. It gives 1, 0.",
                "${flag} = 'yes'#10#The calculation flag never gives 'yes'.",
                "${flag} > 1#10#The calculation flag is never > 1. It gives 1, 0.",
                "0 > ${flag}#0#The calculation flag is never < 0. It gives 1, 0.",
                "if(${x} = 'a', 'yes', 'no') = 'maybe'#30#This never gives 'maybe'. It gives yes, no.",
                "coalesce(${x}, 'none') = 'dk'#25#This never gives 'dk'. It gives a, b, c, none.",
                "${word} = ${x}#0#${word} and ${x} are never the same. The first is one of yes, no, the second of a",
                "${x} != ${num}#0#${x} and ${num} are never the same.",
                "${birth} = '2000-5-5'#11#The answer to birth is a day and never compares with '2000-5-5'.",
                "today() > '21/11/2026'#0#A day is compared here with a text that is none",
                "date(${t}) = 'today'#0#A day is compared here with a text that is none",
                "${truth} > 1#11#The calculation truth is never > 1. It gives 1, 0.",
                "${word} > 1#0#The signs <, <=, > and >= compare numbers",
                "${d} = '2026-13-01'#7#The answer to d is a day and never compares",
            })
    void whatLooksAlikeAndAsksEverybodyOrNobodyIsToldAtItsPlace(String expression, int offset, String words) {
        assertThat(told(expression)).singleElement().satisfies(fault -> {
            assertThat(fault.message() + " " + fault.remedy()).startsWith(words);
            assertThat(fault.place().column()).isEqualTo(67 + offset);
            Fault vietnamese = Translation.ofForms().of(fault);
            assertThat(vietnamese.message()).isNotEqualTo(fault.message());
            assertThat(vietnamese.remedy()).isNotEqualTo(fault.remedy());
        });
        assertThat(Questionnaire.ofPublished(JsonReader.read("", form(expression)))
                        .question("z"))
                .as("published before this was told")
                .isPresent();
    }

    @Test
    void whatCantBeCompiledIsNoPublishedForm() {
        for (String expression : List.of("${nobody} = 1", "${n} >", "${z} = 'a'", "nothing(${n})")) {
            assertThatThrownBy(() -> Questionnaire.compilePublished(JsonReader.read("", form(expression))))
                    .as(expression)
                    .isInstanceOf(FaultsException.class);
        }
    }

    /** What stands in the other columns, and at the form's end. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '\0',
            value = {
                "integer#required#true()#",
                "integer#read_only#true()#",
                "integer#required#1 = 2#This never holds, whatever is answered. Leave \"required\" out",
                "integer#required#false()#This never holds, whatever is answered. Leave \"required\" out",
                "integer#required#2 > 1#This always holds, whatever is answered. Write true,",
                "integer#required#${word}#The question ${word} stands as a condition of its own",
                "integer#read_only#1 = 1#This always holds, whatever is answered. Write true,",
                "integer#constraint#2 > 1#This always holds, whatever is answered. Leave \"constraint\" out",
                "integer#constraint#. > 1 and ${word}#The question ${word} stands as a condition of its own",
                "geopoint#constraint#1 = 2#This never holds, whatever is answered. Leave \"constraint\" out",
                "geopoint#warning#1 = 2#This never holds, whatever is answered. Leave \"warning\" out",
                "select_one abc#choice_filter#true()#This always holds, whatever is answered. Leave \"choice_filter\"",
                "select_one abc#choice_filter#name != 'a'#",
                "select_one abc#choice_filter#name != ${x} and 1 = 1#This always holds, whatever is answered.",
            })
    void theSameOfEveryCondition(String type, String key, String expression, String words) {
        String form =
                Forms.of(ROWS.replace("ROW", type).replace("KEY", key).replace("EXPRESSION", expression), CHOICES);
        List<Fault> told = Questionnaire.faults("f.json", form);
        if (words == null) {
            assertThat(told).isEmpty();
        } else {
            assertThat(told)
                    .singleElement()
                    .satisfies(fault ->
                            assertThat(fault.message() + " " + fault.remedy()).startsWith(words));
        }
    }

    @Test
    void anEndingThatNoAnswerDecidesIsRefused() {
        String form = Forms.of(ROWS.replace("ROW", "text").replace(", \"KEY\": \"EXPRESSION\"", ""), CHOICES);
        for (String ending : List.of("1 = 2", "true()", "${word}")) {
            assertThat(Questionnaire.faults(
                            "f.json",
                            form.replace(
                                    "\"default_language\"", "\"refused\": \"" + ending + "\", \"default_language\"")))
                    .singleElement()
                    .satisfies(fault -> assertThat(fault.place().line()).isEqualTo(1));
        }
        assertThat(Questionnaire.faults("f.json", form)).isEmpty();
    }

    @Test
    void aColumnThatAFilterMisspellsIsToldOnceAndNotWithEveryChoice() {
        String rows = """
                {"type": "select_one abc", "name": "x", "label": {"en": "X?"}},
                {"type": "select_one com", "name": "c", "label": {"en": "C?"}, "choice_filter": "provinc = ${x}"}""";
        String choices = """
                {"list_name": "abc", "name": "a", "label": {"en": "A"}},
                {"list_name": "abc", "name": "b", "label": {"en": "B"}},
                {"list_name": "com", "name": "one", "label": {"en": "One"}, "province": "a"},
                {"list_name": "com", "name": "two", "label": {"en": "Two"}, "province": "b", "colour": "red"}""";
        assertThat(Questionnaire.faults("f.json", Forms.of(rows, choices)))
                .extracting(Fault::message)
                .containsExactly("No choice of the list \"com\" has a column \"provinc\".", "Unknown key \"colour\".");
    }

    /** Looked through anew at each name, the last of forty would be looked through a million million times. */
    @Test
    void aChainOfCalculationsThatEachNameTheOneBeforeSeveralTimesIsJudgedAtOnce() {
        StringBuilder chain = new StringBuilder("""
                {"type": "select_one abc", "name": "x", "label": {"en": "X?"}},
                {"type": "select_one num", "name": "num", "label": {"en": "Num?"}},
                {"type": "calculate", "name": "c0", "calculation": "if(${x} = 'a', 'p', 'q')"},
                """);
        for (int i = 1; i <= 40; i++) {
            chain.append("{\"type\": \"calculate\", \"name\": \"c" + i + "\", \"calculation\": \""
                    + "if(${X} = 'p', ${X}, ${X})\"},\n".replace("X", "c" + (i - 1)));
        }
        String last = "{\"type\": \"text\", \"name\": \"z\", \"label\": {\"en\": \"Z?\"}, \"relevant\": \"${c40}";
        assertThat(Questionnaire.faults("f.json", Forms.of(chain + last + " = 'p'\"}", CHOICES)))
                .isEmpty();
        assertThat(Questionnaire.faults("f.json", Forms.of(chain + last + " = 'r'\"}", CHOICES)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("'r'"));
        assertThat(Questionnaire.faults("f.json", Forms.of(chain + last + "\"}", CHOICES)))
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("stands as a condition"));
    }

    private static List<Fault> told(String expression) {
        return Questionnaire.faults("f.json", form(expression));
    }

    private static String form(String expression) {
        return Forms.of(
                ROWS.replace("ROW", "text").replace("KEY", "relevant").replace("EXPRESSION", expression), CHOICES);
    }
}
