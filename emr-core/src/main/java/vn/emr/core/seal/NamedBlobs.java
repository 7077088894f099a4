package vn.emr.core.seal;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import vn.emr.core.store.BlobStore;
import vn.emr.core.store.Database;

/** Reads every blob that a message or a version of a document names, and compares its content with its name. */
public final class NamedBlobs {
    private static final int MOST_FINDINGS = 200;

    private static final String NAMES = """
            select body_sha256 as name from inbound where body_sha256 is not null
            union
            select content->>'sha256' from revision where kind = 'CLINICAL_DOCUMENT' and content->>'sha256' is not null
            """;

    private NamedBlobs() {}

    /** @param read how many were read and are what they were */
    public record Result(long read, List<Finding> findings) {}

    /** Missing and damaged ones, at most 200 of them. */
    public static Result check(Database database, BlobStore blobs) {
        List<Finding> findings = new ArrayList<>();
        AtomicLong read = new AtomicLong();
        database.run(t -> t.each(NAMES, 1_000, row -> {
            String name = row.text("name");
            try {
                blobs.get(name);
                read.incrementAndGet();
            } catch (UncheckedIOException | IllegalArgumentException e) {
                if (findings.size() < MOST_FINDINGS) {
                    findings.add(new Finding(0, "the content " + name + " is missing or was changed"));
                }
            }
        }));
        return new Result(read.get(), findings);
    }
}
