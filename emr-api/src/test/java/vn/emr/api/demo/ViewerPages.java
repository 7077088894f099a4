package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import vn.emr.core.Ids;

/** The addresses of the viewer's pages that people of the sample hospital may open, with what is there to be opened. */
final class ViewerPages {
    private static final String COURSE = "36/BV2";

    private static final List<String> SECTIONS = List.of(
            "overview",
            "timeline",
            "vitals",
            "medications",
            "laboratory",
            "reports",
            "studies",
            "treatment",
            "folder",
            "documents");
    private static final List<String> WORKLISTS = List.of("unmatched", "duplicates", "provisional", "links", "codes");

    private static final Pattern CODE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final DemoPeople people;

    ViewerPages(DemoPeople people) {
        this.people = people;
    }

    /** The name of the page that an address leads to, as the viewer's own list of them has it. */
    static String page(String path) {
        String[] parts = path.substring(1).split("/");
        return switch (parts[0]) {
            case "" -> "home";
            case "patients" ->
                parts.length < 4
                        ? "patient"
                        : parts[2].equals("sheets")
                                ? "sheet"
                                : parts[2].equals("record-folders") ? "newSheet" : "patient";
            case "sources" -> parts.length > 1 ? "source" : "sources";
            case "disclosures" -> parts.length > 1 && parts[1].equals("register") ? "register" : "disclosures";
            case "staff" -> parts.length > 1 && List.of("explain", "reviews").contains(parts[1]) ? parts[1] : "staff";
            case "prints" -> "print";
            case "signing" ->
                parts.length == 1
                        ? "signing"
                        : switch (parts[1]) {
                            case "services" -> "signingServices";
                            case "device" -> "signingDevice";
                            default -> "signingKeys";
                        };
            case "insurance-signers" -> "insuranceSigners";
            case "signed-documents" -> "signed";
            case "verify-signature" -> "verify";
            case "patient-signing" -> "patientSigning";
            case "trusted-certificates" -> "trusted";
            case "messages" ->
                parts.length == 3 && parts[2].equals("correct")
                        ? "correct"
                        : parts.length == 2 ? "message" : "messages";
            default -> parts[0];
        };
    }

    List<String> ofNurse() {
        return List.of("/", "/doses");
    }

    List<String> ofDoctor() {
        Response doctor = people.signedIn("bs.noi");
        List<String> pages = new ArrayList<>(List.of("/", "/account", "/password"));
        List<String> patients = people.patients(doctor);
        for (String patient : patients.subList(0, Math.min(4, patients.size()))) {
            SECTIONS.forEach(
                    section -> pages.add("/patients/" + patient + (section.equals("overview") ? "" : "/" + section)));
            List<String> reports = JsonPath.from(people.asked(doctor, "patients/" + patient + "/reports"))
                    .getList("reports.id");
            reports.stream().limit(2).forEach(report -> pages.add("/patients/" + patient + "/reports/" + report));
        }
        WORKLISTS.forEach(list -> pages.add("/worklists/" + list));
        pages.add("/forms");
        pages.addAll(List.of("/catalogues", "/signing", "/signing/keys", "/verify-signature"));
        // Whatever a link says, it leads nowhere here.
        pages.add("/patient-signing/" + Ids.next());
        pages.addAll(sheets(doctor, patients));
        return pages;
    }

