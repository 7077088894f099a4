package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import com.sun.net.httpserver.HttpServer;
import io.restassured.response.Response;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every page of the packaged server in a real browser, after every text that can arrive brought a script along. A visit
 * complains of a script that runs, a dialog, a request elsewhere, an answer without its headers and a broken policy.
 */
class HostilePagesIT {
    private static final Path ROUTES = Path.of("src/main/webui/src/route.tsx");

    private static final Set<String> seen = new TreeSet<>();
    private static HostileHospital hospital;
    private static DemoPeople people;

    @BeforeAll
    static void everySystemSendsScripts() throws Exception {
        hospital = new HostileHospital();
        people = hospital.people;
        assertEquals(200, hospital.send(), "different texts were sent");
    }

    @AfterAll
    static void stop() throws Exception {
        hospital.close();
    }

    @Test
    void no_text_that_arrives_becomes_a_script_on_any_page_and_every_answer_carries_its_headers() throws Exception {
        ViewerPages pages = new ViewerPages(people);
        int shown = visit("bs.noi", pages.ofDoctor());
        shown += visit("dd.noi", pages.ofNurse());
        shown += visit("luutru", pages.ofClerk());
        shown += visit("quantri", pages.ofAdministrator());
        shown += visit("baovedl", pages.ofOfficer());
        assertTrue(shown > 30, "the texts were shown on " + shown + " pages");
        Set<String> known = new TreeSet<>();
        Matcher page = Pattern.compile("\\| \\{ page: \"(\\w+)\"").matcher(Files.readString(ROUTES));
        while (page.find()) {
            known.add(page.group(1));
        }
        known.remove("missing");
        assertEquals(known, seen, "every page there is was visited");
    }

    @Test
    void nothing_of_a_patient_is_left_in_address_title_store_or_cache_and_going_back_after_signing_out_shows_nothing()
            throws Exception {
        String patient = people.patients(signedIn("bs.noi")).getFirst();
        try (Visit visit = new Visit(address("/"), "bs.noi", 1280, 900)) {
            visit.page.navigate(address("/patients/" + patient + "/laboratory"));
            visit.page.locator(".banner-name").waitFor();
            String name = visit.page
                    .locator(".banner-name")
                    .textContent()
                    .split("<")[0]
                    .strip();
            assertTrue(name.length() > 3, name);
            visit.page.waitForLoadState(LoadState.NETWORKIDLE);
            Object kept = visit.page.evaluate(
                    "async () => JSON.stringify([{...localStorage}, {...sessionStorage}, await caches.keys(),"
                            + " await indexedDB.databases(), document.title, location.href, history.state])");
            assertFalse(kept.toString().toUpperCase(java.util.Locale.ROOT).contains(name), kept.toString());
            assertTrue(
                    kept.toString().matches("\\[\\{(\"[\\w.-]+\":\"(vi|en)\")?\\},\\{\\},\\[\\],\\[\\],.*"),
                    kept.toString());
            visit.page
                    .getByLabel("Đăng xuất")
                    .or(visit.page.getByTitle("Đăng xuất"))
                    .first()
                    .click();
            visit.page.locator("input[name=username]").waitFor();
            visit.page.goBack();
            visit.page.waitForLoadState(LoadState.NETWORKIDLE);
            visit.page.locator("input[name=username]").waitFor();
            assertFalse(
                    visit.page.content().toUpperCase(java.util.Locale.ROOT).contains(name), "shown after signing out");
        }
    }

    @Test
    void another_site_can_neither_frame_a_page_nor_change_anything() throws Exception {
        HttpServer foreign = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        String page = "<iframe src='" + address("/parked") + "'></iframe><form method=post action='"
                + address("/api/v1/session/refresh") + "'><button>x</button></form>";
        foreign.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length());
            exchange.getResponseBody().write(page.getBytes(StandardCharsets.US_ASCII));
            exchange.close();
        });
        foreign.start();
        // The same machine under another name is another site.
        String elsewhere = "http://localhost:" + foreign.getAddress().getPort() + "/";
        try (Visit visit = new Visit(address("/"), "luutru", 1280, 900)) {
            List<Integer> answers = new ArrayList<>();
            visit.page.onResponse(r -> {
                if (r.url().contains("/session/refresh")) {
                    answers.add(r.status());
                }
            });
            visit.page.navigate(elsewhere);
            visit.page.waitForLoadState(LoadState.NETWORKIDLE);
            assertTrue(
                    visit.complaints.stream()
                            .anyMatch(c -> c.contains("violates") && c.contains("frame-ancestors 'self'")),
                    "the browser was told not to frame it: " + visit.complaints);
            visit.page.locator("button").click();
            visit.page.waitForLoadState(LoadState.NETWORKIDLE);
            assertEquals(List.of(403), answers);
            // What the browser said while it was elsewhere, of the icon of a bare answer too, is no complaint of ours.
            visit.complaints.clear();
            visit.page.navigate(address("/parked"));
            visit.page
                    .getByLabel("Đăng xuất")
                    .or(visit.page.getByTitle("Đăng xuất"))
                    .first()
                    .waitFor();
        } finally {
            foreign.stop(0);
        }
    }

    /** Opens each page as this person; returns on how many of them a hostile text was to be read. */
    private static int visit(String username, List<String> pages) {
        int shown = 0;
        try (Visit visit = new Visit(address("/"), username, 1280, 900)) {
            Page page = visit.page;
            String code = people.recoveryCode(username);
            if (code != null) {
                visit.give(code);
            }
            for (String path : pages) {
                page.navigate(address(path));
                page.waitForLoadState(LoadState.NETWORKIDLE);
                assertEquals(address(path), page.url(), "the page stayed");
                shown += page.locator("body").innerText().contains("pwned(1)") ? 1 : 0;
                seen.add(ViewerPages.page(path));
            }
            // Of the one link that leads nowhere the browser says that its answer was 404; nothing else may fail.
            visit.complaints.removeIf(
                    one -> one.contains("status of 404") && one.contains("/api/v1/patient-signings/"));
        }
        return shown;
    }

    private static Response signedIn(String username) {
        return people.signedIn(username);
    }

    private static String address(String path) {
        return people.address(path);
    }
}
