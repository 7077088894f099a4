package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.access.Purpose;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Provenance;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.VisitLink;
import vn.emr.core.testing.Role;

/** What was taken back as wrong: told without its value, shown nowhere, and its patient marked on the list for thirty days. */
class WithdrawnResultsTest extends AtTheBedside {
    /** A report whose one value was taken back at a time. */
    private DiagnosticReport takenBack(UUID of, UUID visit, Instant stated) {
        DiagnosticReport r = HOSPITAL.report(Ids.next(), 1, of, now, List.of());
        return new DiagnosticReport(
                r.id(),
                1,
                of,
                visit,
                null,
                r.sourceId(),
                r.fillerNumber(),
                null,
                r.fillerNumber(),
                "LAB",
                r.code(),
                ResultStatus.FINAL,
                r.effective(),
                r.issued(),
                null,
                null,
                List.of(value(1, "K", null, "NM", "9", null, ResultStatus.ENTERED_IN_ERROR, stated)),
                List.of(),
                null,
                null,
                new Provenance(r.sourceId(), "LIS thử", null, now, stated));
    }

    @Test
    void what_was_taken_back_as_wrong_is_told_without_its_value_and_shown_nowhere() {
        DiagnosticReport one = report(
                "HS",
                "F3",
                null,
                ResultStatus.FINAL,
                value(1, "K", null, "NM", "9.9", "mmol/L", ResultStatus.ENTERED_IN_ERROR),
                value(2, "NA", null, "NM", "140", "mmol/L", ResultStatus.FINAL));
        DiagnosticReport whole = report(
                "NT",
                "F4",
                null,
                ResultStatus.ENTERED_IN_ERROR,
                value(1, "PRO", null, "ST", "++", null, ResultStatus.FINAL));
        HOSPITAL.commit(one, whole);
        List<WithdrawnList.Withdrawn> told = charts.chart(open(), patient).withdrawn();
        assertEquals(2, told.size());
        assertTrue(
                told.stream().anyMatch(w -> "K".equals(w.name()) && w.reportId().equals(one.id())));
        assertTrue(told.stream().anyMatch(w -> w.name() == null && w.reportId().equals(whole.id())));
        assertEquals(1, charts.report(open(), one.id()).observations().size());
        assertEquals(List.of(), charts.report(open(), whole.id()).observations());
        assertEquals(List.of(), charts.report(open(), whole.id()).notes());
        assertEquals(1, charts.laboratory(open(), 30).rows().size());
    }

    @Test
    void an_alert_ends_after_thirty_days() {
        DiagnosticReport r = report(
                "HS",
                "F5",
                null,
                ResultStatus.FINAL,
                value(1, "K", null, "NM", "9", null, ResultStatus.ENTERED_IN_ERROR));
        HOSPITAL.commit(r);
        Instant later = now.plus(Duration.ofDays(31));
        assertEquals(
                Collections.emptyList(), HOSPITAL.database.inTransaction(t -> WithdrawnList.read(t, open(), later)));
    }

    /** Who of a ward's list is marked, as the ward's doctor sees it. */
    private List<UUID> marked(UUID ofWard) {
        return new PatientSearch(HOSPITAL.database)
                        .page(
                                lists.search(HOSPITAL.caller(Role.DOCTOR, ofWard), Purpose.TREATMENT, null),
                                new PatientSearch.Asked("", null, 100, null, true))
                        .patients()
                        .stream()
                        .filter(PatientSearch.PatientRow::withdrawn)
                        .map(PatientSearch.PatientRow::id)
                        .toList();
    }

    private UUID lying(String name) {
        UUID id = HOSPITAL.patient(name);
        HOSPITAL.stay(id, ward, null, null, false);
        return id;
    }

    @Test
    void the_ward_list_marks_who_has_a_result_taken_back_and_nobody_else() {
        UUID elsewhere = HOSPITAL.department(Ids.next().toString());
        lying("Lê Thị Bình");
        assertEquals(List.of(), marked(ward));
        HOSPITAL.commit(report(
                "HS",
                "F8",
                null,
                ResultStatus.FINAL,
                value(1, "K", null, "NM", "9", null, ResultStatus.ENTERED_IN_ERROR),
                value(2, "NA", null, "NM", "140", null, ResultStatus.FINAL)));
        assertEquals(List.of(patient), marked(ward));
        assertEquals(List.of(), marked(elsewhere), "not of that ward");
    }

    @Test
    void a_result_taken_back_before_thirty_days_marks_nobody() {
        HOSPITAL.commit(takenBack(patient, null, now.minus(Duration.ofDays(31))));
        assertEquals(List.of(), marked(ward));
        HOSPITAL.commit(takenBack(patient, null, now.minus(Duration.ofDays(29))));
        assertEquals(List.of(patient), marked(ward));
    }

    @Test
    void the_mark_follows_merged_people_and_visits_given_to_another() {
        UUID loser = HOSPITAL.patient("Nguyễn Văn An");
        HOSPITAL.commit(takenBack(loser, null, now));
        assertEquals(List.of(), marked(ward));
        HOSPITAL.merge(loser, patient);
        assertEquals(List.of(patient), marked(ward));

        UUID filed = lying("Phạm Văn Cường");
        UUID shown = lying("Trần Thị Dung");
        UUID visit = HOSPITAL.stay(filed, ward, null, null, false);
        DiagnosticReport wrong = takenBack(filed, visit, now);
        HOSPITAL.commit(wrong);
        assertEquals(Set.of(patient, filed), Set.copyOf(marked(ward)));
        HOSPITAL.commit(new VisitLink(
                Ids.next(),
                1,
                filed,
                visit,
                wrong.sourceId(),
                visit.toString(),
                shown,
                now,
                null,
                null,
                shown,
                visit,
                List.of(filed, shown),
                wrong.origin()));
        assertEquals(Set.of(patient, shown), Set.copyOf(marked(ward)));
    }
}
