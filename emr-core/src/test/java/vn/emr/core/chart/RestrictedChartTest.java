package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Mask;
import vn.emr.core.record.Coded;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.record.TimePoint;
import vn.emr.core.restriction.LabelForm;
import vn.emr.core.restriction.Labels;
import vn.emr.core.restriction.PutLabels;
import vn.emr.core.testing.Role;

/** What a label hides is on no page, in no count and behind no address, and opens to the roles it names. */
class RestrictedChartTest extends UnderLabels {
    private static final String SECRET = "Sự thật kín";
    private final ObjectMapper json =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();
    private final Labels labels = new Labels(access, HOSPITAL.database, trail, Clock.systemUTC());
    private final PutLabels put = new PutLabels(access, HOSPITAL.database, trail, Clock.systemUTC());
    private final List<UUID> made = new ArrayList<>();
    private Caller officer;
    private Caller head;

    @BeforeEach
    void people() {
        officer = HOSPITAL.caller(
                HOSPITAL.account("dpo-" + Ids.next(), "x", Role.DATA_PROTECTION_OFFICER), Role.DATA_PROTECTION_OFFICER);
        head = HOSPITAL.caller(
                HOSPITAL.account("trưởng-" + Ids.next(), "x", Role.HEAD_OF_DEPARTMENT), Role.HEAD_OF_DEPARTMENT, ward);
        visit = HOSPITAL.database
                .first(
                        "select encounter_id from encounter where patient_id = ?",
                        row -> row.uuid("encounter_id"),
                        patient)
                .orElseThrow();
    }

    @AfterEach
    void labels_of_this_test_hide_nothing_in_others() {
        made.forEach(id -> HOSPITAL.database.update("""
                        insert into label_version (label_id, version, made_at, name_vi, name_en, told, whole_visit, diagnoses,
                                                   services, departments, documents, roles, enabled)
                        select label_id, version + 1, now(), name_vi, name_en, told, whole_visit, diagnoses, services, departments,
                               documents, roles, false
                        from label_now where label_id = ?
                        """, id));
    }

    @Test
    void a_restricted_diagnosis_is_nowhere_and_takes_the_free_texts_of_its_visit_along() throws Exception {
        condition("B20.1", SECRET, visit);
        condition("J18", "Viêm phổi", visit);
        note(visit, SECRET);
        paper(visit, SECRET);
        medicine(visit, "Paracetamol", SECRET);
        order("SH", "Sinh hóa máu", SECRET);
        Charts.Chart chart = charts.chart(open(), patient);
        assertEquals(
                List.of("J18"), chart.conditions().stream().map(c -> c.code()).toList());
        assertEquals(null, chart.encounters().getFirst().reason(), "the reason of the visit may tell it");
        assertNothingIsSaid();
        assertEquals(
                Set.of(new Mask("CONDITION", null, null)),
                Set.copyOf(chart.restricted()).stream()
                        .filter(m -> m.part().equals("CONDITION"))
                        .collect(Collectors.toSet()),
                "of HIV not even the kind is said");
        assertEquals(1, audited("MASK"), "that something was hidden is traced");
        assertEquals(1, charts.treatment(open()).medications().items().size());
    }

    @Test
    void a_restricted_test_hides_its_report_values_order_and_documents_and_is_not_counted() throws Exception {
        Observation value = value(1, "L77", null, "ST", SECRET, null, ResultStatus.FINAL);
        Observation hiv = new Observation(
                2,
                "L78|null",
                new Coded("L78", "L", "Anti-HIV miễn dịch"),
                null,
                null,
                "ST",
                null,
                null,
                SECRET,
                null,
                null,
                null,
                null,
                null,
                null,
                "A",
                ResultStatus.FINAL,
                TimePoint.at(now),
                now,
                null,
                null,
                List.of());
        var report = report("TP", "F-1", null, ResultStatus.FINAL, value, hiv);
        HOSPITAL.commit(report);
        order("HIV01", "Xét nghiệm", SECRET);
        HOSPITAL.report(patient, now, "5.0", "N");
        assertNothingIsSaid();
        assertEquals(1, charts.chart(open(), patient).reports().size());
        assertEquals(1, charts.laboratory(open(), 365).dates().size());
        Refusal gone = assertThrows(Refusal.class, () -> access.report(open(), report.id()));
        assertEquals(Code.NOT_FOUND, gone.code());
        assertThrows(Refusal.class, () -> charts.report(open(), report.id()));
    }

