package vn.emr.core.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Part;
import vn.emr.core.disclosure.Decisions.Decided;
import vn.emr.core.disclosure.Decisions.Outcome;
import vn.emr.core.disclosure.Deliveries.Handed;
import vn.emr.core.disclosure.RequestPage.Whole;
import vn.emr.core.disclosure.Requests.Amended;
import vn.emr.core.disclosure.Requests.Asked;
import vn.emr.core.disclosure.Requests.Noted;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.StoreFault;
import vn.emr.core.testing.Role;

class RequestsTest {
    private final Asking asking = new Asking(Clock.systemUTC());
    private final Hospital hospital = asking.hospital;
    private final Caller clerk = asking.clerk;
    private final Caller director = asking.director;

    @Test
    void a_request_goes_from_receipt_to_delivery_by_two_people_and_every_step_stands_and_is_traced() {
        UUID id = asking.received(Requester.COURT, Form.COPY);
        assertEquals(2026, Integer.parseInt(asking.page.page(clerk, id).number().substring(0, 4)), 100);
        asking.decisions.decide(director, id, asking.approval(id, asking.visit, Form.COPY));
        asking.deliveries.deliver(clerk, id, asking.handed(id, Form.COPY));
        asking.requests.close(clerk, id, new Noted(asking.step(id), "Đã giao đủ"));
        Whole whole = asking.page.page(clerk, id);
        assertEquals("CLOSED", whole.state());
        assertEquals(
                List.of("RECEIVED luutru", "APPROVED giamdoc", "DELIVERED luutru", "CLOSED luutru"),
                whole.steps().stream().map(s -> s.kind() + " " + s.by()).toList());
        RequestPage.Delivery given = whole.deliveries().getFirst();
        assertEquals("Trần Văn Hỏi", given.handedTo());
        assertNotNull(given.recordCommit(), "which version of the record");
        assertEquals(Requester.COURT.basis(), whole.versions().getFirst().basis());
        assertEquals(3, hospital.audits("DISCLOSURE"));
        assertEquals(1, hospital.audits("DISCLOSED"));
        assertEquals(
                List.of(whole.number()),
                hospital.database.query(
                        "select distinct detail from audit_event where tenant_id = ? and kind in ('DISCLOSURE', 'DISCLOSED')",
                        row -> row.text("detail"),
                        hospital.tenant));
    }

    @Test
    void each_requester_gets_what_the_law_says_and_shows_the_papers_it_needs() {
        refused(Code.NOT_APPLICABLE, () -> asking.received(Requester.OTHER_REPRESENTATIVE, Form.COPY));
        refused(Code.NOT_APPLICABLE, () -> asking.received(Requester.STUDENT, Form.COPY));
        refused(Code.NOT_APPLICABLE, () -> asking.received(Requester.SOCIAL_INSURANCE, Form.SUMMARY));
        for (Requester who : Requester.values()) {
            UUID id = asking.received(who, who.forms().toArray(Form[]::new));
            assertEquals(
                    who.basis(),
                    asking.page.page(clerk, id).versions().getFirst().basis());
        }
        RequestForm court = Asking.form(Requester.COURT, Form.COPY);
        refused(Code.REQUIRED_FIELD_MISSING, () -> receive(with(court, null, court.organization(), court.name())));
        refused(Code.REQUIRED_FIELD_MISSING, () -> receive(with(court, court.mandate(), " ", court.name())));
        refused(Code.REQUIRED_FIELD_MISSING, () -> receive(with(court, court.mandate(), "Tòa án", null)));
        refused(Code.MALFORMED_FIELD, () -> receive(with(court, court.mandate(), "Tòa án", "x".repeat(201))));
        RequestForm company = Asking.form(Requester.INSURANCE_COMPANY, Form.SUMMARY);
        refused(Code.NOT_APPLICABLE, () -> receive(with(company, Asking.LETTER, "Bảo hiểm A", "An")));
    }

    @Test
    void nobody_decides_about_a_request_they_wrote_and_the_database_keeps_it_too() {
        UUID id = asking.received(Requester.COURT, Form.COPY);
        refused(Code.FORBIDDEN, () -> asking.decisions.decide(clerk, id, asking.approval(id, asking.visit, Form.COPY)));
        Caller both = hospital.with(
                clerk.id(), List.of(Role.RECORDS_CLERK.of(hospital.facility), Role.DIRECTOR.of(hospital.facility)));
        int before = hospital.audits("REFUSED");
        refused(
                Code.NOT_APPLICABLE,
                () -> asking.decisions.decide(both, id, asking.approval(id, asking.visit, Form.COPY)));
        assertEquals(before + 1, hospital.audits("REFUSED"));
        assertFalse(asking.page.page(both, id).may().decide());
        assertTrue(asking.page.page(director, id).may().decide());
        StoreFault fault = assertThrows(StoreFault.class, () -> hospital.database.update("""
                insert into disclosure_decision (disclosure_id, step, decided_by, forms, visits, outside_visits, parts, labels)
                values (?, 1, ?, '{}', '{}', false, '{}', '{}')
                """, id, clerk.id()));
        assertEquals(StoreFault.Kind.CONSTRAINT, fault.kind());
    }

