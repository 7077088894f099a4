package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import vn.emr.core.Ids;

/** The pages of the sheets of a record under treatment: of one, of papers made of it, and where it is signed. */
record SheetPages(DemoPeople people, Response doctor, String patient, String folder) {
    private static final String COURSE = "36/BV2";
    private static final String HARM = "<img src=x onerror=pwned(1)>";
    private static final Pattern CODE = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static List<String> of(DemoPeople people, Response doctor, List<String> patients) {
        for (String patient : patients) {
            String folders = "patients/" + patient + "/record-folders";
            String folder = JsonPath.from(people.asked(doctor, folders))
                    .getString("folders.find { it.state == 'IN_TREATMENT' }.id");
            if (folder != null) {
                SheetPages pages = new SheetPages(people, doctor, patient, folders + "/" + folder);
                List<String> forms =
                        JsonPath.from(people.asked(doctor, pages.folder)).getList("forms.form");
                if (forms.contains(COURSE)) {
                    return pages.all(forms);
                }
            }
        }
        throw new AssertionError("the sample has somebody whose treatment is written down");
    }

    private List<String> all(List<String> forms) {
        String made = made(forms.getFirst());
        return List.of(
                "/" + folder + "/sheets/new/" + forms.getLast().replace('/', '-'),
                "/patients/" + patient + "/sheets/" + made,
                "/prints/" + printed(sheet(made) + ".pdf"),
                "/signed-documents/" + signable(),
                // Whatever a link says, it leads nowhere here.
                "/patient-signing/" + Ids.next());
    }

    private String sheet(String id) {
        return "patients/" + patient + "/sheets/" + id;
    }

    private String made(String form) {
        Map<String, Object> sheet = Map.of(
                "form", form, "happened", Instant.now().toString(), "answers", Map.of(), "requestId", Ids.next());
        return done("POST", folder + "/sheets", sheet, 201).getString("sheet.id");
    }

    private JsonPath done(String method, String route, Object body, int status) {
        return people.json(doctor, body)
                .request(method, people.address("/api/v1/" + route))
                .then()
                .statusCode(status)
                .extract()
                .jsonPath();
    }

    /** The code on a paper, or on what is to be signed. */
    private String printed(String path) {
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

    /** The code of an entry as it is to be signed; what is signed is drawn when it is first looked at. */
    private String signable() {
        String sheet = sheet(made(COURSE));
        Map<String, Object> entry =
                Map.of("version", 1, "item", "dien-bien", "answers", Map.of("s", List.of(Map.of("text", HARM))));
        String id = done("POST", sheet + "/entries", entry, 200).getString("sheet.answers.'dien-bien'[0].entry.id");
        return printed(sheet + "/signed.pdf?entry=" + id);
    }
}
