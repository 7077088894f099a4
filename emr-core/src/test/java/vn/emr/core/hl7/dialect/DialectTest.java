package vn.emr.core.hl7.dialect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Segment;

/** What each verb of a dialect does to a message, and what it leaves alone. */
class DialectTest {
    static final String MSH = "MSH|^~\\&|APP|FAC|EMR|BV|20261120093000||ORU^R01|M1|P|2.5.1";

    private final List<String> remarks = new ArrayList<>();

    @Test
    void a_component_is_copied_where_nothing_was_sent_and_only_there() {
        String copy = verb("copy", "OBX-3.4", "to", "OBX-3.1");
        assertEquals("OBX|1|NM|WBC^^^WBC^Bạch cầu", one(copy, "OBX|1|NM|^^^WBC^Bạch cầu"));
        assertEquals("OBX|1|NM|6690-2^^^WBC", one(copy, "OBX|1|NM|6690-2^^^WBC"));
        assertEquals("OBX|1|NM|^Bạch cầu", one(copy, "OBX|1|NM|^Bạch cầu"));
        assertEquals(
                "OBX|1|NM|WBC^^^WBC",
                one("{'copy':'OBX-3.4','to':'OBX-3.1','overwrite':true,'why':'test'}", "OBX|1|NM|6690-2^^^WBC"));
    }

    @Test
    void a_moved_text_is_gone_from_where_it_was() {
        assertEquals(
                "PID|1||BN1^^^BV^MR",
                one(verb("move", "PID-4", "to", "PID-3"), "PID|1|||BN1^^^BV^MR").replaceAll("\\|+$", ""));
        assertEquals(
                "PID|1||1^^^A~2^^^B",
                one(verb("move", "PID-3[*].6", "to", "PID-3[*].4"), "PID|1||1^^^^^A~2^^^^^B")
                        .replaceAll("\\^\\^(?=~|$)", ""));
    }

    @Test
    void a_text_that_has_more_parts_than_fit_gives_its_first() {
        assertEquals("PID|1|A^B|C^^^A", one(verb("copy", "PID-2", "to", "PID-3.4"), "PID|1|A^B|C"));
    }

    @Test
    void a_segment_of_the_vendor_is_read_into_a_standard_one_of_the_same_patient_only() {
        String copy = "{'copy':'ZVN-3','to':'PV1-19','look':'after','why':'test'}";
        String visit = "PV1|1|O" + "|".repeat(17);
        assertEquals(
                visit + "DT1",
                corrected(copy, MSH, "PID|1||A", "PV1|1|O", "ZVN|||DT1").get(2));
        List<String> two = corrected(copy, MSH, "PID|1||A", "PV1|1|O", "PID|2||B", "PV1|1|O", "ZVN|||DT2");
        assertEquals("PV1|1|O", two.get(2), "the number of another patient");
        assertEquals(visit + "DT2", two.get(4));
        String before = verb("copy", "ORC-3", "to", "OBR-3");
        List<String> orders =
                corrected(before, MSH, "PID|1||A", "ORC|RE|1|L1", "OBR|1", "ORC|RE|2|L2", "OBR|2", "PID|2||B", "OBR|3");
        assertEquals(List.of("OBR|1||L1", "OBR|2||L2", "OBR|3"), List.of(orders.get(3), orders.get(5), orders.get(7)));
    }

    @Test
    void a_constant_fills_what_is_empty_and_escapes_what_would_separate() {
        assertEquals("OBX|1|||||||||A\\T\\B", one("{'set':'OBX-10','value':'A&B','why':'test'}", "OBX|1"));
        assertEquals("OBX|1|||||||||C", one("{'set':'OBX-10','value':'A&B','why':'test'}", "OBX|1|||||||||C"));
        assertEquals("PID|1||A", one("{'set':'PID-3[2].5','value':'HC','why':'test'}", "PID|1||A"));
        assertEquals("PID|1||A~B^^^^HC", one("{'set':'PID-3[2].5','value':'HC','why':'test'}", "PID|1||A~B"));
        assertEquals("PID|1|", one("{'set':'PID-2','value':'','overwrite':true,'why':'test'}", "PID|1|X"));
    }

