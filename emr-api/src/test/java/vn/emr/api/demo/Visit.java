package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One person at a browser; fails on any request that leaves the server, on any script or policy error, on a dialog, on a script
 * that came in a text, and on an answer without the headers each of ours must carry.
 */
final class Visit implements AutoCloseable {
    private static final Path CHROMIUM = Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final Map<String, String> HEADERS = Map.of(
            "content-security-policy", "default-src '(self|none)'; .*frame-ancestors 'self'.*",
            "x-content-type-options", "nosniff",
            "referrer-policy", "no-referrer",
            "x-frame-options", "SAMEORIGIN",
            "cache-control", "no-store|no-cache|.*immutable.*");

    private final String server;
    final Playwright playwright;
    final Page page;
    final List<String> complaints = new ArrayList<>();

    /** Signs in; the test is skipped where there is no browser. */
    Visit(String server, String username, int width, int height) {
        assumeTrue(Files.isExecutable(CHROMIUM), "no Chromium: apt install chromium, or name one in CHROMIUM");
        this.server = server;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(CHROMIUM)
                        .setArgs(FLAGS));
        page = watched(browser, server, width, height);
        page.navigate(server);
        page.getByText("mọi người bệnh đều là hư cấu").first().waitFor();
        signIn(username);
    }

    private Page watched(Browser browser, String server, int width, int height) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("vi-VN")
                .setTimezoneId("Europe/Berlin"));
        // What the texts of HostileTexts would call.
        context.addInitScript("window.pwned = () => { throw new Error('a script of a text ran'); }");
        Page watched = context.newPage();
        watched.setDefaultTimeout(TimeUnit.SECONDS.toMillis(30));
        watched.onRequest(r -> {
            if (!r.url().startsWith(server)
                    && !r.url().startsWith("data:")
                    && !r.url().startsWith("blob:")) {
                complaints.add("a foreign request: " + r.url());
            }
        });
        watched.onResponse(r -> {
            if (r.url().startsWith(server)) {
                complaints.addAll(missing(r));
            }
        });
        watched.onDialog(dialog -> {
            complaints.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        watched.onPageError(complaints::add);
        watched.onConsoleMessage(m -> {
            if (m.type().equals("error") && !m.text().contains("401")) {
                complaints.add(m.text() + " " + m.location());
            }
        });
        return watched;
    }

    /** The page of somebody else, on a phone of their own, who does not sign in; its faults count as those of this visit. */
    Page stranger() {
        return watched(page.context().browser(), server, 390, 844);
    }

    /** The second step of signing in: a code of the app or a recovery code. */
    void give(String code) {
        page.locator("input[name=code]").fill(code);
        page.locator("input[name=code]").press("Enter");
        page.getByRole(AriaRole.NAVIGATION).first().waitFor();
    }

    /** Gives the browser a security key that is touched whenever it is asked (CDP, domain WebAuthn). */
    void plugSecurityKey() {
        CDPSession devtools = page.context().newCDPSession(page);
        devtools.send("WebAuthn.enable");
        JsonObject key = new JsonObject();
        key.addProperty("protocol", "ctap2");
        key.addProperty("transport", "usb");
        JsonObject given = new JsonObject();
        given.add("options", key);
        devtools.send("WebAuthn.addVirtualAuthenticator", given);
    }

    /** Types name and password and waits for the next page. */
    void signIn(String username) {
        page.locator("input[name=username]").fill(username);
        page.locator("input[name=password]").fill(DemoIT.PASSWORD);
        page.locator("input[name=password]").press("Enter");
        page.getByLabel("Đăng xuất")
                .or(page.getByTitle("Đăng xuất"))
                .or(page.locator("input[name=code]"))
                .first()
                .waitFor();
    }

    private static List<String> missing(Response answer) {
        Map<String, String> headers = answer.headers();
        return HEADERS.entrySet().stream()
                .filter(wanted -> !headers.getOrDefault(wanted.getKey(), "").matches(wanted.getValue()))
                .map(wanted -> answer.url() + " came with " + wanted.getKey() + ": " + headers.get(wanted.getKey()))
                .toList();
    }

    void picture(String name) {
        picture(page, name);
    }

    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    @Override
    public void close() {
        playwright.close();
        assertEquals(List.of(), complaints);
    }
}
