package vn.emr.core.disclosure;

import static vn.emr.core.disclosure.Form.COPY;
import static vn.emr.core.disclosure.Form.EXPORT;
import static vn.emr.core.disclosure.Form.READ;
import static vn.emr.core.disclosure.Form.SUMMARY;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who may ask for a record, on which basis, and what the law lets each have. Who is not named by article 69 of Luật KBCB
 * 15/2023/QH15 names a basis in words, too.
 */
public enum Requester {
    PATIENT(Law.D69_4D, Needs.NOTHING, READ, SUMMARY, COPY, EXPORT),
    /** A representative whom point d of art. 69.4 names. */
    REPRESENTATIVE(Law.D69_4D, Needs.MANDATE, READ, SUMMARY, COPY, EXPORT),
    /** Every other representative: a summary and nothing else. */
    OTHER_REPRESENTATIVE(Law.D69_4DD, Needs.MANDATE, SUMMARY),
    /** Heirs and relatives of the dead: the health law does not name them. */
    HEIR(Law.OTHER, Needs.WORDS, SUMMARY),
    HEALTH_AUTHORITY(Law.D69_4A, Needs.LETTER, READ, SUMMARY, COPY, EXPORT),
    INVESTIGATOR(Law.D69_4A, Needs.LETTER, READ, SUMMARY, COPY, EXPORT),
    PROCURACY(Law.D69_4A, Needs.LETTER, READ, SUMMARY, COPY, EXPORT),
    COURT(Law.D69_4A, Needs.LETTER, READ, SUMMARY, COPY, EXPORT),
    INSPECTOR(Law.D69_4A, Needs.LETTER, READ, SUMMARY, COPY, EXPORT),
    FORENSIC_EXAMINER(Law.D69_4A, Needs.LETTER, READ, SUMMARY, COPY, EXPORT),
    /** The patient's. */
    LAWYER(Law.D69_4A, Needs.MANDATE, READ, SUMMARY, COPY, EXPORT),
    SOCIAL_INSURANCE(Law.D69_4C, Needs.LETTER, READ, COPY),
    STATE_COMPENSATION(Law.D69_4C, Needs.LETTER, READ, COPY),
    /** A company that insures health or life: only what the patient asked for in writing. */
    INSURANCE_COMPANY(Law.L91_26, Needs.CONSENT, SUMMARY, COPY),
    OTHER_HOSPITAL(Law.D69_3B, Needs.LETTER, READ, COPY),
    STUDENT(Law.D69_3A, Needs.LETTER, READ),
    RESEARCHER(Law.D69_3A, Needs.LETTER, READ);

    /** What must be shown beside an identity. */
    private enum Needs {
        NOTHING,
        MANDATE,
        LETTER,
        CONSENT,
        WORDS
    }

    /** The articles, as they are cited on paper. */
    private static final class Law {
        static final String D69 = "Luật Khám bệnh, chữa bệnh 15/2023/QH15, Điều 69 khoản ";
        static final String D69_3A = D69 + "3 điểm a, khoản 4 điểm b";
        static final String D69_3B = D69 + "3 điểm b";
        static final String D69_4A = D69 + "4 điểm a";
        static final String D69_4C = D69 + "4 điểm c";
        static final String D69_4D = D69 + "4 điểm d";
        static final String D69_4DD = D69 + "4 điểm đ";
        static final String L91_26 = "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 26 khoản 2";
        static final String OTHER = "Căn cứ khác do người yêu cầu nêu";

        private Law() {}
    }

    private final String basis;
    private final Needs needs;
    private final Set<Form> forms;

    Requester(String basis, Needs needs, Form... forms) {
        this.basis = basis;
        this.needs = needs;
        this.forms = Collections.unmodifiableSet(EnumSet.copyOf(Arrays.asList(forms)));
    }

    /** The article, as it is cited on paper. */
    public String basis() {
        return basis;
    }

    /** What the law lets this requester have. */
    public Set<Form> forms() {
        return forms;
    }

    /** Whether a paper must say that this person may ask: a mandate, a letter, the patient's written consent. */
    public boolean needsMandate() {
        return needs != Needs.NOTHING;
    }

    /** Whether only a body may ask, not a person by themselves. */
    public boolean needsOrganization() {
        return needs == Needs.LETTER || needs == Needs.CONSENT;
    }

    /** Whether only the patient's written consent will do. */
    public boolean needsConsent() {
        return needs == Needs.CONSENT;
    }

    /** Whether the basis must be named in words, too. */
    public boolean needsWords() {
        return needs == Needs.WORDS;
    }

    /** Whether records under treatment may be read (art. 69.3); others are given out what is completed (art. 69.4). */
    public boolean alsoUnderTreatment() {
        return switch (this) {
            case OTHER_HOSPITAL, STUDENT, RESEARCHER -> true;
            default -> false;
        };
    }

    /** Whether the clock of personal data runs: ten days for seeing and getting one's own (NĐ 356/2025). */
    boolean ofOneself() {
        return switch (this) {
            case PATIENT, REPRESENTATIVE, OTHER_REPRESENTATIVE -> true;
            default -> false;
        };
    }
}
