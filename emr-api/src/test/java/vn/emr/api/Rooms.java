package vn.emr.api;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Secrets;
import vn.emr.core.record.EncounterStatus;
import vn.emr.core.record.RecordFolder;
import vn.emr.core.store.BlobStore;
import vn.emr.core.testing.GivenKeys;
import vn.emr.core.testing.Role;

/** A hospital with two patients, one readable by each clinical role, one by none of them, and somebody of each role. */
public final class Rooms {
    public static final String OWN_NAME = "Nguyễn Văn Trong";
    public static final String OTHER_NAME = "Trần Thị Ngoài";

    /** One patient with one of everything that has an id. */
    public record Things(UUID patient, UUID report, UUID document, UUID inbound) {}

    public final Hospital hospital = Server.hospital();
    public final Things own;
    public final Things other;
    public final String sourceKey = Secrets.nextSourceCredential();
    private final UUID source = source(sourceKey);
    private final UUID otherSource = source(Secrets.nextSourceCredential());
    private final Map<Role, Browser> people = new EnumMap<>(Role.class);

    public Rooms() {
        UUID ward = hospital.department("NOI");
        UUID otherWard = hospital.department("NGOAI");
        own = patient(OWN_NAME, ward, hospital.facility, source);
        other = patient(OTHER_NAME, otherWard, hospital.facility("0" + Ids.next()), otherSource);
        for (Role role : Role.values()) {
            people.put(role, Browser.in(hospital, role, ward));
        }
    }

    public Browser person(Role role) {
        return people.get(role);
    }

    /** A request as one of the roles, {@code SOURCE} or {@code NOBODY}. */
    public RequestSpecification as(String who) {
        return switch (who) {
            case "NOBODY" -> given();
            case "SOURCE" -> given().header("Authorization", "Bearer " + sourceKey);
            default -> person(Role.valueOf(who)).ask();
        };
    }

    /** A request with a further key of the same source, that may do only this. */
    public RequestSpecification asSourceFor(String scope) {
        return given().header("Authorization", "Bearer " + GivenKeys.give(hospital.database, source, scope));
    }

    private Things patient(String name, UUID ward, UUID facility, UUID sender) {
        UUID id = hospital.patient(name, "N" + Ids.next(), null, List.of());
        UUID encounter = hospital.stay(id, facility, ward, null, null, false, EncounterStatus.IN_PROGRESS);
        hospital.order(id, encounter, "LAB");
        hospital.order(id, encounter, "RAD");
        hospital.folder(id, encounter, facility, RecordFolder.State.IN_TREATMENT);
        UUID report = hospital.report(id, Instant.now(), "7.7", "H");
        hospital.study(id);
        byte[] bytes = ("<html><script>alert('" + name + "')</script></html>").getBytes(StandardCharsets.UTF_8);
        Path folder = Path.of("target", "test-data").toAbsolutePath();
        String sha256 = new BlobStore(folder.toString(), hospital.database).put(bytes);
        UUID document = hospital.document(id, "text/html", sha256, bytes.length);
        return new Things(id, report, document, filed(parked(sender, name), id));
    }

    /** A kept message that waits for a person; its bytes hold the name. */
    private UUID parked(UUID sender, String name) {
        UUID id = Ids.next();
        hospital.database.update(
                """
                insert into inbound (id, received_at, tenant_id, source_id, door, format, message_type, control_id,
                                     content_digest, size, body, outcome, code, detail)
                values (?, now(), ?, ?, 'his-rest', 'nobody-reads-this', 'order', 'C1', ?, 1, ?, 'PARKED', 'UNKNOWN_PATIENT', 'x')
                """, id, hospital.tenant, sender, Secrets.sha256(id.toString()), name.getBytes(StandardCharsets.UTF_8));
        hospital.database.update("""
                insert into parked (inbound_id, received_at, tenant_id, source_id, message_type, code, detail, changed_at)
                select id, received_at, tenant_id, source_id, 'order', code, detail, now() from inbound where id = ?
                """, id);
        return id;
    }

    /** Later it found its patient. */
    private UUID filed(UUID inbound, UUID patient) {
        hospital.file(inbound, patient);
        return inbound;
    }

    private UUID source(String key) {
        UUID id = Ids.next();
        hospital.database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'HIS', 'his-rest', '*', 'BV')
                """, id, hospital.tenant, hospital.facility, "HIS " + id);
        GivenKeys.put(hospital.database, id, key);
        return id;
    }

    /** A body where a route takes one. */
    public static RequestSpecification with(RequestSpecification request, String body) {
        return body == null
                ? request
                : request.contentType(body.startsWith("<") ? ContentType.XML : ContentType.JSON)
                        .body(body);
    }
}
