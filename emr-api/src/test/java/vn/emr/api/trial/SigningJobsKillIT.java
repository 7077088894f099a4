package vn.emr.api.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.emr.api.bench.Clinician;
import vn.emr.api.bench.PackagedServer;
import vn.emr.api.demo.SampleAuthority;
import vn.emr.core.signature.remote.Decision;
import vn.emr.core.signature.remote.HeldKey;
import vn.emr.core.signature.remote.SigningService.Trouble;
import vn.emr.core.signature.remote.VnptSp769Service;
import vn.emr.core.signature.trial.TrialAuthority;
import vn.emr.core.testing.Authenticator;

/**
 * Ten entries are signed by one agreement on the phone while the server is killed at each step of it, and its database once: the
 * service is asked once, and each entry has one signature.
 */
@Tag("trial")
class SigningJobsKillIT {
    private static final int ENTRIES = 10;
    private static final String PERSON = "001090012345";
    private static final String DOCTOR = "bs.anhoa";
    private static final String PASSWORD = "SongHong-2026";
    private static final String JOBS = "/api/v1/signing/jobs";
    private static final String KEPT = "signing_job_item where outcome = 'SIGNED'";

    @Test
    void a_job_goes_on_through_every_kill_and_each_entry_is_signed_once() throws Exception {
        Path folder = Folders.scratch("emr-signing-kill-");
        try (PackagedServer server = Folders.server(folder)) {
            server.start();
            Record record = new Record(server);
            try (VnptSp769Service service = new VnptSp769Service(Map.of(PERSON, held(server)), Clock.systemUTC())) {
                service.decides(Decision.IS_AWAY);
                Clinician doctor = signedIn(server, DOCTOR);
                String key = key(server, doctor, service);
                List<Map<String, Object>> entries = entries(server, doctor);
                String job = doctor.post(JOBS, Map.of("keyId", key, "items", entries))
                        .at("/job/id")
                        .asText();
                killed(server, record, service);
                ImportSender.await(() -> record.count("signing_job where outcome is not null") == 1);
                assertEquals(1, service.begun());
                JsonNode done = doctor.read(JOBS + "/" + job);
                assertEquals("DONE", done.path("state").asText());
                assertEquals(ENTRIES, record.count(KEPT));
                signedOnce(server, doctor, entries);
            }
            record.historyMustHold();
        }
        Folders.remove(folder);
    }

    private static void killed(PackagedServer server, Record record, VnptSp769Service service) throws Exception {
        server.killServer();
        server.start();
        ImportSender.await(() -> record.count("signing_job where transactions is not null") == 1);
        server.killServer();
        server.killDatabase();
        server.start();
        // The person agrees, and the server does not learn it before it is killed.
        service.troubles.put("", Trouble.STATUS_503);
        service.decides(Decision.AGREES);
        server.killServer();
        server.start();
        assertEquals(0, record.count(KEPT));
        service.troubles.clear();
        ImportSender.await(() -> record.count(KEPT) >= 2);
        server.killServer();
        assertTrue(record.count(KEPT) < ENTRIES, "killed in its middle");
        server.start();
    }

    private static void signedOnce(PackagedServer server, Clinician doctor, List<Map<String, Object>> entries)
            throws Exception {
        JsonNode page = doctor.read("/api/v1/patients/" + entries.getFirst().get("patientId") + "/sheets/"
                + entries.getFirst().get("sheetId") + "/signatures");
        assertEquals(ENTRIES, page.path("entries").size());
        for (JsonNode entry : page.path("entries")) {
            JsonNode verified = doctor.read("/api/v1/signed-documents/"
                    + entry.at("/signature/documentId").asText());
            assertEquals(1, verified.path("signatures").size());
            assertEquals("VALID", verified.at("/signatures/0/state").asText());
        }
    }

