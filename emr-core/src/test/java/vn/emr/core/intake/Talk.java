package vn.emr.core.intake;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import vn.emr.core.Refusal;
import vn.emr.core.audit.Digest;
import vn.emr.core.intake.LinkNotice.PatientsMerged;
import vn.emr.core.intake.LinkNotice.PatientsUnmerged;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Notice.VisitStated;
import vn.emr.core.intake.StatedObservation.Said;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Coded;
import vn.emr.core.record.EncounterClass;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.Sex;
import vn.emr.core.record.TimePoint;
import vn.emr.core.record.VisitEvent;

/** What systems say, in one line each, for tests of the rules. Minutes count from a fixed hour. */
public final class Talk {
    static final Instant NOON = Instant.parse("2026-03-01T05:00:00Z");

    private Talk() {}

    static Instant at(int minute) {
        return NOON.plusSeconds(60L * minute);
    }

    static TimePoint time(int minute) {
        return TimePoint.at(at(minute));
    }

    static PatientRef number(String value) {
        return new PatientRef(List.of(Notice.patientNumber("BV", value)));
    }

    static PatientRef numberAndCccd(String value, String cccd) {
        return new PatientRef(
                List.of(Notice.patientNumber("BV", value), new Identifier(IdentifierKind.CCCD, "VN", cccd, true)));
    }

    static Demographics named(String name) {
        return demographics(name, null, Sex.FEMALE, Set.of());
    }

    static Demographics demographics(String name, String birth, Sex sex, Set<Demographics.Field> erased) {
        return new Demographics(
                name == null ? List.of() : List.of(new PersonName(name, "official")),
                TimePoint.parse(birth, ZoneId.of("Asia/Ho_Chi_Minh")).orElse(null),
                sex,
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                erased);
    }

    public static PatientStated patient(String number, int minute, String name) {
        return new PatientStated(number(number), at(minute), named(name), false);
    }

    static PatientStated patient(PatientRef who, int minute, Demographics d) {
        return new PatientStated(who, at(minute), d, false);
    }

    static PatientsMerged merge(String loser, String survivor, int minute) {
        return new PatientsMerged(number(survivor), at(minute), number(loser));
    }

    /** The same event, told at another minute than it happened. */
    static VisitStated stated(VisitStated v, int minute) {
        return new VisitStated(
                v.who(),
                at(minute),
                v.visitNumber(),
                v.event(),
                v.encounterClass(),
                v.occurred(),
                v.start(),
                v.end(),
                v.movementKey(),
                v.historic(),
                v.facilityCode(),
                v.departmentCode(),
                v.room(),
                v.bed(),
                v.attendingDoctor(),
                v.reason(),
                v.erased());
    }

    /** The same, and who treats. */
    static VisitStated treated(VisitStated v, String doctor) {
        return new VisitStated(
                v.who(),
                v.stated(),
                v.visitNumber(),
                v.event(),
                v.encounterClass(),
                v.occurred(),
                v.start(),
                v.end(),
                v.movementKey(),
                v.historic(),
                v.facilityCode(),
                v.departmentCode(),
                v.room(),
                v.bed(),
                doctor,
                v.reason(),
                v.erased());
    }

    static PatientsUnmerged unmerge(String loser, String survivor, int minute) {
        return new PatientsUnmerged(number(survivor), at(minute), number(loser));
    }

    static VisitStated visit(String number, String visit, VisitEvent event, int minute, String department) {
        return movement(number, visit, event, minute, department, null);
    }

    /** @param key the movement's own number */
    static VisitStated movement(
            String number, String visit, VisitEvent event, int minute, String department, String key) {
        return new VisitStated(
                number(number),
                at(minute),
                visit,
                event,
                EncounterClass.INPATIENT,
                time(minute),
                null,
                null,
                key,
                false,
                null,
                department,
                "P1",
                "G1",
                null,
                null,
                Set.of());
    }

