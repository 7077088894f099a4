package vn.emr.api.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import vn.emr.api.demo.SampleAuthority;
import vn.emr.core.Ids;
import vn.emr.core.signature.trial.TrialAuthority;

/**
 * Electronic signatures at level PAdES-B-LT with a key at hand: a doctor's entries over HTTP, each signed and kept with its line of the
 * trace, drawn before or just then; the signing alone; and checking three signatures of one file. Beside them plain RSA. The trial authority answers on the same
 * processors, so what its timestamps and answers cost is in each figure.
 */
final class SignBench {
    private static final String PASSWORD = "SongHong-2026";
    private static final double LEAST_A_SECOND = 20;
    private static final double MOST_MILLIS = 300;
    private static final String COURSE = "36/BV2";

    /** As many as one request signs. */
    private static final int ENTRIES = 50;

    /** Until the compiler of the virtual machine is through with what signing uses. */
    private static final int WARM_UP = 6;

    private static final int BATCHES = 5;

    /**
     * Entries signed and kept a second.
     *
     * @param seen that were looked at before: their files are there
     * @param unseen that are drawn first
     */
    private record Signing(double seen, double unseen) {}

    // Held, for a logger that nobody holds forgets its level.
    private static final Logger LIBRARY = Logger.getLogger("eu.europa.esig");

    private final PackagedServer server;
    private final int divisor;
    private final PrintStream out;
    private final Figures figures;

    /** @param divisor how many times fewer */
    SignBench(PackagedServer server, int divisor, PrintStream out, Figures figures) {
        this.server = server;
        this.divisor = divisor;
        this.out = out;
        this.figures = figures;
    }

    void run() throws Exception {
        LIBRARY.setLevel(Level.SEVERE);
        server.start();
        Clinician doctor = new Clinician(server);
        doctor.signIn("bs.noi", PASSWORD);
        String patient = admitted(doctor);
        String folder =
                doctor.read(patient + "/record-folders").at("/folders/0/id").asText();
        byte[] key = Files.readAllBytes(SampleAuthority.keyOf(server.data(), "bs.noi"));
        String keyId = doctor.post("/api/v1/signing/keys", Map.of("file", key, "pin", TrialAuthority.PIN))
                .path("id")
                .asText();
        Signing kept = signed(doctor, patient, folder, keyId);
        byte[] unsigned = file(
                doctor, patient, batches(doctor, patient, folder, 1).getFirst().getFirst());
        server.stop();
        try (SignaturesAlone alone = new SignaturesAlone(unsigned, Clock.systemUTC())) {
            double bare = alone.bare();
            double pades = alone.pades();
            double checked = alone.checkedMillis();
            out.printf(
                    "%nPlain RSA 2048: %.0f signatures/s; PAdES-B-LT alone: %.1f/s (%,d bytes); three signatures checked in %.0f ms%n",
                    bare, pades, unsigned.length, checked);
            figures.atLeast("sign: entries signed and kept a second", kept.seen(), "", LEAST_A_SECOND);
            figures.add("sign: entries drawn, signed and kept a second", kept.unseen(), "");
            figures.add("sign: entries signed and kept / plain RSA", kept.seen() / bare, "");
            figures.atLeast("sign: PAdES-B-LT alone a second", pades, "", LEAST_A_SECOND);
            figures.add("sign: PAdES-B-LT alone / plain RSA", pades / bare, "");
            figures.atMost("sign: three signatures checked, median", checked, "ms", MOST_MILLIS);
        }
    }

    private String admitted(Clinician doctor) throws IOException, InterruptedException {
        ResultMessages messages = new ResultMessages('G', 1, 1, Instant.now());
        try (Sender his = new Sender(server.hisPort())) {
            his.send(messages.registration(0));
            his.send(messages.admission(0));
        }
        return "/api/v1/patients/" + doctor.find(ResultMessages.person(0));
    }

