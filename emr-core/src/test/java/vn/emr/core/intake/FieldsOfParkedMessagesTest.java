package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.chart.ParkedList;
import vn.emr.core.record.ResultStatus;
import vn.emr.core.testing.House;
import vn.emr.core.testing.People;
import vn.emr.core.testing.Role;

/** A waiting message says where in it the fault is, in the words of its format, and nothing where nobody knows. */
class FieldsOfParkedMessagesTest {
    private final Spoken format = new Spoken() {
        @Override
        public Optional<String> place(AtFault what, String messageType) {
            return what == AtFault.STATED_AT ? Optional.empty() : Optional.of(messageType + "/" + what);
        }
    };
    private House house;
    private Inbox inbox;
    private Caller clerk;
    private int sent;

    @BeforeEach
    void open() {
        house = new House();
        inbox = house.inbox(List.of(format));
        clerk = People.caller(house.tenant, house.facility, "hoso", Role.RECORDS_CLERK);
    }

    @AfterEach
    void close() {
        house.mustBeWhole();
        house.close();
    }

    @Test
    void what_a_rule_found_is_named_by_its_place_in_the_format_of_the_message() {
        Outcome parked = take(says(Talk.report("X9", "R1", 1, ResultStatus.FINAL, "K", "4.1")));
        assertEquals(List.of("TEST^T01/PATIENT_NUMBER"), parked.fields());
        assertEquals(List.of("TEST^T01/PATIENT_NUMBER"), waiting(parked.inboundId()));
    }

    @Test
    void what_the_reader_named_stays_as_the_reader_said_it_within_limits() {
        Refusal refusal = new Refusal(Code.UNDECODABLE_TEXT, "no text", "MSH-18", "x".repeat(1_000));
        Outcome parked = take(unread(refusal));
        assertEquals(List.of("MSH-18", "x".repeat(200)), waiting(parked.inboundId()));
        Refusal many = new Refusal(
                Code.UNDECODABLE_TEXT,
                "no text",
                Collections.nCopies(50, "PID-5").toArray(String[]::new));
        assertEquals(10, waiting(take(unread(many)).inboundId()).size());
    }

    @Test
    void where_the_format_has_no_place_for_it_nothing_is_named() {
        int tomorrow = 60 * 24 * 366 * 20;
        Outcome parked = take(says(Talk.patient("A", tomorrow, "Đặng Thị Ánh")));
        assertEquals(Code.FUTURE_TIME, parked.code());
        assertEquals(List.of(), waiting(parked.inboundId()));
        assertEquals(
                List.of(),
                waiting(take(unread(new Refusal(Code.NOT_APPLICABLE, "no"))).inboundId()));
    }

    @Test
    void a_message_that_waits_for_another_reason_after_a_new_try_names_the_new_place() {
        Outcome parked = take(says(Talk.report("X9", "R1", 1, ResultStatus.FINAL, "K", "4.1")));
        house.database.update("update parked set code = 'NOT_APPLICABLE', fields = '[\"MSH-9\"]'");
        inbox.applyAgain(parked.inboundId(), "hoso").toCompletableFuture().join();
        assertEquals(List.of("TEST^T01/PATIENT_NUMBER"), waiting(parked.inboundId()));
        // The second goes behind what the first woke.
        take(says(Talk.patient("X9", 2, "Trần Thị Bình")));
        take(says(Talk.patient("X9", 2, "Trần Thị Bình")));
        assertEquals(0, house.count("parked where state = 'WAITING'"));
        assertEquals(1, house.count("parked where fields = '[\"TEST^T01/PATIENT_NUMBER\"]'"));
    }

    private List<String> waiting(UUID message) {
        return new ParkedList(house.database)
                .page(clerk, null, 50).items().stream()
                        .filter(item -> item.inboundId().equals(message))
                        .findFirst()
                        .orElseThrow()
                        .fields();
    }

    private Delivery says(Notice... notices) {
        return Talk.message(house.source, "m" + ++sent, notices);
    }

    private Delivery unread(Refusal refusal) {
        return Talk.refused(house.source, "m" + ++sent, "content " + sent, refusal);
    }

    private Outcome take(Delivery delivery) {
        return inbox.receive(format.keep(delivery)).toCompletableFuture().join();
    }
}
