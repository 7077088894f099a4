package vn.emr.core.retention;

import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;

/** A row of the annex of TT 33/2025/TT-BYT; that of organs is of Luật 75/2006 art. 38. */
public enum RetentionClass {
    /** Hồ sơ sự cố y khoa (row 38): for ever. */
    MEDICAL_INCIDENT(0),
    /** Hồ sơ bệnh án tử vong (row 39). */
    DEATH(30),
    /** Of who gave or received an organ or tissue (Luật 75/2006 art. 38 k4). */
    ORGAN_DONATION(30),
    /** Tâm thần, tai nạn lao động, tai nạn giao thông (row 40). */
    MENTAL_OR_ACCIDENT(20),
    /** Ghép mô tạng, phẫu thuật thẩm mỹ (row 43). */
    TRANSPLANT_OR_COSMETIC(20),
    /** Hồ sơ bệnh án nội trú, ngoại trú (row 44). */
    PATIENT_RECORD(10),
    /** Sổ sách khám bệnh, chữa bệnh (row 47). */
    REGISTER(5),
    /** Giấy khám sức khỏe (row 48). */
    HEALTH_CERTIFICATE(2),
    /** Sổ sức khỏe điện tử (row 49): after the person's death. */
    HEALTH_BOOK(10);

    private static final int FOR_EVER = 0;

    private final int years;

    RetentionClass(int years) {
        this.years = years;
    }

    /** Years from the end of the year in which the work ended; empty: for ever. */
    public Optional<Integer> years() {
        return years == FOR_EVER ? Optional.empty() : Optional.of(years);
    }

    /**
     * The last day it must be kept: 31 December of the year so many years later.
     *
     * @param ended when the work ended; of a health book the death
     * @return empty: for ever
     */
    public Optional<LocalDate> until(LocalDate ended) {
        return years().map(n -> LocalDate.of(ended.getYear() + n, Month.DECEMBER, 31));
    }

    boolean longerThan(RetentionClass other) {
        return years != other.years && (years == FOR_EVER || other.years != FOR_EVER && years > other.years);
    }
}
