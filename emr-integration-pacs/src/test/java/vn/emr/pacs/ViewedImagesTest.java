package vn.emr.pacs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static vn.emr.core.testing.Bedside.refused;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Hospital;
import vn.emr.core.imaging.Fetched;
import vn.emr.core.imaging.StudyViewing;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.Bedside;
import vn.emr.core.testing.Role;

/** Images out of a real archive, for who may read the chart. */
class ViewedImagesTest {
    private static final String STUDY = "1.2.826.0.1.3680043.9.2.1";
    private static final String IMAGES = STUDY + ".1";
    private static final String LETTERS = STUDY + ".2";
    private static final String OTHER = "1.2.826.0.1.3680043.9.2.9";
    private static final byte[] PDF =
            "%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private final Hospital hospital = new Hospital();
    private final Bedside bedside = new Bedside(hospital);
    private final WadoImages wado = new WadoImages();
    private final AtomicLong now = new AtomicLong();
    private RealOrthanc orthanc;
    private StudyViewing viewing;
    private UUID study;

    @BeforeEach
    void start() throws Exception {
        String missing =
                "Skipped: real Orthanc is not here. Install it: apt-get install orthanc orthanc-dicomweb dcmtk";
        if (!RealOrthanc.installed()) {
            System.out.println(missing);
        }
        assumeTrue(RealOrthanc.installed(), missing);
        orthanc = new RealOrthanc(folder);
        orthanc.start();
        orthanc.store(STUDY, 1, "0000123", "Nguyễn^Văn Ánh", "CT");
        orthanc.storePdf(STUDY, 2, "0000123", PDF);
        orthanc.store(OTHER, 1, "0000456", "Nguyễn^Văn Ánh", "CT");
        Source source = Archives.source(orthanc.address(), Map.of("username", "emr", "password", "emr-secret"));
        source.id = hospital.source;
        viewing = new StudyViewing(bedside.access, hospital.database, Sources.only(source), wado, now::get);
        study = hospital.study(bedside.patient, bedside.visit, STUDY, IMAGES, LETTERS);
    }

    @AfterEach
    void stop() throws IOException {
        wado.stop();
        if (orthanc != null) {
            orthanc.close();
        }
    }

    @Test
    void who_may_read_the_chart_sees_the_images_and_the_opening_is_traced_once() throws Exception {
        StudyViewing.Asked asked = by(bedside.doctor);
        String json = new String(viewing.metadata(asked, IMAGES), StandardCharsets.UTF_8);
        assertTrue(json.contains(IMAGES + ".1"), "the one instance of the series");
        assertFalse(json.contains("http"), "no address of the archive");
        assertFalse(json.contains("7FE00010"), "pixels are asked for as frames");

        try (Fetched frame = viewing.frame(asked, IMAGES, IMAGES + ".1", 1)) {
            assertTrue(frame.mediaType().startsWith("multipart/related"));
            byte[] body = frame.body().readAllBytes();
            assertArrayEquals(RealOrthanc.points(), Multipart.only(frame.mediaType(), body));
        }
        try (Fetched picture = viewing.rendered(asked, IMAGES, IMAGES + ".1")) {
            assertEquals("image/jpeg", picture.mediaType());
            byte[] start = picture.body().readNBytes(3);
            assertArrayEquals(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, start);
        }
        assertEquals(1, openings(), "one row for the whole look");
    }

    @Test
    void a_letter_in_the_archive_is_shown_and_what_is_none_is_refused() {
        StudyViewing.Asked asked = by(bedside.doctor);
        String json = new String(viewing.metadata(asked, LETTERS), StandardCharsets.UTF_8);
        assertTrue(json.contains("instances/" + LETTERS + ".1/bulk/00420011"), json);
        assertArrayEquals(PDF, trimmed(viewing.bulk(asked, LETTERS, LETTERS + ".1", "00420011")));
        assertArrayEquals(PDF, trimmed(viewing.document(asked, LETTERS, LETTERS + ".1")));
        refused(Code.NOT_APPLICABLE, () -> viewing.rendered(asked, LETTERS, LETTERS + ".1"));
        refused(Code.NOT_APPLICABLE, () -> viewing.document(asked, IMAGES, IMAGES + ".1"));
        refused(Code.NOT_FOUND, () -> viewing.bulk(asked, LETTERS, LETTERS + ".1", "00420012"));
    }