    @Test
    void a_table_compares_without_blanks_capitals_and_the_way_marks_are_written() {
        String table = "{'map':'PV1-2','values':{'nội trú':'I','kh\u00e1m':'O','':'U'},'why':'test'}";
        assertEquals("PV1|1|I", one(table, "PV1|1| NỘI TRÚ "));
        assertEquals("PV1|1|O", one(table, "PV1|1|kha\u0301m"));
        assertEquals("PV1|1|U", one(table, "PV1|1"));
        assertEquals("PV1|1|E", one(table, "PV1|1|E"));
        assertEquals("PV1|1|N", one("{'map':'PV1-2','values':{'NT':'I'},'otherwise':'N','why':'test'}", "PV1|1|khác"));
        assertEquals(
                "OBX|1|||||||H~A",
                one("{'map':'OBX-8[*]','values':{'\u2191':'H','*':'A'},'why':'test'}", "OBX|1|||||||\u2191~*"));
    }

    @Test
    void every_field_of_a_segment_can_be_mapped_at_once() {
        String quotes = "{'map':'PID-*','values':{'\\'\\'':''},'why':'test'}".replace("\\'\\'", "\\\"\\\"");
        assertEquals("PID|1||A||\"\"x||", one(quotes, "PID|1||A|\"\"|\"\"x|\"\"|\"\""));
    }

    @Test
    void numbers_lose_their_prefix_and_get_their_zeros() {
        String strip = "{'replace':'PID-3.1','pattern':'^BN-?0*([1-9]\\\\d*)$','by':'$1','why':'test'}";
        assertEquals("PID|1||42^^^BV", one(strip, "PID|1||BN-00042^^^BV"));
        assertEquals("PID|1||X42", one(strip, "PID|1||X42"));
        assertEquals("PID|1||00000042", one("{'pad':'PID-3.1','length':8,'why':'test'}", "PID|1||42"));
        assertEquals("PID|1|", one("{'pad':'PID-3.1','length':8,'why':'test'}", "PID|1|"));
        assertEquals("PID|1||a\\S\\b", one("{'replace':'PID-3.1','pattern':'-','by':'^','why':'test'}", "PID|1||a-b"));
    }

    @Test
    void a_date_becomes_one_of_hl7_as_exact_as_it_was_and_no_date_stays() {
        String dates =
                "{'date':'PID-7','from':['dd/MM/yyyy HH:mm','d/M/yyyy','MM/yyyy','MM-dd-yyyy hh:mm:ss a'],'why':'test'}";
        assertEquals("PID|||||||198003121530", one(dates, "PID|||||||12/03/1980 15:30"));
        assertEquals("PID|||||||19800302", one(dates, "PID|||||||2/3/1980"));
        assertEquals("PID|||||||198003", one(dates, "PID|||||||03/1980"));
        assertEquals("PID|||||||19801231130500", one(dates, "PID|||||||12-31-1980 01:05:00 PM"));
        assertEquals("PID|||||||31/02/1980", one(dates, "PID|||||||31/02/1980"));
        assertEquals("PID|||||||19800312", one(dates, "PID|||||||19800312"));
    }

    @Test
    void a_correction_is_made_where_its_conditions_hold() {
        String status =
                "{'set':'OBX-11','value':'F','when':[{'field':'OBR-25','is':['f']},{'field':'OBX-2','isNot':['ED']},"
                        + "{'segment':'SPM','present':false}],'why':'test'}";
        String obr = "OBR|1" + "|".repeat(24);
        assertEquals("OBX|1|NM|||||||||F", one(status, obr + "F", "OBX|1|NM"));
        assertEquals("OBX|1|NM", one(status, obr + "P", "OBX|1|NM"));
        assertEquals("OBX|1|ED", one(status, obr + "F", "OBX|1|ED"));
        assertEquals(
                "OBX|1|NM",
                corrected(status, MSH, obr + "F", "OBX|1|NM", "SPM|1").get(2));
        String each =
                "{'set':'PID-3[*].5','value':'HC','when':[{'field':'PID-3[*].1','matches':'[A-Z]{2}\\\\d{3}'}],'why':'test'}";
        assertEquals("PID|1||77~DN123^^^^HC", one(each, "PID|1||77~DN123"));
        String header = "{'set':'OBX-18','value':'X','when':[{'field':'MSH-3','is':['OTHER']}],'why':'test'}";
        assertEquals("OBX|1", one(header, "OBX|1"));
        assertEquals(
                "OBX|1|A",
                one("{'set':'OBX-2','value':'A','when':[{'field':'ZZZ-1','empty':true}],'why':'test'}", "OBX|1"));
    }

