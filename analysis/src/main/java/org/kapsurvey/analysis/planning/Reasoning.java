package org.kapsurvey.analysis.planning;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kapsurvey.analysis.indicator.Wording;
import org.kapsurvey.analysis.planning.Assumptions.Group;
import org.kapsurvey.analysis.planning.Assumptions.PlannedIndicator;
import org.kapsurvey.analysis.planning.Assumptions.Size;
import org.kapsurvey.analysis.planning.PlannedSample.CostPlan;
import org.kapsurvey.analysis.planning.PlannedSample.Need;
import org.kapsurvey.analysis.planning.PlannedSample.Precision;
import org.kapsurvey.analysis.report.Figures;

/** A plan told step by step, in sentences that hold the figures of each formula, so that a reader can recompute it by hand. */
public final class Reasoning {
    private static final Figures VIETNAMESE = Figures.in("vi");
    private static final Figures ENGLISH = Figures.in("en");

    /** Half of a percentage point between the whole and its strata comes of rounding; more is told. */
    private static final double TOLD = .005;

    private final PlannedSample plan;
    private final Assumptions given;
    private final List<Step> steps = new ArrayList<>();
    private List<Wording> sentences = new ArrayList<>();

    private Reasoning(PlannedSample plan) {
        this.plan = plan;
        this.given = plan.assumptions();
    }

    /** A heading and what stands under it. */
    public record Step(Wording title, List<Wording> sentences) {
        public Step {
            sentences = List.copyOf(sentences);
        }
    }

    /** The steps in order. */
    public static List<Step> of(PlannedSample plan) {
        return new Reasoning(plan).steps();
    }

    private List<Step> steps() {
        assumed();
        take();
        needed();
        sized();
        allocated();
        cost();
        decided();
        limits();
        return List.copyOf(steps);
    }

    private void end(String vi, String en) {
        if (!sentences.isEmpty()) {
            steps.add(new Step(new Wording(vi, en), sentences));
        }
        sentences = new ArrayList<>();
    }

    private void say(Function<Figures, String> vi, Function<Figures, String> en) {
        sentences.add(new Wording(vi.apply(VIETNAMESE), en.apply(ENGLISH)));
    }

    private void assumed() {
        Size size = given.size();
        say(
                f -> "Khoảng tin cậy " + f.target(size.level()) + "; lực kiểm định " + f.target(size.power()) + ".",
                f -> "Intervals at " + f.target(size.level()) + ", power " + f.target(size.power()) + ".");
        for (Group group : given.groups()) {
            say(
                    f -> (group.id().isEmpty() ? "Mỗi" : "Nhóm “" + group.id() + "”: mỗi") + " đơn vị được chọn cho "
                            + factors(f, size, group)
                            + " phiếu hoàn thành (đủ điều kiện × trả lời × tỷ lệ có người thuộc nhóm × người đó trả lời).",
                    f -> (group.id().isEmpty() ? "A" : "Group \"" + group.id() + "\": a") + " selected unit gives "
                            + factors(f, size, group)
                            + " complete interviews (eligible × answering × share with somebody of the group × that"
                            + " person answering).");
        }
        for (PlannedIndicator indicator : given.indicators()) {
            double implied = given.rateOfStrata(indicator);
            if (Math.abs(implied - indicator.rate()) >= TOLD) {
                say(
                        f -> "Chú ý: chỉ số " + indicator.id() + " có tỷ lệ mong đợi chung "
                                + f.percent(indicator.rate())
                                + ", nhưng tỷ lệ của các tầng gộp lại cho " + f.percent(implied)
                                + " (tầng không ghi tỷ lệ được tính theo tỷ lệ chung). Hãy sửa tỷ lệ chung hoặc tỷ lệ của tầng.",
                        f -> "Caution: indicator " + indicator.id() + " has the expected rate "
                                + f.percent(indicator.rate())
                                + " of the whole, but the rates of its strata lead to " + f.percent(implied)
                                + " (a stratum without one counts with that of the whole). Correct the one or the other.");
            }
        }
        end("Giả định", "Assumptions");
    }