    static ReportStated report(String number, String key, int minute, ResultStatus status, String... codesAndValues) {
        List<StatedObservation> all = new ArrayList<>();
        for (int i = 0; i < codesAndValues.length; i += 2) {
            all.add(value(codesAndValues[i], codesAndValues[i + 1], status));
        }
        return new ReportStated(
                number(number),
                at(minute),
                null,
                null,
                key,
                null,
                key,
                "LAB",
                new Coded("CTM", "L", "Công thức máu"),
                status,
                time(0),
                null,
                null,
                null,
                all,
                List.of(),
                List.of(),
                null);
    }

    static StatedObservation value(String code, String value, ResultStatus status) {
        return new StatedObservation(
                code + "|",
                new Coded(code, "L", code),
                null,
                "NM",
                new BigDecimal(value),
                null,
                value,
                null,
                "mmol/L",
                "3.5-5.0",
                new BigDecimal("3.5"),
                new BigDecimal("5.0"),
                null,
                status,
                null,
                List.of());
    }

    /** A report whose one value is stated without saying it: settled (OBX-11 = U), emptied, or just nothing. */
    static ReportStated withoutValue(
            String number, String key, int minute, ResultStatus status, String code, Said said) {
        StatedObservation v = value(code, "1", status);
        StatedObservation empty = new StatedObservation(
                v.key(), v.code(), null, null, "NM", said, null, null, null, null, List.of(), null, null, null, null,
                null, status, null, List.of());
        return with(report(number, key, minute, status), List.of(empty), List.of());
    }

    /** The same report with other values and documents. */
    static ReportStated with(ReportStated r, List<StatedObservation> values, List<StatedDocument> documents) {
        return r.with(r.sent(), values, documents);
    }

    /** The same report under another number. */
    static ReportStated as(ReportStated r, String key) {
        return again(r, r.who(), r.visitNumber(), key, r.placerNumber(), r.fillerNumber());
    }

    /** The same report of another person. */
    static ReportStated of(PatientRef who, ReportStated r) {
        return again(r, who, r.visitNumber(), r.reportKey(), r.placerNumber(), r.fillerNumber());
    }

    /** The same report of a visit. */
    static ReportStated ofVisit(ReportStated r, String visit) {
        return again(r, r.who(), visit, r.reportKey(), r.placerNumber(), r.fillerNumber());
    }

    /** The same report under the numbers of its order. */
    static ReportStated ordered(ReportStated r, String placer, String filler) {
        return again(r, r.who(), r.visitNumber(), r.reportKey(), placer, filler);
    }

    private static ReportStated again(
            ReportStated r, PatientRef who, String visit, String key, String placer, String filler) {
        return new ReportStated(
                who,
                r.stated(),
                r.sent(),
                visit,
                key,
                placer,
                filler,
                r.category(),
                r.code(),
                r.status(),
                r.effective(),
                r.issued(),
                r.performer(),
                r.specimen(),
                r.observations(),
                r.documents(),
                r.notes(),
                r.parent());
    }

    /** A message with a content of its own. */
    static Delivery message(Source source, String controlId, Notice... notices) {
        return message(source, controlId, Arrays.toString(notices), notices);
    }

    static Delivery message(Source source, String controlId, String content, Notice... notices) {
        int observations = Arrays.stream(notices)
                .mapToInt(n -> n instanceof ReportStated r
                        ? r.observations().size() + r.documents().size()
                        : 0)
                .sum();
        return delivery(source, controlId, content, new Reading(List.of(notices), observations, List.of()), null);
    }

    static Delivery refused(Source source, String controlId, String content, Refusal refusal) {
        return delivery(source, controlId, content, null, refusal);
    }

    private static Delivery delivery(
            Source source, String controlId, String content, Reading reading, Refusal refusal) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new Delivery(
                "his",
                "127.0.0.1:1",
                "test",
                source,
                "TEST^T01",
                controlId,
                Digest.sha256().digest(bytes),
                bytes,
                "utf-8",
                reading,
                refusal,
                outcome -> (outcome.kind() + " " + controlId).getBytes(StandardCharsets.UTF_8),
                null);
    }
}
