package vn.emr.core.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vn.emr.core.organization.JdbcAddress.Product;

/** Settings of what is fetched: an address leads where it says and nowhere else, and nothing else is done by it. */
class PullSettingsTest {
    private static final Map<String, String> DATABASE = Map.of(
            "pull-mappings",
            "nguoi-benh, xet-nghiem",
            "pull-database",
            "jdbc:postgresql://his-db:5432/his?sslmode=verify-full",
            "pull-user",
            "emr_doc",
            "password",
            "mật khẩu");
    private static final Map<String, String> API =
            Map.of("pull-mappings", "phieu", "pull-address", "https://his.example/api/", "bearer", "abc");

    @Test
    void usual_values_are_set() {
        PullSettings settings = PullSettings.of(DATABASE, false);
        assertEquals(List.of("nguoi-benh", "xet-nghiem"), settings.mappings());
        assertEquals(Duration.ofSeconds(60), settings.every());
        assertEquals(Duration.ofMinutes(15), settings.again());
        assertEquals("jdbc:postgresql://his-db:5432/his", settings.database().shown());
        assertEquals(
                "https://his.example/api", PullSettings.of(API, false).api().toString());
    }

    @Test
    void addresses_of_the_products_hospitals_have_are_taken() {
        for (String address : List.of(
                "jdbc:postgresql://10.0.0.5/his?sslmode=require&currentSchema=emr",
                "jdbc:oracle:thin:@tcps://10.0.0.5:2484/HIS",
                "jdbc:sqlserver://10.0.0.5:1433;databaseName=HIS;encrypt=true;trustServerCertificate=true",
                "jdbc:sqlserver://10.0.0.5\\SQL2019;databaseName=HIS;encrypt=strict",
                "jdbc:postgresql://10.0.0.5/his?ssl=true",
                "jdbc:mysql://10.0.0.5/his?useSSL=true&requireSSL=true",
                "jdbc:mariadb://10.0.0.5/his?useSSL=true",
                "jdbc:mysql://10.0.0.5:3306/his?sslMode=REQUIRED")) {
            assertTrue(JdbcAddress.parse(address).encrypted(), address);
        }
        for (String address : List.of(
                "jdbc:oracle:thin:@10.0.0.5:1521:HIS",
                "jdbc:oracle:thin:@//10.0.0.5:1521/HIS",
                "jdbc:mariadb://10.0.0.5/his",
                "jdbc:postgresql://10.0.0.5/his?sslmode=prefer",
                "jdbc:postgresql://10.0.0.5/his?ssl=true&sslmode=disable",
                "jdbc:postgresql://10.0.0.5/his?encrypt=true",
                "jdbc:mysql://10.0.0.5/his?useSSL=true",
                "jdbc:mysql://10.0.0.5/his?useSSL=true&sslMode=DISABLED",
                "jdbc:sqlserver://10.0.0.5;databaseName=HIS;ssl=true",
                "jdbc:sqlserver://10.0.0.5;databaseName=HIS;encrypt=false")) {
            assertFalse(JdbcAddress.parse(address).encrypted(), address);
        }
        assertEquals(
                Product.MYSQL, JdbcAddress.parse("jdbc:mariadb://10.0.0.5/his").product());
    }

    @Test
    void addresses_that_do_more_than_lead_to_a_database_are_refused() {
        for (String address : List.of(
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://khac/x.sql'",
                "jdbc:postgresql://a/his?socketFactory=org.springframework.context.support.ClassPathXmlApplicationContext",
                "jdbc:postgresql://a/his?sslmode=require&loggerFile=/etc/x",
                "jdbc:postgresql://a/his?user=x",
                "jdbc:postgresql://x:y@a/his",
                "jdbc:postgresql://a,b/his",
                "jdbc:postgresql://a/his?ssl",
                "jdbc:postgresql://a/his?sslmode=require&sslMode=disable",
                "jdbc:mysql://a/his?allowLoadLocalInfile=true",
                "jdbc:mysql://a/his?autoDeserialize=true",
                "jdbc:mysql://(host=a,autoDeserialize=true)/his",
                "jdbc:sqlserver://a;password=x",
                "jdbc:oracle:thin:x/y@//a:1521/HIS",
                "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=a)))",
                "postgresql://a/his",
                "jdbc:postgresql://a/his?sslmode=require ")) {
            assertThrows(IllegalArgumentException.class, () -> JdbcAddress.parse(address), address);
        }
    }

    @Test
    void what_cannot_work_is_said_by_its_setting() {
        refused("pull-mappings", DATABASE, "pull-mappings", "../khac");
        refused("pull-mappings", DATABASE, "pull-mappings", "a, a");
        refused("pull-mappings", DATABASE, "pull-mappings", " ");
        refused("pull-database", DATABASE, "pull-database", "");
        refused("pull-database", DATABASE, "pull-address", "https://his.example");
        refused("pull-database", DATABASE, "pull-database", "jdbc:postgresql://his-db/his");
        refused("pull-user", DATABASE, "pull-user", "");
        refused("bearer", DATABASE, "bearer", "abc");
        refused("pull-every", DATABASE, "pull-every", "4");
        refused("pull-again", API, "pull-again", "nhiều");
        refused("pull-from", API, "pull-from", "hôm qua");
        refused("bearer", API, "pull-user", "x");
        refused("password", API, "password", "a\nb");
        for (String address : List.of(
                "http://his.example",
                "ftp://his.example",
                "https://x:y@his.example",
                "https://his.example/?a=1",
                "https://his.example/{visit}",
                "https://169.254.169.254/latest",
                "https://[fe80::1]/",
                "https://0.0.0.0/",
                "https:///x")) {
            refused("pull-address", API, "pull-address", address);
        }
    }

    @Test
    void without_encryption_only_on_this_machine_or_where_it_is_declared() {
        Map<String, String> open = with(DATABASE, "pull-database", "jdbc:oracle:thin:@10.0.0.5:1521:HIS");
        assertEquals("10.0.0.5", PullSettings.of(open, true).database().host());
        assertTrue(PullSettings.of(with(DATABASE, "pull-database", "jdbc:mysql://127.0.0.1/his"), false)
                .database()
                .here());
        assertEquals(
                "http://10.0.0.5:8080",
                PullSettings.of(with(API, "pull-address", "http://10.0.0.5:8080"), true)
                        .api()
                        .toString());
    }

    private static void refused(String setting, Map<String, String> good, String name, String value) {
        PullSettings.Fault fault =
                assertThrows(PullSettings.Fault.class, () -> PullSettings.of(with(good, name, value), false), value);
        assertEquals(setting, fault.setting(), fault.getMessage());
    }

    private static Map<String, String> with(Map<String, String> good, String name, String value) {
        Map<String, String> all = new HashMap<>(good);
        all.put(name, value);
        return all;
    }
}
