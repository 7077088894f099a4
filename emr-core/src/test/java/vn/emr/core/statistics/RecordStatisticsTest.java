package vn.emr.core.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.ListAccess;
import vn.emr.core.statistics.RecordStatistics.Asked;
import vn.emr.core.statistics.Statistics.Backlog;
import vn.emr.core.statistics.Statistics.Flow;
import vn.emr.core.statistics.Statistics.Illness;
import vn.emr.core.statistics.Statistics.Timely;
import vn.emr.core.statistics.Statistics.Turnaround;
import vn.emr.core.statistics.Statistics.Unit;
import vn.emr.core.statistics.Statistics.Work;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

/** What is counted, for whom, and what is not. */
class RecordStatisticsTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 10);
    private static final Instant NOW = Instant.parse("2026-03-20T03:00:00Z");

    private final Hospital hospital = new Hospital();
    private final UUID inner = hospital.department("NOI");
    private final UUID surgery = hospital.department("NGOAI");
    private final Caller clerk =
            hospital.caller(hospital.account("luutru", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
    private final Caller head = hospital.caller(
            hospital.account("truong", "x", Role.HEAD_OF_DEPARTMENT, inner), Role.HEAD_OF_DEPARTMENT, inner);
    private final Caller nurse = hospital.caller(hospital.account("dd", "x", Role.NURSE, inner), Role.NURSE, inner);
    private final RecordStatistics statistics = new RecordStatistics(
            new ListAccess(new Access(hospital.database, new AuditTrail(hospital.database))),
            hospital.database,
            Clock.fixed(NOW, ZoneId.of("UTC")));

    /** 07:00 of a day of March in Viet Nam. */
    private static Instant day(int day) {
        return Instant.parse("2026-03-01T00:00:00Z").plus(Duration.ofDays(day - 1L));
    }

    private UUID visit(UUID ward, String treatment, int opened, Integer ended, String code) {
        UUID patient = hospital.patient("Người Mẫu");
        UUID visit = Ids.next();
        hospital.database.update(
                """
                insert into encounter (tenant_id, patient_id, encounter_id, version, revised_at, source_id, visit_number, class, status,
                                       facility_id, start_from, end_from)
                values (?, ?, ?, 1, ?, ?, ?, ?, 'FINISHED', ?, ?, ?)
                """,
                hospital.tenant,
                patient,
                visit,
                NOW,
                hospital.source,
                visit.toString(),
                treatment,
                hospital.facility,
                day(opened),
                ended == null ? null : day(ended));
        hospital.database.update("""
                insert into department_stay (tenant_id, patient_id, encounter_id, line, stay_key, department_id, cancelled)
                values (?, ?, ?, 1, '1', ?, false)
                """, hospital.tenant, patient, visit, ward);
        if (code != null) {
            hospital.condition(patient, visit, code, "Bệnh " + code);
            hospital.database.update("update condition set rank = 'primary' where encounter_id = ?", visit);
        }
        folder(patient, visit, opened, "IN_TREATMENT", null, null);
        return visit;
    }

    private void folder(UUID patient, UUID visit, int opened, String state, Instant completed, Instant closed) {
        hospital.database.update(
                """
                insert into record_folder (tenant_id, patient_id, folder_id, version, revised_at, encounter_id, facility_id, treatment,
                                           state, opened_from, completed_from, closed_from, held)
                values (?, ?, ?, 1, ?, ?, ?, 'INPATIENT', ?, ?, ?, ?, false)
                """,
                hospital.tenant,
                patient,
                Ids.next(),
                NOW,
                visit,
                hospital.facility,
                state,
                day(opened),
                completed,
                closed);
    }

    private void state(UUID visit, String state, Instant completed, Instant closed) {
        hospital.database.update(
                "update record_folder set state = ?, completed_from = ?, closed_from = ? where encounter_id = ?",
                state,
                completed,
                closed,
                visit);
    }

    private Statistics of(Caller caller) {
        return statistics.of(caller, new Asked(FIRST, LAST, null));
    }

    @Test
    void admissions_and_discharges_are_counted_by_the_day_of_viet_nam_and_days_without_one_are_told() {
        visit(inner, "INPATIENT", 1, 4, null);
        visit(inner, "EXAMINATION", 4, 4, null);
        visit(surgery, "INPATIENT", -5, 4, null);
        visit(surgery, "INPATIENT", 9, 15, null);
        visit(surgery, "INPATIENT", 12, 13, null);
        List<Flow> flow = of(clerk).flow();
        assertEquals(10, flow.size());
        assertEquals(new Flow(FIRST, 1, 0), flow.get(0));
        assertEquals(new Flow(FIRST.plusDays(1), 0, 0), flow.get(1));
        assertEquals(new Flow(FIRST.plusDays(3), 1, 3), flow.get(3));
        assertEquals(new Flow(FIRST.plusDays(8), 1, 0), flow.get(8));
        assertEquals(3, flow.stream().mapToInt(Flow::admissions).sum());
        assertEquals(3, flow.stream().mapToInt(Flow::discharges).sum());
    }

    @Test
    void a_time_is_divided_by_days_weeks_or_months() {
        assertEquals(Unit.DAY, of(clerk).unit());
        Statistics weeks = statistics.of(clerk, new Asked(LocalDate.of(2026, 1, 1), LAST, null));
        assertEquals(Unit.WEEK, weeks.unit());
        assertEquals(LocalDate.of(2025, 12, 29), weeks.flow().getFirst().from());
        Statistics months = statistics.of(clerk, new Asked(LocalDate.of(2024, 12, 15), LAST, null));
        assertEquals(Unit.MONTH, months.unit());
        assertEquals(16, months.flow().size());
        Statistics usual = statistics.of(clerk, new Asked(null, null, null));
        assertEquals(LocalDate.of(2026, 3, 20), usual.until());
        assertEquals(30, usual.flow().size());
    }

    @Test
    void stays_are_those_in_bed_who_went_home() {
        visit(inner, "INPATIENT", 4, 4, null);
        visit(inner, "INPATIENT", 2, 4, null);
        visit(inner, "INPATIENT", -4, 5, null);
        visit(inner, "EXAMINATION", 4, 4, null);
        visit(inner, "INPATIENT", 4, null, null);
        Statistics.Stays stays = of(clerk).stays();
        assertEquals(3, stays.count());
        assertEquals(4.0, stays.mean());
        assertEquals(2.0, stays.median());
        assertEquals(
                List.of(1, 1, 0, 0, 0, 1, 0, 0),
                stays.lengths().stream().map(Statistics.Length::count).toList());
        assertEquals(new Statistics.Length(31, null, 0), stays.lengths().getLast());
    }

    @Test
    void the_commonest_illnesses_are_told_without_what_labels_hide() {
        visit(inner, "INPATIENT", 1, 3, "I10");
        visit(inner, "INPATIENT", 1, 3, "I10");
        visit(surgery, "INPATIENT", 1, 3, "K35");
        visit(surgery, "INPATIENT", 1, 3, "B20");
        visit(surgery, "INPATIENT", 1, null, "K36");
        assertEquals(
                List.of(new Illness("I10", "Bệnh I10", 2), new Illness("K35", "Bệnh K35", 1)),
                of(clerk).diagnoses());
    }

    @Test
    void whether_records_were_on_time_is_judged_by_the_rule_of_the_facility() {
        UUID inTime = visit(inner, "INPATIENT", 1, 3, null);
        state(inTime, "CLOSED", day(3).plus(Duration.ofHours(24)), day(3).plus(Duration.ofHours(48)));
        UUID late = visit(inner, "INPATIENT", 1, 3, null);
        state(late, "COMPLETED", day(3).plus(Duration.ofHours(25)), null);
        visit(inner, "INPATIENT", 1, 4, null);
        Statistics told = of(clerk);
        assertEquals(new Timely(1, 2, 0), told.completion());
        assertEquals(new Timely(1, 1, 0), told.closing());
        assertEquals(new Backlog(1, 1, 2), told.backlog());
        Statistics lately = statistics.of(clerk, new Asked(LocalDate.of(2026, 3, 19), LocalDate.of(2026, 3, 20), null));
        assertEquals(new Timely(0, 0, 0), lately.completion());
        visit(inner, "INPATIENT", 1, 20, null);
        assertEquals(
                new Timely(0, 0, 1),
                statistics
                        .of(clerk, new Asked(LocalDate.of(2026, 3, 19), LocalDate.of(2026, 3, 20), null))
                        .completion());
    }

    @Test
    void results_are_timed_from_the_order_to_the_first_answer() {
        UUID visit = visit(inner, "INPATIENT", 1, null, null);
        UUID patient = hospital.database
                .first("select patient_id from encounter where encounter_id = ?", row -> row.uuid("patient_id"), visit)
                .orElseThrow();
        ordered(patient, visit, "LAB", 2);
        ordered(patient, visit, "LAB", 4);
        ordered(patient, visit, "LAB", null);
        ordered(patient, visit, "CT", null);
        assertEquals(
                List.of(
                        new Turnaround(Work.LABORATORY, 2, 1, 3.0, 3.8),
                        new Turnaround(Work.IMAGING, 0, 1, null, null)),
                of(clerk).results());
    }

    private void ordered(UUID patient, UUID visit, String category, Integer hours) {
        UUID order = Ids.next();
        hospital.database.update("""
                insert into service_order (tenant_id, patient_id, order_id, version, revised_at, encounter_id, source_id, category, status,
                                           ordered_from)
                values (?, ?, ?, 1, ?, ?, ?, ?, 'ORDERED', ?)
                """, hospital.tenant, patient, order, NOW, visit, hospital.source, category, day(2));
        if (hours != null) {
            UUID report = hospital.report(patient, day(2).plus(Duration.ofHours(hours)), "5.0", "N");
            hospital.database.update("update diagnostic_report set order_id = ? where report_id = ?", order, report);
        }
    }

    @Test
    void a_head_counts_the_own_department_a_clerk_the_house_and_each_may_ask_by_department() {
        visit(inner, "INPATIENT", 2, 3, null);
        visit(surgery, "INPATIENT", 2, 3, null);
        assertEquals(2, of(clerk).stays().count());
        assertEquals(1, of(head).stays().count());
        assertEquals(
                1, statistics.of(clerk, new Asked(FIRST, LAST, surgery)).stays().count());
        assertEquals(
                0, statistics.of(head, new Asked(FIRST, LAST, surgery)).stays().count());
        assertEquals(List.of("Khoa NGOAI", "Khoa NOI"), names(clerk));
        assertEquals(List.of("Khoa NOI"), names(head));
    }

    private List<String> names(Caller caller) {
        return of(caller).departments().stream()
                .map(Statistics.Department::name)
                .toList();
    }

    @Test
    void another_hospital_counts_nothing_of_this_one() {
        visit(inner, "INPATIENT", 2, 3, null);
        Hospital other = new Hospital(hospital.address);
        Caller theirs = other.caller(other.account("khac", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
        assertEquals(0, of(theirs).stays().count());
        assertEquals(new Backlog(0, 0, 0), of(theirs).backlog());
    }

    @Test
    void who_does_not_lead_plan_or_keep_is_refused_and_so_is_a_time_that_is_none() {
        assertEquals(
                Code.FORBIDDEN, assertThrows(Refusal.class, () -> of(nurse)).code());
        assertEquals(
                List.of("/from"),
                assertThrows(Refusal.class, () -> statistics.of(clerk, new Asked(LAST, FIRST, null)))
                        .fields());
        assertEquals(
                List.of("/until"),
                assertThrows(Refusal.class, () -> statistics.of(clerk, new Asked(FIRST.minusYears(3), LAST, null)))
                        .fields());
    }
}
