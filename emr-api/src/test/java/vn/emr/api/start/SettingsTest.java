package vn.emr.api.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.DatabaseAddress.Account;

class SettingsTest {
    private static final DatabaseAddress DATABASE = new DatabaseAddress(
            "jdbc:postgresql://127.0.0.1:1/emr", new Account("app", "app-secret"), new Account("own", "own-secret"));

    @TempDir
    Path folder;

    @Test
    void an_unknown_key_in_the_environment_stops_the_start_and_is_named() {
        assertEquals(
                "Unknown setting EMR_HTP_PORT in the environment.", refused(Map.of("EMR_HTP_PORT", "1", "HOME", "/")));
        assertEquals(
                "8080", settings(Map.of("HOME", "/")).get(Setting.EMR_HTTP_PORT).orElseThrow());
    }

    @Test
    void an_unknown_key_in_the_file_stops_the_start_with_its_line() throws Exception {
        Path file = file("# ours\n\nEMR_HTTP_PORT=1234\nEMR_DATADIR=/x\n");
        assertEquals(
                "Unknown setting EMR_DATADIR in line 4 of " + file + ".",
                refused(Map.of("EMR_CONFIG", file.toString())));
        Path strange = file("EMR_HTTP_PORT 1234\n");
        assertTrue(refused(Map.of("EMR_CONFIG", strange.toString())).startsWith("Line 1 of"));
    }

    @Test
    void the_environment_wins_over_the_file_and_an_empty_value_is_no_value() throws Exception {
        Path file = file("EMR_HTTP_PORT=\"1111\"\n; note\nEMR_HIS_MLLP_PORT='2222'\nEMR_LIS_MLLP_PORT=\n");
        Settings settings = settings(Map.of("EMR_CONFIG", file.toString(), "EMR_HTTP_PORT", "3333"));
        assertEquals("3333", settings.get(Setting.EMR_HTTP_PORT).orElseThrow());
        assertEquals("2222", settings.get(Setting.EMR_HIS_MLLP_PORT).orElseThrow());
        assertEquals("2576", settings.get(Setting.EMR_LIS_MLLP_PORT).orElseThrow());
    }

    @Test
    void done_files_stay_for_thirty_days_or_as_many_as_a_number_says() {
        assertEquals("30", settings(Map.of()).get(Setting.EMR_DROP_KEEP_DAYS).orElseThrow());
        assertEquals(
                "7",
                settings(Map.of("EMR_DROP_KEEP_DAYS", "7"))
                        .get(Setting.EMR_DROP_KEEP_DAYS)
                        .orElseThrow());
        for (String wrong : List.of("0", "-1", "a month")) {
            assertTrue(refused(Map.of("EMR_DROP_KEEP_DAYS", wrong)).contains("number of days"), wrong);
        }
    }

