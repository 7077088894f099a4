package vn.emr.core.privacy;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** On what ground data of people is sent somewhere (Luật 91/2025/QH15 art. 9, 19 and 26). */
public enum Ground {
    /** Examination and treatment of the person. */
    CARE,
    /** A duty by law, by its article. */
    LEGAL_DUTY,
    /** A processor works for the hospital, by its contract. */
    PROCESSOR,
    /** The person agreed, or asked for it in writing. */
    CONSENT;

    /** As settings say it: {@code legal-duty}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Ground> of(String word) {
        return Stream.of(values()).filter(ground -> ground.word().equals(word)).findFirst();
    }
}