    private String factors(Figures f, Size size, Group group) {
        return f.fixed(size.eligibility(), 3) + " × " + f.fixed(size.response(), 3) + " × "
                + f.fixed(group.share(), 3) + " × " + f.fixed(group.response(), 3) + " = "
                + f.fixed(given.yieldOf(group), 3);
    }

    private PlannedIndicator leading() {
        return plan.lead()
                .map(Need::indicator)
                .orElseGet(() -> given.size()
                        .lead()
                        .flatMap(id -> given.indicators().stream()
                                .filter(one -> one.id().equals(id))
                                .findFirst())
                        .orElse(given.indicators().get(0)));
    }

    private void take() {
        plan.cost().ifPresent(cost -> {
            PlannedIndicator lead = leading();
            double within = lead.intraclassCorrelation() * given.yieldOf(lead.group());
            FieldCost field = cost.field();
            say(
                    f -> "Một cụm tốn " + amount(f, field.cluster()) + " và một đơn vị trong cụm tốn "
                            + amount(f, field.unit()) + currency(cost) + ".",
                    f -> "A cluster costs " + amount(f, field.cluster()) + " and a unit in it "
                            + amount(f, field.unit()) + currency(cost) + ".");
            plan.bestTake()
                    .ifPresent(best -> say(
                            f -> "Số đơn vị tốt nhất trong mỗi cụm cho " + lead.id() + ": √("
                                    + amount(f, field.cluster())
                                    + "/" + amount(f, field.unit()) + " × (1 − " + f.fixed(within, 4) + ")/"
                                    + f.fixed(within, 4) + ") = " + f.fixed(best, 1) + " (Cochran 1977, chương 10).",
                            f -> "Best number of units per cluster for " + lead.id() + ": √("
                                    + amount(f, field.cluster()) + "/" + amount(f, field.unit()) + " × (1 − "
                                    + f.fixed(within, 4) + ")/" + f.fixed(within, 4) + ") = " + f.fixed(best, 1)
                                    + " (Cochran 1977, chapter 10)."));
        });
        boolean given = this.given.size().take().isPresent();
        say(
                f -> "Mỗi cụm chọn " + f.count(plan.take()) + " đơn vị"
                        + (given ? ", như đã ấn định." : ", là số cho chi phí thấp nhất."),
                f -> "Each cluster gives " + f.count(plan.take()) + " units, "
                        + (given ? "as it was set." : "the number that costs least."));
        end("Số đơn vị trong mỗi cụm", "Units per cluster");
    }

    private void needed() {
        plan.lead().ifPresent(need -> {
            PlannedIndicator indicator = need.indicator();
            say(
                    f -> "Yêu cầu lớn nhất: chỉ số " + indicator.id() + inDomain(need.domain(), true)
                            + ", tỷ lệ mong đợi " + f.percent(need.rate()) + wanted(f, need, true) + ".",
                    f -> "The largest need: indicator " + indicator.id() + inDomain(need.domain(), false)
                            + ", expected rate " + f.percent(need.rate()) + wanted(f, need, false) + ".");
            effect(need);
            if (need.before().isPresent()) {
                change(need, need.before().getAsDouble());
            } else {
                margin(need, need.margin().orElseThrow());
            }
            say(
                    f -> "Cần " + f.fixed(need.interviews(), 1) + " / " + f.fixed(need.yield(), 3) + " = "
                            + f.fixed(need.interviews() / need.yield(), 1) + " đơn vị được chọn, tức "
                            + f.fixed(need.clusters(), 1) + " cụm.",
                    f -> "That takes " + f.fixed(need.interviews(), 1) + " / " + f.fixed(need.yield(), 3) + " = "
                            + f.fixed(need.interviews() / need.yield(), 1) + " selected units, or "
                            + f.fixed(need.clusters(), 1) + " clusters.");
        });
        end("Cỡ mẫu cần có", "The size that is needed");
    }

