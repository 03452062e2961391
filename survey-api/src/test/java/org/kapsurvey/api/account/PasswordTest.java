package org.kapsurvey.api.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.Normalizer;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {
    @Test
    void aKeptPasswordIsAPhcStringWithTheLeastWorkThatOwaspAsksFor() {
        String kept = PasswordHash.make("ba con voi đi học").toString();
        assertThat(kept).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(PasswordHash.parse(kept).toString()).isEqualTo(kept);
        assertThat(PasswordHash.parse(kept).isWeak()).isFalse();
    }

    @Test
    void theSamePasswordIsNeverKeptTheSameTwice() {
        assertThat(PasswordHash.make("ba con voi đi học").toString())
                .isNotEqualTo(PasswordHash.make("ba con voi đi học").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ba con voi đi học", " spaces at both ends ", "mật khẩu 🐘🌾 dài", "\u00a0no-break space"})
    void aPasswordMatchesItselfAndNothingNearIt(String password) {
        PasswordHash kept = PasswordHash.parse(PasswordHash.make(password).toString());
        assertThat(kept.matches(password)).isTrue();
        assertThat(kept.matches(password + " ")).isFalse();
        assertThat(kept.matches(password.substring(1))).isFalse();
        assertThat(kept.matches(password.toUpperCase(java.util.Locale.ROOT))).isFalse();
    }

    @Test
    void aKeyboardThatWritesLettersInPartsGivesTheSamePassword() {
        String password = "đường về quê ngoại";
        String parts = Normalizer.normalize(password, Normalizer.Form.NFD);
        assertThat(parts).isNotEqualTo(password);
        assertThat(PasswordHash.make(password).matches(parts)).isTrue();
    }

    @Test
    void whatIsPastThe72ndByteCounts() {
        String begin = "x7".repeat(50);
        assertThat(PasswordHash.make(begin + "a").matches(begin + "b")).isFalse();
    }

    /** A vector that libargon2 gives: {@code echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32}. */
    @Test
    void theHashIsThatOfTheReferenceImplementation() {
        byte[] hash = HexFormat.of().parseHex("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        PasswordHash reference = PasswordHash.parse("$argon2id$v=19$m=65536,t=2,p=1$"
                + base64.encodeToString("somesalt".getBytes(java.nio.charset.StandardCharsets.US_ASCII)) + "$"
                + base64.encodeToString(hash));
        assertThat(reference.matches("password")).isTrue();
        assertThat(reference.matches("passwore")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m=19456,t=1", "m=9728,t=2"})
    void aHashOfLessWorkIsWeak(String work) {
        String strong = PasswordHash.make("ba con voi đi học").toString();
        assertThat(PasswordHash.parse(strong.replace("m=19456,t=2", work)).isWeak())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "$argon2i$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA",
                "$argon2id$v=19$m=0,t=2,p=1$c29tZXNhbHQ$c29tZXNhbHRzb21lc2FsdA"
            })
    void whatIsNoPhcStringIsRefusedWithoutBeingQuoted(String kept) {
        assertThatThrownBy(() -> PasswordHash.parse(kept))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A kept password is no PHC string of Argon2id.");
    }

    @Test
    void aPasswordHasTwelveCharactersAnAdministratorsFifteenAndNoneMoreThan128() {
        assertThat(fault("voi xanh đi7", Role.SURVEYOR)).isNull();
        assertThat(fault("voi xanh đi", Role.SURVEYOR)).contains("12 characters or more, found 11");
        assertThat(fault("voi xanh đi7", Role.ADMINISTRATOR))
                .contains("an administrator", "15 characters or more, found 12");
        assertThat(fault("voi xanh đi7 ăn", Role.ADMINISTRATOR)).isNull();
        assertThat(fault("q8!z".repeat(33), Role.MANAGER)).contains("128 characters at most, found 132");
    }

    @Test
    void aCharacterIsOneHoweverManyBytesItHas() {
        assertThat(fault("🐘🌾🐟🦆🍚🌴🐃🛶🥭🪷🐔", Role.SURVEYOR)).contains("found 11");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456789012",
                "qwertyuiop12",
                "passwordpassword",
                "aaaaaaaaaaaaaaaa",
                "matkhau123456",
                "khaosat2026!",
                "haiphong2026",
                "chicucdanso1",
                "lan.nt.lan.nt",
                "Lan Anh 1990",
                "administrator1",
                "20262026202620",
                "zxcvbnmasdfgh"
            })
    void whatIsGuessedEarlyIsRefusedWithoutBeingQuoted(String password) {
        assertThat(fault(password, Role.SURVEYOR))
                .isNotNull()
                .contains("guessed early")
                .doesNotContain(password);
    }

    @Test
    void aPasswordMadeAtRandomIsTakenForEveryRoleAndNeverMadeTwice() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            String password = PasswordRule.random();
            assertThat(password).matches("([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}");
            assertThat(made.add(password)).isTrue();
            assertThat(fault(password, Role.ADMINISTRATOR)).isNull();
        }
    }

    private static String fault(String password, Role role) {
        return PasswordRule.fault(password, role, "lan.nt", "Nguyễn Thị Lan Anh")
                .map(AccountRefusedException.Refusal::message)
                .orElse(null);
    }
}
