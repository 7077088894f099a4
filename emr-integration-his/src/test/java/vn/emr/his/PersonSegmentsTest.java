package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.emr.core.intake.Demographics;
import vn.emr.core.intake.Demographics.Field;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.Reading;
import vn.emr.core.record.Address;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Identifier;
import vn.emr.core.record.IdentifierKind;
import vn.emr.core.record.PersonName;
import vn.emr.core.record.Precision;
import vn.emr.core.record.Sex;

/** PID and NK1: who the person is. */
class PersonSegmentsTest {
    private static final String PID = "PID|1||BN1^^^BV-A^MR||Nguyễn^An^Văn";
    private static final String PV1 = "PV1|1|I|NOI^P1^G1^01001||||||||||||||||NT1";

    @Test
    void a_name_is_put_in_vietnamese_order_in_nfc() {
        assertEquals(
                List.of(new PersonName("Nguyễn Văn An", "official")),
                person("PID|1||BN1||Nguye\u0302\u0303n^An^Va\u0306n").names());
        assertEquals(
                "NGUYỄN VĂN AN",
                person("PID|1||BN1||NGUYỄN VĂN AN").names().getFirst().full());
    }

    @Test
    void several_names_keep_their_use_and_the_official_one_is_first() {
        List<PersonName> names =
                person("PID|1||BN1||Lê^Tèo^^^^^N~Lê^An^^^^^L||||Lê^Bí").names();
        assertEquals(
                List.of(
                        new PersonName("Lê An", "official"),
                        new PersonName("Lê Tèo", "nickname"),
                        new PersonName("Lê Bí", "alias")),
                names);
    }

    @ParameterizedTest
    @CsvSource({
        "19800312,DAY,19800312",
        "1980,YEAR,1980",
        "198003,MONTH,198003",
        "19800000,YEAR,1980",
        "19800300,MONTH,198003",
        "15/01/1980,DAY,19800115",
        "5-1-1980,DAY,19800105",
        "19800312000000,DAY,19800312",
        "19800312000000+0700,DAY,19800312",
        "198003121530,MINUTE,198003121530"
    })
    void a_birth_date_keeps_its_precision(String sent, Precision precision, String text) {
        Demographics d = person("PID|1||BN1||Lê^An||" + sent);
        assertEquals(precision, d.birth().precision());
        assertEquals(text, d.birth().sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"DOB", "19801345", "00000000", "31/02/1980"})
    void a_birth_date_that_is_none_is_left_out(String sent) {
        assertNull(person("PID|1||BN1||Lê^An||" + sent).birth());
    }

    @ParameterizedTest
    @CsvSource({"M,MALE", "f,FEMALE", "1,MALE", "2,FEMALE", "Nữ,FEMALE", "nam,MALE", "U,UNKNOWN", "A,OTHER"})
    void sex_is_read_by_table_and_by_the_codes_of_the_country(String sent, Sex sex) {
        assertEquals(sex, person("PID|1||BN1||Lê^An|||" + sent).sex());
    }

    @Test
    void an_unknown_sex_is_remarked_and_an_absent_one_is_not_said() {
        Reading reading = Adt.read("A28", "PID|1||BN1||Lê^An|||Z");
        assertNull(Adt.notice(PatientStated.class, reading).demographics().sex());
        assertEquals(1, reading.remarks().size());
        assertNull(person("PID|1||BN1||Lê^An").sex());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Số 1^^Phường Láng^Hà Nội; Phường Láng;; Hà Nội",
                "Số 1^^Huyện Củ Chi^TP HCM;; Huyện Củ Chi; TP HCM",
                "Số 1^^Bình Minh^Đồng Nai^^^^^Trảng Bom; Bình Minh; Trảng Bom; Đồng Nai",
                "Số 1^^Trảng Bom^Đồng Nai^^^^Bình Minh; Bình Minh; Trảng Bom; Đồng Nai"
            })
    void an_address_finds_ward_district_and_province(String sent, String ward, String district, String province) {
        Address address = person("PID|1||BN1||Lê^An||||||" + sent).addresses().getFirst();
        assertEquals("Số 1", address.line());
        assertEquals(ward, address.ward() == null ? null : address.ward().text());
        assertEquals(
                district, address.district() == null ? null : address.district().text());
        assertEquals(province, address.province().text());
    }

    @Test
    void units_given_by_code_are_codes() {
        Address address =
                person("PID|1||BN1||Lê^An||||||^^26020^75").addresses().getFirst();
        assertEquals(new Coded("26020", "", null), address.ward());
        assertEquals(new Coded("75", "", null), address.province());
    }

    @Test
    void phones_are_read_from_whole_numbers_and_parts_and_mail_is_no_phone() {
        assertEquals(
                List.of("0912", "+84 283822", "028"),
                person("PID|1||BN1||Lê^An||||||||0912~^PRN^PH^^84^28^3822~^NET^Internet^a@b.vn|028~0912")
                        .phones());
    }

    @Test
    void two_quotes_erase_and_an_empty_field_says_nothing() {
        assertEquals(
                Set.of(Field.BIRTH, Field.SEX, Field.ADDRESSES, Field.PHONES),
                person("PID|1||BN1||Lê^An||\"\"|\"\"|||\"\"||\"\"").erased());
        assertEquals(Set.of(), person("PID|1||BN1||Lê^An").erased());
    }

    @Test
    void a_mother_is_named_by_her_numbers() {
        assertEquals(
                List.of(new Identifier(IdentifierKind.PATIENT_NUMBER, "BV-A", "BN9", true)),
                person("PID|1||BN1||Lê^Bé||||||||||||||||BN9^^^BV-A").motherIdentifiers());
    }

    @Test
    void an_unknown_person_is_provisional() {
        Reading unknown = Adt.read("A04", "PID|1||BN1||Không rõ||||||||||||||||||||||||||Y");
        assertTrue(Adt.notice(PatientStated.class, unknown).provisional());
        assertFalse(Adt.notice(PatientStated.class, Adt.read("A04", PID)).provisional());
    }

    @Test
    void a_citizen_number_is_known_by_its_type_and_twelve_digits() {
        assertEquals(IdentifierKind.CCCD, identifier("001080012345^^^^NI").kind());
        assertEquals("VN", identifier("001080012345^^^CA^NNVNM").system());
        List<Identifier> old = Adt.read("A28", "PID|1||BN1~012345678^^^^NI||Lê^An")
                .notices()
                .getFirst()
                .who()
                .identifiers();
        assertEquals(new Identifier(IdentifierKind.CMND, "VN", "012345678", true), old.get(1));
        assertEquals(IdentifierKind.PATIENT_NUMBER, identifier("001080012345").kind());
    }

    @Test
    void somebody_named_only_by_other_numbers_is_found_by_the_first_of_them() {
        Reading reading = Adt.read("A08", "PID|1||77^^^X^DL||Lê^An");
        assertEquals(
                List.of(new Identifier(IdentifierKind.PATIENT_NUMBER, "X", "77", true)),
                reading.notices().getFirst().who().identifiers());
        assertTrue(reading.remarks().toString().contains("first number"));
    }

    private static Demographics person(String pid) {
        return Adt.notice(PatientStated.class, Adt.read("A28", pid)).demographics();
    }

    private static Identifier identifier(String cx) {
        return Adt.read("A28", "PID|1||" + cx + "||Lê^An")
                .notices()
                .getFirst()
                .who()
                .identifiers()
                .getFirst();
    }
}
