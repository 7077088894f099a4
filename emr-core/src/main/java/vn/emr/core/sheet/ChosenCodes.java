package vn.emr.core.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.form.Forms;
import vn.emr.core.record.Value;
import vn.emr.core.store.Transaction;

/**
 * Codes that people chose from catalogues, judged by the day of the event. What the record filled in and what stood there before stays
 * as it is, and of a catalogue without an edition on that day nothing can be said.
 */
final class ChosenCodes {
    private static final int MOST_FIELDS = 20;

    private record Chosen(String at, Value value) {}

    private final Catalogues catalogues;

    ChosenCodes(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    /**
     * @param before the answers of the version that is changed
     * @throws Refusal MALFORMED_FIELD with pointers to codes that their catalogue has not on that day
     */
    void mustHold(
            Transaction t,
            UUID tenantId,
            Map<String, List<Value>> answers,
            Map<String, List<Value>> before,
            Instant happened) {
        Map<String, List<Chosen>> byCatalogue = new HashMap<>();
        Set<Value> stood = new HashSet<>();
        before.values().forEach(values -> values.forEach(value -> said(value, stood)));
        answers.forEach((item, values) -> chosen(values, "/answers/" + item, stood, byCatalogue));
        LocalDate day = LocalDate.ofInstant(happened, Forms.ZONE);
        List<String> wrong = new ArrayList<>();
        byCatalogue.forEach((catalogue, chosen) -> {
            Set<String> codes = new HashSet<>();
            chosen.forEach(c -> codes.add(c.value().code()));
            Set<String> known =
                    catalogues.entries(t, tenantId, catalogue, codes, day).keySet();
            if (!known.containsAll(codes) && catalogues.holds(t, tenantId, catalogue, day)) {
                chosen.stream()
                        .filter(c -> !known.contains(c.value().code()))
                        .map(Chosen::at)
                        .forEach(wrong::add);
            }
        });
        if (!wrong.isEmpty()) {
            throw new Refusal(
                    Code.MALFORMED_FIELD,
                    "codes that their catalogue does not have on the day of the event",
                    wrong.stream().sorted().limit(MOST_FIELDS).toArray(String[]::new));
        }
    }

    private static void chosen(List<Value> values, String at, Set<Value> stood, Map<String, List<Chosen>> byCatalogue) {
        for (int i = 0; i < values.size(); i++) {
            Value value = values.get(i);
            String here = at + "/" + i;
            if (value.answers() != null) {
                value.answers().forEach((item, inside) -> chosen(inside, here + "/" + item, stood, byCatalogue));
            } else if (value.code() != null
                    && value.system() != null
                    && value.from() == null
                    && !stood.contains(coded(value))) {
                byCatalogue
                        .computeIfAbsent(value.system(), c -> new ArrayList<>())
                        .add(new Chosen(here, value));
            }
        }
    }

    private static void said(Value value, Set<Value> into) {
        if (value.answers() != null) {
            value.answers().values().forEach(inside -> inside.forEach(v -> said(v, into)));
        } else if (value.code() != null && value.system() != null) {
            into.add(coded(value));
        }
    }

    private static Value coded(Value value) {
        return Value.coded(value.code(), value.system(), null);
    }
}
