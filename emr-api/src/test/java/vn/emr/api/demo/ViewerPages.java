package vn.emr.api.demo;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The addresses of the viewer's pages that people of the sample hospital may open, with what is there to be opened. */
final class ViewerPages {

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
        pages.addAll(SheetPages.of(people, doctor, patients));
        return pages;
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
