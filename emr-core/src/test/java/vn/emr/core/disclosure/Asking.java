package vn.emr.core.disclosure;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.Part;
import vn.emr.core.disclosure.Decisions.Decided;
import vn.emr.core.disclosure.Decisions.Outcome;
import vn.emr.core.disclosure.Deliveries.Handed;
import vn.emr.core.disclosure.RequestForm.Way;
import vn.emr.core.organization.WorkingDays;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

/** A hospital where somebody asks for the completed record of one person, and the rooms that answer. */
final class Asking {
    static final Proof CARD = new Proof("CCCD", "001058000001", "Cục CSQLHC về TTXH", LocalDate.of(2021, 5, 1));
    static final Proof LETTER = new Proof("OFFICIAL_LETTER", "12/CV-TA", "TAND quận", LocalDate.of(2026, 11, 2));

    final Hospital hospital = new Hospital();
    final AuditTrail trail = new AuditTrail(hospital.database);
    final Access access = new Access(hospital.database, trail);
    final ListAccess lists = new ListAccess(access);
    final Requests requests;
    final Decisions decisions;
    final Deliveries deliveries;
    final RequestList list;
    final RequestPage page;
    final Register register;
    final UUID ward = hospital.department("NOI");
    final UUID patient = hospital.patient("Nguyễn Thị Đã Ra Viện", "BN1", null, List.of());
    final UUID visit = stayed(patient, State.ARCHIVED);
    final Caller clerk = hospital.caller(hospital.account("luutru", "x", Role.RECORDS_CLERK), Role.RECORDS_CLERK);
    final Caller director = hospital.caller(hospital.account("giamdoc", "x", Role.DIRECTOR), Role.DIRECTOR);

    Asking(Clock clock) {
        Steps steps = new Steps(access, hospital.database, trail, clock);
        requests =
                new Requests(access, steps, new Term(5, new WorkingDays(Optional.empty())), hospital.database, trail);
        decisions = new Decisions(access, steps, hospital.database);
        deliveries = new Deliveries(access, steps, hospital.database);
        list = new RequestList(access, lists, steps, hospital.database);
        page = new RequestPage(access, steps, hospital.database);
        register = new Register(lists, hospital.database);
    }

    UUID stayed(UUID who, State state) {
        boolean runs = state == State.IN_TREATMENT;
        java.time.Instant end = runs ? null : java.time.Instant.now();
        UUID id = hospital.stay(
                who, ward, end, end, false, runs ? EncounterStatus.IN_PROGRESS : EncounterStatus.FINISHED);
        hospital.folder(who, id, hospital.facility, state);
        return id;
    }

    static RequestForm form(Requester who, Form... forms) {
        return new RequestForm(
                who,
                "Trần Văn Hỏi",
                who.needsOrganization() ? "Tòa án nhân dân quận" : null,
                CARD,
                who.needsConsent()
                        ? new Proof("PATIENT_CONSENT", "01", null, null)
                        : who.needsMandate() ? LETTER : null,
                who.needsWords() ? "Giải quyết thừa kế" : null,
                "Giải quyết vụ án",
                Set.of(forms),
                "Đợt điều trị tháng này",
                null,
                null,
                "0912000001",
                Way.IN_PERSON,
                null,
                null);
    }

    UUID received(Requester who, Form... forms) {
        return requests.receive(clerk, new Requests.Asked(patient, null, form(who, forms)));
    }

    int step(UUID id) {
        return hospital.database
                .first(
                        "select max(step) as step from disclosure_step where disclosure_id = ?",
                        row -> row.integer("step"),
                        id)
                .orElseThrow();
    }

    Decided approval(UUID id, UUID of, Form... forms) {
        return new Decided(
                step(id),
                Outcome.APPROVED,
                Set.of(forms),
                List.of(of),
                false,
                EnumSet.allOf(Part.class),
                List.of(),
                LocalDate.now(Steps.VIETNAM).plusDays(30),
                null);
    }

    Handed handed(UUID id, Form form) {
        return new Handed(
                step(id),
                form,
                "Bản sao tờ 1 đến 12",
                12,
                1,
                "a".repeat(64),
                1_234L,
                null,
                Way.IN_PERSON,
                "Trần Văn Hỏi",
                CARD);
    }

    /** Put by hand on a visit: of a kind that no role opens to. */
    UUID label(String code, String part, UUID object, String... roles) {
        UUID account = hospital.account("nhãn-" + object + code, "x", Role.RECORDS_CLERK);
        hospital.database.update("""
                insert into label_version (label_id, version, made_at, name_vi, name_en, told, whole_visit, diagnoses, services,
                                           departments, documents, roles, enabled)
                select label_id, version + 1, now(), name_vi, name_en, told, whole_visit, diagnoses, services, departments, documents,
                       ?, enabled
                from label_now where tenant_id = ? and code = ?
                """, roles, hospital.tenant, code);
        hospital.database.update("""
                insert into labelled (id, tenant_id, label_id, patient_id, part, object_id, put_at, put_by, reason)
                select gen_random_uuid(), tenant_id, label_id, ?, ?, ?, now(), ?, 'người cần bảo vệ'
                from label_now where tenant_id = ? and code = ?
                """, patient, part, object, account, hospital.tenant, code);
        return hospital.database
                .first(
                        "select label_id from label_now where tenant_id = ? and code = ?",
                        row -> row.uuid("label_id"),
                        hospital.tenant,
                        code)
                .orElseThrow();
    }
}
