package vn.emr.api.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import vn.emr.core.Ids;

/** A record as big as they come: opened, and printed whole; the list among a million of them; a catalogue searched. */
final class RecordBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double OPEN_MILLIS = 150;
    private static final double LIST_MILLIS = 100;
    private static final double CATALOGUE_MILLIS = 20;
    private static final double PRINT_SECONDS = 10;
    private static final int PRINTED_PAGES = 200;
    /** Two to a page: with cover and contents more than 200 pages. */
    private static final int PRINTED_SHEETS = 420;

    private static final int SHEETS = 500;
    private static final int VALUES = 20;
    private static final int RESULTS = 500;
    private static final List<String> FORMS = List.of("27/BV2", "43/BV2", "07/BV2");
    private static final int WARM_UP_SECONDS = 15;
    private static final int SECONDS = 6;
    private static final int LIST_SECONDS = 3;
    private static final String PASSWORD = "SongHong-2026";

    private final PackagedServer server;
    private final int divisor;
    private final PrintStream out;
    private final Figures figures;

    /** @param divisor how many times fewer folders lie beside it */
    RecordBench(PackagedServer server, int divisor, PrintStream out, Figures figures) {
        this.server = server;
        this.divisor = divisor;
        this.out = out;
        this.figures = figures;
    }

    void run() throws Exception {
        server.start();
        ResultMessages messages = new ResultMessages('E', 1, VALUES, Instant.now());
        try (Sender his = new Sender(server.hisPort())) {
            accepted(his.send(messages.registration(0)));
            accepted(his.send(messages.admission(0)));
        }
        Clinician doctor = new Clinician(server);
        doctor.signIn("bs.noi", PASSWORD);
        String patient = "/api/v1/patients/" + doctor.find(ResultMessages.person(0));
        String folder = patient + "/record-folders/"
                + doctor.read(patient + "/record-folders").at("/folders/0/id").asText();
        fill(doctor, patient, folder, PRINTED_SHEETS);
        print(doctor, folder);
        fill(doctor, patient, folder, SHEETS - PRINTED_SHEETS);
        try (Sender lis = new Sender(server.lisPort())) {
            for (int number = 1; number <= RESULTS; number++) {
                accepted(lis.send(messages.frame(number)));
            }
        }
        opened(doctor, "record of 500 sheets: chart", patient);
        opened(doctor, "record of 500 sheets: folder", folder);
        new CatalogueLoad(server).take(clerk());
        catalogue(doctor);
        list();
        server.stop();
    }

    private Clinician clerk() throws IOException, InterruptedException {
        Clinician clerk = new Clinician(server);
        clerk.signIn("luutru", PASSWORD);
        return clerk;
    }

    /** Completed sheets with the answers of each form's sample. */
    private static void fill(Clinician doctor, String patient, String folder, int count)
            throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            String form = FORMS.get(i % FORMS.size());
            ObjectNode answers = sample(form);
            doctor.read(folder + "/sheets/new?form=" + URLEncoder.encode(form, StandardCharsets.UTF_8))
                    .path("answers")
                    .properties()
                    .forEach(known -> answers.set(known.getKey(), known.getValue()));
            JsonNode sheet = doctor.post(
                            folder + "/sheets",
                            Map.of(
                                    "form",
                                    form,
                                    "happened",
                                    Instant.now().toString(),
                                    "answers",
                                    answers,
                                    "requestId",
                                    Ids.next()))
                    .path("sheet");
            doctor.put(
                    patient + "/sheets/" + sheet.path("id").asText(),
                    Map.of("version", sheet.path("version"), "answers", sheet.path("answers"), "complete", true));
        }
    }

    private static ObjectNode sample(String form) throws IOException {
        String file = "/forms/" + form.replace('/', '-') + "/1/sample.json";
        try (InputStream in = RecordBench.class.getResourceAsStream(file)) {
            return (ObjectNode) JSON.readTree(in);
        }
    }

    /** The whole record as one file, as a person waits for it. */
    private void print(Clinician doctor, String folder) throws IOException, InterruptedException {
        double best = Double.MAX_VALUE;
        int pages = 0;
        int bytes = 0;
        for (int i = 0; i < 3; i++) {
            long begun = System.nanoTime();
            String print = folder + "/prints/"
                    + doctor.post(folder + "/prints", Map.of()).path("id").asText();
            while (doctor.read(print).path("state").asText().equals("PRINTING")) {
                Thread.sleep(50);
            }
            byte[] file = doctor.file(print + ".pdf");
            best = Math.min(best, (System.nanoTime() - begun) / 1e9);
            try (PDDocument pdf = Loader.loadPDF(file)) {
                pages = pdf.getNumberOfPages();
            }
            bytes = file.length;
        }
        if (pages < PRINTED_PAGES) {
            throw new IOException("only " + pages + " pages");
        }
        out.printf("%nWhole record of %d pages (%,d bytes): %.1f s, the best of 3%n", pages, bytes, best);
        figures.atMost("whole record as PDF, 200 pages", best * PRINTED_PAGES / pages, "s", PRINT_SECONDS);
    }

    private void opened(Clinician doctor, String name, String page) throws Exception {
        int bytes = doctor.get(page);
        Load.run(1, WARM_UP_SECONDS, () -> worker(() -> doctor.get(page)));
        Load.Slice slice = Load.run(1, SECONDS, () -> worker(() -> doctor.get(page)));
        out.printf("%s: p95 %.1f ms (%,d bytes)%n", name, slice.p95Millis(), bytes);
        figures.atMost(name + ", p95", slice.p95Millis(), "ms", OPEN_MILLIS);
    }

    private void catalogue(Clinician doctor) throws Exception {
        Iterator<String> texts = CatalogueLoad.texts();
        Load.Worker typing = worker(() -> doctor.post("/api/v1/catalogues/icd10/search", Map.of("text", texts.next())));
        Load.run(1, WARM_UP_SECONDS, () -> typing);
        Load.Slice slice = Load.run(1, SECONDS, () -> typing);
        out.printf("Search among %,d codes: p95 %.1f ms%n", CatalogueLoad.CODES, slice.p95Millis());
        figures.atMost("catalogue search, p95", slice.p95Millis(), "ms", CATALOGUE_MILLIS);
    }

    /** Each way of asking by itself: a slow one would hide among the fast ones. */
    private void list() throws Exception {
        ManyFolders folders = new ManyFolders(server, 1_000_000 / divisor);
        folders.fill();
        Clinician clerk = clerk();
        double worst = 0;
        for (Map.Entry<String, Map<String, ?>> question : folders.questions().entrySet()) {
            worst = Math.max(worst, asked(clerk, folders, question.getKey(), question.getValue()));
        }
        folders.sign();
        worst = Math.max(worst, asked(clerk, folders, "unsigned, where nearly all is signed", ManyFolders.UNSIGNED));
        figures.atMost("record list, the slowest question, p95", worst, "ms", LIST_MILLIS);
    }

    private double asked(Clinician clerk, ManyFolders folders, String name, Map<String, ?> question) throws Exception {
        Load.Worker asking = worker(() -> clerk.post("/api/v1/record-folders/search", question));
        Load.run(1, LIST_SECONDS, () -> asking);
        double millis = Load.run(1, LIST_SECONDS, () -> asking).p95Millis();
        out.printf("List of %,d folders, %s: p95 %.1f ms%n", folders.count(), name, millis);
        return millis;
    }

    private static void accepted(byte[] answer) throws IOException {
        if (!Sender.code(answer).equals("AA")) {
            throw new IOException("not accepted: " + Sender.acknowledgement(answer));
        }
    }

    private interface Act {
        Object once() throws IOException, InterruptedException;
    }

    private static Load.Worker worker(Act act) {
        return new Load.Worker() {
            @Override
            public void once() throws IOException, InterruptedException {
                act.once();
            }

            @Override
            public void close() {
                // The browser stays open for the next slice.
            }
        };
    }
}