    @Test
    void segments_are_renamed_left_out_and_made() {
        assertEquals("OBX|1|NM|A", one(verb("rename", "ZOB", "to", "OBX"), "ZOB|1|NM|A"));
        assertEquals(
                List.of(MSH, "OBX|1"), corrected("{'drop':'ZLG','why':'test'}", MSH, "ZLG|log", "OBX|1", "ZLG|more"));
        String add = verb("add", "PV1", "after", "PID");
        assertEquals(List.of(MSH, "PID|1", "PV1|", "ZVN|1"), corrected(add, MSH, "PID|1", "ZVN|1"));
        assertEquals(
                List.of(MSH, "PID|1", "PV1|", "PID|2", "NK1|1", "PV1|1"),
                corrected(add, MSH, "PID|1", "PID|2", "NK1|1", "PV1|1"));
    }

    @Test
    void values_packed_into_one_segment_become_segments() {
        String split = "{'split':'OBX','fields':[3,5,6],'why':'test'}";
        assertEquals(
                List.of(MSH, "OBX|1|NM|A^x||1.5|g/L|||||F", "OBX|1|NM|B||2||||||F", "OBX|2|NM|C||3"),
                corrected(split, MSH, "OBX|1|NM|A^x~B||1.5~2|g/L|||||F", "OBX|2|NM|C||3"));
    }

    @Test
    void segments_out_of_place_are_put_in_their_place_and_others_stay() {
        String notes = verb("place", "NTE", "after", "OBX");
        assertEquals(
                List.of(MSH, "OBX|1", "NTE|1", "NTE|2", "OBX|2", "NTE|3"),
                corrected(notes, MSH, "NTE|1", "NTE|2", "OBX|1", "NTE|3", "OBX|2"));
        assertEquals(
                List.of(MSH, "PID|1", "PV1|1", "OBR|1"),
                corrected(verb("place", "PV1", "after", "PID"), MSH, "PV1|1", "PID|1", "OBR|1"));
        String orders = verb("place", "OBR", "before", "OBX");
        assertEquals(
                List.of(MSH, "PID|1", "OBR|1", "OBX|1", "OBX|2", "OBR|2", "OBX|3"),
                corrected(orders, MSH, "PID|1", "OBX|1", "OBX|2", "OBR|1", "OBX|3", "OBR|2"));
        String[] inOrder = {MSH, "PID|1", "OBR|1", "OBX|1", "OBR|2", "OBX|2"};
        assertEquals(List.of(inOrder), corrected(orders, inOrder));
    }

