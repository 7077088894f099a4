package vn.emr.core.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.signature.remote.Decision;
import vn.emr.core.signature.remote.VnptSp769Service;
import vn.emr.core.signing.SigningServices.Changing;
import vn.emr.core.signing.SigningServices.Service;

/** The settings of a signing service change, and nothing that opens it is told to anybody else by that. */
class SigningServicesTest {
    @TempDir
    Path data;

    private SigningRoom room;
    private RemoteSigningRoom remote;

    @BeforeEach
    void open() throws Exception {
        room = new SigningRoom(data);
        remote = new RemoteSigningRoom(room);
    }

    @AfterEach
    void close() {
        remote.close();
        room.close();
    }

    @Test
    void it_is_asked_by_its_new_settings_from_then_on_and_kept_secrets_stay() {
        assertEquals(1, credentials());
        Service changed = change(Map.of("password", "khac"), "SmartCA mới");
        assertEquals(2, changed.version());
        assertEquals("SmartCA mới", changed.name());
        refused(Code.NOT_APPLICABLE, this::credentials);
        change(Map.of("password", VnptSp769Service.PASSWORD), "SmartCA mới");
        assertEquals(1, credentials());
        Service last = change(Map.of("time-limit", "3"), "SmartCA mới");
        assertEquals("3", last.settings().get("time-limit"));
        assertNull(last.settings().get("password"));
        assertEquals(1, credentials());
        assertEquals(
                List.of("changed: name, password", "changed: password", "changed: time-limit"),
                room.hospital.database.query(
                        "select changes from audit_event where object_id = ? and changes like 'changed:%' order by at, id",
                        row -> row.text("changes"), remote.serviceId));
        assertEquals(0, count("select count(*)::int as n from signing_service where settings::text like '%khac%'"));
    }

    @Test
    void what_opens_it_never_follows_it_to_another_address() {
        Map<String, String> moved = settings(Map.of("address", "https://ky.example/sca"));
        refusedFor("client", () -> change(1, moved));
        moved.put("client", "sp-2");
        refusedFor("password", () -> change(1, moved));
        moved.put("password", "moi");
        assertEquals("https://ky.example/sca", change(1, moved).settings().get("address"));
        Map<String, String> same = settings(Map.of("address", "https://ky.example/sca/"));
        assertEquals(3, change(2, same).version(), "a slash at its end is no other address");
    }

    @Test
    void an_address_stays_while_keys_hold_passwords_of_people_there() {
        room.keys.end(room.doctor, remote.key.id());
        var own = remote.keys()
                .register(
                        room.doctor,
                        remote.serviceId,
                        new RemoteKeys.Registering(RemoteSigningRoom.DOCTOR, "rieng", credential(), null));
        Map<String, String> moved =
                settings(Map.of("address", "https://ky.example/sca", "client", "sp-2", "password", "moi"));
        refusedFor("address", () -> change(1, moved));
        room.keys.end(room.doctor, own.id());
        assertEquals(2, change(1, moved).version());
    }

    @Test
    void its_kind_stays_and_how_it_signs_while_it_has_keys() {
        refusedFor("kind", () -> change(1, settings(Map.of("kind", "vnpt-csc"))));
        refusedFor("algorithm", () -> change(1, settings(Map.of("algorithm", "rsa-pss"))));
        refusedFor("time-limit", () -> change(1, settings(Map.of("time-limit", "99"))));
        room.keys.end(room.doctor, remote.key.id());
        assertEquals(
                "rsa-pss",
                change(1, settings(Map.of("algorithm", "rsa-pss"))).settings().get("algorithm"));
    }

    @Test
    void who_changes_what_somebody_changed_meanwhile_is_told_so_and_so_is_who_may_not() {
        change(1, settings(Map.of("time-limit", "3")));
        refused(Code.CONFLICT, () -> change(1, settings(Map.of("time-limit", "4"))));
        refused(Code.REQUIRED_FIELD_MISSING, () -> change(null, settings(Map.of())));
        refused(
                Code.FORBIDDEN,
                () -> remote.services.change(
                        room.doctor, remote.serviceId, new Changing(2, "Của tôi", settings(Map.of()))));
        refused(
                Code.NOT_FOUND,
                () -> remote.services.change(room.admin, UUID.randomUUID(), new Changing(2, "Lạ", settings(Map.of()))));
        Map<String, String> shown = settings(Map.of());
        remote.end();
        refused(Code.NOT_FOUND, () -> change(2, shown));
    }

    @Test
    void who_is_asked_on_the_phone_is_not_lost_by_a_change_and_what_does_not_lose_them_is_changed() {
        remote.service.decides(Decision.IS_AWAY);
        var sheet = room.completed(room.doctor, SigningRoom.MINUTES);
        var job = remote.begin(room.doctor, room.place(sheet, 0)).job();
        remote.step(job);
        refused(Code.UNDER_WAY, () -> change(1, settings(Map.of("client", "sp-2"))));
        Map<String, String> moved =
                settings(Map.of("address", "https://ky.example/sca", "client", "sp-2", "password", "moi"));
        refused(Code.UNDER_WAY, () -> change(1, moved));
        assertEquals(2, change(1, settings(Map.of("time-limit", "3"))).version());
        remote.service.decides(Decision.AGREES);
        assertEquals(List.of("SIGNED"), RemoteSigningRoom.outcomes(remote.step(job)));
        assertEquals(1, remote.service.begun());
        assertEquals(3, change(2, settings(Map.of("client", "sp-2"))).version());
    }

    private Service change(Map<String, String> differing, String name) {
        return remote.services
                .change(room.admin, remote.serviceId, new Changing(service().version(), name, settings(differing)))
                .services()
                .getFirst();
    }

    private Service change(Integer version, Map<String, String> settings) {
        return remote.services
                .change(room.admin, remote.serviceId, new Changing(version, "SmartCA", settings))
                .services()
                .getFirst();
    }

    private Service service() {
        return remote.services.list(room.admin).services().getFirst();
    }

    /** As a page sends them: those that are shown, and what was typed. */
    private Map<String, String> settings(Map<String, String> differing) {
        Map<String, String> all = new HashMap<>(service().settings());
        all.putAll(differing);
        return all;
    }

    private String credential() {
        return remote.keys()
                .credentials(room.doctor, remote.serviceId, new RemoteKeys.Person(RemoteSigningRoom.DOCTOR, null))
                .credentials()
                .getFirst()
                .credentialId();
    }

    private int credentials() {
        return remote.keys()
                .credentials(room.doctor, remote.serviceId, new RemoteKeys.Person(RemoteSigningRoom.DOCTOR, null))
                .credentials()
                .size();
    }

    private int count(String question) {
        return room.hospital.database.first(question, row -> row.integer("n")).orElseThrow();
    }

    private static void refusedFor(String setting, Executable act) {
        Refusal refusal = assertThrows(Refusal.class, act);
        assertEquals(Code.MALFORMED_FIELD, refusal.code(), refusal.getMessage());
        assertTrue(
                refusal.fields().toString().contains(setting), refusal.fields().toString());
        assertFalse(refusal.getMessage().isBlank());
    }

    private static void refused(Code code, Executable act) {
        assertEquals(code, assertThrows(Refusal.class, act).code());
    }
}
