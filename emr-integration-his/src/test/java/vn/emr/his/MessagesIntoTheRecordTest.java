package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.emr.core.Code;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Outcome.Kind;
import vn.emr.core.testing.House;

/** Appointments, documents and vaccinations from their bytes into the record; a bad message beside good ones. */
class MessagesIntoTheRecordTest {
    private static final String PID = "PID|1||BN1^^^BV-A^MR||Nguyễn^An^Văn";
    private static final String SCH = "SCH||LH7^HIS|||||KTQ^Khám tổng quát|NEW|30|min|^^^20261201080000^20261201083000";

    private final Hl7Translator translator = new Hl7Translator(Adt.TRANSLATORS, Adt.CLOCK);
    private House house;
    private Inbox inbox;

    @BeforeEach
    void open() {
        house = new House();
        house.source.patientDomain = "BV-A";
        inbox = house.inbox(List.of(translator));
    }

    @AfterEach
    void close() {
        house.mustBeWhole();
        house.close();
    }

    private Outcome send(String type, String trigger, String sent, String... segments) {
        byte[] message = Adt.of(type, trigger, sent, trigger + sent, segments);
        return inbox.receive(translator.read(message, "his", "192.0.2.1:4000", house))
                .toCompletableFuture()
                .join();
    }

    private void announce() {
        send("ADT", "A28", "20261101080000", PID);
    }

    @Test
    void an_appointment_is_booked_moved_cancelled_and_missed_and_keeps_its_history() {
        announce();
        assertEquals(
                Kind.APPLIED,
                send("SIU", "S12", "20261110080000", SCH, PID, "AIL|1||KHAM^P2").kind());
        assertEquals(1, house.count("appointment where status = 'BOOKED' and department_code = 'KHAM'"));
        send("SIU", "S13", "20261111080000", SCH.replace("20261201080000", "20261202080000"), PID);
        assertEquals(
                1,
                house.count("appointment where start_from = '2026-12-02 08:00+07' and department_code = 'KHAM'"),
                "what a later message leaves empty stays");
        send("SIU", "S15", "20261112080000", SCH, PID);
        send("SIU", "S14", "20261111090000", SCH, PID, "NTE|1||Đến trễ");
        assertEquals(1, house.count("appointment where status = 'CANCELLED'"), "an older change cancels nothing");
        send("SIU", "S26", "20261113090000", SCH, PID);
        assertEquals(1, house.count("appointment where status = 'NO_SHOW'"));
        assertEquals(5, house.count("revision where kind = 'APPOINTMENT'"));
        send("SIU", "S17", "20261114100000", SCH, PID);
        assertEquals(1, house.count("appointment where status = 'ENTERED_IN_ERROR'"));
    }

    @Test
    void an_appointment_of_nobody_waits_for_the_patient_and_one_without_a_number_is_refused() {
        assertEquals(
                Code.UNKNOWN_PATIENT,
                send("SIU", "S12", "20261110080000", SCH, PID).code());
        announce();
        house.intake.overdue(10).forEach(id -> inbox.applyAgain(id, "test")
                .toCompletableFuture()
                .join());
        assertEquals(1, house.count("appointment"));
        assertEquals(
                Code.REQUIRED_FIELD_MISSING,
                send("SIU", "S12", "20261110080000", "SCH|||", PID).code());
        assertEquals(
                Code.REQUIRED_FIELD_MISSING,
                send("SIU", "S12", "20261110080001", PID).code());
    }

