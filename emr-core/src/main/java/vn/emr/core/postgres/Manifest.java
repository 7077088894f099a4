package vn.emr.core.postgres;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What a backup holds, so that a restore can tell a whole one from a damaged one.
 *
 * @param format 1; a reader refuses what it does not know
 * @param taken the moment the copy of the database is consistent to
 * @param postgres the major version whose files these are
 * @param files every file but this one, with its size and SHA-256
 * @param tables rows and contents of every table at {@code taken}
 */
record Manifest(int format, Instant taken, int postgres, List<CopiedFile> files, List<TableContents> tables) {
    static final String FILE = "manifest.json";
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** One file, named relative to the backup's folder. */
    record CopiedFile(String path, long bytes, String sha256) {}

    void write(Path folder) throws IOException {
        PrivateFiles.write(folder.resolve(FILE), JSON.writeValueAsString(this));
    }

    static Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new DatabaseUnusable("The folder " + folder + " holds no finished backup (no " + FILE + ").");
        }
        Manifest manifest = JSON.readValue(Files.readString(file), Manifest.class);
        if (manifest.format() != FORMAT || manifest.postgres() != Binaries.MAJOR) {
            throw new DatabaseUnusable("The backup in " + folder + " is of format " + manifest.format()
                    + " for PostgreSQL " + manifest.postgres() + "; this release reads format " + FORMAT
                    + " for PostgreSQL " + Binaries.MAJOR + ".");
        }
        return manifest;
    }

    long bytes() {
        return files.stream().mapToLong(CopiedFile::bytes).sum();
    }

    long rows() {
        return tables.stream().mapToLong(TableContents::rows).sum();
    }
}
