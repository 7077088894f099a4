package vn.emr.core.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.Networks;
import vn.emr.core.access.Part;
import vn.emr.core.chart.PatientSearch;
import vn.emr.core.disclosure.GuestAccess.Asked;
import vn.emr.core.disclosure.GuestAccess.Ended;
import vn.emr.core.disclosure.Requests.Noted;
import vn.emr.core.testing.Role;

/** To whom, from when and until when an approved request is opened, and how it ends. */
class GuestOpeningTest extends Guesting {
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
        assertEquals(
                List.of(), new GuestAccess(outside, new ListAccess(outside), steps, hospital.database).opened(guest));
        assertEquals(1, guests.opened(guest).size());
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
                                    asking.lists.search(guest, guest.purpose(), null),
                                    new PatientSearch.Asked(text, null, null, null, null))
                            .patients());
        }
        asking.requests.close(clerk, id, new Noted(asking.step(id), "Xong"));
        assertEquals(List.of(), guests.opened(guest));
        refused(Code.FORBIDDEN, () -> guests.opened(hospital.caller(Role.IT_ADMIN)));
    }

    @Test
    void of_two_requests_that_are_opened_to_an_account_at_once_one_is() throws Exception {
        List<UUID> two = List.of(
                approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of()),
                approved(Set.of(Form.READ), EnumSet.allOf(Part.class), List.of()));
        try (ExecutorService people = Executors.newFixedThreadPool(2)) {
            List<Future<?>> openings = new ArrayList<>();
            two.forEach(id -> openings.add(people.submit(() -> opened(id, false))));
            for (Future<?> one : openings) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    assertEquals(Code.CONFLICT, ((Refusal) e.getCause()).code());
                }
            }
        }
        assertEquals(1, guests.opened(guest).size());
    }
}
