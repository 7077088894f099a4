package vn.emr.pacs;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** A real archive: Orthanc with its DICOMweb plugin as a child process, and DCMTK to make instances for it. */
final class RealOrthanc implements AutoCloseable {
    static final Path SERVER = Path.of("/usr/sbin/Orthanc");
    static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    static final Path DUMP2DCM = Path.of("/usr/bin/dump2dcm");

    private final Path folder;
    private final int port;
    private Process process;

    RealOrthanc(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("orthanc.json"), """
                { "StorageDirectory": "%1$s/db", "IndexDirectory": "%1$s/db", "HttpPort": %2$d,
                  "DicomServerEnabled": false, "RemoteAccessAllowed": false, "AuthenticationEnabled": true,
                  "RegisteredUsers": { "emr": "emr-secret" }, "DefaultEncoding": "Utf8",
                  "Plugins": [ "%3$s" ], "DicomWeb": { "Enable": true, "Root": "/dicom-web/" } }
                """.formatted(folder.toAbsolutePath(), port, PLUGIN));
    }

    static boolean installed() {
        return Files.isExecutable(SERVER) && Files.exists(PLUGIN) && Files.isExecutable(DUMP2DCM);
    }

    String address() {
        return "http://127.0.0.1:" + port + "/dicom-web";
    }

    /** Returns when it says that it has started. */
    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                SERVER.toString(), folder.resolve("orthanc.json").toString());
        // Without it every small answer waits for the delayed acknowledgement of the one before.
        builder.environment().put("TCP_NODELAY", "1");
        process = builder.redirectErrorStream(true).start();
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            if (line.contains("Orthanc has started")) {
                Thread.ofVirtual().start(() -> drain(log));
                return;
            }
        }
        throw new IOException("Orthanc did not start");
    }

    void stop() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (process != null && process.isAlive()) {
            stop();
        }
    }

    /** Points of a picture, as {@link #store} makes them: a ramp of grey. */
    static byte[] points() {
        byte[] points = new byte[64 * 64 * 2];
        for (int i = 0; i < points.length; i++) {
            points[i] = (byte) (i % 2 == 0 ? i / 2 % 64 * 4 : 0);
        }
        return points;
    }

    /** Makes an image from a text dump and stores it by STOW-RS. */
    void store(String studyUid, int series, String patientId, String name, String description) throws Exception {
        Path points = Files.write(folder.resolve("points.raw"), points());
        store(studyUid, series, patientId, name, description, "1.2.840.10008.5.1.4.1.1.7", """
                (0028,0002) US 1
                (0028,0004) CS [MONOCHROME2]
                (0028,0010) US 64
                (0028,0011) US 64
                (0028,0100) US 16
                (0028,0101) US 16
                (0028,0102) US 15
                (0028,0103) US 0
                (7fe0,0010) OW =%s
                """.formatted(
                        points.toAbsolutePath()));
    }

    /** The same for a letter (PS3.3 A.45.1). */
    void storePdf(String studyUid, int series, String patientId, byte[] pdf) throws Exception {
        Path file = Files.write(folder.resolve("letter.pdf"), pdf);
        store(studyUid, series, patientId, "Nguyễn^Văn Ánh", "CT", "1.2.840.10008.5.1.4.1.1.104.1", """
                (0042,0010) ST [Kết quả]
                (0042,0011) OB =%s
                (0042,0012) LO [application/pdf]
                """.formatted(
                        file.toAbsolutePath()));
    }

    private void store(
            String studyUid,
            int series,
            String patientId,
            String name,
            String description,
            String sopClass,
            String content)
            throws Exception {
        Path dump = folder.resolve("instance.dump");
        Path file = folder.resolve("instance.dcm");
        Files.writeString(
                dump,
                """
                (0008,0005) CS [ISO_IR 192]
                (0008,0016) UI [%7$s]
                (0008,0018) UI [%1$s.%2$d.1]
                (0008,0020) DA [20261119]
                (0008,0030) TM [081500]
                (0008,0050) SH [ACC-%3$s]
                (0008,0060) CS [%6$s]
                (0008,1030) LO [%5$s]
                (0008,103e) LO [Loạt %2$d]
                (0010,0010) PN [%4$s]
                (0010,0020) LO [%3$s]
                (0010,0021) LO [BV-A]
                (0010,0030) DA [19580312]
                (0010,0040) CS [F]
                (0018,0015) CS [CHEST]
                (0020,000d) UI [%1$s]
                (0020,000e) UI [%1$s.%2$d]
                (0020,0010) SH [1]
                (0020,0011) IS [%2$d]
                (0020,0013) IS [1]
                """.formatted(studyUid, series, patientId, name, description, series == 1 ? "CT" : "SR", sopClass)
                        + content);
        Process made = new ProcessBuilder(DUMP2DCM.toString(), "+te", "-g", dump.toString(), file.toString())
                .inheritIO()
                .start();
        if (made.waitFor() != 0) {
            throw new IOException("dump2dcm failed");
        }
        stow(Files.readAllBytes(file));
    }

    private void stow(byte[] instance) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("--X\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(instance);
        body.writeBytes("\r\n--X--\r\n".getBytes(StandardCharsets.US_ASCII));
        String key = Base64.getEncoder().encodeToString("emr:emr-secret".getBytes(StandardCharsets.US_ASCII));
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(address() + "/studies"))
                            .header("Authorization", "Basic " + key)
                            .header("Accept", "application/dicom+json")
                            .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=X")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("STOW-RS answered " + response.statusCode());
            }
        }
    }

    /** Its log must be read on, or it stops when the pipe is full; it ends with the process. */
    private static void drain(BufferedReader log) {
        try {
            while (log.readLine() != null) {
                Thread.onSpinWait();
            }
        } catch (IOException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
