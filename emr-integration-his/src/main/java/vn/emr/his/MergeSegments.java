package vn.emr.his;

import java.time.Instant;
import java.util.List;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.PatientNumbers;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Demographics;
import vn.emr.core.intake.LinkNotice.PatientsMerged;
import vn.emr.core.intake.LinkNotice.PatientsUnmerged;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.record.Identifier;

/** Who is whom: PID with MRG (merges and changed numbers), or two PID (link and unlink, IHE PAM link option). */
record MergeSegments(
        Hl7Message message, PatientNumbers numbers, PersonSegments people, Instant stated, Remarks remarks) {

    static final String ACCOUNTS_UNREAD =
            "accounts (MRG-3) are no part of this record; the merge of the people was read";

    /** Pairs of PID (the survivor) and MRG (the number that now means the survivor), as often as sent. */
    void read(List<Notice> notices) {
        Segment pid = null;
        for (Segment s : message.segments()) {
            if (s.name().equals("PID")) {
                pid = s;
            } else if (s.name().equals("MRG")) {
                merge(notices, pid, s);
            }
        }
        if (notices.isEmpty()) {
            throw missing("MRG-1", "A merge needs a PID and an MRG segment.");
        }
    }

    private void merge(List<Notice> notices, Segment pid, Segment mrg) {
        PatientRef survivor = survivor(pid);
        List<Identifier> losers = numbers.deciding(mrg, 1);
        if (losers.isEmpty()) {
            losers = numbers.deciding(mrg, 4);
        }
        if (losers.isEmpty()) {
            throw missing("MRG-1", "A merge needs the number that goes.");
        }
        if (mrg.has(3) && !message.header().trigger().equals(AdtTranslator.MERGE_WITH_ACCOUNT)) {
            remarks.add(ACCOUNTS_UNREAD);
        }
        Demographics demographics = people.demographics(pid, List.of());
        if (!demographics.names().isEmpty()) {
            notices.add(new PatientStated(survivor, stated, demographics, false));
        }
        for (Identifier loser : losers) {
            notices.add(new PatientsMerged(survivor, stated, new PatientRef(List.of(loser))));
        }
    }

    /** The first PID stays, every other one is linked to it or parted from it. */
    void pair(List<Notice> notices, boolean link) {
        List<Segment> pids = message.segments("PID");
        if (pids.size() < 2) {
            throw missing("PID", "Linking needs two PID segments.");
        }
        PatientRef first = survivor(pids.getFirst());
        for (Segment pid : pids.subList(1, pids.size())) {
            PatientRef other = survivor(pid);
            notices.add(link ? new PatientsMerged(first, stated, other) : new PatientsUnmerged(first, stated, other));
        }
    }

    private PatientRef survivor(Segment pid) {
        if (pid == null) {
            throw missing("PID", "An MRG segment has no PID before it.");
        }
        PatientRef survivor = numbers.of(pid);
        if (!numbers.decides(survivor)) {
            throw missing("PID-3", "A merge needs the number of each patient.");
        }
        return survivor;
    }

    private static Refusal missing(String field, String sentence) {
        return new Refusal(Code.REQUIRED_FIELD_MISSING, sentence, field);
    }
}
