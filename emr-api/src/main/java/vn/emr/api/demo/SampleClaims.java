package vn.emr.api.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Insurance claims of invented visits to the sample hospital, as its own system would put them together: every table, both
 * layouts (QĐ 4750 for visits that ended before 2025, QĐ 3176 after), amounts that add up. The same number gives the same
 * claim for ever.
 */
public final class SampleClaims {
    /** MACSKCB of the sample hospital. */
    public static final String FACILITY = "99001";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final Pattern PLACE = Pattern.compile("\\{(ngay )?(\\w+)([+-]\\d+)?\\}");
    private static final String[] FAMILIES = {"Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Hoàng"};
    private static final String[] GIVEN = {"Ánh", "Bình", "Đức", "Hạnh", "Khuê", "Thảo", "Uyên"};
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

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
        boolean older = end.isBefore(LocalDate.of(2025, 1, 1));
        Kind kind = KINDS.get(number % KINDS.size());
        boolean woman = number % 2 == 1 || kind.rows().getFirst().contains("GIOI_TINH=2");
        LocalDateTime out = end.atTime(15, 30);
        LocalDateTime in = stays(kind) ? out.minusDays(3).minusHours(7) : out.minusHours(6);
        Map<String, String> words = words(number, woman, older, in, out);
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
        tables.put("XML1", new ArrayList<>(List.of(person(number, words, older, in, out))));
        for (String line : kind.rows()) {
            String table = line.substring(0, line.indexOf(' '));
            Map<String, String> row = fields(line.substring(table.length() + 1), words, older, in, out);
            if (table.equals("XML1")) {
                tables.get(table).getFirst().putAll(row);
            } else {
                add(tables, table, row, words.get("LK"), share(number, end));
            }
        }
        sums(tables);
        return new SampleClaim(words.get("LK"), DAY.format(end.plusDays(1)), tables);
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

    private static Map<String, String> person(
            int number, Map<String, String> words, boolean older, LocalDateTime in, LocalDateTime out) {
        return fields(
                "MA_LK={LK} | STT=1 | MA_BN={BN} | HO_TEN={TEN} | SO_CCCD={CCCD} | NGAY_SINH={SINH} | GIOI_TINH={GIOI}"
                        + " | MA_QUOCTICH=000 | MA_DANTOC={DANTOC} | MA_NGHE_NGHIEP={NGHE} | DIA_CHI={DIACHI}"
                        + " | MATINH_CU_TRU=01 | 4750:MAHUYEN_CU_TRU=001 | MAXA_CU_TRU=00004 | MA_THE_BHYT={THE}"
                        + " | MA_DKBD={DKBD} | GT_THE_TU={THE_TU} | GT_THE_DEN={THE_DEN} | MA_DOITUONG_KCB={DOITUONG}"
                        + " | NGAY_VAO={VAO} | NGAY_RA={RA} | NGAY_TTOAN={RA+30} | NAM_QT=" + out.getYear()
                        + " | THANG_QT=" + out.getMonthValue() + " | MA_CSKCB={COSO} | CAN_NANG=" + (45 + number % 30)
                        + ".50 | MA_HSBA=HS{so} | MA_TTDV=0100/SH",
                words,
                older,
                in,
                out);
    }

    private static void add(
            Map<String, List<Map<String, String>>> tables,
            String table,
            Map<String, String> row,
            String visit,
            String share) {
        List<Map<String, String>> rows = tables.computeIfAbsent(table, t -> new ArrayList<>());
        Map<String, String> whole = new LinkedHashMap<>();
        if (!table.equals("XML12")) {
            whole.put("MA_LK", visit);
        }
        if (List.of("XML2", "XML3", "XML4", "XML5").contains(table)) {
            whole.put("STT", Integer.toString(rows.size() + 1));
        }
        whole.putAll(row);
        if (table.equals("XML2") || table.equals("XML3")) {
            amounts(whole, share);
        }
        rows.add(whole);
    }

