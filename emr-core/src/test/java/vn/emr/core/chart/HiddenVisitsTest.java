package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Purpose;
import vn.emr.core.record.ClinicalNote;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.TimePoint;
import vn.emr.core.testing.Role;

/** A learner reads who is under treatment; of an archived visit no page says anything (Luật KBCB Đ69 k3). */
class HiddenVisitsTest extends AtTheBedside {
    private UUID report;
    private UUID document;
    private Grant doctor;
    private Grant student;

    @BeforeEach
    void visit() {
        Instant ended = now.minus(Duration.ofMinutes(30));
        UUID visit = HOSPITAL.stay(patient, ward, ended, ended, false, EncounterStatus.FINISHED);
        HOSPITAL.folder(patient, visit, HOSPITAL.facility, State.ARCHIVED);
        report = Ids.next();
        HOSPITAL.commit(HOSPITAL.report(
                report,
                1,
                patient,
                visit,
                ended,
                List.of(Hospital.value(1, "GLU", "Glucose", "5.0", "mmol/L", "3.9", "6.4", "N", ended))));
        byte[] paper = "<p>Giấy ra viện</p>".getBytes(StandardCharsets.UTF_8);
        document = HOSPITAL.document(patient, visit, "text/html", blobs.put(paper), paper.length);
        HOSPITAL.condition(patient, visit, "J18", "Viêm phổi");
        HOSPITAL.order(patient, visit, "LAB");
        HOSPITAL.commit(note(visit));
        doctor = open();
        student = access.open(HOSPITAL.caller(Role.STUDENT, ward), Purpose.TEACHING, patient);
    }

    private ClinicalNote note(UUID visit) {
        ClinicalNote.Details said = new ClinicalNote.Details(
                ClinicalNote.Status.CURRENT, TimePoint.at(now), null, "Tỉnh, đỡ ho", null, null, null, null, null);
        UUID id = Ids.next();
        return new ClinicalNote(id, 1, patient, visit, HOSPITAL.source, "V1", id.toString(), said, HOSPITAL.origin());
    }

    private static List<Integer> sizes(Charts.Chart chart) {
        return List.of(
                chart.encounters().size(),
                chart.conditions().size(),
                chart.orders().size(),
                chart.reports().size(),
                chart.documents().size());
    }

    @Test
    void no_list_shows_what_belongs_to_it() {
        assertEquals(List.of(2, 1, 1, 1, 1), sizes(charts.chart(doctor, patient)));
        assertEquals(List.of(1, 0, 0, 0, 0), sizes(charts.chart(student, patient)));
        assertEquals(1, charts.laboratory(doctor, 365).dates().size());
        assertEquals(0, charts.laboratory(student, 365).dates().size());
        assertEquals(1, charts.reports(doctor, null).reports().size());
        assertEquals(0, charts.reports(student, null).reports().size());
        assertEquals(1, charts.documents(doctor).size());
        assertEquals(0, charts.documents(student).size());
        assertEquals(1, charts.treatment(doctor).notes().items().size());
        assertEquals(0, charts.treatment(student).notes().items().size());
    }

    @Test
    void who_knows_the_id_of_a_report_or_a_document_of_it_is_told_there_is_none() {
        assertEquals(report, charts.report(doctor, report).id());
        missing(() -> charts.report(student, report));
        assertEquals("Phiếu kết quả", charts.document(doctor, document).title());
        missing(() -> charts.document(student, document));
    }

    private static void missing(Executable act) {
        assertEquals(Code.NOT_FOUND, assertThrows(Refusal.class, act).code());
    }
}
