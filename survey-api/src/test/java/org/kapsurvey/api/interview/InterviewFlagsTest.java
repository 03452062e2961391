package org.kapsurvey.api.interview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kapsurvey.api.interview.InterviewFlags.Answered;
import org.kapsurvey.api.interview.InterviewFlags.Facts;
import org.kapsurvey.api.interview.InterviewFlags.Flag;
import org.kapsurvey.questionnaire.fault.FaultsException;

/** Each flag with interviews that have it, and with others just beyond its threshold that have not. */
class InterviewFlagsTest {
    /** Nine in the morning in Viet Nam. */
    private static final Instant MORNING = Instant.parse("2026-11-21T02:00:00Z");

    private static final UUID DEVICE = new UUID(1, 1);
    private static final Path FILE = Path.of("../questionnaires/review/thresholds.json");

    /** Interviews, the flag, and which of them have it, by their places. */
    static Stream<Arguments> cases() {
        return Stream.of(
                of("4.9 minutes", Flag.SHORT, List.of(0), at(0, 4.9)),
                of("5 minutes", Flag.SHORT, List.of(), at(0, 5)),
                of("one surveyor of four takes a third of the time", Flag.SURVEYOR_LENGTH, range(15, 20), lengths(10)),
                of("all four take about as long", Flag.SURVEYOR_LENGTH, List.of(), lengths(29)),
                of("one surveyor of four skips half", Flag.SURVEYOR_SKIPS, range(15, 20), skips(15)),
                of("one skips hardly more", Flag.SURVEYOR_SKIPS, List.of(), skips(4)),
                of("one skips nothing", Flag.SURVEYOR_SKIPS, List.of(), skips(0)),
                of("16 on a day", Flag.PER_DAY, range(0, 16), day(16)),
                of("15 on a day", Flag.PER_DAY, List.of(), day(15)),
                of("3 minutes together", Flag.OVERLAP, List.of(0, 1), at(0, 20), at(17, 20)),
                of(
                        "a short one inside a long one, and one behind",
                        Flag.OVERLAP,
                        List.of(0, 1, 2),
                        at(0, 90),
                        at(10, 20),
                        at(60, 60)),
                of("2 minutes together", Flag.OVERLAP, List.of(), at(0, 20), at(18, 20)),
                of("20:59", Flag.HOURS, List.of(), at(11 * 60 + 59, 20)),
                of("21:00", Flag.HOURS, List.of(0), at(12 * 60, 20)),
                of("5:59", Flag.HOURS, List.of(0), at(-3 * 60 - 1, 20)),
                of("five of a table alike", Flag.STRAIGHT_LINE, List.of(0), table(7, 7, 7, 7, 7)),
                of("four of five alike", Flag.STRAIGHT_LINE, List.of(), table(7, 7, 7, 7, 6)),
                of("four questions alone", Flag.STRAIGHT_LINE, List.of(), table(7, 7, 7, 7)),
                of("not one of them asked", Flag.STRAIGHT_LINE, List.of(), table(0, 0, 0, 0, 0)),
                of("17 of 20 answers the same", Flag.NEAR_DUPLICATE, List.of(0, 1), alike(20, 3)),
                of("16 of 20", Flag.NEAR_DUPLICATE, List.of(), alike(20, 4)),
                of("19 answers are too few", Flag.NEAR_DUPLICATE, List.of(), alike(19, 0)),
                of("3 of 10 not known", Flag.DONT_KNOW, List.of(0), unknown(10, 3)),
                of("2 of 10", Flag.DONT_KNOW, List.of(), unknown(10, 2)),
                of("all of 9 are too few", Flag.DONT_KNOW, List.of(), unknown(9, 9)),
                of("finished 11 minutes after it came", Flag.CLOCK, List.of(0), clock(1, 0, 20, 9)),
                of("finished 10 minutes after it came", Flag.CLOCK, List.of(), clock(1, 0, 20, 10)),
                of("finished before it was begun", Flag.CLOCK, List.of(0), clock(1, 0, -1, 60)),
                of(
                        "the second finished 11 minutes before the first",
                        Flag.CLOCK,
                        List.of(1),
                        clock(1, 60, 20, 999),
                        clock(2, 49, 20, 999)),
                of(
                        "the second finished 10 minutes before the first",
                        Flag.CLOCK,
                        List.of(),
                        clock(1, 60, 20, 999),
                        clock(2, 50, 20, 999)));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @MethodSource("cases")
    void aFlagIsOnThoseInterviewsAlone(String name, Flag flag, List<Integer> flagged, List<Facts> interviews) {
        Set<UUID> found = InterviewFlags.of(interviews, ReviewThresholds.DEFAULT).entrySet().stream()
                .filter(one -> one.getValue().containsKey(flag))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(IntStream.range(0, interviews.size())
                        .filter(i -> found.contains(interviews.get(i).interview()))
                        .boxed()
                        .toList())
                .isEqualTo(flagged);
    }

    @Test
    void everyFlagHasCasesOfBothKinds() {
        for (boolean fires : new boolean[] {true, false}) {
            assertThat(cases().filter(one -> ((List<?>) one.get()[2]).isEmpty() != fires)
                            .map(one -> (Flag) one.get()[1])
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Flag.class))))
                    .isEqualTo(EnumSet.allOf(Flag.class));
        }
    }

    @Test
    void theProjectsThresholdsAreThoseOfTheProgram() throws IOException {
        assertThat(ReviewThresholds.parse("thresholds.json", Files.readString(FILE)))
                .isEqualTo(ReviewThresholds.DEFAULT);
        assertThat(ReviewThresholds.of(Path.of(".."))).isEqualTo(ReviewThresholds.DEFAULT);
        assertThat(ReviewThresholds.of(Path.of("nowhere"))).isEqualTo(ReviewThresholds.DEFAULT);
    }

    @Test
    void everyFaultOfTheThresholdsIsTold() throws IOException {
        String faulty = Files.readString(FILE)
                .replace("\"minutes\": 5", "\"minutes\": -1")
                .replace("\"share\": 0.85", "\"share\": 1.5")
                .replace("\"leastItems\": 5", "\"leastItems\": 1")
                .replace("\"perDay\"", "\"perday\"");
        assertThatThrownBy(() -> ReviewThresholds.parse("thresholds.json", faulty))
                .isInstanceOfSatisfying(
                        FaultsException.class,
                        refused -> assertThat(refused.faults().toString())
                                .contains(
                                        "\"minutes\" must be from 0 to 600.",
                                        "\"share\" must be from 0 to 1.",
                                        "leastItems",
                                        "perDay",
                                        "perday"));
        assertThatThrownBy(() ->
                        ReviewThresholds.parse("t", Files.readString(FILE).replace("\"from\": 6", "\"from\": 22")))
                .hasMessageContaining("\"to\" must be later than \"from\".");
    }

    private static Arguments of(String name, Flag flag, List<Integer> flagged, Facts... interviews) {
        return Arguments.of(name, flag, flagged, List.of(interviews));
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    private static Facts at(double minute, double minutes) {
        return facts(1, minute, minutes, null, 0, 9_999, new int[0], List.of());
    }

    /** Four surveyors with five interviews each, on different days; the last surveyor's take so many minutes. */
    private static Facts[] lengths(double last) {
        return each(i -> facts(i / 5, i * 1440, i < 15 ? 28 + i % 3 : last, null, 0, 99_999, new int[0], List.of()));
    }

    /** Likewise, of 30 questions the last surveyor's skip so many and the others three. */
    private static Facts[] skips(int last) {
        return each(i -> {
            int[] answers = IntStream.range(0, 30).map(k -> 100 + i + k).toArray();
            Arrays.fill(answers, 0, i < 15 ? 3 : last, 0);
            return facts(i / 5, i * 1440, 30, null, 0, 99_999, answers, List.of());
        });
    }

    private static Facts[] each(IntFunction<Facts> make) {
        return IntStream.range(0, 20).mapToObj(make).toArray(Facts[]::new);
    }

    private static Facts[] day(int interviews) {
        return IntStream.range(0, interviews).mapToObj(i -> at(i * 30, 20)).toArray(Facts[]::new);
    }

    private static Facts table(int... answers) {
        List<Integer> line = IntStream.range(0, answers.length).boxed().toList();
        return facts(1, 0, 20, null, 0, 9_999, answers, List.of(line));
    }

    /** Two interviews of one surveyor that differ in so many answers. */
    private static Facts[] alike(int answers, int differ) {
        int[] one = IntStream.range(0, answers).map(i -> 10 + i).toArray();
        int[] other = one.clone();
        for (int i = 0; i < differ; i++) {
            other[i] = 500 + i;
        }
        return new Facts[] {
            facts(1, 0, 20, null, 0, 9_999, one, List.of()), facts(1, 60, 20, null, 0, 9_999, other, List.of())
        };
    }

    private static Facts unknown(int answers, int unknown) {
        int[] codes = IntStream.range(0, answers).map(i -> 10 + i).toArray();
        Arrays.fill(codes, 0, unknown, 1);
        return facts(1, 0, 20, null, 0, 9_999, codes, List.of());
    }

    private static Facts clock(int number, double minute, double minutes, double received) {
        return facts(number, minute, minutes, DEVICE, number, received, new int[0], List.of());
    }

    private static final AtomicLong MADE = new AtomicLong();

    private static Facts facts(
            int surveyor,
            double minute,
            double minutes,
            @Nullable UUID device,
            int number,
            double received,
            int[] answers,
            List<List<Integer>> lines) {
        UUID id = new UUID(9, MADE.incrementAndGet());
        Instant opened = MORNING.plus(minutes(minute));
        return new Facts(
                id,
                "f",
                "1",
                new UUID(2, surveyor),
                null,
                opened,
                opened.plus(minutes(minutes)),
                MORNING.plus(minutes(received)),
                device,
                number,
                new Answered(answers),
                lines);
    }

    private static Duration minutes(double minutes) {
        return Duration.ofMillis(Math.round(minutes * 60_000));
    }
}
