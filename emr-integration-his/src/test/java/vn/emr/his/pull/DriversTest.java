package vn.emr.his.pull;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers are found where they were put, and those that are no drivers hold up no other. */
class DriversTest {
    @TempDir
    Path folder;

    @Test
    void that_of_postgresql_is_here_and_others_are_found_when_their_jar_is_put_there() throws Exception {
        Drivers drivers = new Drivers(folder);
        assertEquals(
                "org.postgresql.Driver",
                drivers.of("jdbc:postgresql://127.0.0.1/his").getClass().getName());
        PullTrouble missing = assertThrows(PullTrouble.class, () -> drivers.of("jdbc:thu:his"));
        assertEquals(true, missing.getMessage().contains("thư mục drivers"));
        Files.writeString(folder.resolve("a-hong.jar"), "không phải jar");
        jar("b-thieu.jar", "vn.khong.Co");
        jar("c-thu.jar", OfAHospital.class.getName());
        assertEquals(OfAHospital.class, drivers.of("jdbc:thu:his").getClass());
        assertEquals(
                "org.postgresql.Driver",
                drivers.of("jdbc:postgresql://127.0.0.1/his").getClass().getName());
    }

    private void jar(String name, String driver) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                JarOutputStream jar = new JarOutputStream(file)) {
            jar.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
            jar.write(driver.getBytes(StandardCharsets.UTF_8));
            jar.closeEntry();
        }
    }

    /** A driver of a product nobody has. */
    public static final class OfAHospital implements Driver {
        @Override
        public Connection connect(String url, Properties properties) {
            return null;
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:thu:");
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
