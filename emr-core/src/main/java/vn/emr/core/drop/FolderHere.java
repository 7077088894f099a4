package vn.emr.core.drop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** A folder of this machine. */
record FolderHere(Path folder) implements Handoff.Place {
    @Override
    public Handoff.Looks looks(String name) throws IOException {
        try {
            BasicFileAttributes is =
                    Files.readAttributes(folder.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return is.isRegularFile() ? new Handoff.Looks(is.lastModifiedTime().toMillis(), is.size()) : null;
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public void copy(String name, Path to) throws IOException {
        Files.copy(folder.resolve(name), to, StandardCopyOption.REPLACE_EXISTING, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void take(Path copy, String as) throws IOException {
        Files.move(copy, folder.resolve("working").resolve(as), StandardCopyOption.ATOMIC_MOVE);
    }
}
