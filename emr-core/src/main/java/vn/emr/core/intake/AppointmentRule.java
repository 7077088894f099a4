package vn.emr.core.intake;

import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.intake.Notice.AppointmentStated;
import vn.emr.core.record.Appointment;
import vn.emr.core.store.Lookup;

/** What a statement about an appointment changes: the newer stands, an older one that arrives late only fills gaps. */
final class AppointmentRule {
    private AppointmentRule() {}

    static void apply(Judging judging, AppointmentStated n) {
        UUID patientId = Matching.require(judging.draft(), n.who());
        Optional<Appointment> known = MergeRule.ofPerson(
                        judging,
                        judging.draft().find(new Lookup.AppointmentBy(judging.source().id, n.key())),
                        patientId)
                .map(Appointment.class::cast);
        UUID encounter = VisitRule.encounterOf(judging, patientId, n.visitNumber());
        if (known.isEmpty()) {
            judging.draft()
                    .put(new Appointment(
                            Ids.next(),
                            1,
                            patientId,
                            encounter,
                            judging.source().id,
                            n.key(),
                            n.details(),
                            judging.origin(n.stated())));
            return;
        }
        Appointment a = known.get();
        boolean newer = !n.stated().isBefore(a.origin().stated());
        Appointment.Details details =
                newer ? n.details().filledBy(a.details()) : a.details().filledBy(n.details());
        if (details.equals(a.details()) && !judging.newsByTime(a.origin().stated(), n.stated())) {
            return;
        }
        judging.draft()
                .put(new Appointment(
                        a.id(),
                        judging.draft().next(a),
                        a.patientId(),
                        a.encounterId() == null ? encounter : a.encounterId(),
                        a.sourceId(),
                        a.key(),
                        details,
                        newer ? judging.origin(n.stated()) : a.origin()));
    }
}
