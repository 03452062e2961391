package org.kapsurvey.api.interview;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which interviews deserve a second look, from how long they took, when they were made and what was answered (METHODS.md E5). A flag
 * decides nothing: none of them drops an interview.
 */
final class InterviewFlags {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    /** Surveyors who are all alike leave no spread; differences of less are none. */
    private static final double LEAST_SPREAD_OF_LENGTH = 0.05;

    private static final double LEAST_SPREAD_OF_SKIPS = 0.02;
    private static final int NOT_ASKED = 0;
    private static final int DONT_KNOW = 1;

    private final ReviewThresholds thresholds;
    private final Map<UUID, Map<Flag, Told>> flags = new LinkedHashMap<>();

    private InterviewFlags(ReviewThresholds thresholds) {
        this.thresholds = thresholds;
    }

    /** What is told by each; docs/review.md says how it is computed. */
    enum Flag {
        SHORT,
        SURVEYOR_LENGTH,
        SURVEYOR_SKIPS,
        PER_DAY,
        OVERLAP,
        HOURS,
        STRAIGHT_LINE,
        NEAR_DUPLICATE,
        DONT_KNOW,
        CLOCK;

        String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * Why an interview has a flag.
     *
     * @param value minutes, a share, a number of interviews, a z or an hour, as the flag measures
     * @param other the interview that it is compared with; null of most flags
     */
    record Told(double value, @Nullable UUID other) {}

    /**
     * What is known of an interview.
     *
     * @param version of the form; answers to two of them are not compared
     * @param surveyor the account; null of an import
     * @param psu null of nobody selected
     * @param answers to the questions of the form, each in its place: a number for each answer that occurs, 0 not asked, 1 don't know
     * @param lines places of the questions of each table of the form
     */
    record Facts(
            UUID interview,
            String form,
            String version,
            @Nullable UUID surveyor,
            @Nullable String psu,
            @Nullable Instant opened,
            @Nullable Instant finished,
            Instant received,
            @Nullable UUID device,
            int number,
            Answered answers,
            List<List<Integer>> lines) {
        double minutes() {
            return opened == null || finished == null
                    ? Double.NaN
                    : Duration.between(opened, finished).toMillis() / 60_000.0;
        }
    }

    /** Answers as numbers; see {@link Facts}. */
    static final class Answered {
        private final int[] codes;

        Answered(int... codes) {
            this.codes = codes.clone();
        }

        private int count(int code) {
            return (int) Arrays.stream(codes).filter(one -> one == code).count();
        }

        private int asked() {
            return codes.length - count(NOT_ASKED);
        }

        private double skipped() {
            return codes.length == 0 ? 0 : count(NOT_ASKED) / (double) codes.length;
        }

        /** Of the questions that either was asked, the share with the same answer; 0 as soon as it can't be as much as {@code least}. */
        private double alike(Answered other, ReviewThresholds.Share least) {
            int asked = 0;
            int unlike = 0;
            int mayDiffer = (int) (codes.length * (1 - least.share()) + 1);
            for (int i = 0; i < codes.length; i++) {
                if (codes[i] != NOT_ASKED || other.codes[i] != NOT_ASKED) {
                    asked++;
                    if (codes[i] != other.codes[i] && ++unlike > mayDiffer) {
                        return 0;
                    }
                }
            }
            return asked < least.leastAnswers() ? 0 : (asked - unlike) / (double) asked;
        }
    }

    /** The flags of each interview that has any, in the order of the interviews. */
    static Map<UUID, Map<Flag, Told>> of(List<Facts> interviews, ReviewThresholds thresholds) {
        InterviewFlags found = new InterviewFlags(thresholds);
        interviews.forEach(found::alone);
        Collection<List<Facts>> bySurveyor = groups(interviews, Facts::surveyor);
        bySurveyor.forEach(found::perDay);
        bySurveyor.forEach(found::overlaps);
        for (List<Facts> ofForm : groups(interviews, Facts::form)) {
            found.surveyors(
                    ofForm.stream().filter(one -> one.minutes() > 0).toList(),
                    one -> Math.log(one.minutes()),
                    thresholds.length(),
                    LEAST_SPREAD_OF_LENGTH,
                    Flag.SURVEYOR_LENGTH);
            found.surveyors(
                    ofForm,
                    one -> one.answers.skipped(),
                    thresholds.skips(),
                    LEAST_SPREAD_OF_SKIPS,
                    Flag.SURVEYOR_SKIPS);
            for (List<Facts> ofVersion : groups(ofForm, Facts::version)) {
                groups(ofVersion, Facts::surveyor).forEach(found::duplicates);
                groups(ofVersion, Facts::psu).forEach(found::duplicates);
            }
        }
        groups(interviews, Facts::device).forEach(found::clocks);
        Map<UUID, Map<Flag, Told>> sorted = new LinkedHashMap<>();
        for (Facts one : interviews) {
            Map<Flag, Told> own = found.flags.get(one.interview);
            if (own != null) {
                sorted.put(one.interview, Collections.unmodifiableMap(own));
            }
        }
        return sorted;
    }

    private void flag(Facts interview, Flag flag, double value) {
        flag(interview, flag, value, null);
    }

    private void flag(Facts interview, Flag flag, double value, @Nullable UUID other) {
        flags.computeIfAbsent(interview.interview, any -> new TreeMap<>()).putIfAbsent(flag, new Told(value, other));
    }

