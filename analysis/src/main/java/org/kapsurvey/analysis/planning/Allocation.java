package org.kapsurvey.analysis.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.report.Figures;

/**
 * A whole number of clusters, or of units, spread over strata: n_h = min(most_h, max(least_h, λ s_h)) with one λ for all, so
 * that they sum to n; the strata of a domain whose minimum that would miss get a larger λ of their own. Of all allocations
 * within these limits this has the least Σ s_h²/n_h, which under Neyman's rule is the variance. Rounded by largest remainder:
 * each n_h down, then one more to those that lost most, the first of equals first. The sum is n exactly, and the limits hold.
 *
 * @param exact the real n_h, in the order of the shares
 * @param rounded the whole n_h
 */
public record Allocation(List<Double> exact, List<Long> rounded) {
    private static final Figures VIETNAMESE = Figures.in("vi");
    private static final Figures ENGLISH = Figures.in("en");

    /** What is so near below a whole number came there by rounding of doubles. */
    private static final double NEARLY = 1e-9;

    /** So many strata are named in a conflict. */
    private static final int LISTED = 5;

    public Allocation {
        exact = List.copyOf(exact);
        rounded = List.copyOf(rounded);
    }

    /**
     * What a stratum may get.
     *
     * @param weight s_h as {@link AllocationRule#weight} gives it, above 0
     * @param least 0 or more
     * @param most what there is
     */
    public record Share(String stratum, double weight, long least, long most) {}

    /**
     * What strata must get together.
     *
     * @param strata their places in the list of shares; a stratum stands in one such domain at most
     */
    public record Minimum(String domain, Set<Integer> strata, long least) {
        public Minimum {
            strata = Set.copyOf(strata);
        }
    }

    /** Why there is no allocation, and what to do. */
    public record Conflict(Wording message, Wording remedy) {}

    /** All that stands against an allocation of {@code total}; none if there is one. */
    public static List<Conflict> conflicts(long total, List<Share> shares, List<Minimum> minima) {
        List<Conflict> found = new ArrayList<>();
        if (shares.isEmpty()) {
            found.add(conflict(
                    "Chưa có tầng nào để phân bổ mẫu.",
                    "There is no stratum to allocate to.",
                    "Hãy khai báo ít nhất một tầng.",
                    "Name at least one stratum."));
            return found;
        }
        for (Share share : shares) {
            if (share.least() > share.most()) {
                found.add(conflict(
                        "Tầng “%s” phải nhận ít nhất %s nhưng chỉ có %s."
                                .formatted(
                                        share.stratum(),
                                        VIETNAMESE.count((double) share.least()),
                                        VIETNAMESE.count((double) share.most())),
                        "Stratum \"%s\" must get at least %s, but has only %s."
                                .formatted(
                                        share.stratum(), ENGLISH.count((double) share.least()), ENGLISH.count((double)
                                                share.most())),
                        "Hãy giảm mức tối thiểu hoặc gộp tầng này với tầng khác.",
                        "Lower its minimum, or merge it with another stratum."));
            }
        }
        Set<Integer> claimed = new HashSet<>();
        for (Minimum minimum : minima) {
            long most = minimum.strata().stream()
                    .mapToLong(h -> shares.get(h).most())
                    .sum();
            if (minimum.least() > most) {
                found.add(conflict(
                        "Nhóm “%s” phải nhận ít nhất %s nhưng các tầng của nhóm chỉ có %s."
                                .formatted(
                                        minimum.domain(),
                                        VIETNAMESE.count((double) minimum.least()),
                                        VIETNAMESE.count((double) most)),
                        "Domain \"%s\" must get at least %s, but its strata have only %s."
                                .formatted(
                                        minimum.domain(),
                                        ENGLISH.count((double) minimum.least()),
                                        ENGLISH.count((double) most)),
                        "Hãy giảm mức tối thiểu của nhóm hoặc chấp nhận sai số lớn hơn.",
                        "Lower the domain's minimum, or accept a wider margin."));
            }
            if (minimum.strata().stream().anyMatch(claimed::contains)) {
                found.add(conflict(
                        "Nhóm “%s” có tầng chung với một nhóm khác cũng có mức tối thiểu.".formatted(minimum.domain()),
                        "Domain \"%s\" shares a stratum with another domain that has a minimum."
                                .formatted(minimum.domain()),
                        "Chỉ đặt mức tối thiểu cho các nhóm không chồng lên nhau, hoặc đặt cho từng tầng.",
                        "Give minima only to domains that don't overlap, or to the strata."));
            }
            claimed.addAll(minimum.strata());
        }
        if (found.isEmpty()) {
            refuseSize(total, shares, minima, found);
        }
        return found;
    }

