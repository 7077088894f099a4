package vn.emr.api.demo;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Images of a study as the page of a chart draws them, seen by their greys. */
final class DrawnImages {
    private static final int LOOKS = 200;
    private static final int BETWEEN_LOOKS_MILLIS = 100;

    private static final String GREYS = """
            () => {
              const canvas = document.querySelector('[data-pane="current"] canvas');
              if (!canvas || canvas.width === 0) return 0;
              const copy = document.createElement('canvas');
              [copy.width, copy.height] = [canvas.width, canvas.height];
              const drawing = copy.getContext('2d');
              drawing.drawImage(canvas, 0, 0);
              const { data } = drawing.getImageData(0, 0, copy.width, copy.height);
              const found = new Set();
              for (let i = 0; i < data.length; i += 4) found.add(data[i]);
              return found.size;
            }
            """;

    private final Page page;

    DrawnImages(Page page) {
        this.page = page;
    }

    /** Somebody in reach of a session whose record has a study in the archive. */
    static String somebody(DemoPeople people, Response session) {
        for (String patient : people.patients(session)) {
            List<Map<String, Object>> studies = JsonPath.from(people.asked(session, "patients/" + patient + "/studies"))
                    .getList("");
            if (!studies.isEmpty()) {
                return patient;
            }
        }
        throw new AssertionError("nobody has a study");
    }

    /** Opens the first study of the page. */
    void open() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Xem ảnh: ")))
                .first()
                .click();
    }

    /** Of how many greys the image is, as soon as it has several; what is black or of one colour shows no image. */
    int greys() {
        int several = 0;
        for (int i = 0; i < LOOKS && several <= 3; i++) {
            page.waitForTimeout(BETWEEN_LOOKS_MILLIS);
            several = ((Number) page.evaluate(GREYS)).intValue();
        }
        return several;
    }
}
