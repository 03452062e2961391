package org.kapsurvey.analysis.sampling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.report.Figures;

/**
 * What of a draw is not quite as its plan asks, so that nobody finds out from the files: a panel that keeps another share than the wanted
 * one, units and clusters in which there was less to draw from than the plan wants.
 */
final class DrawNotes {
    private static final int LISTED = 5;

    private final List<Wording> notes = new ArrayList<>();

    List<Wording> notes() {
        return List.copyOf(notes);
    }

    /** A unit or cluster in which fewer were drawn than the plan wants, for there are no more. */
    private record Shortfall(String name, int wanted, int drawn) {}

    /**
     * Tells what a stratum keeps, if that is not the wanted share of its PSUs.
     *
     * @param round the later of the two
     * @param keep the wanted share
     * @param kept of the stratum's units, in the later round
     */
    void kept(StratumDraw stratum, int[] sample, boolean[] kept, int round, double keep) {
        int certain = 0;
        int likely = 0;
        int both = 0;
        for (int unit : sample) {
            certain += stratum.isSelfRepresenting(unit) ? 1 : 0;
            both += kept[unit] && !stratum.isSelfRepresenting(unit) ? 1 : 0;
        }
        for (int unit = 0; unit < stratum.units().size(); unit++) {
            likely += !stratum.isSelfRepresenting(unit) && stratum.probability(unit) > .5 ? 1 : 0;
        }
        int places = sample.length - certain;
        if (places == 0 || both == keep * places) {
            return;
        }
        Figures vi = Figures.in("vi");
        Figures en = Figures.in("en");
        int whole = (int) Math.round(keep * places);
        List<String> whyVi = new ArrayList<>();
        List<String> whyEn = new ArrayList<>();
        if (whole != keep * places) {
            whyVi.add("%s × %d được làm tròn thành %d".formatted(vi.percent(keep), places, whole));
            whyEn.add("%s × %d is rounded to %d".formatted(en.percent(keep), places, whole));
        }
        if (both != whole && likely > 0) {
            whyVi.add(
                    "%d đơn vị có xác suất chọn trên 50%% nên không thể thay hết, các vị trí chung một đơn vị như vậy được thay cùng lúc"
                            .formatted(likely));
            whyEn.add(
                    "%d units with a probability above 50%% can't all be replaced, and places that share such a unit are renewed together"
                            .formatted(likely));
        } else if (both != whole) {
            whyVi.add("một đơn vị nằm ở hai vị trí có thể được chọn lại");
            whyEn.add("a unit that lies in two places may be drawn again");
        }
        if (certain > 0) {
            whyVi.add("ngoài ra %d đơn vị tự đại diện có trong mọi đợt".formatted(certain));
            whyEn.add("besides, %d self-representing units are in every round".formatted(certain));
        }
        notes.add(new Wording(
                "Tầng %s: đợt %d giữ %d trong %d PSU của đợt trước (%s), kế hoạch muốn giữ %s: %s."
                        .formatted(
                                stratum.label(),
                                round,
                                both,
                                places,
                                vi.percent((double) both / places),
                                vi.percent(keep),
                                String.join("; ", whyVi)),
                "Stratum %s: round %d keeps %d of %d PSUs of the round before (%s), the plan wants %s: %s."
                        .formatted(
                                stratum.label(),
                                round,
                                both,
                                places,
                                en.percent((double) both / places),
                                en.percent(keep),
                                String.join("; ", whyEn))));
    }

    /**
     * Tells of units of the first stage in which the second drew fewer than the plan wants.
     *
     * @param wanted by the code of the unit
     */
    void units(List<DrawnUnit> first, List<DrawnUnit> second, Map<String, Integer> wanted) {
        List<Shortfall> few = new ArrayList<>();
        for (DrawnUnit unit : first) {
            int drawn =
                    (int) second.stream().filter(inside -> liesIn(inside, unit)).count();
            int want = wanted.getOrDefault(unit.code(), 0);
            if (drawn == 0 || drawn >= want) {
                continue; // nothing drawn yet: its areas are not known
            }
            Shortfall one = new Shortfall(unit.code() + " (" + unit.name() + ")", want, drawn);
            if (unit.selfRepresenting()) {
                notes.add(new Wording(
                        "%s tự đại diện và theo quy mô cần %d đơn vị cấp hai, nhưng chỉ có %d, đã lấy tất cả: hộ ở đó có xác suất chọn thấp hơn các nơi khác trong tầng, trọng số vẫn đúng."
                                .formatted(one.name(), want, drawn),
                        "%s is self-representing and wants %d units of the second stage by its size, but has only %d, which are all taken: its households have a smaller chance than others of the stratum; weights account for it."
                                .formatted(one.name(), want, drawn)));
            } else {
                few.add(one);
            }
        }
        told(few, "đơn vị cấp một", "units of the first stage");
    }

    /** Tells of clusters with fewer households listed than the plan wants. */
    void households(List<DrawnHousehold> households, Map<String, Integer> wanted) {
        Map<String, Integer> drawn = new HashMap<>();
        households.forEach(household -> drawn.merge(household.cluster(), 1, Integer::sum));
        List<Shortfall> few = new ArrayList<>();
        wanted.forEach((cluster, want) -> {
            int there = drawn.getOrDefault(cluster, 0);
            if (there > 0 && there < want) {
                few.add(new Shortfall(cluster, want, there));
            }
        });
        told(few, "cụm", "clusters");
    }

    private void told(List<Shortfall> few, String vi, String en) {
        if (!few.isEmpty()) {
            String listed = few.stream()
                            .limit(LISTED)
                            .map(one -> one.name() + " " + one.drawn() + "/" + one.wanted())
                            .collect(Collectors.joining(", "))
                    + (few.size() > LISTED ? ", …" : "");
            notes.add(new Wording(
                    "%d %s có ít hơn số cần chọn, đã lấy tất cả: %s.".formatted(few.size(), vi, listed),
                    "%d %s have fewer than are wanted, which are all taken: %s.".formatted(few.size(), en, listed)));
        }
    }

    /** Whether a unit of the second stage was drawn in one of the first. */
    private static boolean liesIn(DrawnUnit inside, DrawnUnit unit) {
        return unit.selfRepresenting()
                ? (inside.stratum() + ";").startsWith(unit.stratum() + ";")
                : inside.psu().equals(unit.psu()) && inside.stratum().equals(unit.stratum());
    }
}
