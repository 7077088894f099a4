package vn.emr.his.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.StatedFact;
import vn.emr.core.intake.ToldNotice.FactsStated;
import vn.emr.his.Hospital;

/** What a test makes of a claim file, notice by notice. */
final class ReadClaims {
    private ReadClaims() {}

    @SafeVarargs
    static List<Notice> with(String table, Map<String, String>... rows) {
        return notices(Claims.file(
                "20251120",
                Claims.hoso("XML1", Claims.table("XML1", Claims.SUMMARY), table, Claims.table(table, rows))));
    }

    static String one(Map<String, String> summary) {
        return Claims.file("20251120", Claims.hoso("XML1", Claims.table("XML1", summary)));
    }

    static List<StatedFact> facts(List<Notice> notices) {
        return only(notices, FactsStated.class).facts();
    }

    static <N extends Notice> N only(List<Notice> notices, Class<N> type) {
        List<N> all = all(notices, type);
        assertEquals(1, all.size());
        return all.getFirst();
    }

    static <N extends Notice> List<N> all(List<Notice> notices, Class<N> type) {
        return notices.stream().filter(type::isInstance).map(type::cast).toList();
    }

    static List<Notice> notices(String file) {
        Delivery delivery = read(file);
        assertNull(
                delivery.refusal(),
                () -> delivery.refusal().getMessage() + delivery.refusal().fields());
        return delivery.reading().notices();
    }

    static Delivery read(String file) {
        return new ClaimTranslator().read(Claims.bytes(file), "his-rest", "p", Sources.only(Hospital.source("*")));
    }
}
