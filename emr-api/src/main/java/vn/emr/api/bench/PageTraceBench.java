package vn.emr.api.bench;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.postgresql.ds.PGSimpleDataSource;
import vn.emr.core.Ids;
import vn.emr.core.access.Access;
import vn.emr.core.access.Assignment;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Purpose;
import vn.emr.core.access.Reach;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.ActorKind;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.Feeds;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.record.RecordFolder.State;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;
import vn.emr.core.store.Transaction;

/**
 * What its line in the trace costs a chart page, with the server's sealer beside it: the same chart is opened in sessions of its
 * own by turns, with the line and without.
 */
final class PageTraceBench {
    private static final double BAR_MILLIS = 1;
    private static final int WARM_UP = 150;
    private static final int PAIRS = 500;

    private PageTraceBench() {}

    /** @param number of a patient whose chart the running server holds */
    static void run(PackagedServer server, String number, PrintStream out, Figures figures) throws Exception {
        PGSimpleDataSource plain = server.database("emr", "emr_app");
        try (AgroalDataSource pool = AgroalDataSource.from(
                new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(c -> c.maxSize(2)
                        .connectionFactoryConfiguration(f -> f.jdbcUrl(plain.getUrl())
                                .principal(new NamePrincipal(plain.getUser()))
                                .credential(new SimplePassword(plain.getPassword())))))) {
            Database database = new Database(pool);
            AuditTrail silent = new AuditTrail(database) {
                @Override
                public void append(Transaction transaction, AuditEvent... events) {
                    // The page without its line: only here, for the difference.
                }
            };
            Page traced = new Page(server, database, new AuditTrail(database), number);
            Page untraced = new Page(server, database, silent, number);
            List<Double> with = new ArrayList<>();
            List<Double> without = new ArrayList<>();
            for (int pair = 0; pair < WARM_UP + PAIRS; pair++) {
                double one = traced.millis();
                double other = untraced.millis();
                if (pair >= WARM_UP) {
                    with.add(one);
                    without.add(other);
                }
            }
            double cost = Load.median(with) - Load.median(without);
            out.printf(
                    "A chart page takes %.2f ms with its line in the trace, %.2f ms without: %.2f ms (medians of %d)%n",
                    Load.median(with), Load.median(without), cost, PAIRS);
            figures.atMost("audit: the trace of a chart page, median", cost, "ms", BAR_MILLIS);
            figures.add("access: opening a chart, median", Load.median(traced.openings), "ms");
        }
    }

    private static final class Page {
        private final Access access;
        private final Charts charts;
        private final UUID tenant;
        private final UUID facility;
        private final UUID patient;
        private final List<Double> openings = new ArrayList<>();

        Page(PackagedServer server, Database database, AuditTrail trail, String number) {
            access = new Access(database, trail);
            BlobStore blobs = new BlobStore(server.data().toString(), database);
            charts = new Charts(database, blobs, new Feeds(database), new Meanings(database));
            record Found(UUID tenant, UUID patient, UUID facility) {}
            Found found = database.first(
                            """
                            select i.tenant_id, i.patient_id, e.facility_id
                            from patient_identifier i join encounter e on e.patient_id = i.patient_id
                            where i.value = ? limit 1
                            """,
                            row -> new Found(row.uuid("tenant_id"), row.uuid("patient_id"), row.uuid("facility_id")),
                            number)
                    .orElseThrow();
            tenant = found.tenant();
            patient = found.patient();
            facility = found.facility();
        }

        double millis() {
            Caller doctor = doctor();
            long began = System.nanoTime();
            Grant grant = access.open(doctor, Purpose.TREATMENT, patient);
            openings.add((System.nanoTime() - began) / 1e6);
            charts.chart(grant, patient);
            return (System.nanoTime() - began) / 1e6;
        }

        /** In a session that has not opened the chart yet. */
        private Caller doctor() {
            Map<State, Set<Right>> reading = new EnumMap<>(State.class);
            for (State state : State.values()) {
                reading.put(state, Set.of(Right.PATIENT_READ));
            }
            Assignment role = new Assignment(
                    tenant,
                    "DIRECTOR",
                    Purpose.TREATMENT,
                    Set.of(Reach.FACILITY),
                    Set.of(),
                    reading,
                    facility,
                    List.of(),
                    null,
                    10,
                    false);
            return new Caller(
                    ActorKind.PERSON,
                    tenant,
                    tenant,
                    "bench",
                    List.of(role),
                    facility,
                    Set.of(),
                    Ids.next(),
                    null,
                    "127.0.0.1",
                    "bench",
                    "bench");
        }
    }
}
