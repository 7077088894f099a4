package vn.emr.core.desk;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.MessageAccess;
import vn.emr.core.access.Secrets;
import vn.emr.core.desk.MessageSearch.Asked;
import vn.emr.core.desk.MessageSearch.Found;
import vn.emr.core.desk.MessageSearch.Standing;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.store.AuditTrail;

/** A hospital with thirty-two kept messages of two senders: applied, refused and one that waits. */
abstract class KeptMessages {
    static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
    static Hospital hospital;
    static UUID ward;
    static UUID lis;
    static UUID his;
    private static MessageAccess access;
    private static MessageSearch search;
    static List<UUID> inOrder;
    static UUID filed;
    static UUID waiting;

    @BeforeAll
    static void messages() {
        hospital = new Hospital();
        inOrder = new ArrayList<>();
        ward = hospital.department("NOI");
        access = new MessageAccess(new Access(hospital.database, new AuditTrail(hospital.database)), hospital.database);
        search = new MessageSearch(hospital.database);
        lis = source("LIS 1");
        his = source("HIS 1");
        for (int i = 0; i < 30; i++) {
            String outcome = i % 10 == 3 ? "REFUSED" : "APPLIED";
            UUID id = message(i % 3 == 0 ? his : lis, i, i % 3 == 0 ? "ADT^A08" : "ORU^R01", "C" + i, outcome);
            inOrder.addFirst(id);
        }
        inOrder.addFirst(message(null, 30, "ORU^R01", "C30", "REFUSED"));
        waiting = message(lis, 31, "ORU^R01", "C31", "PARKED");
        inOrder.addFirst(waiting);
        UUID patient = hospital.patient("Nguyễn Văn Tìm", "BN-1", null, List.of());
        UUID visit = hospital.stay(patient, ward, null, null, false);
        hospital.folder(patient, visit, hospital.facility, RecordFolder.State.IN_TREATMENT);
        filed = inOrder.get(10);
        hospital.file(filed, patient);
        hospital.database.update(
                "insert into parked_wait (tenant_id, system, value, inbound_id) values (?, 'BV', 'BN-9', ?)",
                hospital.tenant,
                waiting);
    }

    static MessageSearch.Page find(Caller who, Asked asked) {
        return search.page(access.list(who, asked.patientNumber(), asked.filters()), asked);
    }

    static List<UUID> ids(MessageSearch.Page page) {
        return page.messages().stream().map(Found::id).toList();
    }

    static Asked asked(
            UUID source,
            String controlId,
            String type,
            Standing outcome,
            Code code,
            Instant from,
            String cursor,
            int limit) {
        return new Asked(null, null, source, controlId, type, outcome, code, from, null, cursor, limit);
    }

    static Asked ofPatient(String number) {
        return new Asked(number, null, null, null, null, null, null, null, null, null, null);
    }

    private static UUID source(String name) {
        UUID id = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'LIS', 'lis', '*', 'BV')
                """, id, hospital.tenant, hospital.facility, name);
        return id;
    }

    static Instant at(int minute) {
        return NOW.minus(2, ChronoUnit.HOURS).plus(minute, ChronoUnit.MINUTES);
    }

    static UUID message(UUID source, int minute, String type, String controlId, String outcome) {
        UUID id = Ids.next();
        String code =
                outcome.equals("PARKED") ? "UNKNOWN_PATIENT" : outcome.equals("REFUSED") ? "MALFORMED_FIELD" : null;
        hospital.database.update(
                """
                insert into inbound (id, received_at, tenant_id, source_id, door, format, message_type, control_id,
                                     content_digest, size, body, outcome, code)
                values (?, ?, ?, ?, 'lis', 'hl7v2', ?, ?, ?, 1, 'x', ?, ?)
                """, id, at(minute), hospital.tenant, source, type, controlId, Secrets.sha256("" + id), outcome, code);
        hospital.database.update(
                """
                insert into inbound_key (tenant_id, source_id, control_id, content_digest, inbound_id, received_at)
                values (?, ?, ?, ?, ?, ?)
                """,
                hospital.tenant,
                source == null ? new UUID(0, 0) : source,
                controlId,
                Secrets.sha256("" + id),
                id,
                at(minute));
        if (outcome.equals("PARKED")) {
            hospital.database.update("""
                    insert into parked (inbound_id, received_at, tenant_id, source_id, message_type, code, changed_at)
                    values (?, ?, ?, ?, ?, ?, now())
                    """, id, at(minute), hospital.tenant, source, type, code);
        }
        return id;
    }
}
