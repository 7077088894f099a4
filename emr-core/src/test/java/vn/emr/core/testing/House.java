package vn.emr.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.emr.core.Ids;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.Traffic;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.Source;
import vn.emr.core.postgres.DatabaseAddress;
import vn.emr.core.postgres.TestDatabase;
import vn.emr.core.record.Patient;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Content;
import vn.emr.core.store.Database;
import vn.emr.core.store.DiskSpace;
import vn.emr.core.store.HistoryCheck;
import vn.emr.core.store.IntakeStore;
import vn.emr.core.store.Lookup;
import vn.emr.core.store.RecordStore;
import vn.emr.core.store.WorkingSet;

/** The core without a container on a fresh real database: one tenant, one facility, departments NOI and NGOAI, one sender. */
public final class House implements AutoCloseable, Sources {
    public final UUID tenant = Ids.next();
    public final UUID facility = Ids.next();
    public final UUID noi = Ids.next();
    public final UUID ngoai = Ids.next();
    public final DatabaseAddress address = TestDatabase.fresh();
    public final AgroalDataSource dataSource;
    public final Database database;
    public final RecordStore records;
    public final IntakeStore intake;
    public final BlobStore blobs;
    public final Path folder;
    public final Traffic traffic = new Traffic();
    public final Source source;
    /** What its disk holds; seen at the next look. */
    public DiskSpace.Room room = new DiskSpace.Room(1L << 40, 1L << 40);

    public final DiskSpace disk;
    private final List<Source> known = new ArrayList<>();
    private final List<Inbox> inboxes = new ArrayList<>();

    public House() {
        try {
            folder = Files.createTempDirectory("emr-house");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        dataSource = TestDatabase.pool(address);
        database = new Database(dataSource);
        records = new RecordStore(database);
        intake = new IntakeStore(database);
        blobs = new BlobStore(folder.toString(), database);
        disk = new DiskSpace(folder.resolve("reserve"), () -> room);
        database.update("insert into tenant (id, code, name) values (?, 'T', 'Bệnh viện thử')", tenant);
        database.update(
                "insert into facility (id, tenant_id, code, name) values (?, ?, '79001', 'Cơ sở chính')",
                facility,
                tenant);
        department(noi, "NOI", "Khoa Nội");
        department(ngoai, "NGOAI", "Khoa Ngoại");
        source = addSource("HIS thử", "his");
    }

    private void department(UUID id, String code, String name) {
        database.update(
                "insert into department (id, tenant_id, facility_id, code, name) values (?, ?, ?, ?, ?)",
                id,
                tenant,
                facility,
                code,
                name);
    }

    /** One more sender that may send everything. */
    public Source addSource(String name, String door) {
        Source s = SourceList.sender("HIS", door, name);
        s.id = Ids.next();
        s.tenantId = tenant;
        s.facilityId = facility;
        s.sendingApplication = "*";
        s.sendingFacility = "*";
        s.dialect = "standard";
        s.patientDomain = "BV";
        s.parkedAnswer = "AA";
        database.update("""
                insert into source (id, tenant_id, facility_id, name, kind, door, sending_application, sending_facility, allowed_types, patient_domain)
                values (?, ?, ?, ?, 'HIS', ?, '*', '*', '*', 'BV')
                """, s.id, tenant, facility, name, door);
        known.add(s);
        return s;
    }

    /** The settings of a sender, as pages find them in the database. */
    public void settings(Source sender, Map<String, String> settings) {
        sender.settings = settings;
        database.update("update source set settings = ?::jsonb where id = ?", Content.json(settings), sender.id);
    }

    /** An inbox of this house, as a server of its own would have it; started, and stopped by {@link #close}. */
    public Inbox inbox(List<Translator> translators) {
        Inbox inbox = new Inbox(database, intake, blobs, translators, this, Clock.systemUTC(), traffic, disk);
        inboxes.add(inbox);
        inbox.start();
        return inbox;
    }

    /** Current state is what history says, no commit was tampered with, and each left its trace. */
    public void mustBeWhole() {
        assertEquals(List.of(), HistoryCheck.differences(database));
        assertEquals(List.of(), HistoryCheck.brokenCommits(database));
        assertEquals(0, HistoryCheck.untraced(database));
    }

    /** The person with this number, as last told. */
    public Patient patient(String number) {
        return database.inTransaction(transaction -> new WorkingSet(transaction, tenant)
                .draft()
                .first(Lookup.byId(patientId(number)), Patient.class)
                .orElseThrow());
    }

    public UUID patientId(String number) {
        return database.first(
                        "select patient_id from patient_identifier where value = ? order by patient_id",
                        row -> row.uuid("patient_id"),
                        number)
                .orElseThrow();
    }

    /** How many rows a table has. */
    public long count(String table) {
        return database.first("select count(*) as n from " + table, row -> row.number("n"))
                .orElseThrow();
    }

    @Override
    public Optional<Source> byApplication(String door, String application, String facility) {
        return known.stream().filter(s -> s.door.equals(door)).findFirst();
    }

    @Override
    public Optional<Source> byId(UUID id) {
        return known.stream().filter(s -> s.id.equals(id)).findFirst();
    }

    @Override
    public List<Source> all() {
        return List.copyOf(known);
    }

    @Override
    public void close() {
        inboxes.forEach(Inbox::stop);
        dataSource.close();
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
