package vn.emr.core.sheet;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.catalogue.Catalogues;
import vn.emr.core.form.Abbreviations;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.record.Value;
import vn.emr.core.store.Transaction;

/** What is handed out holds no short forms of the hospital's list, as it was on the day of the event (TT 32/2023/TT-BYT art. 52.2.c). */
final class WrittenOut {
    private static final int MOST_FIELDS = 20;

    private final Catalogues catalogues;

    WrittenOut(Catalogues catalogues) {
        this.catalogues = catalogues;
    }

    /** @throws Refusal MALFORMED_FIELD with pointers to answers that hold one */
    void mustBe(Transaction t, UUID tenantId, Form form, Map<String, List<Value>> answers, Instant happened) {
        SortedMap<String, Set<String>> words = Abbreviations.handedOut(form, answers);
        if (words.isEmpty()) {
            return;
        }
        Set<String> shortForms = catalogues
                .entries(
                        t,
                        tenantId,
                        Abbreviations.CATALOGUE,
                        Abbreviations.all(words),
                        LocalDate.ofInstant(happened, Forms.ZONE))
                .keySet();
        String[] places = Abbreviations.places(words, shortForms)
                .map(place -> "/answers" + place)
                .limit(MOST_FIELDS)
                .toArray(String[]::new);
        if (places.length > 0) {
            throw new Refusal(Code.MALFORMED_FIELD, "short forms on a paper that is handed out", places);
        }
    }
}