    @Test
    void a_file_with_a_password_that_everybody_may_read_is_refused() throws Exception {
        Path file = file("EMR_DB_OWNER_PASSWORD=x\n");
        settings(Map.of("EMR_CONFIG", file.toString()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(refused(Map.of("EMR_CONFIG", file.toString())).contains("everybody may read it"));
    }

    @Test
    void values_that_cannot_work_are_refused_naming_the_key() throws Exception {
        assertTrue(refused(Map.of("EMR_HTTP_PORT", "eighty")).startsWith("EMR_HTTP_PORT is eighty"));
        assertTrue(refused(Map.of("EMR_LIS_MLLP_PORT", "70000")).startsWith("EMR_LIS_MLLP_PORT is 70000"));
        assertTrue(refused(Map.of("EMR_TRUSTED_PROXIES", "proxy.example")).startsWith("EMR_TRUSTED_PROXIES holds"));
        assertTrue(refused(Map.of("EMR_TRUSTED_PROXIES", "10.0.0.0/99")).startsWith("EMR_TRUSTED_PROXIES holds"));
        assertEquals(
                "EMR_SEARCHES_PER_MINUTE is 0, which is not a number from 1 to 999999.",
                refused(Map.of("EMR_SEARCHES_PER_MINUTE", "0")));
        assertEquals(
                "EMR_EMERGENCY_MINUTES is 721, which is not a number of minutes from 1 to 720.",
                refused(Map.of("EMR_EMERGENCY_MINUTES", "721")));
        assertEquals(
                "EMR_DISCLOSURE_DAYS is 0, which is not a number of days from 1 to 99.",
                refused(Map.of("EMR_DISCLOSURE_DAYS", "0")));
        assertEquals(
                "EMR_DAYS_OFF names 2027-02-30, which is not a day such as 2027-02-08.",
                refused(Map.of("EMR_DAYS_OFF", "2027-02-08, 2027-02-30")));
        assertEquals(
                "EMR_TIME_SERVER is ntp:123456, which is not a host such as ntp.benhvien.local or 10.0.0.5:123.",
                refused(Map.of("EMR_TIME_SERVER", "ntp:123456")));
        assertTrue(refused(Map.of("EMR_HOSPITAL_NETWORKS", "10.0.0.0/8, bệnh viện"))
                .startsWith("EMR_HOSPITAL_NETWORKS is 10.0.0.0/8, bệnh viện, which is not a list"));
        assertTrue(refused(Map.of("EMR_PASSWORD_PROFILE", "none")).startsWith("EMR_PASSWORD_PROFILE is none"));
        for (String origin : new String[] {
            "emr.example", "http://emr.example", "https://10.0.0.7", "https://emr.example/", "https://emr.example/x"
        }) {
            assertTrue(refused(Map.of("EMR_ORIGIN", origin)).startsWith("EMR_ORIGIN is " + origin), origin);
        }
        Path key = file("key");
        assertEquals(
                "EMR_TLS_KEY is set, so EMR_TLS_CERT must be set too.", refused(Map.of("EMR_TLS_KEY", key.toString())));
        assertEquals(
                "EMR_TLS_CERT names /not/there, which cannot be read.",
                refused(Map.of("EMR_TLS_KEY", key.toString(), "EMR_TLS_CERT", "/not/there")));
        assertEquals(
                "QUARKUS_DATASOURCE_JDBC_URL is set, so QUARKUS_DATASOURCE_USERNAME must be set too.",
                refused(Map.of("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db/emr")));
    }

    @Test
    void a_device_for_keys_needs_a_file_with_its_pin_that_not_everybody_reads() throws Exception {
        Path pin = file("a pin");
        String library = file("a library").toString();
        assertEquals(
                library,
                properties(Map.of("EMR_SIGNING_DEVICE", library, "EMR_SIGNING_DEVICE_PIN_FILE", pin.toString()), "run")
                        .get("emr.signing.device"));
        assertEquals(
                "EMR_SIGNING_DEVICE and EMR_SIGNING_DEVICE_PIN_FILE must be set together.",
                refused(Map.of("EMR_SIGNING_DEVICE", library)));
        assertEquals(
                "EMR_SIGNING_DEVICE_SLOT is first, which is not the place of a slot from 0.",
                refused(Map.of("EMR_SIGNING_DEVICE_SLOT", "first")));
        Files.setPosixFilePermissions(pin, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(refused(Map.of("EMR_SIGNING_DEVICE", library, "EMR_SIGNING_DEVICE_PIN_FILE", pin.toString()))
                .startsWith("EMR_SIGNING_DEVICE_PIN_FILE names "));
    }

    @Test
    void an_identity_provider_needs_its_client_our_origin_and_an_address_that_can_be_asked() throws Exception {
        Path secret = file("a secret");
        Map<String, String> good = Map.of(
                "EMR_OIDC_ISSUER", "https://id.hospital.example/realms/hospital",
                "EMR_OIDC_CLIENT_ID", "emr",
                "EMR_OIDC_CLIENT_SECRET_FILE", secret.toString(),
                "EMR_ORIGIN", "https://emr.hospital.example");
        settings(good);
        for (String needed : List.of("EMR_OIDC_CLIENT_ID", "EMR_OIDC_CLIENT_SECRET_FILE", "EMR_ORIGIN")) {
            Map<String, String> without = new java.util.HashMap<>(good);
            without.remove(needed);
            assertEquals("EMR_OIDC_ISSUER is set, so " + needed + " must be set too.", refused(without));
        }
        for (String issuer : List.of(
                "id.hospital.example",
                "http://id.hospital.example",
                "https://169.254.169.254",
                "https://id.example/?x=1")) {
            Map<String, String> wrong = new java.util.HashMap<>(good);
            wrong.put("EMR_OIDC_ISSUER", issuer);
            assertTrue(refused(wrong).startsWith("EMR_OIDC_ISSUER is " + issuer), issuer);
        }
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        assertTrue(refused(good).contains("which everybody may read"));
    }

    @Test
    void a_timestamp_authority_is_asked_over_the_web_and_never_where_a_cloud_keeps_its_secrets() {
        for (String address : List.of("https://tsa.provider.example/tsp", "http://10.0.0.9:8080/tsa")) {
            assertEquals(
                    address,
                    properties(Map.of("EMR_SIGNING_TIMESTAMP", address), "run").get("emr.signing.timestamp"));
        }
        for (String wrong : List.of(
                "tsa.provider.example",
                "ftp://tsa.provider.example",
                "https://" + "user:secret" + "@tsa.provider.example",
                "https://tsa.provider.example/#x",
                "http://169.254.169.254/tsa")) {
            assertEquals(
                    "EMR_SIGNING_TIMESTAMP is " + wrong + ", which is not like https://tsa.provider.example/tsp.",
                    refused(Map.of("EMR_SIGNING_TIMESTAMP", wrong)));
        }
    }

    @Test
    void signatures_without_value_in_law_count_in_the_demo_and_nowhere_else() {
        assertEquals("false", properties(Map.of(), "run").get("emr.signing.trial"));
        assertEquals("true", properties(Map.of(), "demo").get("emr.signing.trial"));
        ServerProperties.mustBeReal("run", null);
        ServerProperties.mustBeReal("run", "false");
        ServerProperties.mustBeReal("demo", "true");
        assertEquals(
                "emr.signing.trial is true, with which signatures without any value in law would count; only ./emr demo may have"
                        + " it.",
                assertThrows(SettingsRefused.class, () -> ServerProperties.mustBeReal("run", "true"))
                        .getMessage());
        assertEquals(
                "Unknown setting EMR_SIGNING_TRIAL in the environment.", refused(Map.of("EMR_SIGNING_TRIAL", "true")));
    }

    @Test
    void a_database_of_another_machine_is_spoken_to_with_tls_only() {
        for (String bare : List.of(
                "jdbc:postgresql://db/emr",
                "jdbc:postgresql://db.hospital.example:5432/emr?sslmode=prefer",
                "jdbc:postgresql://127.0.0.1.hospital.example/emr",
                "jdbc:postgresql://db/emr?application=ssl=truely")) {
            assertEquals(
                    "QUARKUS_DATASOURCE_JDBC_URL leads to another machine without TLS: add sslmode=verify-full.",
                    refused(withAccounts(bare)),
                    bare);
        }
        for (String safe : List.of(
                "jdbc:postgresql://db/emr?sslmode=verify-full",
                "jdbc:postgresql://db/emr?x=1&sslmode=require",
                "jdbc:postgresql://127.0.0.1:5432/emr",
                "jdbc:postgresql://localhost/emr",
                "jdbc:postgresql:emr")) {
            assertTrue(settings(withAccounts(safe)).externalDatabase().isPresent(), safe);
        }
    }

    @Test
    void a_profile_for_developers_stops_the_start() {
        assertEquals(
                "QUARKUS_PROFILE is dev, with which no patient data is safe.",
                refused(Map.of("QUARKUS_PROFILE", "dev")));
        assertTrue(
                settings(Map.of("QUARKUS_PROFILE", "prod")).externalDatabase().isEmpty());
    }

    private static Map<String, String> withAccounts(String url) {
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", url,
                "QUARKUS_DATASOURCE_USERNAME", "a",
                "QUARKUS_DATASOURCE_PASSWORD", "b",
                "EMR_DB_OWNER_USER", "c",
                "EMR_DB_OWNER_PASSWORD", "d");
    }

    @Test
    void an_external_database_gets_multi_row_rewriting_and_two_accounts() {
        Settings settings = settings(Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://db/emr?ssl=true",
                "QUARKUS_DATASOURCE_USERNAME", "a",
                "QUARKUS_DATASOURCE_PASSWORD", "b",
                "EMR_DB_OWNER_USER", "c",
                "EMR_DB_OWNER_PASSWORD", "d"));
        assertEquals(
                new DatabaseAddress(
                        "jdbc:postgresql://db/emr?ssl=true&reWriteBatchedInserts=true",
                        new Account("a", "b"),
                        new Account("c", "d")),
                settings.externalDatabase().orElseThrow());
        assertTrue(settings(Map.of()).externalDatabase().isEmpty());
    }

    @Test
    void without_tls_and_proxies_only_this_machine_is_answered() {
        Map<String, String> plain = properties(Map.of(), "run");
        assertEquals("127.0.0.1", plain.get("quarkus.http.host"));
        assertFalse(plain.containsKey("quarkus.http.proxy.proxy-address-forwarding"));
        assertEquals("app", plain.get("quarkus.datasource.username"));
        assertEquals("own", plain.get("quarkus.flyway.username"));

        Map<String, String> behind = properties(Map.of("EMR_TRUSTED_PROXIES", "10.1.0.0/16, fd00::1"), "run");
        assertEquals("0.0.0.0", behind.get("quarkus.http.host"));
        assertEquals("10.1.0.0/16,fd00::1", behind.get("quarkus.http.proxy.trusted-proxies"));
    }

    @Test
    void with_tls_the_plain_door_is_closed() throws Exception {
        Map<String, String> set = Map.of(
                "EMR_TLS_CERT", file("cert").toString(),
                "EMR_TLS_KEY", file("key").toString(),
                "EMR_HTTP_PORT", "443");
        Map<String, String> tls = properties(set, "run");
        assertEquals("disabled", tls.get("quarkus.http.insecure-requests"));
        assertEquals("443", tls.get("quarkus.http.ssl-port"));
        assertEquals("0.0.0.0", tls.get("quarkus.http.host"));
        assertEquals("127.0.0.1", properties(set, "demo").get("quarkus.http.host"));
    }

    @Test
    void passwords_of_the_owner_are_not_spread_over_further_properties() {
        Map<String, String> external = properties(withAccounts("jdbc:postgresql://db/emr?sslmode=verify-full"), "run");
        assertFalse(external.containsKey("EMR_DB_OWNER_PASSWORD"));
    }

    @Test
    void a_network_holds_its_own_addresses_only() throws Exception {
        PeerAddress network = PeerAddress.parse("10.1.128.0/17");
        assertTrue(network.holds(InetAddress.getByName("10.1.200.7")));
        assertFalse(network.holds(InetAddress.getByName("10.1.100.7")));
        assertFalse(network.holds(InetAddress.getByName("fd00::1")));
        assertTrue(PeerAddress.parse("fd00::/8").holds(InetAddress.getByName("fd12::9")));
        assertFalse(PeerAddress.parse("192.0.2.1").holds(InetAddress.getByName("192.0.2.2")));
    }

    @Test
    void token_keys_are_made_once_and_kept_for_their_owner() throws Exception {
        TokenKeys first = TokenKeys.in(folder.resolve("keys"));
        String pem = Files.readString(first.privateKey());
        assertTrue(pem.startsWith("-----BEGIN PRIVATE KEY-----\n"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(first.privateKey())));
        TokenKeys second = TokenKeys.in(folder.resolve("keys"));
        assertEquals(pem, Files.readString(second.privateKey()));
    }

    @Test
    void the_configuration_template_explains_every_setting_and_no_other() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("../deploy/emr.conf"));
        Set<String> explained = lines.stream()
                .filter(line -> line.matches("#?[A-Z_]+=.*"))
                .map(line -> line.replaceFirst("^#", "").replaceFirst("=.*", ""))
                .collect(Collectors.toSet());
        Set<String> known = Arrays.stream(Setting.values()).map(Setting::name).collect(Collectors.toSet());
        assertEquals(known, explained);
    }

    private Settings settings(Map<String, String> environment) {
        return Settings.read(environment, folder.resolve("no-usual-file"));
    }

    private String refused(Map<String, String> environment) {
        return assertThrows(SettingsRefused.class, () -> settings(environment)).getMessage();
    }

    private Map<String, String> properties(Map<String, String> environment, String mode) {
        return ServerProperties.of(
                settings(environment), mode, DATABASE, new TokenKeys(folder.resolve("p"), folder.resolve("q")));
    }

    private Path file(String text) throws Exception {
        Path file = Files.createTempFile(folder, "file", ".conf");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        return file;
    }
}
