package vn.emr.core.folder;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import vn.emr.core.record.Paper;

/**
 * Papers that the law wants issued as a treatment ends, each by how it ended. A paper that the hospital's system issued is one.
 * Whoever leaves without a word is given none.
 */
enum DemandedPaper {
    /** Giấy ra viện (TT 25/2025/TT-BYT, form 02): who goes home, or asks to go. */
    DISCHARGE("GRV", Paper.Form.DISCHARGE, Set.of("1", "4")),
    /** Phiếu chuyển cơ sở (TT 01/2025/TT-BYT, annex VI): who is transferred, for whatever reason. */
    REFERRAL("PCCS", Paper.Form.REFERRAL, Set.of("2", "5")),
    /** Giấy báo tử (TT 25/2025/TT-BYT, form 05): who died in the facility; it stands for the others. */
    DEATH("GBT", null, Set.of());

    private static final String DIED_HERE = "5";
    private static final String DEAD_BEFORE = "8";

    /** The code of its form. */
    final String form;

    private final Paper.Form issued;
    private final Set<String> kinds;

    DemandedPaper(String form, Paper.Form issued, Set<String> kinds) {
        this.form = form;
        this.issued = issued;
        this.kinds = kinds;
    }

    /** The one that this end of a treatment demands; none while nobody has said how it ended. */
    static Optional<DemandedPaper> of(VisitFacts facts) {
        if (DEAD_BEFORE.equals(facts.outcome()) || facts.kind() == null && facts.outcome() == null) {
            return Optional.empty();
        }
        return DIED_HERE.equals(facts.outcome())
                ? Optional.of(DEATH)
                : Arrays.stream(values())
                        .filter(paper -> facts.kind() != null && paper.kinds.contains(facts.kind()))
                        .findFirst();
    }

    /** Whether a form is asked for by how a treatment ended, not always. */
    static boolean is(String form) {
        return Arrays.stream(values()).anyMatch(paper -> paper.form.equals(form));
    }

    /** Whether one of the hospital's systems issued it. */
    boolean issuedElsewhere(VisitFacts facts) {
        return issued != null && facts.papers().contains(issued.name());
    }
}