    private void effect(Need need) {
        DesignEffect effect = need.effect();
        double cv = effect.weightVariation();
        say(
                f -> "Một người trả lời ở trong cụm có trung bình m = 1 + (" + plan.take() + " − 1) × "
                        + f.fixed(need.yield(), 3) + " = " + f.fixed(effect.interviewsPerCluster(), 2)
                        + " phiếu của nhóm.",
                f -> "The cluster of an average respondent has m = 1 + (" + plan.take() + " − 1) × "
                        + f.fixed(need.yield(), 3) + " = " + f.fixed(effect.interviewsPerCluster(), 2)
                        + " interviews of the group.");
        Function<Figures, String> formula = f -> "[1 + (" + f.fixed(effect.interviewsPerCluster(), 2) + " − 1) × "
                + f.fixed(effect.intraclassCorrelation(), 3) + "] × [1 + " + f.fixed(cv, 2) + "²] = "
                + f.fixed(effect.value(), 3);
        say(f -> "Hệ số thiết kế: " + formula.apply(f) + ".", f -> "Design effect: " + formula.apply(f) + ".");
    }

    private void margin(Need need, double margin) {
        Function<Figures, String> formula =
                f -> f.fixed(ProportionSize.quantile(given.size().level()), 3) + "² × "
                        + f.fixed(need.rate(), 3) + " × " + f.fixed(1 - need.rate(), 3) + " × "
                        + f.fixed(need.effect().value(), 3) + " / " + f.fixed(margin, 4) + "² = "
                        + f.fixed(need.uncorrected(), 1);
        say(
                f -> "Số phiếu hoàn thành: n₀ = z² p(1 − p) deff / e² = " + formula.apply(f) + ".",
                f -> "Complete interviews: n₀ = z² p(1 − p) deff / e² = " + formula.apply(f) + ".");
        OptionalDouble population = need.indicator().group().population();
        if (need.domain().isEmpty() && population.isPresent()) {
            Function<Figures, String> corrected = f -> f.fixed(need.uncorrected(), 1) + " / (1 + ("
                    + f.fixed(need.uncorrected(), 1) + " − 1)/" + f.count(population.getAsDouble()) + ") = "
                    + f.fixed(need.interviews(), 1);
            say(
                    f -> "Hiệu chỉnh theo quy mô nhóm: " + corrected.apply(f) + ".",
                    f -> "Corrected for the size of the group: " + corrected.apply(f) + ".");
        }
    }

    private void change(Need need, double before) {
        Size size = given.size();
        ChangeSize change = new ChangeSize(
                before,
                need.rate(),
                size.level(),
                size.power(),
                need.effect(),
                size.overlap(),
                size.clusterCorrelation());
        Function<Figures, String> variance = f -> "[" + f.fixed(before, 3) + " × " + f.fixed(1 - before, 3) + " + "
                + f.fixed(need.rate(), 3) + " × " + f.fixed(1 - need.rate(), 3) + "] × "
                + f.fixed(need.effect().value(), 3) + " − " + f.fixed(change.covariance(), 4) + " = "
                + f.fixed(change.independent() - change.covariance(), 4);
        say(
                f -> "Phương sai của chênh lệch nhân với n: " + variance.apply(f)
                        + "; số trừ là hiệp phương sai do hai đợt có chung " + f.percent(size.overlap()) + " số cụm.",
                f -> "Variance of the difference times n: " + variance.apply(f)
                        + "; what is taken off is the covariance of the " + f.percent(size.overlap())
                        + " of clusters that both rounds have.");
        Function<Figures, String> formula = f -> f.fixed(change.quantiles(), 3) + "² × "
                + f.fixed(change.independent() - change.covariance(), 4) + " / "
                + f.fixed(Math.abs(need.rate() - before), 4) + "² = " + f.fixed(need.interviews(), 1);
        say(
                f -> "Số phiếu hoàn thành mỗi đợt: " + formula.apply(f) + ".",
                f -> "Complete interviews of each round: " + formula.apply(f) + ".");
    }

