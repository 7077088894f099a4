package vn.emr.api.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A private Orthanc for the demonstration: on the loopback, with a storage of its own and without a DICOM port, filled
 * by STOW-RS (PS3.18 section 10.5) with the sample's studies. It runs as long as this object is open.
 */
final class OrthancArchive implements StudyArchive {
    private static final Path PROGRAM = Path.of("/usr/sbin/Orthanc");
    private static final Path DICOMWEB = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final String BOUNDARY = "sample-hospital-part";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI root;
    private final Process process;
    private final Path pidFile;

    private OrthancArchive(URI root, Process process, Path pidFile) {
        this.root = root;
        this.process = process;
        this.pidFile = pidFile;
    }

    /** Whether this machine has Orthanc with its DICOMweb part. */
    static boolean installed() {
        return Files.isExecutable(PROGRAM) && Files.isReadable(DICOMWEB);
    }

    /**
     * Starts Orthanc and waits until it answers.
     *
     * @param address base of its DICOMweb service
     * @param folder its own folder; kept between starts
     * @throws IOException when it does not start, for example because the port is taken
     */
    static OrthancArchive start(URI address, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path pidFile = folder.resolve("orthanc.pid");
        Path configuration = folder.resolve("orthanc.json").toAbsolutePath();
        stopOrphan(pidFile, configuration);
        Files.writeString(configuration, configuration(address, folder.toAbsolutePath()));
        ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString(), configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("orthanc.out").toFile());
        // Without it every answer waits for the delayed acknowledgement of the one before.
        builder.environment().put("TCP_NODELAY", "1");
        Process process = builder.start();
        Files.writeString(pidFile, String.valueOf(process.pid()));
        var archive = new OrthancArchive(address.resolve("/"), process, pidFile);
        try {
            archive.waitUntilItAnswers(folder);
        } catch (IOException | InterruptedException e) {
            archive.close();
            throw e;
        }
        return archive;
    }

    /** Ends what an earlier feeder left behind when it was killed; only a process that was started with our file. */
    private static void stopOrphan(Path pidFile, Path configuration) throws IOException, InterruptedException {
        if (!Files.exists(pidFile)) {
            return;
        }
        String pid = Files.readString(pidFile).strip();
        Path commandLine = Path.of("/proc", pid, "cmdline");
        if (pid.matches("\\d+")
                && Files.isReadable(commandLine)
                && Files.readString(commandLine).contains(configuration.toString())) {
            Optional<ProcessHandle> orphan = ProcessHandle.of(Long.parseLong(pid));
            orphan.ifPresent(ProcessHandle::destroy);
            for (int i = 0; i < 100 && orphan.isPresent() && orphan.get().isAlive(); i++) {
                Thread.sleep(100);
            }
        }
        Files.deleteIfExists(pidFile);
    }

    private static String configuration(URI address, Path folder) {
        ObjectNode c = JSON.createObjectNode();
        c.put("Name", "EMR sample archive");
        c.put("StorageDirectory", folder.resolve("db").toString());
        c.put("IndexDirectory", folder.resolve("db").toString());
        c.put("HttpPort", address.getPort());
        c.put("DicomServerEnabled", false);
        // Requests from other machines are refused one by one: Orthanc itself cannot bind to the loopback only.
        c.put("RemoteAccessAllowed", false);
        c.put("AuthenticationEnabled", false);
        c.put("DefaultEncoding", "Utf8");
        c.putArray("Plugins").add(DICOMWEB.toString());
        String path = address.getPath().replaceAll("/*$", "/");
        c.putObject("DicomWeb").put("Enable", true).put("Root", path).put("EnableWado", false);
        return c.toPrettyString();
    }

    private void waitUntilItAnswers(Path folder) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IOException("Orthanc ended at its start; see " + folder.resolve("orthanc.out"));
            }
            try {
                if (get("system").statusCode() == 200 && process.isAlive()) {
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(100);
            }
        }
        throw new IOException("Orthanc did not answer within " + LONGEST_START.toSeconds() + " s");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(root.resolve(path))
                        .timeout(Duration.ofSeconds(20))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /**
     * Stores every series of a study that is not there yet; storing again changes nothing.
     *
     * @param address base of the DICOMweb service
     */
    void store(URI address, SampleHospital.Study study) throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        for (var series : study.series()) {
            body.writeBytes(("--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(DicomWriter.instance(study.study(), series));
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/studies"))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "multipart/related; type=\"application/dicom\"; boundary=" + BOUNDARY)
                .header("Accept", "application/dicom+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IOException("the archive did not take a study: HTTP " + status);
        }
    }

    @Override
    public String name() {
        return "Orthanc (" + root + ")";
    }

    @Override
    public int studies() {
        try {
            return JSON.readValue(get("studies").body(), List.class).size();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(pidFile);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // The next start finds the file and looks whether its process lives.
        }
    }
}
