package vn.emr.core.intake;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.record.Patient;
import vn.emr.core.testing.House;

/** A fresh record and one sender that speaks to it; afterwards history and current state must agree. */
abstract class Sending {
    House house;
    Inbox inbox;
    private final Spoken spoken = new Spoken();
    private int sent;

    @BeforeEach
    void open() {
        house = new House();
        inbox = house.inbox(List.of(spoken));
    }

    @AfterEach
    void close() {
        house.mustBeWhole();
        house.close();
    }

    /** Each message has a control id and a content of its own. */
    Outcome send(Notice... notices) {
        int which = sent++;
        return send(Talk.message(house.source, "m" + which, "" + which, notices));
    }

    Outcome send(String controlId, Notice... notices) {
        return send(message(controlId, notices));
    }

    Outcome send(Delivery message) {
        return inbox.receive(spoken.keep(message)).toCompletableFuture().join();
    }

    /** A message that can be read, and was not sent yet; what says the same has the same content. */
    Delivery message(String controlId, Notice... notices) {
        return spoken.keep(Talk.message(house.source, controlId, notices));
    }

    /** Woken messages go before whatever is sent later about the same people; one may wake another. */
    void settle(String... numbers) {
        for (int i = 0; i < 3; i++) {
            for (String number : numbers) {
                send(Talk.patient(number, 0, "Đặng Thị Ánh"));
            }
        }
    }

    UUID id(String number) {
        return house.patientId(number);
    }

    Patient patient(String number) {
        return house.patient(number);
    }
}