    private static String wanted(Figures f, Need need, boolean vietnamese) {
        if (need.before().isPresent()) {
            String before = f.percent(need.before().getAsDouble());
            return vietnamese ? ", cần phát hiện thay đổi từ " + before : ", to be told from " + before + " before";
        }
        String margin = f.percent(need.margin().orElseThrow());
        return vietnamese ? ", sai số cho phép ±" + margin : ", margin ±" + margin;
    }

    private static String inDomain(String domain, boolean vietnamese) {
        if (domain.isEmpty()) {
            return "";
        }
        return vietnamese ? " trong “" + domain + "”" : " in \"" + domain + "\"";
    }

    private void sized() {
        say(
                f -> switch (plan.basis()) {
                    case NEEDS ->
                        "Số cụm theo yêu cầu lớn nhất, sau khi phân bổ: " + f.count((double) plan.clusters()) + ".";
                    case CLUSTERS -> "Số cụm đã ấn định: " + f.count((double) plan.clusters()) + ".";
                    case BUDGET -> "Số cụm mà ngân sách cho phép: " + f.count((double) plan.clusters()) + ".";
                },
                f -> switch (plan.basis()) {
                    case NEEDS ->
                        "Clusters by the largest need, as allocated: " + f.count((double) plan.clusters()) + ".";
                    case CLUSTERS -> "Clusters, as set: " + f.count((double) plan.clusters()) + ".";
                    case BUDGET -> "Clusters that the budget pays for: " + f.count((double) plan.clusters()) + ".";
                });
        if (plan.disproportion() > 1.0005) {
            say(
                    f -> "Các tầng không được chọn theo đúng tỷ lệ dân số, nên phương sai chung tăng "
                            + f.fixed(plan.disproportion(), 3) + " lần (Kish 1992); cỡ mẫu đã tính đến điều này.",
                    f ->
                            "Strata are not sampled in proportion to their population, so the variance of the whole grows by "
                                    + f.fixed(plan.disproportion(), 3) + " (Kish 1992); the size allows for it.");
        }
        say(
                f -> f.count((double) plan.clusters()) + " cụm × " + plan.take() + " đơn vị = "
                        + f.count((double) plan.units()) + " đơn vị được chọn, khoảng " + f.count(plan.interviews())
                        + " phiếu hoàn thành của tất cả các nhóm.",
                f -> f.count((double) plan.clusters()) + " clusters × " + plan.take() + " units = "
                        + f.count((double) plan.units()) + " selected units, about " + f.count(plan.interviews())
                        + " complete interviews of all groups.");
        end("Cỡ mẫu được chọn", "The size that is chosen");
    }

    private void allocated() {
        say(f -> rule(f, true), f -> rule(f, false));
        plan.minima()
                .forEach(minimum -> say(
                        f -> "Nhóm “" + minimum.domain().name() + "” có ít nhất " + f.count((double) minimum.clusters())
                                + " cụm.",
                        f -> "Domain \"" + minimum.domain().name() + "\" gets at least "
                                + f.count((double) minimum.clusters()) + " clusters."));
        say(f -> "Kết quả: " + strata(f) + ".", f -> "This gives: " + strata(f) + ".");
        plan.strata().stream()
                .filter(stratum -> stratum.clusters() == stratum.stratum().most())
                .forEach(stratum -> say(
                        f -> "Tầng “" + stratum.stratum().name() + "” nhận tất cả "
                                + f.count((double) stratum.clusters()) + " cụm mà tầng có thể cho.",
                        f -> "Stratum \"" + stratum.stratum().name() + "\" gets all "
                                + f.count((double) stratum.clusters()) + " clusters that it can give."));
        end("Phân bổ cho các tầng", "Allocation over strata");
    }

    private String strata(Figures f) {
        return plan.strata().stream()
                .map(stratum -> stratum.stratum().name() + " " + f.count((double) stratum.clusters()))
                .collect(Collectors.joining("; "));
    }

