package vn.emr.his;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.emr.core.access.Behalf;
import vn.emr.core.access.Caller;
import vn.emr.core.access.ListAccess;
import vn.emr.core.exchange.ExportProgress;
import vn.emr.core.exchange.ExportRunner;
import vn.emr.core.exchange.ExportedFolder;
import vn.emr.core.exchange.Exports;
import vn.emr.core.exchange.PackProgress;
import vn.emr.core.exchange.PackProgress.Line;
import vn.emr.core.exchange.PackProgress.Pack;
import vn.emr.core.exchange.PackRunner;
import vn.emr.core.exchange.PackedRecord;
import vn.emr.core.exchange.Received.Taken;
import vn.emr.core.exchange.ReceivedPacks;
import vn.emr.core.folder.FolderChoice;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.DiskSpace;

/** A hospital that takes in ZIPs of records, and gives out its own. */
final class PackRoom implements AutoCloseable {
    final Receiving at = new Receiving();
    final Path data;
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    final PackProgress progress = new PackProgress(at.access, at.hospital.database);
    PackRunner runner;
    ReceivedPacks packs;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    PackRoom(Path data) {
        this.data = data;
        restarted();
    }

    /** The server is started anew. */
    void restarted() {
        PackedRecord records = new PackedRecord(at.records);
        runner = new PackRunner(
                at.hospital.database,
                new Behalf(at.hospital.database, clock),
                records,
                at.inbox,
                data.toString(),
                clock);
        packs = new ReceivedPacks(
                at.access,
                at.records,
                records,
                progress,
                runner,
                at.hospital.database,
                new AuditTrail(at.hospital.database),
                new DiskSpace(data.toString()),
                data.toString(),
                clock);
    }

    Pack bring(Map<String, byte[]> files) {
        return bring(zip(files));
    }

    Pack bring(byte[] zip) {
        return bring(at.clerk, zip);
    }

    Pack bring(Caller caller, byte[] zip) {
        try {
            return packs.bring(caller, at.sender, new ByteArrayInputStream(zip));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Until there is nothing to do. */
    Pack run(Pack pack) {
        for (int i = 0; i < 200 && runner.step(); i++) {
            continue;
        }
        return one(pack);
    }

    Pack one(Pack pack) {
        return progress.one(at.clerk, pack.id());
    }

    Pack looked(Map<String, byte[]> files) {
        return run(bring(files));
    }

    List<Line> lines(Pack pack) {
        return progress.open(at.clerk, pack.id(), null, 0).records();
    }

    /** What was found of each, by its name. */
    Map<String, String> findings(Pack pack) {
        Map<String, String> found = new LinkedHashMap<>();
        lines(pack)
                .forEach(line ->
                        found.put(line.name(), line.reason() == null ? String.valueOf(line.finding()) : line.reason()));
        return found;
    }

    byte[] xml(Line line) {
        return at.xml(new Taken(line.patientId(), line.folderId(), false));
    }

    long kept() {
        try (Stream<Path> files = Files.list(Files.createDirectories(data.resolve("received")))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All closed records as one part of an export. */
    byte[] exported() throws IOException {
        ExportRunner exporting = new ExportRunner(
                at.hospital.database,
                new Behalf(at.hospital.database, clock),
                new ExportedFolder(
                        at.access,
                        new EgressGate(at.hospital.database, new AuditTrail(at.hospital.database), clock),
                        at.exchange,
                        null),
                new BlobStore(data.toString(), at.hospital.database),
                new DiskSpace(data.toString()),
                at.inbox,
                data.toString(),
                clock);
        Exports exports = new Exports(
                at.access,
                new FolderChoice(new ListAccess(at.access), at.hospital.database, clock),
                at.hospital.database,
                new AuditTrail(at.hospital.database),
                exporting,
                new ExportProgress(at.access, at.hospital.database),
                data.toString(),
                clock);
        UUID id = exports.begin(
                        at.clerk,
                        new Exports.Asked(
                                null, null, null, null, false, "REPORTING", "legal-duty", "Điều 69", "Bệnh viện Mẫu"))
                .id();
        for (int i = 0; i < 200 && exporting.step(); i++) {
            continue;
        }
        return Files.readAllBytes(exports.file(at.clerk, id, 1));
    }

    /** The record of a stay in another hospital, of which every group has a row. */
    static byte[] record(String form) {
        try (InputStream in = PackRoom.class.getResourceAsStream("/vn/emr/core/exchange/record." + form)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same as that of somebody else. @param n one digit */
    static byte[] other(int n) {
        return changed(
                record("json"),
                "VV260001",
                "VV26100" + n,
                "BN19600203",
                "BN1960020" + n + "9",
                "000119600203",
                "00011960020" + n,
                "HT2010009990001",
                "HT201000888000" + n,
                "Trần Thị Mẫu",
                "Trần Thị Thứ " + "Không Nhất Hai Ba Bốn Năm Sáu Bảy Tám Chín".split(" ")[n]);
    }

    static byte[] changed(byte[] record, String... texts) {
        String text = new String(record, StandardCharsets.UTF_8);
        for (int i = 0; i < texts.length; i += 2) {
            if (!text.contains(texts[i])) {
                throw new AssertionError(texts[i]);
            }
            text = text.replace(texts[i], texts[i + 1]);
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        at.close();
    }

    /** Files of a ZIP: names and bytes in turn. */
    static Map<String, byte[]> files(Object... namesAndBytes) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndBytes.length; i += 2) {
            files.put((String) namesAndBytes[i], (byte[]) namesAndBytes[i + 1]);
        }
        return files;
    }
}
