package vn.emr.core.access;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.text.Normalizer;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * Passwords: Argon2id, the parameters recorded in the hash (PHC string), so that they can be raised later without touching
 * old ones. Every check costs the same, whether the user exists or not.
 */
@Singleton
public final class Passwords {
    /** 19 MiB, two passes: the least that OWASP names, about 50 ms on one core. */
    private static final int MEMORY_KIB = 19_456;

    private static final int PASSES = 2;
    private static final Argon2Function ARGON2 = Argon2Function.getInstance(MEMORY_KIB, PASSES, 1, 32, Argon2.ID, 0x13);

    /** What an unknown user's password is compared with: as costly as any, and made of no password. */
    private static final String NOBODY = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES
            + ",p=1$bm9ib2R5IGlzIGhlcmUuLg$AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

    /** Each check takes 19 MiB and a core for its time, so few run together. */
    private static final int TOGETHER = 4;

    private final Semaphore room = new Semaphore(TOGETHER);
    private final PasswordProfile profile;

    /** @throws IllegalArgumentException for a profile nobody knows */
    @Inject
    public Passwords(@ConfigProperty(name = "emr.password.profile", defaultValue = "vn") String profile) {
        this.profile = PasswordProfile.valueOf(profile.toUpperCase(Locale.ROOT));
    }

    /** Judged by the Vietnamese profile. */
    public Passwords() {
        this("vn");
    }

    /** What makes a password good enough here. */
    public PasswordProfile profile() {
        return profile;
    }

    /** The form that is stored. */
    public String hash(String password) {
        return guarded(() -> ARGON2.hash(normal(password)).getResult());
    }

    /**
     * Whether a password fits a stored form.
     *
     * @param hash null for an unknown user: the work is done all the same, the answer is no
     */
    public boolean fits(String password, String hash) {
        if (password.length() > PasswordProfile.MOST) {
            return false;
        }
        String against = hash == null ? NOBODY : hash;
        boolean fits = guarded(() -> Argon2Function.getInstanceFromHash(against).check(normal(password), against));
        return fits && hash != null;
    }

    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private <T> T guarded(java.util.function.Supplier<T> work) {
        try {
            if (!room.tryAcquire(5, java.util.concurrent.TimeUnit.SECONDS)) {
                throw new Refusal(Code.OVERLOADED, "too many sign-ins at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.TEMPORARY, "stopping");
        }
        try {
            return work.get();
        } finally {
            room.release();
        }
    }
}
