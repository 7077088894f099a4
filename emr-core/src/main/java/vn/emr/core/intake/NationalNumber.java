package vn.emr.core.intake;

import java.util.ArrayList;
import java.util.List;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.Patient;
import vn.emr.core.record.Sex;

/**
 * The structure of a số định danh cá nhân: province (3), century and sex (1), birth year (2), random (6) — NĐ 137/2015 art.
 * 13. A mismatch warns and never blocks, because numbers are cancelled and re-established (NĐ 70/2024). There is no check
 * digit.
 */
final class NationalNumber {
    private NationalNumber() {}

    /** Warning codes for a patient's active number; empty when it fits or there is none. */
    static List<String> warnings(Patient p) {
        List<String> warnings = new ArrayList<>();
        p.active(IdentifierKind.CCCD).ifPresent(number -> {
            String v = number.value();
            if (!v.matches("\\d{12}")) {
                warnings.add("CCCD_FORM");
                return;
            }
            int century = v.charAt(3) - '0';
            boolean female = century % 2 == 1;
            if (p.sex() == Sex.MALE && female || p.sex() == Sex.FEMALE && !female) {
                warnings.add("CCCD_SEX_MISMATCH");
            }
            int year = 1900 + century / 2 * 100 + Integer.parseInt(v.substring(4, 6));
            if (p.birth() != null && p.birth().year() != year) {
                warnings.add("CCCD_BIRTH_YEAR_MISMATCH");
            }
        });
        return List.copyOf(warnings);
    }
}
