package vn.emr.core.vitals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.Purpose;
import vn.emr.core.chart.PatientSearch;
import vn.emr.core.chart.PatientSearch.PatientRow;
import vn.emr.core.chart.WardScore;
import vn.emr.core.record.EarlyWarning.Basis;
import vn.emr.core.record.EarlyWarning.Use;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.record.VitalSign;
import vn.emr.core.record.VitalSign.Kind;
import vn.emr.core.record.VitalSigns.Consciousness;
import vn.emr.core.record.VitalSigns.Status;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.testing.AtTheBedside;
import vn.emr.core.testing.Role;
import vn.emr.core.vitals.VitalPage.Act;
import vn.emr.core.vitals.VitalPage.Reading;
import vn.emr.core.vitals.Vitals.Change;
import vn.emr.core.vitals.Vitals.Decision;
import vn.emr.core.vitals.Vitals.New;

class VitalsTest extends AtTheBedside {
    private static final Hospital HOSPITAL = new Hospital();
    private static final int WEEK = 7;

    private final Vitals vitals = new Vitals(access, charts, HOSPITAL.database, HOSPITAL.records, Clock.systemUTC());

    VitalsTest() {
        super(HOSPITAL);
    }

    @AfterAll
    static void the_current_rows_follow_from_history() {
        assertEquals(List.of(), HistoryCheck.differences(HOSPITAL.database));
    }

    private static VitalForm reading(Instant at, String pulse, Object... more) {
        List<VitalSign> signs = new ArrayList<>();
        signs.add(sign(Kind.PULSE, pulse));
        for (int i = 0; i < more.length; i += 2) {
            signs.add(sign((Kind) more[i], (String) more[i + 1]));
        }
        return new VitalForm(at, signs, false, Consciousness.ALERT, null, null);
    }

    private static VitalForm whole(Instant at, String pulse) {
        return reading(
                at,
                pulse,
                Kind.TEMPERATURE,
                "37.2",
                Kind.SYSTOLIC_PRESSURE,
                "120",
                Kind.DIASTOLIC_PRESSURE,
                "80",
                Kind.RESPIRATION,
                "16",
                Kind.OXYGEN_SATURATION,
                "97");
    }

    private static VitalSign sign(Kind kind, String value) {
        return new VitalSign(kind, new BigDecimal(value));
    }

    private static Instant ago(int minutes) {
        return Instant.now().minus(Duration.ofMinutes(minutes));
    }

    private Reading enter(VitalForm form) {
        return vitals.record(nurse, open(nurse), new New(Ids.next(), visit, form));
    }

    private Reading change(Reading seen, VitalForm form, String reason) {
        return vitals.change(nurse, open(nurse), seen.id(), new Change(seen.version(), reason, form));
    }

    @Test
    void a_nurse_enters_a_reading_and_everybody_who_treats_sees_it_with_its_score() {
        Reading entered = enter(whole(ago(5), "112"));
        assertEquals(2, entered.score().total());
        List<Reading> seen = vitals.of(open(doctor), WEEK).readings();
        assertEquals(List.of(entered), seen);
        assertEquals(Basis.SCALE_1, seen.getFirst().basis());
    }

    @Test
    void reading_and_entering_are_traced() {
        int made = HOSPITAL.audits("CREATE");
        enter(whole(ago(5), "80"));
        assertEquals(made + 1, HOSPITAL.audits("CREATE"));
        Grant grant = open(doctor);
        vitals.of(grant, WEEK);
        vitals.of(grant, WEEK);
        assertEquals(
                1L,
                HOSPITAL.database
                        .first(
                                "select count(*) as n from audit_event where kind = 'OPEN' and object_kind = 'VITALS' and patient_id = ?",
                                row -> row.number("n"),
                                patient)
                        .orElseThrow());
    }

    @Test
    void a_reading_is_corrected_by_a_version_with_its_reason_and_the_wrong_one_stays_readable() {
        Instant at = ago(5);
        Reading first = enter(whole(at, "180"));
        Reading second = change(first, whole(at, "80"), "gõ nhầm");
        assertEquals(0, second.score().total());
        assertEquals(
                List.of("gõ nhầm"),
                vitals.versions(open(doctor), first.id()).stream()
                        .map(Reading::reason)
                        .filter(r -> r != null)
                        .toList());
        assertEquals(
                List.of("80", "180"),
                vitals.versions(open(doctor), first.id()).stream()
                        .map(r -> r.signs().getFirst().value().toPlainString())
                        .toList());
    }

