package vn.emr.api.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Visits as a hospital information system tells them in format {@code notice-1.0}: ten items each, people invented. */
final class HisItems {
    static final int ITEMS_A_VISIT = 10;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final int VALUES_A_REPORT = 5;

    private final String now;

    HisItems(Instant now) {
        this.now = TIME.format(now);
    }

    /** NDJSON of so many visits, from this one on. */
    byte[] lines(long first, int visits) {
        StringBuilder lines = new StringBuilder();
        for (long visit = first; visit < first + visits; visit++) {
            item(
                            lines,
                            visit,
                            0,
                            "visit",
                            ",\"names\":\"Trần Thị Mẫu " + visit + "\",\"birth\":\"19700101\",\"sex\":\"F\"")
                    .append(",\"visit\":{\"number\":\"BV")
                    .append(visit)
                    .append("\",\"event\":\"ADMITTED\",\"class\":\"INPATIENT\",\"start\":\"")
                    .append(now)
                    .append("\",\"occurredAt\":\"")
                    .append(now)
                    .append("\",\"movementKey\":\"1\",\"department\":\"K01\",\"room\":\"203\",\"bed\":\"7\","
                            + "\"attendingDoctor\":\"BS. Mẫu\",\"reason\":\"Sốt, ho\"}}\n");
            item(lines, visit, 1, "conditions", "")
                    .append(
                            ",\"conditions\":[{\"code\":{\"code\":\"J18.9\",\"text\":\"Viêm phổi\"},\"rank\":\"PRIMARY\"},"
                                    + "{\"code\":{\"code\":\"I10\",\"text\":\"Tăng huyết áp\"},\"rank\":\"SECONDARY\"}]}\n");
            for (int i = 0; i < 2; i++) {
                item(lines, visit, 2 + i, "order", "")
                        .append(",\"order\":{\"placerNumber\":\"BO")
                        .append(visit)
                        .append('-')
                        .append(i)
                        .append("\",\"category\":\"LAB\",\"code\":{\"code\":\"23.0075.")
                        .append(1000 + i)
                        .append("\",\"text\":\"Xét nghiệm sinh hóa máu\"},\"status\":\"REQUESTED\",\"orderedAt\":\"")
                        .append(now)
                        .append("\",\"requester\":\"BS. Mẫu\",\"department\":\"K01\"}}\n");
                report(item(lines, visit, 4 + i, "report", ""), visit, i);
                item(lines, visit, 6 + i, "medication", "")
                        .append(",\"medication\":{\"key\":\"BM")
                        .append(visit)
                        .append('-')
                        .append(i)
                        .append(
                                "\",\"medicine\":{\"code\":\"40.155\",\"text\":\"Amoxicilin 500mg\"},\"form\":\"Viên\","
                                        + "\"dose\":\"1 viên x 2 lần/ngày\",\"quantity\":\"10\",\"unit\":\"Viên\",\"orderedAt\":\"")
                        .append(now)
                        .append("\",\"prescriber\":\"BS. Mẫu\",\"department\":\"K01\"}}\n");
            }
            item(lines, visit, 8, "procedure", "")
                    .append(",\"procedure\":{\"key\":\"BP")
                    .append(visit)
                    .append(
                            "\",\"code\":{\"code\":\"02.0085.0042\",\"text\":\"Chọc hút dịch màng phổi\"},\"status\":\"COMPLETED\","
                                    + "\"performedAt\":\"")
                    .append(now)
                    .append("\",\"performers\":[\"BS. Mẫu\"],\"department\":\"K01\"}}\n");
            item(lines, visit, 9, "note", "")
                    .append(",\"note\":{\"key\":\"BN")
                    .append(visit)
                    .append("\",\"writtenAt\":\"")
                    .append(now)
                    .append("\",\"authors\":[\"BS. Mẫu\"],\"text\":\"Tỉnh, đỡ sốt, ăn uống được\",\"vitalSigns\":["
                            + "{\"kind\":\"PULSE\",\"value\":80},{\"kind\":\"TEMPERATURE\",\"value\":37.2}]}}\n");
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private StringBuilder item(StringBuilder lines, long visit, int number, String kind, String person) {
        return lines.append("{\"kind\":\"")
                .append(kind)
                .append("\",\"id\":\"BENCH")
                .append(visit)
                .append('-')
                .append(number)
                .append("\",\"statedAt\":\"")
                .append(now)
                .append("\",\"visitNumber\":\"BV")
                .append(visit)
                .append("\",\"patient\":{\"identifiers\":[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"BP")
                .append(visit)
                .append("\"}]")
                .append(person)
                .append('}');
    }

    private void report(StringBuilder lines, long visit, int number) {
        lines.append(",\"report\":{\"placerNumber\":\"BO")
                .append(visit)
                .append('-')
                .append(number)
                .append("\",\"fillerNumber\":\"BX")
                .append(visit)
                .append('-')
                .append(number)
                .append("\",\"category\":\"LAB\",\"code\":{\"code\":\"SH0")
                .append(number)
                .append("\",\"text\":\"Sinh hóa máu\"},\"status\":\"FINAL\",\"effectiveAt\":\"")
                .append(now)
                .append("\",\"issuedAt\":\"")
                .append(now)
                .append("\",\"performer\":\"KTV. Mẫu\",\"observations\":[");
        for (int i = 0; i < VALUES_A_REPORT; i++) {
            lines.append(i == 0 ? "" : ",")
                    .append("{\"code\":{\"code\":\"C")
                    .append(number)
                    .append(i)
                    .append("\",\"text\":\"Chỉ số ")
                    .append(i)
                    .append("\"},\"value\":\"")
                    .append(4 + i)
                    .append(".2\"," + "\"unit\":\"mmol/L\",\"range\":\"3.9 - 6.4\",\"flag\":\"N\"}");
        }
        lines.append("]}}\n");
    }
}
