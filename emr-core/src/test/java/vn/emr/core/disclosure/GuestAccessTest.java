package vn.emr.core.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Explanation;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Networks;
import vn.emr.core.access.Part;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Feeds;
import vn.emr.core.chart.PatientSearch;
import vn.emr.core.disclosure.Decisions.Decided;
import vn.emr.core.disclosure.GuestAccess.Asked;
import vn.emr.core.disclosure.GuestAccess.Ended;
import vn.emr.core.disclosure.Requests.Noted;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.Role;

/** Somebody from outside to whom an approved request was opened: what they see, for how long, and everything they do not. */
class GuestAccessTest {
    private final Asking asking = new Asking(Clock.systemUTC());
    private final Hospital hospital = asking.hospital;
    private final Access access = asking.access;
    private final Caller clerk = asking.clerk;
    private final UUID account = hospital.account("thanhtra", "x", Role.INSPECTOR);
    private final Caller guest = hospital.caller(account, Role.INSPECTOR);
    private final GuestAccess guests = at(Clock.systemUTC());
    private final BlobStore blobs = new BlobStore("target/test-data/guests", hospital.database);
    private final Charts charts =
            new Charts(hospital.database, blobs, new Feeds(hospital.database), new Meanings(hospital.database));
    private final UUID other = asking.stayed(asking.patient, State.ARCHIVED);
    private UUID report;
    private UUID foreignReport;
    private UUID document;

    @BeforeEach
    void record() {
        report = reportOf(asking.visit);
        foreignReport = reportOf(other);
        reportOf(null);
        hospital.condition(asking.patient, asking.visit, "J18", "Viêm phổi");
        hospital.condition(asking.patient, other, "K35", "Viêm ruột thừa");
        hospital.condition(asking.patient, null, "I10", "Tăng huyết áp");
        hospital.order(asking.patient, asking.visit, "LAB");
        hospital.order(asking.patient, other, "LAB");
        byte[] paper = "giấy".getBytes(StandardCharsets.UTF_8);
        document = hospital.document(asking.patient, asking.visit, "text/plain", blobs.put(paper), paper.length);
        hospital.study(asking.patient);
    }

    @Test
    void a_guest_sees_the_visit_of_the_decision_and_nothing_of_others_or_of_none() {
        forbidden(() -> open(guest));
        UUID id = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        forbidden(() -> open(guest));
        opened(id, false);
        Charts.Chart chart = charts.chart(open(guest), asking.patient);
        assertEquals(
                List.of(asking.visit),
                chart.encounters().stream().map(v -> v.id()).toList());
        assertEquals(
                List.of(1, 1, 1, 1, 0),
                List.of(
                        chart.conditions().size(),
                        chart.reports().size(),
                        chart.orders().size(),
                        chart.documents().size(),
                        chart.studies().size()));
        assertEquals(1, charts.laboratory(open(guest), 365).dates().size());
        assertEquals(report, charts.report(open(guest), report).id());
        missing(() -> charts.report(open(guest), foreignReport));
        missing(() -> access.report(open(guest), foreignReport));
        assertEquals(asking.page.page(clerk, id).number(), chart.guest().request());
        assertFalse(chart.guest().prints());
        UUID somebody = hospital.patient("Người Khác");
        forbidden(() -> access.open(guest, guest.purpose(), somebody));
        Caller colleague = hospital.caller(hospital.account("thanhtra2", "x", Role.INSPECTOR), Role.INSPECTOR);
        forbidden(() -> open(colleague));
    }

    @Test
    void parts_that_the_decision_does_not_name_are_in_no_list() {
        opened(approved(Set.of(Form.READ), EnumSet.of(Part.RESULTS), List.of()), false);
        Charts.Chart chart = charts.chart(open(guest), asking.patient);
        assertEquals(
                List.of(0, 1, 0, 0),
                List.of(
                        chart.conditions().size(),
                        chart.reports().size(),
                        chart.orders().size(),
                        chart.documents().size()));
        assertEquals(0, charts.treatment(open(guest)).notes().items().size());
        missing(() -> charts.document(open(guest), document));
        missing(() -> access.document(open(guest), document));
    }

