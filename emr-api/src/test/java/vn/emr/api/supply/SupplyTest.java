package vn.emr.api.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What must not be in the sources, and which published weaknesses the parts of others have. */
class SupplyTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    @Test
    void no_secret_and_no_number_that_may_be_a_real_persons_is_in_the_repository() throws IOException {
        assertEquals(List.of(), RepositoryScan.of(ROOT));
        assertTrue(RepositoryScan.read(ROOT).size() > 1_500, "the repository was read");
    }

    @Test
    void each_form_of_a_secret_and_of_a_real_number_is_found_and_what_says_that_it_is_invented_is_not() {
        // In parts, so that the repository itself stays clean.
        String key = "-----BEGIN PRIVATE" + " KEY-----\nMIGHAgEAMBMGByqGSM49AgEG";
        for (String found : List.of(
                key,
                "emrs" + "_" + "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t0U1v",
                "eyJhbGciOiJFUzI1NiJ9" + ".eyJzdWIiOiIxMjM0NTY3" + ".AbCdEfGhIjKlMnOpQrStUv",
                "AKIA" + "ABCDEFGHIJKLMNOP",
                "ghp" + "_abcdefghijklmnopqrstuvwxyz0123456789",
                "postgres" + "://emr:s3cretpass" + "@db.hospital",
                "so 001" + "085314159 cua",
                "GD4" + "01" + "5837261940",
                "goi 09" + "83765214")) {
            assertEquals(1, RepositoryScan.in("x", found).size(), found);
        }
        for (String invented : List.of(
                "001" + "085999123",
                "001" + "085000001",
                "GD4019990000001",
                "0900000000",
                "0912345678",
                "emrs_khoa_mau_chi_dinh_khong_bi_mat_____________",
                "099" + "141999123",
                "sha 0010853141591")) {
            assertEquals(List.of(), RepositoryScan.in("x", invented), invented);
        }
    }

    @Test
    void versions_stand_in_the_order_their_makers_mean() {
        String[] rising = {
            "1.0-rc1",
            "1.0",
            "1.0.1",
            "1.2",
            "1.10",
            "4.1.130.Final",
            "4.1.132.Final",
            "4.2.0.Final",
            "42.7.9",
            "42.7.13"
        };
        for (int i = 1; i < rising.length; i++) {
            assertTrue(Versions.compare(rising[i - 1], rising[i]) < 0, rising[i - 1] + " before " + rising[i]);
            assertTrue(Versions.compare(rising[i], rising[i - 1]) > 0, rising[i] + " after " + rising[i - 1]);
        }
        assertEquals(0, Versions.compare("4.1.130.Final", "4.1.130"));
        assertEquals(0, Versions.compare("2.20", "2.20.0"));
    }

    @Test
    void an_advisory_meets_the_versions_from_the_first_to_the_one_before_the_fix() throws IOException {
        Files.writeString(folder.resolve("one.json"), """
                {"id": "X-1", "modified": "2026-11-01T00:00:00Z", "summary": "s",
                 "affected": [{"package": {"ecosystem": "Maven", "name": "g:a"},
                   "ranges": [{"type": "ECOSYSTEM", "events": [
                     {"introduced": "1.0"}, {"fixed": "1.5"}, {"introduced": "2.0"}, {"last_affected": "2.3"}, {"introduced": "3.0"}]}],
                   "versions": ["0.7"]}]}
                """);
        Advisory advisory = Advisory.in(folder).getFirst();
        for (String affected : List.of("1.0", "1.4.9", "2.0", "2.3", "3.0", "9", "0.7")) {
            assertTrue(advisory.affects(new Component("Maven", "g:a", affected)), affected);
        }
        for (String sound : List.of("0.9", "1.5", "1.9", "2.3.1", "0.8")) {
            assertFalse(advisory.affects(new Component("Maven", "g:a", sound)), sound);
        }
        assertFalse(advisory.affects(new Component("npm", "g:a", "1.0")));
        assertFalse(advisory.affects(new Component("Maven", "g:b", "1.0")));
    }

    @Test
    void the_advisories_that_come_along_name_their_source_and_can_be_read() throws IOException {
        Path shipped = ROOT.resolve("deploy/advisories");
        List<Advisory> advisories = Advisory.in(shipped);
        assertTrue(advisories.size() > 25, advisories.size() + " advisories");
        for (Advisory advisory : advisories) {
            assertTrue(
                    advisory.id().matches("(CVE|GHSA)-.+")
                            && !advisory.summary().isBlank(),
                    advisory.id());
            assertFalse(advisory.affected().isEmpty(), advisory.id());
        }
    }
}
