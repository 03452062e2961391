package org.kapsurvey.analysis.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.kapsurvey.analysis.indicator.Verdict;

/**
 * Numbers as a reader of one language expects them: Vietnamese writes 1.234,5 and English 1,234.5. Digits come from exact
 * decimal arithmetic, so they are the same on every machine.
 */
public final class Figures {

    private static final int MOST_DECIMALS = 12;

    private final boolean english;

    private Figures(boolean english) {
        this.english = english;
    }

    /** Figures for a language: English for {@code en}, Vietnamese for every other. */
    public static Figures in(String language) {
        return new Figures("en".equals(language));
    }

    /** A count with its thousands marked; a weighted one is rounded to a whole number. "–" for NaN. */
    public String count(double value) {
        return fixed(value, 0);
    }

    /** A number with so many decimals, half to even; "–" for NaN and infinity. */
    public String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        return marked(new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN));
    }

    /** A p-value with its sign: {@code = 0,0317}, or {@code < 0,0001} and {@code > 0,9999} where four decimals end. */
    public String probability(double p) {
        if (p < 0.0001) {
            return "< " + fixed(0.0001, 4);
        }
        return p > 0.9999 ? "> " + fixed(0.9999, 4) : "= " + fixed(p, 4);
    }

    /** A share as per cent with one decimal, such as {@code 93,4%}. */
    public String percent(double share) {
        return Double.isFinite(share) ? percent(share, 1) : "–";
    }

    /**
     * A limit of an interval as per cent, with one decimal, or with as many as it takes to stand on the same side of the
     * target as the limit itself does: 94.96 against 95 must not be printed as 95.0.
     */
    public String limit(double share, double target) {
        if (!Double.isFinite(share)) {
            return "–";
        }
        BigDecimal exactTarget = percentage(target, MOST_DECIMALS);
        for (int decimals = 1; decimals < MOST_DECIMALS; decimals++) {
            boolean same = (percentage(share, decimals).compareTo(exactTarget) >= 0) == Verdict.reaches(share, target);
            if (same) {
                return percent(share, decimals);
            }
        }
        return percent(share, MOST_DECIMALS);
    }

    /** A target as per cent without needless decimals, such as {@code 95%}. */
    public String target(double share) {
        BigDecimal value = percentage(share, 6).stripTrailingZeros();
        return marked(value.scale() < 0 ? value.setScale(0, RoundingMode.UNNECESSARY) : value) + "%";
    }

    private String percent(double share, int decimals) {
        return marked(percentage(share, decimals)) + "%";
    }

    private static BigDecimal percentage(double share, int decimals) {
        return new BigDecimal(share).movePointRight(2).setScale(decimals, RoundingMode.HALF_EVEN);
    }

    private String marked(BigDecimal value) {
        String digits = value.abs().toPlainString();
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        StringBuilder text = new StringBuilder(value.signum() < 0 ? "−" : "");
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                text.append(english ? ',' : '.');
            }
            text.append(whole.charAt(i));
        }
        if (point >= 0) {
            text.append(english ? '.' : ',').append(digits, point + 1, digits.length());
        }
        return text.toString();
    }
}
