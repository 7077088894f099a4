package vn.emr.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
    private static final SampleHospital SAMPLE = SampleHospital.at(Instant.parse("2026-11-20T03:00:00Z"));
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path folder;

    private HttpResponse<String> get(String address) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept", "application/dicom+json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode found(String address) throws Exception {
        HttpResponse<String> response = get(address);
        assertEquals(200, response.statusCode());
        return new ObjectMapper().readTree(response.body());
    }

    @Test
    void the_stand_in_gives_every_study_once_page_by_page() throws Exception {
        try (var archive = new StandInArchive(URI.create("http://127.0.0.1:0/dicom-web"), SAMPLE.studies())) {
            Set<String> uids = new HashSet<>();
            for (int offset = 0; offset < 80; offset += 25) {
                JsonNode page = found(archive.base() + "/studies?limit=25&offset=" + offset + "&includefield=all");
                assertEquals(Math.max(0, Math.min(25, 60 - offset)), page.size());
                page.forEach(s -> assertTrue(uids.add(DicomWriter.value(s, "0020000D"))));
            }
            assertEquals(60, uids.size());
        }
    }

    @Test
    void the_stand_in_matches_dates_numbers_and_series() throws Exception {
        try (var archive = new StandInArchive(URI.create("http://127.0.0.1:0/dicom-web"), SAMPLE.studies())) {
            JsonNode recent = found(archive.base() + "/studies?StudyDate=20261110-20261120");
            JsonNode older = found(archive.base() + "/studies?StudyDate=-20261109");
            assertEquals(60, recent.size() + older.size());
            assertTrue(!recent.isEmpty() && !older.isEmpty());
            String uid = DicomWriter.value(recent.get(0), "0020000D");
            String patient = DicomWriter.value(recent.get(0), "00100020");
            assertTrue(found(archive.base() + "/studies?00100020=" + patient).size() >= 1);
            assertEquals(
                    1,
                    found(archive.base() + "/studies?StudyInstanceUID=" + uid).size());
            JsonNode series = found(archive.base() + "/studies/" + uid + "/series");
            assertEquals(recent.get(0).at("/00201206/Value/0").asInt(), series.size());
            assertEquals(
                    series.size(),
                    found(archive.base() + "/series?StudyInstanceUID=" + uid).size());
        }
    }

    @Test
    void the_stand_in_refuses_what_it_does_not_serve() throws Exception {
        try (var archive = new StandInArchive(URI.create("http://127.0.0.1:0/dicom-web"), SAMPLE.studies())) {
            assertEquals(404, get(archive.base() + "/instances").statusCode());
            assertEquals(400, get(archive.base() + "/studies?limit=many").statusCode());
        }
    }

    @Test
    void orthanc_takes_the_studies_and_still_has_them_after_a_restart() throws Exception {
        assumeTrue(OrthancArchive.installed(), "Orthanc is not installed");
        URI address = URI.create("http://127.0.0.1:" + freePort() + "/dicom-web");
        List<SampleHospital.Study> some = SAMPLE.studies().subList(0, 5);
        try (var archive = OrthancArchive.start(address, folder)) {
            for (SampleHospital.Study study : some) {
                archive.store(address, study);
                archive.store(address, study);
            }
            assertEquals(5, archive.studies());
            JsonNode study = found(address + "/studies?StudyInstanceUID="
                            + DicomWriter.value(some.get(0).study(), "0020000D"))
                    .get(0);
            assertEquals(DicomWriter.value(some.get(0).study(), "00100010"), DicomWriter.value(study, "00100010"));
            assertEquals(DicomWriter.value(some.get(0).study(), "00080050"), DicomWriter.value(study, "00080050"));
        }
        try (var archive = OrthancArchive.start(address, folder)) {
            assertEquals(5, archive.studies());
        }
        assertTrue(Files.notExists(folder.resolve("orthanc.pid")));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
