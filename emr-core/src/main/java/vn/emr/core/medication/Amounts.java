package vn.emr.core.medication;

import java.math.BigDecimal;

/** Numbers of doses as they are kept. */
final class Amounts {
    private Amounts() {}

    /** Without zeros that say nothing. */
    static BigDecimal plain(BigDecimal sent) {
        BigDecimal plain = sent.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