    @Test
    void a_document_is_changed_added_to_replaced_and_taken_back_and_every_version_stays() {
        announce();
        String txa = "TXA|1|GRV^Giấy ra viện|TX|20261115080000|||||BS7^Lê^Hà^Thu|||TL1^HIS||||";
        Outcome first =
                send("MDM", "T02", "20261115080000", PID, txa + "|DO", "OBX|1|TX|||Dòng một", "OBX|2|TX|||Dòng hai");
        assertEquals(Kind.APPLIED, first.kind());
        assertTrue(first.remarks().isEmpty(), first.remarks().toString());
        assertEquals(1, house.count("clinical_document where status = 'PRELIMINARY' and media_type = 'text/plain'"));
        send("MDM", "T04", "20261115090000", PID, txa + "|AU", "OBX|1|TX|||Dòng một");
        send("MDM", "T08", "20261115100000", PID, txa, "OBX|1|TX|||Đã sửa");
        assertEquals(1, house.count("clinical_document"));
        assertEquals(3, house.count("revision where kind = 'CLINICAL_DOCUMENT'"));
        String pdf = Base64.getEncoder().encodeToString("%PDF-1.7 mẫu %%EOF".getBytes(StandardCharsets.UTF_8));
        send("MDM", "T06", "20261116080000", PID, txa.replace("TL1^HIS|", "TL2^HIS|TL1^HIS"), "OBX|1|TX|||Bổ sung");
        send(
                "MDM",
                "T10",
                "20261117080000",
                PID,
                txa.replace("TL1^HIS|", "TL3^HIS|TL1^HIS"),
                "OBX|1|ED|||^application^pdf^Base64^" + pdf);
        assertEquals(1, house.count("clinical_document where relation = 'ADDENDUM' and related_key = 'TL1^HIS'"));
        assertEquals(
                1,
                house.count("clinical_document where relation = 'REPLACEMENT' and related_key = 'TL1^HIS'"
                        + " and media_type = 'application/pdf'"));
        send("MDM", "T11", "20261118080000", PID, txa.replace("TL1^HIS", "TL3^HIS"));
        assertEquals(
                1, house.count("clinical_document where status = 'ENTERED_IN_ERROR' and document_key = 'TL3^HIS'"));
        assertEquals(2, house.count("clinical_document where status <> 'ENTERED_IN_ERROR'"));
    }

    @Test
    void a_document_cut_short_is_held_for_a_person() {
        announce();
        String cut = Base64.getEncoder().encodeToString("%PDF-1.7".getBytes(StandardCharsets.UTF_8));
        Outcome outcome =
                send("MDM", "T02", "20261118080000", PID, "TXA|1|GRV|AP|||||||||TL5", "OBX|1|ED|||^^pdf^Base64^" + cut);
        assertEquals(Kind.PARKED, outcome.kind());
        assertEquals(Code.DAMAGED_DOCUMENT, outcome.code());
        assertEquals(List.of("OBX-5"), outcome.fields());
        assertEquals(0, house.count("clinical_document"));
    }

    @Test
    void taking_back_a_document_nobody_sent_waits_for_it() {
        announce();
        Outcome outcome = send("MDM", "T11", "20261118080000", PID, "TXA|1|GRV|TX|||||||||TL9");
        assertEquals(Kind.PARKED, outcome.kind());
        assertEquals(Code.NOT_APPLICABLE, outcome.code());
        assertEquals(List.of("TXA-12"), outcome.fields());
        send("MDM", "T02", "20261117080000", PID, "TXA|1|GRV|TX|||||||||TL9", "OBX|1|TX|||Ra viện");
        announce();
        assertEquals(0, house.count("parked where state = 'WAITING'"));
        assertEquals(1, house.count("clinical_document where status = 'ENTERED_IN_ERROR'"));
    }

