package vn.emr.api.demo;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the feeder sends to and how long it stays.
 *
 * @param archive which archive serves the studies: {@code auto}, {@code orthanc}, {@code standin} or {@code none}
 * @param imaging DICOMweb base address, null for the one of {@code hospital.json}
 * @param laboratory where the stand-in laboratory takes orders, null for the address of {@code hospital.json}
 * @param again send everything although it was fed before
 * @param once end after the feed instead of serving studies and orders on
 * @param waitSeconds longest wait for the server to become ready
 */
record FeederOptions(
        String host,
        int httpPort,
        int hisPort,
        int lisPort,
        Path dataDir,
        String archive,
        URI imaging,
        URI laboratory,
        boolean again,
        boolean once,
        int waitSeconds) {
    static final String USAGE = """
            Feeder [http://127.0.0.1:8080] [--data DIR] [--host 127.0.0.1] [--http 8080] [--his 2575] [--lis 2576]
                   [--archive auto|orthanc|standin|none] [--imaging http://127.0.0.1:18042/dicom-web]
                   [--laboratory mllp://127.0.0.1:18043]
                   [--again] [--once] [--wait 180]
            The address of the server may stand first. Defaults of the data folder and the ports come from EMR_DATA_DIR, EMR_HTTP_PORT, EMR_HIS_MLLP_PORT and EMR_LIS_MLLP_PORT.""";

    /** @throws IllegalArgumentException with one sentence for people */
    static FeederOptions read(Map<String, String> environment, String... arguments) {
        Map<String, String> given = new java.util.HashMap<>(Map.of(
                "--host", "127.0.0.1",
                "--http", environment.getOrDefault("EMR_HTTP_PORT", "8080"),
                "--his", environment.getOrDefault("EMR_HIS_MLLP_PORT", "2575"),
                "--lis", environment.getOrDefault("EMR_LIS_MLLP_PORT", "2576"),
                "--data", environment.getOrDefault("EMR_DATA_DIR", ""),
                "--archive", "auto",
                "--again", "",
                "--once", "",
                "--wait", "180"));
        given.put("--imaging", "");
        given.put("--laboratory", "");
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.startsWith("http://")) {
                URI server = URI.create(name);
                given.put("--host", server.getHost());
                given.put("--http", String.valueOf(server.getPort() < 0 ? 80 : server.getPort()));
                continue;
            }
            boolean flag = name.equals("--again") || name.equals("--once");
            if (!given.containsKey(name) || !flag && i + 1 == arguments.length) {
                throw new IllegalArgumentException("Unknown or incomplete argument " + name + ".");
            }
            given.put(name, flag ? "yes" : arguments[++i]);
        }
        if (given.get("--data").isEmpty()) {
            throw new IllegalArgumentException("The server's data folder is needed: --data DIR.");
        }
        return new FeederOptions(
                given.get("--host"),
                number(given, "--http"),
                number(given, "--his"),
                number(given, "--lis"),
                Path.of(given.get("--data")).toAbsolutePath(),
                given.get("--archive"),
                address(given, "--imaging"),
                address(given, "--laboratory"),
                !given.get("--again").isEmpty(),
                !given.get("--once").isEmpty(),
                number(given, "--wait"));
    }

    private static URI address(Map<String, String> given, String name) {
        return given.get(name).isEmpty() ? null : URI.create(given.get(name));
    }

    private static int number(Map<String, String> given, String name) {
        try {
            return Integer.parseInt(given.get(name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A number is needed after " + name + ".", e);
        }
    }

    URI server() {
        return URI.create("http://" + host + ":" + httpPort + "/");
    }
}
