package vn.emr.core.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.StudyStated;
import vn.emr.core.record.ImagingStudy;
import vn.emr.core.record.ImagingStudy.ReceivedIdentity;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.store.Lookup;

/**
 * What an archive's statement about a study changes. The person is found by number, else by the order's accession number,
 * never by name; what matches nobody is filed under a provisional person, and linked when the number becomes known.
 */
final class StudyRule {
    private StudyRule() {}

    static void apply(Judging judging, StudyStated n) {
        Optional<ServiceOrder> order = n.accession() == null
                ? Optional.empty()
                : judging.draft().first(Lookup.accession(n.accession()), ServiceOrder.class);
        Optional<UUID> byNumber = Matching.find(judging.draft(), n.who());
        Optional<UUID> person = byNumber.or(() -> order.map(ServiceOrder::patientId));
        String matchedBy = byNumber.isPresent() ? "PATIENT_ID" : person.isPresent() ? "ACCESSION" : "NONE";
        Optional<ImagingStudy> known =
                judging.draft().first(Lookup.study(judging.source().id, n.studyUid()), ImagingStudy.class);
        if (known.isEmpty()) {
            UUID filed = person.orElseGet(() -> provisional(judging, n));
            judging.draft().put(study(judging, Ids.next(), 1, filed, order, n, matchedBy));
            return;
        }
        ImagingStudy current = known.get();
        if (current.matchedBy().equals("NONE")
                && person.isPresent()
                && !person.get().equals(current.patientId())) {
            MergeRule.link(judging, current.patientId(), person.get(), n.stated());
        }
        String matched = person.isPresent() ? matchedBy : current.matchedBy();
        ImagingStudy next =
                study(judging, current.id(), judging.draft().next(current), current.patientId(), order, n, matched);
        if (!sameFacts(current, next)) {
            judging.draft().put(next);
        }
    }

    /** Somebody the archive knows and the record does not; the archive's own number stays with the study, as received. */
    private static UUID provisional(Judging judging, StudyStated n) {
        ReceivedIdentity r = n.received();
        List<PersonName> names = r == null || r.name() == null || r.name().isBlank()
                ? List.of()
                : List.of(new PersonName(r.name(), "as-received"));
        Demographics d = Demographics.of(
                names.isEmpty() ? List.of(new PersonName("?", "as-received")) : names,
                null,
                null,
                List.of(),
                List.of());
        judging.remark("no patient has this number; filed under a provisional patient");
        return PatientRule.create(judging, new PatientRef(List.of()), n.stated(), d, true)
                .id();
    }

    private static ImagingStudy study(
            Judging judging,
            UUID id,
            int version,
            UUID patientId,
            Optional<ServiceOrder> order,
            StudyStated n,
            String matchedBy) {
        return new ImagingStudy(
                id,
                version,
                patientId,
                order.map(ServiceOrder::encounterId).orElse(null),
                order.map(ServiceOrder::id).orElse(null),
                judging.source().id,
                n.studyUid(),
                n.accession(),
                n.started(),
                n.modalities(),
                n.description(),
                n.series(),
                n.instances(),
                n.available(),
                n.received(),
                matchedBy,
                judging.origin(n.stated()));
    }

    private static boolean sameFacts(ImagingStudy a, ImagingStudy b) {
        return a.equals(new ImagingStudy(
                b.id(),
                a.version(),
                b.patientId(),
                b.encounterId(),
                b.orderId(),
                b.sourceId(),
                b.studyUid(),
                b.accession(),
                b.started(),
                b.modalities(),
                b.description(),
                b.series(),
                b.instances(),
                b.available(),
                b.received(),
                b.matchedBy(),
                a.origin()));
    }
}
