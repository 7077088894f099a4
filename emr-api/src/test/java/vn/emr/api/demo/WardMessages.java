package vn.emr.api.demo;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** What HIS and laboratory of the sample hospital send of one invented inpatient, as it happens (HL7 v2.5 chapter 3, 2.3.1 chapter 7). */
final class WardMessages implements AutoCloseable {
    static final String NUMBER = "BN990001";

    /** Who is treated: number, visit, name as HL7 has it. */
    record Somebody(String number, String visit, String name) {}

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final Pattern TAKEN = Pattern.compile("(?s).*\\rMSA\\|AA\\|.*");

    private final MllpSender his;
    private final MllpSender lis;
    private final Somebody who;
    private final Instant admitted = Instant.now().minus(Duration.ofHours(3));
    private int sent;

    WardMessages(int hisPort, int lisPort) {
        this(hisPort, lisPort, new Somebody(NUMBER, "NT990001", "Lý^Anh^Minh"));
    }

    WardMessages(int hisPort, int lisPort, Somebody who) {
        this.who = who;
        this.his = new MllpSender("127.0.0.1", hisPort);
        this.lis = new MllpSender("127.0.0.1", lisPort);
    }

    void admission() throws IOException {
        Instant at = admitted;
        stay("A01", "ADT_A01", "NOI^P206^G04^99001", "", at, "", """
                PV2|||^Đau hố chậu phải
                DG1|1||K35.8^Viêm ruột thừa cấp^ICD10||%s|A|||||||||1
                """.formatted(TIME.format(at)));
    }

    void transfer() throws IOException {
        stay(
                "A02",
                "ADT_A02",
                "NGOAI^P303^G05^99001",
                "NOI^P206^G04^99001",
                admitted.plus(Duration.ofHours(1)),
                "",
                "");
    }

    void discharge() throws IOException {
        Instant at = admitted.plus(Duration.ofHours(2));
        stay("A03", "ADT_A03", "NGOAI^P303^G05^99001", "", at, TIME.format(at), """
                DG1|1||K35.8^Viêm ruột thừa cấp^ICD10||%s|F|||||||||1
                """.formatted(TIME.format(at)));
    }

    void result() throws IOException {
        String at = TIME.format(admitted.plus(Duration.ofMinutes(40)));
        taken(lis.send("""
                MSH|^~\\&|SAOMAI_LIS|99001|EMR|99001|%1$s||ORU^R01|ST%2$06d|P|2.3.1
                PID|1||%3$s||LÝ MINH ANH||19880214|F
                PV1|1|I|NOI||||||||||||||||NT990001
                OBR|1||XN990001|CTM^Công thức máu^SM|||%1$s|||||||%1$s|MAU&Máu&SM|BS011^Vũ^Hương^Thị Mai||||||%1$s||HM|F
                OBX|1|NM|WBC^Bạch cầu^SM||16.4|G/L|4.0-10.0|H|||F|||%1$s
                """.formatted(at, ++sent, NUMBER).replace('\n', '\r')));
    }

    private void stay(
            String event, String structure, String place, String before, Instant at, String ended, String more)
            throws IOException {
        taken(his.send("""
                MSH|^~\\&|SONGHONG_HIS|99001|EMR|99001|%1$s||ADT^%2$s^%3$s|%12$s-%4$06d|P|2.5|||||VNM|UNICODE UTF-8
                EVN||%1$s||||%1$s
                PID|1||%5$s^^^BVBM^MR||%13$s^^^^L||19880214|F|||Số 9 đường Bến Đò^^Xã Tân Lập^Thành phố Hà Nội^^VNM^H|||||||||||01^Kinh^QD121||||VNM
                PV1|1|I|%6$s|E||%7$s|BS011^Vũ^Hương^Thị Mai||||||||||||%12$s|||||||||||||||||%8$s||||||||%9$s|%10$s
                ZBE|%12$s-%4$05d^SONGHONG_HIS|%1$s||INSERT|N
                %11$s""".formatted(
                        TIME.format(at),
                        event,
                        structure,
                        ++sent,
                        who.number(),
                        place,
                        before,
                        ended.isEmpty() ? "" : "01",
                        TIME.format(admitted),
                        ended,
                        more,
                        who.visit(),
                        who.name())
                .replace('\n', '\r')));
    }

    private static void taken(String answer) throws IOException {
        if (!TAKEN.matcher(answer).matches()) {
            throw new IOException("not taken: " + answer);
        }
    }

    @Override
    public void close() {
        his.close();
        lis.close();
    }
}
