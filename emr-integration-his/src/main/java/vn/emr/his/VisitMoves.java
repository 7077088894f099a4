package vn.emr.his;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.PatientNumbers;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Demographics;
import vn.emr.core.intake.LinkNotice.NumberMoved;
import vn.emr.core.intake.LinkNotice.VisitMoved;
import vn.emr.core.intake.LinkNotice.VisitsMerged;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.record.Identifier;

/**
 * Accounts, visits and numbers that change hands (HL7 v2 chapter 3: A35, A36, A41 to A45). An account is a visit of ours
 * where its sender names visits by their account.
 */
record VisitMoves(Hl7Message message, PatientNumbers numbers, PersonSegments people, Instant stated, Remarks remarks) {

    /** @param pv1 null when none follows MRG */
    private record Group(Segment pid, Segment mrg, Segment pv1) {
        /** The number that is given up: of a visit, else of an account. */
        String prior() {
            return IntStream.of(5, 6, 3)
                    .mapToObj(field -> PatientNumbers.number(mrg.value(field)))
                    .filter(number -> !number.isEmpty())
                    .findFirst()
                    .orElse(null);
        }

        String number() {
            return PatientNumbers.visitNumber(pid, pv1);
        }
    }

    /** A44 and A45: from the patient in MRG-1 to the one in PID-3. */
    void moved(List<Notice> notices) {
        for (Group g : groups()) {
            PatientRef to = named(g.pid);
            List<Identifier> before = numbers.deciding(g.mrg, 1);
            String old = g.prior();
            String number = g.number();
            if (old == null && number == null) {
                throw missing("MRG-3", "The message names no account or visit that moves.");
            }
            announce(notices, to, g.pid);
            boolean stays = before.isEmpty() || before.stream().allMatch(b -> has(to, b));
            if (stays && (old == null || number == null || old.equals(number))) {
                remarks.add("the visit stays with its patient and number; nothing moves");
                continue;
            }
            notices.add(new VisitMoved(
                    to,
                    stated,
                    stays ? to : new PatientRef(before),
                    old == null ? number : old,
                    number == null ? old : number));
        }
    }

    /** A35, A41, A42: the account or visit in MRG becomes the one in PID-18 or PV1-19, of the same patient. */
    void merged(List<Notice> notices) {
        for (Group g : groups()) {
            PatientRef who = named(g.pid);
            List<Identifier> before = numbers.deciding(g.mrg, 1);
            if (!before.isEmpty() && before.stream().noneMatch(b -> has(who, b))) {
                throw new Refusal(
                        Code.NOT_APPLICABLE,
                        "The message joins visits of two different patients; a person decides.",
                        "MRG-1");
            }
            String loser = g.prior();
            String number = g.number();
            if (loser == null || number == null) {
                throw missing(
                        loser == null ? "MRG-3" : "PID-18", "Joining needs the numbers of both accounts or visits.");
            }
            announce(notices, who, g.pid);
            notices.add(new VisitsMerged(who, stated, number, loser, true));
        }
    }

    /** The accounts of A36, after its people: known to us only where they are visits. */
    void accounts(List<Notice> notices) {
        for (Group g : groups()) {
            String loser = g.prior();
            String number = g.number();
            if (loser != null && number != null && !loser.equals(number)) {
                notices.add(new VisitsMerged(named(g.pid), stated, number, loser, false));
            } else if (loser != null) {
                remarks.add(MergeSegments.ACCOUNTS_UNREAD);
            }
        }
    }

    /** A43: the number that PID-3 and MRG-1 have in common goes from the person in MRG-4 to the one in PID-2. */
    void numberMoved(List<Notice> notices) {
        for (Group g : groups()) {
            List<Identifier> now = numbers.deciding(g.pid, 3);
            List<Identifier> before = numbers.deciding(g.mrg, 1);
            List<Identifier> moves = common(now, before);
            List<Identifier> to = others(now, moves, numbers.deciding(g.pid, 2));
            List<Identifier> from = others(before, moves, numbers.deciding(g.mrg, 4));
            if (moves.isEmpty() || to.isEmpty()) {
                throw new Refusal(
                        Code.NOT_APPLICABLE,
                        "The message does not say which number moves (PID-3 and MRG-1 alike) and to whom; a person decides.",
                        "MRG-1");
            }
            notices.add(new NumberMoved(new PatientRef(to), stated, new PatientRef(moves), new PatientRef(from)));
        }
    }

    private static List<Identifier> common(List<Identifier> now, List<Identifier> before) {
        return now.stream()
                .filter(n -> before.stream().anyMatch(b -> b.key().equals(n.key())))
                .toList();
    }

    private static List<Identifier> others(List<Identifier> listed, List<Identifier> moves, List<Identifier> further) {
        return Stream.concat(listed.stream(), further.stream())
                .filter(i -> moves.stream().noneMatch(m -> m.key().equals(i.key())))
                .toList();
    }

    private void announce(List<Notice> notices, PatientRef who, Segment pid) {
        Demographics demographics = people.demographics(pid, List.of());
        if (!demographics.names().isEmpty()) {
            notices.add(new PatientStated(who, stated, demographics, false));
        }
    }

    private static boolean has(PatientRef who, Identifier number) {
        return who.identifiers().stream().anyMatch(i -> i.key().equals(number.key()));
    }

    private PatientRef named(Segment pid) {
        PatientRef who = numbers.of(pid);
        if (!numbers.decides(who)) {
            throw missing("PID-3", "The message names no number to find the patient by.");
        }
        return who;
    }

    /** Each MRG with the PID before it and the PV1 after it. */
    private List<Group> groups() {
        List<Segment> all = message.segments();
        List<Group> groups = new ArrayList<>();
        Segment pid = null;
        for (int i = 0; i < all.size(); i++) {
            Segment s = all.get(i);
            if (s.name().equals("PID")) {
                pid = s;
            } else if (s.name().equals("MRG")) {
                if (pid == null) {
                    throw missing("PID", "An MRG segment has no PID before it.");
                }
                boolean visit = i + 1 < all.size() && all.get(i + 1).name().equals("PV1");
                groups.add(new Group(pid, s, visit ? all.get(i + 1) : null));
            }
        }
        if (groups.isEmpty()) {
            throw missing("MRG", "The message has no MRG segment.");
        }
        return groups;
    }

    private static Refusal missing(String field, String sentence) {
        return new Refusal(Code.REQUIRED_FIELD_MISSING, sentence, field);
    }
}