    /** The amounts of a line, as the annex of QĐ 3176/QĐ-BYT computes them. */
    private static void amounts(Map<String, String> row, String share) {
        BigDecimal quantity = new BigDecimal(row.get("SO_LUONG"));
        BigDecimal insured = percent(row, "TYLE_TT_BH");
        boolean service = row.containsKey("DON_GIA_BV");
        BigDecimal reduced = service ? percent(row, "TYLE_TT_DV") : BigDecimal.ONE;
        BigDecimal own = money(quantity.multiply(new BigDecimal(row.get(service ? "DON_GIA_BV" : "DON_GIA")))
                .multiply(reduced));
        BigDecimal covered = money(quantity.multiply(new BigDecimal(row.get(service ? "DON_GIA_BH" : "DON_GIA")))
                .multiply(reduced)
                .multiply(insured));
        BigDecimal paid = money(covered.multiply(new BigDecimal(share)).divide(HUNDRED));
        row.put("THANH_TIEN_BV", own.toPlainString());
        row.put("THANH_TIEN_BH", covered.toPlainString());
        for (String other : List.of("_NSNN", "_VTNN", "_VTTN", "_CL", "")) {
            row.put("T_NGUONKHAC" + other, "0.00");
        }
        row.put("MUC_HUONG", share);
        row.put("T_BNTT", own.subtract(covered).toPlainString());
        row.put("T_BNCCT", covered.subtract(paid).toPlainString());
        row.put("T_BHTT", paid.toPlainString());
    }

    private static BigDecimal percent(Map<String, String> row, String field) {
        return new BigDecimal(row.get(field)).divide(HUNDRED);
    }

    private static BigDecimal money(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    private static void sums(Map<String, List<Map<String, String>>> tables) {
        List<Map<String, String>> medicines = tables.getOrDefault("XML2", List.of());
        List<Map<String, String>> services = tables.getOrDefault("XML3", List.of());
        List<Map<String, String>> all = new ArrayList<>(medicines);
        all.addAll(services);
        Map<String, String> summary = tables.get("XML1").getFirst();
        summary.put("T_THUOC", sum(medicines, "THANH_TIEN_BV"));
        summary.put(
                "T_VTYT",
                sum(services.stream().filter(r -> r.get("MA_NHOM").equals("10")).toList(), "THANH_TIEN_BV"));
        summary.put("T_TONGCHI_BV", sum(all, "THANH_TIEN_BV"));
        summary.put("T_TONGCHI_BH", sum(all, "THANH_TIEN_BH"));
        for (String field : List.of("T_BNTT", "T_BNCCT", "T_BHTT", "T_NGUONKHAC")) {
            summary.put(field, sum(all, field));
        }
        summary.put(
                "T_BHTT_GDV",
                sum(all.stream().filter(r -> r.get("MA_PTTT").equals("1")).toList(), "T_BHTT"));
    }

    private static String sum(List<Map<String, String>> rows, String field) {
        return rows.stream()
                .map(row -> new BigDecimal(row.get(field)))
                .reduce(new BigDecimal("0.00"), BigDecimal::add)
                .toPlainString();
    }

    private static Map<String, String> fields(
            String line, Map<String, String> words, boolean older, LocalDateTime in, LocalDateTime out) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : line.split(" \\| ")) {
            int is = field.indexOf('=');
            String name = field.substring(0, is).strip();
            int colon = name.indexOf(':');
            if (colon < 0 || name.startsWith(older ? "4750" : "3176")) {
                fields.put(name.substring(colon + 1), filled(field.substring(is + 1), words, in, out));
            }
        }
        return fields;
    }

    private static String filled(String text, Map<String, String> words, LocalDateTime in, LocalDateTime out) {
        Matcher places = PLACE.matcher(text);
        return places.replaceAll(place -> {
            LocalDateTime of =
                    switch (place.group(2)) {
                        case "VAO" -> in;
                        case "RA" -> out;
                        default -> null;
                    };
            if (of == null) {
                return Matcher.quoteReplacement(words.get(place.group(2)));
            }
            LocalDateTime at = place.group(3) == null ? of : of.plusMinutes(Long.parseLong(place.group(3)));
            return place.group(1) == null ? TIME.format(at) : DAY.format(at);
        });
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
