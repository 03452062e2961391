package org.kapsurvey.analysis.indicator;

import java.util.ArrayList;
import java.util.List;

/**
 * The {@link ReturnsRange} of units that lie in several strata, of each of which all or a simple random sample was asked. The
 * ends are Σ N_h·(end of h) / N. The limits are those of the strata added up in the same way, each at the level 1 − α/H, H the
 * number of strata of which only a sample was asked: by Bonferroni's inequality all of them hold together with at least 1 − α,
 * and so does their sum. In one stratum they are exact; in several they are wide rather than narrow. Of a stratum of which
 * nobody was asked, because the group is only a part of it, every unit may be either.
 *
 * @param registered N
 * @param asked n, at least 1
 * @param least the share if every missing unit asked were a no
 * @param most the share if every missing unit asked were a yes
 * @param lower lower limit as a share of the registered units
 * @param upper upper limit
 */
public record StratifiedReturns(
        int registered, int asked, int yes, int no, double least, double most, double lower, double upper) {

    /**
     * What was counted in a stratum.
     *
     * @param registered at least 1
     * @param asked from 0 to {@code registered}
     */
    public record Counts(int registered, int asked, int yes, int no) {
        private Counts plus(Counts other) {
            return new Counts(registered + other.registered, asked + other.asked, yes + other.yes, no + other.no);
        }

        private boolean isCensus() {
            return asked == registered;
        }
    }

    /**
     * The range over strata.
     *
     * @param strata at least one, in some of which somebody was asked
     * @throws IllegalArgumentException if nobody was asked, or if a stratum's counts can't be
     */
    public static StratifiedReturns of(List<Counts> strata, double level) {
        Counts all = strata.stream().reduce(new Counts(0, 0, 0, 0), Counts::plus);
        // Strata without sampling error are one: whole units are added, so that a share of 1 is 1.
        Counts surveyed = strata.stream().filter(Counts::isCensus).reduce(new Counts(0, 0, 0, 0), Counts::plus);
        List<Counts> parts =
                new ArrayList<>(strata.stream().filter(part -> !part.isCensus()).toList());
        long sampled = parts.stream().filter(part -> part.asked() > 0).count();
        if (surveyed.registered() > 0) {
            parts.add(surveyed);
        }
        if (all.asked() < 1) {
            throw new IllegalArgumentException("Of " + all.registered() + " registered units nobody was asked.");
        }
        double each = 1 - (1 - level) / Math.max(1, sampled);
        double least = 0;
        double most = 0;
        long lower = 0;
        long upper = 0;
        for (Counts part : parts) {
            if (part.asked() == 0) {
                most += part.registered();
                upper += part.registered();
                continue;
            }
            ReturnsRange range = ReturnsRange.of(part.registered(), part.asked(), part.yes(), part.no(), each);
            least += (double) part.registered() * part.yes() / part.asked();
            most += (double) part.registered() * (part.asked() - part.no()) / part.asked();
            lower += Math.round(range.lower() * part.registered());
            upper += Math.round(range.upper() * part.registered());
        }
        double registered = all.registered();
        return new StratifiedReturns(
                all.registered(),
                all.asked(),
                all.yes(),
                all.no(),
                least / registered,
                most / registered,
                lower / registered,
                upper / registered);
    }

    /** Units asked that did not answer. */
    public int missing() {
        return asked - yes - no;
    }

    public boolean isCensus() {
        return asked == registered;
    }

    /** What the limits say about a target, as {@link ReturnsRange#verdict} does. */
    public Verdict verdict(double target, Direction direction) {
        return isCensus()
                ? Verdict.of(lower, upper, target, direction)
                : Verdict.ofSample(lower, upper, target, direction);
    }
}
