package vn.emr.his.claim;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import vn.emr.his.claim.ClaimFile.Row;

/**
 * Checks the amounts: each line from its quantity and price, rounded half up to 2 decimals, and table 1 as the sum of
 * tables 2 and 3 (annex of QĐ 3176/QĐ-BYT). What cannot be read as a number is said elsewhere and not compared.
 */
final class MoneyCheck {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Set<String> SUPPLIES = Set.of("10", "11");
    /** Cards whose holders' own share is settled otherwise. */
    private static final Set<String> ARMED_FORCES = Set.of("CA", "CY", "QN");

    private final ClaimFile file;
    private final Faults faults;

    MoneyCheck(ClaimFile file, Faults faults) {
        this.file = file;
        this.faults = faults;
    }

    void check() {
        medicines().forEach(this::medicine);
        services().forEach(this::service);
        total("T_THUOC", "THANH_TIEN_BV", medicines(), "XML2");
        total("T_VTYT", "THANH_TIEN_BV", services().filter(group(SUPPLIES)), "XML3");
        total("T_TONGCHI_BV", "THANH_TIEN_BV", both(), "XML2 and XML3");
        total("T_TONGCHI_BH", "THANH_TIEN_BH", both(), "XML2 and XML3");
        total("T_BNTT", "T_BNTT", both(), "XML2 and XML3");
        total("T_BNCCT", "T_BNCCT", both(), "XML2 and XML3");
        total("T_NGUONKHAC", "T_NGUONKHAC", both(), "XML2 and XML3");
        paid();
        String card = file.summary().text("MA_THE_BHYT");
        if (card == null || card.length() < 2 || !ARMED_FORCES.contains(card.substring(0, 2))) {
            total("T_BHTT_GDV", "T_BHTT", both().filter(row -> "1".equals(row.text("MA_PTTT"))), "XML2 and XML3");
        }
    }

    private Stream<Row> medicines() {
        return file.rows(Layout.MEDICINES).stream();
    }

    private Stream<Row> services() {
        return file.rows(Layout.SERVICES).stream();
    }

    private Stream<Row> both() {
        return Stream.concat(medicines(), services());
    }

    private static Predicate<Row> group(Set<String> groups) {
        return row -> row.text("MA_NHOM") != null && groups.contains(row.text("MA_NHOM"));
    }

    private void medicine(Row row) {
        product(row, "THANH_TIEN_BV", List.of("SO_LUONG", "DON_GIA"), List.of());
        product(row, "THANH_TIEN_BH", List.of("SO_LUONG", "DON_GIA"), List.of("TYLE_TT_BH"));
    }

    private void service(Row row) {
        if (!fullPrice(row)) {
            product(row, "THANH_TIEN_BV", List.of("SO_LUONG", "DON_GIA_BV"), List.of("TYLE_TT_DV"));
        }
        product(row, "THANH_TIEN_BH", List.of("SO_LUONG", "DON_GIA_BH"), List.of("TYLE_TT_DV", "TYLE_TT_BH"));
    }

    /** The hospital does not charge what the insurance deducts from a reduced service. */
    private static boolean fullPrice(Row row) {
        Optional<BigDecimal> quantity = number(row, "SO_LUONG");
        Optional<BigDecimal> own = number(row, "DON_GIA_BV");
        Optional<BigDecimal> insured = number(row, "DON_GIA_BH");
        Optional<BigDecimal> share = number(row, "TYLE_TT_DV");
        if (Stream.of(quantity, own, insured, share).anyMatch(Optional::isEmpty)) {
            return false;
        }
        BigDecimal less = insured.get().multiply(HUNDRED.subtract(share.get())).divide(HUNDRED);
        return number(row, "THANH_TIEN_BV")
                .filter(said -> same(said, quantity.get().multiply(own.get().subtract(less))))
                .isPresent();
    }

    private void product(Row row, String amount, List<String> factors, List<String> percents) {
        Optional<BigDecimal> said = number(row, amount);
        BigDecimal product = BigDecimal.ONE;
        for (String factor : factors) {
            Optional<BigDecimal> value = number(row, factor);
            if (value.isEmpty()) {
                return;
            }
            product = product.multiply(value.get());
        }
        for (String percent : percents) {
            Optional<BigDecimal> value = number(row, percent);
            if (value.isEmpty()) {
                return;
            }
            product = product.multiply(value.get()).divide(HUNDRED);
        }
        if (said.isPresent() && !same(said.get(), product)) {
            faults.at(row, amount, "not the amount that quantity, price and rate give");
        }
    }

    private void total(String field, String summed, Stream<Row> rows, String tables) {
        Optional<BigDecimal> said = number(file.summary(), field);
        List<Optional<BigDecimal>> amounts =
                rows.map(row -> number(row, summed)).toList();
        if (said.isEmpty() || amounts.stream().anyMatch(Optional::isEmpty)) {
            return;
        }
        BigDecimal sum = amounts.stream().map(Optional::get).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (!same(said.get(), sum)) {
            faults.at(file.summary(), field, "not the sum of " + summed + " in " + tables);
        }
    }

    private void paid() {
        Row summary = file.summary();
        Optional<BigDecimal> insured = number(summary, "T_TONGCHI_BH");
        Optional<BigDecimal> shared = number(summary, "T_BNCCT");
        Optional<BigDecimal> paid = number(summary, "T_BHTT");
        if (insured.isPresent()
                && shared.isPresent()
                && paid.isPresent()
                && !same(paid.get(), insured.get().subtract(shared.get()))) {
            faults.at(summary, "T_BHTT", "not T_TONGCHI_BH less T_BNCCT");
        }
    }

    private static Optional<BigDecimal> number(Row row, String field) {
        return Written.number(row.text(field));
    }

    private static boolean same(BigDecimal said, BigDecimal counted) {
        return said.setScale(2, RoundingMode.HALF_UP).compareTo(counted.setScale(2, RoundingMode.HALF_UP)) == 0;
    }
}