    @Test
    void every_report_names_its_tests_by_which_labels_find_it() {
        HOSPITAL.commit(report(
                "TP",
                "F-9",
                null,
                ResultStatus.FINAL,
                value(1, "L9", null, "ST", "x", null, ResultStatus.FINAL),
                value(2, "L7", null, "ST", "y", null, ResultStatus.FINAL),
                value(3, "L9", "2", "ST", "z", null, ResultStatus.FINAL)));
        HOSPITAL.report(patient, now, "5.0", "N");
        assertEquals(List.of(), HOSPITAL.database.query("""
                        select d.names from diagnostic_report d
                        where d.names is distinct from
                              (select string_agg(distinct concat_ws(' ', o.code, o.code_text) collate "C", E'\\n'
                                                 order by concat_ws(' ', o.code, o.code_text) collate "C")
                               from observation o where o.tenant_id = d.tenant_id and o.patient_id = d.patient_id
                                                    and o.report_id = d.report_id)
                        """, row -> String.valueOf(row.text("names"))));
    }

    @Test
    void a_label_opens_to_the_roles_it_names_and_to_no_other() throws Exception {
        condition("B24", SECRET, visit);
        LabelForm was = label("HIV").says();
        labels.change(officer, label("HIV").id(), with(was, List.of("HEAD_OF_DEPARTMENT")));
        Grant opened = access.open(head, head.purpose(), patient);
        assertTrue(json.writeValueAsString(charts.chart(opened, patient)).contains(SECRET));
        assertEquals(List.of(), opened.masks());
        assertNothingIsSaid();
        labels.change(officer, label("HIV").id(), with(label("HIV").says(), List.of()));
        assertEquals(
                List.of(),
                charts.chart(access.open(head, head.purpose(), patient), patient)
                        .conditions());
    }

    @Test
    void a_restricted_department_hides_its_whole_visits_and_the_chart_says_the_kind_where_it_may_be_said()
            throws Exception {
        UUID closed = HOSPITAL.department("TT" + Ids.next());
        String code = HOSPITAL.database
                .first("select code from department where id = ?", row -> row.text("code"), closed)
                .orElseThrow();
        UUID there = HOSPITAL.stay(patient, closed, now, now, false);
        condition("J18", SECRET, there);
        make(new LabelForm(
                "WARD" + made.size(),
                "Khoa kín",
                "Closed ward",
                true,
                true,
                null,
                null,
                List.of(code),
                null,
                null,
                true,
                null,
                null));
        Charts.Chart chart = charts.chart(open(), patient);
        assertEquals(1, chart.encounters().size());
        assertNothingIsSaid();
        assertTrue(chart.restricted().contains(new Mask("ENCOUNTER", "Khoa kín", "Closed ward")));
        PatientSearch search = new PatientSearch(HOSPITAL.database);
        Caller clerk = HOSPITAL.caller(Role.DIRECTOR);
        PatientSearch.Asked asked = new PatientSearch.Asked("", null, 100, closed, null);
        assertEquals(
                List.of(),
                search.page(lists.search(clerk, clerk.purpose(), null), asked).patients(),
                "nobody lies there");
    }

