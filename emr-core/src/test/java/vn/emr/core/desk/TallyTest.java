package vn.emr.core.desk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Ids;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Secrets;
import vn.emr.core.desk.Conformance.Fault;
import vn.emr.core.intake.Traffic;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.testing.House;
import vn.emr.core.testing.People;
import vn.emr.core.testing.Role;

class TallyTest {
    /** Ten in the morning in the hospital. */
    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private House house;
    private Caller it;
    private Tally tally;

    @BeforeEach
    void open() {
        house = new House();
        tally = new Tally(house.database, clock);
        it = People.caller(house.tenant, house.facility, "quantri", Role.IT_ADMIN);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void every_message_is_counted_once_whenever_it_is_counted() {
        for (int minutes = 1; minutes < 3000; minutes += 100) {
            message(house.source.id, minutes, minutes % 300 == 1 ? "PARKED" : "APPLIED", "[]");
        }
        SenderTraffic traffic = traffic();
        SenderTraffic.Sender before = traffic.one(it, house.source.id).orElseThrow();
        tally.count();
        SenderTraffic.Sender counted = traffic.one(it, house.source.id).orElseThrow();
        tally.count();
        assertEquals(before, counted);
        assertEquals(counted, traffic.one(it, house.source.id).orElseThrow());
        assertEquals(20, counted.week().applied());
        assertEquals(10, counted.week().parked());
        assertEquals(1 / 3.0, counted.week().errorRate(), 1e-9);
        // Midnight in the hospital was ten hours ago.
        assertEquals(6, counted.today().applied() + counted.today().parked());
        assertEquals(NOW.minus(Duration.ofMinutes(1)), counted.lastMessageAt());
        assertEquals(
                30,
                counted.hours().stream()
                        .mapToLong(h -> h.applied() + h.parked() + h.refused())
                        .sum());
        assertNull(counted.answers(), "nothing was answered by this server");
        assertEquals(1, traffic.all(it).size());
    }

    @Test
    void unregistered_senders_are_counted_together_and_shown_once_they_sent_something() {
        message(null, 10, "REFUSED", "[]");
        tally.count();
        List<SenderTraffic.Sender> all = traffic().all(it);
        assertEquals(2, all.size());
        SenderTraffic.Sender nobody =
                all.stream().filter(s -> s.name() == null).findFirst().orElseThrow();
        assertEquals(IntakeStore.NO_SOURCE, nobody.id());
        assertEquals(1, nobody.today().refused());
    }

    @Test
    void the_same_fault_is_one_line_with_its_field_first_and_last_time_and_an_example() {
        UUID older = message(
                house.source.id, 600, "APPLIED", "[\"OBX[3]-14 is not a time that can be read; it is left out\"]");
        UUID newer = message(
                house.source.id,
                60,
                "APPLIED",
                "[\"OBX[17]-14 is not a time that can be read; it is left out\", \"MSH-12 names no version; read as 2.5\"]");
        message(house.source.id, 50, "APPLIED", "[\"OBSERVATIONS_DIFFER: 5 in, 4 kept\"]");
        message(house.source.id, 40, "APPLIED", "[\"OBSERVATIONS_DIFFER: 12 in, 11 kept\"]");
        message(house.source.id, 30, "APPLIED", "[\"/items/7/patient/identifiers/0/value: 9 digits: kept as CMND\"]");
        UUID refused = message(house.source.id, 20, "REFUSED", "[]");
        tally.count();
        Conformance.Report report = new Conformance(house.database, clock).of(it, house.source.id, 30);
        assertEquals(6, report.messages());
        assertFalse(report.faults().stream().anyMatch(f -> f.exampleId().equals(older)));
        Fault time = fault(report, "OBX-14");
        assertEquals("OBX-14 is not a time that can be read; it is left out", time.fault());
        assertEquals(2, time.messages());
        assertEquals(NOW.minus(Duration.ofMinutes(600)), time.firstAt());
        assertEquals(newer, time.exampleId());
        assertEquals(
                "MSH-12 names no version; read as 2.5", fault(report, "MSH-12").fault());
        assertEquals(2, fault(report, "").messages());
        assertEquals("OBSERVATIONS_DIFFER: # in, # kept", fault(report, "").fault());
        assertEquals(1, fault(report, "/items/patient/identifiers/value").messages());
        Fault sender = fault(report, "MSH-9");
        assertEquals("REFUSED", sender.kind());
        assertEquals("NOT_ALLOWED_FOR_SENDER: not this type", sender.fault());
        assertEquals(refused, sender.exampleId());
    }

    @Test
    void a_waiting_message_is_at_fault_where_the_parked_list_says_and_other_formats_have_no_place_of_hl7() {
        UUID waits = message("notice-1.0", house.source.id, 20, "PARKED", "[]");
        message("notice-1.0", house.source.id, 10, "REFUSED", "[]");
        house.database.update("""
                insert into parked (inbound_id, received_at, tenant_id, source_id, message_type, code, changed_at, fields)
                select id, received_at, tenant_id, source_id, message_type, code, received_at, '["/visit/stays/3/key"]' from inbound
                where id = ?
                """, waits);
        tally.count();
        Conformance.Report report = new Conformance(house.database, clock).of(it, house.source.id, 30);
        assertEquals(waits, fault(report, "/visit/stays/key").exampleId());
        assertEquals("REFUSED", fault(report, "").kind());
    }

    @Test
    void a_copy_corrected_by_a_person_is_not_the_senders() {
        UUID copy = message(
                house.source.id, 20, "APPLIED", "[\"PID-8 has a letter that is not in its table; it is left out\"]");
        house.database.update("""
                insert into correction (inbound_id, tenant_id, corrects_id, at, actor_id, actor_name, reason)
                values (?, ?, ?, now(), ?, 'hoso', 'sai mã')
                """, copy, house.tenant, Ids.next(), Ids.next());
        tally.count();
        assertEquals(0, house.count("fault_day"));
        assertEquals(0, house.count("traffic_hour"));
    }

    @Test
    void what_is_younger_than_two_minutes_is_counted_later() {
        message(house.source.id, 1, "APPLIED", "[]");
        message(house.source.id, 60, "APPLIED", "[]");
        tally.count();
        assertEquals(1, house.count("traffic_hour"));
        assertEquals(2, traffic().one(it, house.source.id).orElseThrow().today().applied());
    }

    @Test
    void no_cell_of_the_csv_is_a_formula() {
        Fault fault = new Fault("REMARK", "=1+1", "@SUM(A1), \"x\"", 3, NOW, NOW, Ids.next());
        String csv = Conformance.csv(new Conformance.Report(house.source.id, 30, 3, NOW, List.of(fault)));
        assertTrue(csv.startsWith("\uFEFFkind,field,"));
        assertTrue(csv.contains("REMARK,'=1+1,\"'@SUM(A1), \"\"x\"\"\",3,20/11/2026 10:00,"), csv);
        for (String dangerous : List.of("=", "+", "-", "@", "\t", "\r")) {
            assertTrue(Csv.line(dangerous + "x").replace("\"", "").startsWith("'"), dangerous);
        }
        assertEquals("a,b\r\n", Csv.line("a", "b"));
    }

    private static Fault fault(Conformance.Report report, String field) {
        return report.faults().stream()
                .filter(f -> f.field().equals(field))
                .findFirst()
                .orElseThrow();
    }

    private SenderTraffic traffic() {
        return new SenderTraffic(house.database, new Traffic(), clock);
    }

    private UUID message(UUID source, int minutesAgo, String outcome, String remarks) {
        return message("hl7v2", source, minutesAgo, outcome, remarks);
    }

    private UUID message(String format, UUID source, int minutesAgo, String outcome, String remarks) {
        UUID id = Ids.next();
        boolean applied = outcome.equals("APPLIED");
        house.database.update(
                """
                insert into inbound (id, received_at, tenant_id, source_id, door, format, message_type, control_id,
                                     content_digest, size, body, outcome, code, detail, remarks)
                values (?, ?, ?, ?, 'lis', ?, 'ORU^R01', 'C', ?, 1, 'x', ?, ?, ?, ?::jsonb)
                """,
                id,
                NOW.minus(Duration.ofMinutes(minutesAgo)),
                house.tenant,
                source,
                format,
                Secrets.sha256("" + id),
                outcome,
                applied ? null : "NOT_ALLOWED_FOR_SENDER",
                applied ? null : "not this type",
                remarks);
        return id;
    }
}
