package vn.emr.core.form;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.store.Database;
import vn.emr.core.store.Row;
import vn.emr.core.store.Transaction;

/**
 * The forms of each hospital: those that came with this server, what it drew itself and approved, and which of them it compared with
 * the official print. Kept in memory, as forms are asked for with every sheet; who changes them says so ({@link #changed}).
 */
@ApplicationScoped
public class HospitalForms {
    /** After the first start made the hospital, before the doors open. */
    private static final int AFTER_THE_FIRST_START = 210;
    /** A definition is some 40 KiB. */
    public static final int MOST = 1_000;

    private static final LocalDate EVER = LocalDate.of(9999, 12, 31);

    private static final String OWN = """
            select o.code, o.number, o.stands_for, d.definition, a.valid_from::text as first, w.valid_from::text as gone
            from own_form o
            join own_form_act a on a.form_id = o.id and a.act = 'APPROVED'
            join lateral (select x.definition from own_form_act x where x.form_id = o.id and x.act = 'WRITTEN'
                          order by x.number desc limit 1) d on true
            left join own_form_act w on w.form_id = o.id and w.act = 'WITHDRAWN'
            where o.tenant_id = ?
            order by o.code, o.number
            limit ?
            """;

    private static final String CONFIRMED = """
            select c.code, c.version
            from (select distinct on (x.code, x.version) x.code, x.version, x.confirmed
                  from form_confirmation x where x.tenant_id = ?
                  order by x.code, x.version, x.number desc) c
            where c.confirmed
            limit 10000
            """;

    private final Forms shipped;
    private final Database database;
    private final String mode;
    private final Map<UUID, Forms> sets = new ConcurrentHashMap<>();

    @Inject
    HospitalForms(
            Forms shipped, Database database, @ConfigProperty(name = "emr.mode", defaultValue = "none") String mode) {
        this.shipped = shipped;
        this.database = database;
        this.mode = mode;
    }

    /** The forms of hospitals of a database that stand on others than those of this package. */
    public HospitalForms(Forms shipped, Database database) {
        this(shipped, database, "none");
    }

    /** Read before the doors open, so that no request waits for a second connection. */
    void started(@Observes @Priority(AFTER_THE_FIRST_START) StartupEvent event) {
        if (mode.equals("run") || mode.equals("demo")) {
            database.query("select id from tenant order by id limit 1000", row -> row.uuid("id"))
                    .forEach(this::changed);
        }
    }

    /** The forms of a hospital. */
    public Forms of(UUID tenantId) {
        Forms kept = sets.get(tenantId);
        return kept == null ? changed(tenantId) : kept;
    }

    /** Those that came with this server, as they came. */
    public Forms shipped() {
        return shipped;
    }

    /** Reads what a hospital decided anew; called after its decision is committed. */
    public synchronized Forms changed(UUID tenantId) {
        sets.remove(tenantId);
        Forms read = database.inTransaction(t -> read(t, tenantId));
        sets.put(tenantId, read);
        return read;
    }

    private Forms read(Transaction t, UUID tenantId) {
        Set<List<String>> confirmed =
                t.query(CONFIRMED, row -> List.of(row.text("code"), row.text("version")), tenantId).stream()
                        .collect(Collectors.toSet());
        return shipped.as(
                form -> form.as(
                        form.effective(), form.confirmed() || confirmed.contains(List.of(form.code(), form.version()))),
                t.query(OWN, row -> own(row, confirmed), tenantId, MOST));
    }

    /** In force on its days, and not longer than the shipped version whose place it takes. */
    private Form own(Row row, Set<List<String>> confirmed) {
        String basis = row.text("stands_for");
        LocalDate gone = row.text("gone") == null
                ? EVER
                : LocalDate.parse(row.text("gone")).minusDays(1);
        LocalDate end = Optional.ofNullable(basis)
                .flatMap(version -> shipped.version(row.text("code"), version))
                .map(form -> form.effective().end())
                .filter(day -> day.isBefore(gone))
                .orElse(gone);
        Form form = FormReader.kept(row.text("definition").getBytes(StandardCharsets.UTF_8));
        boolean compared = FormCatalogue.prescribed(form.code()).isEmpty()
                || confirmed.contains(List.of(form.code(), form.version()));
        return form.as(new Form.Effective(LocalDate.parse(row.text("first")), end.equals(EVER) ? null : end), compared);
    }
}
