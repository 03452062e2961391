package org.kapsurvey.analysis.totals;

/**
 * Totals by PSU (in a design of several stages with population sizes by unit of the last stage, {@code PsuFrame.units}),
 * domain and term. Every sampled PSU has its row, of zeros where the domain has no case in it. Parts of
 * the data are summed apart and put together with {@link #combine}. Immutable.
 */
public final class PsuTotals {
    private final int psus;
    private final int domains;
    private final int terms;

    /** For each domain and in it each term. */
    private final UnitTotals[] sums;

    /** @param sums for each domain and in it each term the total of each PSU; taken over */
    public PsuTotals(int psus, int domains, int terms, double[][] sums) {
        this(psus, domains, terms, UnitTotals.each(sums));
    }

    PsuTotals(int psus, int domains, int terms, UnitTotals[] sums) {
        if (sums.length != Math.multiplyExact(domains, terms)) {
            throw new IllegalArgumentException("Not a column for each domain and term: " + sums.length);
        }
        this.psus = psus;
        this.domains = domains;
        this.terms = terms;
        this.sums = sums;
    }

    /** No case anywhere: the neutral element of {@link #combine}. */
    public static PsuTotals zero(int psus, int domains, int terms) {
        return new PsuTotals(psus, domains, terms, new double[Math.multiplyExact(domains, terms)][psus]);
    }

    /**
     * The totals of both parts together.
     *
     * @throws IllegalArgumentException if the other has other numbers of PSUs, domains or terms
     */
    public PsuTotals combine(PsuTotals other) {
        if (psus != other.psus || domains != other.domains || terms != other.terms) {
            throw new IllegalArgumentException("Parts of different shape: %d×%d×%d and %d×%d×%d"
                    .formatted(psus, domains, terms, other.psus, other.domains, other.terms));
        }
        UnitTotals[] both = new UnitTotals[sums.length];
        for (int column = 0; column < both.length; column++) {
            double[] added = sums[column].byUnit().clone();
            for (int psu = 0; psu < psus; psu++) {
                added[psu] += other.sums[column].byUnit()[psu];
            }
            both[column] = new UnitTotals(added);
        }
        return new PsuTotals(psus, domains, terms, both);
    }

    public int psus() {
        return psus;
    }

    public int domains() {
        return domains;
    }

    public int terms() {
        return terms;
    }

    public double get(int psu, int domain, int term) {
        return sums[domain * terms + term].byUnit()[psu];
    }

    /** The sum over the PSUs of each term, in a domain. */
    public double[] overPsus(int domain) {
        double[] over = new double[terms];
        for (int term = 0; term < terms; term++) {
            over[term] = sums[domain * terms + term].sum();
        }
        return over;
    }

    /**
     * For each unit whether it has a case in the domain that a term of 0 or more counts, as {@link Term#rows}; the same
     * array for all estimates that share these totals, not to be changed.
     */
    public boolean[] unitsAbove0(int domain, int term) {
        return sums[domain * terms + term].above0();
    }

    /** For each PSU the product gradient · t: its linearised total z in a domain. */
    public double[] linearised(int domain, double[] gradient) {
        if (gradient.length != terms) {
            throw new IllegalArgumentException("A gradient has " + terms + " parts here, not " + gradient.length);
        }
        double[] z = new double[psus];
        for (int term = 0; term < terms; term++) {
            if (gradient[term] != 0) {
                add(gradient[term], sums[domain * terms + term].byUnit(), z);
            }
        }
        return z;
    }

    /**
     * (Σ over the terms of |gradient| · √Σt²)², t the PSUs' totals of a term: no less than, and within a factor of the number of terms
     * of, what Σz² would be if no part of z took anything from another (Minkowski). Beside this a small Σz² is rounding.
     */
    public double squaredParts(int domain, double[] gradient) {
        double parts = 0;
        for (int term = 0; term < terms; term++) {
            if (gradient[term] != 0) {
                parts += Math.abs(gradient[term]) * sums[domain * terms + term].length();
            }
        }
        return parts * parts;
    }

    private static void add(double factor, double[] column, double[] z) {
        for (int psu = 0; psu < z.length; psu++) {
            z[psu] += factor * column[psu];
        }
    }
}
