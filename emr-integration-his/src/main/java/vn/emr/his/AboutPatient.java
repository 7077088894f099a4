package vn.emr.his;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.PatientNumbers;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;
import vn.emr.core.record.TimePoint;

/**
 * What messages about somebody already announced have in common: whom and which visit they speak of, and since when. They
 * announce nobody: one that names an unknown number waits for that patient.
 */
record AboutPatient(PatientRef who, String visitNumber, Instant stated, Moments moments, ZoneId zone, Remarks remarks) {

    static AboutPatient of(Hl7Message message, Source source, Instant receivedAt) {
        Remarks remarks = new Remarks();
        Moments moments = new Moments(message, source.zoneId(), receivedAt, remarks);
        Segment pid = message.first("PID").orElse(null);
        Segment evn = message.first("EVN").orElse(null);
        return new AboutPatient(
                new PatientNumbers(source, remarks).of(pid),
                PatientNumbers.visitNumber(pid, message.first("PV1").orElse(null)),
                moments.stated(evn == null ? null : moments.read(evn, 2).orElse(null), "EVN-2"),
                moments,
                source.zoneId(),
                remarks);
    }

    /** A time in one component of a field, or null. */
    TimePoint time(Segment segment, int field, int component) {
        return TimePoint.parse(segment.component(field, component), zone).orElse(null);
    }

    /** An entity identifier (EI): the namespace is part of it. Null when none was sent. */
    static String entity(Segment segment, int field) {
        String number = segment.component(field, 1).strip();
        String namespace = segment.component(field, 2).strip();
        return DataTypes.nothing(namespace.isEmpty() || number.isEmpty() ? number : number + "^" + namespace);
    }

    Reading reading(List<Notice> notices, int values) {
        return new Reading(List.copyOf(notices), values, remarks.all());
    }
}
