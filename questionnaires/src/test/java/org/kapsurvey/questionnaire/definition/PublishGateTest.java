package org.kapsurvey.questionnaire.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kapsurvey.questionnaire.Forms;
import org.kapsurvey.questionnaire.RandomForms;
import org.kapsurvey.questionnaire.definition.BreakableForm.Named;
import org.kapsurvey.questionnaire.definition.BrokenForms.Slip;
import org.kapsurvey.questionnaire.definition.DraftForm.Span;
import org.kapsurvey.questionnaire.fault.Fault;
import org.kapsurvey.questionnaire.fault.FaultsException;
import org.kapsurvey.questionnaire.json.JsonReader;
import org.kapsurvey.questionnaire.jvm.Translation;

/** The publish gate against good forms that were broken on purpose: every slip is named at its place, in both languages, and nothing else is. */
final class PublishGateTest {
    private static final int FORMS_FOR_EACH_SLIP = 3;

    private final List<String> good = Stream.concat(
                    Forms.ours().stream().map(Forms::composed),
                    Stream.iterate(0L, seed -> seed + 1).limit(30).map(RandomForms::form))
            .toList();

    @Test
    void everySlipInEveryFormIsNamedAtItsPlaceAndNothingElseIs() {
        int broken = 0;
        List<String> unfound = new ArrayList<>();
        for (Slip slip : BrokenForms.all()) {
            int tried = 0;
            for (int i = 0; i < good.size() && tried < FORMS_FOR_EACH_SLIP; i++) {
                SplittableRandom random =
                        new SplittableRandom(31L * i + slip.name().hashCode());
                DraftForm form =
                        DraftForm.of(good.get(Math.floorMod(i * 7 + slip.name().hashCode(), good.size())));
                Optional<List<Named>> named = slip.in(form, random);
                if (named.isPresent()) {
                    judge(slip.name(), form, named.get(), unfound);
                    tried++;
                    broken++;
                }
            }
            assertThat(tried).as("forms for: " + slip.name()).isPositive();
        }
        assertThat(unfound).as(String.join("\n", unfound)).isEmpty();
        assertThat(broken).isGreaterThan(500);
    }

    /** Slips that are found when the form is read and such that are found when it is compiled, in one form. */
    @Test
    void severalSlipsInOneFormAreAllNamedAtOnce() {
        List<Slip> slips = SlipsInside.all();
        List<String> unfound = new ArrayList<>();
        int forms = 0;
        for (int i = 0; i < 150; i++) {
            SplittableRandom random = new SplittableRandom(i);
            DraftForm form = DraftForm.of(good.get(i % good.size()));
            List<Named> named = new ArrayList<>();
            List<String> names = new ArrayList<>();
            boolean apart = true;
            for (int j = 0; j < 4; j++) {
                Slip slip = slips.get(random.nextInt(slips.size()));
                List<Named> found = slip.in(form, random).orElse(List.of());
                apart = apart
                        && found.stream().noneMatch(one -> named.stream().anyMatch(other -> other.row() == one.row()));
                named.addAll(found);
                names.add(slip.name());
            }
            if (apart && named.size() > 1) {
                judge(names.toString(), form, named, unfound);
                forms++;
            }
        }
        assertThat(unfound).as(String.join("\n", unfound)).isEmpty();
        assertThat(forms).isGreaterThan(75);
    }

    /** The schema knows the shape of a form by itself: what it refuses the gate must refuse too, whatever stands where. */
    @Test
    void whateverStandsInTheWrongPlaceIsRefusedOnItsLineAndNothingCrashes() throws Exception {
        ObjectMapper json = new ObjectMapper();
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Forms.read(Forms.MODULE.resolve("schema/questionnaire.schema.json")));
        List<Object> anything =
                List.of("", " ", "x", "\u0000", 5.0, true, List.of(), List.of("x"), Map.of(), Map.of("x", "y"), "null");
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            SplittableRandom random = new SplittableRandom(i);
            DraftForm form = DraftForm.of(good.get(i % good.size()));
            List<Map<String, Object>> rows =
                    i % 4 == 0 ? form.choices : i % 9 == 0 ? List.of(form.settings) : form.survey;
            if (rows.isEmpty()) {
                continue;
            }
            Map<String, Object> row = rows.get(random.nextInt(rows.size()));
            String key = List.copyOf(row.keySet()).get(random.nextInt(row.size()));
            row.put(key, anything.get(random.nextInt(anything.size())));
            String text = form.write();
            List<Fault> faults = Questionnaire.faults("f.json", text);
            if (!schema.validate(json.readTree(text)).isEmpty()) {
                Span span = form.span(row, "");
                assertThat(faults)
                        .as(key + " in " + row)
                        .anyMatch(fault -> fault.place().line() == span.line());
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(200);
    }

