package vn.emr.api.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Insurance claims of invented visits to the sample hospital, as its own system would put them together: every table, both
 * layouts (QĐ 4750 for visits that ended before 2025, QĐ 3176 after), amounts that add up. The same number gives the same
 * claim for ever.
 */
public final class SampleClaims {
    /** MACSKCB of the sample hospital. */
    public static final String FACILITY = "99001";

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final String[] FAMILIES = {"Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Hoàng"};
    private static final String[] GIVEN = {"Ánh", "Bình", "Đức", "Hạnh", "Khuê", "Thảo", "Uyên"};

    /** One kind of visit: its rows as {@code claims.txt} writes them. */
    private record Kind(List<String> rows) {}

    private static final List<Kind> KINDS = kinds();

    private SampleClaims() {}

    /** How many kinds of visits there are; numbers count through them. */
    public static int kindsOfVisits() {
        return KINDS.size();
    }

    /**
     * The claim of one visit.
     *
     * @param number from 0; gives kind of visit, person and figures
     * @param end the day the visit ended on; the file was made on the next
     */
    public static SampleClaim claim(int number, LocalDate end) {
        boolean older = ClaimText.older(end);
        Kind kind = KINDS.get(number % KINDS.size());
        boolean woman = number % 2 == 1 || kind.rows().getFirst().contains("GIOI_TINH=2");
        LocalDateTime out = end.atTime(15, 30);
        LocalDateTime in = stays(kind) ? out.minusDays(3).minusHours(7) : out.minusHours(6);
        return new ClaimText(words(number, woman, older, in, out), in, out).claim(kind.rows(), share(number, end));
    }

    private static boolean stays(Kind kind) {
        return kind.rows().getFirst().contains("MA_LOAI_KCB=03");
    }

    /** Half percents are written since 07/2026. */
    private static String share(int number, LocalDate end) {
        boolean fine = !end.isBefore(LocalDate.of(2026, 7, 1));
        return number % 3 == 0 ? "100" : number % 3 == 1 ? "80" : fine ? "47.5" : "95";
    }

    private static Map<String, String> words(
            int number, boolean woman, boolean older, LocalDateTime in, LocalDateTime out) {
        Map<String, String> words = new LinkedHashMap<>();
        int birth = 1940 + number % 59;
        String so = String.format("%05d", number);
        words.put("so", so);
        words.put("so8", "000" + so);
        words.put("LK", "SH" + (older ? "24" : "26") + "." + so);
        words.put("BN", "SH" + so);
        words.put("TEN", FAMILIES[number % 6] + (woman ? " Thị " : " Văn ") + GIVEN[number % 7]);
        words.put("GIOI", woman ? "2" : "1");
        words.put("SINH", birth + (number % 4 == 0 ? "00000000" : "03150000"));
        words.put("CCCD", "099" + (woman ? 1 : 0) + String.format("%02d%06d", birth % 100, number));
        words.put("CANNANG", 45 + number % 30 + ".50");
        words.put("DIACHI", "Số " + (number % 90 + 1) + " đường Mẫu, phường Mẫu, Hà Nội");
        words.put("DANTOC", number % 9 == 0 ? "02" : "01");
        words.put("NGHE", older ? "00000" : "75");
        words.put("COSO", FACILITY);
        words.put("DOITUONG", "1.1");
        words.put("bach_cau", (40 + number % 90) / 10 + "." + (number % 10));
        String card = "DN401" + "01" + "000" + so;
        boolean two = number % 5 == 0;
        String from = in.getYear() + "0101";
        words.put("THE", two ? card + ";" + card.replace("DN4", "HC4") : card);
        words.put("THE_TU", two ? from + ";" + DAY.format(in) : from);
        words.put("THE_DEN", two ? DAY.format(in) + ";" + out.getYear() + "1231" : out.getYear() + "1231");
        words.put("DKBD", two ? "99002;99001" : "99001");
        return words;
    }

    private static List<Kind> kinds() {
        try (InputStream in = SampleClaims.class.getResourceAsStream("claims.txt")) {
            List<Kind> kinds = new ArrayList<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> {
                        if (line.startsWith("visit ")) {
                            kinds.add(new Kind(new ArrayList<>()));
                        } else {
                            kinds.getLast().rows().add(line);
                        }
                    });
            return List.copyOf(kinds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
