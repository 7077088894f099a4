package vn.emr.his.pull;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * Drivers of hospitals' databases: that of PostgreSQL is here, others are jar files in the folder {@code drivers} of the data
 * folder. A jar that is put there is found at the next round; one that is taken away after the next start.
 */
final class Drivers {
    private static final int MOST_JARS = 20;
    private static final int MOST_UNUSABLE = 50;

    private final Path folder;
    private List<Path> loaded = List.of();
    private ClassLoader loader = Drivers.class.getClassLoader();

    Drivers(Path folder) {
        this.folder = folder;
    }

    /** @throws PullTrouble when no driver here takes such an address */
    synchronized Driver of(String url) throws PullTrouble {
        load();
        Iterator<Driver> drivers = ServiceLoader.load(Driver.class, loader).iterator();
        for (int unusable = 0; unusable < MOST_UNUSABLE; ) {
            try {
                if (!drivers.hasNext()) {
                    break;
                }
                Driver driver = drivers.next();
                if (driver.acceptsURL(url)) {
                    return driver;
                }
            } catch (ServiceConfigurationError | LinkageError | SQLException e) {
                // The next one may do; a jar for a newer Java is no driver here.
                unusable++;
            }
        }
        throw new PullTrouble(
                "Chưa có trình điều khiển cho cơ sở dữ liệu này: đặt tệp .jar của nhà sản xuất vào thư mục drivers của"
                        + " thư mục dữ liệu",
                true);
    }

    /** Classes of a jar that is in use stay; new jars get a loader with all of them. */
    private void load() throws PullTrouble {
        List<Path> jars = jars();
        if (jars.equals(loaded)) {
            return;
        }
        URL[] urls = new URL[jars.size()];
        try {
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars.get(i).toUri().toURL();
            }
        } catch (MalformedURLException e) {
            throw new PullTrouble("Tên tệp trong thư mục drivers không dùng được", true);
        }
        loader = new URLClassLoader("drivers", urls, Drivers.class.getClassLoader());
        loaded = jars;
    }

    private List<Path> jars() throws PullTrouble {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar") && Files.isRegularFile(file))
                    .sorted()
                    .limit(MOST_JARS)
                    .toList();
        } catch (IOException e) {
            throw new PullTrouble("Không đọc được thư mục drivers", true);
        }
    }
}