    private String rule(Figures f, boolean vietnamese) {
        return vietnamese
                ? ruleInVietnamese(f) + ", " + leastInVietnamese(f) + "; làm tròn theo phần dư lớn nhất."
                : ruleInEnglish(f) + ", " + leastInEnglish(f) + "; rounded by largest remainder.";
    }

    private String ruleInVietnamese(Figures f) {
        if (given.rule() instanceof AllocationRule.Power power) {
            return "Phân bổ lũy thừa: số cụm tỷ lệ với N^" + f.fixed(power.exponent(), 2) + " × S/Ȳ (Bankier 1988)";
        }
        return given.rule() instanceof AllocationRule.Neyman
                ? "Phân bổ Neyman: số cụm tỷ lệ với N × S (Cochran 1977, chương 5)"
                : "Phân bổ theo tỷ lệ: số cụm tỷ lệ với dân số của tầng";
    }

    private String ruleInEnglish(Figures f) {
        if (given.rule() instanceof AllocationRule.Power power) {
            return "Power allocation: clusters in proportion to N^" + f.fixed(power.exponent(), 2)
                    + " × S/Ȳ (Bankier 1988)";
        }
        return given.rule() instanceof AllocationRule.Neyman
                ? "Neyman's allocation: clusters in proportion to N × S (Cochran 1977, chapter 5)"
                : "Proportional allocation: clusters in proportion to the population";
    }

    private String leastInVietnamese(Figures f) {
        long usual = leastOfAnyStratum();
        return "mỗi tầng ít nhất " + f.count((double) usual) + " cụm"
                + strataWithMore(usual, f, " (", " ít nhất ", ")");
    }

    private String leastInEnglish(Figures f) {
        long usual = leastOfAnyStratum();
        return "at least " + f.count((double) usual) + " in each stratum"
                + strataWithMore(usual, f, " (", " at least ", ")");
    }

    private long leastOfAnyStratum() {
        return given.strata().stream()
                .mapToLong(Assumptions.Stratum::least)
                .min()
                .orElseThrow();
    }

    private String strataWithMore(long usual, Figures f, String before, String least, String after) {
        String more = given.strata().stream()
                .filter(stratum -> stratum.least() > usual)
                .map(stratum -> stratum.name() + least + f.count((double) stratum.least()))
                .collect(Collectors.joining(", "));
        return more.isEmpty() ? "" : before + more + after;
    }

    private static String currency(CostPlan cost) {
        String currency = cost.cost().currency();
        return currency.isEmpty() ? "" : " " + currency;
    }

    /** An amount as a reader recomputes with it: with its decimals where they count. */
    private static String amount(Figures figures, double value) {
        return figures.fixed(value, value == Math.rint(value) || value >= 10_000 ? 0 : 2);
    }

    private void cost() {
        plan.cost().ifPresent(cost -> {
            FieldCost field = cost.field();
            Function<Figures, String> formula = f -> amount(f, field.fixed()) + " + "
                    + f.count((double) plan.clusters()) + " × (" + amount(f, field.cluster()) + " + " + plan.take()
                    + " × " + amount(f, field.unit()) + ") = " + amount(f, cost.total()) + currency(cost);
            say(f -> "Chi phí: " + formula.apply(f) + ".", f -> "Cost: " + formula.apply(f) + ".");
            cost.cost().budget().ifPresent(budget -> {
                long affordable = cost.affordable().orElseThrow();
                say(
                        f -> "Ngân sách " + amount(f, budget) + currency(cost) + " đủ cho "
                                + f.count((double) affordable) + " cụm"
                                + (cost.total() > budget ? "; kế hoạch này vượt ngân sách." : "."),
                        f -> "The budget of " + amount(f, budget) + currency(cost) + " pays for "
                                + f.count((double) affordable) + " clusters"
                                + (cost.total() > budget ? "; this plan exceeds it." : "."));
            });
        });
        end("Chi phí", "Cost");
    }

