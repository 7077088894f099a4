package vn.emr.api.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
 * Makes a claim of rows as {@code claims.txt} writes them: fills in what belongs to the person and the visit, and computes
 * the amounts.
 */
final class ClaimText {
    private static final String PERSON =
            "MA_LK={LK} | STT=1 | MA_BN={BN} | HO_TEN={TEN} | SO_CCCD={CCCD} | NGAY_SINH={SINH} | GIOI_TINH={GIOI}"
                    + " | MA_QUOCTICH=000 | MA_DANTOC={DANTOC} | MA_NGHE_NGHIEP={NGHE} | DIA_CHI={DIACHI}"
                    + " | MATINH_CU_TRU=01 | 4750:MAHUYEN_CU_TRU=001 | MAXA_CU_TRU=00004 | MA_THE_BHYT={THE}"
                    + " | MA_DKBD={DKBD} | GT_THE_TU={THE_TU} | GT_THE_DEN={THE_DEN} | MA_DOITUONG_KCB={DOITUONG}"
                    + " | NGAY_VAO={VAO} | NGAY_RA={RA} | NGAY_TTOAN={RA+30} | NAM_QT={NAM} | THANG_QT={THANG}"
                    + " | MA_CSKCB={COSO} | CAN_NANG={CANNANG} | MA_HSBA=HS{so} | MA_TTDV=0100/SH";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final Pattern PLACE = Pattern.compile("\\{(ngay )?(\\w+)([+-]\\d+)?\\}");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Map<String, String> words;
    private final LocalDateTime in;
    private final LocalDateTime out;

    /** @param words what stands for {@code {LK}} and the others */
    ClaimText(Map<String, String> words, LocalDateTime in, LocalDateTime out) {
        this.words = new LinkedHashMap<>(words);
        this.words.put("NAM", Integer.toString(out.getYear()));
        this.words.put("THANG", Integer.toString(out.getMonthValue()));
        this.in = in;
        this.out = out;
    }

    /** Whether a visit that ended then is told in the layout of QĐ 4750, else of QĐ 3176. */
    static boolean older(LocalDate end) {
        return end.isBefore(LocalDate.of(2025, 1, 1));
    }

    /** @param share MUC_HUONG, what the insurance pays in percent; the claim was made on the day after the visit */
    SampleClaim claim(List<String> rows, String share) {
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>();
        tables.put("XML1", new ArrayList<>(List.of(fields(PERSON))));
        for (String line : rows) {
            String table = line.substring(0, line.indexOf(' '));
            Map<String, String> row = fields(line.substring(table.length() + 1));
            if (table.equals("XML1")) {
                tables.get(table).getFirst().putAll(row);
            } else {
                add(tables, table, row, share);
            }
        }
        sums(tables);
        return new SampleClaim(words.get("LK"), DAY.format(out.toLocalDate().plusDays(1)), tables);
    }

    private void add(
            Map<String, List<Map<String, String>>> tables, String table, Map<String, String> row, String share) {
        List<Map<String, String>> rows = tables.computeIfAbsent(table, t -> new ArrayList<>());
        Map<String, String> whole = new LinkedHashMap<>();
        if (!table.equals("XML12")) {
            whole.put("MA_LK", words.get("LK"));
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

    private Map<String, String> fields(String line) {
        String layout = older(out.toLocalDate()) ? "4750" : "3176";
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : line.split(" \\| ")) {
            int is = field.indexOf('=');
            String name = field.substring(0, is).strip();
            int colon = name.indexOf(':');
            if (colon < 0 || name.startsWith(layout)) {
                fields.put(name.substring(colon + 1), filled(field.substring(is + 1)));
            }
        }
        return fields;
    }

    private String filled(String text) {
        return PLACE.matcher(text).replaceAll(place -> {
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
}
