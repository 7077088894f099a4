package vn.emr.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Forms are folders: each is found, and its version goes by the day of the event. */
class FormsTest {
    private final Forms forms = new Forms("test-forms");

    @Test
    void every_folder_of_the_index_is_a_form() {
        assertEquals(
                List.of("T/NOTE 1", "T/SHEET 1", "T/SHEET 2"),
                forms.all().stream().map(f -> f.code() + " " + f.version()).toList());
    }

    @Test
    void the_version_goes_by_the_day_of_the_event_in_the_hospitals_zone() {
        assertEquals("1", version("2025-12-31T16:59:59Z"));
        assertEquals("2", version("2025-12-31T17:00:00Z"));
        assertEquals("none", version("2019-12-31T16:59:59Z"));
        assertEquals("1", version("2019-12-31T17:00:00Z"));
    }

    @Test
    void a_version_is_found_however_old_it_is_and_one_that_is_not_there_is_not() {
        assertEquals("1", forms.version("T/SHEET", "1").orElseThrow().version());
        assertEquals(Optional.empty(), forms.version("T/SHEET", "3"));
        assertEquals(Optional.empty(), forms.version("T/NONE", "1"));
    }

    @Test
    void a_setting_is_offered_its_own_forms_in_force() {
        Instant now = Instant.parse("2026-11-20T01:00:00Z");
        assertEquals(List.of("T/NOTE", "T/SHEET"), codes(Form.Setting.INPATIENT, now));
        assertEquals(List.of("T/SHEET"), codes(Form.Setting.DAY, now));
        assertEquals(List.of(), codes(Form.Setting.COMMUNE, now));
        assertEquals(List.of(), codes(Form.Setting.DAY, Instant.parse("2018-01-01T00:00:00Z")));
    }

    @Test
    void the_index_names_every_folder_of_the_shipped_forms_and_no_other() throws IOException {
        Path root = Path.of("src/main/resources/forms");
        try (Stream<Path> files = Files.walk(root)) {
            List<String> folders = files.filter(f -> f.endsWith("form.json"))
                    .map(f -> root.relativize(f.getParent()).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
            assertEquals(folders, Files.readAllLines(root.resolve("index.txt")));
            assertEquals(folders.size(), new Forms().all().size());
        }
    }

    @Test
    void what_is_shipped_may_be_asked_for_by_its_files() {
        Form form = forms.version("T/NOTE", "1").orElseThrow();
        assertTrue(forms.file(form, "form.json").isPresent());
        assertEquals(Optional.empty(), forms.file(form, "print.html"));
    }

    private String version(String happened) {
        return forms.inForce("T/SHEET", Instant.parse(happened))
                .map(Form::version)
                .orElse("none");
    }

    private List<String> codes(Form.Setting setting, Instant moment) {
        return forms.inForce(setting, moment).stream().map(Form::code).toList();
    }
}