    @Test
    void who_has_neither_right_and_who_cannot_open_the_record_gets_nothing() {
        UUID id = asking.received(Requester.COURT, Form.COPY);
        Caller doctor = hospital.caller(Role.DOCTOR, asking.ward);
        refused(Code.FORBIDDEN, () -> asking.page.page(doctor, id));
        refused(Code.FORBIDDEN, () -> asking.list.page(doctor, null));
        refused(
                Code.FORBIDDEN,
                () -> asking.requests.receive(
                        director, new Asked(asking.patient, null, Asking.form(Requester.COURT, Form.COPY))));
        UUID elsewhere = hospital.facility("01002");
        Caller other = hospital.with(clerk.id(), List.of(Role.RECORDS_CLERK.of(elsewhere)));
        refused(Code.FORBIDDEN, () -> asking.page.page(other, id));
        assertEquals(List.of(), asking.list.page(other, null).requests());
        assertEquals(0, asking.list.waiting(other).toDecide());
        refused(
                Code.FORBIDDEN,
                () -> asking.requests.receive(other, new Asked(null, "BN1", Asking.form(Requester.COURT, Form.COPY))));
        Hospital foreign = new Hospital(hospital.address);
        refused(Code.NOT_FOUND, () -> asking.page.page(foreign.caller(Role.RECORDS_CLERK), id));
    }

    @Test
    void only_what_was_approved_is_handed_over_with_the_right_to_it_and_within_its_time() {
        UUID id = asking.received(Requester.COURT, Form.READ, Form.COPY);
        refused(Code.CONFLICT, () -> asking.deliveries.deliver(clerk, id, asking.handed(id, Form.COPY)));
        Decided part = asking.approval(id, asking.visit, Form.READ);
        refused(Code.NOT_APPLICABLE, () -> asking.decisions.decide(director, id, part));
        asking.decisions.decide(
                director,
                id,
                new Decided(
                        part.step(),
                        Outcome.PARTLY,
                        part.forms(),
                        part.visits(),
                        false,
                        Set.of(Part.RESULTS),
                        List.of(),
                        part.until(),
                        "Chỉ cần đọc"));
        refused(Code.NOT_APPLICABLE, () -> asking.deliveries.deliver(clerk, id, asking.handed(id, Form.COPY)));
        refused(Code.FORBIDDEN, () -> asking.deliveries.deliver(director, id, asking.handed(id, Form.READ)));
        Handed read = asking.handed(id, Form.READ);
        refused(Code.MALFORMED_FIELD, () -> asking.deliveries.deliver(clerk, id, file(read, "abc", 3L)));
        refused(Code.MALFORMED_FIELD, () -> asking.deliveries.deliver(clerk, id, file(read, "b".repeat(64), null)));
        asking.deliveries.deliver(clerk, id, read);
        refused(Code.CONFLICT, () -> asking.deliveries.deliver(clerk, id, read), "somebody was faster");
        hospital.asOwner("update disclosure_decision set until = current_date - 2 where disclosure_id = '" + id + "'");
        refused(Code.NOT_APPLICABLE, () -> asking.deliveries.deliver(clerk, id, asking.handed(id, Form.READ)));
        assertEquals(1, hospital.audits("DISCLOSED"));
    }

    @Test
    void a_record_under_treatment_is_read_by_those_of_article_69_3_and_given_out_to_nobody() {
        UUID now = asking.stayed(asking.patient, State.IN_TREATMENT);
        UUID court = asking.received(Requester.COURT, Form.COPY);
        refused(Code.NOT_YET, () -> asking.decisions.decide(director, court, asking.approval(court, now, Form.COPY)));
        UUID hospitalOfOthers = asking.received(Requester.OTHER_HOSPITAL, Form.READ, Form.COPY);
        asking.decisions.decide(
                director, hospitalOfOthers, asking.approval(hospitalOfOthers, now, Form.READ, Form.COPY));
        asking.deliveries.deliver(clerk, hospitalOfOthers, asking.handed(hospitalOfOthers, Form.READ));
        int before = hospital.audits("REFUSED");
        refused(
                Code.FORBIDDEN,
                () -> asking.deliveries.deliver(clerk, hospitalOfOthers, asking.handed(hospitalOfOthers, Form.COPY)));
        assertEquals(before + 1, hospital.audits("REFUSED"), "a clerk copies completed records only");
    }