    @Test
    void whoever_saw_an_older_version_is_told_and_a_reason_is_needed() {
        Instant at = ago(5);
        Reading first = enter(whole(at, "180"));
        change(first, whole(at, "80"), "gõ nhầm");
        refused(Code.CONFLICT, () -> change(first, whole(at, "90"), "gõ nhầm"));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> vitals.change(nurse, open(nurse), first.id(), new Change(2, " ", whole(at, "90"))));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> vitals.change(nurse, open(nurse), first.id(), new Change(null, "lý do", whole(at, "90"))));
    }

    @Test
    void what_was_entered_in_error_is_taken_back_counts_no_more_and_stays_so() {
        Reading first = enter(whole(ago(5), "135"));
        Reading taken = change(first, null, "nhầm người bệnh");
        assertEquals(Status.ENTERED_IN_ERROR, taken.status());
        assertNull(wardScore());
        refused(Code.CONFLICT, () -> change(taken, whole(ago(5), "80"), "lần nữa"));
    }

    @Test
    void the_same_request_twice_enters_one_and_for_another_visit_it_is_refused() {
        New asked = new New(Ids.next(), visit, whole(ago(5), "80"));
        assertEquals(vitals.record(nurse, open(nurse), asked), vitals.record(nurse, open(nurse), asked));
        UUID other = HOSPITAL.stay(patient, ward, null, null, false);
        refused(
                Code.KEY_REUSED,
                () -> vitals.record(nurse, open(nurse), new New(asked.requestId(), other, asked.reading())));
    }

    @Test
    void what_cannot_be_is_refused_with_its_place() {
        assertEquals(
                List.of("/reading/signs/0"),
                refused(Code.MALFORMED_FIELD, () -> enter(reading(ago(5), "401")))
                        .fields());
        refused(Code.MALFORMED_FIELD, () -> enter(reading(ago(5), "80.5")));
        refused(Code.MALFORMED_FIELD, () -> enter(reading(ago(5), "80", Kind.PULSE, "90")));
        refused(Code.MALFORMED_FIELD, () -> enter(reading(ago(5), "80", Kind.CARE_LEVEL, "1")));
        refused(Code.MALFORMED_FIELD, () -> enter(reading(ago(5), "80", Kind.TEMPERATURE, "37.25")));
        refused(Code.MALFORMED_FIELD, () -> enter(reading(ago(5), "1e999999999")));
        refused(Code.MALFORMED_FIELD, () -> enter(reading(ago(5), "1e-999999999")));
        refused(
                Code.MALFORMED_FIELD,
                () -> enter(reading(ago(5), "80", Kind.SYSTOLIC_PRESSURE, "80", Kind.DIASTOLIC_PRESSURE, "120")));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> enter(new VitalForm(ago(5), List.of(), null, null, "không đo được", null)));
        assertEquals(
                "100", enter(reading(ago(5), "1e2")).signs().getFirst().value().toPlainString());
    }

    @Test
    void what_is_unusual_is_kept_once_it_is_confirmed() {
        VitalForm once = reading(ago(5), "240", Kind.TEMPERATURE, "33");
        assertEquals(
                List.of("/reading/signs/0", "/reading/signs/1"),
                refused(Code.NOT_APPLICABLE, () -> enter(once)).fields());
        enter(new VitalForm(once.at(), once.signs(), false, Consciousness.ALERT, null, true));
    }

    @Test
    void a_reading_is_of_the_time_of_its_visit() {
        assertEquals(
                List.of("/reading/at"),
                refused(Code.MALFORMED_FIELD, () -> enter(whole(ago(-30), "80")))
                        .fields());
        refused(Code.MALFORMED_FIELD, () -> enter(whole(ago(60 * 48), "80")));
        refused(Code.REQUIRED_FIELD_MISSING, () -> enter(whole(null, "80")));
    }

    @Test
    void a_visit_that_was_cancelled_or_is_another_persons_takes_none() {
        UUID cancelled = HOSPITAL.stay(patient, ward, null, null, false, EncounterStatus.CANCELLED);
        refused(
                Code.NOT_APPLICABLE,
                () -> vitals.record(nurse, open(nurse), new New(Ids.next(), cancelled, whole(ago(5), "80"))));
        UUID others = HOSPITAL.stay(HOSPITAL.patient("Lê Thị Mẫu"), ward, null, null, false);
        refused(
                Code.NOT_FOUND,
                () -> vitals.record(nurse, open(nurse), new New(Ids.next(), others, whole(ago(5), "80"))));
    }

    @Test
    void who_only_reads_enters_nothing_and_a_closed_record_takes_none() {
        Caller student = somebody(Role.STUDENT);
        refused(
                Code.FORBIDDEN,
                () -> vitals.record(student, open(student), new New(Ids.next(), visit, whole(ago(5), "80"))));
        assertEquals(Set.of(), allowed(student));
        assertEquals(Set.of(Act.RECORD, Act.CHANGE), allowed(nurse));
        assertEquals(Set.of(Act.RECORD, Act.CHANGE, Act.DECIDE), allowed(doctor));
        Reading entered = enter(whole(ago(5), "80"));
        HOSPITAL.folder(patient, visit, HOSPITAL.facility, State.ARCHIVED);
        Caller clerk = somebody(Role.RECORDS_CLERK);
        assertEquals(Set.of(), allowed(clerk));
        refused(Code.FORBIDDEN, () -> vitals.change(clerk, open(clerk), entered.id(), new Change(1, "nhầm rồi", null)));
    }

    private Set<Act> allowed(Caller caller) {
        return vitals.of(open(caller), WEEK).visits().getFirst().allowed();
    }

    @Test
    void only_a_doctor_decides_on_the_scale_and_readings_from_before_keep_their_score() {
        VitalForm low = reading(
                ago(5),
                "80",
                Kind.TEMPERATURE,
                "37",
                Kind.SYSTOLIC_PRESSURE,
                "120",
                Kind.RESPIRATION,
                "16",
                Kind.OXYGEN_SATURATION,
                "89");
        assertEquals(3, enter(low).score().total());
        refused(
                Code.FORBIDDEN,
                () -> vitals.decide(nurse, open(nurse), new Decision(visit, null, Use.SCALE_2, "COPD, CO2 cao")));
        refused(
                Code.REQUIRED_FIELD_MISSING,
                () -> vitals.decide(doctor, open(doctor), new Decision(visit, null, Use.SCALE_2, null)));
        vitals.decide(doctor, open(doctor), new Decision(visit, null, Use.SCALE_2, "COPD, CO2 cao"));
        refused(
                Code.CONFLICT,
                () -> vitals.decide(doctor, open(doctor), new Decision(visit, null, Use.NONE, "chăm sóc cuối đời")));
        assertEquals(0, enter(low).score().total());
        assertEquals(
                List.of(0, 3),
                vitals.of(open(doctor), WEEK).readings().stream()
                        .map(r -> r.score().total())
                        .toList());
        vitals.decide(doctor, open(doctor), new Decision(visit, 1, Use.NONE, "chăm sóc cuối đời"));
        assertNull(enter(low).score());
        assertEquals(
                2, vitals.of(open(doctor), WEEK).visits().getFirst().decided().version());
    }

    @Test
    void a_diagnosis_of_pregnancy_ends_the_score_and_the_page_says_why() {
        HOSPITAL.condition(patient, visit, "O14.1", "Tiền sản giật nặng");
        assertNull(enter(whole(ago(5), "80")).score());
        assertEquals(
                Basis.PREGNANCY,
                vitals.of(open(doctor), WEEK).visits().getFirst().basis());
    }

    @Test
    void values_that_systems_told_under_a_known_code_stand_beside_with_their_source() {
        Instant at = ago(20);
        HOSPITAL.commit(HOSPITAL.report(
                Ids.next(),
                1,
                patient,
                at,
                List.of(
                        Hospital.value(1, "8867-4", "Mạch", "88", "/min", "60", "90", "N", at),
                        Hospital.value(2, "GLU", "Glucose", "5", "mmol/L", "3", "6", "N", at))));
        List<VitalPage.Told> told = vitals.of(open(doctor), WEEK).told();
        assertEquals(
                List.of(Kind.PULSE), told.stream().map(VitalPage.Told::kind).toList());
        assertEquals(new BigDecimal("88"), told.getFirst().value());
    }

    @Test
    void a_ward_sees_the_newest_whole_score_of_the_last_day() {
        assertNull(wardScore());
        enter(whole(ago(50), "80"));
        enter(whole(ago(20), "135"));
        enter(reading(ago(5), "80"));
        WardScore score = wardScore();
        assertEquals(3, score.total(), "a reading that lacks something has no total");
        assertTrue(score.red());
    }

    private WardScore wardScore() {
        List<PatientRow> rows = new PatientSearch(HOSPITAL.database)
                .page(
                        new ListAccess(access).search(nurse, Purpose.TREATMENT, null),
                        new PatientSearch.Asked("", null, null, null, true))
                .patients();
        assertEquals(1, rows.size());
        return rows.getFirst().score();
    }
}