    @Test
    void the_header_is_corrected_before_the_character_set_is_decided() {
        Dialect dialect = dialect("'charset':'windows-1258','header':["
                + "{'set':'MSH-18','value':'','overwrite':true,'why':'test'},{'map':'MSH-9.1','values':{'RES':'ORU'},'why':'test'},"
                + "{'set':'MSH-12','value':'2.3','why':'test'}]");
        byte[] sent = "MSH|^~\\&|APP|FAC|||||RES^7|M1|P|||||||8859/1\rPID|1||||NGUY\u00ca\u00deN\r"
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] before = sent.clone();
        Hl7Message message = dialect.read(sent, null, remarks);
        assertArrayEquals(before, sent);
        assertEquals("ORU", message.header().type());
        assertEquals("2.3", message.header().version());
        assertEquals("M1", message.header().controlId());
        assertEquals(Charset.forName("windows-1258"), message.charset().charset());
        assertEquals("NGUYỄN", message.first("PID").orElseThrow().value(5));
        assertEquals(List.of("dialect test version 1, corrections h1 h2 h3"), remarks);
    }

    @Test
    void other_ends_of_segments_are_ends() {
        Dialect dialect = dialect("'segmentEnds':['<CR>','\\u001e']");
        byte[] sent = (MSH + "<CR>PID|1||A\u001eOBX|1|ST|||<C").getBytes(StandardCharsets.UTF_8);
        Hl7Message message = dialect.read(sent, null, remarks);
        assertEquals(
                List.of("MSH", "PID", "OBX"),
                message.segments().stream().map(Segment::name).toList());
        assertEquals("<C", message.first("OBX").orElseThrow().value(5));
    }

    @Test
    void a_message_in_another_character_set_keeps_every_letter_and_its_hexadecimal_bytes() {
        Dialect dialect =
                dialect("'charset':'windows-1252','corrections':[" + verb("move", "PID-4", "to", "PID-3") + "]");
        byte[] sent = (MSH + "\rPID|1|||A|H\u00e9 \\XE9\\\r").getBytes(StandardCharsets.ISO_8859_1);
        Hl7Message message = dialect.read(sent, null, remarks);
        assertEquals("Hé é", message.first("PID").orElseThrow().value(5));
        assertEquals("A", message.first("PID").orElseThrow().value(3));
        assertEquals("windows-1252", message.charset().charset().name());
    }

    @Test
    void separators_of_the_message_are_respected() {
        Dialect dialect = dialect("'corrections':[{'set':'OBX-3.2','value':'a^b#c','why':'test'}]");
        Hl7Message message =
                dialect.read("MSH#*~\\&#APP#FAC\rOBX#1#NM#K\r".getBytes(StandardCharsets.UTF_8), null, remarks);
        assertEquals("a^b#c", message.first("OBX").orElseThrow().component(3, 2));
        assertEquals("K*a^b\\F\\c", message.first("OBX").orElseThrow().field(3));
    }

    @Test
    void nothing_to_correct_gives_the_message_as_it_came_and_the_standard_says_nothing() {
        Dialect dialect = dialect("'corrections':[" + verb("copy", "OBX-3.4", "to", "OBX-3.1") + "]");
        byte[] sent = (MSH + "\rOBX|1\r").getBytes(StandardCharsets.UTF_8);
        dialect.read(sent, null, remarks);
        assertEquals(List.of("dialect test version 1, nothing to correct"), remarks);
        remarks.clear();
        Dialects.shipped().named(null).read(sent, null, remarks);
        assertEquals(List.of(), remarks);
        assertSame(Dialects.shipped().named("standard"), Dialects.shipped().named(null));
    }

    private static String verb(String verb, String of, String second, String with) {
        return "{'" + verb + "':'" + of + "','" + second + "':'" + with + "','why':'test'}";
    }

    /** A dialect with these parts; apostrophes stand for quotes. */
    static Dialect dialect(String parts) {
        String json = "{'dialect':'test','version':1,'product':'Test','about':'Test'," + parts + "}";
        return DialectFile.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** The last segment of a message with the usual header, corrected. */
    private String one(String correction, String... segments) {
        String[] all = new String[segments.length + 1];
        all[0] = MSH;
        System.arraycopy(segments, 0, all, 1, segments.length);
        return corrected(correction, all).getLast();
    }

    private List<String> corrected(String correction, String... segments) {
        byte[] sent = (String.join("\r", segments) + "\r").getBytes(StandardCharsets.UTF_8);
        Hl7Message message = dialect("'corrections':[" + correction + "]").read(sent, null, remarks);
        return message.segments().stream().map(DialectTest::line).toList();
    }

    private static String line(Segment segment) {
        StringBuilder line = new StringBuilder(segment.name());
        for (int n = segment.name().equals("MSH") ? 2 : 1; n <= segment.size(); n++) {
            line.append('|').append(segment.field(n));
        }
        return line.toString();
    }
}