    @Test
    void who_may_read_does_not_print_and_who_may_print_changes_nothing() {
        opened(approved(Set.of(Form.READ, Form.COPY), EnumSet.allOf(Part.class), List.of()), false);
        forbidden(() -> access.allow(open(guest), Right.RECORD_PRINT, null));
        Caller second = hospital.caller(hospital.account("thanhtra2", "x", Role.INSPECTOR), Role.INSPECTOR);
        UUID printing = approved(Set.of(Form.READ, Form.COPY), EnumSet.allOf(Part.class), List.of());
        guests.open(clerk, printing, new Asked(asking.step(printing), "thanhtra2", null, tomorrow(), true));
        asking.stayed(asking.patient, State.IN_TREATMENT);
        access.allow(open(second), Right.RECORD_PRINT, null);
        for (Right right : EnumSet.complementOf(EnumSet.of(Right.PATIENT_READ, Right.RECORD_PRINT))) {
            if (right.ofRecord()) {
                forbidden(() -> access.allow(open(second), right, asking.visit));
            }
        }
        UUID readOnly = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        refused(
                Code.NOT_APPLICABLE,
                () -> guests.open(
                        clerk, readOnly, new Asked(asking.step(readOnly), "thanhtra2", null, tomorrow(), true)));
    }

    @Test
    void it_ends_by_itself_begins_not_before_its_time_and_ends_at_once_when_it_is_taken_back() {
        UUID id = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        Instant now = Instant.now();
        Clock before = Clock.offset(Clock.systemUTC(), Duration.ofDays(-2));
        at(before).open(clerk, id, new Asked(asking.step(id), "thanhtra", null, now.minusSeconds(1), false));
        forbidden(() -> open(guest));
        guests.open(clerk, id, new Asked(asking.step(id), "thanhtra", now.plusSeconds(3_600), tomorrow(), false));
        forbidden(() -> open(guest));
        UUID later = asking.page.page(clerk, id).guests().getFirst().id();
        guests.end(clerk, id, later, new Ended(asking.step(id), "Đổi ngày"));
        opened(id, false);
        assertEquals(asking.patient, open(guest).patientId());
        UUID lasting = asking.page.page(clerk, id).guests().getFirst().id();
        refused(Code.REQUIRED_FIELD_MISSING, () -> guests.end(clerk, id, lasting, new Ended(asking.step(id), " ")));
        guests.end(asking.director, id, lasting, new Ended(asking.step(id), "Xong việc"));
        forbidden(() -> open(guest));
        refused(Code.CONFLICT, () -> guests.end(clerk, id, lasting, new Ended(asking.step(id), "Nữa")));
        assertEquals(3 + 2, hospital.audits("RIGHTS"), "each opening and each taking back is traced");
    }

    @Test
    void closing_the_request_ends_what_was_opened_of_it() {
        UUID id = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        opened(id, false);
        open(guest);
        asking.requests.close(clerk, id, new Noted(asking.step(id), "Xong"));
        forbidden(() -> open(guest));
        assertFalse(asking.page.page(clerk, id).guests().getFirst().lasts());
    }

    @Test
    void only_an_approved_reading_is_opened_to_an_account_of_outsiders_within_the_approval_and_never_to_oneself() {
        UUID waiting = asking.received(Requester.INSPECTOR, Form.READ);
        refused(Code.CONFLICT, () -> opened(waiting, false));
        UUID copies = approved(Set.of(Form.COPY), EnumSet.allOf(Part.class), List.of());
        refused(Code.NOT_APPLICABLE, () -> opened(copies, false));
        UUID id = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        for (String nobody : List.of("giamdoc", "luutru", "không-có")) {
            refused(
                    Code.NOT_APPLICABLE,
                    () -> guests.open(clerk, id, new Asked(asking.step(id), nobody, null, tomorrow(), false)));
        }
        Instant late = Instant.now().plus(Duration.ofDays(40));
        refused(
                Code.NOT_APPLICABLE,
                () -> guests.open(clerk, id, new Asked(asking.step(id), "thanhtra", null, late, false)));
        refused(
                Code.MALFORMED_FIELD,
                () -> guests.open(
                        clerk,
                        id,
                        new Asked(
                                asking.step(id), "thanhtra", null, Instant.now().minusSeconds(9), false)));
        forbidden(() ->
                guests.open(asking.director, id, new Asked(asking.step(id), "thanhtra", null, tomorrow(), false)));
        Caller both = hospital.with(
                account, List.of(Role.RECORDS_CLERK.of(hospital.facility), Role.INSPECTOR.of(hospital.facility)));
        refused(
                Code.NOT_APPLICABLE,
                () -> guests.open(both, id, new Asked(asking.step(id), "thanhtra", null, tomorrow(), false)));
        opened(id, false);
        UUID again = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        refused(Code.CONFLICT, () -> opened(again, false));
    }

