package vn.emr.core.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.intake.LinkNotice.NumberMoved;
import vn.emr.core.intake.LinkNotice.PatientsMerged;
import vn.emr.core.intake.LinkNotice.PatientsUnmerged;
import vn.emr.core.record.Noun;
import vn.emr.core.record.PatientLink;
import vn.emr.core.store.Lookup;
import vn.emr.core.store.WorkingSet.Draft;

/**
 * A merge writes a link and moves nothing, so it can be undone exactly. Somebody never announced is made as a placeholder:
 * the merge may arrive before the patient. Of two statements about the same number the newer stands, be it a merge or its
 * undoing.
 */
final class MergeRule {
    /** A chain of merges longer than this is a fault, not a history. */
    private static final int LONGEST_CHAIN = 50;

    private MergeRule() {}

    static void apply(Judging judging, PatientsMerged notice) {
        UUID survivor = PatientRule.findOrAnnounce(judging, notice.who(), notice.stated());
        UUID loser = PatientRule.findOrAnnounce(judging, notice.loser(), notice.stated());
        if (survivor.equals(loser)) {
            judging.remark("both numbers already belong to the same patient");
            return;
        }
        link(judging, loser, survivor, notice.stated());
    }

    static void apply(Judging judging, PatientsUnmerged notice) {
        UUID survivor = PatientRule.findOrAnnounce(judging, notice.who(), notice.stated());
        UUID loser = PatientRule.findOrAnnounce(judging, notice.loser(), notice.stated());
        if (survivor.equals(loser)) {
            judging.remark("both numbers are of one patient that was never merged");
            return;
        }
        // Either of the two may have been the one that went.
        boolean other = linkOf(judging, loser)
                        .filter(l -> l.survivorId().equals(survivor))
                        .isEmpty()
                && linkOf(judging, survivor)
                        .filter(l -> l.survivorId().equals(loser))
                        .isPresent();
        if (other) {
            unlink(judging, survivor, loser, notice.stated());
        } else {
            unlink(judging, loser, survivor, notice.stated());
        }
    }

    /**
     * A number goes to another person with everything that was filed under it. What a person of two numbers has of each
     * cannot be told apart, so such a number waits for somebody.
     */
    static void apply(Judging judging, NumberMoved notice) {
        UUID owner = PatientRule.findOrAnnounce(judging, notice.who(), notice.stated());
        UUID number = PatientRule.findOrAnnounce(judging, notice.number(), notice.stated());
        Optional<UUID> from = Matching.find(judging.draft(), notice.from());
        if (number.equals(owner)) {
            judging.remark("the number is of this patient already");
            return;
        }
        if (from.filter(number::equals).isPresent()) {
            throw AtFault.NUMBER_THAT_GOES.refused(
                    Code.NOT_APPLICABLE,
                    "the number and the patient it leaves have one record here; a person decides what belongs to whom");
        }
        UUID root = root(judging, number);
        boolean ofOthers = !root.equals(number)
                && !root.equals(root(judging, owner))
                && from.filter(f -> root(judging, f).equals(root)).isEmpty();
        if (ofOthers) {
            throw AtFault.NUMBER_THAT_GOES.refused(
                    Code.NOT_APPLICABLE, "the number is of a third patient, neither of the two that are named");
        }
        link(judging, number, owner, notice.stated());
    }

    /**
     * Takes a link back, unless a newer statement says otherwise. One that is not known yet is kept as taken back, so that
     * the older merge that arrives after it changes nothing.
     */
    static void unlink(Judging judging, UUID loser, UUID survivor, Instant stated) {
        Optional<PatientLink> current = linkOf(judging, loser);
        if (current.isPresent() && current.get().origin().stated().isAfter(stated)) {
            judging.remark("a newer statement about these two patients is known");
            return;
        }
        if (current.isEmpty()) {
            judging.draft().put(new PatientLink(Ids.next(), 1, loser, survivor, false, judging.origin(stated)));
            return;
        }
        PatientLink l = current.get();
        if (!l.survivorId().equals(survivor)) {
            judging.remark("this patient was not merged with the one that was named");
            return;
        }
        if (l.active() || judging.newsByTime(l.origin().stated(), stated)) {
            judging.draft()
                    .put(new PatientLink(
                            l.id(), judging.draft().next(l), loser, survivor, false, judging.origin(stated)));
        }
    }

    /** Links a number to its survivor, unless a newer statement says otherwise. */
    static void link(Judging judging, UUID loser, UUID survivor, Instant stated) {
        Optional<PatientLink> current = linkOf(judging, loser);
        if (current.isPresent() && current.get().origin().stated().isAfter(stated)) {
            judging.remark("a newer merge of this number is known");
            return;
        }
        if (!breakCircle(judging, loser, survivor, stated)) {
            judging.remark("a newer merge in the other direction is known");
            return;
        }
        if (current.isEmpty()) {
            judging.draft().put(new PatientLink(Ids.next(), 1, loser, survivor, true, judging.origin(stated)));
            return;
        }
        PatientLink l = current.get();
        boolean same = l.active() && l.survivorId().equals(survivor);
        if (!same || judging.newsByTime(l.origin().stated(), stated)) {
            judging.draft()
                    .put(new PatientLink(
                            l.id(), judging.draft().next(l), loser, survivor, true, judging.origin(stated)));
        }
    }

    /** When the survivor was itself merged into the loser before, that older link is taken back. */
    private static boolean breakCircle(Judging judging, UUID loser, UUID survivor, Instant stated) {
        UUID at = survivor;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Optional<PatientLink> up = linkOf(judging, at).filter(PatientLink::active);
            if (up.isEmpty()) {
                return true;
            }
            PatientLink l = up.get();
            if (l.survivorId().equals(loser)) {
                if (l.origin().stated().isAfter(stated)) {
                    return false;
                }
                judging.draft()
                        .put(new PatientLink(
                                l.id(),
                                judging.draft().next(l),
                                l.patientId(),
                                l.survivorId(),
                                false,
                                judging.origin(stated)));
                return true;
            }
            at = l.survivorId();
        }
        return false;
    }

    /** The one of these that was filed under a person, else under somebody merged with them. */
    static Optional<Noun> ofPerson(Judging judging, List<Noun> all, UUID patientId) {
        Optional<Noun> own =
                all.stream().filter(n -> n.patientId().equals(patientId)).findFirst();
        return own.isPresent() || all.isEmpty()
                ? own
                : all.stream()
                        .filter(n -> root(judging, n.patientId()).equals(root(judging, patientId)))
                        .findFirst();
    }

    /** The survivor of all merges of one person as the draft sees them; the person itself when never merged. */
    static UUID root(Judging judging, UUID patient) {
        return root(judging.draft(), patient);
    }

    static UUID root(Draft draft, UUID patient) {
        UUID at = patient;
        for (int i = 0; i < LONGEST_CHAIN; i++) {
            Optional<PatientLink> up =
                    draft.first(Lookup.linkOf(at), PatientLink.class).filter(PatientLink::active);
            if (up.isEmpty()) {
                return at;
            }
            at = up.get().survivorId();
        }
        return at;
    }

    private static Optional<PatientLink> linkOf(Judging judging, UUID patient) {
        return judging.draft().first(Lookup.linkOf(patient), PatientLink.class);
    }
}