    private static <K> Collection<List<Facts>> groups(List<Facts> interviews, Function<Facts, @Nullable K> key) {
        return interviews.stream()
                .filter(one -> key.apply(one) != null)
                .collect(Collectors.groupingBy(
                        one -> Objects.requireNonNull(key.apply(one)), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /** What an interview tells by itself. */
    private void alone(Facts one) {
        double minutes = one.minutes();
        if (minutes >= 0 && minutes < thresholds.shortestOf(one.form)) {
            flag(one, Flag.SHORT, minutes);
        }
        if (one.opened != null) {
            LocalTime time = one.opened.atZone(VIETNAM).toLocalTime();
            if (time.getHour() < thresholds.from() || time.getHour() >= thresholds.to()) {
                flag(one, Flag.HOURS, time.getHour());
            }
        }
        int asked = one.answers.asked();
        double unknown = one.answers.count(DONT_KNOW) / (double) asked;
        if (asked >= thresholds.dontKnow().leastAnswers()
                && unknown >= thresholds.dontKnow().share()) {
            flag(one, Flag.DONT_KNOW, unknown);
        }
        for (List<Integer> line : one.lines) {
            int first = line.isEmpty() ? NOT_ASKED : one.answers.codes[line.get(0)];
            if (line.size() >= thresholds.straightLine()
                    && first > DONT_KNOW
                    && line.stream().allMatch(place -> one.answers.codes[place] == first)) {
                flag(one, Flag.STRAIGHT_LINE, line.size());
            }
        }
        // What is made before it is begun, or received before it is finished, was timed by a wrong clock.
        if (minutes < 0) {
            flag(one, Flag.CLOCK, minutes);
        } else if (one.finished != null) {
            double ahead = Duration.between(one.received, one.finished).toMillis() / 60_000.0;
            if (ahead > thresholds.clock()) {
                flag(one, Flag.CLOCK, ahead);
            }
        }
    }

    private void perDay(List<Facts> ofSurveyor) {
        for (List<Facts> day : groups(
                ofSurveyor,
                one -> one.opened == null ? null : one.opened.atZone(VIETNAM).toLocalDate())) {
            if (day.size() > thresholds.perDay()) {
                day.forEach(one -> flag(one, Flag.PER_DAY, day.size()));
            }
        }
    }

    /** Each with the one before that ends last. */
    private void overlaps(List<Facts> ofSurveyor) {
        @Nullable Facts last = null;
        for (Facts one : ofSurveyor.stream()
                .filter(each -> each.minutes() > 0)
                .sorted(Comparator.comparing(each -> Objects.requireNonNull(each.opened)))
                .toList()) {
            Instant finished = Objects.requireNonNull(one.finished);
            if (last != null) {
                Instant end = Objects.requireNonNull(last.finished);
                Instant shared = finished.isBefore(end) ? finished : end;
                double minutes = Duration.between(one.opened, shared).toMillis() / 60_000.0;
                if (minutes > thresholds.overlap()) {
                    flag(one, Flag.OVERLAP, minutes, last.interview);
                    flag(last, Flag.OVERLAP, minutes, one.interview);
                }
                if (finished.isBefore(end)) {
                    continue;
                }
            }
            last = one;
        }
    }

    /**
     * Surveyors whose mean is far from the others': the modified z of Iglewicz and Hoaglin (1993), 0.6745 (mean - median) / MAD, over
     * the surveyors' means. One who is far off moves neither the median nor the MAD.
     */
    private void surveyors(
            List<Facts> ofForm,
            ToDoubleFunction<Facts> measure,
            ReviewThresholds.OfSurveyor threshold,
            double leastSpread,
            Flag flag) {
        List<List<Facts>> surveyors = groups(ofForm, Facts::surveyor).stream()
                .filter(own -> own.size() >= threshold.leastInterviews())
                .toList();
        if (surveyors.size() < threshold.leastSurveyors()) {
            return;
        }
        double[] all = surveyors.stream()
                .mapToDouble(own -> own.stream().mapToDouble(measure).average().orElseThrow())
                .toArray();
        double median = median(all);
        double spread = Math.max(
                leastSpread,
                median(Arrays.stream(all).map(mean -> Math.abs(mean - median)).toArray()));
        for (int i = 0; i < all.length; i++) {
            double z = 0.6745 * (all[i] - median) / spread;
            // Who skips less than others asks more.
            if (flag == Flag.SURVEYOR_SKIPS ? z >= threshold.z() : Math.abs(z) >= threshold.z()) {
                surveyors.get(i).forEach(one -> flag(one, flag, z));
            }
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    private void duplicates(List<Facts> together) {
        for (int i = 0; i < together.size(); i++) {
            Facts one = together.get(i);
            if (one.answers.asked() < thresholds.nearDuplicate().leastAnswers()) {
                continue;
            }
            for (int j = i + 1; j < together.size(); j++) {
                Facts other = together.get(j);
                double share = one.answers.alike(other.answers, thresholds.nearDuplicate());
                if (share >= thresholds.nearDuplicate().share() && share > 0) {
                    flag(one, Flag.NEAR_DUPLICATE, share, other.interview);
                    flag(other, Flag.NEAR_DUPLICATE, share, one.interview);
                }
            }
        }
    }

    /** A device finishes its interviews in the order of their numbers, unless its clock was set back. */
    private void clocks(List<Facts> ofDevice) {
        List<Facts> sorted = new ArrayList<>(ofDevice);
        sorted.removeIf(one -> one.finished == null);
        sorted.sort(Comparator.comparingInt(Facts::number));
        for (int i = 1; i < sorted.size(); i++) {
            Facts before = sorted.get(i - 1);
            double back =
                    Duration.between(sorted.get(i).finished, before.finished).toMillis() / 60_000.0;
            if (sorted.get(i).number > before.number && back > thresholds.clock()) {
                flag(sorted.get(i), Flag.CLOCK, back, before.interview);
            }
        }
    }
}