    private static void refuseSize(long total, List<Share> shares, List<Minimum> minima, List<Conflict> found) {
        long least = shares.stream().mapToLong(Share::least).sum();
        for (Minimum minimum : minima) {
            long own = minimum.strata().stream()
                    .mapToLong(h -> shares.get(h).least())
                    .sum();
            least += Math.max(0, minimum.least() - own);
        }
        long most = shares.stream().mapToLong(Share::most).sum();
        if (least > total) {
            found.add(conflict(
                    "Các mức tối thiểu cộng lại là %s, lớn hơn cỡ mẫu %s."
                            .formatted(VIETNAMESE.count((double) least), VIETNAMESE.count((double) total)),
                    "The minima sum to %s, more than the size %s."
                            .formatted(ENGLISH.count((double) least), ENGLISH.count((double) total)),
                    "Hãy tăng cỡ mẫu lên ít nhất %s hoặc giảm các mức tối thiểu."
                            .formatted(VIETNAMESE.count((double) least)),
                    "Raise the size to at least %s, or lower the minima.".formatted(ENGLISH.count((double) least))));
        }
        if (most < total) {
            found.add(conflict(
                    "Các tầng chỉ có %s, ít hơn cỡ mẫu %s: %s."
                            .formatted(
                                    VIETNAMESE.count((double) most),
                                    VIETNAMESE.count((double) total),
                                    had(shares, VIETNAMESE)),
                    "The strata have only %s, less than the size %s: %s."
                            .formatted(
                                    ENGLISH.count((double) most), ENGLISH.count((double) total), had(shares, ENGLISH)),
                    "Hãy giảm cỡ mẫu xuống nhiều nhất %s hoặc chọn nhiều đơn vị hơn trong mỗi cụm."
                            .formatted(VIETNAMESE.count((double) most)),
                    "Lower the size to at most %s, or take more units in each cluster."
                            .formatted(ENGLISH.count((double) most))));
        }
    }

    /** What each stratum has, the first few of them. */
    private static String had(List<Share> shares, Figures figures) {
        return shares.stream()
                        .limit(LISTED)
                        .map(share -> share.stratum() + " " + figures.count((double) share.most()))
                        .collect(Collectors.joining(", "))
                + (shares.size() > LISTED ? ", …" : "");
    }

    private static Conflict conflict(String vi, String en, String remedyVi, String remedyEn) {
        return new Conflict(new Wording(vi, en), new Wording(remedyVi, remedyEn));
    }

    /**
     * The allocation of {@code total}.
     *
     * @throws IllegalArgumentException with all {@link #conflicts}, or if a weight is not above 0
     */
    public static Allocation of(long total, List<Share> shares, List<Minimum> minima) {
        List<Conflict> conflicts = conflicts(total, shares, minima);
        if (!conflicts.isEmpty()) {
            throw new IllegalArgumentException(conflicts.stream()
                    .map(found -> found.message().en() + " " + found.remedy().en())
                    .collect(Collectors.joining("\n")));
        }
        shares.forEach(share -> Arguments.positive("The weight of a stratum", share.weight()));
        return new Spreading(total, shares, minima).allocation();
    }

    /** An allocation of a total without minima of domains. */
    public static Allocation of(long total, List<Share> shares) {
        return of(total, shares, List.of());
    }

    private static final class Spreading {
        private final long total;
        private final List<Share> shares;
        private final List<Minimum> minima;
        private final double[] exact;
        private final long[] rounded;

        Spreading(long total, List<Share> shares, List<Minimum> minima) {
            this.total = total;
            this.shares = shares;
            this.minima = minima;
            exact = new double[shares.size()];
            rounded = new long[shares.size()];
        }

        Allocation allocation() {
            Set<Minimum> binding = new HashSet<>();
            while (true) {
                spread(binding);
                // A domain that the common λ, or the rounding, leaves below its minimum gets just that minimum; then
                // there is
                // less for the others, so that another may fall below its own.
                List<Minimum> missed = minima.stream()
                        .filter(minimum -> !binding.contains(minimum))
                        .filter(minimum -> minimum.strata().stream()
                                        .mapToLong(h -> rounded[h])
                                        .sum()
                                < minimum.least())
                        .toList();
                if (missed.isEmpty()) {
                    return new Allocation(
                            IntStream.range(0, exact.length)
                                    .mapToObj(h -> exact[h])
                                    .toList(),
                            IntStream.range(0, rounded.length)
                                    .mapToObj(h -> rounded[h])
                                    .toList());
                }
                binding.addAll(missed);
            }
        }

        private void spread(Set<Minimum> binding) {
            Set<Integer> apart = new HashSet<>();
            long rest = total;
            for (Minimum minimum : binding) {
                spread(minimum.strata().stream().sorted().toList(), minimum.least());
                apart.addAll(minimum.strata());
                rest -= minimum.least();
            }
            spread(
                    IntStream.range(0, exact.length)
                            .filter(h -> !apart.contains(h))
                            .boxed()
                            .toList(),
                    rest);
        }

        private void spread(List<Integer> strata, long size) {
            double below = 0;
            double above = strata.stream()
                    .mapToDouble(
                            h -> (double) shares.get(h).most() / shares.get(h).weight())
                    .max()
                    .orElse(0);
            for (double middle = above / 2; middle > below && middle < above; middle = below + (above - below) / 2) {
                double lambda = middle;
                if (strata.stream().mapToDouble(h -> at(lambda, h)).sum() < size) {
                    below = middle;
                } else {
                    above = middle;
                }
            }
            double lambda = above;
            strata.forEach(h -> exact[h] = at(lambda, h));
            round(strata, size);
        }

        private double at(double lambda, int h) {
            Share share = shares.get(h);
            return Math.min((double) share.most(), Math.max((double) share.least(), lambda * share.weight()));
        }

        private void round(List<Integer> strata, long size) {
            long left = size;
            for (int h : strata) {
                rounded[h] = (long) Math.floor(exact[h] + NEARLY);
                left -= rounded[h];
            }
            List<Integer> byLoss = strata.stream()
                    .sorted(Comparator.comparingDouble((Integer h) -> (double) rounded[h] - exact[h]))
                    .toList();
            for (int i = 0; i < left; i++) {
                rounded[byLoss.get(i)]++;
            }
        }
    }
}
