package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import vn.emr.core.Code;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Scope;
import vn.emr.core.imports.ImportProgress;
import vn.emr.core.imports.ImportRunner;
import vn.emr.core.imports.Imports;
import vn.emr.core.intake.FileFormat;
import vn.emr.core.intake.Inbox;
import vn.emr.core.intake.RequestKeys;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.Source;
import vn.emr.core.testing.House;
import vn.emr.his.claim.ClaimTranslator;

/** A system that sends long files, and the server that takes them. */
abstract class Importing {
    private static final NoticeTranslator NOTICE = new NoticeTranslator();
    static final ClaimTranslator CLAIM = new ClaimTranslator();
    private static final List<Translator> TRANSLATORS = List.of(NOTICE, CLAIM);
    static final FileFormat NOTICES = new NoticeFileFormat(NOTICE);
    final House house = new House();
    Source source;
    private Inbox inbox;
    ImportRunner runner;
    Imports imports;
    private ImportProgress progress;

    @BeforeEach
    void open() {
        source = house.addSource("HIS REST", "his-rest");
        inbox = house.inbox(TRANSLATORS);
        progress = new ImportProgress(house.database, Clock.systemUTC());
        anotherServer();
    }

    @AfterEach
    void close() {
        runner.stop();
        house.close();
    }

    /** As after a restart: nothing is known but what the database holds. */
    void anotherServer() {
        runner = new ImportRunner(house.database, house.blobs, inbox, TRANSLATORS, house, Clock.systemUTC());
        RequestKeys keys = new RequestKeys(house.database, Clock.systemUTC());
        imports = new Imports(house.database, house.blobs, house.disk, keys, Clock.systemUTC(), runner);
    }

    Imports.Taken send(String key, Long from, String file) throws IOException {
        return take(key, from, stream(file));
    }

    Imports.Taken take(String key, Long from, InputStream body) throws IOException {
        return imports.take(new Imports.Sent(source, "his-rest", "127.0.0.1", NOTICES, key, null), from, body);
    }

    Code refused(String key, Long from, String file) {
        return assertThrows(Refusal.class, () -> send(key, from, file)).code();
    }

    ImportProgress.File file(UUID id) {
        Caller caller = Caller.source(
                source.id, house.tenant, null, "HIS REST", Ids.next(), Set.of(Scope.IMPORTS_SEND), "", "");
        return progress.file(caller, id).orElseThrow();
    }

    ImportProgress.File awaitDone(UUID id) throws InterruptedException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!file(id).state().equals("DONE")) {
            assertTrue(System.nanoTime() < limit, () -> file(id).toString());
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return file(id);
    }

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One person a line; what is added makes the items longer. */
    static String people(int from, int to, String added) {
        StringBuilder lines = new StringBuilder();
        for (int i = from; i < to; i++) {
            lines.append(
                            "{\"kind\":\"patient\",\"id\":\"n%d\",\"statedAt\":\"202411200800\",\"patient\":{\"identifiers\":"
                                    .formatted(i))
                    .append(
                            "[{\"kind\":\"PATIENT_NUMBER\",\"value\":\"%d\"}],\"names\":[\"Lê Văn Bình\"]},\"padding\":\"%s\"}\n"
                                    .formatted(i, added));
        }
        return lines.toString();
    }
}
