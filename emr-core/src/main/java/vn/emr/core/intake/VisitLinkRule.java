package vn.emr.core.intake;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.intake.LinkNotice.VisitMoved;
import vn.emr.core.intake.LinkNotice.VisitsMerged;
import vn.emr.core.record.Encounter;
import vn.emr.core.record.Noun;
import vn.emr.core.record.VisitLink;
import vn.emr.core.store.Lookup;

/**
 * A visit that is given to another patient, or joined with another visit, gets a {@link VisitLink}; nothing that was filed
 * is touched. Of two statements about one visit the newer stands, so they may arrive in any order; one that speaks of a
 * visit nobody has announced waits for it.
 */
final class VisitLinkRule {
    /** A chain of joined visits longer than this is a fault, not a history. */
    private static final int LONGEST_CHAIN = 50;

    private VisitLinkRule() {}

    static void apply(Judging judging, VisitMoved n) {
        UUID to = PatientRule.findOrAnnounce(judging, n.who(), n.stated());
        UUID from = Matching.require(judging.draft(), n.from());
        Optional<Encounter> leaving = find(judging, from, n.visitNumber());
        Optional<Encounter> there = find(judging, to, n.newNumber());
        Encounter visit = leaving.or(() -> there)
                .orElseThrow(() -> unknown("the patient that is named has no visit with this number yet"));
        VisitLink known = linkOf(judging, visit);
        VisitLink link = known.of(from, to);
        if (known.moved() != null && known.moved().isAfter(n.stated())) {
            judging.remark("a newer statement about whose visit this is is known");
        } else {
            UUID shown = MergeRule.root(judging, known.shownUnder());
            if (!shown.equals(MergeRule.root(judging, from)) && !shown.equals(MergeRule.root(judging, to))) {
                throw unknown("the visit with this number is another patient's; neither of the two that are named");
            }
            link = link.movedTo(to, n.newNumber(), n.stated());
        }
        keep(judging, known, link, n.stated());
        there.filter(other -> !other.id().equals(visit.id())).ifPresent(other -> unite(judging, visit, other, n));
    }

    /** What was told under both numbers is one visit: its events are read together. */
    private static void unite(Judging judging, Encounter visit, Encounter other, VisitMoved n) {
        VisitLink link = linkOf(judging, other);
        if (link.merged() == null || !link.merged().isAfter(n.stated())) {
            VisitRule.unite(judging, visit, other);
            keep(judging, link, link.mergedInto(visit.id(), n.stated()), n.stated());
        }
    }

    static void apply(Judging judging, VisitsMerged n) {
        UUID patient = Matching.require(judging.draft(), n.who());
        Optional<Encounter> stays = find(judging, patient, n.visitNumber());
        Optional<Encounter> goes = find(judging, patient, n.loser());
        if (stays.isEmpty() || goes.isEmpty()) {
            if (n.needed()) {
                throw unknown("the patient has no visit with one of these numbers yet");
            }
            judging.remark("an account that is no visit of this patient; only the people were merged");
            return;
        }
        VisitLink known = linkOf(judging, goes.get());
        VisitLink survivor = linkOf(judging, stays.get());
        if (goes.get().id().equals(stays.get().id())
                || known.merged() != null && known.merged().isAfter(n.stated())) {
            judging.remark("the two are one visit already, or something newer was said of them");
            return;
        }
        if (survivor.shownAs().equals(goes.get().id())) {
            if (survivor.merged().isAfter(n.stated())) {
                judging.remark("a newer merge in the other direction is known");
                return;
            }
            keep(judging, survivor, survivor.mergedInto(null, n.stated()), n.stated());
        }
        keep(judging, known, known.mergedInto(stays.get().id(), n.stated()), n.stated());
    }

    /**
     * The visit a statement about a patient means: of the patient, of somebody merged with it, or given to or from it. One
     * whose number was told under two patients is found as the one that has its events.
     */
    static Optional<Encounter> find(Judging judging, UUID patientId, String number) {
        UUID source = judging.source().id;
        List<Noun> all = judging.draft().find(Lookup.visit(source, number));
        Optional<Encounter> own = MergeRule.ofPerson(judging, all, patientId).map(Encounter.class::cast);
        List<VisitLink> called = judging.draft().find(Lookup.visitCalled(source, number)).stream()
                .map(VisitLink.class::cast)
                .filter(l -> l.visitNumber().equals(number))
                .toList();
        if (own.isEmpty() && !called.isEmpty()) {
            UUID root = MergeRule.root(judging, patientId);
            own = called.stream()
                    .filter(l -> l.people().stream()
                            .anyMatch(p -> MergeRule.root(judging, p).equals(root)))
                    .findFirst()
                    .flatMap(l -> visit(judging, l.encounterId()));
        }
        return own.map(e -> united(judging, e, called));
    }

    private static Encounter united(Judging judging, Encounter e, List<VisitLink> called) {
        return called.stream()
                .filter(l -> l.encounterId().equals(e.id()) && l.mergedInto() != null)
                .filter(l -> called.stream().anyMatch(o -> o.encounterId().equals(l.mergedInto())))
                .findFirst()
                .flatMap(l -> visit(judging, l.mergedInto()))
                .orElse(e);
    }

    private static VisitLink linkOf(Judging judging, Encounter e) {
        return judging.draft()
                .first(Lookup.visitLinkOf(e.id()), VisitLink.class)
                .orElseGet(() -> VisitLink.of(Ids.next(), e, judging.origin(Instant.EPOCH)));
    }

    private static Optional<Encounter> visit(Judging judging, UUID id) {
        return judging.draft().first(Lookup.visitById(id), Encounter.class);
    }

    /** Writes what is new about a visit, and shows it and all that show as it where they belong now. */
    private static void keep(Judging judging, VisitLink known, VisitLink said, Instant stated) {
        if (said.equals(known)) {
            return;
        }
        put(judging, known, said, stated);
        for (UUID as : new LinkedHashSet<>(List.of(known.shownAs(), known.encounterId()))) {
            judging.draft().find(Lookup.visitsShownAs(as)).stream()
                    .map(VisitLink.class::cast)
                    .filter(l -> !l.encounterId().equals(known.encounterId()))
                    .forEach(l -> put(judging, l, l, stated));
        }
    }

    private static void put(Judging judging, VisitLink known, VisitLink said, Instant stated) {
        VisitLink last = last(judging, said);
        UUID under = last.movedTo() == null ? last.patientId() : last.movedTo();
        UUID as = last.encounterId();
        if (!said.equals(known) || !under.equals(known.shownUnder()) || !as.equals(known.shownAs())) {
            Instant before = known.origin().stated();
            judging.draft()
                    .put(said.shown(
                            under,
                            as,
                            judging.draft().next(known),
                            judging.origin(stated.isAfter(before) ? stated : before)));
        }
    }

    /** The link of the visit at the end of the chain. */
    private static VisitLink last(Judging judging, VisitLink link) {
        VisitLink at = link;
        for (int i = 0; i < LONGEST_CHAIN && at.mergedInto() != null; i++) {
            at = linkOf(judging, visit(judging, at.mergedInto()).orElseThrow());
        }
        return at;
    }

    private static Refusal unknown(String detail) {
        return AtFault.VISIT_THAT_GOES.refused(Code.UNKNOWN_VISIT, detail);
    }
}