    @Test
    void who_may_not_read_the_chart_gets_no_image_and_leaves_a_trace() {
        Caller stranger = hospital.caller(Role.DOCTOR, hospital.department("NGOAI-ANH"));
        long before = hospital.audits("REFUSED");
        refused(Code.FORBIDDEN, () -> viewing.metadata(by(stranger), IMAGES));
        refused(Code.FORBIDDEN, () -> viewing.frame(by(stranger), IMAGES, IMAGES + ".1", 1));
        refused(Code.FORBIDDEN, () -> viewing.rendered(by(stranger), IMAGES, IMAGES + ".1"));
        refused(Code.FORBIDDEN, () -> viewing.bulk(by(stranger), LETTERS, LETTERS + ".1", "00420011"));
        refused(Code.FORBIDDEN, () -> viewing.document(by(stranger), LETTERS, LETTERS + ".1"));
        assertEquals(before + 5, hospital.audits("REFUSED"));
        assertEquals(0, openings());
    }

    @Test
    void through_a_study_of_the_chart_nothing_of_another_study_comes_out() {
        StudyViewing.Asked asked = by(bedside.doctor);
        refused(Code.NOT_FOUND, () -> viewing.metadata(asked, OTHER + ".1"));
        refused(Code.NOT_FOUND, () -> viewing.frame(asked, OTHER + ".1", OTHER + ".1.1", 1));
        refused(Code.NOT_FOUND, () -> viewing.frame(asked, IMAGES, OTHER + ".1.1", 1));
        refused(Code.NOT_FOUND, () -> viewing.rendered(asked, IMAGES, LETTERS + ".1"));
        refused(Code.MALFORMED_FIELD, () -> viewing.frame(asked, IMAGES, "../../../instances", 1));
        refused(Code.MALFORMED_FIELD, () -> viewing.metadata(asked, "1.2/../3"));
        refused(Code.MALFORMED_FIELD, () -> viewing.frame(asked, IMAGES, IMAGES + ".1", 0));
        UUID somebody = hospital.patient("Nguyễn Văn Ánh");
        UUID theirs = hospital.study(somebody, null, OTHER, OTHER + ".1");
        refused(
                Code.NOT_FOUND,
                () -> viewing.metadata(new StudyViewing.Asked(bedside.doctor, bedside.patient, theirs), OTHER + ".1"));
    }

    @Test
    void a_judgement_holds_for_five_seconds_and_not_longer() {
        StudyViewing.Asked asked = by(bedside.doctor);
        viewing.metadata(asked, IMAGES);
        hospital.database.update(
                "update department_stay set start_from = now() - interval '41 days', end_from = now() - interval '40 days'"
                        + " where encounter_id = ?",
                bedside.visit);
        viewing.metadata(asked, IMAGES);
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        refused(Code.FORBIDDEN, () -> viewing.metadata(asked, IMAGES));
    }

    @Test
    void an_archive_that_is_down_is_said_to_be_and_metadata_stays_readable() throws Exception {
        StudyViewing.Asked asked = by(bedside.doctor);
        byte[] before = viewing.metadata(asked, IMAGES);
        orthanc.stop();
        assertArrayEquals(before, viewing.metadata(asked, IMAGES));
        refused(Code.TEMPORARY, () -> viewing.frame(asked, IMAGES, IMAGES + ".1", 1));
        refused(Code.TEMPORARY, () -> viewing.metadata(asked, LETTERS));
        orthanc.start();
        assertTrue(viewing.metadata(asked, LETTERS).length > 2);
    }

    private StudyViewing.Asked by(Caller caller) {
        return new StudyViewing.Asked(caller, bedside.patient, study);
    }

    private long openings() {
        return hospital.database
                .first(
                        "select count(*) as n from audit_event where kind = 'OPEN' and object_kind = 'IMAGING_STUDY'"
                                + " and object_id = ?",
                        row -> row.number("n"),
                        study)
                .orElseThrow();
    }

    /** Values of odd length get one byte more (PS3.5 6.2). */
    private static byte[] trimmed(byte[] value) {
        return value.length == PDF.length + 1 ? Arrays.copyOf(value, PDF.length) : value;
    }
}