    /** Both ways, once the server has warmed up. */
    private Signing signed(Clinician doctor, String patient, String folder, String key) throws Exception {
        List<List<Map<String, Object>>> first = batches(doctor, patient, folder, WARM_UP);
        look(doctor, patient, first);
        seconds(doctor, key, first);
        int many = Math.max(1, BATCHES / divisor);
        try (Heap heap = new Heap(server.pid())) {
            List<List<Map<String, Object>>> looked = batches(doctor, patient, folder, many);
            look(doctor, patient, looked);
            double before = processors();
            double seen = seconds(doctor, key, looked);
            double processors = (processors() - before) * 1e3 / (many * ENTRIES);
            double unseen = seconds(doctor, key, batches(doctor, patient, folder, many));
            Signing signing = new Signing(many * ENTRIES / seen, many * ENTRIES / unseen);
            out.printf(
                    "%n%d entries each way by one doctor: %.1f/s that were looked at before, %.1f/s that are drawn first;"
                            + " heap after collections at most %.0f MB%n",
                    many * ENTRIES, signing.seen(), signing.unseen(), heap.highest());
            figures.add("sign: processor time of an entry signed and kept", processors, "ms");
            figures.add("sign: peak heap", heap.highest(), "MB");
            return signing;
        }
    }

    /** What is drawn to be looked at stays to be signed. */
    private static void look(Clinician doctor, String patient, List<List<Map<String, Object>>> batches)
            throws IOException, InterruptedException {
        for (List<Map<String, Object>> items : batches) {
            for (Map<String, Object> item : items) {
                file(doctor, patient, item);
            }
        }
    }

    /** Processor seconds of server and database; those of the trial authority are in the server's. */
    private double processors() throws IOException {
        return Processes.cpuSeconds(server.pid()) + Processes.cpuSecondsWithChildren(server.databaseProcess());
    }

    private static double seconds(Clinician doctor, String key, List<List<Map<String, Object>>> batches)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        for (List<Map<String, Object>> items : batches) {
            sign(doctor, key, items);
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static List<List<Map<String, Object>>> batches(Clinician doctor, String patient, String folder, int count)
            throws IOException, InterruptedException {
        List<List<Map<String, Object>>> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batches.add(items(doctor, patient, course(doctor, patient, folder)));
        }
        return batches;
    }

    /** A treatment sheet with a batch of entries; its id. */
    private static String course(Clinician doctor, String patient, String folder)
            throws IOException, InterruptedException {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<Map<String, Object>> entries = new ArrayList<>();
        for (int i = 0; i < ENTRIES; i++) {
            entries.add(Map.of(
                    "answers",
                    Map.of(
                            "luc", List.of(Map.of("dateTime", now)),
                            "s", List.of(Map.of("text", "Tỉnh, tiếp xúc tốt, ăn uống được")),
                            "o", List.of(Map.of("text", "Mạch 80 lần/phút, huyết áp 120/70 mmHg, không sốt")),
                            "chi-dinh", List.of(Map.of("text", "Theo dõi mạch, huyết áp, nhiệt độ ngày hai lần")))));
        }
        return doctor.post(
                        patient + "/record-folders/" + folder + "/sheets",
                        Map.of(
                                "form",
                                COURSE,
                                "happened",
                                now,
                                "answers",
                                Map.of("dien-bien", entries),
                                "requestId",
                                Ids.next()))
                .at("/sheet/id")
                .asText();
    }

    private static List<Map<String, Object>> items(Clinician doctor, String patient, String sheet)
            throws IOException, InterruptedException {
        JsonNode page = doctor.read(patient + "/sheets/" + sheet + "/signatures");
        List<Map<String, Object>> items = new ArrayList<>();
        for (JsonNode entry : page.path("entries")) {
            items.add(new HashMap<>(Map.of(
                    "patientId", patient.substring(patient.lastIndexOf('/') + 1),
                    "sheetId", sheet,
                    "entryId", entry.path("entryId"),
                    "version", page.path("version"),
                    "place", 0)));
        }
        if (items.size() != ENTRIES) {
            throw new IOException("only " + items.size() + " entries wait");
        }
        return items;
    }

    private static void sign(Clinician doctor, String key, List<Map<String, Object>> items)
            throws IOException, InterruptedException {
        JsonNode done = doctor.post(
                "/api/v1/signing/signatures", Map.of("keyId", key, "pin", TrialAuthority.PIN, "items", items));
        for (JsonNode outcome : done.path("outcomes")) {
            if (!outcome.path("level").asText().equals("LT")) {
                throw new IOException(
                        "not signed as LT: " + outcome.path("code").asText());
            }
        }
    }

    /** What is signed, as its signer looks at it. */
    private static byte[] file(Clinician doctor, String patient, Map<String, Object> item)
            throws IOException, InterruptedException {
        String entry = ((JsonNode) item.get("entryId")).asText();
        return doctor.file(patient + "/sheets/" + item.get("sheetId") + "/signed.pdf?entry=" + entry);
    }
}