    /** The key that the demo's authority made for the doctor, as if the service held it. */
    private static HeldKey held(PackagedServer server) throws Exception {
        char[] pin = TrialAuthority.PIN.toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Files.readAllBytes(SampleAuthority.keyOf(server.data(), DOCTOR))), pin);
        String alias = store.aliases().nextElement();
        List<X509Certificate> chain = Arrays.stream(store.getCertificateChain(alias))
                .map(X509Certificate.class::cast)
                .toList();
        return new HeldKey(
                chain.getFirst().getSerialNumber().toString(16), (PrivateKey) store.getKey(alias, pin), chain);
    }

    /** IT names the service, the doctor registers the key there. */
    private static String key(PackagedServer server, Clinician doctor, VnptSp769Service service) throws Exception {
        Clinician it = signedIn(server, "quantri");
        String secret =
                it.post("/api/v1/me/factors/totp", Map.of()).path("secret").asText();
        it.post("/api/v1/me/factors/totp/confirm", Map.of("code", new Authenticator(secret).code(Instant.now())));
        Map<String, String> settings = Map.of(
                "kind",
                "vnpt-sp769",
                "address",
                service.settings().base().toString(),
                "client",
                VnptSp769Service.CLIENT,
                "password",
                VnptSp769Service.PASSWORD,
                "time-limit",
                "2");
        String there = "/api/v1/signing/services/"
                + it.post("/api/v1/signing/services", Map.of("name", "SmartCA", "settings", settings))
                        .at("/services/0/id")
                        .asText();
        String credential = doctor.post(there + "/credentials", Map.of("userId", PERSON))
                .at("/credentials/0/credentialId")
                .asText();
        return doctor.post(there + "/keys", Map.of("userId", PERSON, "credentialId", credential))
                .path("id")
                .asText();
    }

    /** A sheet with entries of the doctor, each to be signed. */
    private static List<Map<String, Object>> entries(PackagedServer server, Clinician doctor) throws Exception {
        told(server);
        String patient = doctor.post("/api/v1/patients/search", Map.of("text", "AH990002"))
                .at("/patients/0/id")
                .asText();
        String folders = "/api/v1/patients/" + patient + "/record-folders";
        String sheets = folders + "/" + doctor.read(folders).at("/folders/0/id").asText() + "/sheets";
        Map<String, Object> answers = new HashMap<>();
        doctor.read(sheets + "/new?form=17%2FBV1")
                .path("answers")
                .properties()
                .forEach(known -> answers.put(known.getKey(), known.getValue()));
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = 1; i <= ENTRIES; i++) {
            rows.add(Map.of(
                    "answers",
                    Map.of(
                            "td-luc", List.of(Map.of("dateTime", now)),
                            "td-dien-bien", List.of(Map.of("text", "Lần khám " + i + ".")))));
        }
        answers.put("theo-doi", rows);
        String sheet = doctor.post(
                        sheets,
                        Map.of("form", "17/BV1", "happened", now, "answers", answers, "requestId", UUID.randomUUID()))
                .at("/sheet/id")
                .asText();
        JsonNode page = doctor.read("/api/v1/patients/" + patient + "/sheets/" + sheet + "/signatures");
        List<Map<String, Object>> items = new ArrayList<>();
        for (JsonNode entry : page.path("entries")) {
            items.add(Map.of(
                    "patientId",
                    patient,
                    "sheetId",
                    sheet,
                    "entryId",
                    entry.path("entryId").asText(),
                    "version",
                    page.path("version").asInt(),
                    "place",
                    0));
        }
        assertEquals(ENTRIES, items.size());
        return items;
    }

    private static void told(PackagedServer server) throws IOException, InterruptedException {
        String notices = """
                {"id":"SK-1","kind":"patient","statedAt":"%1$s","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"AH990002"}],\
                "names":["Lò Thị Ký"],"birth":"1971-03-02","sex":"F"}}
                {"id":"SK-2","kind":"visit","statedAt":"%1$s","patient":{"identifiers":[{"kind":"PATIENT_NUMBER","value":"AH990002"}]},\
                "visit":{"number":"AH-DT990002","event":"REGISTERED","class":"OUTPATIENT_TREATMENT","start":"%1$s","occurredAt":"%1$s",\
                "facility":"99002","department":"TYT","attendingDoctor":"YS. Hà Văn Điền","reason":"Ho, sốt"}}
                """.formatted(Instant.now().minusSeconds(600));
        HttpRequest request = HttpRequest.newBuilder(server.uri("/api/v1/his/notices"))
                .header("Authorization", "Bearer emrs_khoa_mau_tram_y_te_khong_bi_mat____________")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(notices))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertEquals(207, answer.statusCode(), answer.body());
        }
    }

    private static Clinician signedIn(PackagedServer server, String username) throws Exception {
        Clinician person = new Clinician(server);
        person.signIn(username, PASSWORD);
        return person;
    }
}
