package vn.emr.core.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** What makes a password good enough, as the hospital chose it ({@code EMR_PASSWORD_PROFILE}). */
public enum PasswordProfile {
    /** TCVN 14423:2026 level 2, QCVN 12:2026/BCA: four classes, ten not again, new after 60 days for administrators. */
    VN(14, true, 10, Duration.ofDays(60)),
    /** NIST SP 800-63B-4: length and a list of what is guessed first; no composition and no rotation. */
    NIST(15, false, 0, null);

    /** Shorter ones need a second factor beside them in both. */
    static final int LEAST_WITH_FACTOR = 8;

    /** Longer ones only cost memory. */
    static final int MOST = 256;

    /** Four signs are found in much; a user name of two letters forbids nothing. */
    private static final int TELLING = 3;

    private static final Set<Right> OF_ADMINISTRATORS =
            Set.of(Right.ACCOUNT_MANAGE, Right.ROLE_MANAGE, Right.CONFIGURE);

    private static final class Guessed {
        static final Set<String> FIRST = read();

        private static Set<String> read() {
            try (InputStream in = PasswordProfile.class.getResourceAsStream("/guessed-first.txt")) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .collect(Collectors.toUnmodifiableSet());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final int least;
    private final boolean classes;
    private final int notAgain;
    private final Duration longest;

    PasswordProfile(int least, boolean classes, int notAgain, Duration longest) {
        this.least = least;
        this.classes = classes;
        this.notAgain = notAgain;
        this.longest = longest;
    }

    /** Signs a password needs, with or without a second factor beside it. */
    public int least(boolean withFactor) {
        return withFactor ? LEAST_WITH_FACTOR : least;
    }

    /** Whether upper, lower, digit and another sign are asked for. */
    public boolean classes() {
        return classes;
    }

    /** How many passwords before the current one are not taken again. */
    int notAgain() {
        return notAgain;
    }

    /** Whether a password must be changed because it is old. */
    boolean outworn(Instant setAt, Iterable<Assignment> roles, Instant now) {
        if (longest == null || now.isBefore(setAt.plus(longest))) {
            return false;
        }
        for (Assignment role : roles) {
            if (OF_ADMINISTRATORS.stream().anyMatch(role::holds)) {
                return true;
            }
        }
        return false;
    }

    /** @throws Refusal MALFORMED_FIELD, when a new password is not good enough */
    public void mustBeGood(String password, String username, boolean withFactor) {
        int length = password == null ? 0 : length(password);
        if (length < least(withFactor) || length > MOST) {
            int needed = least(withFactor);
            throw weak("Mật khẩu cần từ " + needed + " ký tự / at least " + needed + " characters");
        }
        boolean four = password.codePoints().anyMatch(Character::isUpperCase)
                && password.codePoints().anyMatch(Character::isLowerCase)
                && password.codePoints().anyMatch(Character::isDigit)
                && password.codePoints().anyMatch(c -> !Character.isLetterOrDigit(c));
        if (classes && !four) {
            throw weak("Mật khẩu cần chữ hoa, chữ thường, chữ số và ký tự khác / upper, lower, digit and another sign");
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (username.length() >= TELLING && lower.contains(username.toLowerCase(Locale.ROOT))) {
            throw weak("Mật khẩu không được chứa tên đăng nhập / must not contain the user name");
        }
        if (guessedFirst(lower)) {
            throw weak("Mật khẩu này dễ bị đoán / this password is one of those guessed first");
        }
    }

    /** Signs as a person counts them: é is one, however it is written. */
    static int length(String password) {
        String composed = Normalizer.normalize(password, Normalizer.Form.NFC);
        return composed.codePointCount(0, composed.length());
    }

    /** A word of the list, also with digits and signs around it or said twice, or one sign over and over. */
    private static boolean guessedFirst(String lower) {
        String plain = Normalizer.normalize(lower, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd');
        String word = plain.replaceAll("^[^a-z]+|[^a-z]+$", "");
        int half = word.length() / 2;
        return Guessed.FIRST.contains(plain)
                || Guessed.FIRST.contains(word)
                || half > 0
                        && word.length() % 2 == 0
                        && word.equals(word.substring(half).repeat(2))
                        && Guessed.FIRST.contains(word.substring(half))
                || plain.chars().distinct().count() <= 2
                || "01234567890123456789".contains(plain)
                || "98765432109876543210".contains(plain);
    }

    private static Refusal weak(String reason) {
        return new Refusal(Code.MALFORMED_FIELD, reason, "/next");
    }
}
