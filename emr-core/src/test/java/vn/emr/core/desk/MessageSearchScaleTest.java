package vn.emr.core.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.MessageAccess;
import vn.emr.core.desk.MessageSearch.Asked;
import vn.emr.core.desk.MessageSearch.Standing;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.testing.Role;

/** A page of messages is there at once, whatever is asked, among two million. */
class MessageSearchScaleTest {
    private static final int MESSAGES = 2_000_000;
    private static final int SLOWEST_MS = 1_000;

    private final Hospital hospital = new Hospital();
    private final MessageAccess access =
            new MessageAccess(new Access(hospital.database, new AuditTrail(hospital.database)), hospital.database);
    private final MessageSearch search = new MessageSearch(hospital.database);
    private final Caller it = hospital.caller(Role.IT_ADMIN);

    @Test
    @Tag("trial")
    void every_way_of_asking_is_fast_among_two_million_messages() {
        UUID rare = fill();
        Map<String, Asked> questions = new LinkedHashMap<>();
        questions.put("newest", Asked.ANYTHING);
        questions.put("rare sender", asked(rare, null, null, null, null, null));
        questions.put("control id", asked(null, "C1999000", null, null, null, null));
        questions.put("common type", asked(null, null, "ADT^A08", null, null, null));
        questions.put("type nobody sends", asked(null, null, "ADT^A99", null, null, null));
        questions.put("type this sender never sends", asked(rare, null, "ADT^A99", null, null, null));
        questions.put("refused", asked(null, null, null, Standing.REFUSED, null, null));
        questions.put("reason nobody has", asked(null, null, null, null, Code.FUTURE_TIME, null));
        questions.put("waiting", asked(null, null, null, Standing.WAITING, null, null));
        questions.put("a long time ago", asked(null, null, null, null, null, Instant.parse("2026-01-02T00:00:00Z")));
        questions.forEach((name, asked) -> {
            long slowest = 0;
            int rows = 0;
            for (int i = 0; i < 3; i++) {
                long begun = System.nanoTime();
                rows = search.page(access.list(it, null, asked.filters()), asked)
                        .messages()
                        .size();
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                slowest = i == 0 ? took : Math.min(slowest, took);
            }
            System.out.printf("messages: %-20s %3d rows in %4d ms of %,d%n", name, rows, slowest, MESSAGES);
            assertTrue(slowest < SLOWEST_MS, name + " took " + slowest + " ms");
        });
        assertEquals(
                10,
                search.page(access.list(it, null, "source"), questions.get("rare sender"))
                        .messages()
                        .size());
    }

    private static Asked asked(
            UUID source, String controlId, String type, Standing outcome, Code code, Instant before) {
        return new Asked(null, null, source, controlId, type, outcome, code, null, before, null, 50);
    }

    /** Twenty senders through a year; the last one sent ten messages, long ago. Returns that one. */
    private UUID fill() {
        UUID last = null;
        for (int i = 0; i < 20; i++) {
            last = Ids.next();
            hospital.database.update("""
                    insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                    values (?, ?, ?, ?, 'LIS', 'lis', '*', 'BV')
                    """, last, hospital.tenant, hospital.facility, "LIS %02d".formatted(i));
        }
        hospital.database.update("""
                with sender as (select array_agg(id order by name) as ids from source where tenant_id = ?),
                made as (
                  insert into inbound (id, received_at, tenant_id, source_id, door, format, message_type, control_id,
                                       content_digest, size, body, outcome, code)
                  select gen_random_uuid(), timestamptz '2026-01-01' + n * interval '15 seconds', ?,
                         case when n <= 10 then ids[20] else ids[1 + n % 19] end, 'lis', 'hl7v2',
                         case when n % 3 = 0 then 'ADT^A08' else 'ORU^R01' end, 'C' || n,
                         sha256(int4send(n)), 600, convert_to(repeat('x', 600), 'UTF8'),
                         case when n % 1000 = 7 then 'REFUSED' when n % 10000 = 8 then 'PARKED' else 'APPLIED' end,
                         case when n % 1000 = 7 then 'MALFORMED_FIELD' when n % 10000 = 8 then 'UNKNOWN_PATIENT' end
                  from sender, generate_series(1, ?) as n
                  returning id, received_at, tenant_id, source_id, control_id, content_digest, outcome)
                , waiting as (
                  insert into parked (inbound_id, received_at, tenant_id, source_id, message_type, code, changed_at)
                  select id, received_at, tenant_id, source_id, 'ORU^R01', 'UNKNOWN_PATIENT', now() from made
                  where outcome = 'PARKED')
                insert into inbound_key (tenant_id, source_id, control_id, content_digest, inbound_id, received_at)
                select tenant_id, source_id, control_id, content_digest, id, received_at from made
                """, hospital.tenant, hospital.tenant, MESSAGES);
        hospital.asOwner("analyze inbound");
        hospital.asOwner("analyze inbound_key");
        return last;
    }
}
