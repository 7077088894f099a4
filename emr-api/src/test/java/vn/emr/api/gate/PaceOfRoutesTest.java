package vn.emr.api.gate;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.emr.api.Browser;
import vn.emr.api.Server;
import vn.emr.core.access.Hospital;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.testing.Role;

/** Who asks too often is told when to come again, and nobody else waits. */
@QuarkusTest
@QuarkusTestResource(Server.class)
class PaceOfRoutesTest {
    private static final String FILE = "/api/v1/codes/mappings/file";

    private final Hospital hospital = Server.hospital();

    @Test
    void files_taken_out_too_often_are_answered_429_with_when_to_come_again_and_traced_once() {
        Browser clerk = Browser.in(hospital, Role.RECORDS_CLERK);
        int given = 0;
        Response answer = clerk.ask().get(FILE);
        // Some are given back while the test runs: one in a minute.
        while (answer.statusCode() == 200 && given < 2 * Server.EXPORTS) {
            given++;
            answer = clerk.ask().get(FILE);
        }
        assertTrue(given >= Server.EXPORTS, given + " were given");
        for (int i = 0; i < 3; i++) {
            answer.then()
                    .statusCode(429)
                    .contentType("application/problem+json")
                    .body("code", equalTo("TOO_OFTEN"))
                    .body("title", equalTo("Yêu cầu quá nhiều lần, hãy chờ một lát rồi thử lại"));
            int seconds = Integer.parseInt(answer.header("Retry-After"));
            assertTrue(seconds >= 1 && seconds <= 3_600 / Server.EXPORTS, seconds + " s");
            assertEquals(1, answer.headers().getValues("Retry-After").size());
            answer = clerk.ask().get(FILE);
        }
        assertEquals(1, hospital.audits("REFUSED"));
        clerk.ask().get("/api/v1/me").then().statusCode(200);
        Browser.in(hospital, Role.RECORDS_CLERK).ask().get(FILE).then().statusCode(200);
    }

    @Test
    void every_search_and_every_file_that_is_taken_out_says_so() {
        Set<String> unsaid = new TreeSet<>();
        int said = 0;
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("vn.emr.api")) {
            String base = type.isAnnotatedWith(Path.class)
                    ? type.getAnnotationOfType(Path.class).value()
                    : "";
            for (JavaMethod method : base.isEmpty() ? Set.<JavaMethod>of() : type.getMethods()) {
                String path = base
                        + (method.isAnnotatedWith(Path.class)
                                ? method.getAnnotationOfType(Path.class).value()
                                : "");
                Pace.Of wanted = wanted(path, method.isAnnotatedWith(GET.class));
                if (wanted != null
                        && (method.isAnnotatedWith(vn.emr.core.access.Requires.class)
                                || method.isMetaAnnotatedWith(vn.emr.core.access.Requires.class))) {
                    boolean fits = method.isAnnotatedWith(Paced.class)
                            && method.getAnnotationOfType(Paced.class).value() == wanted;
                    said++;
                    if (!fits) {
                        unsaid.add(path);
                    }
                }
            }
        }
        assertEquals(Set.of(), unsaid);
        assertTrue(said >= 6, said + " routes");
    }

    private static Pace.Of wanted(String path, boolean get) {
        if (path.endsWith("/search")) {
            return Pace.Of.SEARCH;
        }
        boolean file = List.of("/export", "/file", ".csv").stream().anyMatch(path::endsWith);
        return get && file ? Pace.Of.EXPORT : null;
    }
}