    @Test
    void textThatIsNoJsonIsRefusedWhereItBreaks() {
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            SplittableRandom random = new SplittableRandom(i);
            String text = DraftForm.of(good.get(i % good.size())).write();
            int at = random.nextInt(text.length());
            String broken = i % 3 == 0
                    ? text.substring(0, at)
                    : i % 3 == 1
                            ? text.substring(0, at) + text.substring(at + 1)
                            : text.substring(0, at)
                                    + "{}[],:\"x\\\t\u0001".charAt(random.nextInt(11))
                                    + text.substring(at);
            int line =
                    (int) text.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
            if (isJson(broken)) {
                continue;
            }
            List<Fault> faults = Questionnaire.faults("f.json", broken);
            // What is wrong may show only at the bracket or quote that comes next, but never before.
            assertThat(faults)
                    .as("line " + line + " of form " + i)
                    .isNotEmpty()
                    .allMatch(fault -> fault.place().line() >= line);
            refused++;
        }
        assertThat(refused).isGreaterThan(100);
    }

    /** What an author may well do: none of it is refused. */
    @Test
    void aFormThatIsChangedButGoodPasses() {
        int changed = 0;
        for (Harmless harmless : HARMLESS) {
            for (int i = 0; i < good.size(); i++) {
                DraftForm form = DraftForm.of(good.get(i));
                if (harmless.change().test(form)) {
                    List<Fault> faults = Questionnaire.faults("f.json", form.write());
                    assertThat(faults).as(harmless.name()).isEmpty();
                    changed++;
                }
            }
        }
        assertThat(changed).isGreaterThan(250);
    }

    private record Harmless(String name, Predicate<DraftForm> change) {}

    private static final List<Harmless> HARMLESS = List.of(
            new Harmless(
                    "a row's keys stand in another order",
                    form -> all(form.survey, row -> {
                        List<String> keys = new ArrayList<>(row.keySet());
                        Collections.reverse(keys);
                        Map<String, Object> turned = new LinkedHashMap<>();
                        keys.forEach(key -> turned.put(key, row.get(key)));
                        row.clear();
                        row.putAll(turned);
                    })),
            new Harmless("choices stand in another order", form -> {
                Collections.reverse(form.choices);
                return !form.choices.isEmpty();
            }),
            new Harmless(
                    "expressions have blanks and brackets around them",
                    form -> all(form.survey, row -> {
                        for (String key : List.of("relevant", "constraint", "warning", "calculation")) {
                            row.computeIfPresent(key, (same, text) -> "  ( " + text + " )\n");
                        }
                    })),
            new Harmless(
                    "references have blanks inside",
                    form -> all(form.survey, row -> {
                        for (String key : List.of("relevant", "constraint", "warning", "calculation")) {
                            row.computeIfPresent(key, (same, text) -> ((String) text).replace("${", "${ "));
                        }
                    })),
            new Harmless(
                    "all asked questions offer all reasons",
                    form -> all(form.survey, row -> {
                        if (row.containsKey("missing")) {
                            row.put("missing", List.of("dk", "refused", "not_applicable"));
                        }
                    })),
            new Harmless(
                    "a question is added that nothing refers to",
                    form -> form.survey.add(new LinkedHashMap<>(
                            Map.of("type", "calculate", "name", "added_at_the_end", "calculation", "1 + 1")))),
            new Harmless(
                    "texts hold signs of expressions",
                    form -> all(form.survey, row -> {
                        if (row.get("label") instanceof Map<?, ?> label) {
                            Map<String, Object> texts = DraftForm.map(label);
                            texts.replaceAll((language, text) -> text + " $5 {x} 'y\" \\ < > & 100 % 😀");
                        }
                    })),
            new Harmless("nothing is required", form -> all(form.survey, row -> row.remove("required"))),
            new Harmless("a group stands around everything", form -> {
                if (form.survey.stream().anyMatch(row -> row.containsKey("self_fill"))) {
                    return false;
                }
                form.survey.add(0, new LinkedHashMap<>(Map.of("type", "begin_group", "name", "around_all")));
                form.survey.add(new LinkedHashMap<>(Map.of("type", "end_group", "name", "around_all")));
                return true;
            }),
            new Harmless("the form is of another version", form -> form.settings.put("version", "2026-11.b") != null));

    private static boolean all(List<Map<String, Object>> rows, Consumer<Map<String, Object>> change) {
        rows.forEach(change);
        return true;
    }

    private static boolean isJson(String text) {
        try {
            JsonReader.read("", text);
            return true;
        } catch (FaultsException refused) {
            return false;
        }
    }

    private static void judge(String slip, DraftForm form, List<Named> named, List<String> unfound) {
        String text = form.write();
        List<Fault> faults = Questionnaire.faults("f.json", text);
        List<Fault> unexpected = new ArrayList<>(faults);
        for (Named expected : named) {
            List<Fault> fitting = faults.stream()
                    .filter(fault -> fault.message().contains(expected.words()) && isAt(fault, expected, form))
                    .toList();
            if (fitting.isEmpty()) {
                unfound.add(slip + ": not named: " + expected + " among " + faults);
            }
            unexpected.removeAll(fitting);
        }
        for (Fault fault : faults) {
            Fault vietnamese = Translation.ofForms().of(fault);
            boolean same = vietnamese.message().equals(fault.message())
                    || (!fault.remedy().isEmpty() && vietnamese.remedy().equals(fault.remedy()));
            if (same) {
                unfound.add(slip + ": not in Vietnamese: " + vietnamese);
            }
        }
        if (!unexpected.isEmpty()) {
            unfound.add(slip + ": too much: " + unexpected + ", named: " + named);
        }
    }

    private static boolean isAt(Fault fault, Named expected, DraftForm form) {
        if (expected.row() == null) {
            return true;
        }
        Span span = form.span(expected.row(), expected.path());
        if (expected.offset() < 0 || form.isEscaped(span)) {
            return span.holds(fault.place());
        }
        // Inside a text places begin after its quote; a fault of the text itself is at the quote.
        int beyond = fault.place().column() - span.from() - expected.offset();
        return fault.place().line() == span.line() && (beyond == 0 || beyond == 1);
    }
}