    @Test
    void what_a_person_labelled_is_hidden_until_somebody_entitled_ends_it() throws Exception {
        UUID report = HOSPITAL.report(patient, now, "7.7", "H");
        UUID label = label("PROTECTED_PERSON").id();
        Grant grant = access.open(head, head.purpose(), patient);
        PutLabels.Asked asked =
                new PutLabels.Asked(label, NounKind.DIAGNOSTIC_REPORT, report, "Người bệnh yêu cầu giữ kín");
        put.put(head, grant, asked);
        assertEquals(List.of(), charts.chart(open(), patient).reports());
        assertEquals(
                Code.NOT_FOUND,
                assertThrows(Refusal.class, () -> put.put(head, access.open(head, head.purpose(), patient), asked))
                        .code(),
                "whoever may not see it labels it no more");
        Caller other = HOSPITAL.caller(
                HOSPITAL.account("khác-" + Ids.next(), "x", Role.HEAD_OF_DEPARTMENT), Role.HEAD_OF_DEPARTMENT, ward);
        Grant theirs = access.open(other, other.purpose(), patient);
        UUID id = put.on(other, theirs).getFirst().id();
        assertEquals(null, put.on(other, theirs).getFirst().reason());
        PutLabels.Ended ended = new PutLabels.Ended("Người bệnh đã đồng ý cho xem");
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> put.end(other, theirs, id, ended))
                        .code());
        put.end(head, access.open(head, head.purpose(), patient), id, ended);
        assertEquals(1, charts.chart(open(), patient).reports().size());
        assertEquals(
                Code.CONFLICT,
                assertThrows(Refusal.class, () -> put.end(head, access.open(head, head.purpose(), patient), id, ended))
                        .code());
        Caller nurse = HOSPITAL.caller(Role.NURSE, ward);
        assertEquals(
                Code.FORBIDDEN,
                assertThrows(Refusal.class, () -> put.put(nurse, open(), asked)).code());
    }

    @Test
    void a_labelled_record_is_closed_also_to_its_ward_and_after_a_merge() {
        UUID label = label("PROTECTED_PERSON").id();
        Grant grant = access.open(head, head.purpose(), patient);
        put.put(head, grant, new PutLabels.Asked(label, NounKind.PATIENT, null, "Lãnh đạo tỉnh điều trị"));
        assertEquals(Code.FORBIDDEN, assertThrows(Refusal.class, this::open).code());
        UUID survivor = HOSPITAL.patient("Nguyễn Văn An", Ids.next().toString(), null, List.of());
        HOSPITAL.stay(survivor, ward, null, null, false);
        assertEquals(survivor, open(survivor).patientId());
        HOSPITAL.merge(patient, survivor);
        assertThrows(Refusal.class, () -> open(survivor));
        Caller doctor = HOSPITAL.caller(Role.DOCTOR, ward);
        PatientSearch search = new PatientSearch(HOSPITAL.database);
        assertFalse(search
                .page(lists.search(doctor, doctor.purpose(), null), new PatientSearch.Asked("", null, 100, null, true))
                .patients()
                .stream()
                .anyMatch(row -> row.id().equals(survivor) || row.id().equals(patient)));
    }

    @Test
    void a_label_is_not_opened_to_a_role_of_ones_own_and_changes_are_versions() {
        Labels.Label hiv = label("HIV");
        assertEquals(
                Code.NOT_APPLICABLE,
                assertThrows(
                                Refusal.class,
                                () -> labels.change(
                                        officer, hiv.id(), with(hiv.says(), List.of("DATA_PROTECTION_OFFICER"))))
                        .code());
        assertEquals(
                Code.MALFORMED_FIELD,
                assertThrows(Refusal.class, () -> labels.change(officer, hiv.id(), with(hiv.says(), List.of("NOBODY"))))
                        .code());
        int version = hiv.says().version();
        labels.change(officer, hiv.id(), with(hiv.says(), List.of("NURSE")));
        assertThrows(Refusal.class, () -> labels.change(officer, hiv.id(), with(hiv.says(), List.of())));
        labels.change(officer, hiv.id(), with(label("HIV").says(), List.of()));
        assertEquals(
                "-NURSE/roles", labels.history(officer, hiv.id()).getFirst().changed());
        assertEquals(version + 2, label("HIV").says().version());
    }

    @Test
    void who_reads_records_makes_no_label_hide_less_and_each_try_for_oneself_is_traced() {
        Labels.Label hiv = label("HIV");
        Caller reader = HOSPITAL.with(
                HOSPITAL.account("dpo-bs-" + Ids.next(), "x", Role.DATA_PROTECTION_OFFICER),
                List.of(Role.DATA_PROTECTION_OFFICER.of(HOSPITAL.facility), Role.DOCTOR.of(HOSPITAL.facility, ward)));
        int before = HOSPITAL.audits("REFUSED");
        for (LabelForm less : List.of(
                switchedOff(hiv.says()), hidingOnly(hiv.says(), List.of()), with(hiv.says(), List.of("DOCTOR")))) {
            assertEquals(
                    Code.NOT_APPLICABLE,
                    assertThrows(Refusal.class, () -> labels.change(reader, hiv.id(), less))
                            .code());
        }
        assertEquals(before + 3, HOSPITAL.audits("REFUSED"));
        List<String> more = new ArrayList<>(hiv.says().diagnoses());
        more.add("R75");
        labels.change(reader, hiv.id(), hidingOnly(hiv.says(), more));
        labels.change(
                officer, hiv.id(), hidingOnly(label("HIV").says(), hiv.says().diagnoses()));
        assertEquals(hiv.says().diagnoses(), label("HIV").says().diagnoses());
    }

    private void assertNothingIsSaid() throws Exception {
        Grant grant = open();
        for (Object page : List.of(
                charts.chart(grant, patient),
                charts.laboratory(grant, 36_500),
                charts.reports(grant, null),
                charts.studies(grant),
                charts.documents(grant),
                charts.treatment(grant))) {
            assertFalse(json.writeValueAsString(page).contains(SECRET), page::toString);
        }
    }

    private Labels.Label label(String code) {
        return labels.labels(officer).stream()
                .filter(l -> l.says().code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private void make(LabelForm form) {
        made.add(labels.make(officer, form).id());
    }

    private int audited(String kind) {
        return HOSPITAL.database
                .first(
                        "select count(distinct object_id)::int as n from audit_event where kind = ? and patient_id = ?",
                        row -> row.integer("n"),
                        kind,
                        patient)
                .orElseThrow();
    }
}