    @Test
    void more_papers_make_a_new_version_and_the_ones_before_stay() {
        UUID id = asking.received(Requester.REPRESENTATIVE, Form.SUMMARY);
        asking.requests.askForPapers(director, id, new Noted(1, "Thiếu giấy khai sinh"));
        refused(
                Code.CONFLICT,
                () -> asking.decisions.decide(director, id, asking.approval(id, asking.visit, Form.SUMMARY)));
        refused(
                Code.CONFLICT,
                () -> asking.requests.askForPapers(clerk, id, new Noted(1, "Nữa")),
                "somebody was faster");
        RequestForm more = Asking.form(Requester.REPRESENTATIVE, Form.SUMMARY, Form.COPY);
        refused(Code.REQUIRED_FIELD_MISSING, () -> asking.requests.amend(clerk, id, new Amended(2, more, " ")));
        asking.requests.amend(clerk, id, new Amended(2, more, "Đã nộp giấy khai sinh"));
        Whole whole = asking.page.page(clerk, id);
        assertEquals("RECEIVED", whole.state());
        assertEquals(
                List.of(2, 1),
                whole.versions().stream().map(RequestPage.Version::version).toList());
        assertEquals(EnumSet.of(Form.SUMMARY), whole.versions().getLast().form().forms());
        refused(Code.CONFLICT, () -> asking.requests.close(clerk, id, new Noted(3, "Thôi")), "it waits for a decision");
    }

    @Test
    void a_refusal_needs_a_reason_is_final_and_closes() {
        UUID id = asking.received(Requester.HEIR, Form.SUMMARY);
        Decided no = new Decided(1, Outcome.REFUSED, null, null, null, null, null, null, null);
        refused(Code.REQUIRED_FIELD_MISSING, () -> asking.decisions.decide(director, id, no));
        asking.decisions.decide(
                director, id, new Decided(1, Outcome.REFUSED, null, null, null, null, null, null, "Không có căn cứ"));
        refused(
                Code.CONFLICT,
                () -> asking.decisions.decide(director, id, asking.approval(id, asking.visit, Form.SUMMARY)));
        refused(Code.CONFLICT, () -> asking.deliveries.deliver(clerk, id, asking.handed(id, Form.SUMMARY)));
        asking.requests.close(clerk, id, new Noted(2, "Đã trả lời bằng văn bản"));
        assertEquals("CLOSED", asking.page.page(clerk, id).state());
    }

    @Test
    void the_register_of_a_year_has_no_gap_also_when_many_come_at_once() throws Exception {
        try (var people = java.util.concurrent.Executors.newFixedThreadPool(8)) {
            var all = java.util.stream.IntStream.range(0, 24)
                    .mapToObj(i -> people.submit(() -> asking.received(Requester.PATIENT, Form.SUMMARY)))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }
        LocalDate today = LocalDate.now(Steps.VIETNAM);
        Register.Entries entries = asking.register.of(clerk, new Register.Span(today, today));
        assertEquals(
                java.util.stream.IntStream.rangeClosed(1, 24)
                        .mapToObj(n -> Standing.number(today.getYear(), n))
                        .toList(),
                entries.entries().stream().map(Register.Entry::number).toList());
        refused(Code.MALFORMED_FIELD, () -> asking.register.of(clerk, new Register.Span(today.minusYears(2), today)));
    }

    private UUID receive(RequestForm form) {
        return asking.requests.receive(clerk, new Asked(asking.patient, null, form));
    }

    private static RequestForm with(RequestForm f, Proof mandate, String organization, String name) {
        return new RequestForm(
                f.requester(),
                name,
                organization,
                f.identity(),
                mandate,
                f.basisNote(),
                f.purpose(),
                f.forms(),
                f.scope(),
                null,
                null,
                f.contact(),
                f.way(),
                null,
                null);
    }

    private static Handed file(Handed h, String sha256, Long bytes) {
        return new Handed(
                h.step(),
                h.form(),
                h.what(),
                h.pages(),
                h.copies(),
                sha256,
                bytes,
                null,
                h.way(),
                h.handedTo(),
                h.proof());
    }

    private static void refused(Code code, Executable act) {
        refused(code, act, "");
    }

    private static void refused(Code code, Executable act, String why) {
        assertEquals(code, assertThrows(Refusal.class, act, why).code(), why);
    }
}
