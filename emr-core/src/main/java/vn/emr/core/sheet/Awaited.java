package vn.emr.core.sheet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import vn.emr.core.form.Form;
import vn.emr.core.form.SigningPlace;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Sheet.Status;
import vn.emr.core.record.Value;
import vn.emr.core.store.Transaction;

/**
 * What of a sheet waits for signatures: the places of a complete one, and each entry. Made anew with every version, in its transaction.
 * A hospital where nobody has a key yet signs on paper: there nothing waits, nor what was written before the first key of a person.
 */
final class Awaited {
    private static final String INSERT = """
            insert into signature_awaited (tenant_id, thing_id, place, patient_id, folder_id, sheet_id, version, entry, role, step,
                                           optional, account_id, since)
            select ?, x.thing, x.place, ?, ?, ?, ?, x.thing <> ?, x.role, x.step, x.optional, x.account, x.since
            from unnest(?::uuid[], ?::int[], ?::text[], ?::int[], ?::boolean[], ?::uuid[], ?::timestamptz[])
                 as x(thing, place, role, step, optional, account, since)
            where exists (select 1 from signing_key k where k.tenant_id = ? and k.account_id is not null and k.registered_at <= x.since)
              and not exists (select 1 from signed_document d join signature s on s.document_id = d.id
                              where d.tenant_id = ? and d.entry_id = x.thing)
            """;

    /** One signature that is wanted. @param account only of them; null: of whoever may sign so */
    private record Wanted(UUID thing, SigningPlace place, UUID account, Instant since) {}

    private Awaited() {}

    /**
     * @param by who declared this version complete: the one place of who wrote it is theirs; null: nobody in particular
     * @param may whether they may sign in such a place
     */
    static void of(Transaction t, UUID tenant, Sheet sheet, Form form, UUID by, Predicate<SigningPlace> may) {
        t.update("delete from signature_awaited where tenant_id = ? and sheet_id = ?", tenant, sheet.id());
        if (sheet.status() == Status.CANCELLED || sheet.scan() != null) {
            return;
        }
        List<Wanted> wanted = new ArrayList<>(entries(sheet, form));
        if (sheet.status() == Status.COMPLETED) {
            wanted.addAll(places(sheet, form, by, may));
        }
        if (!wanted.isEmpty()) {
            insert(t, tenant, sheet, wanted);
        }
    }

    private static List<Wanted> entries(Sheet sheet, Form form) {
        SigningPlace place = new SigningPlace(0, SigningPlace.ENTRY, null, 1, false, List.of());
        return form.answered().stream()
                .filter(Form.Item::entries)
                .flatMap(item -> sheet.answers().getOrDefault(item.linkId(), List.of()).stream())
                .map(Value::entry)
                .filter(entry -> entry != null && entry.struck() == null)
                .map(entry -> new Wanted(entry.id(), place, entry.authorId(), entry.at()))
                .toList();
    }

    private static List<Wanted> places(Sheet sheet, Form form, UUID by, Predicate<SigningPlace> may) {
        List<SigningPlace> places = SigningPlace.of(form, sheet.happened());
        List<SigningPlace> ofAuthor =
                places.stream().filter(SigningPlace::ofAuthor).toList();
        SigningPlace own =
                by != null && ofAuthor.size() == 1 && may.test(ofAuthor.getFirst()) ? ofAuthor.getFirst() : null;
        Instant since = sheet.origin().recorded();
        return places.stream()
                .map(place -> new Wanted(sheet.id(), place, place.equals(own) ? by : null, since))
                .toList();
    }

    private static void insert(Transaction t, UUID tenant, Sheet sheet, List<Wanted> wanted) {
        t.update(
                INSERT,
                tenant,
                sheet.patientId(),
                sheet.folderId(),
                sheet.id(),
                sheet.version(),
                sheet.id(),
                column(wanted, Wanted::thing).toArray(UUID[]::new),
                column(wanted, w -> w.place().number()).toArray(Integer[]::new),
                column(wanted, w -> w.place().role()).toArray(String[]::new),
                column(wanted, w -> w.place().step()).toArray(Integer[]::new),
                column(wanted, w -> w.place().optional()).toArray(Boolean[]::new),
                column(wanted, Wanted::account).toArray(UUID[]::new),
                column(wanted, w -> w.since().toString()).toArray(String[]::new),
                tenant,
                tenant);
    }

    private static <T> List<T> column(List<Wanted> wanted, Function<Wanted, T> of) {
        List<T> column = new ArrayList<>();
        wanted.forEach(w -> column.add(of.apply(w)));
        return column;
    }
}
