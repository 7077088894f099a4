package vn.emr.api.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Laboratory results of invented people as the sample hospital's systems send them: ORU^R01 2.5.1, one order with some
 * values, about 1 kB with five. Rendered once per patient; a message is a copy with its own numbers, which costs almost
 * nothing. The same number always gives the same bytes.
 */
public final class ResultMessages {
    private static final DateTimeFormatter HL7_TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final String NUMBER = "##########";
    private static final String[] FAMILIES = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Vũ", "Đỗ"};
    private static final String[] GIVEN = {
        "An", "Bình", "Châu", "Dũng", "Hương", "Khánh", "Ngọc", "Quỳnh", "Thảo", "Yến"
    };
    private static final String[][] TESTS = {
        {"718-7", "Huyết sắc tố", "g/L", "130-170"},
        {"6690-2", "Số lượng bạch cầu", "G/L", "4.0-10.0"},
        {"789-8", "Số lượng hồng cầu", "T/L", "4.30-5.80"},
        {"777-3", "Số lượng tiểu cầu", "G/L", "150-400"},
        {"4544-3", "Thể tích khối hồng cầu", "L/L", "0.40-0.50"}
    };

    private final String mark;
    private final String time;
    private final List<byte[]> templates = new ArrayList<>();

    /**
     * @param mark one letter before every message and order number, so that runs do not meet
     * @param values how many OBX
     * @param now the time the messages carry
     */
    public ResultMessages(char mark, int patients, int values, Instant now) {
        this.mark = String.valueOf(mark);
        this.time = HL7_TIME.format(now.minusSeconds(60));
        for (int patient = 0; patient < patients; patient++) {
            templates.add(framed(result(patient, values, "")));
        }
    }

    /** The registration (A28) of a patient as the HIS sends it. */
    public byte[] registration(int patient) {
        return framed("""
                MSH|^~\\&|SONGHONG_HIS|99001|EMR|99001|%s||ADT^A28^ADT_A05|R%s%09d|P|2.5|||||VNM|UNICODE UTF-8
                EVN||%s
                %s
                PV1|1|N
                """.formatted(time, mark, patient, time, pid(patient)));
    }

    /** An outpatient visit (A04) of a patient in the department NOI of the sample hospital. */
    public byte[] visit(int patient) {
        return visit(patient, "A04", 'O');
    }

    /** An admission (A01) of a patient to the department NOI of the sample hospital. */
    byte[] admission(int patient) {
        return visit(patient, "A01", 'I');
    }

    private byte[] visit(int patient, String event, char patientClass) {
        return framed("""
                MSH|^~\\&|SONGHONG_HIS|99001|EMR|99001|%s||ADT^%s^ADT_A01|V%s%09d|P|2.5|||||VNM|UNICODE UTF-8
                EVN||%s
                %s
                PV1|1|%s|NOI^PK2^^99001|R|||||||||||||||DT9%05d|||||||||||||||||||||||||%s
                """.formatted(time, event, mark, patient, time, pid(patient), patientClass, patient, time));
    }

    /** The frame of one result; numbers above the count of patients begin again with the first patient. */
    public byte[] frame(long number) {
        return numbered(templates.get((int) (number % templates.size())).clone(), number);
    }

    /** A result that also carries a document, in base64. */
    public byte[] withDocument(long number, int values, byte[] document) {
        String obx = "OBX|%d|ED|11502-2^Phiếu kết quả xét nghiệm^LN||SAOMAI^AP^PDF^Base64^%s||||||F\r"
                .formatted(values + 1, Base64.getEncoder().encodeToString(document));
        return numbered(framed(result((int) (number % templates.size()), values, obx)), number);
    }

    /** The message control id of a result. */
    public String controlId(long number) {
        return mark + digits(number);
    }

    /** The laboratory's own order number of a result. */
    public String filler(long number) {
        return "F" + mark + digits(number);
    }

    static String person(int patient) {
        return "BN9%05d".formatted(patient);
    }

    private static String digits(long number) {
        return "%010d".formatted(number);
    }

    private String result(int patient, int values, String more) {
        StringBuilder text = new StringBuilder("""
                MSH|^~\\&|SAOMAI_LIS|99001|EMR|99001|%s||ORU^R01^ORU_R01|%s%s|P|2.5.1|||AL|NE|VNM|UNICODE UTF-8
                %s
                PV1|1|O|NOI
                ORC|RE|P%s%s|F%s%s||CM
                OBR|1|P%s%s|F%s%s|58410-2^Tổng phân tích tế bào máu^LN|||%s|||||||%s|BLD^Máu|BS011^Vũ^Hương^Thị Mai||||||%s||HM|F
                """.formatted(
                        time,
                        mark,
                        NUMBER,
                        pid(patient),
                        mark,
                        NUMBER,
                        mark,
                        NUMBER,
                        mark,
                        NUMBER,
                        mark,
                        NUMBER,
                        time,
                        time,
                        time)
                .replace('\n', '\r'));
        for (int value = 0; value < values; value++) {
            String[] test = TESTS[value % TESTS.length];
            text.append("OBX|%d|NM|%s^%s^LN|%s|%d.%d|%s|%s|N|||F|||%s||KTV07^Lê^Minh|||%s\r"
                    .formatted(
                            value + 1,
                            test[0],
                            test[1],
                            value / TESTS.length == 0 ? "" : value / TESTS.length,
                            (patient * 7 + value * 13) % 200,
                            value % 10,
                            test[2],
                            test[3],
                            time,
                            time));
        }
        return text.append(more).toString();
    }

    private static String pid(int patient) {
        return "PID|1||%s^^^BVBM^MR||%s||%d0714|%s"
                .formatted(person(patient), name(patient), 1940 + patient % 80, patient % 2 == 0 ? "M" : "F");
    }

    private static String name(int patient) {
        return FAMILIES[patient % FAMILIES.length] + "^" + GIVEN[patient / 8 % GIVEN.length] + "^Văn^^^^L";
    }

    private static byte[] numbered(byte[] frame, long number) {
        byte[] digits = digits(number).getBytes(StandardCharsets.US_ASCII);
        int limit = Math.min(frame.length - digits.length, 2_000);
        for (int i = 0; i < limit; i++) {
            if (frame[i] == '#' && frame[i + digits.length - 1] == '#') {
                System.arraycopy(digits, 0, frame, i, digits.length);
                i += digits.length - 1;
            }
        }
        return frame;
    }

    private static byte[] framed(String message) {
        byte[] text = message.replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream(text.length + 3);
        frame.write(0x0B);
        frame.writeBytes(text);
        frame.writeBytes(new byte[] {0x1C, 0x0D});
        return frame.toByteArray();
    }
}