    /** The code on a paper, or on what is to be signed. */
    private String printed(Response doctor, String path) {
        byte[] paper = people.as(doctor)
                .get(people.address("/api/v1/" + path))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (PDDocument pdf = Loader.loadPDF(paper)) {
            Matcher code = CODE.matcher(new PDFTextStripper().getText(pdf).replaceAll("\\s", ""));
            assertTrue(code.find(), "the paper carries its code");
            return code.group();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sheet of a record under treatment, the page that makes another, and that of a paper made of it. */
    private List<String> sheets(Response doctor, List<String> patients) {
        for (String patient : patients) {
            String folders = "patients/" + patient + "/record-folders";
            String folder = JsonPath.from(people.asked(doctor, folders))
                    .getString("folders.find { it.state == 'IN_TREATMENT' }.id");
            String one = folders + "/" + folder;
            List<String> forms = folder == null
                    ? List.of()
                    : JsonPath.from(people.asked(doctor, one)).getList("forms.form");
            if (forms.contains(COURSE)) {
                Map<String, Object> sheet = Map.of(
                        "form",
                        forms.getFirst(),
                        "happened",
                        Instant.now().toString(),
                        "answers",
                        Map.of(),
                        "requestId",
                        Ids.next());
                String made = made(doctor, one, sheet);
                String ofSheets = "patients/" + patient + "/sheets/";
                return List.of(
                        "/" + one + "/sheets/new/" + forms.getLast().replace('/', '-'),
                        "/patients/" + patient + "/sheets/" + made,
                        "/prints/" + printed(doctor, ofSheets + made + ".pdf"),
                        "/signed-documents/" + signable(doctor, one, ofSheets));
            }
        }
        throw new AssertionError("the sample has somebody whose treatment is written down");
    }

    private String made(Response doctor, String folder, Map<String, Object> sheet) {
        return people.json(doctor, sheet)
                .post(people.address("/api/v1/" + folder + "/sheets"))
                .then()
                .statusCode(201)
                .extract()
                .path("sheet.id");
    }

    /** The code of an entry as it is to be signed; what is signed is drawn when it is first looked at. */
    private String signable(Response doctor, String folder, String ofSheets) {
        String sheet = made(
                doctor,
                folder,
                Map.of(
                        "form",
                        COURSE,
                        "happened",
                        Instant.now().toString(),
                        "answers",
                        Map.of(),
                        "requestId",
                        Ids.next()));
        Map<String, Object> entry = Map.of(
                "version",
                1,
                "item",
                "dien-bien",
                "answers",
                Map.of("s", List.of(Map.of("text", "<img src=x onerror=pwned(1)>"))));
        String id = people.json(doctor, entry)
                .post(people.address("/api/v1/" + ofSheets + sheet + "/entries"))
                .then()
                .statusCode(200)
                .extract()
                .path("sheet.answers.'dien-bien'[0].entry.id");
        return printed(doctor, ofSheets + sheet + "/signed.pdf?entry=" + id);
    }

    List<String> ofClerk() {
        Response clerk = people.signedIn("luutru");
        List<String> pages = new ArrayList<>(List.of(
                "/",
                "/parked",
                "/messages",
                "/replays",
                "/imports",
                "/folders",
                "/statistics",
                "/exports",
                "/destructions"));
        WORKLISTS.forEach(list -> pages.add("/worklists/" + list));
        List<String> messages = JsonPath.from(people.asked(clerk, "parked")).getList("items.inboundId");
        messages.stream()
                .limit(4)
                .forEach(id -> pages.addAll(List.of("/messages/" + id, "/messages/" + id + "/correct")));
        pages.addAll(List.of("/disclosures", "/disclosures/register"));
        List<String> requests = people.json(clerk, Map.of("which", "ALL"))
                .post(people.address("/api/v1/disclosures/search"))
                .jsonPath()
                .getList("requests.id");
        requests.stream().limit(2).forEach(id -> pages.add("/disclosures/" + id));
        List<String> imports = JsonPath.from(people.asked(clerk, "his/imports")).getList("id");
        imports.stream().limit(2).forEach(id -> pages.add("/imports/" + id));
        pages.add("/received/" + received(clerk));
        return pages;
    }

    /** A ZIP of another hospital, with files named to harm. */
    private String received(Response clerk) {
        people.json(
                        people.signedIn("quantri"),
                        Map.of(
                                "name",
                                "Bệnh viện gửi <b>hồ sơ</b>",
                                "kind",
                                "OTHER",
                                "door",
                                "record",
                                "allowedTypes",
                                "record",
                                "patientDomain",
                                "79999"))
                .post(people.address("/api/v1/sources"))
                .then()
                .statusCode(201);
        String sender = null;
        while (sender == null) {
            sender =
                    JsonPath.from(people.asked(clerk, "record-imports/senders")).getString("[0].id");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : List.of("<script>pwned()</script>.xml", "\"><img src=x onerror=pwned()>.json")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write("<x/>".getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return people.as(clerk)
                .contentType("application/zip")
                .body(bytes.toByteArray())
                .post(people.address("/api/v1/record-imports/packs?sender=" + sender))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    List<String> ofAdministrator() {
        Response admin = people.signedIn("quantri");
        List<String> pages = new ArrayList<>(List.of(
                "/parked",
                "/messages",
                "/health",
                "/sources",
                "/sources/new",
                "/deliveries",
                "/audit",
                "/staff",
                "/staff/explain",
                "/staff/reviews",
                "/staff/reviews/next",
                "/roles",
                "/rules",
                "/designer",
                "/signing/keys",
                "/trusted-certificates",
                "/signing/services",
                "/signing/device",
                "/insurance-signers",
                "/traffic"));
        String drawn = people.json(admin, Map.of("code", "36/BV2", "version", "1"))
                .post(people.address("/api/v1/own-forms"))
                .then()
                .statusCode(201)
                .extract()
                .path("form.id");
        pages.add("/designer/" + drawn);
        List<String> sources = JsonPath.from(people.asked(admin, "sources")).getList("id");
        sources.forEach(id -> pages.addAll(List.of("/sources/" + id, "/traffic/" + id)));
        List<String> staff = JsonPath.from(people.asked(admin, "staff")).getList("people.id");
        staff.stream().limit(3).forEach(id -> pages.add("/staff/" + id));
        return pages;
    }

    List<String> ofOfficer() {
        people.signedIn("baovedl");
        return List.of("/health", "/labels", "/emergencies", "/privacy", "/audit", "/staff", "/staff/reviews/next");
    }
}