    @Test
    void allergies_are_told_changed_and_taken_back_in_any_order_and_what_is_left_out_stays() {
        announce();
        String pen = "IAM|1|DA|PEN^Penicillin^HIS|%s||%s|DU1";
        Outcome told = send(
                "ADT", "A60", "20261110090000", PID, pen.formatted("SV", "A"), "IAM|2|FA|^Tôm|MO||A|DU2", "AL1|1||NKA");
        assertEquals(Kind.APPLIED, told.kind());
        assertTrue(told.remarks().isEmpty(), told.remarks().toString());
        assertEquals(2, house.count("allergy where kind = 'ALLERGY' and status = 'ACTIVE'"));
        assertEquals(1, house.count("allergy where kind = 'NONE_KNOWN' and allergy_key = 'none-known'"));
        send("ADT", "A60", "20261112090000", PID, pen.formatted("SV", "D"));
        assertEquals(1, house.count("allergy where allergy_key = 'DU1' and status = 'ENTERED_IN_ERROR'"));
        Outcome late = send("ADT", "A60", "20261111090000", PID, pen.formatted("MI", "U"));
        assertTrue(late.remarks().toString().contains("a newer statement about this allergy is known"));
        assertEquals(
                1,
                house.count(
                        "allergy where allergy_key = 'DU1' and status = 'ENTERED_IN_ERROR' and severity = 'SEVERE'"));
        assertEquals(1, house.count("allergy where allergy_key = 'DU2' and status = 'ACTIVE'"));
        send("ADT", "A60", "20261113090000", PID, "IAM|1|DA|XYZ^Xyzal^HIS|||D|DU9");
        assertEquals(1, house.count("allergy where allergy_key = 'DU9' and status = 'ENTERED_IN_ERROR'"));
        assertEquals(5, house.count("revision where kind = 'ALLERGY'"));
        send("ADT", "A60", "20261113090000", PID, "IAM|1|DA|XYZ^Xyzal^HIS|||D|DU9");
        assertEquals(5, house.count("revision where kind = 'ALLERGY'"));
    }

    @Test
    void a_vaccination_is_given_corrected_refused_and_taken_back() {
        announce();
        String orc = "ORC|RE||TC1^HIS";
        String rxa = "RXA|0|1|20261110080000||45^Viêm gan B^CVX|0.5|mL||00|BS7^Lê^Hà|||||LO1|20271231|VX^Vabiotech";
        Outcome given = send(
                "VXU",
                "V04",
                "20261110090000",
                PID,
                orc,
                rxa + "|||CP|A",
                "RXR|IM^Tiêm bắp|LD^Tay trái",
                "OBX|1|NM|30973-2^Mũi số^LN||2",
                "ORC|RE",
                "RXA|0|1|20200101||03^MMR^CVX|999|||01|||||||||||CP");
        assertEquals(Kind.APPLIED, given.kind());
        assertTrue(given.remarks().isEmpty(), given.remarks().toString());
        assertEquals(1, house.count("immunization where status = 'COMPLETED' and immunization_key = 'TC1^HIS'"));
        assertEquals(1, house.count("immunization where immunization_key = '20200101|03'"));
        assertEquals(
                1,
                house.count(
                        "revision where content->'details'->>'dose' = '0.5 mL' and content->'details'->>'lot' = 'LO1'"
                                + " and content->'details'->'facts'->0->>'value' = '2'"));
        send("VXU", "V04", "20261111090000", PID, orc, rxa + "||SC^Sốt|RE");
        assertEquals(1, house.count("immunization where status = 'REFUSED'"));
        send("VXU", "V04", "20261112090000", PID, orc, rxa + "|||CP|D");
        assertEquals(1, house.count("immunization where status = 'ENTERED_IN_ERROR'"));
        assertEquals(4, house.count("revision where kind = 'IMMUNIZATION'"));
        assertEquals(
                Code.REQUIRED_FIELD_MISSING,
                send("VXU", "V04", "20261113090000", PID).code());
    }

    @Test
    void a_bad_message_never_blocks_its_neighbours() {
        announce();
        String pv1 = "PV1|1|I|NOI||||||||||||||||NT1";
        send("ADT", "A01", "20261110080000", PID, pv1);
        assertEquals(
                Kind.REFUSED, send("ADT", "Z99", "20261110081000", PID, pv1).kind());
        assertEquals(Kind.REFUSED, send("ADT", "A40", "20261110082000", PID).kind());
        assertEquals(
                Kind.PARKED,
                send("ADT", "A03", "20261110083000", "PID|1||BN9", pv1 + "|".repeat(26) + "20300101")
                        .kind());
        assertEquals(
                Kind.APPLIED,
                send("ADT", "A02", "20261110084000", PID, pv1.replace("NOI", "NGOAI"))
                        .kind());
        assertEquals(
                Kind.APPLIED, send("DFT", "P03", "20261110085000", PID, "FT1|1").kind());
        assertEquals(2, house.count("department_stay"));
        assertEquals(1, house.count("inbound where message_type = 'DFT^P03' and outcome = 'APPLIED'"));
    }
}
