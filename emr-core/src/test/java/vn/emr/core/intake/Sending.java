package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.record.Patient;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.store.Lookup;
import vn.emr.core.store.WorkingSet;
import vn.emr.core.testing.House;

/** A fresh record and one sender that speaks to it; afterwards history and current state must agree. */
abstract class Sending {
    House house;
    Inbox inbox;
    private final List<Notice[]> spoken = new ArrayList<>();

    @BeforeEach
    void open() {
        house = new House();
        inbox = house.inbox(List.of(new Spoken()));
    }

    @AfterEach
    void close() {
        assertEquals(List.of(), HistoryCheck.differences(house.database));
        assertEquals(List.of(), HistoryCheck.brokenCommits(house.database));
        assertEquals(0, HistoryCheck.untraced(house.database));
        house.close();
    }

    /** Reads again what was said in words kept aside: the bytes of a test message only name it. */
    private final class Spoken implements Translator {
        @Override
        public String format() {
            return "test";
        }

        @Override
        public Delivery read(byte[] bytes, String door, String peer, Sources sources) {
            int which = Integer.parseInt(new String(bytes, StandardCharsets.UTF_8));
            return message(which);
        }
    }

    private Delivery message(int which) {
        return Talk.message(house.source, "m" + which, "" + which, spoken.get(which));
    }

    Outcome send(Notice... notices) {
        spoken.add(notices);
        return inbox.receive(message(spoken.size() - 1)).toCompletableFuture().join();
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
        return house.database
                .first(
                        "select patient_id from patient_identifier where value = ? order by patient_id",
                        r -> r.uuid("patient_id"),
                        number)
                .orElseThrow();
    }

    Patient patient(String number) {
        return house.database.inTransaction(tx -> new WorkingSet(tx, house.tenant)
                .draft()
                .first(Lookup.byId(id(number)), Patient.class)
                .orElseThrow());
    }
}
