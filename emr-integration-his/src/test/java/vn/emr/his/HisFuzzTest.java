package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Sources;
import vn.emr.core.testing.Seeds;

/** S25: any bytes are notices or a refusal. Builds run the kept inputs, {@code ./emr fuzz} searches for new ones. */
class HisFuzzTest {
    private static final Hl7Translator HL7 = new Hl7Translator(
            List.of(new AdtTranslator(), new SiuTranslator(), new MdmTranslator(), new VxuTranslator()),
            Clock.systemUTC());
    private static final NoticeTranslator NOTICES = new NoticeTranslator();
    private static final ReceivedRecordTranslator RECORDS = new ReceivedRecordTranslator();
    private static final Sources SENDER = Sources.only(Hospital.source("*"));

    static Stream<byte[]> messages() {
        return Seeds.files(".hl7", "golden-hl7");
    }

    static Stream<byte[]> items() {
        return Seeds.files(".json", "golden");
    }

    @MethodSource("messages")
    @FuzzTest
    void any_message_of_the_HIS_is_notices_or_a_refusal(byte[] bytes) {
        Delivery delivery = HL7.read(bytes, "his", "peer", SENDER);
        assertEquals(delivery.reading() == null, delivery.refusal() != null);
        if (delivery.refusal() != null) {
            assertFalse(delivery.refusal().getMessage().contains("could not be translated"));
        }
    }

    @MethodSource("items")
    @FuzzTest
    void any_item_is_a_notice_or_a_refusal(byte[] bytes) {
        Delivery delivery = NOTICES.read(bytes, "his-rest", "peer", SENDER);
        assertEquals(delivery.reading() == null, delivery.refusal() != null);
    }

    static Stream<byte[]> texts() {
        return Stream.of(
                        "{\\rtf1\\ansi{\\fonttbl{\\f0 A;}}\\u7893?\\'e1\\par}",
                        "1.250.000",
                        "20/11/2026 08:05:00.000",
                        "")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same text in every place of a record where a converter looks at it. */
    @MethodSource("texts")
    @FuzzTest
    void any_text_in_a_record_is_converted_or_kept(byte[] bytes) {
        ObjectNode item = new ObjectMapper().createObjectNode();
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace('\0', ' ');
        ObjectNode root = item.putObject(AnnexRecord.ROOT);
        root.putObject("ThongTinBenhNhan")
                .put("sovaovien", "1")
                .put("mabenhnhan", "1")
                .put("thoigianvaovien", "20/11/2026")
                .put("ngaysinh", text)
                .put("gioitinh", text)
                .put("tungaybhyt", text);
        root.putObject("KetQuaChanDoanHinhAnh").put("kqcls_mota", text).put("ngayketqua", text);
        root.putArray("PhieuChiDinh").addObject().put("tongcong", text).put("danhsach", text);
        byte[] sent = item.toString().getBytes(StandardCharsets.UTF_8);
        assertNull(NOTICES.read(sent, "his-rest", "peer", SENDER).refusal());
    }

    static Stream<byte[]> records() {
        return Stream.of("record.xml", "record.json").map(name -> {
            try (InputStream file = HisFuzzTest.class.getResourceAsStream("/vn/emr/core/exchange/" + name)) {
                return file.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @MethodSource("records")
    @FuzzTest
    void any_file_of_a_record_is_read_or_refused(byte[] bytes) {
        Delivery delivery = RECORDS.read(bytes, "record", "peer", SENDER);
        assertTrue((delivery.reading() == null) != (delivery.refusal() == null));
    }

    @MethodSource("items")
    @FuzzTest
    void any_request_is_cut_into_items_to_its_end(byte[] bytes) throws IOException {
        for (boolean lines : new boolean[] {true, false}) {
            var stream = new ItemStream(new ByteArrayInputStream(bytes), lines);
            int items = 0;
            while (stream.next().isPresent()) {
                assertTrue(++items <= ItemStream.ITEM_LIMIT + 1);
            }
            assertTrue(stream.next().isEmpty());
        }
    }
}
