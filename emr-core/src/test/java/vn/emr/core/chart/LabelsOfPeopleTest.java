package vn.emr.core.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.record.NounKind;
import vn.emr.core.restriction.LabelForm;
import vn.emr.core.restriction.Labels;
import vn.emr.core.restriction.PutLabels;
import vn.emr.core.testing.Role;

/** Labels open to the roles they name, are put by people and changed by versions. */
class LabelsOfPeopleTest extends LabelledChart {
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
}
