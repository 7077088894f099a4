package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import vn.emr.core.hl7.Hl7Translator;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Outcome;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;
import vn.emr.his.AdtTranslator;
import vn.emr.his.NoticeTranslator;

/** A house to which a HIS tells by HL7 v2, a record system by REST and an insurance portal by claim files, in every order. */
final class ThreeDoors implements AutoCloseable {
    private static final List<String> ORDERS = List.of("HRC", "HCR", "RHC", "RCH", "CHR", "CRH");

    final House house = new House();
    private final Source records = house.addSource("Bệnh án", "his-rest");
    private final Source portal = house.addSource("Cổng BHYT", "his-rest");
    private final Hl7Translator hl7 = new Hl7Translator(List.of(new AdtTranslator()), Clock.systemUTC());
    private final NoticeTranslator notices = new NoticeTranslator();
    private final ClaimTranslator claims = new ClaimTranslator();
    private final Inbox inbox = house.inbox(List.of(hl7, notices, claims));

    int orders() {
        return ORDERS.size();
    }

    /**
     * What stands after every order, which must be the same; each order has a number of its own.
     *
     * @param end what stands under a number, without the number
     */
    String end(
            Consumer<String> byHl7, Consumer<String> byNotices, Consumer<String> byClaim, UnaryOperator<String> end) {
        Set<String> ends = new LinkedHashSet<>();
        for (int i = 0; i < ORDERS.size(); i++) {
            String number = "%04d".formatted(i + 1);
            for (char door : ORDERS.get(i).toCharArray()) {
                switch (door) {
                    case 'H' -> byHl7.accept(number);
                    case 'R' -> byNotices.accept(number);
                    default -> byClaim.accept(number);
                }
            }
            ends.add(end.apply(number));
        }
        assertEquals(1, ends.size(), () -> String.join("\n", ends));
        return ends.iterator().next();
    }

    void hl7(String message) {
        applied(hl7.read(bytes(message), "his", "p", Sources.only(house.source)));
    }

    void notice(String item) {
        applied(notices.read(bytes(item), "his-rest", "p", Sources.only(records)));
    }

    /** A claim of one visit, made that day, with these fields of its summary. */
    void claim(String made, String... namesAndValues) {
        String file = Claims.file(made, Claims.hoso("XML1", Claims.table("XML1", Claims.summary(namesAndValues))));
        applied(claims.read(bytes(file), "his-rest", "p", Sources.only(portal)));
    }

    private void applied(Delivery message) {
        Outcome outcome = inbox.receive(message).toCompletableFuture().join();
        assertEquals(Outcome.Kind.APPLIED, outcome.kind(), outcome::detail);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        house.mustBeWhole();
        house.close();
    }
}
