package vn.emr.core.exchange;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/**
 * A ZIP that somebody gave us, judged by its directory before anything of it is unpacked. Its names never become paths here, and what
 * is unpacked is limited by what is read, not by what the ZIP says of itself.
 */
final class PackZip implements AutoCloseable {
    static final int MOST_FILES = 60_000;

    /** XML and JSON; the others are counted and not looked at. */
    private static final int MOST_RECORDS = 10_000;

    private static final int LONGEST_NAME = 500;
    private static final int MOST_DIRECTORY = 16 << 20;
    private static final long MOST_UNPACKED = 8L << 30;

    /** Records shrink to a twentieth or so; what shrinks to less than this, and is not small, was made to harm. */
    private static final int MOST_RATIO = 200;

    private static final int SMALL = 1 << 20;

    // PKWARE APPNOTE 4.3.12 and 4.3.16
    private static final int HEADER = 0x02014b50;
    private static final int HEADER_BYTES = 46;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;

    private final ZipFile zip;
    private final List<String> names;

    private PackZip(ZipFile zip, List<String> names) {
        this.zip = zip;
        this.names = names;
    }

    /**
     * Opens one.
     *
     * @throws Refusal UNREADABLE for what is no ZIP, is damaged, has a password or names that no file of a ZIP has; TOO_LARGE over a
     *     limit
     */
    static PackZip open(Path file) throws IOException {
        directory(file);
        ZipFile zip = opened(file);
        try {
            return new PackZip(zip, judged(zip, Files.size(file)));
        } catch (Refusal refusal) {
            zip.close();
            throw refusal;
        }
    }

    /** Names of files in their order, each once. */
    List<String> names() {
        return names;
    }

    /**
     * One of its files.
     *
     * @throws Refusal TOO_LARGE over so many bytes, UNREADABLE for one that is damaged
     */
    byte[] read(String name, int most) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Refusal(Code.TOO_LARGE, "a file of the ZIP is too large");
            }
            CRC32 sum = new CRC32();
            sum.update(bytes);
            if (sum.getValue() != entry.getCrc()) {
                throw damaged();
            }
            return bytes;
        } catch (ZipException | EOFException e) {
            throw damaged();
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Looks at the directory by itself: one that is too large must not be loaded, and a password is told by its name. */
    private static void directory(Path file) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            long start = Math.max(0, in.size() - END_BYTES - LONGEST_COMMENT);
            ByteBuffer tail = read(in, start, (int) (in.size() - start));
            int at = tail.limit() - END_BYTES;
            while (at >= 0 && tail.getInt(at) != END) {
                at--;
            }
            if (at < 0) {
                throw new Refusal(Code.UNREADABLE, "this is no ZIP, or its end is missing");
            }
            int files = Short.toUnsignedInt(tail.getShort(at + 10));
            long bytes = Integer.toUnsignedLong(tail.getInt(at + 12));
            if (files > MOST_FILES || bytes > MOST_DIRECTORY) {
                throw tooMany();
            }
            if (bytes > start + at) {
                throw damaged();
            }
            noPassword(read(in, start + at - bytes, (int) bytes));
        }
    }

    private static void noPassword(ByteBuffer directory) {
        for (int at = 0; at + HEADER_BYTES <= directory.limit(); ) {
            if (directory.getInt(at) != HEADER) {
                throw damaged();
            }
            if ((directory.getShort(at + 8) & 1) != 0) {
                throw new Refusal(Code.UNREADABLE, "the ZIP has a password");
            }
            at += HEADER_BYTES
                    + Short.toUnsignedInt(directory.getShort(at + 28))
                    + Short.toUnsignedInt(directory.getShort(at + 30))
                    + Short.toUnsignedInt(directory.getShort(at + 32));
        }
    }

    private static ByteBuffer read(FileChannel in, long from, int bytes) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (read.hasRemaining() && in.read(read, from + read.position()) >= 0) {
            continue;
        }
        return read.flip();
    }

    /** Names are UTF-8, or of a page that nobody names. */
    private static ZipFile opened(Path file) throws IOException {
        for (Charset names : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            try {
                return new ZipFile(file.toFile(), names);
            } catch (ZipException | IllegalArgumentException e) {
                continue;
            }
        }
        throw damaged();
    }

    private static List<String> judged(ZipFile zip, long bytes) {
        List<? extends ZipEntry> files =
                zip.stream().filter(entry -> !entry.isDirectory()).toList();
        long records = files.stream()
                .map(file -> ending(file.getName()))
                .filter(ending -> ending.equals(".xml") || ending.equals(".json"))
                .count();
        if (files.size() > MOST_FILES || records > MOST_RECORDS) {
            throw tooMany();
        }
        Set<String> seen = new HashSet<>();
        long packed = 0;
        long unpacked = 0;
        for (ZipEntry file : files) {
            name(file.getName());
            if (!seen.add(file.getName())) {
                throw new Refusal(Code.UNREADABLE, "two files of the ZIP have the same name");
            }
            packed += file.getCompressedSize();
            unpacked += file.getSize();
            if (file.getSize() > SMALL && file.getSize() / MOST_RATIO > file.getCompressedSize()) {
                throw bomb();
            }
        }
        if (packed > bytes || unpacked > MOST_UNPACKED) {
            throw bomb();
        }
        return files.stream().map(ZipEntry::getName).toList();
    }

    private static void name(String name) {
        String path = name.replace('\\', '/');
        boolean leaves = path.startsWith("/")
                || path.contains(":")
                || List.of(path.split("/")).contains("..");
        if (leaves || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new Refusal(Code.UNREADABLE, "a name in the ZIP is not that of a file in it");
        }
    }

    /** How a name ends, in small letters, with its dot. */
    static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
    }

    private static Refusal bomb() {
        return new Refusal(Code.TOO_LARGE, "the ZIP would unpack to far more than records are");
    }

    private static Refusal tooMany() {
        return new Refusal(Code.TOO_LARGE, "a ZIP may hold 10,000 files of records, and 60,000 in all");
    }

    private static Refusal damaged() {
        return new Refusal(Code.UNREADABLE, "the ZIP is damaged");
    }
}
