package vn.emr.core.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.emr.core.Refusal;
import vn.emr.core.disclosure.RequestList.Asked;
import vn.emr.core.disclosure.RequestList.Line;
import vn.emr.core.disclosure.RequestList.Page;
import vn.emr.core.disclosure.RequestList.Which;
import vn.emr.core.disclosure.Requests.Noted;

class RequestListTest {
    private final Asking asking = new Asking(Clock.systemUTC());

    @Test
    void every_list_pages_to_its_end_without_repeating_and_in_its_order() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(asking.received(i % 2 == 0 ? Requester.COURT : Requester.PATIENT, Form.COPY));
        }
        UUID closed = all.getFirst();
        asking.requests.askForPapers(asking.clerk, closed, new Noted(1, "Thiếu giấy"));
        asking.requests.close(asking.clerk, closed, new Noted(2, "Rút yêu cầu"));
        assertEquals(Set.copyOf(all.subList(1, 7)), Set.copyOf(pages(Which.OPEN)));
        assertEquals(all.reversed(), pages(Which.ALL));
        assertEquals(List.of(closed), pages(Which.CLOSED));
        assertEquals(List.of(), pages(Which.OVERDUE));
        for (String wrong : List.of("x", "2026-13-45_" + closed, "0000-01-01_" + closed, "2026-00001")) {
            assertThrows(
                    Refusal.class, () -> asking.list.page(asking.clerk, new Asked("", Which.OPEN, wrong, null)), wrong);
        }
    }

    @Test
    void who_decides_sees_how_many_wait_but_not_their_own_and_what_is_late() {
        asking.received(Requester.COURT, Form.COPY);
        assertEquals(1, asking.list.waiting(asking.director).toDecide());
        assertEquals(0, asking.list.waiting(asking.clerk).toDecide());
        assertEquals(0, asking.list.waiting(asking.director).overdue());
        Asking later = asking;
        RequestList in20Days = new RequestList(
                later.access,
                later.lists,
                new Steps(
                        later.access,
                        later.hospital.database,
                        later.trail,
                        Clock.offset(Clock.systemUTC(), Duration.ofDays(20))),
                later.hospital.database);
        assertEquals(1, in20Days.waiting(asking.director).overdue());
        Line late = in20Days.page(asking.clerk, new Asked(null, Which.OVERDUE, null, null))
                .requests()
                .getFirst();
        assertTrue(late.overdue());
    }

    @Test
    void requests_are_found_without_accents_by_who_asks_by_the_patient_and_by_whole_numbers_only() {
        UUID id = asking.received(Requester.COURT, Form.COPY);
        String number = asking.page.page(asking.clerk, id).number();
        for (String text : List.of("tran van", "HỎI", "toa an", "da ra vien", "bn1", number)) {
            assertEquals(1, found(text), text);
        }
        for (String text : List.of("BN", number.substring(0, 8), "%", "_", "không có", "a'b\\")) {
            assertEquals(0, found(text), text);
        }
    }

    @Test
    void a_person_whose_record_a_label_closes_is_in_no_list_count_or_register() {
        asking.received(Requester.COURT, Form.COPY);
        asking.label("PROTECTED_PERSON", "PATIENT", asking.patient, "DIRECTOR");
        assertEquals(0, found(""));
        assertEquals(0, asking.list.waiting(asking.clerk).overdue());
        assertEquals(1, asking.list.waiting(asking.director).toDecide());
        java.time.LocalDate today = java.time.LocalDate.now(Steps.VIETNAM);
        assertEquals(
                List.of(),
                asking.register
                        .of(asking.clerk, new Register.Span(today, today))
                        .entries());
    }

    @Test
    void the_requests_about_one_person_stand_with_the_chart() {
        UUID id = asking.received(Requester.PATIENT, Form.COPY);
        List<Line> about = asking.list.about(
                asking.clerk, asking.access.open(asking.clerk, asking.clerk.purpose(), asking.patient));
        assertEquals(List.of(id), about.stream().map(Line::id).toList());
        assertEquals("BN1", about.getFirst().patientNumber());
    }

    @Test
    void the_register_says_on_which_paper_somebody_asked_and_what_they_were_given() {
        UUID id = asking.received(Requester.COURT, Form.COPY);
        asking.received(Requester.PATIENT, Form.SUMMARY);
        asking.decisions.decide(asking.director, id, asking.approval(id, asking.visit, Form.COPY));
        asking.deliveries.deliver(asking.clerk, id, asking.handed(id, Form.COPY));
        asking.deliveries.deliver(asking.clerk, id, asking.handed(id, Form.COPY));
        LocalDate today = LocalDate.now(Steps.VIETNAM);
        List<Register.Entry> entries = asking.register
                .of(asking.clerk, new Register.Span(today, today))
                .entries();
        Register.Given given = new Register.Given(today, Form.COPY, "Trần Văn Hỏi");
        assertEquals(List.of(given, given), entries.getFirst().given());
        assertEquals(
                new Proof("CCCD", "001058000001", null, null),
                entries.getFirst().identity());
        assertEquals("giamdoc", entries.getFirst().decidedBy());
        assertEquals(List.of(), entries.getLast().given());
    }

    private int found(String text) {
        return asking.list
                .page(asking.clerk, new Asked(text, Which.OPEN, null, null))
                .requests()
                .size();
    }

    private List<UUID> pages(Which which) {
        List<UUID> all = new ArrayList<>();
        String cursor = null;
        do {
            Page page = asking.list.page(asking.clerk, new Asked("", which, cursor, 2));
            page.requests().forEach(line -> all.add(line.id()));
            cursor = page.next();
        } while (cursor != null);
        return all;
    }
}
