package vn.emr.core.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Scope;
import vn.emr.core.intake.Sources;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Declared;
import vn.emr.core.testing.House;
import vn.emr.core.testing.People;
import vn.emr.core.testing.Role;

/** Who asks from a cursor on misses nothing, sees nothing of another hospital, and only when set up for it. */
class ChangesTest {
    private final House house = new House();
    private Changes changes;
    private Caller his;

    @BeforeEach
    void open() {
        AuditTrail trail = new AuditTrail(house.database);
        house.settings(house.source, Declared.processor(Map.of()));
        changes = new Changes(
                new Outbox(house.database),
                Sources.only(house.source),
                new EgressGate(house.database, trail, Clock.systemUTC()),
                new Access(house.database, trail),
                trail,
                Clock.systemUTC());
        his = his(Scope.CHANGES_READ);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void asking_on_from_the_next_cursor_gives_every_change_once_and_asking_again_the_same() {
        List<UUID> mine = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            mine.add(change(house.tenant));
            change(Ids.next());
        }
        List<UUID> told = new ArrayList<>();
        String cursor = null;
        for (int page = 0; page < 4; page++) {
            Changes.Page next = changes.after(his, cursor, 7);
            assertEquals(next, changes.after(his, cursor, 7));
            next.events().forEach(e -> told.add(e.data().id()));
            cursor = next.next();
        }
        assertEquals(mine, told);
        assertEquals(List.of(), changes.after(his, cursor, 7).events());
        UUID later = change(house.tenant);
        assertEquals(
                later, changes.after(his, cursor, 7).events().getFirst().data().id());
        assertEquals(1, house.count("audit_event where object_kind = 'CHANGES'"));
    }

    @Test
    void a_key_without_the_scope_a_person_and_a_wrong_question_are_refused() {
        assertEquals(Code.MALFORMED_FIELD, refused(his, "1.x", 10));
        assertEquals(Code.MALFORMED_FIELD, refused(his, "99999999999999999999." + Ids.next(), 10));
        assertEquals(Code.MALFORMED_FIELD, refused(his, null, 0));
        assertEquals(Code.MALFORMED_FIELD, refused(his, null, 1001));
        assertEquals(Code.FORBIDDEN, refused(his(Scope.NOTICES_SEND), null, 10));
        assertEquals(
                Code.FORBIDDEN, refused(People.caller(house.tenant, house.facility, "bs.mau", Role.DOCTOR), null, 10));
    }

    private Caller his(Scope scope) {
        return Caller.source(
                house.source.id, house.tenant, house.facility, "HIS thử", Ids.next(), Set.of(scope), "127.0.0.1", "r1");
    }

    private Code refused(Caller caller, String after, int limit) {
        return assertThrows(Refusal.class, () -> changes.after(caller, after, limit))
                .code();
    }

    private UUID change(UUID tenant) {
        UUID noun = Ids.next();
        house.database.update(
                "insert into outbox (id, tenant_id, patient_id, kind, noun_id, version, commit_id, at) values (?, ?, ?, 'PATIENT', ?, 1, ?, now())",
                Ids.next(),
                tenant,
                Ids.next(),
                noun,
                Ids.next());
        return noun;
    }
}
