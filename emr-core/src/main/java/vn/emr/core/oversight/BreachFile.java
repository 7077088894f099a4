package vn.emr.core.oversight;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.emr.core.audit.Digest;
import vn.emr.core.desk.Csv;
import vn.emr.core.oversight.BreachQuestion.Meant;
import vn.emr.core.seal.SigningKey;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Content;
import vn.emr.core.store.Database;

/**
 * A breach pack as one ZIP: the summary, the people to be told, the lines of the trace, and a list of all of them with their SHA-256,
 * signed with the key that signs checkpoints. Written as a stream, in bounded memory; cells that a spreadsheet would calculate are
 * neutralised.
 */
final class BreachFile {
    private static final int AT_ONCE = 1_000;
    private static final DateTimeFormatter HERE =
            DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm:ss").withZone(ZoneId.of("Asia/Ho_Chi_Minh"));

    private record Entry(String name, String sha256) {}

    private record Manifest(Instant from, Instant to, Instant knownAt, List<Entry> files) {}

    private interface Lines {
        void write(OutputStream out) throws IOException;
    }

    private final Database database;
    private final SigningKey key;
    private final BreachPack pack;
    private final Meant meant;
    private final List<Entry> entries = new ArrayList<>();

    BreachFile(Database database, SigningKey key, BreachPack pack, Meant meant) {
        this.database = database;
        this.key = key;
        this.pack = pack;
        this.meant = meant;
    }

    void write(OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            entry(zip, "tom-tat.json", bytes -> put(bytes, Content.json(pack)));
            entry(zip, "nguoi-benh.csv", this::people);
            entry(zip, "tai-khoan.csv", this::accounts);
            entry(zip, "nhat-ky.csv", this::lines);
            String manifest = Content.json(new Manifest(pack.from(), pack.to(), pack.knownAt(), List.copyOf(entries)));
            entry(zip, "MANIFEST.json", bytes -> put(bytes, manifest));
            entry(zip, "MANIFEST.sig", bytes -> put(bytes, Base64.getEncoder().encodeToString(key.sign(manifest))));
            entry(zip, "checkpoint.pub", bytes -> put(bytes, key.publicPem()));
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    private void entry(ZipOutputStream zip, String name, Lines lines) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        MessageDigest sha256 = Digest.sha256();
        lines.write(new DigestOutputStream(open(zip), sha256));
        zip.closeEntry();
        entries.add(new Entry(name, HexFormat.of().formatHex(sha256.digest())));
    }

    /** The ZIP goes on behind each of its files. */
    private static OutputStream open(ZipOutputStream zip) {
        return new FilterOutputStream(zip) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() {}
        };
    }

    private void people(OutputStream out) {
        put(
                out,
                Csv.line(
                        "Mã người bệnh",
                        "Họ tên",
                        "Đầu tiên",
                        "Cuối cùng",
                        "Mở",
                        "In",
                        "Xuất",
                        "Gửi",
                        "Hạn chế xem",
                        "Loại dữ liệu"));
        database.run(t -> BreachPack.each(t, meant, one -> {
            String classes = one.classes().stream().map(Enum::name).collect(Collectors.joining(" "));
            put(
                    out,
                    Csv.line(
                            Objects.toString(one.number(), ""),
                            Objects.toString(one.name(), ""),
                            HERE.format(one.first()),
                            HERE.format(one.last()),
                            yes(one.opened()),
                            yes(one.printed()),
                            yes(one.exported()),
                            yes(one.sent()),
                            yes(one.restricted()),
                            classes));
        }));
    }

    private void accounts(OutputStream out) {
        put(
                out,
                Csv.line(
                        "Loại",
                        "Tên",
                        "Vai trò",
                        "Đầu tiên",
                        "Cuối cùng",
                        "Số dòng",
                        "Số người bệnh",
                        "Địa chỉ",
                        "Thiết bị"));
        for (BreachPack.Acting one : pack.accounts()) {
            put(
                    out,
                    Csv.line(
                            one.kind(),
                            Objects.toString(one.name(), ""),
                            Objects.toString(one.role(), ""),
                            HERE.format(one.first()),
                            HERE.format(one.last()),
                            Long.toString(one.lines()),
                            Long.toString(one.people()),
                            String.join(" ", one.addresses()),
                            String.join("; ", one.devices())));
        }
    }

    private void lines(OutputStream out) {
        put(out, CsvLine.head());
        database.run(t -> t.each(
                Oversight.LINES + BreachQuestion.WHERE + " order by a.id",
                AT_ONCE,
                row -> put(out, CsvLine.of(AuditTrail.of(row))),
                meant.parameters()));
    }

    private static String yes(boolean is) {
        return is ? "x" : "";
    }

    private static void put(OutputStream out, String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