    @Test
    void a_guest_who_comes_from_outside_the_networks_of_the_hospital_reads_nothing() {
        opened(approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of()), false);
        Access inside = new Access(hospital.database, asking.trail, new Networks(Optional.of("127.0.0.0/8")));
        Access outside = new Access(hospital.database, asking.trail, new Networks(Optional.of("10.0.0.0/8")));
        assertEquals(
                asking.patient,
                inside.open(guest, guest.purpose(), asking.patient).patientId());
        forbidden(() -> outside.open(guest, guest.purpose(), asking.patient));
        Steps steps = new Steps(outside, hospital.database, asking.trail, Clock.systemUTC());
        assertEquals(List.of(), new GuestAccess(outside, steps, hospital.database).opened(guest));
        assertEquals(1, guests.opened(guest).size());
    }

    @Test
    void what_labels_hide_is_shown_to_a_guest_only_when_the_decision_names_it() {
        UUID label = asking.label("VIOLENCE", "ENCOUNTER", asking.visit, "DIRECTOR", "RECORDS_CLERK", "INSPECTOR");
        UUID whole =
                asking.label("PROTECTED_PERSON", "PATIENT", asking.patient, "DIRECTOR", "RECORDS_CLERK", "INSPECTOR");
        refused(Code.NOT_APPLICABLE, () -> approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of(label)));
        UUID one = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of(whole));
        opened(one, false);
        assertEquals(0, charts.chart(open(guest), asking.patient).encounters().size());
        assertFalse(open(guest).masks().isEmpty());
        asking.requests.close(clerk, one, new Noted(asking.step(one), "Xong"));
        opened(approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of(whole, label)), false);
        assertEquals(1, charts.chart(open(guest), asking.patient).encounters().size());
        assertEquals(List.of(), open(guest).masks());
        asking.label("STAFF", "PATIENT", asking.patient, "DIRECTOR", "RECORDS_CLERK", "INSPECTOR");
        forbidden(() -> open(guest), "a label put later closes what was open");
    }

    @Test
    void who_cares_for_the_patient_anyway_is_no_guest_and_gets_nothing_more() {
        UUID student = hospital.account("hocvien", "x", Role.STUDENT, asking.ward);
        UUID running = asking.stayed(asking.patient, State.IN_TREATMENT);
        UUID id = approved(Set.of(Form.READ, Form.COPY), EnumSet.allOf(Part.class), List.of());
        guests.open(clerk, id, new Asked(asking.step(id), "hocvien", null, tomorrow(), true));
        Grant grant = open(hospital.caller(student, Role.STUDENT, asking.ward));
        assertEquals(
                List.of(running),
                charts.chart(grant, asking.patient).encounters().stream()
                        .map(v -> v.id())
                        .toList());
        forbidden(() -> access.allow(grant, Right.RECORD_PRINT, null));
        assertEquals(null, grant.request());
    }

    @Test
    void every_line_of_a_guest_names_the_request_and_so_does_the_explanation() {
        UUID id = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        opened(id, false);
        String number = asking.page.page(clerk, id).number();
        Grant grant = open(guest);
        access.section(grant, "LABORATORY");
        access.report(grant, report);
        List<String> details = hospital.database.query(
                "select distinct detail from audit_event where actor_id = ? and success order by 1",
                row -> row.text("detail"),
                account);
        assertEquals(List.of("INSPECTOR:DISCLOSED " + number, "request " + number), details);
        asking.requests.close(clerk, id, new Noted(asking.step(id), "Xong"));
        UUID second = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        opened(second, false);
        access.section(open(guest), "LABORATORY");
        assertEquals(
                4,
                hospital.database
                        .first(
                                "select count(distinct detail)::int as n from audit_event where actor_id = ? and success",
                                row -> row.integer("n"),
                                account)
                        .orElseThrow(),
                "the second request has lines of its own, though the session is the same");
        number = asking.page.page(clerk, second).number();
        Caller reviewer = hospital.caller(Role.QUALITY_OFFICER);
        Explanation.Explained explained = new Explanation(access, hospital.database).explain(reviewer, account, "BN1");
        assertTrue(explained.canOpen());
        assertEquals(number, explained.ways().getFirst().request());
    }

    @Test
    void the_page_of_a_guest_lists_what_is_open_and_no_search_or_list_of_people_does() {
        assertEquals(List.of(), guests.opened(guest));
        UUID id = approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of());
        opened(id, false);
        GuestAccess.OpenRecord one = guests.opened(guest).getFirst();
        assertEquals("BN1", one.patientNumber());
        assertEquals(List.of(), guests.opened(hospital.caller(Role.INSPECTOR)));
        PatientSearch search = new PatientSearch(hospital.database);
        for (String text : List.of("", "BN1", "nguyen", "da ra vien")) {
            assertEquals(
                    List.of(),
                    search.page(
                                    access.search(guest, guest.purpose(), null),
                                    new PatientSearch.Asked(text, null, null, null, null))
                            .patients());
        }
        asking.requests.close(clerk, id, new Noted(asking.step(id), "Xong"));
        assertEquals(List.of(), guests.opened(guest));
        refused(Code.FORBIDDEN, () -> guests.opened(hospital.caller(Role.IT_ADMIN)));
    }

    @Test
    void who_cares_for_the_patient_is_not_told_to_a_guest() {
        opened(approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of()), false);
        forbidden(() -> access.noGuest(open(guest), "CARE_TEAM"));
        access.noGuest(access.open(clerk, clerk.purpose(), asking.patient), "CARE_TEAM");
    }

    private GuestAccess at(Clock clock) {
        return new GuestAccess(access, new Steps(access, hospital.database, asking.trail, clock), hospital.database);
    }

    private Grant open(Caller caller) {
        return access.open(caller, caller.purpose(), asking.patient);
    }

    private UUID approved(Set<Form> forms, Set<Part> parts, List<UUID> labels) {
        UUID id = asking.received(Requester.INSPECTOR, forms.toArray(Form[]::new));
        Decided all = asking.approval(id, asking.visit, forms.toArray(Form[]::new));
        asking.decisions.decide(
                asking.director,
                id,
                new Decided(
                        all.step(),
                        all.outcome(),
                        forms,
                        all.visits(),
                        false,
                        parts,
                        labels,
                        LocalDate.now(Steps.VIETNAM).plusDays(30),
                        null));
        return id;
    }

    private void opened(UUID id, boolean prints) {
        guests.open(clerk, id, new Asked(asking.step(id), "thanhtra", null, tomorrow(), prints));
    }

    private static Instant tomorrow() {
        return Instant.now().plus(Duration.ofDays(1));
    }

    private UUID reportOf(UUID visit) {
        UUID id = Ids.next();
        Instant at = Instant.now().minus(Duration.ofHours(1 + hospital.audits("CREATE")));
        hospital.commit(hospital.report(
                id,
                1,
                asking.patient,
                visit,
                at,
                List.of(Hospital.value(1, "GLU", "Glucose", "5.0", "mmol/L", "3.9", "6.4", "N", at))));
        return id;
    }

    private void forbidden(Executable act) {
        forbidden(act, "");
    }

    private void forbidden(Executable act, String why) {
        int before = hospital.audits("REFUSED");
        assertEquals(Code.FORBIDDEN, assertThrows(Refusal.class, act, why).code(), why);
        assertEquals(before + 1, hospital.audits("REFUSED"), "traced once");
    }

    private static void missing(Executable act) {
        refused(Code.NOT_FOUND, act);
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
