package org.kapsurvey.api.account;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kapsurvey.api.account.AccountRefusedException.Refusal;

/**
 * Which passwords are taken: 12 characters or more, 15 of an administrator, 128 at most, of any kind, and none that is
 * guessed early. What is guessed early is asked of zxcvbn, which knows lists of leaked passwords, rows of the keyboard,
 * repetitions, days and the words given to it here: those of the account and of a survey in Vietnam.
 */
public final class PasswordRule {
    /** Of 0 to 4: below it fewer than 10⁸ tries are enough. */
    private static final int LEAST_SCORE = 3;

    private static final int MOST = 128;

    /** What people here begin with when they must think of a password. */
    private static final List<String> OWN_WORDS = List.of(
            "kapsurvey",
            "kap",
            "survey",
            "khaosat",
            "dieutra",
            "dieutravien",
            "giamsat",
            "thongke",
            "lanhdao",
            "quantri",
            "quantrivien",
            "matkhau",
            "xinchao",
            "vietnam",
            "haiphong",
            "haiduong",
            "bacninh",
            "bacgiang",
            "hanoi",
            "danso",
            "chicucdanso",
            "suckhoe",
            "soyte",
            "yte",
            "gioitinh",
            "phieuhoi",
            "phongvan",
            "phuong",
            "thanhpho",
            "anhyeuem",
            "emyeuanh",
            "yeuem",
            "khongbiet",
            "nguyen",
            "tran",
            "pham",
            "hoang",
            "manager",
            "supervisor",
            "surveyor",
            "statistician",
            "administrator");

    /** Without those that are taken for one another: 0 and o, 1 and l and i. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final Zxcvbn ZXCVBN = new Zxcvbn();
    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordRule() {}

    /** What is wrong with a password and what to do, without quoting it; empty where it is taken. */
    public static Optional<Refusal> fault(String password, Role role, String loginName, String displayName) {
        String normalized = PasswordHash.normalized(password);
        int length = normalized.codePointCount(0, normalized.length());
        if (length < role.leastPassword()) {
            return Optional.of(new Refusal(
                    "password",
                    "The password of a" + (role == Role.ADMINISTRATOR ? "n " : " ") + role.text() + " must have "
                            + role.leastPassword() + " characters or more, found " + length + ".",
                    "Several words that have nothing to do with one another are easy to remember."));
        }
        if (length > MOST) {
            return Optional.of(new Refusal(
                    "password", "A password must have " + MOST + " characters at most, found " + length + ".", ""));
        }
        List<String> words = new ArrayList<>(OWN_WORDS);
        words.add(loginName);
        words.addAll(List.of(loginName.split("[._-]+")));
        words.addAll(names(displayName.toLowerCase(Locale.ROOT)));
        words.addAll(names(plainLetters(displayName.toLowerCase(Locale.ROOT))));
        // A dot between two names hides neither.
        String plain = normalized.replaceAll("[^\\p{L}\\p{N}]", "");
        if (score(normalized, words) < LEAST_SCORE || score(plain, words) < LEAST_SCORE) {
            return Optional.of(new Refusal(
                    "password",
                    "This password is guessed early: it is a common one, or made of names, days, repetitions or"
                            + " rows of the keyboard.",
                    "Take several words that have nothing to do with one another, or a random one."));
        }
        return Optional.empty();
    }

    /** The parts of a name, and each with the next: "lananh" is one name to its bearer. */
    private static List<String> names(String name) {
        List<String> names = new ArrayList<>(List.of(name.strip().split("\\s+")));
        for (int i = names.size() - 1; i > 0; i--) {
            names.add(names.get(i - 1) + names.get(i));
        }
        return names;
    }

    private static String plainLetters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd');
    }

    private static int score(String password, List<String> words) {
        return ZXCVBN.measure(password, words).getScore();
    }

    /** A password made at random: 20 letters and digits in four groups, 99 bits. */
    public static String random() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            if (i > 0 && i % 5 == 0) {
                password.append('-');
            }
            password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