    private void decided() {
        for (Precision row : plan.precision()) {
            if (row.domain().isEmpty() && row.verdict().isPresent()) {
                ExpectedVerdict verdict = row.verdict().get();
                double target = row.indicator().target().orElseThrow();
                say(
                        f -> row.indicator().id() + ", chỉ tiêu " + f.target(target) + ", tỷ lệ mong đợi "
                                + f.percent(row.interval().rate()) + ": xác suất kết luận “đạt” "
                                + f.percent(verdict.met()) + ", “chưa đạt” " + f.percent(verdict.notMet())
                                + ", “chưa đủ căn cứ” " + f.percent(verdict.open()) + ". "
                                + sure(f, verdict, true),
                        f -> row.indicator().id() + ", target " + f.target(target) + ", expected rate "
                                + f.percent(row.interval().rate()) + ": met with probability "
                                + f.percent(verdict.met()) + ", not met " + f.percent(verdict.notMet())
                                + ", not distinguishable " + f.percent(verdict.open()) + ". "
                                + sure(f, verdict, false));
            }
        }
        end("Mẫu này kết luận được gì", "What this sample can decide");
    }

    private String sure(Figures f, ExpectedVerdict verdict, boolean vietnamese) {
        String power = f.target(given.size().power());
        String met =
                verdict.surelyMet().isPresent() ? f.percent(verdict.surelyMet().getAsDouble()) : "";
        String notMet = verdict.surelyNotMet().isPresent()
                ? f.percent(verdict.surelyNotMet().getAsDouble())
                : "";
        if (vietnamese) {
            return (met.isEmpty()
                            ? "Mẫu này không thể kết luận “đạt” với xác suất " + power + "; "
                            : "Kết luận “đạt” với xác suất " + power + " nếu tỷ lệ thật là " + met + "; ")
                    + (notMet.isEmpty()
                            ? "không thể kết luận “chưa đạt” với xác suất đó."
                            : "“chưa đạt” nếu là " + notMet + ".");
        }
        return (met.isEmpty()
                        ? "It can't say \"met\" with probability " + power + "; "
                        : "It says \"met\" with probability " + power + " if the true rate is " + met + "; ")
                + (notMet.isEmpty() ? "nor \"not met\"." : "\"not met\" if it is " + notMet + ".");
    }

    private void limits() {
        for (Need need : plan.needs()) {
            if (need.margin().isEmpty()) {
                continue;
            }
            Precision row = plan.precision().stream()
                    .filter(one -> one.domain().equals(need.domain())
                            && one.indicator().id().equals(need.indicator().id()))
                    .findFirst()
                    .orElseThrow();
            double margin = need.margin().getAsDouble();
            if (!(row.interval().printedHalf() <= margin)) {
                say(
                        f -> need.indicator().id() + inDomain(need.domain(), true)
                                + ": khoảng tin cậy in trong báo cáo sẽ là " + printed(f, row) + ", rộng hơn sai số ±"
                                + f.percent(margin) + ".",
                        f -> need.indicator().id() + inDomain(need.domain(), false)
                                + ": the printed interval will be " + printed(f, row) + ", wider than the margin ±"
                                + f.percent(margin) + ".");
            }
        }
        say(
                f ->
                        "Sai số cho phép dùng phân phối chuẩn; khoảng Korn–Graubard in trong báo cáo dùng số bậc tự do của mẫu"
                                + " nên thường rộng hơn một chút. Bảng độ chính xác ghi cả hai.",
                f ->
                        "The margin uses the normal distribution; the interval of Korn and Graubard that is printed uses the"
                                + " sample's degrees of freedom and is mostly a little wider. The table of precision has both.");
        end("Cần lưu ý", "What to keep in mind");
    }

    private static String printed(Figures f, Precision row) {
        ExpectedInterval interval = row.interval();
        return interval.defined()
                ? "−" + f.percent(interval.lower()) + "/+" + f.percent(interval.upper())
                : f.percent(Double.NaN);
    }
}
