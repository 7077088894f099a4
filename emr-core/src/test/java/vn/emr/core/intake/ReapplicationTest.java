package vn.emr.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.audit.AuditEvent.Actor;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.mapping.CodeKind;
import vn.emr.core.mapping.CodeMapping.Wanted;
import vn.emr.core.mapping.MappingRegister;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.record.VisitEvent;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.House;

/** A department code that was mapped later: stays find their ward, as a version that says who mapped it. */
class ReapplicationTest {
    private final House house = new House();
    private final Inbox inbox = house.inbox(List.of());
    private final Actor clerk = new Actor(ActorKind.PERSON, Ids.next(), "luutru", "RECORDS_CLERK", null, null, null);

    private final MappingRegister register = new MappingRegister(
            house.database, new AuditTrail(house.database), new Meanings(house.database), Clock.systemUTC());
    private final MappingRegister.Author author = new MappingRegister.Author(clerk, house.tenant);
    private final Reapplication again =
            new Reapplication(house.database, house.records, house.intake, inbox, Clock.systemUTC());

    @AfterEach
    void close() {
        house.mustBeWhole();
        house.close();
    }

    private void send(String id, Notice... notices) {
        inbox.receive(Talk.message(house.source, id, notices))
                .toCompletableFuture()
                .join();
    }

    private List<UUID> wards() {
        return house.database.query(
                "select department_id from department_stay order by stay_key", r -> r.uuid("department_id"));
    }

    private Wanted k99(String code) {
        return new Wanted(CodeKind.DEPARTMENT, null, "", "K99", "KHOA", code, "Khoa", null, null, null);
    }

    @Test
    void stays_in_a_department_nobody_knew_find_it_once_its_code_is_mapped() {
        send("1", Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V1", VisitEvent.ADMITTED, 1, "K99"));
        assertEquals(1, wards().size());
        assertEquals(null, wards().getFirst());
        register.make(author, k99("NOI"));
        assertEquals(1, again.visits(clerk, house.tenant));
        assertEquals(List.of(house.noi), wards());
        assertEquals(0, again.visits(clerk, house.tenant));
        assertEquals(0, again.messages(clerk, house.tenant));
        assertEquals(1, house.count("record_commit where actor_name = 'luutru' and why = 'department code mapped'"));
        // The code as sent stays with the stay.
        assertEquals(1, house.count("department_stay where department_code = 'K99'"));
    }

    @Test
    void a_code_that_was_mapped_wrongly_is_mapped_again_and_the_stays_follow() {
        UUID id = register.make(author, k99("NGOAI"));
        send("1", Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V1", VisitEvent.ADMITTED, 1, "K99"));
        assertEquals(List.of(house.ngoai), wards());
        register.change(author, id, 1, k99("NOI"));
        assertEquals(1, again.visits(clerk, house.tenant));
        assertEquals(List.of(house.noi), wards());
        register.remove(author, id, 2);
        assertEquals(0, again.visits(clerk, house.tenant), "a mapping that is gone moves nobody");
        assertEquals(List.of(house.noi), wards());
    }

    @Test
    void a_code_of_ours_stays_ours_whatever_is_mapped() {
        send("1", Talk.patient("A", 0, "Đặng Thị Ánh"), Talk.visit("A", "V1", VisitEvent.ADMITTED, 1, "NGOAI"));
        register.make(
                author, new Wanted(CodeKind.DEPARTMENT, null, "", "NGOAI", "KHOA", "NOI", "Khoa", null, null, null));
        assertEquals(0, again.visits(clerk, house.tenant));
        assertEquals(List.of(house.ngoai), wards());
    }
}
