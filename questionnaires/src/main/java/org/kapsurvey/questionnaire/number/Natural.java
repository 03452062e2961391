package org.kapsurvey.questionnaire.number;

/**
 * A natural number of any size that changes in place: the few operations that exact reading and printing need, as
 * {@code BigInteger} is a fifth of the engine in a browser. Limbs of 15 bits, the lowest first: a limb times 10,000 and a carry
 * is an int.
 */
final class Natural {
    private static final int BITS = 15;
    private static final int MASK = (1 << BITS) - 1;

    private int[] limbs;
    /** Limbs in use; the highest of them is not 0. */
    private int size;

    private Natural(int capacity) {
        limbs = new int[capacity];
    }

    static Natural of(long number) {
        Natural made = new Natural(8);
        for (long rest = number; rest != 0; rest >>>= BITS) {
            made.limbs[made.size] = (int) rest & MASK;
            made.size++;
        }
        return made;
    }

    /** @param digits of the decimal system */
    static Natural ofDigits(String digits) {
        Natural made = new Natural(8);
        for (int i = 0; i < digits.length(); i++) {
            made.timesPlus(10, digits.charAt(i) - '0');
        }
        return made;
    }

    Natural copy() {
        Natural copy = new Natural(size + 2);
        copy.size = size;
        for (int i = 0; i < size; i++) {
            copy.limbs[i] = limbs[i];
        }
        return copy;
    }

    boolean isZero() {
        return size == 0;
    }

    int bitLength() {
        int bits = 0;
        for (int highest = size == 0 ? 0 : limbs[size - 1]; highest != 0; highest >>= 1) {
            bits++;
        }
        return size == 0 ? 0 : (size - 1) * BITS + bits;
    }

    /**
     * This × factor + addend.
     *
     * @param factor at most 10,000
     */
    Natural timesPlus(int factor, int addend) {
        int carry = addend;
        for (int i = 0; i < size; i++) {
            int product = limbs[i] * factor + carry;
            limbs[i] = product & MASK;
            carry = product >> BITS;
        }
        while (carry != 0) {
            append(carry & MASK);
            carry >>= BITS;
        }
        return this;
    }

    Natural timesPowerOfTen(int exponent) {
        int rest = exponent;
        for (; rest >= 4; rest -= 4) {
            timesPlus(10_000, 0);
        }
        for (; rest > 0; rest--) {
            timesPlus(10, 0);
        }
        return this;
    }

    Natural shiftLeft(int bits) {
        int whole = bits / BITS;
        int rest = bits - whole * BITS;
        timesPlus(1 << Math.min(rest, 13), 0);
        timesPlus(1 << Math.max(rest - 13, 0), 0);
        if (whole > 0 && size > 0) {
            for (int i = 0; i < whole; i++) {
                append(1);
            }
            for (int i = size - 1; i >= 0; i--) {
                limbs[i] = i >= whole ? limbs[i - whole] : 0;
            }
        }
        return this;
    }

    /** Half of it, rounded down. */
    void halve() {
        int carry = 0;
        for (int i = size - 1; i >= 0; i--) {
            int limb = limbs[i] | (carry << BITS);
            limbs[i] = limb >> 1;
            carry = limb & 1;
        }
        trim();
    }

    Natural plus(Natural other) {
        Natural sum = copy();
        int carry = 0;
        for (int i = 0; i < other.size || carry != 0; i++) {
            if (i == sum.size) {
                sum.append(0);
            }
            int limb = sum.limbs[i] + (i < other.size ? other.limbs[i] : 0) + carry;
            sum.limbs[i] = limb & MASK;
            carry = limb >> BITS;
        }
        return sum;
    }

    /** Takes away a number that is not larger. */
    void subtract(Natural other) {
        int borrow = 0;
        for (int i = 0; i < size; i++) {
            int limb = limbs[i] - (i < other.size ? other.limbs[i] : 0) - borrow;
            borrow = limb < 0 ? 1 : 0;
            limbs[i] = limb & MASK;
        }
        trim();
    }

    /** Below 0, 0 or above 0 as this is smaller, equal or larger. */
    int compareTo(Natural other) {
        if (size != other.size) {
            return size - other.size;
        }
        for (int i = size - 1; i >= 0; i--) {
            if (limbs[i] != other.limbs[i]) {
                return limbs[i] - other.limbs[i];
            }
        }
        return 0;
    }

    private void append(int limb) {
        if (size == limbs.length) {
            int[] longer = new int[size * 2];
            for (int i = 0; i < size; i++) {
                longer[i] = limbs[i];
            }
            limbs = longer;
        }
        limbs[size] = limb;
        size++;
    }

    private void trim() {
        while (size > 0 && limbs[size - 1] == 0) {
            size--;
        }
    }
}
